"""The table [surel_masuk]: whether mails become complaints."""

from __future__ import annotations

import re

from . import wording
from .table import Table, shown
from .values import STAMPED_BY_GMAIL, IncomingMailSettings

_LONGEST_SEARCH = 500
_QUOTED = re.compile(r'"[^"]*"')
_HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,8}")
_PAIR = re.compile(r"\([^(){}]*\)|\{[^(){}]*\}")


def incoming_mail(table: Table, office_email: str) -> IncomingMailSettings:
    """Read the table; without one, no mail is read."""
    settings = IncomingMailSettings(
        is_on=table.flag("aktif", default=False),
        address=(table.email("alamat", "") or office_email).casefold(),
        most_a_day=table.count("batas_sehari", 20, least=1, most=1000),
        only=_search(table),
        server=_server(table),
        largest_file=1_000_000 * table.count("ukuran_lampiran_mb", 25, least=1, most=50),
    )
    table.end()
    return settings


def _search(table: Table) -> str:
    """Read Gmail's search for our mails; one whose brackets do not close would reach beyond itself."""
    search = table.text("saringan", "", advice=wording.WRITE_A_SEARCH)
    if not _is_closed(search) or len(search) > _LONGEST_SEARCH:
        table.fault("saringan", wording.not_a_search(shown(search)), wording.WRITE_A_SEARCH)
        return ""
    return search


def _server(table: Table) -> str:
    """Read the name that the mailbox stamps mails under; Gmail's where none is given."""
    server = table.text("pemeriksa_asal", "", advice=wording.WRITE_A_SERVER).casefold()
    if server and not _HOST.fullmatch(server):
        table.fault("pemeriksa_asal", wording.not_a_server(shown(server)), wording.WRITE_A_SERVER)
    return server or STAMPED_BY_GMAIL


def _is_closed(search: str) -> bool:
    """Return whether brackets and quotes close in their order."""
    bare, count = _QUOTED.sub("", search), 1
    while count:
        bare, count = _PAIR.subn("", bare)
    return not set(bare) & set('(){}"')

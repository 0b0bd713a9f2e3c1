"""The table [surel_masuk]: whether mails become complaints."""

from __future__ import annotations

from .table import Table
from .values import IncomingMailSettings


def incoming_mail(table: Table, office_email: str) -> IncomingMailSettings:
    """Read the table; without one, no mail is read."""
    settings = IncomingMailSettings(
        is_on=table.flag("aktif", default=False),
        address=(table.email("alamat", "") or office_email).casefold(),
        most_a_day=table.count("batas_sehari", 20, least=1, most=1000),
        largest_file=1_000_000 * table.count("ukuran_lampiran_mb", 25, least=1, most=50),
    )
    table.end()
    return settings

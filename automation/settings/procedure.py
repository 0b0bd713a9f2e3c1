"""The table [sop]: what the written procedure is called, and what it rests on."""

from __future__ import annotations

from . import wording
from .table import Table
from .values import ProcedureSettings


def procedure(table: Table) -> ProcedureSettings:
    """Read the table; without one, the SOP's legal basis holds, and no number is known."""
    given = table.has("dasar_hukum")
    basis = table.texts("dasar_hukum", advice=wording.WRITE_A_LIST_OF_RULES, required=False)
    settings = ProcedureSettings(
        number=table.text("nomor", ""),
        legal_basis=tuple(filter(None, basis)) if given else wording.LEGAL_BASIS,
        incoming_mail=table.text("surat_masuk", ""),
        outgoing_mail=table.text("surat_keluar", ""),
    )
    table.end()
    return settings

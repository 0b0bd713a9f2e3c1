"""The table [buku_tahunan]: when what was settled long ago moves out of the workbook."""

from __future__ import annotations

from .table import Table
from .values import YearBookSettings


def year_books(table: Table) -> YearBookSettings:
    """Read the table; without one, nothing moves."""
    settings = YearBookSettings(
        from_rows=table.count("sejak_baris", 0, least=0, most=1_000_000),
        after_days=table.count("sesudah_hari", 90, least=90, most=1_100),
    )
    table.end()
    return settings

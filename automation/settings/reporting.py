"""The table [laporan]: which reports are made, and who besides the Kepala Balai hears of them."""

from __future__ import annotations

from .table import Table
from .values import ReportSettings


def reporting(table: Table) -> ReportSettings:
    """Read the table; without one, the usual choices hold."""
    settings = ReportSettings(
        monthly=table.flag("bulanan", default=True),
        quarterly=table.flag("triwulanan", default=True),
        yearly=table.flag("tahunan", default=True),
        tells_superior=table.flag("kabari_atasan", default=False),
    )
    table.end()
    return settings

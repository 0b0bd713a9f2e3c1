"""The tables [laporan] and [survei]: which reports are made, who hears of them, and how the index is reckoned."""

from __future__ import annotations

from automation.domain.survey import Weight

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


def survey_weight(table: Table) -> Weight:
    """Read how much each element weighs; without the table, a ninth."""
    weight = table.choice("bobot", Weight.NINTH)
    table.end()
    return weight

"""The table [batas_hukum]: the law's outer limits, as the office was told them."""

from __future__ import annotations

from automation.domain.outer_limits import DayCount, OuterLimits

from .table import Table


def outer_limits(table: Table) -> OuterLimits:
    """Read the table; without one, the usual numbers hold."""
    limits = OuterLimits(
        completeness=table.count("kelengkapan_hari", 14, least=1, most=366),
        settlement=table.count("selesai_hari", 60, least=1, most=366),
        count=table.choice("hitungan", DayCount.CALENDAR),
        forwarding=table.count("lapor_teruskan_hari_kerja", 3, least=1, most=60),
        answer=table.count("lapor_jawab_hari_kerja", 14, least=1, most=120),
        warned=table.count("peringatan_hari", 3, least=0, most=30),
    )
    table.end()
    return limits

"""The charts of Rekap as setup wants them: one for each block of figures, over rows that never move."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from automation.domain.layout import AddColumns, AimChart, Chart, FoundTab, LayoutChange, PlaceChart
from automation.domain.rules import Rules
from automation.jobs.setup.layout import tab_id
from automation.register.schema import tabs
from automation.report.figures import Block, rows_of

RECAP = tab_id("recap")
#: Row and column of each chart's upper left corner: two beside two, to the right of the figures.
PLACES = {Block.STATUS: (1, 3), Block.CHANNEL: (1, 10), Block.NORMS: (21, 3), Block.ELEMENTS: (21, 10)}
#: A chart lies on cells; so many columns carry two of them.
COLUMNS = 17


def charts(rules: Rules) -> tuple[Chart, ...]:
    """Return the charts of Rekap."""
    described = tabs()["recap"]
    columns = (described.position("measure"), described.position("value"))
    return tuple(_chart(block, rules, columns) for block in Block)


def _chart(block: Block, rules: Rules, columns: tuple[int, int]) -> Chart:
    heading = tabs()["recap"].frozen_rows
    first, end = rows_of(block, rules)
    # The id is ours, as a tab's is: an interrupted setup, or another one, finds the chart again.
    id = crc32(f"tanggap/recap/{block.name}".encode()) & 0x3FFFFFFF
    return Chart(
        id=id,
        tab=RECAP,
        title=block.value,
        rows=(heading + first, heading + end),
        columns=columns,
        corner=PLACES[block],
    )


def chart_changes(found: FoundTab | None, rules: Rules) -> Iterator[LayoutChange]:
    """Return what is missing of the charts, and those that show rows which are no longer theirs.

    Args:
        found: Rekap as it is; None where it is about to be made.
        rules: the office's, since its norms say which steps have a row.
    """
    there = found.columns if found else len(tabs()["recap"].columns)
    if there < COLUMNS:
        yield AddColumns(RECAP, COLUMNS - there)
    shown = found.charts if found else {}
    for chart in charts(rules):
        if chart.id not in shown:
            yield PlaceChart(chart)
        elif shown[chart.id] != chart.rows:
            yield AimChart(chart)

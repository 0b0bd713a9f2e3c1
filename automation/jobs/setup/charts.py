"""The charts of Rekap and Rekap Bulanan as setup wants them, over rows that never move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from automation.domain.layout import AddColumns, AimChart, Chart, FoundTab, LayoutChange, PlaceChart
from automation.domain.rules import Rules
from automation.jobs.setup import wording
from automation.jobs.setup.layout import tab_id
from automation.register.schema import tabs
from automation.report import wording as report_wording
from automation.report.figures import Block, rows_of
from automation.report.measures import Balance
from automation.report.months import places_of
from automation.report.rows import Section, balance_rows

RECAP = tab_id("recap")
#: Row and column of each chart's upper left corner: two beside two, to the right of the figures.
PLACES = {Block.STATUS: (1, 3), Block.CHANNEL: (1, 10), Block.NORMS: (21, 3), Block.ELEMENTS: (21, 10)}
#: A chart lies on cells; so many columns carry two of them.
COLUMNS = 17
#: The same of Rekap Bulanan, whose figures take fifteen columns.
MONTHS = tab_id("months")
MONTH_PLACES = ((1, 16), (1, 23), (21, 16), (21, 23))
YEAR_AT = tabs()["months"].position("year")
#: What is drawn of a year's months: what came in, ended, and was left.
FLOW = (report_wording.CAME_IN, report_wording.ENDED, report_wording.LEFT)
NOTHING = Balance(carried_over=0, came_in=0, reopened=0, imported=0, ended=0, left=0)


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


def charts_of_months(rules: Rules) -> tuple[Chart, ...]:
    """Return the charts of Rekap Bulanan: two along the months, and bars of what is open by age and of the groups."""
    described = tabs()["months"]
    heads = described.frozen_rows
    measure = described.position("measure")
    balance = places_of(Section.BALANCE, rules)
    names = [name for name, _ in balance_rows(NOTHING)]
    this = {name: heads + balance[0] + place for place, name in enumerate(names)}
    last = {name: row + len(names) for name, row in this.items()}
    along = ((0, heads), (measure, described.position("year")))
    return (
        _month_chart(0, wording.MONTHS_IN_AND_OUT, *along, tuple(this[name] for name in FLOW)),
        _month_chart(1, wording.MONTHS_BOTH_YEARS, *along, (this[FLOW[0]], last[FLOW[0]])),
        *(
            _month_chart(place, section.value, _below(places_of(section, rules), heads), (measure, YEAR_AT))
            for place, section in enumerate((Section.AGES, Section.GROUPS), 2)
        ),
    )


def _below(places: tuple[int, int], heads: int) -> tuple[int, int]:
    return heads + places[0], heads + places[1]


def _month_chart(
    place: int, title: str, rows: tuple[int, int], columns: tuple[int, int], across: tuple[int, ...] = ()
) -> Chart:
    return Chart(
        id=crc32(f"tanggap/months/{place}".encode()) & 0x3FFFFFFF,
        tab=MONTHS,
        title=title,
        rows=rows,
        columns=columns,
        corner=MONTH_PLACES[place],
        across=across,
    )


def month_chart_changes(found: FoundTab | None, rules: Rules) -> Iterator[LayoutChange]:
    """Return what is missing of the charts of Rekap Bulanan, as `chart_changes` does of Rekap's."""
    width = MONTH_PLACES[-1][1] + 7
    there = found.columns if found else len(tabs()["months"].columns)
    if there < width:
        yield AddColumns(MONTHS, width - there)
    yield from _lacking(charts_of_months(rules), found)


def _lacking(wanted: Iterable[Chart], found: FoundTab | None) -> Iterator[LayoutChange]:
    shown = found.charts if found else {}
    for chart in wanted:
        if chart.id not in shown:
            yield PlaceChart(chart)
        elif shown[chart.id] != chart.rows:
            yield AimChart(chart)


def chart_changes(found: FoundTab | None, rules: Rules) -> Iterator[LayoutChange]:
    """Return what is missing of the charts, and those that show rows which are no longer theirs.

    Args:
        found: Rekap as it is; None where it is about to be made.
        rules: the office's, since its norms say which steps have a row.
    """
    there = found.columns if found else len(tabs()["recap"].columns)
    if there < COLUMNS:
        yield AddColumns(RECAP, COLUMNS - there)
    yield from _lacking(charts(rules), found)

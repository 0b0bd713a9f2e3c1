"""The Register's rows that say what they did at the last look: neither read nor looked at once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

from automation.domain.case import Case
from automation.domain.cells import Cell
from automation.domain.layout import MergedArea
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.worked_out import WorkedOut
from automation.jobs.snapshot import Table
from automation.register import merged_cells, typed_numbers
from automation.register.lines import Headings, Line, headings_of, line_in
from automation.register.merged_cells import MergedCells
from automation.register.schema import Tab, tabs
from automation.register.typed_dates import WITHOUT_NUMBERS, TypedDates, are_known, look_at, serials_in
from automation.register.typed_numbers import TypedNumbers


class _SeenRows:
    """The rows of one tab under one set of headings, with their lines as they were read last, by place."""

    def __init__(self, headings: Headings) -> None:
        self.headings = headings
        self.rows: Table = ()
        self.lines: dict[int, Line] = {}
        self.found: tuple[Line, ...] = ()

    def read(self, table: Table) -> tuple[Line, ...]:
        """Return the lines of a table; those of rows that are the very same are the very same, too."""
        if table is self.rows:
            return self.found
        lines: dict[int, Line] = {}
        before = len(self.rows)
        for row, cells in enumerate(table[1:], start=1):
            same = row < before and self.rows[row] is cells
            line = self.lines.get(row) if same else line_in(self.headings, row, cells)
            if line is not None:
                lines[row] = line
        self.rows, self.lines, self.found = table, lines, tuple(lines.values())
        return self.found


def lines_kept(tab: Tab, table: Table, known: WorkedOut) -> tuple[Headings, tuple[Line, ...]]:
    """Return a tab's headings and lines, as `lines_of` does.

    Raises:
        WrongHeadings: as `headings_of` says.
    """
    headings = known.equal(f"headings of {tab.key}", headings_of(tab, table[0] if table else ()))
    return headings, known.of(_SeenRows, headings).read(table)


#: What is believed of the Register's cells beyond their values.
Typed = tuple[TypedDates, TypedNumbers, MergedCells]
#: Of settled complaints, by the place of the row: its line, and the case whose cells say the same.
_Quiet = dict[int, tuple[Line, ComplaintNumber, Case]]


def look_at_typed(
    lines: Sequence[Line],
    tables: Mapping[str, Table],
    memory: Memory,
    before: Typed,
    headings: Headings,
    *,
    is_indonesian: Callable[[], bool],
    as_shown: Callable[[], Sequence[Sequence[Cell]]],
    merged: Callable[[], Iterable[MergedArea]],
) -> Typed:
    """Return what is believed of the dates, numbers and merged cells that are there now.

    Rows of settled complaints whose dates all stand in the ledger are not looked at again until they change.
    """
    dates, numbers, cells_merged = before
    quiet: _Quiet = memory.worked_out.of(_none_yet)
    loud = [line for line in lines if not _is_quiet(quiet.get(line.row), line, memory.cases)]
    cells = {
        str(number): memory.cases[number].cells
        for line in loud
        if (number := ComplaintNumber.read(line.text("number"))) is not None and number in memory.cases
    }
    serials = {key: memory.worked_out.of(_serials_of(key), tables.get(key, ())) for key in WITHOUT_NUMBERS}
    seen = look_at(loud, serials, cells, dates, is_indonesian)
    shown = typed_numbers.look_at(loud, numbers, as_shown)
    if len(loud) < len(lines) and numbers.shown:
        there = {str(one[1]) for line in lines if (one := quiet.get(line.row)) and one[0] is line}
        shown = TypedNumbers({**{key: of for key, of in numbers.shown.items() if key in there}, **shown.shown})
    for line in loud:
        number = ComplaintNumber.read(line.text("number"))
        case = memory.cases.get(number) if number else None
        if number is None or case is None or not case.settled:
            continue
        is_noted = numbers.shown.get(str(number)) == shown.shown.get(str(number))
        if is_noted and str(number) not in seen.doubted and are_known(line, case.cells):
            quiet[line.row] = line, number, case
    marked = shown.marked(seen.marked(loud))
    return seen, shown, merged_cells.look_at(lines, marked, headings, cells, cells_merged, merged)


@cache
def _serials_of(key: str) -> Callable[[Table], frozenset[float]]:
    """Return what reads the dates of a tab, the same function each time."""
    return partial(serials_in, tabs()[key])


def _none_yet() -> _Quiet:
    return {}


def _is_quiet(
    known: tuple[Line, ComplaintNumber, Case] | None, line: Line, cases: Mapping[ComplaintNumber, Case]
) -> bool:
    return known is not None and known[0] is line and cases.get(known[1]) is known[2]

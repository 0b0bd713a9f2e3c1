"""The job's own tabs, of keyed and of placed rows: the difference between what they show and what they should show.

Rows are read at the beginning of a tick and written at its end, by their place. A person may sort, insert or delete
in between, so that a row is written where another stood. Two rules keep that harmless until the next tick puts it
right: in a tab that is the job's alone a row is written whole, its key with it, so that no complaint ever shows what
belongs to another; in a tab that people write in, too, a key is never rewritten, so that what they wrote stays beside
the key it was written for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from automation.domain.cells import AppendRows, Cell, Change, Formula, JobCell, UpdateRow, Written
from automation.domain.columns import Owner
from automation.domain.dates import SERIAL_EPOCH

from .lines import Headings, headings_of
from .schema import Tab


@dataclass(frozen=True, slots=True)
class KeyedRows:
    """Where the rows of a table stand, by what stands in one column.

    Attributes:
        first: the first row of each key, which the Register's lookups show.
        twins: the places of the others.
    """

    first: Mapping[str, tuple[int, Sequence[Cell]]]
    twins: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, place: int, table: Sequence[Sequence[Cell]]) -> KeyedRows:
        """Read a table, whose first row are its headings."""
        first: dict[str, tuple[int, Sequence[Cell]]] = {}
        twins: dict[str, list[int]] = {}
        for number, cells in _keyed(place, table):
            name = str(cells[place])
            if name in first:
                twins.setdefault(name, []).append(number)
            else:
                first[name] = (number, cells)
        return cls(first, twins)


def keyed_changes(
    tab: Tab,
    key: str,
    table: Sequence[Sequence[Cell]],
    wanted: Iterable[Mapping[str, Written]],
    keyed: KeyedRows | None = None,
) -> tuple[Change, ...]:
    """Return what makes a tab show the wanted rows: differing ones rewritten, missing ones appended.

    Columns that people own or added are left alone, and so is a row whose key is not wanted: it holds nothing that
    the job wrote. A row that stands twice is emptied, in a tab that is the job's alone. `keyed` are the table's rows,
    where they are known.
    """
    headings = headings_of(tab, table[0] if table else ())
    whole = tab.owners == {Owner.JOB}
    keyed = keyed or KeyedRows.of(headings.places[key], table)
    rows, twins = keyed.first, keyed.twins
    changes: list[Change] = []
    added: list[tuple[JobCell, ...]] = []
    for values in wanted:
        cells = headings.job_cells(tab, values)
        name = str(values[key])
        if name not in rows:
            added.append(cells)
            continue
        row, shown = rows[name]
        if differing := tuple(cell for cell in cells if not _shows(shown, cell)):
            changes.append(UpdateRow(tab.key, row, cells if whole else differing))
        if whole:
            changes += (_emptied(tab, headings, row) for row in twins.get(name, ()))
    if added:
        changes.append(AppendRows(tab.key, tuple(added)))
    return tuple(changes)


def shown_row(tab: Tab, table: Sequence[Sequence[Cell]], key: str) -> dict[str, Written]:
    """Return the cells of the row that a key names as they are shown; the key alone where there is no such row."""
    headings = headings_of(tab, table[0] if table else ())
    first = next(column.key for column in tab.columns)
    _, cells = KeyedRows.of(headings.places[first], table).first.get(key, (0, ()))
    shown: dict[str, Written] = {
        name: cells[place] if place < len(cells) else "" for name, place in headings.places.items()
    }
    return {**shown, first: key}


def alike(tab: Tab, headings: Headings, rows: Iterable[int], values: Mapping[str, Written]) -> Iterator[UpdateRow]:
    """Return the updates that write the same cells into all these rows, whichever rows stand there by then."""
    cells = headings.job_cells(tab, values)
    for row in rows:
        yield UpdateRow(tab.key, row, cells)


def placed_changes(
    tab: Tab, table: Sequence[Sequence[Cell]], wanted: Sequence[Mapping[str, Written]], *, anew: bool = False
) -> tuple[Change, ...]:
    """Return what makes a tab show the wanted rows in their order below the heading, and nothing after them.

    For a tab that is the job's alone, whose rows keep their places so that charts find their numbers. With `anew`,
    rows are written that show what is wanted, too: a formula's cell does not tell where it leads.
    """
    headings = headings_of(tab, table[0] if table else ())
    shown = table[1:]
    rows = [headings.job_cells(tab, values) for values in wanted]
    changes: list[Change] = [
        UpdateRow(tab.key, row, cells)
        for row, (found, cells) in enumerate(zip(shown, rows, strict=False), start=1)
        if anew or not all(_shows(found, cell) for cell in cells)
    ]
    changes += (
        _emptied(tab, headings, row)
        for row in range(len(rows) + 1, len(table))
        if any(cell != "" for cell in table[row])
    )
    # Not as rows to append: where one of them is refused, those behind it would move up into its place.
    changes += (UpdateRow(tab.key, row, cells) for row, cells in enumerate(rows[len(shown) :], start=len(shown) + 1))
    return tuple(changes)


def placed_cell(tab: Tab, table: Sequence[Sequence[Cell]], row: int, column: str, value: Written) -> UpdateRow | None:
    """Return what makes one cell of a tab of placed rows show a value; None where it does, or lacks the column."""
    headings = headings_of(tab, table[0] if table else ())
    cells = headings.job_cells(tab, {column: value})
    if all(_shows(table[row] if row < len(table) else (), cell) for cell in cells):
        return None
    return UpdateRow(tab.key, row, cells)


def _keyed(place: int, table: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, cells in enumerate(table[1:], start=1):
        if place < len(cells) and str(cells[place]):
            yield number, cells


def _emptied(tab: Tab, headings: Headings, row: int) -> UpdateRow:
    return UpdateRow(tab.key, row, headings.job_cells(tab, {column.key: None for column in tab.columns}))


def _shows(shown: Sequence[Cell], cell: JobCell) -> bool:
    return same(shown[cell.place] if cell.place < len(shown) else "", cell.value)


def same(shown: Cell, wanted: Written) -> bool:
    """Return whether a cell already shows what is wanted; dates are compared to the minute."""
    if wanted is None or wanted == "":
        return shown == ""
    if isinstance(wanted, date) and not isinstance(wanted, datetime):
        wanted = datetime.combine(wanted, time())
    if isinstance(wanted, datetime):
        return _is_number(shown) and abs(float(shown) - serial(wanted)) < 1 / 2880
    if isinstance(wanted, Formula):
        return wanted.passes or (wanted.shows != "" and shown == wanted.shows)
    if isinstance(wanted, str):
        return isinstance(shown, str) and shown == wanted
    return shown == wanted


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def serial(at: datetime) -> float:
    """Return the workbook's number for a date and time without a zone."""
    return (at - SERIAL_EPOCH).total_seconds() / 86400

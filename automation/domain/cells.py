"""Cells as the workbook gives and takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .columns import JobColumn

#: A cell as read, unformatted: text, number (dates are serial numbers), check box, or "" when empty.
Cell = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own making; text of people is never wrapped in it.

    Attributes:
        shows: what its cell shows, where that is known beforehand.
        passes: what it shows changes with time alone, so that whatever stands there is taken for it.
    """

    text: str
    shows: str = ""
    passes: bool = False


#: A cell to write. A `str` is stored as text whatever it looks like; `datetime` is office time without zone.
Written = str | int | float | bool | datetime | date | Formula | None


@dataclass(frozen=True, slots=True)
class WholeCell:
    """A cell with all that is copied of it.

    Attributes:
        value: what it shows, unformatted; of a formula, what that comes to.
        note: what people noted on it.
        look: its format and the looks of parts of its text, as the adapter keeps them; "" for none.
        is_doubtful: it shows an error, which is no value that could be copied.
    """

    value: Cell | Formula = ""
    note: str = ""
    look: str = ""
    is_doubtful: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing of people's is in it; an empty cell has a look, too."""
        return self.value == "" and not self.note and not self.is_doubtful

    def says_what(self, other: WholeCell) -> bool:
        """Return whether value and note are the same; TRUE is no 1."""
        is_bool = isinstance(self.value, bool), isinstance(other.value, bool)
        return self.value == other.value and self.note == other.note and is_bool[0] == is_bool[1]


WholeRow = tuple[WholeCell, ...]


@dataclass(frozen=True, slots=True)
class JobCell:
    """A cell to write in a column of the job's; `place` is where that column stands now, from 0."""

    column: JobColumn
    place: int
    value: Written


@dataclass(frozen=True, slots=True)
class AppendRows:
    """Rows to add below the last one with data of a tab (by its schema name); cells not named stay empty."""

    tab: str
    rows: tuple[tuple[JobCell, ...], ...]

    def __post_init__(self) -> None:
        """Refuse columns of another tab."""
        _hold_to(self.tab, (cell for row in self.rows for cell in row))


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """Cells to put into a row that is there (0 is the heading): the job's own, for no other can be named."""

    tab: str
    row: int
    cells: tuple[JobCell, ...]

    def __post_init__(self) -> None:
        """Refuse columns of another tab."""
        _hold_to(self.tab, self.cells)

    def runs(self) -> Iterator[tuple[int, tuple[Written, ...]]]:
        """Return the values of neighbouring columns together, with the place of the first; none lies between runs."""
        run: list[JobCell] = []
        for cell in sorted(self.cells, key=lambda cell: cell.place):
            if run and cell.place != run[-1].place + 1:
                yield run[0].place, tuple(one.value for one in run)
                run = []
            run.append(cell)
        if run:
            yield run[0].place, tuple(one.value for one in run)


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows that are not there yet, whole, to add below the last one: new, or deleted by a person and coming back.

    The only write that fills a cell of a person's column: with what that person last wrote in it.
    """

    tab: str
    rows: tuple[tuple[Written, ...], ...]


Change = AppendRows | NewRows | UpdateRow


def laid_out(cells: Iterable[JobCell]) -> tuple[Written, ...]:
    """Return a row from its first column on, with nothing where no cell is named."""
    by_place = {cell.place: cell.value for cell in cells}
    return tuple(by_place.get(place) for place in range(max(by_place, default=-1) + 1))


def trimmed(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows without their empty ends, and without empty ones at the end, as a range is read."""
    short = [tuple(row[: max((place for place, cell in enumerate(row, 1) if cell != ""), default=0)]) for row in rows]
    while short and not short[-1]:
        short.pop()
    return tuple(short)


def _hold_to(tab: str, cells: Iterable[JobCell]) -> None:
    for cell in cells:
        if cell.column.tab != tab:
            raise ValueError(f"{cell.column.tab}.{cell.column.key} is no column of {tab}")

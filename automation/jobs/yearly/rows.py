"""The rows of some complaints in one workbook, whole, found by number and told apart by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from automation.domain.cells import Cell, Formula, WholeCell, WholeRow
from automation.domain.columns import column_letters
from automation.domain.layout import AddColumns, AddRows, DeleteRows, FoundTab, Heading, LayoutChange
from automation.domain.numbers import ComplaintNumber
from automation.jobs.setup.layout import tab_id
from automation.ports import Workbook
from automation.register.lines import as_text, headings_of
from automation.register.schema import lookup_formula, tabs

from . import wording

#: The tabs that have rows of complaints, with the column that tells their rows apart.
KEYS: Mapping[str, str] = {
    "register": "number",
    "status": "number",
    "archive": "document",
    "history": "sequence",
    "actions": "action",
}
#: A tab must keep a row below those that are frozen, of which people freeze no more than so many.
_SPARE = 10
#: A column that people added is as wide as most of ours.
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One row: in which tab, by what key, of which complaint, at which place, and its cells by column."""

    tab: str
    key: str
    number: ComplaintNumber
    place: int
    cells: Mapping[str, WholeCell]

    @property
    def name(self) -> tuple[str, str]:
        """What tells it apart in a workbook."""
        return self.tab, self.key

    def says_what(self, other: Row, leaving: Collection[str] = ()) -> bool:
        """Return whether two rows say the same in every cell, wherever their columns stand, but for some."""
        names = {name for row in (self, other) for name, cell in row.cells.items() if not cell.is_empty}
        none = WholeCell()
        return all(self.cells.get(name, none).says_what(other.cells.get(name, none)) for name in names - set(leaving))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of some complaints as they stand in one workbook.

    Attributes:
        columns: the names of each tab's columns, in their order.
        lookups: those of the Register that show what stands in Status.
        rows: the rows, each tab's in their order.
    """

    columns: Mapping[str, tuple[str, ...]]
    lookups: frozenset[str]
    rows: tuple[Row, ...]

    def of(self, number: ComplaintNumber) -> tuple[Row, ...]:
        """Return the rows of one complaint."""
        return tuple(row for row in self.rows if row.number == number)

    @property
    def in_register(self) -> frozenset[ComplaintNumber]:
        """The complaints that have a row in the Register."""
        return frozenset(row.number for row in self.rows if row.tab == "register")

    @property
    def names(self) -> frozenset[tuple[str, str]]:
        """What tells the rows apart."""
        return frozenset(row.name for row in self.rows)

    @property
    def numbers(self) -> frozenset[ComplaintNumber]:
        """The complaints that have any row."""
        return frozenset(row.number for row in self.rows)

    def deletion(self, found: Iterable[FoundTab]) -> Iterator[LayoutChange]:
        """Return what deletes all of them, as they stand in the tabs that were found."""
        room = {tab.id: tab.rows for tab in found}
        for tab in KEYS:
            if places := tuple(row.place for row in self.rows if row.tab == tab):
                if room[tab_id(tab)] - len(places) <= _SPARE:
                    yield AddRows(tab_id(tab), _SPARE)
                yield DeleteRows(tab_id(tab), places)

    def covered(self, found: Iterable[FoundTab]) -> frozenset[ComplaintNumber]:
        """Return the complaints of which a row has merged cells: other rows may show what it says."""
        areas = {tab.id: tab.merged for tab in found}
        return frozenset(
            row.number
            for row in self.rows
            if any(one.top <= row.place < one.bottom for one in areas.get(tab_id(row.tab), ()))
        )

    def only(self, numbers: Collection[ComplaintNumber]) -> Rows:
        """Return those of some complaints."""
        return replace(self, rows=tuple(row for row in self.rows if row.number in numbers))

    def named(self, names: Collection[tuple[str, str]]) -> Rows:
        """Return those with some names."""
        return replace(self, rows=tuple(row for row in self.rows if row.name in names))

    def as_wide_as(self, found: Iterable[FoundTab]) -> Rows:
        """Return them with a name for each column of the tabs that were found, those without a heading too."""
        room = {tab.id: tab.columns for tab in found}
        wide = {
            tab: (*names, *map(_nameless, range(len(names), room.get(tab_id(tab), 0))))
            for tab, names in self.columns.items()
        }
        return replace(self, columns=wide)

    def is_each_once(self, number: ComplaintNumber) -> bool:
        """Return whether a complaint has one row in Register and Status, and none twice anywhere."""
        counts = Counter(row.name for row in self.of(number))
        in_both = all(counts[tab, str(number)] == 1 for tab in ("register", "status"))
        return in_both and set(counts.values()) == {1}


def rows_in(book: Workbook, numbers: Collection[ComplaintNumber]) -> Rows:
    """Read the rows of some complaints, in three calls; in three more where people moved rows between these.

    What moved the second time, too, is left out.

    Raises:
        UnreadableWorkbook, WrongHeadings: a tab is gone, or its headings are not as they must be.
    """
    rows, is_sure = _read(book, numbers)
    return rows if is_sure else _read(book, numbers)[0]


def _read(book: Workbook, numbers: Collection[ComplaintNumber]) -> tuple[Rows, bool]:
    """Return the rows that were found where their names stood, and whether these are all."""
    heads = book.read([f"{_quoted(tab)}!1:1" for tab in KEYS])
    places = {tab: headings_of(tabs()[tab], table[0] if table else ()).places for tab, table in _by_tab(heads)}
    asked = [(tab, key) for tab, of_row in KEYS.items() for key in dict.fromkeys(("number", of_row))]
    found = book.read([_column(tab, places[tab][key]) for tab, key in asked])
    columns = dict(zip(asked, found, strict=True))
    wanted = {str(number): number for number in numbers}
    standing = {
        tab: {
            row: wanted[name]
            for row, cells in enumerate(columns[tab, "number"])
            if (name := _number(cells)) in wanted
        }
        for tab in KEYS
    }
    whole = book.whole({tab: those.keys() for tab, those in standing.items()})
    names = {tab: column_names(table[0] if table else (), whole[tab].values()) for tab, table in _by_tab(heads)}
    register = tabs()["register"]
    looked_up = (places["register"].get(one.key) for one in register.columns if one.shows)
    found_rows = [
        Row(
            tab=tab,
            key=str(number) if KEYS[tab] == "number" else _key(columns[tab, KEYS[tab]], row),
            number=number,
            place=row,
            cells=dict(zip(names[tab], whole[tab].get(row, ()), strict=False)),
        )
        for tab, those in standing.items()
        for row, number in those.items()
    ]
    sure = tuple(row for row in found_rows if _is_itself(row, names[row.tab], places[row.tab]))
    rows = Rows(
        columns=names,
        lookups=frozenset(names["register"][place] for place in looked_up if place is not None),
        rows=sure,
    )
    return rows, len(sure) == len(found_rows)


def _is_itself(row: Row, columns: Sequence[str], places: Mapping[str, int]) -> bool:
    """Return whether a row's cells, which were read last, are those of the row that was looked for."""
    number, key = (_text(row.cells.get(columns[places[one]], WholeCell())) for one in ("number", KEYS[row.tab]))
    return number.upper() == str(row.number) and (key == row.key or KEYS[row.tab] == "number")


def _text(cell: WholeCell) -> str:
    return "" if isinstance(cell.value, Formula) else as_text(cell.value)


def _by_tab(tables: Iterable[Sequence[Sequence[Cell]]]) -> Iterator[tuple[str, Sequence[Sequence[Cell]]]]:
    return zip(KEYS, tables, strict=True)


def _number(cells: Sequence[Cell]) -> str:
    return as_text(cells[0]).upper() if cells else ""


def _key(column: Sequence[Sequence[Cell]], row: int) -> str:
    return as_text(column[row][0]) if row < len(column) and column[row] else ""


def column_names(heads: Sequence[Cell], rows: Iterable[WholeRow]) -> tuple[str, ...]:
    """Name each column by its heading; one without a heading by its letter, of those that are alike each once."""
    width = max((len(heads), *map(len, rows)))
    found: list[str] = []
    for place in range(width):
        text = as_text(heads[place]).strip() if place < len(heads) else ""
        found.append(_unlike(text or _nameless(place), found))
    return tuple(found)


def _nameless(place: int) -> str:
    return wording.column_without_heading(column_letters(place))


def _unlike(name: str, others: Collection[str]) -> str:
    """Return a column's name, with a number where another has it already."""
    return next(one for one in chain((name,), (f"{name} ({more})" for more in count(2))) if one not in others)


def _column(tab: str, place: int) -> str:
    letters = column_letters(place)
    return f"{_quoted(tab)}!{letters}:{letters}"


def _quoted(tab: str) -> str:
    return "'{}'".format(tabs()[tab].title.replace("'", "''"))


@dataclass(frozen=True, slots=True)
class Copy:
    """How rows are laid out for another workbook: columns that it lacks, and the rows."""

    lacking: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Mapping[str, tuple[WholeRow, ...]] = field(default_factory=dict)


def copy_for(there: Rows, rows: Iterable[Row], *, looks_up: bool) -> Copy:
    """Lay rows out by the columns of another workbook, as `there` tells them.

    Args:
        there: what was read there.
        rows: of the workbook that they stand in.
        looks_up: the Register's lookups are formulas there; else they say what they show now.
    """
    given = tuple(rows)
    lacking: dict[str, tuple[str, ...]] = {}
    laid: dict[str, tuple[WholeRow, ...]] = {}
    for tab in KEYS:
        theirs = [row for row in given if row.tab == tab]
        filled = dict.fromkeys(name for row in theirs for name, cell in row.cells.items() if not cell.is_empty)
        columns = there.columns[tab]
        lacking[tab] = tuple(name for name in filled if name not in columns)
        formulas = _formulas(there) if looks_up and tab == "register" else {}
        laid[tab] = tuple(_laid(row, (*columns, *lacking[tab]), formulas) for row in theirs)
    return Copy({tab: names for tab, names in lacking.items() if names}, laid)


def _formulas(there: Rows) -> Mapping[str, Formula]:
    """Return the lookups of the Register by the name of their column, with the number where it stands now."""
    tab, columns = tabs()["register"], there.columns["register"]
    places = headings_of(tab, columns).places
    return {
        columns[places[one.key]]: Formula(lookup_formula(one, places["number"]))
        for one in tab.columns
        if one.shows and one.key in places
    }


def _laid(row: Row, columns: Sequence[str], formulas: Mapping[str, Formula]) -> WholeRow:
    none = WholeCell()
    cells = [row.cells.get(name, none) for name in columns]
    return tuple(
        replace(cell, value=formulas[name]) if name in formulas else cell
        for name, cell in zip(columns, cells, strict=True)
    )


def columns_added(
    there: Rows, grid: Mapping[str, int], lacking: Mapping[str, Sequence[str]]
) -> Iterator[LayoutChange]:
    """Return what adds columns at the end of tabs, of which `grid` tells how many columns they have room for."""
    for tab, names in lacking.items():
        id, first = tab_id(tab), len(there.columns[tab])
        if (more := first + len(names) - grid[tab]) > 0:
            yield AddColumns(id, more)
        for place, name in enumerate(names, first):
            yield Heading(tab=id, column=place, text=name, note="", width=_WIDTH)

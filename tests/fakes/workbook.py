"""A workbook in memory that keeps the promises of `automation.ports.Workbook`."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from automation.domain.cells import (
    AppendRows,
    Cell,
    Change,
    Formula,
    NewRows,
    UpdateRow,
    WholeCell,
    WholeRow,
    Written,
    laid_out,
)
from automation.domain.layout import (
    AddColumns,
    AddFilter,
    AddRows,
    AddTab,
    DeleteRows,
    FoundTab,
    Heading,
    LayoutChange,
    MergedArea,
    Protect,
    Protection,
    Region,
    RemoveTab,
    Reprotect,
    SetRegion,
    Unprotect,
)
from automation.jobs.setup.layout import FEW_ROWS, ROWS, tab_id
from automation.jobs.yearly.wording import LOCK
from automation.ports import Refused, RowRefused, UnreadableWorkbook
from automation.register.schema import Tab, tabs

from .faults import Faults

Kept = Cell | Formula
#: Characters that a cell of Google's holds, counted as UTF-16 does.
LONGEST_CELL = 50_000

_LOOKUP = re.compile(
    r"=IFERROR\(INDEX\((?P<tab>\w+)!\$(?P<shown>[A-Z]+):\$[A-Z]+;"
    r'MATCH\(INDEX\(\$(?P<own>[A-Z]+):\$[A-Z]+;ROW\(\)\);\w+!\$(?P<key>[A-Z]+):\$[A-Z]+;0\)\);""\)'
)
_A1 = re.compile(r"([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?")


class FakeWorkbook:
    """Tabs with their cells; setup has already been here unless `described` is empty.

    A row is refused that holds one of the texts `refused`; which row it is, is said where `names_rows`. A number is
    seen by people as `seen_as` says.
    """

    def __init__(self, faults: Faults | None = None, described: Mapping[str, Tab] | None = None) -> None:
        self.faults = faults or Faults()
        self._titles: dict[str, str] = {}
        self._ids: dict[str, int] = {}
        self._now_named: dict[str, str] = {}
        self.sheets: dict[str, list[list[Kept]]] = {}
        self.grown: list[tuple[str, int, tuple[LayoutChange, ...]]] = []
        self.refused: set[str] = set()
        self.most_cells = 10_000_000
        self.names_rows = True
        #: Who owns the workbook: Google lets them write whatever is protected.
        self.always_editors: frozenset[str] = frozenset()
        self.seen_as: dict[int | float, str] = {}
        self.in_force = Region("in_ID", "Asia/Makassar")
        self.merged_cells: dict[str, tuple[MergedArea, ...]] = {}
        self.protections: dict[int, tuple[int, Protection]] = {}
        self._protected = 0
        #: How many rows a tab's grid has, by its id, where that is more than it holds.
        self.room: dict[int, int] = {}
        self._looked_up: dict[tuple[str, int], dict[Cell, int]] = {}
        for key, tab in (tabs() if described is None else described).items():
            self.add_tab(tab.title, [column.heading for column in tab.columns])
            self._ids[tab.title] = tab_id(key)
            self.room[tab_id(key)] = ROWS.get(key, FEW_ROWS)
            self._titles[key] = tab.title

    def read(self, ranges: Sequence[str], *, as_shown: bool = False) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
        self.faults.read("workbook.read")
        self._looked_up.clear()
        found = tuple(self._range(text) for text in ranges)
        if not as_shown:
            return found
        return tuple(tuple(tuple(map(self._seen, row)) for row in table) for table in found)

    def _seen(self, cell: Cell) -> Cell:
        """Give a cell as people see it: a number that was typed as a date, as that date."""
        if isinstance(cell, bool):
            return "TRUE" if cell else "FALSE"
        if isinstance(cell, str):
            return cell
        return self.seen_as.get(cell, str(int(cell)) if cell == int(cell) else str(cell).replace(".", ","))

    def write(self, changes: Sequence[Change]) -> None:
        with self.faults.write("workbook.write"):
            written = {self._titles[change.tab] for change in changes if change.tab in self._titles}
            copy = {
                title: [_copied(row) for row in rows] if title in written else rows
                for title, rows in self.sheets.items()
            }
            for place, change in enumerate(changes):
                if self._is_refused(change):
                    raise RowRefused(
                        "Teksnya tidak muat di satu sel, atau baris ini ditolak.",
                        "400: refused",
                        (place,) if self.names_rows else (),
                    )
                self._apply(copy, change)
            if sum(len(rows) * max(map(len, rows), default=0) for rows in copy.values()) > self.most_cells:
                raise RowRefused("Buku kerja sudah penuh.", "400: number of cells in the workbook")
            self.sheets = copy

    def _is_refused(self, change: Change) -> bool:
        texts = [text for text in _written(change) if isinstance(text, str)]
        too_long = any(len(text.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_CELL for text in texts)
        return too_long or any(refused in text for text in texts for refused in self.refused)

    def grow(self, tab: str, rows: int, looks: Sequence[LayoutChange]) -> None:
        with self.faults.write("workbook.grow"):
            self.grown.append((tab, rows, tuple(looks)))

    def layout(self) -> tuple[FoundTab, ...]:
        self.faults.read("workbook.layout")
        return tuple(
            FoundTab(
                id=id,
                title=title,
                rows=self._grid(id),
                columns=max(map(len, self.sheets[title]), default=1),
                protections=tuple(one for tab, one in self.protections.values() if tab == id),
                merged=next(
                    (self.merged_cells.get(key, ()) for key, one in self._titles.items() if one == title), ()
                ),
            )
            for title, id in self._ids.items()
        )

    def arrange(self, changes: Sequence[LayoutChange]) -> None:
        if not changes:
            return
        with self.faults.write("workbook.arrange"):
            self._arrange(changes)

    def _arrange(self, changes: Sequence[LayoutChange]) -> None:
        """Make all changes, or none where one cannot be made."""
        self._hold_to_what_can_be(changes)
        for change in changes:
            match change:
                case Protect():
                    self._protected = id = 1 + self._protected
                    editors = change.editors | self.always_editors
                    kept = Protection(id=id, name=change.name, editors=editors, columns=change.columns)
                    self.protections[id] = (change.tab, kept)
                case Reprotect():
                    tab, kept = self.protections[change.id]
                    self.protections[change.id] = tab, replace(kept, editors=change.editors)
                case Unprotect(id=id):
                    del self.protections[id]
                case DeleteRows(tab=tab):
                    self.room[tab] = self._grid(tab) - len(set(change.rows))
                    rows = self.sheets[self._title(tab)]
                    for first, after in change.runs():
                        del rows[first:after]
                case AddRows(tab=tab, count=count):
                    self.room[tab] = self._grid(tab) + count
                case AddTab(tab=id, title=title, rows=rows):
                    self.sheets[title] = []
                    self._ids[title], self.room[id] = id, rows
                case Heading(tab=tab, column=column, text=text):
                    _put(self.sheets[self._title(tab)], 0, column, text)
                case RemoveTab(tab=tab):
                    self.remove_tab(self._title(tab))
                case SetRegion(region=region):
                    self.in_force = region
                case AddColumns() | AddFilter():
                    pass
                case _:
                    raise NotImplementedError(change)

    def _hold_to_what_can_be(self, changes: Sequence[LayoutChange]) -> None:
        """Refuse to unprotect what is not protected, and to delete all rows below the heading, which is frozen."""
        room = {id: self._grid(id) for id in self._ids.values()}
        for change in changes:
            match change:
                case Unprotect(id=id) if id not in self.protections:
                    raise Refused("Perlindungan itu tidak ada.", "400: No protected range with id")
                case AddRows(tab=tab, count=count):
                    room[tab] += count
                case DeleteRows(tab=tab, rows=rows):
                    room[tab] -= len(set(rows))
                    if room[tab] <= 1:
                        said = "400: Sorry, it is not possible to delete all non-frozen rows."
                        raise Refused("Google menolak permintaan itu.", said)
                case _:
                    pass

    def _grid(self, id: int) -> int:
        """Tell how many rows a tab has, empty ones among them."""
        return max(len(self.sheets[self._title(id)]), self.room.get(id, 1))

    def _title(self, id: int) -> str:
        return next(title for title, one in self._ids.items() if one == id)

    def whole(self, rows: Mapping[str, Collection[int]]) -> Mapping[str, Mapping[int, WholeRow]]:
        self.faults.read("workbook.whole")
        self._looked_up.clear()
        found: dict[str, dict[int, WholeRow]] = {}
        for key, wanted in rows.items():
            title = self._titles[key]
            if title not in self.sheets:
                raise UnreadableWorkbook(f"Lembar {title!r} tidak ada di buku kerja.")
            whole = {row: self._whole(title, row) for row in wanted if row < len(self.sheets[title])}
            found[key] = {row: cells for row, cells in whole.items() if cells}
        return found

    def _whole(self, title: str, row: int) -> WholeRow:
        kept = self.sheets[title][row]
        notes = kept.notes if isinstance(kept, Noted) else {}
        heads = self.sheets[title][0]
        cells = [
            WholeCell(self._value(title, row, place), notes.get(heads[place] if place < len(heads) else "", ""))
            for place in range(max(len(kept), len(heads) if notes else 0))
        ]
        end = max((place for place, cell in enumerate(cells, 1) if not cell.is_empty), default=0)
        return tuple(cells[:end])

    def add_whole(self, rows: Mapping[str, Sequence[WholeRow]], changes: Sequence[LayoutChange] = ()) -> None:
        with self.faults.write("workbook.add_whole"):
            before = {title: [_copied(row) for row in those] for title, those in self.sheets.items()}
            for key, added in rows.items():
                sheet = self.sheets[self._titles[key]]
                heads = sheet[0]
                first = _used(sheet)
                _append(sheet, [[cell.value for cell in row] for row in added])
                for place, row in enumerate(added, first):
                    if notes := {heads[at]: cell.note for at, cell in enumerate(row) if cell.note}:
                        sheet[place] = Noted(sheet[place], notes)
            try:
                self._arrange(changes)
            except Refused:
                self.sheets = before
                raise

    def tabs(self) -> Mapping[str, int]:
        self.faults.read("workbook.tabs")
        return dict(self._ids)

    def region(self) -> Region:
        self.faults.read("workbook.region")
        return self.in_force

    def merged(self, tab: str) -> tuple[MergedArea, ...]:
        self.faults.read("workbook.merged")
        return self.merged_cells.get(tab, ())

    def name_tabs(self, described: Mapping[str, Tab]) -> None:
        """Know tabs by their schema names before somebody makes them."""
        self._titles |= {key: tab.title for key, tab in described.items()}

    # What people and Google do with it.

    def is_locked(self, title: str) -> bool:
        """Tell whether nobody but the job may write in a tab, for a moment."""
        id = self._ids.get(title)
        return any(tab == id and one.name == LOCK for tab, one in self.protections.values())

    def note(self, title: str, row: int, heading: str, text: str) -> None:
        """Put a note on a cell."""
        self._hold_to_lock(title)
        rows = self.sheets[title]
        kept = rows[row]
        rows[row] = Noted(kept, {**(kept.notes if isinstance(kept, Noted) else {}), heading: text})

    def note_on(self, title: str, row: int, heading: str) -> str:
        kept = self.sheets[title][row]
        return kept.notes.get(heading, "") if isinstance(kept, Noted) else ""

    def add_tab(self, title: str, headings: Sequence[str] = ()) -> None:
        self.sheets[title] = [list(headings)] if headings else []
        self._ids[title] = 100 + len(self._ids)

    def remove_tab(self, title: str) -> None:
        del self.sheets[title]
        del self._ids[title]

    def rename_tab(self, title: str, new: str) -> None:
        self.sheets = {new if name == title else name: rows for name, rows in self.sheets.items()}
        self._ids = {new if name == title else name: id for name, id in self._ids.items()}
        self._titles = {key: new if name == title else name for key, name in self._titles.items()}
        # Formulas follow a tab to its new name.
        self._now_named = {old: new if name == title else name for old, name in self._now_named.items()} | {
            title: new
        }

    def type(self, title: str, row: int, heading: str, value: Cell | datetime | date) -> None:
        """Put a value into the cell below a heading; row 0 is the heading."""
        self._hold_to_lock(title)
        column = self.column(title, heading)
        rows = self.sheets[title]
        _put(rows, row, column, _kept(value))

    def add_row(self, title: str, **cells: Cell | datetime | date) -> None:
        """Type a new row below the last, by column key of the schema."""
        tab = next(tab for tab in tabs().values() if tab.title == title)
        row = _used(self.sheets[title])
        for key, value in cells.items():
            self.type(title, row, tab.column(key).heading, value)

    def delete_row(self, title: str, row: int) -> None:
        self._hold_to_lock(title)
        del self.sheets[title][row]

    def insert_row(self, title: str, at: int) -> None:
        """Insert an empty row before a row."""
        self._hold_to_lock(title)
        self.sheets[title].insert(at, [])

    def insert_column(self, title: str, at: int, heading: str = "") -> None:
        self._hold_to_lock(title)
        for number, row in enumerate(self.sheets[title]):
            row.insert(at, heading if number == 0 else "")

    def sort(self, title: str, heading: str, *, downwards: bool = False) -> None:
        self._hold_to_lock(title)
        self._looked_up.clear()
        head, *rest = self.sheets[title]
        column = self.column(title, heading)
        values = {id(row): self._value(title, 1 + number, column) for number, row in enumerate(rest)}
        self.sheets[title] = [head, *sorted(rest, key=lambda row: str(values[id(row)]), reverse=downwards)]

    def _hold_to_lock(self, title: str) -> None:
        if self.is_locked(title):
            raise Protected(title)

    def row_of(self, title: str, first_cell: str) -> int:
        rows = list(enumerate(self.sheets[title]))
        found = [number for number, row in rows if row and row[0] == first_cell]
        return found[0] if found else next(number for number, row in rows if first_cell in row)

    def column(self, title: str, heading: str) -> int:
        return self.sheets[title][0].index(heading)

    def shown(self, title: str, row: int, heading: str) -> Cell:
        self._looked_up.clear()
        return self._value(title, row, self.column(title, heading))

    def rows(self, title: str) -> list[dict[str, Cell]]:
        """Give all rows below the heading, by heading, as people see them."""
        self._looked_up.clear()
        head = self.sheets[title][0]
        return [
            {str(name): self._value(title, number, column) for column, name in enumerate(head)}
            for number in range(1, _used(self.sheets[title]))
        ]

    def _range(self, text: str) -> tuple[tuple[Cell, ...], ...]:
        title, _, cells = text.rpartition("!") if "!" in text else (text, "", "")
        title = title.removeprefix("'").removesuffix("'").replace("''", "'")
        if title not in self.sheets:
            raise UnreadableWorkbook(f"Lembar {title!r} tidak ada di buku kerja.")
        match = _A1.fullmatch(cells)
        assert match is not None, text
        first, top, last, bottom = match.groups()
        if match[3] is None and match[4] is None:
            last, bottom = first, top
        left = _number(first) if first else 0
        right = _number(last) + 1 if last else max((len(row) for row in self.sheets[title]), default=0)
        start = int(top) - 1 if top else 0
        end = int(bottom) if bottom else len(self.sheets[title])
        values = [
            [
                self._value(title, row, column) if isinstance(kept, Formula) else kept
                for column, kept in enumerate(cells[left:right], left)
            ]
            for row, cells in enumerate(self.sheets[title][start:end], start)
        ]
        return tuple(tuple(row) for row in _trimmed([_trimmed_row(row) for row in values]))

    def _apply(self, copy: dict[str, list[list[Kept]]], change: Change) -> None:
        rows = copy[self._titles[change.tab]]
        match change:
            case AppendRows(rows=added):
                _append(rows, [laid_out(cells) for cells in added])
            case NewRows(rows=added):
                _append(rows, added)
            case UpdateRow(row=row, cells=cells):
                for cell in cells:
                    _put(rows, row, cell.place, _kept(cell.value))

    def _value(self, title: str, row: int, column: int) -> Cell:
        rows = self.sheets[title]
        kept = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if not isinstance(kept, Formula):
            return kept
        if kept.shows or kept.passes:
            return kept.shows or "besok"
        match = _LOOKUP.fullmatch(kept.text)
        if match is None:
            raise NotImplementedError(f"the fake works out the Register's lookups only, not {kept.text}")
        key = self._value(title, row, _number(match["own"]))
        tab = self._now_named.get(match["tab"], match["tab"])
        found = self._places(tab, _number(match["key"])).get(key) if key != "" else None
        return "" if found is None else self._value(tab, found, _number(match["shown"]))

    def _places(self, title: str, column: int) -> dict[Cell, int]:
        """Give the first row of each value in a column, worked out once a look."""
        at = (title, column)
        if at not in self._looked_up:
            places: dict[Cell, int] = {}
            for number in range(len(self.sheets.get(title, ()))):
                places.setdefault(self._value(title, number, column), number)
            self._looked_up[at] = places
        return self._looked_up[at]


class Protected(Exception):
    """Somebody tried to change a tab that is locked."""


class Noted(list[Kept]):
    """A row with notes on its cells, by the heading above them."""

    def __init__(self, cells: Iterable[Kept], notes: Mapping[Kept, str]) -> None:
        super().__init__(cells)
        self.notes: dict[Kept, str] = dict(notes)


def _copied(row: list[Kept]) -> list[Kept]:
    return Noted(row, row.notes) if isinstance(row, Noted) else list(row)


def _written(change: Change) -> list[Written]:
    match change:
        case UpdateRow(cells=cells):
            return [cell.value for cell in cells]
        case AppendRows(rows=rows):
            return [cell.value for row in rows for cell in row]
        case NewRows(rows=whole):
            return [cell for row in whole for cell in row]


def _kept(value: Written) -> Kept:
    if isinstance(value, datetime):
        passed = value.replace(tzinfo=None) - datetime(1899, 12, 30)
        return passed.days + passed.seconds / 86400
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return "" if value is None else value


def _put(rows: list[list[Kept]], row: int, column: int, value: Kept) -> None:
    while len(rows) <= row:
        rows.append([])
    while len(rows[row]) <= column:
        rows[row].append("")
    rows[row][column] = value


def _append(rows: list[list[Kept]], added: Sequence[Sequence[Written]]) -> None:
    below = _used(rows)
    for row, cells in enumerate(added, below):
        for column, cell in enumerate(cells):
            _put(rows, row, column, _kept(cell))


def _used(rows: Sequence[Sequence[Kept]]) -> int:
    """Give the number of rows up to the last with data; a formula counts as data."""
    end = len(rows)
    while end and not any(cell != "" for cell in rows[end - 1]):
        end -= 1
    return end


def _trimmed_row(row: Sequence[Cell]) -> tuple[Cell, ...]:
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return tuple(row[:end])


def _trimmed(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _number(letters: str) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1

"""A spreadsheet in memory: workbook, sheets, rows, cells.

What Google describes as JSON (properties, merges, protected ranges, filters …) is kept as that JSON; only the cells
have a form of their own. Cells are immutable and rows are copied when first written in a transaction, so that a
working copy of a large workbook costs next to nothing and forgetting it undoes everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

Scalar = None | str | int | float | bool


class Fault(NamedTuple):
    """An error value such as `#N/A`, with the sentence Google shows for it."""

    kind: str
    message: str = ""


Value = Scalar | Fault


class Cell(NamedTuple):
    """A cell that holds more than a plain value.

    Attributes:
        value: what was entered; None for a formula or an empty cell.
        formula: the formula with its `=`, or the empty string.
        format: number of the user-entered format among `Shared`, 0 for none.
        note: the note, or the empty string.
        validation: number of the validation rule among `Shared`, 0 for none.
        runs: number of the text format runs (and chips) among `Shared`, 0 for none.
    """

    value: Scalar = None
    formula: str = ""
    format: int = 0
    note: str = ""
    validation: int = 0
    runs: int = 0

    @property
    def holds_data(self) -> bool:
        """Check whether there is a value or a formula."""
        return self.value is not None or self.formula != ""


EMPTY = Cell()
Content = None | str | int | float | bool | Cell


def as_cell(content: Content) -> Cell:
    """Return any content as a `Cell`."""
    if content is None:
        return EMPTY
    return content if isinstance(content, Cell) else Cell(content)


def as_content(cell: Cell) -> Content:
    """Return the smallest content that says the same: None, a plain value, or the cell."""
    if cell.formula or cell.format or cell.note or cell.validation or cell.runs:
        return cell
    return cell.value


def holds_data(content: Content) -> bool:
    """Check whether a content has a value or a formula (a format or a note alone is no data)."""
    return content.holds_data if isinstance(content, Cell) else content is not None


class BlankRows:
    """Tells rows without data, quickly: most of a sheet's rows are laid out alike and hold the very same cells.

    Whoever asks holds the cells as long as this lives, for they are known by identity.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, ...], bool] = {}

    def hold(self, cells: Sequence[Content]) -> bool:
        """Check whether none of these cells holds data."""
        which = tuple(map(id, cells))
        found = self._known.get(which)
        if found is None:
            found = self._known[which] = not any(map(holds_data, cells))
        return found


class Shared:
    """Formats, validation rules and text runs, each kept once and known by a number; 0 is the empty one."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = ["{}", *texts]
        self._items: list[dict[str, Any] | None] = [{}, *([None] * len(texts))]
        self._numbers = {text: number for number, text in enumerate(self._texts)}

    def number(self, item: dict[str, Any] | None) -> int:
        """Return the number of `item`, taking it in if it is new."""
        if not item:
            return 0
        text = json.dumps(item, sort_keys=True, ensure_ascii=False)
        found = self._numbers.get(text)
        if found is None:
            found = len(self._texts)
            self._texts.append(text)
            self._items.append(json.loads(text))
            self._numbers[text] = found
        return found

    def item(self, number: int) -> dict[str, Any]:
        """Return the item of a number; never change what is given."""
        found = self._items[number]
        if found is None:
            found = self._items[number] = json.loads(self._texts[number])
        return found

    def texts_from(self, number: int) -> list[str]:
        """Return the items from `number` on as JSON, for keeping."""
        return self._texts[number:]


class Row:
    """One row's cells, shorter than the grid where the rest is empty.

    Attributes:
        key: what the row is called in the database, whatever its place.
        cells: the contents from column A on.
        blank: whether it holds no data, once that was asked and while nobody may write into it.
    """

    __slots__ = ("blank", "cells", "key")

    def __init__(self, key: int, cells: list[Content]) -> None:
        self.key = key
        self.cells = cells
        self.blank: bool | None = None


LISTS = (
    "merges",
    "conditionalFormats",
    "filterViews",
    "protectedRanges",
    "bandedRanges",
    "charts",
    "slicers",
    "rowGroups",
    "columnGroups",
)


class Sheet:
    """One tab.

    Attributes:
        properties: Google's SheetProperties without `index`.
        parts: the lists named in `LISTS`, and `basicFilter`, as Google's JSON.
        sizes: DimensionProperties that differ from the default, by "ROWS"/"COLUMNS" and index.
        rows: the rows; None is an empty one; rows past the end are empty.
        written: the rows that this working copy owns, by key.
        lost_rows: whether rows of the committed sheet may be gone.
    """

    def __init__(self, properties: dict[str, Any]) -> None:
        self.properties = properties
        self.parts: dict[str, Any] = {name: [] for name in LISTS}
        self.sizes: dict[str, dict[int, dict[str, Any]]] = {"ROWS": {}, "COLUMNS": {}}
        self.rows: list[Row | None] = []
        self.next_key = 1
        self.written: dict[int, Row] = {}
        self.lost_rows = False

    @property
    def id(self) -> int:
        """The sheetId."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """The tab's title."""
        return str(self.properties["title"])

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return int(self.properties.get("gridProperties", {}).get("rowCount", 0))

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return int(self.properties.get("gridProperties", {}).get("columnCount", 0))

    def resize(self, rows: int | None = None, columns: int | None = None) -> None:
        """Set the size of the grid; what no longer fits is dropped."""
        grid = self.properties["gridProperties"]
        if rows is not None:
            grid["rowCount"] = rows
            if len(self.rows) > rows:
                del self.rows[rows:]
                self.lost_rows = True
        if columns is not None:
            grid["columnCount"] = columns
            for index, row in enumerate(self.rows):
                if row is not None and len(row.cells) > columns:
                    del self.own(index)[columns:]

    def content(self, row: int, column: int) -> Content:
        """Return what a cell holds."""
        if row >= len(self.rows):
            return None
        found = self.rows[row]
        if found is None or column >= len(found.cells):
            return None
        return found.cells[column]

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell in full."""
        return as_cell(self.content(row, column))

    def own(self, row: int) -> list[Content]:
        """Return a row's cells for writing."""
        if row >= len(self.rows):
            self.rows.extend([None] * (row + 1 - len(self.rows)))
        found = self.rows[row]
        if found is None:
            found = self.rows[row] = Row(self.next_key, [])
            self.next_key += 1
            self.written[found.key] = found
        elif found.key not in self.written:
            found = self.rows[row] = Row(found.key, list(found.cells))
            self.written[found.key] = found
        return found.cells

    def put(self, row: int, column: int, content: Content) -> None:
        """Set what a cell holds."""
        if isinstance(content, Cell):
            content = as_content(content)
        if content is None and self.content(row, column) is None:
            return
        cells = self.own(row)
        if column >= len(cells):
            if content is None:
                return
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = content

    def change(self, rows: range, columns: range, changed: Callable[[Content], Content]) -> None:
        """Set what the cells of an area hold to what comes of it, where the same content always comes to the same."""
        # By identity, for 1 and True are equal; what was met is kept, so that no other takes its place in memory.
        known: dict[int, tuple[Content, Content]] = {}

        def of(content: Content) -> Content:
            if id(content) not in known:
                new = changed(content)
                known[id(content)] = content, as_content(new) if isinstance(new, Cell) else new
            return known[id(content)][1]

        blank = of(None)
        for row in rows:
            held = self.row_cells(row)[columns.start : columns.stop]
            new = [of(content) for content in held]
            if blank is not None:
                new += [blank] * (len(columns) - len(new))
            if len(new) == len(held) and all(one is other for one, other in zip(new, held, strict=True)):
                continue
            cells = self.own(row)
            cells.extend([None] * (columns.start - len(cells)))
            cells[columns.start : columns.start + len(held)] = new

    def set_value(self, row: int, column: int, value: Scalar, formula: str = "") -> None:
        """Set a cell's value or formula; format, note and validation stay."""
        old = self.content(row, column)
        if isinstance(old, Cell):
            self.put(row, column, old._replace(value=value, formula=formula, runs=0))
        else:
            self.put(row, column, Cell(value, formula) if formula else value)

    def row_cells(self, row: int) -> list[Content]:
        """Return a row's cells for reading only."""
        found = self.rows[row] if row < len(self.rows) else None
        return found.cells if found is not None else []

    def data_end(self) -> int:
        """Return the index after the last row that holds data."""
        blank = BlankRows()
        for index in range(len(self.rows) - 1, -1, -1):
            row = self.rows[index]
            if row is not None and not self._is_blank(row, blank):
                return index + 1
        return 0

    def _is_blank(self, row: Row, known: BlankRows) -> bool:
        """Check whether a row holds no data; of one that is not being written this is asked once."""
        if row.key in self.written:
            return known.hold(row.cells)
        if row.blank is None:
            row.blank = known.hold(row.cells)
        return row.blank

    def data_width(self) -> int:
        """Return the index after the last column that holds data."""
        width = 0
        for row in self.rows:
            if row is not None:
                for column in range(len(row.cells) - 1, width - 1, -1):
                    if holds_data(row.cells[column]):
                        width = column + 1
                        break
        return width

    def filled(self) -> Iterator[tuple[int, int, Content]]:
        """Return every cell that is not empty, as (row, column, content)."""
        for index, row in enumerate(self.rows):
            if row is not None:
                for column, content in enumerate(row.cells):
                    if content is not None:
                        yield index, column, content

    def formulas(self) -> list[tuple[int, int, Cell]]:
        """Return every cell that holds a formula, as (row, column, cell)."""
        return [
            (index, column, content)
            for index, row in enumerate(self.rows)
            if row is not None
            for column, content in enumerate(row.cells)
            if type(content) is Cell and content.formula
        ]

    def list_of(self, name: str) -> list[dict[str, Any]]:
        """Return one of the lists named in `LISTS`, to read or to change."""
        found: list[dict[str, Any]] = self.parts.setdefault(name, [])
        return found


class Workbook:
    """One spreadsheet.

    Attributes:
        id: the file's id.
        properties: Google's SpreadsheetProperties without `title`, which is the file's name.
        sheets: the tabs in their order.
        named_ranges: Google's NamedRange list.
        metadata: Google's DeveloperMetadata list, of the spreadsheet and of its sheets and dimensions.
        revision: rises with every change.
        under_change: whether this is the working copy of a transaction.
    """

    def __init__(self, id: str, properties: dict[str, Any], shared: Shared) -> None:
        self.id = id
        self.properties = properties
        self.shared = shared
        self.sheets: list[Sheet] = []
        self.named_ranges: list[dict[str, Any]] = []
        self.metadata: list[dict[str, Any]] = []
        self.revision = 0
        self.under_change = False

    @property
    def locale(self) -> str:
        """The locale, such as `en_US`."""
        return str(self.properties.get("locale", "en_US"))

    def sheet(self, id: int) -> Sheet | None:
        """Find a tab by its sheetId."""
        return next((sheet for sheet in self.sheets if sheet.id == id), None)

    def titled(self, title: str) -> Sheet | None:
        """Find a tab by its title, in whatever case."""
        for sheet in self.sheets:
            if sheet.title == title:
                return sheet
        lowered = title.lower()
        return next((sheet for sheet in self.sheets if sheet.title.lower() == lowered), None)

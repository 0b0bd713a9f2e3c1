"""A1 and R1C1 notation: cells and ranges as people and programs write them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from local_workspace.api.errors import Refusal

from .model import Sheet, Workbook


class Area(NamedTuple):
    """A rectangle of one sheet, half open, from 0; it may be empty."""

    sheet: Sheet
    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Number of rows."""
        return max(0, self.bottom - self.top)

    @property
    def width(self) -> int:
        """Number of columns."""
        return max(0, self.right - self.left)

    def holds(self, row: int, column: int) -> bool:
        """Check whether a cell lies in the area."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def grid_range(self) -> dict[str, Any]:
        """Return Google's GridRange, bounded on all sides; a sheetId of 0 is left out as Google does."""
        found = {
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }
        return {"sheetId": self.sheet.id, **found} if self.sheet.id else found

    def __str__(self) -> str:
        """Print it as Google's answers do: `Sheet1!A1:B2`, a lone cell as `Sheet1!A1`."""
        first, last = name_of(self.top, self.left), name_of(self.bottom - 1, self.right - 1)
        return f"{quoted(self.sheet.title)}!{first}" + (f":{last}" if last != first else "")


def column_name(column: int) -> str:
    """Return the name of a column counted from 0: A, B, …, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """Return the column, counted from 0, that letters name."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def name_of(row: int, column: int) -> str:
    """Return the name of a cell counted from 0: (0, 0) is A1."""
    return f"{column_name(column)}{row + 1}"


def quoted(title: str) -> str:
    """Print a sheet's title as it stands before `!`."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", title) and not _looks_like_a_cell(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def _looks_like_a_cell(title: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr]\d*|[Cc]\d*|[Rr]\d*[Cc]\d*", title))


_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?\Z")
_R1C1 = re.compile(r"[Rr](\d+)[Cc](\d+)(?::[Rr](\d+)[Cc](\d+))?\Z")


def parse_error(text: str) -> Refusal:
    """Return Google's refusal of a range that cannot be read."""
    return Refusal(400, f"Unable to parse range: {text}")


def _corner(text: str) -> tuple[int | None, int | None] | None:
    match = _CORNER.match(text)
    if match is None or not text or match.group(1) is match.group(2) is None:
        return None
    row = int(match.group(2)) - 1 if match.group(2) else None
    return row, column_number(match.group(1)) if match.group(1) else None


Bounds = tuple[int | None, int | None, int | None, int | None]


def bounds_of(text: str) -> Bounds | None:
    """Read `A1`, `A1:B2`, `A:B`, `2:3`, `A2:B`, `R1C1:R2C2` as (top, left, bottom, right); None is open."""
    if match := _R1C1.match(text):
        row, column = int(match.group(1)), int(match.group(2))
        other_row, other_column = int(match.group(3) or row), int(match.group(4) or column)
        return (
            min(row, other_row) - 1,
            min(column, other_column) - 1,
            max(row, other_row),
            max(column, other_column),
        )
    first, colon, second = text.partition(":")
    start = _corner(first)
    if start is None:
        return None
    if not colon:
        if start[0] is None or start[1] is None:
            return None
        return start[0], start[1], start[0] + 1, start[1] + 1
    end = _corner(second)
    if end is None:
        return None
    top, bottom = _ordered(start[0], end[0])
    left, right = _ordered(start[1], end[1])
    return top, left, bottom, right


def _ordered(first: int | None, second: int | None) -> tuple[int | None, int | None]:
    if first is None and second is None:
        return None, None
    if first is None or second is None:
        # `A2:B` and `A:B2` both begin at row 2 and are open below.
        return (first if first is not None else second), None
    return min(first, second), max(first, second) + 1


def split_title(text: str) -> tuple[str | None, str]:
    """Split `'My sheet'!A1` into title and rest; the title is None where there is none."""
    if text.startswith("'"):
        match = re.match(r"'((?:[^']|'')*)'(?:!(.*))?\Z", text, re.DOTALL)
        if match:
            return match.group(1).replace("''", "'"), match.group(2) or ""
        return None, text
    title, mark, rest = text.rpartition("!")
    return (title, rest) if mark else (None, text)


def area_of(book: Workbook, text: str, *, clip: bool = True) -> Area:
    """Find the area that a range in A1 or R1C1 notation, a title or a named range means.

    Raises:
        Refusal: 400 for a range that cannot be read, or that lies outside the grid.
    """
    title, rest = split_title(text)
    if title is None:
        named = _named(book, text)
        if named is not None:
            return named
        bounds = bounds_of(text)
        # A tab called "D3" is meant by its title before the cell is.
        sheet = book.titled(text)
        if sheet is not None:
            return whole(sheet)
        if bounds is None or not book.sheets:
            raise parse_error(text)
        return _within(book.sheets[0], bounds, text, clip=clip)
    sheet = book.titled(title)
    if sheet is None:
        raise parse_error(text)
    if not rest:
        if text.endswith("!"):
            raise parse_error(text)
        return whole(sheet)
    bounds = bounds_of(rest)
    if bounds is None:
        named = _named(book, rest)
        if named is None or named.sheet is not sheet:
            raise parse_error(text)
        return named
    return _within(sheet, bounds, text, clip=clip)


def _named(book: Workbook, name: str) -> Area | None:
    found = next((one for one in book.named_ranges if one["name"].lower() == name.lower()), None)
    return None if found is None else area_of_grid_range(book, found["range"])


def whole(sheet: Sheet) -> Area:
    """Return the area of a whole sheet."""
    return Area(sheet, 0, 0, sheet.row_count, sheet.column_count)


def exceeds(sheet: Sheet, shown: str) -> Refusal:
    """Return Google's refusal of a range outside the grid."""
    return Refusal(
        400,
        f"Range ({shown}) exceeds grid limits. Max rows: {sheet.row_count}, max columns: {sheet.column_count}",
    )


def _within(sheet: Sheet, bounds: Bounds, text: str, *, clip: bool) -> Area:
    top, left, bottom, right = bounds
    area = Area(
        sheet,
        top or 0,
        left or 0,
        sheet.row_count if bottom is None else bottom,
        sheet.column_count if right is None else right,
    )
    if area.top >= sheet.row_count or area.left >= sheet.column_count:
        raise exceeds(sheet, _shown(sheet, bounds, ranged=":" in text))
    if clip:
        return area._replace(bottom=min(area.bottom, sheet.row_count), right=min(area.right, sheet.column_count))
    return area


def _shown(sheet: Sheet, bounds: Bounds, *, ranged: bool) -> str:
    top, left, bottom, right = bounds
    first = (column_name(left) if left is not None else "") + (str(top + 1) if top is not None else "")
    last = (column_name(right - 1) if right is not None else "") + (str(bottom) if bottom is not None else "")
    return f"{quoted(sheet.title)}!{first}" + (f":{last}" if ranged or last != first else "")


def area_of_grid_range(book: Workbook, given: dict[str, Any]) -> Area:
    """Find the area that a GridRange means, clipped to the grid.

    Raises:
        Refusal: 400 for an unknown sheet.
    """
    number = int(given.get("sheetId") or 0)
    sheet = book.sheet(number)
    if sheet is None:
        raise Refusal(400, f"No grid with id: {number}")
    top, left = int(given.get("startRowIndex") or 0), int(given.get("startColumnIndex") or 0)
    bottom, right = given.get("endRowIndex"), given.get("endColumnIndex")
    return Area(
        sheet,
        top,
        left,
        sheet.row_count if bottom is None else min(int(bottom), sheet.row_count),
        sheet.column_count if right is None else min(int(right), sheet.column_count),
    )

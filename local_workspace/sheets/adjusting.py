"""What follows rows and columns when they are inserted, deleted or moved: formulas, merges, protections, filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from .model import Cell, Sheet, Workbook
from .references import remapped, retitled


class Change(NamedTuple):
    """A change of one dimension of one sheet.

    Attributes:
        sheet: the sheet.
        dimension: "ROWS" or "COLUMNS".
        start: where the first index of a range goes.
        end: where the index after the last of a range goes; not after its start means that the range is gone.
        along: where a single index goes; None when it is deleted.
    """

    sheet: Sheet
    dimension: str
    start: Callable[[int], int]
    end: Callable[[int], int]
    along: Callable[[int], int | None]


def inserted(sheet: Sheet, dimension: str, at: int, count: int) -> Change:
    """Describe `count` new rows or columns before index `at`."""
    return Change(
        sheet,
        dimension,
        lambda index: index + count if index >= at else index,
        lambda index: index + count if index > at else index,
        lambda index: index + count if index >= at else index,
    )


def deleted(sheet: Sheet, dimension: str, first: int, after: int) -> Change:
    """Describe the removal of the rows or columns from `first` up to before `after`."""
    count = after - first

    def place(index: int) -> int:
        return index if index <= first else max(first, index - count)

    return Change(sheet, dimension, place, place, lambda index: None if first <= index < after else place(index))


def permuted(sheet: Sheet, dimension: str, place: Callable[[int], int]) -> Change:
    """Describe a move of rows or columns, each index going to `place(index)`."""
    return Change(sheet, dimension, place, lambda index: place(index - 1) + 1, place)


class _GoneError(Exception):
    """A range of which nothing is left."""


def adjust(book: Workbook, change: Change) -> None:
    """Let everything that names rows or columns of the changed sheet follow it."""
    _adjust_formulas(book, change)
    for sheet in book.sheets:
        for name, part in sheet.parts.items():
            if isinstance(part, list):
                sheet.parts[name] = _kept(part, change, book, sheet)
            elif part:
                kept = _kept([part], change, book, sheet)
                sheet.parts[name] = kept[0] if kept else None
    first = book.sheets[0]
    book.named_ranges = _kept(book.named_ranges, change, book, first)
    book.metadata = _kept(book.metadata, change, book, first)
    sizes = change.sheet.sizes[change.dimension]
    change.sheet.sizes[change.dimension] = {
        new: size for index, size in sizes.items() if (new := change.along(index)) is not None
    }


def _kept(items: list[Any], change: Change, book: Workbook, sheet: Sheet) -> list[Any]:
    found = []
    for item in items:
        try:
            found.append(_followed(item, change, sheet, top=True))
        except _GoneError:
            continue
    return found


def _followed(item: Any, change: Change, sheet: Sheet, *, top: bool = False) -> Any:
    if isinstance(item, list):
        found = []
        for one in item:
            try:
                found.append(_followed(one, change, sheet))
            except _GoneError:
                continue
        if item and not found and isinstance(item[0], dict) and _is_range(item[0]):
            raise _GoneError
        return found
    if not isinstance(item, dict):
        return item
    if _is_range(item):
        return _range_followed(item, change)
    if "dimension" in item and "startIndex" in item:
        return _dimension_followed(item, change, sheet)
    if "rowIndex" in item or "columnIndex" in item:
        return _coordinate_followed(item, change)
    return {
        name: formula_followed(value, change, sheet)
        if name == "userEnteredValue" and isinstance(value, str) and value.startswith("=")
        else _followed(value, change, sheet)
        for name, value in item.items()
    }


def _is_range(item: dict[str, Any]) -> bool:
    return any(name in item for name in ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"))


def _range_followed(item: dict[str, Any], change: Change) -> dict[str, Any]:
    if int(item.get("sheetId") or 0) != change.sheet.id:
        return item
    names = ("startRowIndex", "endRowIndex") if change.dimension == "ROWS" else ("startColumnIndex", "endColumnIndex")
    return _ends_followed(item, *names, change)


def _ends_followed(item: dict[str, Any], first: str, after: str, change: Change) -> dict[str, Any]:
    new = dict(item)
    if first in item:
        new[first] = change.start(item[first])
    if after in item:
        new[after] = change.end(item[after])
        if new[after] <= new.get(first, 0):
            raise _GoneError
    return new


def _dimension_followed(item: dict[str, Any], change: Change, sheet: Sheet) -> dict[str, Any]:
    if int(item.get("sheetId") or 0) != change.sheet.id or item["dimension"] != change.dimension:
        return item
    return _ends_followed(item, "startIndex", "endIndex", change)


def _coordinate_followed(item: dict[str, Any], change: Change) -> dict[str, Any]:
    name = "rowIndex" if change.dimension == "ROWS" else "columnIndex"
    if int(item.get("sheetId") or 0) != change.sheet.id:
        return item
    return {**item, name: change.start(item.get(name, 0))}


def formula_followed(formula: str, change: Change, sheet: Sheet) -> str:
    """Return a formula that stands on `sheet` after the change."""
    return remapped(
        formula,
        sheet.title,
        change.sheet.title,
        rows=change.dimension == "ROWS",
        start=change.start,
        end=lambda last: change.end(last + 1) - 1,
        along=change.along,
    )


def _adjust_formulas(book: Workbook, change: Change) -> None:
    rules: dict[tuple[int, int], int] = {}
    for sheet in book.sheets:
        for row, column, content in list(sheet.filled()):
            if not isinstance(content, Cell) or not (content.formula or content.validation):
                continue
            new = content
            if content.formula:
                new = new._replace(formula=formula_followed(content.formula, change, sheet))
            if content.validation:
                key = (sheet.id, content.validation)
                if key not in rules:
                    rule = book.shared.item(content.validation)
                    rules[key] = book.shared.number(_followed(rule, change, sheet))
                new = new._replace(validation=rules[key])
            if new != content:
                sheet.put(row, column, new)


def forget_sheet(book: Workbook, gone: Sheet) -> None:
    """Let what named a deleted sheet forget it: formulas show `#REF!`, named ranges and metadata go."""
    for sheet in book.sheets:
        for row, column, cell in sheet.formulas():
            formula = retitled(cell.formula, gone.title, None)
            if formula != cell.formula:
                sheet.put(row, column, cell._replace(formula=formula))
    book.named_ranges = [one for one in book.named_ranges if int(one["range"].get("sheetId") or 0) != gone.id]
    book.metadata = [one for one in book.metadata if _sheet_of(one["location"]) != gone.id]


def _sheet_of(location: dict[str, Any]) -> int | None:
    if "dimensionRange" in location:
        return int(location["dimensionRange"].get("sheetId") or 0)
    return int(location.get("sheetId") or 0) if location["locationType"] == "SHEET" else None

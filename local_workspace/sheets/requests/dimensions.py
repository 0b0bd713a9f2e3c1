"""Rows and columns: inserted, deleted, moved, appended, sized, hidden; blocks of cells inserted and deleted."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets import dimensions
from local_workspace.sheets.a1 import Area, whole
from local_workspace.sheets.blocks import shift_block
from local_workspace.sheets.display import shown
from local_workspace.sheets.limits import check_growth
from local_workspace.sheets.model import Sheet

from .edit import Edit, everything, mask_of, normal, updated


def span(edit: Edit, given: dict[str, Any] | None, *, may_end_after: bool = False) -> tuple[Sheet, str, int, int]:
    """Read a DimensionRange: the sheet, the dimension, the first index and the one after the last.

    Raises:
        Refusal: 400 for an unknown sheet or a range outside it.
    """
    given = given or {}
    sheet = edit.sheet(given.get("sheetId"))
    dimension = given.get("dimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise Refusal(400, "range.dimension is required.")
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    first = int(given.get("startIndex") or 0)
    after = size if given.get("endIndex") is None else int(given["endIndex"])
    if first < 0 or first >= after:
        raise Refusal(400, f"range must have range.startIndex[{first}] < range.endIndex[{after}]")
    if after > size and not may_end_after:
        after = size
    if first >= size and not may_end_after:
        name = "row" if dimension == "ROWS" else "column"
        raise Refusal(
            400,
            f"Cannot delete a {name} that doesn't exist. Tried to delete {name} index {first} "
            f"but there are only {size} {name}s.",
        )
    return sheet, dimension, first, after


def band(sheet: Sheet, dimension: str, first: int, after: int) -> Area:
    """Return the area of some rows or columns."""
    if dimension == "ROWS":
        return whole(sheet)._replace(top=first, bottom=after)
    return whole(sheet)._replace(left=first, right=after)


def _insert(edit: Edit, body: dict[str, Any]) -> None:
    sheet, dimension, first, after = span(edit, body.get("range"), may_end_after=True)
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if first > size:
        raise Refusal(
            400, f"range.startIndex[{first}] cannot be greater than the number of {dimension.lower()} [{size}]"
        )
    inherit = bool(body.get("inheritFromBefore"))
    if inherit and first == 0:
        raise Refusal(
            400, f"inheritFromBefore cannot be 'true' if the start index of the range is 0 ({dimension.lower()})."
        )
    _check_inserting(edit, sheet, dimension, first)
    check_growth(edit.book, sheet, **{dimension.lower(): after - first})
    dimensions.insert_dimension(edit.book, sheet, dimension, first, after, inherit=inherit)


def _check_inserting(edit: Edit, sheet: Sheet, dimension: str, first: int) -> None:
    """Refuse new rows in the midst of a protected range; at its edge it does not grow."""
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if 0 < first < size:
        before, here = band(sheet, dimension, first - 1, first), band(sheet, dimension, first, first + 1)
        if not edit.guard.allows(before) and not edit.guard.allows(here):
            edit.guard.check(here)


def _delete(edit: Edit, body: dict[str, Any]) -> None:
    sheet, dimension, first, after = span(edit, body.get("range"))
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    name = "rows" if dimension == "ROWS" else "columns"
    if after - first >= size:
        raise Refusal(400, f"You can't delete all the {name} on the sheet.")
    frozen = sheet.properties["gridProperties"].get(
        "frozenRowCount" if dimension == "ROWS" else "frozenColumnCount", 0
    )
    if frozen and size - (after - first) <= max(0, frozen - max(0, min(after, frozen) - first)):
        raise Refusal(400, f"Sorry, it is not possible to delete all non-frozen {name}.")
    edit.guard.check(band(sheet, dimension, first, after))
    dimensions.delete_dimension(edit.book, sheet, dimension, first, after)


def _move(edit: Edit, body: dict[str, Any]) -> None:
    sheet, dimension, first, after = span(edit, body.get("source"))
    to = int(body.get("destinationIndex") or 0)
    size = sheet.row_count if dimension == "ROWS" else sheet.column_count
    if first < to < after:
        raise Refusal(400, "The destination index cannot be inside the source range.")
    if to > size:
        raise Refusal(400, f"destinationIndex[{to}] is after the last {dimension.lower()[:-1]} in grid[{size}]")
    edit.guard.check(band(sheet, dimension, min(first, to), max(after, to)))
    dimensions.move_dimension(edit.book, sheet, dimension, first, after, to)


def _append(edit: Edit, body: dict[str, Any]) -> None:
    sheet = edit.sheet(body.get("sheetId"))
    length = int(body.get("length") or 0)
    if length < 1:
        raise Refusal(400, "length must be greater than 0.")
    if body.get("dimension") in ("ROWS", "COLUMNS"):
        check_growth(edit.book, sheet, **{body["dimension"].lower(): length})
    if body.get("dimension") == "ROWS":
        sheet.resize(rows=sheet.row_count + length)
    elif body.get("dimension") == "COLUMNS":
        sheet.resize(columns=sheet.column_count + length)
    else:
        raise Refusal(400, "dimension is required.")


def _update(edit: Edit, body: dict[str, Any]) -> None:
    sheet, dimension, first, after = span(edit, body.get("range"))
    mask = mask_of(body)
    if everything(mask):
        mask = {"pixelSize": {}, "hiddenByUser": {}}
    given = normal(body.get("properties") or {})
    if given.get("pixelSize", 1) < 0:
        raise Refusal(400, "properties.pixelSize must be non-negative.")
    sizes = sheet.sizes[dimension]
    for index in range(first, after):
        new = {name: value for name, value in updated(sizes.get(index, {}), given, mask).items() if value}
        if new:
            sizes[index] = new
        else:
            sizes.pop(index, None)


def _auto_resize(edit: Edit, body: dict[str, Any]) -> None:
    sheet, dimension, first, after = span(edit, body.get("dimensions"))
    reader = edit.reader()
    sizes = sheet.sizes[dimension]
    if dimension == "ROWS":
        for index in range(first, after):
            sizes.get(index, {}).pop("pixelSize", None)
        return
    widest = dict.fromkeys(range(first, after), 0)
    for row, column, content in sheet.filled():
        if first <= column < after:
            value = reader.value(sheet, row, column, content)
            text = shown(value, reader.number_format(sheet, row, column, content), reader.locale)
            widest[column] = max(widest[column], max((len(line) for line in text.split("\n")), default=0))
    for column, letters in widest.items():
        if letters:
            sizes[column] = {**sizes.get(column, {}), "pixelSize": max(21, letters * 7 + 10)}


def _insert_range(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.area(body.get("range"))
    rows = _shifts_rows(body)
    edit.guard.check(
        area._replace(bottom=area.sheet.row_count) if rows else area._replace(right=area.sheet.column_count)
    )
    shift_block(edit.book, area, rows=rows, insert=True)


def _delete_range(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.area(body.get("range"))
    rows = _shifts_rows(body)
    edit.guard.check(
        area._replace(bottom=area.sheet.row_count) if rows else area._replace(right=area.sheet.column_count)
    )
    shift_block(edit.book, area, rows=rows, insert=False)


def _shifts_rows(body: dict[str, Any]) -> bool:
    if body.get("shiftDimension") not in ("ROWS", "COLUMNS"):
        raise Refusal(400, "shiftDimension is required.")
    return bool(body["shiftDimension"] == "ROWS")


HANDLERS = {
    "insertDimension": _insert,
    "deleteDimension": _delete,
    "moveDimension": _move,
    "appendDimension": _append,
    "updateDimensionProperties": _update,
    "autoResizeDimensions": _auto_resize,
    "insertRange": _insert_range,
    "deleteRange": _delete_range,
}

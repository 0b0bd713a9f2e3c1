"""Cells written with types: updateCells, appendCells, repeatCell, validation, notes."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.a1 import Area
from local_workspace.sheets.entered import whole_if_possible
from local_workspace.sheets.limits import check_growth, check_text
from local_workspace.sheets.links import looking_linked
from local_workspace.sheets.model import Cell, Content, Scalar, Workbook, as_cell
from local_workspace.sheets.references import moved

from .edit import Edit, Mask, everything, mask_of, normal, updated

_ALL: Mask = {
    name: {}
    for name in ("userEnteredValue", "userEnteredFormat", "note", "dataValidation", "textFormatRuns", "chipRuns")
}


class CellWriter:
    """Applies CellData under a mask to cells of one workbook."""

    def __init__(self, book: Workbook, mask: Mask) -> None:
        self._shared = book.shared
        self._mask = _ALL if everything(mask) else mask
        self._values_only = set(self._mask) == {"userEnteredValue"}
        if "pivotTable" in self._mask or "dataSourceTable" in self._mask:
            raise Refusal(400, "Pivot tables are not served here.")

    def applied(self, old: Content, given: dict[str, Any]) -> Content:
        """Return a cell after CellData was written into it."""
        mask = self._mask
        if "userEnteredValue" in mask:
            value, formula = _value_of(given.get("userEnteredValue"))
            if not isinstance(old, Cell) and not formula and (self._values_only or not _has_more(given)):
                return value
            cell = as_cell(old)._replace(value=value, formula=formula, runs=0)
        else:
            cell = as_cell(old)
        if self._values_only:
            return cell
        if "userEnteredFormat" in mask:
            cell = cell._replace(
                format=self._format(cell.format, given.get("userEnteredFormat"), mask["userEnteredFormat"])
            )
        if "note" in mask:
            cell = cell._replace(note=given.get("note") or "")
        if "dataValidation" in mask:
            cell = cell._replace(validation=self._shared.number(normal(given.get("dataValidation") or {})))
        runs: dict[str, Any] = {
            name: [_run(one) for one in given[name]]
            for name in ("textFormatRuns", "chipRuns")
            if name in mask and given.get(name)
        }
        if runs or "textFormatRuns" in mask:
            cell = cell._replace(runs=self._shared.number(runs))
        return cell

    def _format(self, old: int, given: dict[str, Any] | None, mask: Mask) -> int:
        if not mask or everything(mask):
            found = normal(given or {})
        else:
            found = normal(updated(self._shared.item(old), given or {}, mask))
        if (found.get("textFormat") or {}).get("link"):
            found = {**found, "textFormat": looking_linked(found["textFormat"])}
        return self._shared.number(found)


def _run(given: dict[str, Any]) -> dict[str, Any]:
    """Return a text or chip run as Google tells it back: the first without its place, a link in its looks."""
    found = {name: value for name, value in normal(given).items() if not (name == "startIndex" and not value)}
    return {**found, "format": looking_linked(found["format"])} if found.get("format") else found


def _has_more(given: dict[str, Any]) -> bool:
    return any(given.get(name) for name in _ALL if name != "userEnteredValue")


def _value_of(given: dict[str, Any] | None) -> tuple[Scalar, str]:
    if not given:
        return None, ""
    if "stringValue" in given:
        check_text(given["stringValue"] or "")
        return given["stringValue"] or None, ""
    if "numberValue" in given:
        return whole_if_possible(float(given["numberValue"])), ""
    if "boolValue" in given:
        return bool(given["boolValue"]), ""
    if "formulaValue" in given:
        text = given["formulaValue"] or ""
        check_text(text)
        if text and not text.startswith("="):
            raise Refusal(400, "userEnteredValue.formula_value: a formula must begin with '='.")
        return None, text
    if "errorValue" in given:
        raise Refusal(400, "userEnteredValue.error_value is read-only.")
    return None, ""


def _update(edit: Edit, body: dict[str, Any]) -> None:
    rows = body.get("rows") or []
    writer = CellWriter(edit.book, mask_of(body))
    area = _area_to_update(edit, body, len(rows), max((len(row.get("values") or []) for row in rows), default=0))
    sheet, height = area.sheet, len(rows)
    edit.guard.check(area)
    for r in range(area.height):
        row = area.top + r
        values = (rows[r].get("values") or []) if r < height else []
        if row >= len(sheet.rows) and not values:
            continue
        for c in range(area.width):
            column = area.left + c
            if c >= len(values) and "range" not in body:
                break
            old = sheet.content(row, column)
            sheet.put(row, column, writer.applied(old, values[c] if c < len(values) else {}))


def _area_to_update(edit: Edit, body: dict[str, Any], height: int, width: int) -> Area:
    """Return the area that rows of this size are written into, once it is known to lie within the sheet."""
    if "range" in body:
        area = edit.area(body["range"])
        if body["range"].get("endRowIndex") is not None and height > area.height:
            raise _beyond("row", area.bottom)
        if body["range"].get("endColumnIndex") is not None and width > area.width:
            raise _beyond("column", area.right)
    elif "start" in body:
        start = body["start"]
        sheet = edit.sheet(start.get("sheetId"))
        top, left = int(start.get("rowIndex") or 0), int(start.get("columnIndex") or 0)
        area = Area(sheet, top, left, top + height, left + width)
    else:
        raise Refusal(400, "Must specify either 'start' or 'range'.")
    if area.top + height > area.sheet.row_count:
        raise _beyond("row", area.sheet.row_count)
    if area.left + width > area.sheet.column_count:
        raise _beyond("column", area.sheet.column_count)
    return area


def _beyond(what: str, end: int) -> Refusal:
    return Refusal(400, f"Attempting to write {what}: {end}, beyond the last requested {what} of: {end - 1}")


def _append(edit: Edit, body: dict[str, Any]) -> None:
    sheet = edit.sheet(body.get("sheetId"))
    rows = body.get("rows") or []
    writer = CellWriter(edit.book, mask_of(body))
    top = sheet.data_end()
    width = max((len(row.get("values") or []) for row in rows), default=0)
    if width > sheet.column_count:
        raise Refusal(
            400,
            f"Attempting to write column: {sheet.column_count}, "
            f"beyond the last requested column of: {sheet.column_count - 1}",
        )
    if top + len(rows) > sheet.row_count:
        check_growth(edit.book, sheet, rows=top + len(rows) - sheet.row_count)
        sheet.resize(rows=top + len(rows))
    edit.guard.check(Area(sheet, top, 0, top + len(rows), max(1, width)))
    for row, given in enumerate(rows, top):
        values = given.get("values") or []
        if not values:
            continue
        cells = sheet.own(row)
        cells.extend([None] * (len(values) - len(cells)))
        for column, value in enumerate(values):
            content = writer.applied(cells[column], value)
            cells[column] = content if not isinstance(content, Cell) else _smallest(content)


def _smallest(cell: Cell) -> Content:
    if cell.formula or cell.format or cell.note or cell.validation or cell.runs:
        return cell
    return cell.value


def _repeat(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("range"))
    writer = CellWriter(edit.book, mask_of(body))
    given = body.get("cell") or {}
    formula = (given.get("userEnteredValue") or {}).get("formulaValue")
    sheet = area.sheet
    if not formula:
        rows, columns = range(area.top, area.bottom), range(area.left, area.right)
        sheet.change(rows, columns, lambda old: writer.applied(old, given))
        return
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            shifted = moved(formula, row - area.top, column - area.left)
            one = {**given, "userEnteredValue": {"formulaValue": shifted}}
            sheet.put(row, column, writer.applied(sheet.content(row, column), one))


def _validate(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("range"))
    rule = normal(body.get("rule") or {})
    if rule and not (rule.get("condition") or {}).get("type"):
        raise Refusal(400, "rule.condition.type is required.")
    number = edit.book.shared.number(rule)
    checkbox = bool(rule) and rule["condition"]["type"] == "BOOLEAN" and not rule["condition"].get("values")
    sheet = area.sheet

    def validated(old: Content) -> Content:
        cell = as_cell(old)
        value = False if checkbox and not cell.holds_data else cell.value
        return (
            old if (cell.validation, value) == (number, cell.value) else cell._replace(validation=number, value=value)
        )

    columns, bottom = range(area.left, area.right), area.bottom if number else min(area.bottom, len(sheet.rows))
    if body.get("filteredRowsIncluded") is not False:
        sheet.change(range(area.top, bottom), columns, validated)
        return
    for row in range(area.top, bottom):
        if not sheet.sizes["ROWS"].get(row, {}).get("hiddenByFilter"):
            sheet.change(range(row, row + 1), columns, validated)


HANDLERS = {
    "updateCells": _update,
    "appendCells": _append,
    "repeatCell": _repeat,
    "setDataValidation": _validate,
}

"""Sheets (tabs) added, deleted, copied and changed; the spreadsheet's own properties."""

from __future__ import annotations

import json
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.adjusting import forget_sheet
from local_workspace.sheets.grid import sheet_properties
from local_workspace.sheets.limits import check_growth
from local_workspace.sheets.locales import is_known
from local_workspace.sheets.model import Cell, Row, Sheet, Workbook
from local_workspace.sheets.persistence import new_sheet
from local_workspace.sheets.references import retitled

from .edit import Edit, everything, mask_of, normal, updated

_SHEET_FLAGS = ("hidden", "rightToLeft")
_GRID_FLAGS = (
    "frozenRowCount",
    "frozenColumnCount",
    "hideGridlines",
    "rowGroupControlAfter",
    "columnGroupControlAfter",
)


def _add(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = body.get("properties") or {}
    if given.get("sheetType", "GRID") not in ("GRID", "SHEET_TYPE_UNSPECIFIED"):
        raise Refusal(400, f"Cannot add a sheet of type {given['sheetType']}.")
    title = given.get("title") or _free_title(edit.book)
    _check_title(edit.book, title)
    number = given.get("sheetId")
    if number is None:
        number = edit.new_number(lambda one: edit.book.sheet(one) is not None)
    elif edit.book.sheet(number) is not None:
        raise Refusal(400, f"Sheet with id {number} already exists. Please try another id.")
    elif number < 0:
        raise Refusal(400, "Invalid sheetId: must be non-negative.")
    grid = given.get("gridProperties") or {}
    sheet = new_sheet(number, title, grid.get("rowCount") or 1000, grid.get("columnCount") or 26)
    _set_properties(sheet, given, {name: {} for name in given if name not in ("index", "title", "sheetId")})
    sheet.properties["gridProperties"].setdefault("rowCount", 1000)
    sheet.properties["gridProperties"].setdefault("columnCount", 26)
    index = given.get("index")
    if index is not None and not 0 <= index <= len(edit.book.sheets):
        raise Refusal(400, f"Sheet index {index} is out of range.")
    edit.book.sheets.insert(len(edit.book.sheets) if index is None else index, sheet)
    return {"properties": sheet_properties(sheet, edit.book.sheets.index(sheet))}


def _free_title(book: Workbook) -> str:
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _check_title(book: Workbook, title: str, apart_from: Sheet | None = None) -> None:
    if not title:
        raise Refusal(400, "Sheet name cannot be empty.")
    if len(title) > 100:
        raise Refusal(400, "Sheet name cannot be longer than 100 characters.")
    found = book.titled(title)
    if found is not None and found is not apart_from:
        raise Refusal(400, f'A sheet with the name "{title}" already exists. Please enter another name.')


def _delete(edit: Edit, body: dict[str, Any]) -> None:
    sheet = edit.sheet(body.get("sheetId"), grid=False)
    edit.guard.check(edit.whole(sheet))
    if not any(one is not sheet and not one.properties.get("hidden") for one in edit.book.sheets):
        raise Refusal(400, "You can't remove all the visible sheets in a document.")
    edit.book.sheets.remove(sheet)
    forget_sheet(edit.book, sheet)


def copied(sheet: Sheet, number: int, title: str) -> Sheet:
    """Return a copy of a sheet with everything on it, under another id and title."""
    twin = Sheet({**json.loads(json.dumps(sheet.properties)), "sheetId": number, "title": title})
    twin.parts = _renumbered(json.loads(json.dumps(sheet.parts)), sheet.id, number)
    twin.sizes = {name: {index: dict(size) for index, size in sizes.items()} for name, sizes in sheet.sizes.items()}
    for row in sheet.rows:
        if row is None:
            twin.rows.append(None)
            continue
        cells = [
            content._replace(formula=retitled(content.formula, sheet.title, title))
            if isinstance(content, Cell) and content.formula
            else content
            for content in row.cells
        ]
        own = Row(twin.next_key, cells)
        twin.rows.append(own)
        twin.written[twin.next_key] = own
        twin.next_key += 1
    return twin


def _renumbered(item: Any, old: int, new: int) -> Any:
    if isinstance(item, list):
        return [_renumbered(one, old, new) for one in item]
    if not isinstance(item, dict):
        return item
    found = {name: _renumbered(value, old, new) for name, value in item.items()}
    placed = any(name in item for name in ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"))
    if (placed or "sheetId" in item or "dimension" in item) and int(item.get("sheetId") or 0) == old:
        found["sheetId"] = new
    return found


def _duplicate(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    source = edit.sheet(body.get("sourceSheetId"), grid=False)
    title = body.get("newSheetName") or copy_title(edit.book, source.title)
    _check_title(edit.book, title)
    number = body.get("newSheetId")
    if number is None:
        number = edit.new_number(lambda one: edit.book.sheet(one) is not None)
    elif edit.book.sheet(number) is not None:
        raise Refusal(400, f"Sheet with id {number} already exists. Please try another id.")
    twin = copied(source, number, title)
    index = min(body.get("insertSheetIndex") or 0, len(edit.book.sheets))
    edit.book.sheets.insert(index, twin)
    return {"properties": sheet_properties(twin, index)}


def copy_title(book: Workbook, title: str) -> str:
    """Name a copy as Google does: `Copy of Sheet1`, then `Copy of Sheet1 2`."""
    wanted, number = f"Copy of {title}", 1
    while book.titled(wanted if number == 1 else f"{wanted} {number}"):
        number += 1
    return wanted if number == 1 else f"{wanted} {number}"


def _update(edit: Edit, body: dict[str, Any]) -> None:
    given = body.get("properties") or {}
    mask = mask_of(body)
    sheet = edit.sheet(given.get("sheetId"), grid=False)
    if everything(mask):
        mask = {name: {} for name in given if name != "sheetId"}
    if "title" in mask:
        _check_title(edit.book, given.get("title") or "", sheet)
        rename(edit.book, sheet, given["title"])
    others = [one for one in edit.book.sheets if one is not sheet]
    if "hidden" in mask and given.get("hidden") and all(one.properties.get("hidden") for one in others):
        raise Refusal(400, "You can't hide all the sheets in a document.")
    if "index" in mask:
        move(edit.book, sheet, int(given.get("index") or 0))
    rows = (given.get("gridProperties") or {}).get("rowCount") or 0
    if "gridProperties" in mask and rows > sheet.row_count:
        # Google makes the rows before it drops columns, and counts in between.
        check_growth(edit.book, sheet, rows=rows - sheet.row_count)
    _set_properties(sheet, given, {name: inner for name, inner in mask.items() if name not in ("title", "index")})


def move(book: Workbook, sheet: Sheet, index: int) -> None:
    """Move a tab before what now stands at `index`.

    Raises:
        Refusal: 400 outside the row of tabs.
    """
    current = book.sheets.index(sheet)
    if not 0 <= index <= len(book.sheets):
        raise Refusal(400, f"Sheet index {index} is out of range.")
    book.sheets.remove(sheet)
    book.sheets.insert(index - 1 if index > current else index, sheet)


def rename(book: Workbook, sheet: Sheet, title: str) -> None:
    """Give a tab another title; formulas follow."""
    old = sheet.title
    for one in book.sheets:
        for row, column, cell in one.formulas():
            formula = retitled(cell.formula, old, title)
            if formula != cell.formula:
                one.put(row, column, cell._replace(formula=formula))
    sheet.properties["title"] = title


def _set_properties(sheet: Sheet, given: dict[str, Any], mask: dict[str, Any]) -> None:
    if not mask:
        return
    rows, columns = sheet.row_count, sheet.column_count
    properties = updated(sheet.properties, normal(given), {k: v for k, v in mask.items() if k != "sheetId"})
    grid = dict(properties.get("gridProperties") or {})
    new_rows, new_columns = grid.get("rowCount") or rows, grid.get("columnCount") or columns
    _check_grid(grid, new_rows, new_columns)
    grid.update(rowCount=rows, columnCount=columns)
    properties["gridProperties"] = {name: value for name, value in grid.items() if value or name not in _GRID_FLAGS}
    for name in _SHEET_FLAGS:
        if not properties.get(name):
            properties.pop(name, None)
    if "tabColorStyle" in mask or "tabColor" in mask:
        _pair_tab_colors(properties, given, mask)
    sheet.properties = properties
    if (new_rows, new_columns) != (rows, columns):
        sheet.resize(new_rows, new_columns)


def _pair_tab_colors(properties: dict[str, Any], given: dict[str, Any], mask: dict[str, Any]) -> None:
    said = normal({name: given.get(name) for name in ("tabColor", "tabColorStyle") if name in mask})
    style = said.get("tabColorStyle")
    for name in ("tabColor", "tabColorStyle"):
        properties.pop(name, None)
    if style and ("rgbColor" in style or "themeColor" in style):
        properties["tabColorStyle"] = style
        if "rgbColor" in style:
            properties["tabColor"] = style["rgbColor"]


def _check_grid(grid: dict[str, Any], rows: int, columns: int) -> None:
    if rows < 1 or columns < 1:
        raise Refusal(400, "Sheet must have at least one row and one column.")
    if grid.get("frozenRowCount", 0) >= rows and grid.get("frozenRowCount", 0):
        raise Refusal(400, "You can't freeze all visible rows on the sheet.")
    if grid.get("frozenColumnCount", 0) >= columns and grid.get("frozenColumnCount", 0):
        raise Refusal(400, "You can't freeze all visible columns on the sheet.")


def _update_spreadsheet(edit: Edit, body: dict[str, Any]) -> None:
    given, mask = body.get("properties") or {}, mask_of(body)
    if everything(mask):
        mask = {name: {} for name in given}
    if "title" in mask:
        if not given.get("title"):
            raise Refusal(400, "Spreadsheet title cannot be empty.")
        edit.rename_file(given["title"])
    if "locale" in mask and not is_known(given.get("locale") or ""):
        raise Refusal(400, f"Unsupported locale: {given.get('locale', '')}")
    rest = {name: inner for name, inner in mask.items() if name != "title"}
    if given.get("locale") in edit.sheets.ignored_locales:
        rest.pop("locale", None)
    if rest:
        edit.book.properties = updated(edit.book.properties, normal(given), rest)


HANDLERS = {
    "addSheet": _add,
    "deleteSheet": _delete,
    "duplicateSheet": _duplicate,
    "updateSheetProperties": _update,
    "updateSpreadsheetProperties": _update_spreadsheet,
}

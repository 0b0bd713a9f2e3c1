"""`spreadsheets.get`: the spreadsheet as JSON, with cells where they are asked for."""

from __future__ import annotations

from typing import Any

from .a1 import Area, whole
from .access import Guard
from .conditions import ConditionalFormats
from .display import shown
from .links import link_of
from .model import Cell, Content, Fault, Shared, Sheet, Workbook, as_cell
from .reader import Reader
from .theme import DEFAULT_FORMAT, THEME

Mask = dict[str, Any]

FAULTS = {
    "#NULL!": "NULL_VALUE",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#ERROR!": "ERROR",
}


def described(
    reader: Reader, guard: Guard, title: str, areas: list[Area] | None, cells: Mask | None
) -> dict[str, Any]:
    """Return a Spreadsheet.

    Args:
        reader: reads the workbook.
        guard: tells what the caller may edit.
        title: the file's name.
        areas: the areas asked for; None is everything.
        cells: the mask of GridData asked for; None leaves cells out, `{}` gives all of them.
    """
    book = reader.book
    found: dict[str, Any] = {
        "spreadsheetId": book.id,
        "properties": spreadsheet_properties(book, title),
        "sheets": [
            _sheet_described(reader, guard, sheet, index, areas, cells)
            for index, sheet in enumerate(book.sheets)
            if areas is None or any(area.sheet is sheet for area in areas)
        ],
    }
    if book.named_ranges:
        found["namedRanges"] = book.named_ranges
    metadata = [one for one in book.metadata if one["location"]["locationType"] == "SPREADSHEET"]
    if metadata:
        found["developerMetadata"] = metadata
    found["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    return found


def spreadsheet_properties(book: Workbook, title: str) -> dict[str, Any]:
    """Return SpreadsheetProperties."""
    return {
        "title": title,
        **book.properties,
        "defaultFormat": {**DEFAULT_FORMAT, **book.properties.get("defaultFormat", {})},
        "spreadsheetTheme": book.properties.get("spreadsheetTheme", THEME),
    }


def sheet_properties(sheet: Sheet, index: int) -> dict[str, Any]:
    """Return SheetProperties."""
    first = {name: sheet.properties[name] for name in ("sheetId", "title")}
    return {**first, "index": index, **{k: v for k, v in sheet.properties.items() if k not in first}}


def _sheet_described(
    reader: Reader, guard: Guard, sheet: Sheet, index: int, areas: list[Area] | None, cells: Mask | None
) -> dict[str, Any]:
    found: dict[str, Any] = {"properties": sheet_properties(sheet, index)}
    if cells is not None:
        wanted = [whole(sheet)] if areas is None else [area for area in areas if area.sheet is sheet]
        found["data"] = [_grid_data(reader, area, cells) for area in wanted]
    for name, part in sheet.parts.items():
        if part and name != "protectedRanges":
            found[name] = part
    protected = [protected_range(guard, one) for one in sheet.list_of("protectedRanges")]
    if protected:
        found["protectedRanges"] = protected
    metadata = [
        one
        for one in reader.book.metadata
        if one["location"]["locationType"] == "SHEET" and one["location"].get("sheetId", 0) == sheet.id
    ]
    if metadata:
        found["developerMetadata"] = metadata
    return found


def protected_range(guard: Guard, one: dict[str, Any]) -> dict[str, Any]:
    """Return a ProtectedRange as the caller sees it: its editors are told to editors only."""
    may = guard.allows_in(one)
    found = {name: value for name, value in one.items() if name != "editors"}
    if may:
        found["requestingUserCanEdit"] = True
        if not one.get("warningOnly"):
            found["editors"] = one.get("editors") or {}
    return found


def _grid_data(reader: Reader, area: Area, mask: Mask) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if area.top:
        found["startRow"] = area.top
    if area.left:
        found["startColumn"] = area.left
    if _asks(mask, "rowData"):
        rows = _row_data(reader, area, _below(_below(mask, "rowData"), "values"))
        if rows:
            found["rowData"] = rows
    sheet = area.sheet
    if _asks(mask, "rowMetadata"):
        found["rowMetadata"] = [
            _size(reader.book, sheet, "ROWS", index, 21) for index in range(area.top, area.bottom)
        ]
    if _asks(mask, "columnMetadata"):
        found["columnMetadata"] = [
            _size(reader.book, sheet, "COLUMNS", index, 100) for index in range(area.left, area.right)
        ]
    return found


def _asks(mask: Mask, name: str) -> bool:
    return not mask or name in mask or "*" in mask


def _below(mask: Mask, name: str) -> Mask:
    found: Mask = mask.get(name) or mask.get("*") or {}
    return found


def _size(book: Workbook, sheet: Sheet, dimension: str, index: int, pixels: int) -> dict[str, Any]:
    found = {"pixelSize": pixels, **sheet.sizes[dimension].get(index, {})}
    metadata = (
        [
            one
            for one in book.metadata
            if (place := one["location"].get("dimensionRange"))
            and int(place.get("sheetId") or 0) == sheet.id
            and place["dimension"] == dimension
            and place["startIndex"] == index
        ]
        if book.metadata
        else []
    )
    return {**found, "developerMetadata": metadata} if metadata else found


def _row_data(reader: Reader, area: Area, mask: Mask) -> list[dict[str, Any]]:
    sheet = area.sheet
    wanted = {name for name in CELL_FIELDS if _asks(mask, name)}
    formats = ConditionalFormats(reader, sheet) if "effectiveFormat" in wanted else None
    rows: list[dict[str, Any]] = []
    for row in range(area.top, area.bottom if reader.may_spill else min(area.bottom, len(sheet.rows))):
        contents = sheet.row_cells(row)
        end = area.right if reader.may_spill else min(area.right, len(contents))
        values = [
            cell_data(
                reader, sheet, row, column, contents[column] if column < len(contents) else None, wanted, formats
            )
            for column in range(area.left, end)
        ]
        while values and not values[-1] and not _present(reader, sheet, row, area.left + len(values) - 1, contents):
            values.pop()
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _present(reader: Reader, sheet: Sheet, row: int, column: int, contents: list[Content]) -> bool:
    return column < len(contents) and contents[column] is not None


CELL_FIELDS = (
    "userEnteredValue",
    "effectiveValue",
    "formattedValue",
    "userEnteredFormat",
    "effectiveFormat",
    "hyperlink",
    "note",
    "textFormatRuns",
    "dataValidation",
    "chipRuns",
)


def cell_data(
    reader: Reader,
    sheet: Sheet,
    row: int,
    column: int,
    content: Content,
    wanted: set[str],
    formats: ConditionalFormats | None,
) -> dict[str, Any]:
    """Return a CellData with the fields wanted."""
    value = reader.value(sheet, row, column, content)
    if content is None and value is None:
        return {}
    cell = as_cell(content)
    found: dict[str, Any] = {}
    if "userEnteredValue" in wanted and cell.holds_data:
        found["userEnteredValue"] = {"formulaValue": cell.formula} if cell.formula else extended(cell.value)
    if value not in (None, "") and "effectiveValue" in wanted:
        found["effectiveValue"] = extended(value)
    if value not in (None, "") and "formattedValue" in wanted:
        found["formattedValue"] = shown(value, reader.number_format(sheet, row, column, content), reader.locale)
    if cell.format and "userEnteredFormat" in wanted:
        found["userEnteredFormat"] = reader.book.shared.item(cell.format)
    if formats is not None and (value is not None or cell.formula or cell.format or cell.validation):
        found["effectiveFormat"] = formats.effective(row, column, content)
    return found | _attached(reader.book.shared, cell, wanted)


def _attached(shared: Shared, cell: Cell, wanted: set[str]) -> dict[str, Any]:
    """Return what hangs on a cell besides its value and its format."""
    found: dict[str, Any] = {}
    runs = shared.item(cell.runs)
    if "hyperlink" in wanted and (link := link_of(cell, shared.item(cell.format), runs)):
        found["hyperlink"] = link
    if cell.note and "note" in wanted:
        found["note"] = cell.note
    found |= {name: runs[name] for name in ("textFormatRuns", "chipRuns") if name in runs and name in wanted}
    if cell.validation and "dataValidation" in wanted:
        found["dataValidation"] = shared.item(cell.validation)
    return found


def extended(value: Any) -> dict[str, Any]:
    """Return an ExtendedValue."""
    if isinstance(value, Fault):
        said = {"message": value.message} if value.message else {}
        return {"errorValue": {"type": FAULTS.get(value.kind, "ERROR"), **said}}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {"stringValue": value}

"""Spreadsheets as files: .xlsx with looks, CSV and TSV of the first sheet; and the way back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook as XlsxBook
from openpyxl import load_workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .conditions import ConditionalFormats, rgb_of
from .display import pattern_of
from .entered import EPOCH, serial_of, whole_if_possible
from .export_charts import draw_charts
from .model import Cell, Content, Fault, Scalar, Shared, Sheet
from .reader import Reader

_BORDERS: dict[str, Any] = {
    "DOTTED": "dotted",
    "DASHED": "dashed",
    "SOLID": "thin",
    "SOLID_MEDIUM": "medium",
    "SOLID_THICK": "thick",
    "DOUBLE": "double",
}
_PLACES = {"TOP": "top", "MIDDLE": "center", "BOTTOM": "bottom"}


def as_xlsx(reader: Reader) -> bytes:
    """Return a workbook as .xlsx: values as they are shown now (formulas' results), formats, sizes, charts."""
    target = XlsxBook()
    target.remove(target.worksheets[0])
    for sheet in reader.book.sheets:
        page = target.create_sheet(_xlsx_title(sheet.title, [one.title for one in target.worksheets]))
        _fill(page, reader, sheet)
    draw_charts(target, reader)
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def _xlsx_title(title: str, taken: list[str]) -> str:
    plain = "".join("_" if letter in "[]:*?/\\" else letter for letter in title)[:31].strip("'") or "Sheet"
    wanted, number = plain, 1
    while wanted.lower() in (one.lower() for one in taken):
        number += 1
        wanted = f"{plain[:27]} {number}"
    return wanted


def _fill(page: Worksheet, reader: Reader, sheet: Sheet) -> None:
    formats = ConditionalFormats(reader, sheet)
    for row, column, content in sheet.filled():
        value = reader.value(sheet, row, column, content)
        if value is None and not _shows_empty(content, reader.book.shared):
            continue
        cell = page.cell(row + 1, column + 1)
        _set_value(cell, value)
        _dress(cell, formats.effective(row, column, content), reader)
    _lay_out(page, sheet)
    _size(page, sheet)


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    grid = sheet.properties.get("gridProperties", {})
    frozen = grid.get("frozenRowCount", 0), grid.get("frozenColumnCount", 0)
    if any(frozen):
        page.freeze_panes = f"{get_column_letter(frozen[1] + 1)}{frozen[0] + 1}"
    for merge in sheet.list_of("merges"):
        page.merge_cells(
            start_row=merge["startRowIndex"] + 1,
            end_row=merge["endRowIndex"],
            start_column=merge["startColumnIndex"] + 1,
            end_column=merge["endColumnIndex"],
        )
    if sheet.properties.get("hidden"):
        page.sheet_state = "hidden"
    color = sheet.properties.get("tabColor")
    if color:
        page.sheet_properties.tabColor = _hexadecimal(color)


def _size(page: Worksheet, sheet: Sheet) -> None:
    for column, size in sheet.sizes["COLUMNS"].items():
        dimension = page.column_dimensions[get_column_letter(column + 1)]
        if "pixelSize" in size:
            dimension.width = size["pixelSize"] / 7
        dimension.hidden = bool(size.get("hiddenByUser"))
    for row, size in sheet.sizes["ROWS"].items():
        if "pixelSize" in size:
            page.row_dimensions[row + 1].height = size["pixelSize"] * 0.75
        page.row_dimensions[row + 1].hidden = bool(size.get("hiddenByUser") or size.get("hiddenByFilter"))


def _shows_empty(content: Content, shared: Shared) -> bool:
    """Check whether an empty cell shows anything: whole columns of number formats would take minutes to write."""
    looks = shared.item(content.format) if isinstance(content, Cell) else {}
    return bool(looks.keys() & {"backgroundColor", "backgroundColorStyle", "borders"})


def _set_value(cell: Any, value: Any) -> None:
    if isinstance(value, Fault):
        cell.value = value.kind
    elif isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # What begins with "=" here is a text that someone wrote, never a formula.
        cell.data_type = "s"
    else:
        cell.value = value


def _dress(cell: Any, format: dict[str, Any], reader: Reader) -> None:
    text = format.get("textFormat") or {}
    cell.font = Font(
        name="Arial",
        size=text.get("fontSize", 10),
        bold=bool(text.get("bold")),
        italic=bool(text.get("italic")),
        strike=bool(text.get("strikethrough")),
        underline="single" if text.get("underline") else None,
        color=_hexadecimal(_color(text, "foregroundColor")),
    )
    background = _hexadecimal(_color(format, "backgroundColor"))
    if background != "FFFFFF":
        cell.fill = PatternFill("solid", fgColor=background)
    cell.alignment = Alignment(
        horizontal=str(format.get("horizontalAlignment", "")).lower() or None,
        vertical=_PLACES.get(format.get("verticalAlignment", "")),
        wrap_text=format.get("wrapStrategy") == "WRAP",
    )
    pattern = pattern_of(format.get("numberFormat"), reader.locale)
    if pattern:
        cell.number_format = pattern
    borders = format.get("borders")
    if borders:
        sides: dict[str, Any] = {
            name: Side(style=_BORDERS.get(one.get("style", ""), "thin"), color=_hexadecimal(one.get("color") or {}))
            for name, one in borders.items()
            if name in ("top", "bottom", "left", "right")
        }
        cell.border = Border(**sides)


def _color(format: dict[str, Any], name: str) -> dict[str, Any]:
    style = format.get(f"{name}Style")
    return rgb_of(style) if style else format.get(name) or {}


def _hexadecimal(color: dict[str, Any]) -> str:
    return "".join(f"{round(255 * color.get(name, 0)):02X}" for name in ("red", "green", "blue"))


def as_text(reader: Reader, delimiter: str) -> bytes:
    """Return the first sheet's values as they are shown, as CSV or TSV."""
    sheet = reader.book.sheets[0]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    width = sheet.data_width()
    for row in range(sheet.data_end()):
        writer.writerow([reader.formatted(sheet, row, column, sheet.content(row, column)) for column in range(width)])
    return out.getvalue().removesuffix("\r\n").encode()


def from_xlsx(content: bytes, shared: Shared) -> Iterator[tuple[str, int, int, list[list[Content]]]]:
    """Read an .xlsx: for each sheet its title, rows, columns and contents."""
    source = load_workbook(io.BytesIO(content))
    for page in source.worksheets:
        rows = [[_content(cell, shared) for cell in row] for row in page.iter_rows()]
        yield page.title, max(page.max_row, 1000), max(page.max_column, 26), rows


def _content(cell: Any, shared: Shared) -> Content:
    value: Any = cell.value if isinstance(cell, XlsxCell) else None
    if isinstance(value, str) and cell.data_type == "f":
        return Cell(formula=value)
    plain, kind = _plain(value)
    if kind:
        pattern = {"DATE": "yyyy-mm-dd", "TIME": "h:mm:ss", "DATE_TIME": "yyyy-mm-dd h:mm:ss"}[kind]
        return Cell(plain, format=shared.number({"numberFormat": {"type": kind, "pattern": pattern}}))
    return plain


def _plain(value: Any) -> tuple[Scalar, str]:
    if isinstance(value, datetime):
        serial = (value - datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=value.tzinfo)).total_seconds() / 86400
        return whole_if_possible(serial), "DATE" if serial == int(serial) else "DATE_TIME"
    if isinstance(value, date):
        return serial_of(value), "DATE"
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86400, "TIME"
    if isinstance(value, timedelta):
        return value.total_seconds() / 86400, "TIME"
    if isinstance(value, bool | int | str) or value is None:
        return value, ""
    return (whole_if_possible(value), "") if isinstance(value, float) else (str(value), "")

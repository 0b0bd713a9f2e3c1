"""`spreadsheets.create`: a new workbook filled from a Spreadsheet's description."""

from __future__ import annotations

from typing import Any

from .locales import is_known
from .requests.cells import CellWriter
from .requests.edit import Edit, normal
from .requests.tabs import HANDLERS as TABS


def start(edit: Edit, body: dict[str, Any]) -> None:
    """Return a new workbook the properties, sheets, cells and named ranges described."""
    given = {name: value for name, value in (body.get("properties") or {}).items() if name != "title"}
    if given.get("locale") and not is_known(given["locale"]):
        given.pop("locale")
    edit.book.properties = {**edit.book.properties, **normal(given)}
    described = body.get("sheets") or []
    if described:
        first = edit.book.sheets.pop()
        for number, sheet in enumerate(described):
            properties = dict(sheet.get("properties") or {})
            if number == 0 and "sheetId" not in properties:
                properties["sheetId"] = first.id
            properties.pop("index", None)
            TABS["addSheet"](edit, {"properties": properties})
            _fill(edit, number, sheet)
    edit.book.named_ranges = [normal(one) for one in body.get("namedRanges") or []]


def _fill(edit: Edit, number: int, given: dict[str, Any]) -> None:
    sheet = edit.book.sheets[number]
    writer = CellWriter(edit.book, {"*": {}})
    for data in given.get("data") or []:
        top, left = int(data.get("startRow") or 0), int(data.get("startColumn") or 0)
        for row, line in enumerate(data.get("rowData") or [], top):
            for column, cell in enumerate(line.get("values") or [], left):
                sheet.put(row, column, writer.applied(None, cell))
        for dimension, name, start in (("ROWS", "rowMetadata", top), ("COLUMNS", "columnMetadata", left)):
            for index, size in enumerate(data.get(name) or [], start):
                if size:
                    sheet.sizes[dimension][index] = normal(size)
    for name in sheet.parts:
        if given.get(name):
            sheet.parts[name] = normal(given[name])

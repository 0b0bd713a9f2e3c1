"""Cells copied, cut, pasted and filled."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.a1 import Area
from local_workspace.sheets.filling import continued
from local_workspace.sheets.model import Cell
from local_workspace.sheets.references import Corner, Reference, moved, rewritten
from local_workspace.sheets.writing import Writer

from .edit import Edit

Grid = list[list[Cell]]


def _cells(area: Area) -> Grid:
    return [
        [area.sheet.cell(row, column) for column in range(area.left, area.right)]
        for row in range(area.top, area.bottom)
    ]


def pasted(edit: Edit, old: Cell, new: Cell, kind: str, rows: int, columns: int, value: Any = None) -> Cell:
    """Return a cell after another was pasted on it.

    Args:
        edit: the edit under way.
        old: the cell that is there.
        new: the cell that is pasted.
        kind: Google's PasteType.
        rows: how many rows down from its source it is pasted.
        columns: how many columns to the right.
        value: the pasted cell's effective value, for PASTE_VALUES.
    """
    shared = edit.book.shared
    formula = moved(new.formula, rows, columns) if new.formula else ""
    match kind:
        case "PASTE_VALUES":
            return old._replace(value=value, formula="", runs=0)
        case "PASTE_FORMAT":
            return old._replace(format=new.format)
        case "PASTE_FORMULA":
            return old._replace(value=new.value, formula=formula, runs=0)
        case "PASTE_DATA_VALIDATION":
            return old._replace(validation=new.validation)
        case "PASTE_CONDITIONAL_FORMATTING":
            return old
        case "PASTE_NO_BORDERS":
            format = {name: one for name, one in shared.item(new.format).items() if name != "borders"}
            borders = shared.item(old.format).get("borders")
            if borders:
                format["borders"] = borders
            return new._replace(formula=formula, format=shared.number(format))
        case _:
            return new._replace(formula=formula)


def _copy(edit: Edit, body: dict[str, Any]) -> None:
    source = edit.area(body.get("source"))
    target = edit.area(body.get("destination"))
    turned = body.get("pasteOrientation") == "TRANSPOSE"
    height, width = (source.width, source.height) if turned else (source.height, source.width)
    # A destination that holds the source several times is filled with copies of it.
    times_down = max(1, target.height // height) if target.height % height == 0 else 1
    times_across = max(1, target.width // width) if target.width % width == 0 else 1
    whole = Area(
        target.sheet, target.top, target.left, target.top + times_down * height, target.left + times_across * width
    )
    _check_fits(whole)
    edit.guard.check(whole)
    kind = body.get("pasteType", "PASTE_NORMAL")
    cells, reader = _cells(source), edit.reader()
    values = [
        [
            reader.value(source.sheet, row, column, source.sheet.content(row, column))
            for column in range(source.left, source.right)
        ]
        for row in range(source.top, source.bottom)
    ]
    for row in range(whole.top, whole.bottom):
        for column in range(whole.left, whole.right):
            r, c = (row - whole.top) % height, (column - whole.left) % width
            r, c = (c, r) if turned else (r, c)
            old = target.sheet.cell(row, column)
            shift = row - (source.top + r), column - (source.left + c)
            value = values[r][c]
            plain = value.kind if isinstance(value, tuple) else value
            target.sheet.put(row, column, pasted(edit, old, cells[r][c], kind, *shift, plain))


def _check_fits(area: Area) -> None:
    sheet = area.sheet
    if area.bottom > sheet.row_count or area.right > sheet.column_count:
        sheet.resize(max(area.bottom, sheet.row_count), max(area.right, sheet.column_count))


def _cut(edit: Edit, body: dict[str, Any]) -> None:
    source = edit.protected_area(body.get("source"))
    spot = body.get("destination") or {}
    sheet = edit.sheet(spot.get("sheetId"))
    top, left = int(spot.get("rowIndex") or 0), int(spot.get("columnIndex") or 0)
    target = Area(sheet, top, left, top + source.height, left + source.width)
    _check_fits(target)
    edit.guard.check(target)
    kind = body.get("pasteType", "PASTE_NORMAL")
    cells, reader = _cells(source), edit.reader()
    values = [
        [
            reader.value(source.sheet, row, column, source.sheet.content(row, column))
            for column in range(source.left, source.right)
        ]
        for row in range(source.top, source.bottom)
    ]
    for row in range(source.top, source.bottom):
        for column in range(source.left, source.right):
            source.sheet.put(row, column, None)
    _follow_cut(edit, source, target)
    for r, line in enumerate(cells):
        for c, cell in enumerate(line):
            old = sheet.cell(top + r, left + c)
            value = values[r][c]
            plain = value.kind if isinstance(value, tuple) else value
            # Cut formulas keep naming the cells they named.
            sheet.put(top + r, left + c, pasted(edit, old, cell, kind, 0, 0, plain))


def _follow_cut(edit: Edit, source: Area, target: Area) -> None:
    down, across = target.top - source.top, target.left - source.left

    def change(reference: Reference, here: str) -> Reference:
        if (reference.title or here).lower() != source.sheet.title.lower():
            return reference
        corners = [one for one in (reference.first, reference.last) if one is not None]
        if any(one.row is None or one.column is None or not source.holds(one.row, one.column) for one in corners):
            return reference
        placed = [_shifted(one, down, across) for one in corners]
        title = target.sheet.title if target.sheet is not source.sheet or reference.title else None
        return Reference(title, placed[0], placed[1] if reference.last else None)

    for sheet in edit.book.sheets:
        for row, column, content in list(sheet.filled()):
            if isinstance(content, Cell) and content.formula:
                here = sheet.title
                formula = rewritten(content.formula, lambda one, here=here: change(one, here))  # type: ignore[misc]  # (mypy infers no lambda with a default)
                if formula != content.formula:
                    sheet.put(row, column, content._replace(formula=formula))


def _shifted(corner: Corner, down: int, across: int) -> Corner:
    return corner._replace(row=(corner.row or 0) + down, column=(corner.column or 0) + across)


def _paste(edit: Edit, body: dict[str, Any]) -> None:
    spot = body.get("coordinate") or {}
    sheet = edit.sheet(spot.get("sheetId"))
    top, left = int(spot.get("rowIndex") or 0), int(spot.get("columnIndex") or 0)
    data = body.get("data") or ""
    if body.get("html"):
        rows = _table(data)
    elif body.get("delimiter"):
        rows = list(csv.reader(io.StringIO(data), delimiter=body["delimiter"]))
    else:
        raise Refusal(400, "Must specify either 'delimiter' or 'html'.")
    width = max((len(row) for row in rows), default=0)
    area = Area(sheet, top, left, top + len(rows), left + width)
    _check_fits(area)
    edit.guard.check(area)
    writer = Writer(edit.book, edit.sheets.today(edit.book, edit.now))
    for row, texts in enumerate(rows, top):
        for column, text in enumerate(texts, left):
            writer.typed(sheet, row, column, text)


class _Table(HTMLParser):
    """Collects the cells of an HTML table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self._in_cell = True
        elif tag == "br" and self._in_cell:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        """Take a cell's text."""
        if self._in_cell:
            self.rows[-1][-1] += data.strip("\r\n")


def _table(text: str) -> list[list[str]]:
    parser = _Table()
    parser.feed(text)
    return parser.rows or [[text]]


def _fill(edit: Edit, body: dict[str, Any]) -> None:
    if "sourceAndDestination" in body:
        given = body["sourceAndDestination"]
        source = edit.area(given.get("source"))
        rows = given.get("dimension") != "COLUMNS"
        length = int(given.get("fillLength") or 0)
    else:
        whole = edit.area(body.get("range"))
        source, rows, length = _source_in(whole)
    if not length:
        return
    target = _beside(source, length, rows=rows)
    if target.top < 0 or target.left < 0:
        raise Refusal(400, "The fill would leave the grid.")
    _check_fits(target)
    edit.guard.check(target)
    cells = _cells(source)
    count = source.width if rows else source.height
    for number in range(count):
        line = [row[number] for row in cells] if rows else cells[number]
        alternate = bool(body.get("useAlternateSeries"))
        for step, cell in enumerate(continued(line, length, alternate=alternate)):
            if rows:
                row, column = (target.top + step if length > 0 else target.bottom - 1 - step), source.left + number
            else:
                row, column = source.top + number, (target.left + step if length > 0 else target.right - 1 - step)
            target.sheet.put(row, column, cell)


def _source_in(whole: Area) -> tuple[Area, bool, int]:
    """Find the part of a range that holds data; the rest of it is to be filled."""
    sheet = whole.sheet
    filled = [
        (row, column)
        for row in range(whole.top, whole.bottom)
        for column in range(whole.left, whole.right)
        if sheet.cell(row, column).holds_data
    ]
    if not filled:
        return whole, True, 0
    bottom, right = max(row for row, _ in filled) + 1, max(column for _, column in filled) + 1
    if bottom < whole.bottom:
        return whole._replace(bottom=bottom), True, whole.bottom - bottom
    return whole._replace(right=right), False, whole.right - right


def _beside(source: Area, length: int, *, rows: bool) -> Area:
    if rows and length > 0:
        return source._replace(top=source.bottom, bottom=source.bottom + length)
    if rows:
        return source._replace(top=source.top + length, bottom=source.top)
    if length > 0:
        return source._replace(left=source.right, right=source.right + length)
    return source._replace(left=source.left + length, right=source.left)


HANDLERS = {"copyPaste": _copy, "cutPaste": _cut, "pasteData": _paste, "autoFill": _fill}

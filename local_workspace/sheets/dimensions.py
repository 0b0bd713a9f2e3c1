"""Rows and columns inserted, deleted and moved."""

from __future__ import annotations

from .adjusting import adjust, deleted, inserted, permuted
from .model import Cell, Content, Row, Sheet, Workbook, as_content


def insert_dimension(book: Workbook, sheet: Sheet, dimension: str, first: int, after: int, *, inherit: bool) -> None:
    """Insert empty rows or columns; formats and sizes come from those before (`inherit`) or after."""
    count = after - first
    adjust(book, inserted(sheet, dimension, first, count))
    model = first - 1 if inherit else first
    if dimension == "ROWS":
        styles = [_style_of(content) for content in sheet.row_cells(model)] if model >= 0 else []
        if first < len(sheet.rows):
            sheet.rows[first:first] = [None] * count
        sheet.resize(rows=sheet.row_count + count)
        _paint(sheet, first, after, styles)
    else:
        sheet.resize(columns=sheet.column_count + count)
        for index, row in enumerate(sheet.rows):
            if row is not None and len(row.cells) > first:
                style = _style_of(row.cells[model]) if 0 <= model < len(row.cells) else None
                sheet.own(index)[first:first] = [style] * count
    size = sheet.sizes[dimension].get(first - 1 if inherit else after)
    if size:
        shown = {name: value for name, value in size.items() if name == "pixelSize"}
        if shown:
            sheet.sizes[dimension].update({index: dict(shown) for index in range(first, after)})


def _style_of(content: Content) -> Content:
    if not isinstance(content, Cell):
        return None
    return as_content(Cell(format=content.format, validation=content.validation))


def _paint(sheet: Sheet, first: int, after: int, styles: list[Content]) -> None:
    while styles and styles[-1] is None:
        styles.pop()
    if styles:
        for row in range(first, after):
            sheet.own(row)[:] = styles


def delete_dimension(book: Workbook, sheet: Sheet, dimension: str, first: int, after: int) -> None:
    """Delete rows or columns."""
    if dimension == "ROWS":
        del sheet.rows[first:after]
        sheet.lost_rows = True
        sheet.properties["gridProperties"]["rowCount"] -= after - first
    else:
        for index, row in enumerate(sheet.rows):
            if row is not None and len(row.cells) > first:
                del sheet.own(index)[first:after]
        sheet.properties["gridProperties"]["columnCount"] -= after - first
    _unfreeze(sheet, dimension)
    adjust(book, deleted(sheet, dimension, first, after))


def _unfreeze(sheet: Sheet, dimension: str) -> None:
    grid = sheet.properties["gridProperties"]
    name, count = (
        ("frozenRowCount", sheet.row_count) if dimension == "ROWS" else ("frozenColumnCount", sheet.column_count)
    )
    if grid.get(name, 0) > count:
        grid[name] = count


def move_dimension(book: Workbook, sheet: Sheet, dimension: str, first: int, after: int, to: int) -> None:
    """Move rows or columns so that they stand before what was at `to`."""
    count = after - first

    def place(index: int) -> int:
        if first <= index < after:
            return index - first + (to if to <= first else to - count)
        if to <= index < first:
            return index + count
        if after <= index < to:
            return index - count
        return index

    if dimension == "ROWS":
        rows: list[Row | None] = [*sheet.rows, *([None] * (max(to, after) - len(sheet.rows)))]
        block = rows[first:after]
        del rows[first:after]
        target = to if to <= first else to - count
        rows[target:target] = block
        sheet.rows = rows
    else:
        for index, row in enumerate(sheet.rows):
            if row is not None:
                cells = sheet.own(index)
                cells.extend([None] * (max(to, after) - len(cells)))
                moving = cells[first:after]
                del cells[first:after]
                target = to if to <= first else to - count
                cells[target:target] = moving
    adjust(book, permuted(sheet, dimension, place))

"""The "tables" that `values.append` looks for: blocks of cells with data, fenced by empty ones."""

from __future__ import annotations

from .a1 import Area
from .model import Sheet, holds_data


def table_in(area: Area) -> Area | None:
    """Find the last table that has a part in an area."""
    start = _last_data_cell(area)
    if start is not None:
        return region(area.sheet, *start)
    # An empty cell may still lie inside a table whose other cells surround it.
    near = Area(area.sheet, max(0, area.top - 1), max(0, area.left - 1), area.bottom + 1, area.right + 1)
    start = _last_data_cell(near)
    if start is None:
        return None
    found = region(area.sheet, *start)
    meets = (
        found.top < area.bottom and area.top < found.bottom and found.left < area.right and area.left < found.right
    )
    return found if meets else None


def _last_data_cell(area: Area) -> tuple[int, int] | None:
    sheet = area.sheet
    for row in range(min(area.bottom, len(sheet.rows)) - 1, area.top - 1, -1):
        cells = sheet.row_cells(row)
        for column in range(min(area.right, len(cells)) - 1, area.left - 1, -1):
            if holds_data(cells[column]):
                return row, column
    return None


def region(sheet: Sheet, row: int, column: int) -> Area:
    """Return the block of data around a cell: as wide and high as neighbouring cells hold data."""
    top, left, bottom, right = row, column, row + 1, column + 1
    grown = True
    while grown:
        grown = False
        while top > 0 and _any_in_row(sheet, top - 1, left - 1, right + 1):
            top, grown = top - 1, True
        while bottom < len(sheet.rows) and _any_in_row(sheet, bottom, left - 1, right + 1):
            bottom, grown = bottom + 1, True
        while left > 0 and _any_in_column(sheet, left - 1, top - 1, bottom + 1):
            left, grown = left - 1, True
        while right < sheet.column_count and _any_in_column(sheet, right, top - 1, bottom + 1):
            right, grown = right + 1, True
    return Area(sheet, top, left, bottom, right)


def _any_in_row(sheet: Sheet, row: int, left: int, right: int) -> bool:
    return any(holds_data(content) for content in sheet.row_cells(row)[max(0, left) : right])


def _any_in_column(sheet: Sheet, column: int, top: int, bottom: int) -> bool:
    return any(holds_data(sheet.content(row, column)) for row in range(max(0, top), min(bottom, len(sheet.rows))))

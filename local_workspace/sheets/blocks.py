"""Blocks of cells shifted aside to make room, or to close a gap."""

from __future__ import annotations

from dataclasses import dataclass

from .a1 import Area
from .model import Content, Sheet, Workbook
from .references import Corner, Reference, rewritten


def shift_block(book: Workbook, area: Area, *, rows: bool, insert: bool) -> None:
    """Insert empty cells at an area, or delete its cells, shifting what is below (`rows`) or to the right."""
    sheet = area.sheet
    count = area.height if rows else area.width
    if rows and insert:
        sheet.resize(rows=sheet.row_count + _overflow(sheet, area))
    _follow(book, area, rows=rows, count=count if insert else -count)
    if rows:
        for column in range(area.left, area.right):
            cells: list[Content] = [sheet.content(row, column) for row in range(len(sheet.rows))]
            cells.extend([None] * (area.bottom - len(cells)))
            _shift(cells, area.top, count, insert=insert)
            for row in range(area.top, max(len(cells), len(sheet.rows))):
                sheet.put(row, column, cells[row] if row < len(cells) else None)
    else:
        for row in range(area.top, min(area.bottom, len(sheet.rows))):
            cells = sheet.own(row)
            cells.extend([None] * (area.right - len(cells)))
            _shift(cells, area.left, count, insert=insert)
            if len(cells) > sheet.column_count:
                sheet.resize(columns=len(cells))


def _overflow(sheet: Sheet, area: Area) -> int:
    last = 0
    for row, column, _ in sheet.filled():
        if area.left <= column < area.right:
            last = max(last, row + 1)
    return max(0, last + area.height - sheet.row_count) if last > area.top else 0


def _shift(cells: list[Content], at: int, count: int, *, insert: bool) -> None:
    if insert:
        cells[at:at] = [None] * count
    else:
        del cells[at : at + count]
    while cells and cells[-1] is None:
        cells.pop()


@dataclass(frozen=True, slots=True)
class _Shift:
    """Cells of an area that go down (`rows`) or right by `count`; a negative count takes the area's cells away."""

    area: Area
    rows: bool
    count: int

    def place(self, row: int, column: int) -> tuple[int, int] | None:
        """Return where a cell comes to lie; None when it is taken away."""
        area, count = self.area, self.count
        across, along = (column, row) if self.rows else (row, column)
        low, high, start = (area.left, area.right, area.top) if self.rows else (area.top, area.bottom, area.left)
        if not low <= across < high or along < start:
            return row, column
        if count < 0 and along < start - count:
            return None
        return (row + count, column) if self.rows else (row, column + count)

    def changed(self, reference: Reference) -> Reference | None:
        """Return what a reference to the area's sheet becomes; None when its cells are taken away."""
        corners = [reference.first, reference.last or reference.first]
        if any(corner.row is None or corner.column is None for corner in corners):
            return reference
        new: list[Corner] = []
        for corner in corners:
            spot = self.place(corner.row or 0, corner.column or 0)
            if spot is None:
                return None
            new.append(corner._replace(row=spot[0], column=spot[1]))
        return Reference(reference.title, new[0], new[1] if reference.last else None)


def _follow(book: Workbook, area: Area, *, rows: bool, count: int) -> None:
    """Let formulas follow the cells that are shifted."""
    title, shift = area.sheet.title.lower(), _Shift(area, rows, count)
    for sheet in book.sheets:

        def changed(one: Reference, here: str = sheet.title) -> Reference | None:
            return shift.changed(one) if (one.title or here).lower() == title else one

        for row, column, cell in sheet.formulas():
            formula = rewritten(cell.formula, changed)
            if formula != cell.formula:
                sheet.put(row, column, cell._replace(formula=formula))

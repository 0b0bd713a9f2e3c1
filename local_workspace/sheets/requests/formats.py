"""Merges and borders."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.a1 import Area
from local_workspace.sheets.model import Cell, as_cell

from .edit import Edit, normal


def _merge(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("range"))
    kind = body.get("mergeType", "MERGE_ALL")
    merges = area.sheet.list_of("merges")
    for one in merges:
        there = _corners(one)
        if _meets(there, area) and not _inside(there, area):
            raise Refusal(400, "You must select all cells in a merged range to merge or unmerge them.")
    if kind == "MERGE_ROWS":
        blocks = [area._replace(top=row, bottom=row + 1) for row in range(area.top, area.bottom)]
    elif kind == "MERGE_COLUMNS":
        blocks = [area._replace(left=column, right=column + 1) for column in range(area.left, area.right)]
    else:
        blocks = [area]
    kept = [one for one in merges if not _meets(_corners(one), area)]
    area.sheet.parts["merges"] = kept + [block.grid_range() for block in blocks if block.height * block.width > 1]
    for block in blocks:
        _keep_first_value(block)


def _keep_first_value(block: Area) -> None:
    """Keep the first value of a merged block, in its first cell."""
    sheet = block.sheet
    kept: Cell | None = None
    for row in range(block.top, min(block.bottom, len(sheet.rows))):
        for column in range(block.left, block.right):
            cell = sheet.cell(row, column)
            if not cell.holds_data:
                continue
            if kept is None:
                kept = cell
            sheet.set_value(row, column, None)
    if kept is not None:
        sheet.set_value(block.top, block.left, kept.value, kept.formula)


def _unmerge(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("range"))
    for one in area.sheet.list_of("merges"):
        there = _corners(one)
        if _meets(there, area) and not _inside(there, area):
            raise Refusal(400, "You must select all cells in a merged range to merge or unmerge them.")
    area.sheet.parts["merges"] = [one for one in area.sheet.list_of("merges") if not _meets(_corners(one), area)]


Corners = tuple[int, int, int, int]


def _corners(one: dict[str, Any]) -> Corners:
    return one["startRowIndex"], one["startColumnIndex"], one["endRowIndex"], one["endColumnIndex"]


def _meets(there: Corners, area: Area) -> bool:
    top, left, bottom, right = there
    return top < area.bottom and area.top < bottom and left < area.right and area.left < right


def _inside(there: Corners, area: Area) -> bool:
    top, left, bottom, right = there
    return area.top <= top and bottom <= area.bottom and area.left <= left and right <= area.right


def _borders(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("range"))
    sides = {
        name: _border(body[name])
        for name in ("top", "bottom", "left", "right", "innerHorizontal", "innerVertical")
        if name in body
    }
    for row in range(area.top, area.bottom):
        for column in range(area.left, area.right):
            wanted = {
                "top": "top" if row == area.top else "innerHorizontal",
                "bottom": "bottom" if row == area.bottom - 1 else "innerHorizontal",
                "left": "left" if column == area.left else "innerVertical",
                "right": "right" if column == area.right - 1 else "innerVertical",
            }
            given = {side: sides[name] for side, name in wanted.items() if name in sides}
            if given:
                _draw(edit, area, row, column, given)


def _border(given: dict[str, Any] | None) -> dict[str, Any] | None:
    if not given or given.get("style", "STYLE_UNSPECIFIED") in ("NONE", "STYLE_UNSPECIFIED"):
        return None
    widths = {"SOLID": 1, "DOTTED": 1, "DASHED": 1, "SOLID_MEDIUM": 2, "SOLID_THICK": 3, "DOUBLE": 3}
    found: dict[str, Any] = normal({"color": {}, **given, "width": widths.get(given["style"], 1)})
    return found


def _draw(edit: Edit, area: Area, row: int, column: int, given: dict[str, dict[str, Any] | None]) -> None:
    sheet, shared = area.sheet, edit.book.shared
    cell = as_cell(sheet.content(row, column))
    format = dict(shared.item(cell.format))
    borders = dict(format.get("borders") or {})
    for side, border in given.items():
        if border is None:
            borders.pop(side, None)
        else:
            borders[side] = border
    if borders:
        format["borders"] = borders
    else:
        format.pop("borders", None)
    sheet.put(row, column, cell._replace(format=shared.number(format)))


HANDLERS = {"mergeCells": _merge, "unmergeCells": _unmerge, "updateBorders": _borders}

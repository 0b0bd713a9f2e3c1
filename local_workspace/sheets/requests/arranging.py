"""Rows put in another order or thinned out: sort, shuffle, duplicates."""

from __future__ import annotations

import random
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.a1 import Area
from local_workspace.sheets.model import Cell, Content, holds_data
from local_workspace.sheets.ordering import sorted_rows
from local_workspace.sheets.references import moved

from .edit import Edit


def _sort(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("range"))
    specs = body.get("sortSpecs") or []
    if not specs:
        raise Refusal(400, "At least one sort spec is required.")
    sort_area(edit, area, specs)


def sort_area(edit: Edit, area: Area, specs: list[dict[str, Any]]) -> None:
    """Sort the rows of an area.

    Raises:
        Refusal: 400 for a column outside the area.
    """
    for spec in specs:
        column = int(spec.get("dimensionIndex") or 0)
        if not area.left <= column < area.right:
            raise Refusal(400, f"sortSpecs.dimensionIndex[{column}] is outside the range of the sort.")
    reader, sheet = edit.reader(), area.sheet
    end = max(area.top, min(area.bottom, len(sheet.rows)))
    rearrange(area, sorted_rows(reader, sheet, range(area.top, end), specs))


def rearrange(area: Area, order: list[int]) -> None:
    """Put the rows of an area in the given order; formulas' relative references follow their rows."""
    sheet = area.sheet
    old = {row: [sheet.content(row, column) for column in range(area.left, area.right)] for row in order}
    for row, source in enumerate(order, area.top):
        if row == source:
            continue
        for column, content in enumerate(old[source], area.left):
            sheet.put(row, column, _carried(content, row - source))


def _carried(content: Content, rows: int) -> Content:
    if isinstance(content, Cell) and content.formula:
        return content._replace(formula=moved(content.formula, rows, 0))
    return content


def _shuffle(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("range"))
    order = list(range(area.top, min(area.bottom, max(area.top, len(area.sheet.rows)))))
    random.SystemRandom().shuffle(order)
    rearrange(area, order)


def _duplicates(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    area = edit.protected_area(body.get("range"))
    columns = [
        column
        for one in body.get("comparisonColumns") or [{"startIndex": area.left, "endIndex": area.right}]
        for column in range(int(one.get("startIndex") or 0), int(one.get("endIndex") or area.right))
    ]
    reader, sheet = edit.reader(), area.sheet
    end = max(area.top, min(area.bottom, len(sheet.rows)))
    seen: set[tuple[Any, ...]] = set()
    kept, removed = [], 0
    for row in range(area.top, end):
        values = tuple(reader.value(sheet, row, column, sheet.content(row, column)) for column in columns)
        key = tuple((type(one).__name__, one.lower() if isinstance(one, str) else one) for one in values)
        if any(one is not None for one in values) and key in seen:
            removed += 1
            continue
        seen.add(key)
        kept.append(row)
    if removed:
        _close_up(area, kept, end)
    return {"duplicatesRemovedCount": removed} if removed else {}


def _close_up(area: Area, kept: list[int], end: int) -> None:
    rearrange(area, kept)
    sheet = area.sheet
    for row in range(area.top + len(kept), end):
        for column in range(area.left, area.right):
            if holds_data(sheet.content(row, column)):
                sheet.set_value(row, column, None)


HANDLERS = {"sortRange": _sort, "randomizeRange": _shuffle, "deleteDuplicates": _duplicates}

"""Rows that a basic filter hides, and those that a filter view shows."""

from __future__ import annotations

from typing import Any

from .a1 import area_of_grid_range
from .conditions import Conditions
from .model import Sheet
from .ordering import sorted_rows
from .reader import Reader


def apply_filter(reader: Reader, sheet: Sheet) -> None:
    """Hide the rows that the sheet's basic filter leaves out, and show all others."""
    hidden = rows_left_out(reader, sheet, sheet.parts.get("basicFilter"))
    sizes = sheet.sizes["ROWS"]
    for row in [row for row, size in sizes.items() if size.get("hiddenByFilter") and row not in hidden]:
        size = {name: value for name, value in sizes[row].items() if name != "hiddenByFilter"}
        if size:
            sizes[row] = size
        else:
            del sizes[row]
    for row in hidden:
        sizes[row] = {**sizes.get(row, {}), "hiddenByFilter": True}


def rows_shown(reader: Reader, sheet: Sheet, view: dict[str, Any]) -> list[int]:
    """Return the rows that a filter view shows, in its order; the basic filter and the grid stay as they are."""
    area = area_of_grid_range(reader.book, view["range"])
    left_out = rows_left_out(reader, sheet, view)
    below = [row for row in range(area.top + 1, min(area.bottom, len(sheet.rows))) if row not in left_out]
    return sorted_rows(reader, sheet, below, view.get("sortSpecs") or [])


def rows_left_out(reader: Reader, sheet: Sheet, given: dict[str, Any] | None) -> set[int]:
    """Return the rows that a filter (basic or a view) leaves out."""
    criteria = _criteria(given)
    if not given or not criteria:
        return set()
    area = area_of_grid_range(reader.book, given["range"])
    conditions = Conditions(reader, sheet)
    found = set()
    for row in range(area.top + 1, area.bottom):
        for column, one in criteria.items():
            content = sheet.content(row, column)
            if reader.formatted(sheet, row, column, content) in (one.get("hiddenValues") or []) or (
                one.get("condition") and not conditions.holds(one["condition"], row, column, (area.top + 1, column))
            ):
                found.add(row)
    return found


def _criteria(given: dict[str, Any] | None) -> dict[int, dict[str, Any]]:
    if not given:
        return {}
    found = {int(column): one for column, one in (given.get("criteria") or {}).items()}
    for spec in given.get("filterSpecs") or []:
        if "columnIndex" in spec and spec.get("filterCriteria"):
            found[int(spec["columnIndex"])] = spec["filterCriteria"]
    return found

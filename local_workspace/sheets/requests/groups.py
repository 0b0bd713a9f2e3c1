"""Groups of rows and columns that fold."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.model import Sheet

from .dimensions import span
from .edit import Edit, mask_of

_PARTS = {"ROWS": "rowGroups", "COLUMNS": "columnGroups"}
_CONTROLS = {"ROWS": "rowGroupControlAfter", "COLUMNS": "columnGroupControlAfter"}


def _add(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    sheet, dimension, first, after = span(edit, body.get("range"))
    depths = _depths(sheet, dimension, after)
    for index in range(first, after):
        depths[index] = depths.get(index, 0) + 1
    groups = _keep(sheet, dimension, depths)
    sheet.properties["gridProperties"][_CONTROLS[dimension]] = True
    return {"dimensionGroups": groups}


def _delete(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    sheet, dimension, first, after = span(edit, body.get("range"))
    depths = _depths(sheet, dimension, after)
    if not any(depths.get(index) for index in range(first, after)):
        raise Refusal(400, "No group over the specified range.")
    for index in range(first, after):
        depths[index] = max(0, depths.get(index, 0) - 1)
    groups = _keep(sheet, dimension, depths)
    return {"dimensionGroups": groups} if groups else {}


def _update(edit: Edit, body: dict[str, Any]) -> None:
    given = body.get("dimensionGroup") or {}
    mask_of(body)
    sheet, dimension, first, after = span(edit, given.get("range"))
    for group in sheet.list_of(_PARTS[dimension]):
        there = group["range"]
        if (there["startIndex"], there["endIndex"], group["depth"]) == (first, after, given.get("depth", 1)):
            _fold(sheet, dimension, group, folded=bool(given.get("collapsed")))
            return
    raise Refusal(400, "No group with the specified range and depth.")


def _fold(sheet: Sheet, dimension: str, group: dict[str, Any], *, folded: bool) -> None:
    if folded:
        group["collapsed"] = True
    else:
        group.pop("collapsed", None)
    sizes = sheet.sizes[dimension]
    for index in range(group["range"]["startIndex"], group["range"]["endIndex"]):
        size = {name: value for name, value in sizes.get(index, {}).items() if name != "hiddenByUser"}
        if folded:
            size["hiddenByUser"] = True
        if size:
            sizes[index] = size
        else:
            sizes.pop(index, None)


def _depths(sheet: Sheet, dimension: str, size: int) -> dict[int, int]:
    depths: dict[int, int] = {}
    for group in sheet.list_of(_PARTS[dimension]):
        for index in range(group["range"]["startIndex"], group["range"]["endIndex"]):
            depths[index] = max(depths.get(index, 0), group["depth"])
    return depths


def _keep(sheet: Sheet, dimension: str, depths: dict[int, int]) -> list[dict[str, Any]]:
    """Turn depths into groups: one for each run of indexes at least so deep."""
    folded = {
        (one["range"]["startIndex"], one["range"]["endIndex"], one["depth"])
        for one in sheet.list_of(_PARTS[dimension])
        if one.get("collapsed")
    }
    groups: list[dict[str, Any]] = []
    for depth in range(1, max(depths.values(), default=0) + 1):
        start: int | None = None
        for index in range(max(depths) + 2):
            if depths.get(index, 0) >= depth:
                start = index if start is None else start
            elif start is not None:
                place: dict[str, Any] = {"dimension": dimension, "startIndex": start, "endIndex": index}
                if sheet.id:
                    place = {"sheetId": sheet.id, **place}
                group = {"range": place, "depth": depth}
                if (start, index, depth) in folded:
                    group["collapsed"] = True
                groups.append(group)
                start = None
    sheet.parts[_PARTS[dimension]] = groups
    return groups


HANDLERS = {"addDimensionGroup": _add, "deleteDimensionGroup": _delete, "updateDimensionGroup": _update}

"""DataFilters: ranges named by A1 text, by grid range or by developer metadata."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal

from .a1 import Area, area_of, area_of_grid_range, whole
from .model import Workbook


def areas_of_filter(book: Workbook, given: dict[str, Any]) -> list[Area]:
    """Find the areas that a DataFilter selects.

    Raises:
        Refusal: 400 for a filter that names nothing.
    """
    if given.get("a1Range"):
        return [area_of(book, given["a1Range"])]
    if "gridRange" in given:
        return [_grid(book, given["gridRange"])]
    if "developerMetadataLookup" in given:
        found = [one for one in book.metadata if matches(given["developerMetadataLookup"], one)]
        return [area for one in found for area in _areas_of_metadata(book, one)]
    raise Refusal(400, "dataFilter.filter must be specified.")


def filters_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the DataFilters of a call that reads by them.

    Raises:
        Refusal: 400 when there is none.
    """
    found: list[dict[str, Any]] = body.get("dataFilters") or []
    if not found:
        raise Refusal(400, "Must specify at least one dataFilter.")
    return found


def _grid(book: Workbook, given: dict[str, Any]) -> Area:
    if book.sheet(int(given.get("sheetId") or 0)) is None:
        raise Refusal(400, f"No sheet with id: {int(given.get('sheetId') or 0)}")
    area = area_of_grid_range(book, given)
    for name, start, size in (
        ("row", area.top, area.sheet.row_count),
        ("column", area.left, area.sheet.column_count),
    ):
        if start >= size:
            place = f"gridRange.start{name.capitalize()}Index"
            raise Refusal(400, f"{place}[{start}] is after last {name} in grid[{size - 1}]")
    return area


def _areas_of_metadata(book: Workbook, one: dict[str, Any]) -> list[Area]:
    location = one["location"]
    if "dimensionRange" in location:
        given = location["dimensionRange"]
        sheet = book.sheet(int(given.get("sheetId") or 0))
        if sheet is None:
            return []
        if given["dimension"] == "ROWS":
            return [whole(sheet)._replace(top=given["startIndex"], bottom=given["endIndex"])]
        return [whole(sheet)._replace(left=given["startIndex"], right=given["endIndex"])]
    if "sheetId" in location:
        sheet = book.sheet(location["sheetId"])
        return [whole(sheet)] if sheet else []
    return [whole(sheet) for sheet in book.sheets]


def matches(lookup: dict[str, Any], one: dict[str, Any]) -> bool:
    """Check whether a developer metadata entry is what a lookup asks for."""
    if "metadataId" in lookup and lookup["metadataId"] != one["metadataId"]:
        return False
    if "metadataKey" in lookup and lookup["metadataKey"] != one["metadataKey"]:
        return False
    if "metadataValue" in lookup and lookup["metadataValue"] != one.get("metadataValue", ""):
        return False
    if lookup.get("visibility") and lookup["visibility"] != one.get("visibility"):
        return False
    if lookup.get("locationType") and lookup["locationType"] != one["location"]["locationType"]:
        return False
    wanted = lookup.get("metadataLocation")
    if wanted is None:
        return True
    exact = lookup.get("locationMatchingStrategy", "EXACT_LOCATION") != "INTERSECTING_LOCATION"
    return _same_place(wanted, one["location"]) if exact else _meets(wanted, one["location"])


def _same_place(wanted: dict[str, Any], location: dict[str, Any]) -> bool:
    if "dimensionRange" in wanted:
        there = location.get("dimensionRange")
        return there is not None and _bounds(wanted["dimensionRange"]) == _bounds(there)
    if "sheetId" in wanted:
        return bool(location.get("sheetId") == wanted["sheetId"])
    return bool(location["locationType"] == "SPREADSHEET")


def _bounds(given: dict[str, Any]) -> tuple[int, str, int, int]:
    return int(given.get("sheetId") or 0), given["dimension"], given.get("startIndex", 0), given.get("endIndex", 0)


def _meets(wanted: dict[str, Any], location: dict[str, Any]) -> bool:
    if wanted.get("spreadsheet"):
        return True
    there = location.get("dimensionRange")
    number = there.get("sheetId") or 0 if there else location.get("sheetId")
    if "sheetId" in wanted:
        return bool(number == wanted["sheetId"])
    if "dimensionRange" not in wanted:
        return False
    asked, dimension, first, after = _bounds(wanted["dimensionRange"])
    if number != asked:
        return False
    if there is None:
        return True
    return bool(there["dimension"] == dimension and there["startIndex"] < after and first < there["endIndex"])

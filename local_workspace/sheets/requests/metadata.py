"""Developer metadata."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.datafilters import matches

from .dimensions import span
from .edit import Edit, everything, mask_of, updated


def _location(edit: Edit, given: dict[str, Any]) -> dict[str, Any]:
    if "dimensionRange" in given:
        sheet, dimension, first, after = span(edit, given["dimensionRange"])
        if after - first != 1:
            raise Refusal(400, "Developer metadata can only be on a single row or column.")
        place = {"sheetId": sheet.id, "dimension": dimension, "startIndex": first, "endIndex": after}
        return {"locationType": dimension[:-1], "dimensionRange": place}
    if "sheetId" in given:
        sheet = edit.sheet(given["sheetId"], grid=False)
        return {"locationType": "SHEET", "sheetId": sheet.id}
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    raise Refusal(400, "developerMetadata.location is required.")


def _create(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = body.get("developerMetadata") or {}
    if not given.get("metadataKey"):
        raise Refusal(400, "developerMetadata.metadataKey is required.")
    if given.get("visibility", "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED") not in ("DOCUMENT", "PROJECT"):
        raise Refusal(400, "developerMetadata.visibility is required.")
    taken = {one["metadataId"] for one in edit.book.metadata}
    id = given.get("metadataId") or edit.new_number(lambda one: one in taken)
    if id in taken:
        raise Refusal(400, f"Developer metadata with id {id} already exists.")
    made = {"metadataId": id, "metadataKey": given["metadataKey"]}
    if given.get("metadataValue"):
        made["metadataValue"] = given["metadataValue"]
    made["location"] = _location(edit, given.get("location") or {})
    made["visibility"] = given["visibility"]
    edit.book.metadata.append(made)
    return {"developerMetadata": made}


def _selected(edit: Edit, filters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for one in edit.book.metadata:
        lookups = [given["developerMetadataLookup"] for given in filters if "developerMetadataLookup" in given]
        if any(matches(lookup, one) for lookup in lookups):
            found.append(one)
    return found


def _update(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given, mask = body.get("developerMetadata") or {}, mask_of(body)
    if everything(mask):
        mask = {name: {} for name in given if name != "metadataId"}
    found = _selected(edit, body.get("dataFilters") or [])
    for one in found:
        new = updated(one, given, {name: inner for name, inner in mask.items() if name != "location"})
        if "location" in mask:
            new["location"] = _location(edit, given.get("location") or {})
        one.clear()
        one.update(new)
    return {"developerMetadata": found} if found else {}


def _delete(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    found = _selected(edit, [body.get("dataFilter") or {}])
    edit.book.metadata = [one for one in edit.book.metadata if one not in found]
    return {"deletedDeveloperMetadata": found} if found else {}


HANDLERS = {
    "createDeveloperMetadata": _create,
    "updateDeveloperMetadata": _update,
    "deleteDeveloperMetadata": _delete,
}

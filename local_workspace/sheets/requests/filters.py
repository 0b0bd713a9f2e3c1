"""The basic filter and filter views."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.a1 import Area
from local_workspace.sheets.filtering import apply_filter
from local_workspace.sheets.model import Sheet

from .arranging import sort_area
from .edit import Edit, everything, mask_of, normal, updated


def _set_basic(edit: Edit, body: dict[str, Any]) -> None:
    given = normal(body.get("filter") or {})
    area = edit.area(given.get("range"))
    given["range"] = area.grid_range()
    if given.get("sortSpecs"):
        sort_area(edit, _below_heading(area), given["sortSpecs"])
    area.sheet.parts["basicFilter"] = given
    apply_filter(edit.reader(), area.sheet)


def _below_heading(area: Area) -> Area:
    return area._replace(top=min(area.top + 1, area.bottom))


def _clear_basic(edit: Edit, body: dict[str, Any]) -> None:
    sheet = edit.sheet(body.get("sheetId"))
    sheet.parts["basicFilter"] = None
    apply_filter(edit.reader(), sheet)


def _view(edit: Edit, id: Any) -> tuple[Sheet, int]:
    for sheet in edit.book.sheets:
        for index, one in enumerate(sheet.list_of("filterViews")):
            if one["filterViewId"] == id:
                return sheet, index
    raise Refusal(400, f"No filter view with id: {id}")


def _normal_view(edit: Edit, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = normal(given)
    if "namedRangeId" in found:
        named = [one for one in edit.book.named_ranges if one["namedRangeId"] == found["namedRangeId"]]
        if not named:
            raise Refusal(400, f"No named range with id: {found['namedRangeId']}")
        found["range"] = named[0]["range"]
    found["range"] = edit.area(found.get("range")).grid_range()
    return found


def _new_id(edit: Edit) -> int:
    taken = {one["filterViewId"] for sheet in edit.book.sheets for one in sheet.list_of("filterViews")}
    return edit.new_number(lambda one: one in taken)


def _add_view(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = _normal_view(edit, body.get("filter") or {})
    sheet = edit.sheet(given["range"].get("sheetId"))
    id = given.pop("filterViewId", None) or _new_id(edit)
    title = given.pop("title", None) or f"Filter {len(sheet.list_of('filterViews')) + 1}"
    view = {"filterViewId": id, "title": title, **given}
    sheet.list_of("filterViews").append(view)
    return {"filter": view}


def _update_view(edit: Edit, body: dict[str, Any]) -> None:
    given, mask = body.get("filter") or {}, mask_of(body)
    sheet, index = _view(edit, given.get("filterViewId"))
    if everything(mask):
        mask = {name: {} for name in given if name != "filterViewId"}
    views = sheet.list_of("filterViews")
    views[index] = _normal_view(edit, updated(views[index], given, mask))


def _duplicate_view(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    sheet, index = _view(edit, body.get("filterId"))
    view = dict(sheet.list_of("filterViews")[index])
    view.update(filterViewId=_new_id(edit), title=f"Copy of {view['title']}")
    sheet.list_of("filterViews").append(view)
    return {"filter": view}


def _delete_view(edit: Edit, body: dict[str, Any]) -> None:
    sheet, index = _view(edit, body.get("filterId"))
    del sheet.list_of("filterViews")[index]


HANDLERS = {
    "setBasicFilter": _set_basic,
    "clearBasicFilter": _clear_basic,
    "addFilterView": _add_view,
    "updateFilterView": _update_view,
    "duplicateFilterView": _duplicate_view,
    "deleteFilterView": _delete_view,
}

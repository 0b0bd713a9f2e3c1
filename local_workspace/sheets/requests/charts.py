"""Charts and slicers: kept and given back as they are described; nothing is drawn here."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.model import Sheet
from local_workspace.sheets.persistence import new_sheet

from .edit import Edit, everything, mask_of, normal, updated


def _ids(edit: Edit) -> set[int]:
    return {
        one[name]
        for sheet in edit.book.sheets
        for part, name in (("charts", "chartId"), ("slicers", "slicerId"))
        for one in sheet.list_of(part)
    }


def _position(edit: Edit, given: dict[str, Any]) -> tuple[Sheet, dict[str, Any]]:
    if given.get("newSheet"):
        number = edit.new_number(lambda one: edit.book.sheet(one) is not None)
        sheet = new_sheet(number, f"Chart{number % 1000}")
        sheet.properties["sheetType"] = "OBJECT"
        edit.book.sheets.append(sheet)
        return sheet, {"sheetId": number}
    if "sheetId" in given:
        return edit.sheet(given["sheetId"], grid=False), {"sheetId": given["sheetId"]}
    overlay = normal(given.get("overlayPosition") or {})
    anchor = dict(overlay.get("anchorCell") or {})
    sheet = edit.sheet(anchor.get("sheetId"))
    if not anchor.get("sheetId"):
        anchor.pop("sheetId", None)
    placed = {"anchorCell": anchor, "widthPixels": 600, "heightPixels": 371}
    return sheet, {"overlayPosition": {**placed, **{k: v for k, v in overlay.items() if k != "anchorCell"}}}


def _add_chart(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = body.get("chart") or {}
    if not given.get("spec"):
        raise Refusal(400, "chart.spec is required.")
    taken = _ids(edit)
    id = given.get("chartId") or edit.new_number(lambda one: one in taken)
    if id in taken:
        raise Refusal(400, f"Chart with id {id} already exists.")
    sheet, position = _position(edit, given.get("position") or {})
    chart = {"chartId": id, "spec": normal(given["spec"]), "position": position}
    if given.get("border"):
        chart["border"] = normal(given["border"])
    sheet.list_of("charts").append(chart)
    return {"chart": chart}


def _object(edit: Edit, id: Any) -> tuple[list[dict[str, Any]], int]:
    for sheet in edit.book.sheets:
        for part, name in (("charts", "chartId"), ("slicers", "slicerId")):
            for index, one in enumerate(sheet.list_of(part)):
                if one[name] == id:
                    return sheet.list_of(part), index
    raise Refusal(400, f"No embedded object with id: {id}")


def _update_chart(edit: Edit, body: dict[str, Any]) -> None:
    there, index = _object(edit, body.get("chartId"))
    there[index]["spec"] = normal(body.get("spec") or {})


def _delete(edit: Edit, body: dict[str, Any]) -> None:
    there, index = _object(edit, body.get("objectId"))
    del there[index]


def _move(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    there, index = _object(edit, body.get("objectId"))
    one, given = there[index], body.get("newPosition") or {}
    if "overlayPosition" in given and not given.get("newSheet"):
        mask = mask_of(body)
        old = (one["position"].get("overlayPosition")) or {}
        new = given["overlayPosition"] if everything(mask) else updated(old, given["overlayPosition"], mask)
        given = {"overlayPosition": new}
    sheet, position = _position(edit, given)
    one["position"] = position
    part = "charts" if "chartId" in one else "slicers"
    if sheet.list_of(part) is not there:
        del there[index]
        sheet.list_of(part).append(one)
    return {"position": position}


def _add_slicer(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = body.get("slicer") or {}
    taken = _ids(edit)
    id = given.get("slicerId") or edit.new_number(lambda one: one in taken)
    if id in taken:
        raise Refusal(400, f"Slicer with id {id} already exists.")
    sheet, position = _position(edit, given.get("position") or {})
    slicer = {"slicerId": id, "spec": normal(given.get("spec") or {}), "position": position}
    sheet.list_of("slicers").append(slicer)
    return {"slicer": slicer}


def _update_slicer(edit: Edit, body: dict[str, Any]) -> None:
    there, index = _object(edit, body.get("slicerId"))
    there[index]["spec"] = updated(there[index]["spec"], normal(body.get("spec") or {}), mask_of(body))


HANDLERS = {
    "addChart": _add_chart,
    "updateChartSpec": _update_chart,
    "deleteEmbeddedObject": _delete,
    "updateEmbeddedObjectPosition": _move,
    "addSlicer": _add_slicer,
    "updateSlicerSpec": _update_slicer,
}

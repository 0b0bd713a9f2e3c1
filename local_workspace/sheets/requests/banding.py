"""Alternating colours."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal

from .edit import Edit, everything, mask_of, normal, normal_range, updated


def _found(edit: Edit, id: Any) -> tuple[list[dict[str, Any]], int]:
    for sheet in edit.book.sheets:
        for index, one in enumerate(sheet.list_of("bandedRanges")):
            if one["bandedRangeId"] == id:
                return sheet.list_of("bandedRanges"), index
    raise Refusal(400, f"No banded range with id: {id}")


def _normal(edit: Edit, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = normal(given)
    edit.area(found.get("range"))
    found["range"] = normal_range(found["range"])
    if not (found.get("rowProperties") or found.get("columnProperties")):
        raise Refusal(400, "bandedRange: rowProperties or columnProperties is required.")
    return found


def _add(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = _normal(edit, body.get("bandedRange") or {})
    sheet = edit.sheet(given["range"].get("sheetId"))
    area = edit.area(given["range"])
    for one in sheet.list_of("bandedRanges"):
        there = edit.area(one["range"], inside=False)
        if (
            there.top < area.bottom
            and area.top < there.bottom
            and there.left < area.right
            and area.left < there.right
        ):
            raise Refusal(
                400,
                "You cannot add alternating background colors to a range that already has alternating "
                "background colors.",
            )
    taken = {one["bandedRangeId"] for each in edit.book.sheets for one in each.list_of("bandedRanges")}
    id = given.pop("bandedRangeId", None) or edit.new_number(lambda one: one in taken)
    banded = {"bandedRangeId": id, **given}
    sheet.list_of("bandedRanges").append(banded)
    return {"bandedRange": banded}


def _update(edit: Edit, body: dict[str, Any]) -> None:
    given, mask = body.get("bandedRange") or {}, mask_of(body)
    there, index = _found(edit, given.get("bandedRangeId"))
    if everything(mask):
        mask = {name: {} for name in given if name != "bandedRangeId"}
    there[index] = _normal(edit, updated(there[index], normal(given), mask))


def _delete(edit: Edit, body: dict[str, Any]) -> None:
    there, index = _found(edit, body.get("bandedRangeId"))
    del there[index]


HANDLERS = {"addBanding": _add, "updateBanding": _update, "deleteBanding": _delete}

"""Named ranges and protected ranges."""

from __future__ import annotations

import re
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.access import PROTECTED
from local_workspace.sheets.grid import protected_range

from .edit import Edit, everything, mask_of, normal, normal_range, updated

_NAME = re.compile(r"[^\W\d]\w*\Z")
_LIKE_A_CELL = re.compile(r"([A-Za-z]{1,3}[1-9]\d*|[Rr]\d+[Cc]\d+|true|false)\Z", re.IGNORECASE)


def _check_name(edit: Edit, name: str, id: str = "") -> None:
    if not _NAME.match(name) or _LIKE_A_CELL.match(name) or len(name) > 250:
        raise Refusal(400, f'The name "{name}" is not a valid name for a named range.')
    if any(one["name"].lower() == name.lower() and one["namedRangeId"] != id for one in edit.book.named_ranges):
        raise Refusal(400, f'A named range with the name "{name}" already exists.')


def _add_named(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = body.get("namedRange") or {}
    _check_name(edit, given.get("name") or "")
    edit.area(given.get("range"))
    ids = {one["namedRangeId"] for one in edit.book.named_ranges}
    id = given.get("namedRangeId") or str(edit.new_number(lambda one: str(one) in ids))
    if id in ids:
        raise Refusal(400, f"A named range with id {id} already exists.")
    named = {"namedRangeId": id, "name": given["name"], "range": normal_range(given.get("range") or {})}
    edit.book.named_ranges.append(named)
    return {"namedRange": named}


def _named(edit: Edit, id: str) -> dict[str, Any]:
    for one in edit.book.named_ranges:
        if one["namedRangeId"] == id:
            return one
    raise Refusal(400, f"No named range with id: {id}")


def _update_named(edit: Edit, body: dict[str, Any]) -> None:
    given, mask = body.get("namedRange") or {}, mask_of(body)
    named = _named(edit, given.get("namedRangeId") or "")
    if everything(mask):
        mask = {"name": {}, "range": {}}
    if "name" in mask:
        _check_name(edit, given.get("name") or "", named["namedRangeId"])
        named["name"] = given["name"]
    if "range" in mask:
        edit.area(given.get("range"))
        named["range"] = normal_range(updated(named["range"], given.get("range") or {}, mask["range"]))


def _delete_named(edit: Edit, body: dict[str, Any]) -> None:
    edit.book.named_ranges.remove(_named(edit, body.get("namedRangeId") or ""))


def _normal_protected(edit: Edit, given: dict[str, Any]) -> dict[str, Any]:
    found = {
        name: value
        for name, value in normal(given).items()
        if name not in ("requestingUserCanEdit",) and value not in (False, "")
    }
    if "range" in found:
        edit.area(found["range"], inside=False)
        found["range"] = normal_range(found["range"])
    if "unprotectedRanges" in found:
        found["unprotectedRanges"] = [normal_range(one) for one in found["unprotectedRanges"]]
    editors = {name: value for name, value in (found.get("editors") or {}).items() if value}
    found.pop("editors", None)
    if editors:
        found["editors"] = editors
    return found


def _with_creator(edit: Edit, protected: dict[str, Any]) -> dict[str, Any]:
    """Add who protects, and the owner, to the editors: Google always lets them edit."""
    if protected.get("warningOnly"):
        return protected
    editors = dict(protected.get("editors") or {})
    users = list(editors.get("users") or [])
    for one in (edit.guard.who, edit.guard.owner):
        if one and one.lower() not in (user.lower() for user in users):
            users.append(one)
    return {**protected, "editors": {**editors, "users": users}}


def _add_protected(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    given = _normal_protected(edit, body.get("protectedRange") or {})
    if "namedRangeId" in given:
        named = _named(edit, given["namedRangeId"])
        given["range"] = named["range"]
    if "range" not in given:
        raise Refusal(400, "protectedRange: a range or a namedRangeId is required.")
    sheet = edit.sheet(given["range"].get("sheetId"))
    edit.guard.check(edit.area(given["range"], inside=False))
    taken = {
        one["protectedRangeId"] for one_sheet in edit.book.sheets for one in one_sheet.list_of("protectedRanges")
    }
    id = given.get("protectedRangeId") or edit.new_number(lambda one: one in taken)
    if id in taken:
        raise Refusal(400, f"A protected range with id {id} already exists.")
    protected = {
        "protectedRangeId": id,
        **{name: value for name, value in given.items() if name != "protectedRangeId"},
    }
    # The reply shows the editors as they were given; the creator appears among them afterwards.
    reply = protected_range(edit.guard, _with_creator(edit, protected))
    if "editors" in reply:
        reply["editors"] = protected.get("editors") or {}
    sheet.list_of("protectedRanges").append(_with_creator(edit, protected))
    return {"protectedRange": reply}


def _found(edit: Edit, id: Any) -> tuple[list[dict[str, Any]], int]:
    for sheet in edit.book.sheets:
        for index, one in enumerate(sheet.list_of("protectedRanges")):
            if one["protectedRangeId"] == id:
                if not edit.guard.allows_in(one):
                    raise Refusal(400, PROTECTED)
                return sheet.list_of("protectedRanges"), index
    raise Refusal(400, f"No protected range with id: {id}")


def _update_protected(edit: Edit, body: dict[str, Any]) -> None:
    given, mask = body.get("protectedRange") or {}, mask_of(body)
    there, index = _found(edit, given.get("protectedRangeId"))
    if everything(mask):
        mask = {name: {} for name in given if name != "protectedRangeId"}
    new = _normal_protected(edit, updated(there[index], given, mask))
    there[index] = _with_creator(edit, {**new, "protectedRangeId": there[index]["protectedRangeId"]})


def _delete_protected(edit: Edit, body: dict[str, Any]) -> None:
    there, index = _found(edit, body.get("protectedRangeId"))
    del there[index]


HANDLERS = {
    "addNamedRange": _add_named,
    "updateNamedRange": _update_named,
    "deleteNamedRange": _delete_named,
    "addProtectedRange": _add_protected,
    "updateProtectedRange": _update_protected,
    "deleteProtectedRange": _delete_protected,
}

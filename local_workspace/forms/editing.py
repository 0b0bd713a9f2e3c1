"""What `forms.batchUpdate` does to a form's content; all of it or nothing."""

from __future__ import annotations

import copy
from typing import Any

from local_workspace.api.errors import Refusal

from .model import ids_of, new_id, without_defaults

Content = dict[str, Any]
KINDS = ("questionItem", "questionGroupItem", "pageBreakItem", "textItem", "imageItem", "videoItem")
QUESTIONS = (
    "choiceQuestion",
    "textQuestion",
    "scaleQuestion",
    "dateQuestion",
    "timeQuestion",
    "fileUploadQuestion",
    "rowQuestion",
    "ratingQuestion",
)


class _Fault(Exception):
    """What is wrong with one request, without the place."""


def edited(content: Content, requests: list[dict[str, Any]]) -> tuple[Content, list[dict[str, Any]]]:
    """Return the content after the requests, and the reply to each.

    Raises:
        Refusal: 400 naming the first request that cannot be done.
    """
    content = copy.deepcopy(content)
    replies: list[dict[str, Any]] = []
    for index, request in enumerate(requests):
        names = list(request)
        if len(names) != 1:
            raise Refusal(400, f"Invalid requests[{index}]: No request set.")
        try:
            replies.append(_DOERS[names[0]](content, request[names[0]]))
        except _Fault as fault:
            raise Refusal(400, f"Invalid requests[{index}].{names[0]}: {fault}") from None
    return content, replies


def _create_item(content: Content, request: dict[str, Any]) -> dict[str, Any]:
    items = content["items"]
    at = _index(request.get("location"), "location", len(items))
    if "item" not in request:
        raise _Fault("item is required.")
    item = copy.deepcopy(request["item"])
    taken = ids_of(content)
    if any("fileUploadQuestion" in question for question in _questions_in(item)):
        raise _Fault("Creating file upload questions is not supported.")
    _name(item, taken)
    _check(item)
    items.insert(at, without_defaults(item))
    asked = [question["questionId"] for question in _questions_in(item)]
    return {"createItem": {"itemId": item["itemId"], **({"questionId": asked} if asked else {})}}


def _update_item(content: Content, request: dict[str, Any]) -> dict[str, Any]:
    items = content["items"]
    at = _index(request.get("location"), "location", len(items) - 1)
    mask, given = request.get("updateMask", ""), request.get("item")
    if given is None:
        raise _Fault("item is required.")
    if not mask:
        raise _Fault("update_mask is required.")
    before = items[at]
    was_upload = any("fileUploadQuestion" in question for question in _questions_in(before))
    after = _masked(before, given, mask, KINDS)
    if not was_upload and any("fileUploadQuestion" in question for question in _questions_in(after)):
        raise _Fault("Creating file upload questions is not supported.")
    _name(after, ids_of({"items": [*items[:at], *items[at + 1 :]]}))
    _check(after)
    items[at] = without_defaults(after)
    return {}


def _move_item(content: Content, request: dict[str, Any]) -> dict[str, Any]:
    items = content["items"]
    at = _index(request.get("originalLocation"), "original_location", len(items) - 1)
    to = _index(request.get("newLocation"), "new_location", len(items) - 1)
    items.insert(to, items.pop(at))
    return {}


def _delete_item(content: Content, request: dict[str, Any]) -> dict[str, Any]:
    del content["items"][_index(request.get("location"), "location", len(content["items"]) - 1)]
    return {}


def _update_form_info(content: Content, request: dict[str, Any]) -> dict[str, Any]:
    mask, given = request.get("updateMask", ""), request.get("info", {})
    if not mask:
        raise _Fault("update_mask is required.")
    if "documentTitle" in mask or "document_title" in mask:
        raise _Fault("document_title cannot be updated.")
    info = _masked(content["info"], given, mask, ())
    if mask == "*":
        info["documentTitle"] = content["info"].get("documentTitle", "")
    if not info.get("title"):
        raise _Fault("info.title is required.")
    _one_line(info["title"])
    content["info"] = without_defaults(info)
    return {}


def _update_settings(content: Content, request: dict[str, Any]) -> dict[str, Any]:
    mask = request.get("updateMask", "")
    if not mask:
        raise _Fault("update_mask is required.")
    settings = _masked(content["settings"], request.get("settings", {}), mask, ())
    if settings.get("emailCollectionType") == "EMAIL_COLLECTION_TYPE_UNSPECIFIED":
        raise _Fault("email_collection_type cannot be unspecified.")
    content["settings"] = settings
    return {}


_DOERS = {
    "createItem": _create_item,
    "updateItem": _update_item,
    "moveItem": _move_item,
    "deleteItem": _delete_item,
    "updateFormInfo": _update_form_info,
    "updateSettings": _update_settings,
}


def _index(location: dict[str, Any] | None, name: str, most: int) -> int:
    if location is None:
        raise _Fault(f"{name} is required.")
    index = int(location.get("index", 0))
    if not 0 <= index <= most:
        raise _Fault(f"{name}.index must be between 0 and {most}, inclusive; it was {index}.")
    return index


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def _masked(before: dict[str, Any], given: dict[str, Any], mask: str, one_of: tuple[str, ...]) -> dict[str, Any]:
    """Return `before` with the fields that `mask` names taken from `given`; of `one_of` only one stays."""
    if mask.strip() == "*":
        return copy.deepcopy(given)
    after = copy.deepcopy(before)
    for path in mask.split(","):
        *way, last = [_camel(name.strip()) for name in path.split(".")]
        source: Any = given
        target: Any = after
        for name in way:
            source = source.get(name, {}) if isinstance(source, dict) else {}
            target = target.setdefault(name, {})
        if last in source:
            target[last] = copy.deepcopy(source[last])
        else:
            target.pop(last, None)
        chosen = (way or [last])[0]
        if chosen in one_of:
            for other in one_of:
                if other != chosen:
                    after.pop(other, None)
    return after


def _questions_in(item: dict[str, Any]) -> list[dict[str, Any]]:
    if "questionItem" in item:
        return [item["questionItem"].get("question", {})]
    found: list[dict[str, Any]] = item.get("questionGroupItem", {}).get("questions", [])
    return found


def _name(item: dict[str, Any], taken: set[str]) -> None:
    """Return ids to an item and its questions where they have none; refuse those already used."""
    for thing, name in [(item, "itemId"), *((question, "questionId") for question in _questions_in(item))]:
        id = thing.get(name) or new_id(taken)
        if id in taken:
            raise _Fault(f"{name} {id} is already in use.")
        try:
            int(id, 16)
        except ValueError:
            raise _Fault(f"Invalid ID: {id}.") from None
        thing[name] = id
        taken.add(id)


def _check(item: dict[str, Any]) -> None:
    kinds = [name for name in KINDS if name in item]
    if len(kinds) != 1:
        raise _Fault("An item must have exactly one kind.")
    _one_line(item.get("title", ""))
    if kinds[0] == "questionItem":
        _check_question(item["questionItem"].get("question", {}), in_grid=False)
    if kinds[0] == "questionGroupItem":
        group = item["questionGroupItem"]
        if not group.get("questions") or "grid" not in group:
            raise _Fault("A question group needs questions and a grid.")
        columns = group["grid"].get("columns", {})
        if columns.get("type") not in ("RADIO", "CHECKBOX"):
            raise _Fault("Only CHECKBOX and RADIO choices are allowed in a grid.")
        _check_choice(columns, in_grid=True)
        for question in group["questions"]:
            _check_question(question, in_grid=True)


def _check_question(question: dict[str, Any], *, in_grid: bool) -> None:
    kinds = [name for name in QUESTIONS if name in question]
    if len(kinds) != 1 or (kinds == ["rowQuestion"]) != in_grid:
        raise _Fault("A question must have exactly one kind that fits its item.")
    spec = question[kinds[0]]
    match kinds[0]:
        case "choiceQuestion":
            _check_choice(spec, in_grid=False)
        case "rowQuestion":
            _one_line(spec.get("title", ""))
        case "scaleQuestion":
            low, high = int(spec.get("low", 0)), int(spec.get("high", 0))
            if low not in (0, 1) or not 2 <= high <= 10:
                raise _Fault("A scale's low must be 0 or 1 and its high must be between 2 and 10.")
        case "ratingQuestion":
            if not 3 <= int(spec.get("ratingScaleLevel", 0)) <= 10:
                raise _Fault("rating_scale_level must be between 3 and 10.")
        case _:
            pass


def _check_choice(choice: dict[str, Any], *, in_grid: bool) -> None:
    if choice.get("type") not in ("RADIO", "CHECKBOX", "DROP_DOWN"):
        raise _Fault("A choice question's type is required.")
    options = choice.get("options", [])
    if not options:
        raise _Fault("A choice question needs at least one option.")
    values = []
    for option in options:
        if option.get("isOther"):
            if in_grid or choice["type"] == "DROP_DOWN":
                raise _Fault("is_other is only allowed for RADIO and CHECKBOX choices outside a grid.")
            if option.get("value"):
                raise _Fault("An option that is_other cannot have a value.")
            continue
        if not option.get("value"):
            raise _Fault("An option's value is required.")
        _one_line(option["value"])
        values.append(option["value"])
    if len(set(values)) < len(values):
        raise _Fault("Duplicate options are not allowed.")
    if sum(bool(option.get("isOther")) for option in options) > 1:
        raise _Fault("Only one option may be is_other.")


def _one_line(text: str) -> None:
    if "\n" in text or "\r" in text:
        raise _Fault("Displayed text cannot contain newlines")


def with_file_question(
    content: Content, title: str, description: str, folder: str, *, required: bool, most: int, largest: int
) -> Content:
    """Return the content with a question for files at its end, which only Google's own page can add.

    Args:
        content: the form's content.
        title: what is asked.
        description: what stands below the title.
        folder: the Drive folder that the files go to.
        required: whether it must be answered.
        most: how many files one answer may have.
        largest: how many bytes one file may have.
    """
    taken = ids_of(content)
    question = {
        "questionId": new_id(taken),
        "required": required,
        "fileUploadQuestion": {
            "folderId": folder,
            "types": ["ANY"],
            "maxFiles": most,
            "maxFileSize": str(largest),
        },
    }
    item = {
        "itemId": new_id(taken | {str(question["questionId"])}),
        "title": title,
        "description": description,
        "questionItem": {"question": question},
    }
    _one_line(title)
    return {**content, "items": [*content["items"], without_defaults(item)]}

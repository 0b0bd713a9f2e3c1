"""Forms v1."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.core.clock import rfc3339
from local_workspace.drive.file import FORM

from .editing import edited
from .keeping import Form, Forms, Response
from .model import without_defaults

MOST_RESPONSES = 5000
ONLY_TITLE = "Only info.title can be set when creating a form. To add items and change settings, use batchUpdate."


def permitted(forms: Forms, who: str, id: str, least: str) -> Form:
    """Give a form to somebody with at least the role `least`.

    Raises:
        Refusal: 404 when there is no such form, 403 when the role does not suffice.
    """
    form = forms.find(id)
    if not forms.files.allows(who, id, least):
        raise Refusal(403, "The caller does not have permission")
    return form


def shown_response(response: Response) -> dict[str, Any]:
    """Give a response as the API does."""
    found: dict[str, Any] = {
        "formId": response.form,
        "responseId": response.id,
        "createTime": rfc3339(response.submitted),
        "lastSubmittedTime": rfc3339(response.submitted),
        "answers": {},
    }
    if response.email:
        found["respondentEmail"] = response.email
    for id, values in response.answers.items():
        answer: dict[str, Any] = {"questionId": id}
        if values and isinstance(values[0], dict):
            answer["fileUploadAnswers"] = {"answers": values}
        else:
            answer["textAnswers"] = {"answers": [{"value": value} for value in values]}
        found["answers"][id] = answer
    if not found["answers"]:
        del found["answers"]
    return found


def serve_forms(api: Api, forms: Forms, base: Callable[[], str]) -> None:
    """Register the Forms methods; `base` tells where the public pages are."""

    def shown(form: Form) -> dict[str, Any]:
        content = form.content
        state = {"isPublished": form.published, "isAcceptingResponses": form.accepting}
        found: dict[str, Any] = {
            "formId": form.id,
            "info": without_defaults(content["info"]),
            "settings": {"emailCollectionType": form.collects, **content["settings"]},
            "revisionId": _revision(form),
            "responderUri": f"{base()}/forms/d/e/{form.public_id}/viewform",
            "publishSettings": {"publishState": without_defaults(state)},
        }
        if content["items"]:
            found["items"] = content["items"]
        if form.link:
            found["linkedSheetId"] = form.link["spreadsheet"]
        return found

    def create(call: Call) -> dict[str, Any]:
        body, info = call.body, call.body.get("info", {})
        if set(body) - {"info"} or set(info) - {"title", "documentTitle"}:
            raise Refusal(400, ONLY_TITLE)
        if not info.get("title"):
            raise Refusal(400, "Invalid form: info.title is required.")
        if "\n" in info["title"]:
            raise Refusal(400, "Displayed text cannot contain newlines")
        file = forms.files.create(
            call.who.email, info.get("documentTitle") or "Untitled form", FORM, app=call.who.app
        )
        form = forms.create(file, info["title"])
        # Since mid-2026 a form made by the API is unpublished unless the call says otherwise.
        if call.params.get("unpublished") is False:
            form = forms.publish(form, published=True, accepting=True)
        return shown(form)

    def get(call: Call) -> dict[str, Any]:
        return shown(permitted(forms, call.who.email, call.params["formId"], "reader"))

    def batch_update(call: Call) -> dict[str, Any]:
        form = permitted(forms, call.who.email, call.params["formId"], "writer")
        requests = call.body.get("requests", [])
        if not requests:
            raise Refusal(400, "Must specify at least one request.")
        _check_revision(form, call.body.get("writeControl", {}))
        content, replies = edited(form.content, requests)
        form = forms.change(call.who.email, form, content)
        answer: dict[str, Any] = {"replies": replies, "writeControl": {"requiredRevisionId": _revision(form)}}
        if call.body.get("includeFormInResponse"):
            answer["form"] = shown(form)
        return answer

    def set_publish_settings(call: Call) -> dict[str, Any]:
        form = permitted(forms, call.who.email, call.params["formId"], "writer")
        state = call.body.get("publishSettings", {}).get("publishState")
        if state is None:
            raise Refusal(400, "publish_settings.publish_state is required.")
        if call.body.get("updateMask", "*") not in ("*", "publishState", "publish_state"):
            raise Refusal(400, "Invalid update_mask.")
        if "isPublished" not in state or "isAcceptingResponses" not in state:
            raise Refusal(400, "Both is_published and is_accepting_responses must be set.")
        if state["isAcceptingResponses"] and not state["isPublished"]:
            raise Refusal(400, "An unpublished form cannot accept responses.")
        form = forms.publish(form, published=state["isPublished"], accepting=state["isAcceptingResponses"])
        return {"formId": form.id, "publishSettings": shown(form)["publishSettings"]}

    def list_responses(call: Call) -> dict[str, Any]:
        form = permitted(forms, call.who.email, call.params["formId"], "writer")
        is_wanted = _filter(call.params.get("filter", ""))
        found = [response for response in forms.responses(form) if is_wanted(response.submitted)]
        start = _start(call.params.get("pageToken", ""))
        size = call.params.get("pageSize", 0)
        if size < 0:
            raise Refusal(400, "page_size must not be negative.")
        end = start + min(size or MOST_RESPONSES, MOST_RESPONSES)
        answer: dict[str, Any] = {}
        if found[start:end]:
            answer["responses"] = [shown_response(response) for response in found[start:end]]
        if end < len(found):
            answer["nextPageToken"] = f"ACYDBN-{end}"
        return answer

    def get_response(call: Call) -> dict[str, Any]:
        form = permitted(forms, call.who.email, call.params["formId"], "writer")
        return shown_response(forms.response(form, call.params["responseId"]))

    api.serve("forms.forms.create", create)
    api.serve("forms.forms.get", get)
    api.serve("forms.forms.batchUpdate", batch_update)
    api.serve("forms.forms.setPublishSettings", set_publish_settings)
    api.serve("forms.forms.responses.list", list_responses)
    api.serve("forms.forms.responses.get", get_response)


def _revision(form: Form) -> str:
    return f"{form.revision:08x}"


def _check_revision(form: Form, control: dict[str, str]) -> None:
    required, target = control.get("requiredRevisionId"), control.get("targetRevisionId")
    if required and required != _revision(form):
        raise Refusal(400, "The required revision ID does not match the latest revision.", name="FAILED_PRECONDITION")
    if target and not re.fullmatch(r"[0-9a-f]{8}", target):
        raise Refusal(400, "Invalid target revision ID.")


def _filter(text: str) -> Callable[[datetime], bool]:
    if not text:
        return lambda submitted: True
    match = re.fullmatch(r"\s*timestamp\s*(>=|>)\s*(\S+)\s*", text)
    try:
        instant = datetime.fromisoformat(match[2]) if match else None
    except ValueError:
        instant = None
    if match is None or instant is None or instant.tzinfo is None:
        raise Refusal(400, f"Invalid filter: {text}")
    limit = instant.astimezone(UTC)
    return (lambda submitted: submitted >= limit) if match[1] == ">=" else (lambda submitted: submitted > limit)


def _start(token: str) -> int:
    if not token:
        return 0
    place = token.removeprefix("ACYDBN-")
    if not place.isdigit():
        raise Refusal(400, "Invalid page token.")
    return int(place)

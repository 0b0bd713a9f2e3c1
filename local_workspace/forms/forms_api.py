"""Forms' methods on forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.drive.file import FORM

from .access import permitted
from .editing import edited
from .keeping import Form, Forms
from .model import without_defaults

ONLY_TITLE = "Only info.title can be set when creating a form. To add items and change settings, use batchUpdate."


class FormsApi:
    """The `forms.forms` methods.

    Args:
        forms: the forms.
        base: returns the address at which their public pages are reached.
    """

    def __init__(self, forms: Forms, base: Callable[[], str]) -> None:
        self._forms = forms
        self._base = base

    @serves("forms.forms.create")
    def create(self, call: Call) -> dict[str, Any]:
        """Make a form with a title."""
        body, info = call.body, call.body.get("info", {})
        if set(body) - {"info"} or set(info) - {"title", "documentTitle"}:
            raise Refusal(400, ONLY_TITLE)
        if not info.get("title"):
            raise Refusal(400, "Invalid form: info.title is required.")
        if "\n" in info["title"]:
            raise Refusal(400, "Displayed text cannot contain newlines")
        name = info.get("documentTitle") or "Untitled form"
        file = self._forms.files.create(call.who.email, name, FORM, app=call.who.app)
        form = self._forms.create(file, info["title"])
        # Since mid-2026 a form made by the API is unpublished unless the call says otherwise.
        if call.params.get("unpublished") is False:
            form = self._forms.publish(form, published=True, accepting=True)
        return self._shown(form)

    @serves("forms.forms.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return a form."""
        return self._shown(permitted(self._forms, call.who.email, call.params["formId"], "reader"))

    @serves("forms.forms.batchUpdate")
    def batch_update(self, call: Call) -> dict[str, Any]:
        """Do a list of requests, all or none."""
        form = permitted(self._forms, call.who.email, call.params["formId"], "writer")
        requests = call.body.get("requests", [])
        if not requests:
            raise Refusal(400, "Must specify at least one request.")
        _check_revision(form, call.body.get("writeControl", {}))
        content, replies = edited(form.content, requests)
        form = self._forms.change(call.who.email, form, content)
        answer: dict[str, Any] = {"replies": replies, "writeControl": {"requiredRevisionId": _revision(form)}}
        if call.body.get("includeFormInResponse"):
            answer["form"] = self._shown(form)
        return answer

    @serves("forms.forms.setPublishSettings")
    def set_publish_settings(self, call: Call) -> dict[str, Any]:
        """Publish a form or not, and let it accept responses or not."""
        form = permitted(self._forms, call.who.email, call.params["formId"], "writer")
        state = call.body.get("publishSettings", {}).get("publishState")
        if state is None:
            raise Refusal(400, "publish_settings.publish_state is required.")
        if call.body.get("updateMask", "*") not in ("*", "publishState", "publish_state"):
            raise Refusal(400, "Invalid update_mask.")
        if "isPublished" not in state or "isAcceptingResponses" not in state:
            raise Refusal(400, "Both is_published and is_accepting_responses must be set.")
        if state["isAcceptingResponses"] and not state["isPublished"]:
            raise Refusal(400, "An unpublished form cannot accept responses.")
        published, accepting = state["isPublished"], state["isAcceptingResponses"]
        form = self._forms.publish(form, published=published, accepting=accepting)
        return {"formId": form.id, "publishSettings": self._shown(form)["publishSettings"]}

    def _shown(self, form: Form) -> dict[str, Any]:
        content = form.content
        state = {"isPublished": form.published, "isAcceptingResponses": form.accepting}
        found: dict[str, Any] = {
            "formId": form.id,
            "info": without_defaults(content["info"]),
            "settings": {"emailCollectionType": form.collects, **content["settings"]},
            "revisionId": _revision(form),
            "responderUri": f"{self._base()}/forms/d/e/{form.public_id}/viewform",
            "publishSettings": {"publishState": without_defaults(state)},
        }
        if content["items"]:
            found["items"] = content["items"]
        if form.link:
            found["linkedSheetId"] = form.link["spreadsheet"]
        return found


def _revision(form: Form) -> str:
    return f"{form.revision:08x}"


def _check_revision(form: Form, control: dict[str, str]) -> None:
    required, target = control.get("requiredRevisionId"), control.get("targetRevisionId")
    if required and required != _revision(form):
        raise Refusal(400, "The required revision ID does not match the latest revision.", name="FAILED_PRECONDITION")
    if target and not re.fullmatch(r"[0-9a-f]{8}", target):
        raise Refusal(400, "Invalid target revision ID.")

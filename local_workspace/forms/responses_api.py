"""Forms' methods on responses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.core.clock import rfc3339

from .access import permitted
from .keeping import Form, Forms, Response

MOST_RESPONSES = 5000


class ResponsesApi:
    """The `forms.forms.responses` methods."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    @serves("forms.forms.responses.list")
    def list(self, call: Call) -> dict[str, Any]:
        """Return a page of a form's responses."""
        form = self._form(call)
        is_wanted = _filter(call.params.get("filter", ""))
        found = [response for response in self._forms.responses(form) if is_wanted(response.submitted)]
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

    @serves("forms.forms.responses.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return a response."""
        return shown_response(self._forms.response(self._form(call), call.params["responseId"]))

    def _form(self, call: Call) -> Form:
        return permitted(self._forms, call.who.email, call.params["formId"], "writer")


def shown_response(response: Response) -> dict[str, Any]:
    """Return a response as the API does."""
    found: dict[str, Any] = {
        "formId": response.form,
        "responseId": response.id,
        "createTime": rfc3339(response.created),
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

"""The forms' answers, with the questions under the names that setup gave them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from automation.ports import FormAnswer

from . import wording
from .errors import translated
from .retry_policy import RetryPolicy


class GoogleForms:
    """Keeps the promises of `automation.ports.Forms`.

    Args:
        service: the client of Forms v1.
        questions: by form, our key of each question id; a question that people added keeps its id.
        retry_policy: for reading.
    """

    def __init__(self, service: Any, questions: Mapping[str, Mapping[str, str]], retry_policy: RetryPolicy) -> None:
        self._responses = service.forms().responses()
        self._questions = questions
        self._retry_policy = retry_policy

    def answers(self, form: str, since: datetime | None) -> tuple[FormAnswer, ...]:
        """Return the answers submitted at or after `since`, oldest first, from all pages."""
        keys = self._questions.get(form, {})
        with translated(wording.READING_ANSWERS):
            found = [_answer(response, keys) for response in self._all(form, since)]
        return tuple(sorted(found, key=lambda answer: (answer.submitted_at, answer.response)))

    def _all(self, form: str, since: datetime | None) -> Iterator[dict[str, Any]]:
        named: dict[str, Any] = {"formId": form, "pageSize": 5000}
        if since is not None:
            named["filter"] = f"timestamp >= {since.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        while True:
            answer = self._retry_policy.repeated(self._responses.list(**named).execute)
            yield from answer.get("responses", ())
            if not answer.get("nextPageToken"):
                return
            named["pageToken"] = answer["nextPageToken"]


def _answer(response: Mapping[str, Any], keys: Mapping[str, str]) -> FormAnswer:
    given = response.get("answers", {})
    return FormAnswer(
        response["responseId"],
        datetime.fromisoformat(response["lastSubmittedTime"]),
        {keys.get(id, id): _texts(answer) for id, answer in given.items()},
    )


def _texts(answer: Mapping[str, Any]) -> tuple[str, ...]:
    files = answer.get("fileUploadAnswers", {}).get("answers", ())
    texts = answer.get("textAnswers", {}).get("answers", ())
    return tuple(str(file["fileId"]) for file in files) or tuple(str(text.get("value", "")) for text in texts)

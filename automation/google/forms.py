"""The forms' answers, with the questions under the names that setup gave them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from automation.domain.complaint import UploadedFile
from automation.domain.layout import Question
from automation.ports import FormAnswer

from . import wording
from .errors import translated
from .retry_policy import RetryPolicy

_AT_ONCE = timedelta(seconds=1)


class GoogleForms:
    """Keeps the promises of `automation.ports.Forms`.

    Args:
        service: the client of Forms v1.
        questions: by form, our key of each question id; a question that people added keeps its id.
        retry_policy: for reading.
    """

    def __init__(self, service: Any, questions: Mapping[str, Mapping[str, str]], retry_policy: RetryPolicy) -> None:
        self._forms = service.forms()
        self._responses = self._forms.responses()
        self._questions = questions
        self._retry_policy = retry_policy

    def answers(self, form: str, since: datetime | None) -> tuple[FormAnswer, ...]:
        """Return the answers submitted at or after `since`, oldest first, from all pages."""
        keys = self._questions.get(form, {})
        with translated(wording.READING_ANSWERS):
            found = [_answer(response, keys) for response in self._all(form, since)]
        return tuple(sorted(found, key=lambda answer: (answer.submitted_at, answer.response)))

    def questions(self, form: str) -> Mapping[str, str]:
        """Return the titles of what a form asks now, by question id; a grid's row stands behind its title."""
        with translated(wording.READING_FORM):
            found = self._retry_policy.repeated(self._forms.get(formId=form).execute)
        return {id: title for item in found.get("items", ()) for id, title in _titles(item)}

    def asks_to_sign_in(self, form: str) -> bool:
        """Return whether a form takes the verified address of who answers."""
        with translated(wording.READING_FORM):
            found = self._retry_policy.repeated(self._forms.get(formId=form).execute)
        return takes_verified_addresses(found)

    def offer(self, form: str, question: Question, choices: Sequence[str], ours: Collection[str]) -> None:
        """Let a question offer these; what people added to it stays behind them. Done already is done."""
        with translated(wording.READING_FORM):
            found = self._retry_policy.repeated(self._forms.get(formId=form).execute)
        changes = [
            {
                "updateItem": {
                    "item": {"questionItem": {"question": {"choiceQuestion": {"options": wanted}}}},
                    "location": {"index": place},
                    "updateMask": "questionItem.question.choiceQuestion.options",
                }
            }
            for place, item in enumerate(found.get("items", ()))
            if (options := _options(item, question)) and (wanted := _offering(options, choices, ours)) != options
        ]
        if changes:
            # Whoever edits the form meanwhile keeps what they wrote: then this is refused, and tried again later.
            body = {"requests": changes, "writeControl": {"requiredRevisionId": found["revisionId"]}}
            with translated(wording.OFFERING_SERVICES):
                self._retry_policy.careful(self._forms.batchUpdate(formId=form, body=body).execute)

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


def takes_verified_addresses(found: Mapping[str, Any]) -> bool:
    """Return whether who answers a form, as `forms.get` gives it, signs in and leaves the address of that account."""
    return bool(found.get("settings", {}).get("emailCollectionType") == "VERIFIED")


def _answer(response: Mapping[str, Any], keys: Mapping[str, str]) -> FormAnswer:
    given = response.get("answers", {})
    return FormAnswer(
        response["responseId"],
        datetime.fromisoformat(response["lastSubmittedTime"]),
        {keys.get(id, id): _texts(answer) for id, answer in given.items()},
        # Google tells the one in milliseconds and the other in microseconds; so close together nobody edits.
        created_at=_created(response),
        uploads={keys.get(id, id): files for id, answer in given.items() if (files := _files(answer))},
        respondent=response.get("respondentEmail", ""),
    )


def _created(response: Mapping[str, Any]) -> datetime:
    last = datetime.fromisoformat(response["lastSubmittedTime"])
    first = datetime.fromisoformat(response.get("createTime", response["lastSubmittedTime"]))
    return first if last - first > _AT_ONCE else last


def _files(answer: Mapping[str, Any]) -> tuple[UploadedFile, ...]:
    files = answer.get("fileUploadAnswers", {}).get("answers", ())
    return tuple(UploadedFile(str(one["fileId"]), str(one.get("fileName", ""))) for one in files)


def _options(item: Mapping[str, Any], question: Question) -> Sequence[Mapping[str, Any]]:
    """Return the options of an item that asks one of our questions; none where it asks something else."""
    asked = item.get("questionItem", {}).get("question", {})
    is_ours = asked.get("questionId") == question.id or question.is_called(item.get("title", ""))
    found: Sequence[Mapping[str, Any]] = asked.get("choiceQuestion", {}).get("options", ()) if is_ours else ()
    return found


def _offering(
    options: Sequence[Mapping[str, Any]], choices: Sequence[str], ours: Collection[str]
) -> list[Mapping[str, Any]]:
    """Return the options as they should be; those that stay are sent as they are, with what leads on from them."""
    known = {str(one["value"]): one for one in options if "value" in one}
    added = [one for one in options if one.get("value") not in ours and one.get("value") not in choices]
    return [*(known.get(choice, {"value": choice}) for choice in choices), *added]


def _titles(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    title = item.get("title", "")
    if "questionItem" in item:
        yield item["questionItem"]["question"]["questionId"], title
    for row in item.get("questionGroupItem", {}).get("questions", ()):
        yield row["questionId"], f"{title} [{row.get('rowQuestion', {}).get('title', '')}]"


def _texts(answer: Mapping[str, Any]) -> tuple[str, ...]:
    files = answer.get("fileUploadAnswers", {}).get("answers", ())
    texts = answer.get("textAnswers", {}).get("answers", ())
    return tuple(str(file["fileId"]) for file in files) or tuple(str(text.get("value", "")) for text in texts)

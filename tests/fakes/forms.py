"""Forms in memory that keep the promises of `automation.ports.Forms`.

Answers lie there in no order, as Google lists them, and their ids say nothing of it.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from automation.domain.complaint import UploadedFile
from automation.domain.layout import Question
from automation.ports import FormAnswer, Missing

from .faults import Faults


class FakeForms:
    """Answers by form; forms are there once named."""

    def __init__(self, *forms: str, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.asked: dict[str, dict[str, str]] = {form: {} for form in forms}
        self.offers: dict[str, tuple[str, ...]] = {}
        self.given: dict[str, list[FormAnswer]] = {form: [] for form in forms}
        self.verified: set[str] = set()

    def answers(self, form: str, since: datetime | None) -> tuple[FormAnswer, ...]:
        self.faults.read("forms.answers")
        if form not in self.given:
            raise Missing(f"Formulir {form} tidak ada.")
        found = [answer for answer in self.given[form] if since is None or answer.submitted_at >= since]
        return tuple(sorted(found, key=lambda answer: (answer.submitted_at, answer.response)))

    def questions(self, form: str) -> Mapping[str, str]:
        self.faults.read("forms.questions")
        if form not in self.asked:
            raise Missing(f"Formulir {form} tidak ada.")
        return dict(self.asked[form])

    def asks_to_sign_in(self, form: str) -> bool:
        self.faults.read("forms.asks_to_sign_in")
        return form in self.verified

    def offer(self, form: str, question: Question, choices: Sequence[str], ours: Collection[str]) -> None:
        if form not in self.asked:
            raise Missing(f"Formulir {form} tidak ada.")
        titles = self.asked[form]
        if question.id not in titles and not any(map(question.is_called, titles.values())):
            return
        before = self.offers.get(form, question.choices)
        added = [one for one in before if one not in ours and one not in choices]
        with self.faults.write("forms.offer"):
            self.offers[form] = (*choices, *added)

    # What the public does.

    def edit(
        self,
        form: str,
        response: str,
        at: datetime,
        answers: Mapping[str, str | tuple[str, ...]],
        files: Mapping[str, tuple[UploadedFile, ...]] | None = None,
    ) -> None:
        """Send an answer again, under its id; questions left out are as they were."""
        [before] = [one for one in self.given[form] if one.response == response]
        after = replace(
            before,
            submitted_at=at,
            created_at=before.created_at or before.submitted_at,
            answers={**before.answers, **_texts(answers)},
            uploads={**before.uploads, **(files or {})},
        )
        self.given[form] = [after if one is before else one for one in self.given[form]]

    def submit(
        self,
        form: str,
        at: datetime,
        answers: Mapping[str, str | tuple[str, ...]],
        files: Mapping[str, tuple[UploadedFile, ...]] | None = None,
        respondent: str = "",
    ) -> str:
        """Send an answer and give its id; questions left out were left empty."""
        response = "ACYDBNi" + hashlib.sha256(f"{form}/{len(self.given[form])}".encode()).hexdigest()
        sent = FormAnswer(response, at, _texts(answers), created_at=at, uploads=files or {}, respondent=respondent)
        self.given[form].append(sent)
        self.given[form].sort(key=lambda answer: answer.response)
        return response


def _texts(answers: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: (value,) if isinstance(value, str) else value for key, value in answers.items()}

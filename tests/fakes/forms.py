"""Forms in memory that keep the promises of `automation.ports.Forms`.

Answers lie there in no order, as Google lists them, and their ids say nothing of it.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from automation.ports import FormAnswer, Missing

from .faults import Faults


class FakeForms:
    """Answers by form; forms are there once named."""

    def __init__(self, *forms: str, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.given: dict[str, list[FormAnswer]] = {form: [] for form in forms}

    def answers(self, form: str, since: datetime | None) -> tuple[FormAnswer, ...]:
        self.faults.read("forms.answers")
        if form not in self.given:
            raise Missing(f"Formulir {form} tidak ada.")
        found = [answer for answer in self.given[form] if since is None or answer.submitted_at >= since]
        return tuple(sorted(found, key=lambda answer: (answer.submitted_at, answer.response)))

    # What the public does.

    def submit(self, form: str, at: datetime, answers: Mapping[str, str | tuple[str, ...]]) -> str:
        """Send an answer and give its id; questions left out were left empty."""
        response = "ACYDBNi" + hashlib.sha256(f"{form}/{len(self.given[form])}".encode()).hexdigest()
        texts = {key: (value,) if isinstance(value, str) else value for key, value in answers.items()}
        self.given[form].append(FormAnswer(response, at, texts))
        self.given[form].sort(key=lambda answer: answer.response)
        return response

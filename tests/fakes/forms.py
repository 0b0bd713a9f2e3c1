"""Forms in memory that keep the promises of `automation.ports.Forms`."""

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
        return tuple(sorted(found, key=lambda answer: answer.submitted_at))

    # What the public does.

    def submit(self, form: str, at: datetime, answers: Mapping[str, str | tuple[str, ...]]) -> str:
        """Send an answer and give its id; questions left out were left empty."""
        response = f"{form}-answer-{len(self.given[form]) + 1}"
        texts = {key: (value,) if isinstance(value, str) else value for key, value in answers.items()}
        self.given[form].append(FormAnswer(response, at, texts))
        return response

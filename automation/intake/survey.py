"""A survey's form answer becomes marks and texts; whether its code is ours is decided here, once."""

from __future__ import annotations

import re

from automation.domain.numbers import ComplaintNumber
from automation.domain.survey import ELEMENTS, PROFILE, SurveyAnswer, number_in_code
from automation.ports import FormAnswer

from .taking_in import text_of

#: A code has two dozen characters; of what else stands in its place the beginning is enough.
LONGEST_REFERENCE = 60
_MARK = re.compile(r"\s*([1-4])(?![0-9])")


def survey_answer_of(answer: FormAnswer, secret: bytes, *, on_paper: bool = False) -> SurveyAnswer:
    """Read one answer; a choice counts by the digit it begins with, however people reword it.

    Args:
        answer: of the survey's form.
        secret: what codes are signed with.
        on_paper: it is of the officers' form for sheets instead, who know the bare number.
    """
    reference = text_of(answer.answers.get("survey_number" if on_paper else "survey_code", ()))
    return SurveyAnswer(
        response=answer.response,
        submitted_at=answer.submitted_at,
        reference=reference[:LONGEST_REFERENCE],
        number=ComplaintNumber.read(reference) if on_paper else number_in_code(reference, secret),
        marks=tuple(_mark(answer.answers.get(f"u{place}", ())) for place in range(1, len(ELEMENTS) + 1)),
        suggestion=text_of(answer.answers.get("suggestion", ())),
        profile=tuple(one.read(text_of(answer.answers.get(one.key, ()))) for one in PROFILE),
        on_paper=on_paper,
    )


def _mark(values: tuple[str, ...]) -> int | None:
    found = _MARK.match(values[0]) if len(values) == 1 else None
    return int(found[1]) if found else None

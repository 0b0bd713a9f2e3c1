"""The answers of the satisfaction survey, one row each, by the form's own id of the answer."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from automation.domain.numbers import ComplaintNumber
from automation.domain.survey import ELEMENTS, PROFILE, SurveyAnswer

from . import tables
from .codec import instant_in, instant_text
from .kept import portioned

_MARKS = tuple(f"u{place}" for place in range(1, len(ELEMENTS) + 1))


def keep_answers(connection: Connection, answers: Iterable[SurveyAnswer]) -> None:
    """Keep answers; one that is kept already stays as it was."""
    given = {answer.response: answer for answer in answers}
    t = tables.survey_answer.c
    kept = {row.response for row in portioned(connection, select(t.response), t.response, given)}
    fresh = {response: answer for response, answer in given.items() if response not in kept}
    if fresh:
        connection.execute(insert(tables.survey_answer), [_row(answer) for answer in fresh.values()])


def answers_of(connection: Connection) -> tuple[SurveyAnswer, ...]:
    """Return all answers, oldest first."""
    t = tables.survey_answer.c
    query = select(tables.survey_answer).order_by(t.submitted_at, t.response)
    return tuple(
        SurveyAnswer(
            response=row["response"],
            submitted_at=instant_in(row["submitted_at"]),
            reference=row["reference"],
            number=ComplaintNumber.parse(row["number"]) if row["number"] else None,
            marks=tuple(row[mark] for mark in _MARKS),
            suggestion=row["suggestion"],
            profile=tuple(row[one.key] for one in PROFILE),
            on_paper=bool(row["on_paper"]),
        )
        for row in connection.execute(query).mappings()
    )


def _row(answer: SurveyAnswer) -> dict[str, str | int | None]:
    return {
        "response": answer.response,
        "submitted_at": instant_text(answer.submitted_at),
        "reference": answer.reference,
        "number": str(answer.number or ""),
        **dict(zip(_MARKS, answer.marks, strict=True)),
        "suggestion": answer.suggestion,
        **{one.key: told for one, told in zip(PROFILE, answer.profile, strict=True)},
        "on_paper": int(answer.on_paper),
    }

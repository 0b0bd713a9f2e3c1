"""The satisfaction index of PermenPANRB 14/2017: the mean mark times 25, overall and for each element.

Which answers count is decided here alone: one a complaint, the first that is whole, under the code that the office
gave to the complainant of a settled complaint. Whoever finds the link later cannot change what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from automation.domain.dates import local_day
from automation.domain.numbers import ComplaintNumber
from automation.domain.survey import ELEMENTS, SurveyAnswer
from automation.domain.vocabulary import Outcome

from . import wording
from .period import Period


class Grade(Enum):
    """Mutu pelayanan; the value is what people read."""

    A = wording.GRADE_A
    B = wording.GRADE_B
    C = wording.GRADE_C
    D = wording.GRADE_D


#: The least index of each grade, the best one first; what is below the last is D.
_LEAST = ((Grade.A, Decimal("88.31")), (Grade.B, Decimal("76.61")), (Grade.C, Decimal("65.00")))


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer, and whether it counts; `verdict` is for people to read."""

    answer: SurveyAnswer
    verdict: str

    @property
    def counts(self) -> bool:
        """Whether it is part of the index."""
        return self.verdict == wording.COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """The index of a period; an index is None where no answer counts."""

    counted: int
    uncounted: int
    index: Decimal | None
    elements: tuple[Decimal | None, ...]


def index_of(marks: Iterable[int]) -> Decimal | None:
    """Return the mean of marks times 25, rounded half up to two decimals: 25.00 to 100.00."""
    given = tuple(marks)
    if not given:
        return None
    return (Decimal(25 * sum(given)) / len(given)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def grade_of(index: Decimal) -> Grade:
    """Return the grade of a rounded index."""
    return next((grade for grade, least in _LEAST if index >= least), Grade.D)


def judged(answers: Iterable[SurveyAnswer], outcomes: Mapping[ComplaintNumber, Outcome | None]) -> tuple[Judged, ...]:
    """Return each answer with the verdict whether it counts.

    Args:
        answers: all of the office's, in any order.
        outcomes: how each complaint ended; None while it is open.
    """
    taken: set[ComplaintNumber] = set()
    found = []
    for answer in sorted(answers, key=lambda one: (one.submitted_at, one.response)):
        verdict = _verdict(answer, outcomes, taken)
        if verdict == wording.COUNTED and answer.number is not None:
            taken.add(answer.number)
        found.append(Judged(answer, verdict))
    return tuple(found)


def _verdict(
    answer: SurveyAnswer, outcomes: Mapping[ComplaintNumber, Outcome | None], taken: set[ComplaintNumber]
) -> str:
    if answer.number is None:
        return wording.NO_CODE
    if outcomes.get(answer.number) is not Outcome.SETTLED:
        return wording.NOT_SETTLED
    if answer.complete_marks is None:
        return wording.INCOMPLETE
    return wording.ANSWERED_BEFORE if answer.number in taken else wording.COUNTED


def satisfaction(found: Iterable[Judged], period: Period, zone: tzinfo) -> Satisfaction:
    """Reckon the index of the answers that were given in a period."""
    within = [one for one in found if local_day(one.answer.submitted_at, zone) in period]
    marks = [one.answer.complete_marks or () for one in within if one.counts]
    return Satisfaction(
        counted=len(marks),
        uncounted=len(within) - len(marks),
        index=index_of(mark for given in marks for mark in given),
        elements=tuple(index_of(given[place] for given in marks) for place in range(len(ELEMENTS))),
    )

"""The satisfaction index of PermenPANRB 14/2017: the mean mark times 25, overall and for each element.

Which answers count is decided here alone: one a complaint, the first that is whole, under the code that the office
gave to the complainant of a settled complaint. Whoever finds the link later cannot change what was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction

from automation.domain.dates import local_day
from automation.domain.numbers import ComplaintNumber
from automation.domain.survey import ELEMENTS, PROFILE, SurveyAnswer, Weight
from automation.domain.vocabulary import Outcome

from . import paper_wording, wording
from .few import FEWEST, together
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
class ServiceIndex:
    """What was answered about one kind of service: how many answers count, and all their marks together."""

    name: str
    counted: int
    marks: int
    weight: Weight

    @property
    def index(self) -> Decimal:
        """The index of these answers alone."""
        return _rounded(25 * self.weight.factor * self.marks / self.counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """The index of a period; an index is None where no answer counts.

    Attributes:
        elements: the index of each element alone, in the order of `ELEMENTS`: no weight is part of it.
        weight: how much each element weighs in `index`.
        services: by the service of the complaint, the most answered first.
        profile: by question, how many of those who count told what of themselves; empty where nobody did.
        on_paper: how many of those that count an officer entered from a sheet.
    """

    counted: int
    uncounted: int
    index: Decimal | None
    elements: tuple[Decimal | None, ...]
    weight: Weight = Weight.NINTH
    services: tuple[ServiceIndex, ...] = ()
    profile: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    on_paper: int = 0


def index_of(marks: Iterable[int]) -> Decimal | None:
    """Return the mean of marks times 25, rounded half up to two decimals: 25.00 to 100.00."""
    given = tuple(marks)
    if not given:
        return None
    return _rounded(Fraction(25 * sum(given), len(given)))


def weighted_index(answers: Sequence[tuple[int, ...]], weight: Weight) -> Decimal | None:
    """Return the index of whole answers: the sum of each element's mean times its weight, times 25, rounded half up.

    With a weight of 0.111 or 0.11 the best is 99.90 or 99.00; only with a ninth it is 100.
    """
    if not answers:
        return None
    return _rounded(25 * weight.factor * sum(map(sum, answers)) / len(answers))


def _rounded(number: Fraction) -> Decimal:
    return (Decimal(number.numerator) / number.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


def index_shown(found: Satisfaction) -> float | str | None:
    """Return the index as a figure; words where so few answered that it is not told, None where nobody did."""
    if found.index is not None:
        return float(found.index)
    return wording.TOO_FEW if found.counted else None


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
        return wording.NO_NUMBER if answer.on_paper else wording.NO_CODE
    if outcomes.get(answer.number) is not Outcome.SETTLED:
        return wording.NOT_SETTLED
    if answer.complete_marks is None:
        return wording.INCOMPLETE
    return wording.ANSWERED_BEFORE if answer.number in taken else wording.COUNTED


def satisfaction(
    found: Iterable[Judged],
    period: Period,
    zone: tzinfo,
    weight: Weight = Weight.NINTH,
    services: Mapping[ComplaintNumber, str] | None = None,
) -> Satisfaction:
    """Reckon the index of the answers that were given in a period.

    Args:
        found: all answers, judged.
        period: in which they were given.
        zone: the office's time zone.
        weight: how much each element weighs.
        services: of each complaint; without them nothing is told by service.
    """
    within = [one for one in found if local_day(one.answer.submitted_at, zone) in period]
    counting = [one.answer for one in within if one.counts]
    marks = [one.complete_marks or () for one in counting]
    return Satisfaction(
        counted=len(marks),
        uncounted=len(within) - len(marks),
        index=weighted_index(marks, weight),
        elements=tuple(index_of(given[place] for given in marks) for place in range(len(ELEMENTS))),
        weight=weight,
        services=tuple(_by_service(counting, services, weight)) if services is not None else (),
        profile=_profile(counting),
        on_paper=sum(one.on_paper for one in counting),
    )


def discreet(found: Satisfaction) -> Satisfaction:
    """Return what may be told of it: of fewer than five answers their number alone, for their marks are of persons.

    Services of so few are told together, and none where all are.
    """
    counts = {one.name: one.counted for one in found.services}
    few = together(counts)
    many = tuple(one for one in found.services if one.name not in few)
    rest = [one for one in found.services if one.name in few]
    if many and rest:
        counted, marks = sum(one.counted for one in rest), sum(one.marks for one in rest)
        many = (*many, replace(rest[0], name=paper_wording.OTHER_SERVICES, counted=counted, marks=marks))
    if found.counted >= FEWEST:
        return replace(found, services=many)
    return replace(found, index=None, elements=(None,) * len(found.elements), services=())


def _profile(answers: Sequence[SurveyAnswer]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    found = {}
    for place, question in enumerate(PROFILE):
        told = Counter(one.profile[place] for one in answers)
        if told.total() > told[""]:
            known = [choice for choice in question.choices if told[choice]]
            others = [choice for choice in told if choice and choice not in known]
            counts = [(choice, told[choice]) for choice in (*known, *others)]
            found[question.name] = (*counts, (wording.NOT_TOLD, told[""])) if told[""] else tuple(counts)
    return found


def _by_service(
    answers: Iterable[SurveyAnswer], services: Mapping[ComplaintNumber, str], weight: Weight
) -> Iterator[ServiceIndex]:
    counted, marks = Counter[str](), Counter[str]()
    for answer in answers:
        if answer.number is not None and answer.number in services:
            name = services[answer.number]
            counted[name] += 1
            marks[name] += sum(answer.complete_marks or ())
    for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        yield ServiceIndex(name=name, counted=count, marks=marks[name], weight=weight)

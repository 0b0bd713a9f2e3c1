"""The survey as the whole office may see it: sums of this year and last, by month and by service.

Where fewer than five answers make a sum, only their number is told: marks of so few are those of persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from automation.domain.dates import local_day
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome

from . import paper_wording, wording
from .few import together
from .lives import Life, Window, stays_in
from .measures import CountingRules, KeptNorm
from .period import Period
from .survey import Judged, discreet, satisfaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What was answered in a period, about all services or one.

    Attributes:
        answered: of the complaints settled in the period, how many were judged by its end.
        counted: how many answers of the period count.
        index, elements: None where that is too few.
    """

    period: str
    service: str
    answered: KeptNorm
    counted: int
    index: Decimal | None
    elements: tuple[Decimal | None, ...]


def sums(lives: Sequence[Life], given: Sequence[Judged], year: Period, office: CountingRules) -> tuple[Sum, ...]:
    """Return the sums of a year and the one before it: each whole, by service, and by month where there is any.

    Args:
        lives: of all complaints.
        given: all answers, judged.
        year: the current one.
        office: whose.
    """
    counting = _Counting(lives, given, office)
    return tuple(row for one in (year, year.before) for row in counting.of_year(one))


class _Counting:
    def __init__(self, lives: Sequence[Life], given: Sequence[Judged], office: CountingRules) -> None:
        self._lives, self._given, self._office = lives, given, office
        self._services = {life.case.number: office.service(life.case) for life in lives} if given else {}

    def of_year(self, year: Period) -> Iterator[Sum]:
        within = [one for one in self._given if local_day(one.answer.submitted_at, self._office.zone) in year]
        yield self._sum(year, wording.ALL_SERVICES, within, None)
        yield from self._by_service(year, within)
        for month in year.months():
            whole = self._sum(month, wording.ALL_SERVICES, within, None)
            if whole.counted or whole.answered.ended:
                yield whole

    def _by_service(self, year: Period, within: Sequence[Judged]) -> Iterator[Sum]:
        """Return the services with five answers or more, and all others together."""
        counts = dict.fromkeys(self._services.values(), 0)
        for one in within:
            if one.counts and one.answer.number in self._services:
                counts[self._services[one.answer.number]] += 1
        others = together(counts)
        many = sorted(
            (name for name in counts if counts[name] and name not in others), key=lambda name: -counts[name]
        )
        for name in many:
            yield self._sum(year, name, within, frozenset({name}))
        if many and others:
            yield self._sum(year, paper_wording.OTHER_SERVICES, within, others)

    def _sum(self, period: Period, title: str, within: Sequence[Judged], services: frozenset[str] | None) -> Sum:
        chosen = [one for one in within if services is None or self._service(one.answer.number) in services]
        found = discreet(satisfaction(chosen, period, self._office.zone, self._office.rules.survey_weight))
        return Sum(
            period=period.title,
            service=title,
            answered=self._answered(period, services),
            counted=found.counted,
            index=found.index,
            elements=found.elements,
        )

    def _answered(self, period: Period, services: frozenset[str] | None) -> KeptNorm:
        window = Window.of(period, self._office.zone)
        settled = {
            stay.case.number
            for stay in stays_in(self._lives, window)
            if stay.ended is Outcome.SETTLED and (services is None or self._service(stay.case.number) in services)
        }
        told = {one.answer.number for one in self._given if one.counts and one.answer.submitted_at < window.end}
        return KeptNorm(len(settled), len(settled & told))

    def _service(self, number: ComplaintNumber | None) -> str:
        return self._services.get(number, "") if number else ""

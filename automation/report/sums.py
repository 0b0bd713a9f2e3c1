"""The survey as the whole office may see it: sums of this year and last, by month and by service.

Where fewer than five answers make a sum, only their number is told: marks of so few are those of persons.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from itertools import zip_longest

from automation.domain.case import Case
from automation.domain.dates import local_day
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome

from . import paper_wording, wording
from .few import together
from .lives import Window, stays_in
from .measures import CountingRules, KeptNorm, lives_of
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


Settled = Mapping[Period, Collection[ComplaintNumber]]


def sums(
    settled: Settled, cases: Iterable[Case], given: Sequence[Judged], year: Period, office: CountingRules
) -> tuple[Sum, ...]:
    """Return the sums of a year and the one before it: each whole, by service, and by month where there is any.

    Args:
        settled: which complaints were settled in both years and in each of their months.
        cases: all complaints.
        given: all answers, judged.
        year: the current one.
        office: whose.
    """
    services = {case.number: office.service(case) for case in cases} if given else {}
    counting = _Counting(settled, services, given, office)
    return tuple(row for one in (year, year.before) for row in counting.of_year(one))


class EndedIn:
    """Which complaints were settled in a year, the one before, and their months: only what is new is looked at."""

    def __init__(self, year: Period, zone: tzinfo) -> None:
        periods = (year, year.before, *year.months(), *year.before.months())
        self._windows = {one: Window.of(one, zone) for one in periods}
        self._cases: tuple[Case, ...] = ()
        self._settled: dict[Period, set[ComplaintNumber]] = {one: set() for one in periods}

    def of(self, cases: tuple[Case, ...]) -> Settled:
        """Return those of all complaints, by period."""
        pairs = [(one, now) for one, now in zip_longest(self._cases, cases) if one is not now]
        left = {one.number for one, _ in pairs if one is not None}
        come = lives_of(now for _, now in pairs if now is not None)
        for period, window in self._windows.items():
            ended = {one.case.number for one in stays_in(come, window) if one.ended is Outcome.SETTLED}
            self._settled[period] = (self._settled[period] - left) | ended if left or ended else self._settled[period]
        self._cases = cases
        return self._settled


class _Counting:
    def __init__(
        self,
        settled: Settled,
        services: dict[ComplaintNumber, str],
        given: Sequence[Judged],
        office: CountingRules,
    ) -> None:
        self._settled, self._services, self._given, self._office = settled, services, given, office

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
        numbers = self._settled[period]
        settled = {one for one in numbers if services is None or self._service(one) in services}
        told = {one.answer.number for one in self._given if one.counts and one.answer.submitted_at < window.end}
        return KeptNorm(len(settled), len(settled & told))

    def _service(self, number: ComplaintNumber | None) -> str:
        return self._services.get(number, "") if number else ""

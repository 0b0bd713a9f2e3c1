"""What a report tells of a period, counted from the complaints themselves: pure, and never a person's name.

Whatever is counted belongs to the period in which it happened: an end in the month of the end, a step's norm in the
month in which the step ended. So months add up, and nothing that happens later changes them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import pairwise

from automation.domain.case import Case, StepRecord
from automation.domain.dates import local_day
from automation.domain.office_hours import WeekHours
from automation.domain.outer_limits import Limit, LimitState
from automation.domain.rules import Rules
from automation.domain.survey import SurveyAnswer
from automation.domain.total import TotalNorm
from automation.domain.vocabulary import Channel, Outcome, Role, Step

from . import paper_wording, wording
from .few import FEWEST
from .lives import Life, Stay, Window, life_of, stays_in
from .period import Period
from .survey import Judged, Satisfaction, discreet, judged, satisfaction

#: Whose work a step is, as the SOP's table says.
ROLES: Mapping[Step, Role] = {
    Step.SUBMISSION: Role.CUSTOMER,
    Step.SORTING: Role.SERVICE_OFFICER,
    Step.DISPOSITION: Role.HEAD_OF_OFFICE,
    Step.REVIEW: Role.GROUP_LEAD,
    Step.CAUSE: Role.GROUP_LEAD,
    Step.ACTION: Role.GROUP_LEAD,
    Step.VERIFICATION: Role.GROUP_LEAD,
    Step.REPLY_DRAFT: Role.GROUP_LEAD,
    Step.SIGNATURE: Role.HEAD_OF_OFFICE,
    Step.DELIVERY: Role.CUSTOMER,
}
#: Days since it was received up to which an open complaint counts into each row; the last row has no end.
AGES = (7, 14, 30, 60)
Counts = tuple[tuple[str, int], ...]
Grouping = Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Balance:
    """How many complaints there were: `carried_over + came_in + reopened + imported - ended` is `left`."""

    carried_over: int
    came_in: int
    reopened: int
    imported: int
    ended: int
    left: int

    @classmethod
    def of(cls, stays: Iterable[Stay]) -> Balance:
        """Count; in none of these is a complaint twice."""
        found = tuple(stays)
        return cls(
            carried_over=sum(one.carried_over for one in found),
            came_in=sum(one.came_in for one in found),
            reopened=sum(one.reopened for one in found),
            imported=sum(one.imported for one in found),
            ended=sum(one.ended is not None for one in found),
            left=sum(one.left for one in found),
        )


@dataclass(frozen=True, slots=True)
class KeptNorm:
    """How many turns of a step (or of all steps of a role) ended in the period, and how many kept the norm."""

    ended: int
    kept: int

    @property
    def share(self) -> float | None:
        """In percent; None where nothing ended."""
        return round(100 * self.kept / self.ended, 1) if self.ended else None


@dataclass(frozen=True, slots=True)
class Durations:
    """Office hours from intake to the end of the complaints that were settled in the period.

    Attributes:
        measured: how many of them could be measured.
        median: half of them took no longer; None where none was measured.
        ninth_decile: nine in ten took no longer (the nearest rank, so always one that really was).
        within: how many took no longer than all norms of the SOP together.
    """

    measured: int
    median: float | None
    ninth_decile: float | None
    within: int

    @property
    def share_within(self) -> float | None:
        """In percent; None where none was measured."""
        return round(100 * self.within / self.measured, 1) if self.measured else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Everything that is counted of one period.

    Attributes:
        appeals: those of the balance that are appeals.
        outcomes: how those ended that ended.
        late: complaints that exceeded the norm of a step in the period.
        held: complaints that rested at some time of it.
        channels, services, groups, causes: of those that came in.
        norms: by step; `roles`: by whose work it is.
        ages: of those left open, by days since they were received.
        ineffective: how often an action was found ineffective; `returned`: how often a draft was sent back.
        answered: of those settled in the period, how many complainants had answered the survey by its end.
        answered_of: the same by service, the most settled first.
        limits: of the law's outer limits whose last day lay in the period, how many were met by then.
    """

    period: Period
    balance: Balance
    appeals: Balance
    outcomes: Mapping[Outcome, int]
    late: int
    held: int
    channels: Counts
    services: Counts
    groups: Counts
    causes: Counts
    norms: Mapping[Step, KeptNorm]
    roles: Mapping[Role, KeptNorm]
    durations: Durations
    ages: Counts
    ineffective: int
    returned: int
    satisfaction: Satisfaction
    answered: KeptNorm
    answered_of: Mapping[str, KeptNorm]
    limits: Mapping[Limit, KeptNorm]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRules:
    """What figures must know of the office.

    Attributes:
        service: the kind of service that a complaint is about.
        group: the working group in charge.
        cause: the kind of its cause; "" where nobody named one yet.
        limits: the law's outer limits of a complaint.
    """

    zone: tzinfo
    rules: Rules
    week: WeekHours
    service: Grouping
    group: Grouping
    cause: Grouping
    limits: Callable[[Case], Iterable[LimitState]]


def lives_of(cases: Iterable[Case]) -> tuple[Life, ...]:
    """Return when each complaint was open; made once, it serves any number of periods."""
    return tuple(map(life_of, cases))


def measured(
    lives: Sequence[Life],
    period: Period,
    office: CountingRules,
    answers: Collection[SurveyAnswer] = (),
    today: date | None = None,
) -> Measures:
    """Count a period.

    Args:
        lives: of all complaints, of `lives_of`.
        period: what is counted.
        office: whose.
        answers: all of the survey.
        today: the day up to which open complaints are aged, where the period may not be over.
    """
    window = Window.of(period, office.zone)
    stays = tuple(stays_in(lives, window))
    fresh = tuple(one.case for one in stays if one.came_in)
    turns = tuple(
        record for one in stays for record in one.case.steps if record.ended and record.ended in window and record.due
    )
    channels = Counter(case.stated.channel for case in fresh)
    given = judged(answers, {life.case.number: life.case.outcome for life in lives} if answers else {})
    return Measures(
        period=period,
        balance=Balance.of(stays),
        appeals=Balance.of(one for one in stays if one.case.is_appeal),
        outcomes=Counter(one.ended for one in stays if one.ended is not None),
        late=sum(_exceeded(one.case, window) for one in stays),
        held=sum(_rested(one, window) for one in stays),
        channels=tuple((one.value, channels[one]) for one in Channel),
        services=_by(fresh, office.service),
        groups=_by(fresh, office.group),
        causes=_by([case for case in fresh if office.cause(case)], office.cause),
        norms={step: _kept(turns, {step}) for step in office.rules.norms},
        roles=_by_role(turns, office.rules),
        durations=_durations(stays, office),
        ages=_ages([one.case for one in stays if one.left], min(period.last_day, today or date.max), office.zone),
        ineffective=_returns(stays, window, Step.VERIFICATION, Step.CAUSE),
        returned=_returns(stays, window, Step.SIGNATURE, Step.REPLY_DRAFT),
        limits=_limits(lives, period, office),
        satisfaction=discreet(
            satisfaction(
                given,
                period,
                office.zone,
                office.rules.survey_weight,
                {life.case.number: office.service(life.case) for life in lives} if given else {},
            )
        ),
        answered=_answered(stays, given, window),
        answered_of=_answered_of(stays, given, window, office.service),
    )


def _answered(stays: Iterable[Stay], given: Iterable[Judged], window: Window) -> KeptNorm:
    settled = [one.case.number for one in stays if one.ended is Outcome.SETTLED]
    told = {one.answer.number for one in given if one.counts and one.answer.submitted_at < window.end}
    return KeptNorm(len(settled), sum(number in told for number in settled))


def merged_shares(answered: Mapping[str, KeptNorm]) -> tuple[tuple[str, KeptNorm], ...]:
    """Return by service how many of those settled were answered; services with fewer than five are told together."""
    many = tuple((name, kept) for name, kept in answered.items() if kept.ended >= FEWEST)
    few = [kept for kept in answered.values() if kept.ended < FEWEST]
    if not few:
        return many
    together = KeptNorm(sum(kept.ended for kept in few), sum(kept.kept for kept in few))
    return (*many, (paper_wording.FEW_EACH, together))


def _answered_of(
    stays: Sequence[Stay], given: Sequence[Judged], window: Window, service: Grouping
) -> Mapping[str, KeptNorm]:
    settled = [one for one in stays if one.ended is Outcome.SETTLED]
    names = _by([one.case for one in settled], service)
    of = {name: [one for one in settled if service(one.case) == name] for name, _ in names}
    return {name: _answered(theirs, given, window) for name, theirs in of.items()}


def _by(cases: Iterable[Case], grouping: Grouping) -> Counts:
    """Count complaints by a word, the most frequent first."""
    counted = Counter(map(grouping, cases))
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _exceeded(case: Case, window: Window) -> bool:
    return any(record.breached and record.due is not None and record.due in window for record in case.steps)


def _rested(stay: Stay, window: Window) -> bool:
    over = stay.ended_at or window.end
    return any(
        hold.began < over and (hold.until is None or (hold.until > window.first and hold.until > hold.began))
        for hold in stay.case.holds
    )


def _kept(turns: Iterable[StepRecord], steps: Iterable[Step]) -> KeptNorm:
    chosen = [record for record in turns if record.step in steps]
    return KeptNorm(len(chosen), sum(not record.breached for record in chosen))


def _by_role(turns: Sequence[StepRecord], rules: Rules) -> Mapping[Role, KeptNorm]:
    roles = dict.fromkeys(ROLES[step] for step in rules.norms)
    return {role: _kept(turns, {step for step in rules.norms if ROLES[step] is role}) for role in roles}


def _durations(stays: Iterable[Stay], office: CountingRules) -> Durations:
    found = sorted(
        took
        for one in stays
        if one.ended is Outcome.SETTLED and one.ended_at and (took := _took(one.case, one)) is not None
    )
    total = TotalNorm.of(office.rules.norms, office.rules.customer_norms).office_time(office.week)
    return Durations(
        measured=len(found),
        median=_hours(_median(found)) if found else None,
        ninth_decile=_hours(found[math.ceil(0.9 * len(found)) - 1]) if found else None,
        within=sum(timedelta(seconds=took) <= total for took in found),
    )


def _took(case: Case, stay: Stay) -> int | None:
    """Return the office seconds up to an end, holds left out; None where a turn was not measured."""
    turns = [record for record in case.steps if record.ended and stay.ended_at and record.ended <= stay.ended_at]
    if any(record.took is None for record in turns):
        return None
    return sum(record.took or 0 for record in turns)


def _median(ordered: Sequence[int]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _hours(seconds: float) -> float:
    return round(seconds / 3600, 1)


def _limits(lives: Iterable[Life], period: Period, office: CountingRules) -> Mapping[Limit, KeptNorm]:
    """Count limits in the period in which their last day lies: by then it is known whether each was met."""
    found: dict[Limit, list[bool]] = {limit: [] for limit in Limit}
    for life in lives:
        for state in office.limits(life.case):
            if state.due in period:
                found[state.limit].append(bool(state.is_kept(period.end)))
    return {limit: KeptNorm(len(kept), sum(kept)) for limit, kept in found.items()}


def _ages(cases: Iterable[Case], day: date, zone: tzinfo) -> Counts:
    ages = [(day - local_day(case.stated.received_at, zone)).days for case in cases]
    bounds = (-math.inf, *AGES, math.inf)
    return tuple(
        (label, sum(above < age <= most for age in ages))
        for label, (above, most) in zip(wording.AGES, pairwise(bounds), strict=True)
    )


def _returns(stays: Iterable[Stay], window: Window, late: Step, early: Step) -> int:
    """Count how often cases went back in the period; a step entered again after a reopening is no return."""
    return sum(
        (before.step, after.step) == (late, early) and after.began in window
        for one in stays
        for before, after in pairwise(one.case.steps)
    )

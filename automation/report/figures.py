"""The office's figures for a period: how many complaints, how they ended, which norms were kept, how it pleased.

No figure names a person: the recap may be shown to anybody (UU 27/2022). The figures that are always there come first
and in one order, so that the charts of Rekap always find them in the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo
from enum import Enum
from itertools import pairwise, zip_longest

from automation.domain.case import Case, StepRecord
from automation.domain.dates import local_day
from automation.domain.numbers import ComplaintNumber
from automation.domain.office_hours import ORDINARY_WEEK, WeekHours
from automation.domain.rules import Rules
from automation.domain.survey import ELEMENTS, SurveyAnswer
from automation.domain.total import TotalNorm, spent_on
from automation.domain.vocabulary import Channel, Outcome, Step

from . import wording
from .period import Period
from .survey import Satisfaction, discreet, grade_of, index_shown, judged, satisfaction


class Block(Enum):
    """Figures of one kind that stand together; the value is the title of their chart."""

    STATUS = wording.BY_OUTCOME
    CHANNEL = wording.BY_CHANNEL
    NORMS = wording.NORMS_KEPT
    ELEMENTS = wording.INDEX_BY_ELEMENT


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure with its value; a share is in percent, None where nothing was measured."""

    measure: str
    value: float | int | str | None
    block: Block | None = None


def received_in(cases: Iterable[Case], period: Period, zone: tzinfo) -> tuple[Case, ...]:
    """Return the complaints that the office received in a period."""
    return tuple(case for case in cases if local_day(case.stated.received_at, zone) in period)


def figures(
    cases: Iterable[Case],
    period: Period,
    zone: tzinfo,
    rules: Rules,
    week: WeekHours,
    answers: Iterable[SurveyAnswer] = (),
) -> tuple[Figure, ...]:
    """Count and measure the complaints received in a period, and the survey's answers given in it.

    Args:
        cases: all of the office's: an answer may concern a complaint of an earlier period.
        period: what is counted.
        zone: the office's time zone.
        rules: the norms, and which steps have one.
        week: says how long a working day of a norm is.
        answers: all of the survey.
    """
    cases, counting = tuple(cases), Counting(period, zone, rules, week)
    return figures_of_tally(counting.tally(cases), counting, {case.number: case.outcome for case in cases}, answers)


def figures_of_tally(
    tally: Tally,
    counting: Counting,
    outcomes: Mapping[ComplaintNumber, Outcome | None],
    answers: Iterable[SurveyAnswer],
) -> tuple[Figure, ...]:
    """Return the figures of what was counted; `outcomes` are those of all complaints, however long ago."""
    rules, period = counting.rules, counting.period
    found = satisfaction(judged(answers, outcomes), period, counting.zone, rules.survey_weight)
    return (
        *_counts(tally, period),
        *_norms_kept(tally, rules),
        *_survey(discreet(found)),
        *_whole_cases(tally, rules),
        # Their number differs from period to period: last, so that they move no other figure.
        *_services(tally),
    )


#: What adds up from one complaint to the next: counts, and times in seconds.
Tally = Counter[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Counting:
    """How the complaints that were received in a period are counted."""

    period: Period
    zone: tzinfo
    rules: Rules
    week: WeekHours

    def tally(self, cases: Iterable[Case]) -> Tally:
        """Count complaints; of two sets of them all adds up."""
        found: Tally = Counter()
        total = TotalNorm.of(self.rules.norms, self.rules.customer_norms).office_time(self.week)
        for case in received_in(cases, self.period, self.zone):
            found[("received",)] += 1
            found["outcome", case.outcome] += 1
            found["channel", case.stated.channel] += 1
            found["service", service_of(case)] += 1
            found.update(("return", *pair) for pair in pairwise(record.step for record in case.steps))
            for record in case.steps:
                self._add_turn(found, record)
            spent = spent_on(case) if case.outcome is Outcome.SETTLED else None
            if spent is not None:
                found[("measured",)] += 1
                found[("spent",)] += spent // timedelta(seconds=1)
                found[("within",)] += spent <= total
        return found

    def _add_turn(self, found: Tally, record: StepRecord) -> None:
        if record.breached or (record.ended and record.due):
            found["with norm", record.step] += 1
            found["norm kept", record.step] += not record.breached
        if record.took is not None:
            found["timed", record.step] += 1
            found["took", record.step] += record.took
            norm = self.rules.customer_norms.get(record.step)
            found["in time", record.step] += bool(
                norm and norm.minutes is not None and record.took <= 60 * norm.minutes
            )


class KeptTally:
    """The tally of all complaints, of which only those that are others since are counted."""

    def __init__(self, counting: Counting) -> None:
        self.counting = counting
        self._cases: tuple[Case, ...] = ()
        self._tally: Tally = Counter()

    def of(self, cases: tuple[Case, ...]) -> Tally:
        """Return the tally of these complaints."""
        pairs = [(one, now) for one, now in zip_longest(self._cases, cases) if one is not now]
        come = self.counting.tally(now for _, now in pairs if now is not None)
        left = self.counting.tally(one for one, _ in pairs if one is not None)
        self._tally.update(come)
        self._tally.subtract(left)
        self._cases = cases
        return self._tally


def rows_of(block: Block, rules: Rules) -> tuple[int, int]:
    """Return the first place of a block among an office's figures, of any period, and the place after its last."""
    shown = figures((), Period(date.min, date.min, ""), UTC, rules, ORDINARY_WEEK)
    blocks = [figure.block for figure in shown]
    first = blocks.index(block)
    return first, first + blocks.count(block)


def _counts(tally: Tally, period: Period) -> Iterator[Figure]:
    yield Figure(wording.received_in(period.title), tally[("received",)])
    yield Figure(wording.STILL_OPEN, tally["outcome", None], Block.STATUS)
    for outcome in Outcome:
        yield Figure(outcome.value, tally["outcome", outcome], Block.STATUS)
    for channel in Channel:
        yield Figure(wording.by_channel(channel.value), tally["channel", channel], Block.CHANNEL)
    # A step that is entered again after a reopening is no return.
    yield Figure(wording.FOUND_INEFFECTIVE, tally["return", Step.VERIFICATION, Step.CAUSE])
    yield Figure(wording.DRAFTS_RETURNED, tally["return", Step.SIGNATURE, Step.REPLY_DRAFT])


def _norms_kept(tally: Tally, rules: Rules) -> Iterator[Figure]:
    for step in rules.norms:
        share = _share(tally["norm kept", step], tally["with norm", step])
        yield Figure(wording.norm_kept(step.value), share, Block.NORMS)
    for step in (*rules.norms, Step.DELIVERY):
        timed = tally["timed", step]
        mean = round(tally["took", step] / timed / 60) if timed else None
        yield Figure(wording.mean_minutes(step.value), mean)
    norm = rules.customer_norms.get(Step.DELIVERY)
    if norm is not None and norm.minutes is not None:
        share = _share(tally["in time", Step.DELIVERY], tally["timed", Step.DELIVERY])
        yield Figure(wording.delivered_within(norm), share)


def _survey(found: Satisfaction) -> Iterator[Figure]:
    yield Figure(wording.ANSWERS_COUNTED, found.counted)
    yield Figure(wording.ANSWERS_NOT_COUNTED, found.uncounted)
    yield Figure(wording.survey_index(found.weight.value), index_shown(found))
    yield Figure(wording.SURVEY_GRADE, None if found.index is None else grade_of(found.index).value)
    grades = []
    for place, (name, index) in enumerate(zip(ELEMENTS, found.elements, strict=True), 1):
        yield Figure(f"U{place} {name}", None if index is None else float(index), Block.ELEMENTS)
        if index is not None:
            grades.append(f"{name} {grade_of(index).name}")
    yield Figure(wording.GRADES_BY_ELEMENT, ", ".join(grades) or None)


def _whole_cases(tally: Tally, rules: Rules) -> Iterator[Figure]:
    measured = tally[("measured",)]
    mean = round(timedelta(seconds=tally[("spent",)]) / timedelta(hours=1) / measured, 1) if measured else None
    yield Figure(wording.MEAN_HOURS, mean)
    total = TotalNorm.of(rules.norms, rules.customer_norms)
    yield Figure(wording.settled_within(total), _share(tally[("within",)], measured))


def _services(tally: Tally) -> Iterator[Figure]:
    counts = {str(key[1]): count for key, count in tally.items() if key[0] == "service" and count}
    for service, count in sorted(counts.items()):
        yield Figure(wording.by_service(service), count)


def service_of(case: Case) -> str:
    """Return the service a complaint is about, as staff stated it, else as the complainant did."""
    return case.cells.get("service") or case.stated.stated_service or wording.NOT_SORTED


def _share(some: int, of: int) -> float | None:
    return round(100 * some / of, 1) if of else None

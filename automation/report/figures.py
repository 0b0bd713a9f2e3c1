"""The office's figures for a period: how many complaints, how they ended, which norms were kept, how it pleased.

No figure names a person: the recap may be shown to anybody (UU 27/2022). The figures that are always there come first
and in one order, so that the charts of Rekap always find them in the same rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo
from enum import Enum
from itertools import pairwise

from automation.domain.case import Case, StepRecord
from automation.domain.dates import local_day
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
    cases = tuple(cases)
    chosen = received_in(cases, period, zone)
    found = satisfaction(
        judged(answers, {case.number: case.outcome for case in cases}), period, zone, rules.survey_weight
    )
    return (
        *_counts(chosen, period),
        *_norms_kept(chosen, rules),
        *_survey(discreet(found)),
        *_whole_cases(chosen, rules, week),
        # Their number differs from period to period: last, so that they move no other figure.
        *_services(chosen),
    )


def rows_of(block: Block, rules: Rules) -> tuple[int, int]:
    """Return the first place of a block among an office's figures, of any period, and the place after its last."""
    shown = figures((), Period(date.min, date.min, ""), UTC, rules, ORDINARY_WEEK)
    blocks = [figure.block for figure in shown]
    first = blocks.index(block)
    return first, first + blocks.count(block)


def _counts(cases: tuple[Case, ...], period: Period) -> Iterator[Figure]:
    yield Figure(wording.received_in(period.title), len(cases))
    outcomes = Counter(case.outcome for case in cases)
    yield Figure(wording.STILL_OPEN, outcomes[None], Block.STATUS)
    for outcome in Outcome:
        yield Figure(outcome.value, outcomes[outcome], Block.STATUS)
    channels = Counter(case.stated.channel for case in cases)
    for channel in Channel:
        yield Figure(wording.by_channel(channel.value), channels[channel], Block.CHANNEL)
    yield Figure(wording.FOUND_INEFFECTIVE, _returns(cases, Step.VERIFICATION, Step.CAUSE))
    yield Figure(wording.DRAFTS_RETURNED, _returns(cases, Step.SIGNATURE, Step.REPLY_DRAFT))


def _returns(cases: Iterable[Case], late: Step, early: Step) -> int:
    """Count how often cases went back; a step that is entered again after a reopening is no return."""
    steps = [pair for case in cases for pair in pairwise(record.step for record in case.steps)]
    return steps.count((late, early))


def _norms_kept(cases: tuple[Case, ...], rules: Rules) -> Iterator[Figure]:
    turns = [record for case in cases for record in case.steps]
    for step in rules.norms:
        share = kept_share(turns, step)
        yield Figure(wording.norm_kept(step.value), share, Block.NORMS)
    for step in (*rules.norms, Step.DELIVERY):
        yield Figure(wording.mean_minutes(step.value), _mean_minutes(turns, step))
    norm = rules.customer_norms.get(Step.DELIVERY)
    if norm is not None and norm.minutes is not None:
        took = [record.took for record in turns if record.step is Step.DELIVERY and record.took is not None]
        kept = sum(seconds <= 60 * norm.minutes for seconds in took)
        yield Figure(wording.delivered_within(norm), _share(kept, len(took)))


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


def _whole_cases(cases: tuple[Case, ...], rules: Rules, week: WeekHours) -> Iterator[Figure]:
    settled = [spent_on(case) for case in cases if case.outcome is Outcome.SETTLED]
    spent = [one for one in settled if one is not None]
    mean = round(sum(spent, timedelta()) / timedelta(hours=1) / len(spent), 1) if spent else None
    yield Figure(wording.MEAN_HOURS, mean)
    total = TotalNorm.of(rules.norms, rules.customer_norms)
    within = sum(one <= total.office_time(week) for one in spent)
    yield Figure(wording.settled_within(total), _share(within, len(spent)))


def _services(cases: tuple[Case, ...]) -> Iterator[Figure]:
    for service, count in sorted(Counter(service_of(case) for case in cases).items()):
        yield Figure(wording.by_service(service), count)


def service_of(case: Case) -> str:
    """Return the service a complaint is about, as staff stated it, else as the complainant did."""
    return case.cells.get("service") or case.stated.stated_service or wording.NOT_SORTED


def kept_share(turns: Iterable[StepRecord], step: Step) -> float | None:
    """Return the share of ended or overdue turns of a step that kept its norm, in percent."""
    measured = [
        record for record in turns if record.step is step and (record.breached or (record.ended and record.due))
    ]
    return _share(sum(not record.breached for record in measured), len(measured))


def _share(some: int, of: int) -> float | None:
    return round(100 * some / of, 1) if of else None


def _mean_minutes(turns: Iterable[StepRecord], step: Step) -> int | None:
    took = [record.took for record in turns if record.step is step and record.took is not None]
    return round(sum(took) / len(took) / 60) if took else None

"""The office's figures for a period: how many complaints, how they ended, which norms were kept.

No figure names a person: the recap may be shown to anybody (UU 27/2022).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from itertools import pairwise

from automation.domain.case import Case, StepRecord
from automation.domain.office_hours import WeekHours
from automation.domain.rules import Rules
from automation.domain.total import TotalNorm, spent_on
from automation.domain.vocabulary import Outcome, Step

from .period import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure with its value; a share is in percent, None where nothing was measured."""

    measure: str
    value: float | int | None


def received_in(cases: Iterable[Case], period: Period, zone: tzinfo) -> tuple[Case, ...]:
    """Give the complaints that the office received in a period."""
    return tuple(case for case in cases if case.intake.received_at.astimezone(zone).date() in period)


def figures(cases: Iterable[Case], period: Period, zone: tzinfo, rules: Rules, week: WeekHours) -> tuple[Figure, ...]:
    """Count and measure the complaints received in a period; `week` says how long a working day of a norm is."""
    chosen = received_in(cases, period, zone)
    return (*_counts(chosen, period), *_norms_kept(chosen, rules), *_whole_cases(chosen, rules, week))


def _counts(cases: tuple[Case, ...], period: Period) -> Iterator[Figure]:
    yield Figure(f"Keluhan diterima, {period.title}", len(cases))
    yield Figure("Masih ditangani", sum(1 for case in cases if case.outcome is None))
    outcomes = Counter(case.outcome for case in cases)
    for outcome in Outcome:
        yield Figure(outcome.value, outcomes[outcome])
    for channel, count in sorted(Counter(case.intake.channel.value for case in cases).items()):
        yield Figure(f"Kanal: {channel}", count)
    for service, count in sorted(Counter(service_of(case) for case in cases).items()):
        yield Figure(f"Layanan: {service}", count)
    yield Figure("Tindakan dinyatakan tidak efektif", _returns(cases, Step.VERIFICATION, Step.CAUSE))
    yield Figure("Konsep surat dikembalikan", _returns(cases, Step.SIGNATURE, Step.REPLY_DRAFT))


def _returns(cases: Iterable[Case], late: Step, early: Step) -> int:
    """Count how often cases went back; a step that is entered again after a reopening is no return."""
    steps = [pair for case in cases for pair in pairwise(record.step for record in case.steps)]
    return steps.count((late, early))


def _norms_kept(cases: tuple[Case, ...], rules: Rules) -> Iterator[Figure]:
    passages = [record for case in cases for record in case.steps]
    for step in rules.norms:
        yield Figure(f"Norma langkah {step.value} ditepati (%)", kept_share(passages, step))
    for step in (*rules.norms, Step.DELIVERY):
        yield Figure(f"Langkah {step.value} rata-rata (menit kerja)", _mean_minutes(passages, step))
    norm = rules.customer_norms.get(Step.DELIVERY)
    if norm is not None and norm.minutes is not None:
        took = [record.took for record in passages if record.step is Step.DELIVERY and record.took is not None]
        kept = sum(seconds <= 60 * norm.minutes for seconds in took)
        yield Figure(f"Langkah 10 dalam {norm}, diukur saja (%)", _share(kept, len(took)))


def _whole_cases(cases: tuple[Case, ...], rules: Rules, week: WeekHours) -> Iterator[Figure]:
    settled = [spent_on(case) for case in cases if case.outcome is Outcome.SETTLED]
    spent = [one for one in settled if one is not None]
    mean = round(sum(spent, timedelta()) / timedelta(hours=1) / len(spent), 1) if spent else None
    yield Figure("Rata-rata sampai selesai (jam kerja)", mean)
    total = TotalNorm.of(rules.norms, rules.customer_norms)
    within = sum(one <= total.office_time(week) for one in spent)
    yield Figure(f"Selesai dalam {total} (%)", _share(within, len(spent)))


def service_of(case: Case) -> str:
    """Give the service a complaint is about, as staff stated it, else as the complainant did."""
    return case.cells.get("service") or case.intake.stated_service or "(belum dipilah)"


def kept_share(passages: Iterable[StepRecord], step: Step) -> float | None:
    """Give the share of ended or overdue passages through a step that kept its norm, in percent."""
    measured = [
        record for record in passages if record.step is step and (record.breached or (record.ended and record.due))
    ]
    return _share(sum(not record.breached for record in measured), len(measured))


def _share(some: int, of: int) -> float | None:
    return round(100 * some / of, 1) if of else None


def _mean_minutes(passages: Iterable[StepRecord], step: Step) -> int | None:
    took = [record.took for record in passages if record.step is step and record.took is not None]
    return round(sum(took) / len(took) / 60) if took else None

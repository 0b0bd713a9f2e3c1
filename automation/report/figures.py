"""The office's figures for a period: how many complaints, how they ended, which norms were kept.

No figure names a person: the recap may be shown to anybody (UU 27/2022).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from automation.domain.case import Case, StepRecord
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


def figures(cases: Iterable[Case], period: Period, zone: tzinfo) -> tuple[Figure, ...]:
    """Count the complaints received in a period."""
    chosen = received_in(cases, period, zone)
    return tuple(_figures(chosen, period))


def _figures(cases: tuple[Case, ...], period: Period) -> Iterator[Figure]:
    yield Figure(f"Keluhan diterima, {period.title}", len(cases))
    yield Figure("Masih ditangani", sum(1 for case in cases if case.outcome is None))
    outcomes = Counter(case.outcome for case in cases)
    for outcome in Outcome:
        yield Figure(outcome.value, outcomes[outcome])
    for channel, count in sorted(Counter(case.intake.channel.value for case in cases).items()):
        yield Figure(f"Kanal: {channel}", count)
    for service, count in sorted(Counter(service_of(case) for case in cases).items()):
        yield Figure(f"Layanan: {service}", count)
    yield Figure("Tindakan dinyatakan tidak efektif", sum(max(0, case.round_of(Step.CAUSE) - 1) for case in cases))
    yield Figure("Konsep surat dikembalikan", sum(max(0, case.round_of(Step.REPLY_DRAFT) - 1) for case in cases))
    passages = [record for case in cases for record in case.steps]
    for step in Step:
        if step not in (Step.SUBMISSION, Step.DELIVERY):
            yield Figure(f"Norma langkah {step.value} ditepati (%)", kept_share(passages, step))


def service_of(case: Case) -> str:
    """Give the service a complaint is about, as staff stated it, else as the complainant did."""
    return case.cells.get("service") or case.intake.stated_service or "(belum dipilah)"


def kept_share(passages: Iterable[StepRecord], step: Step) -> float | None:
    """Give the share of ended or overdue passages through a step that kept its norm, in percent."""
    measured = [
        record for record in passages if record.step is step and (record.breached or (record.ended and record.due))
    ]
    if not measured:
        return None
    return round(100 * sum(not record.breached for record in measured) / len(measured), 1)

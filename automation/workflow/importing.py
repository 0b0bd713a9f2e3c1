"""A complaint of the register that the office had before: it is known from now on, and its past has no clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, tzinfo

from automation.domain.case import Case, StepRecord
from automation.domain.complaint import Intake
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome, Step

from .case_context import CaseContext
from .step_clock import entered, with_current


def taken_over(number: ComplaintNumber, intake: Intake, context: CaseContext) -> Case:
    """Open a case for a complaint that is taken over now: it waits for sorting, and norms begin with what follows.

    How long it took until then nobody measured.
    """
    received = intake.received_at
    submission = StepRecord(step=Step.SUBMISSION, round=1, began=received, ended=received)
    case = Case(number=number, intake=intake, registered_at=context.now, steps=(submission,))
    return entered(case, Step.SORTING, context.now, context)


def ended_before(case: Case, outcome: Outcome, on: date | None, zone: tzinfo) -> Case:
    """Return a case that was just taken over as one that had ended before; where nobody knows when, it ended by now.

    It is settled: no mail, paper or clock follows from it.
    """
    by_now = case.registered_at
    at = max(datetime.combine(on, time(), zone), case.intake.received_at) if on else by_now
    at = min(at, by_now)
    over = with_current(case, replace(case.current, ended=by_now))
    return replace(over, outcome=outcome, closed_at=at, settled=True)

"""One turn of a step: when its norm runs out, how it ends, and how much office time it took."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case, StepRecord
from automation.domain.complaint import StaffFacts
from automation.domain.vocabulary import Step

from .case_context import CaseContext


def entered(case: Case, step: Step, at: datetime, context: CaseContext) -> Case:
    """Let a case enter a step at a moment, with its deadline."""
    try:
        due = norm_end(case, step, at, context)
    except CalendarRunOut:
        due = None  # The walk warns, with the year that is missing.
    record = StepRecord(
        step=step, round=case.round_of(step) + 1, began=at, due=due, calendar=context.calendar.fingerprint()
    )
    return replace(case, steps=(*case.steps, record))


def ended(case: Case, at: datetime, context: CaseContext) -> Case:
    """End the current turn at a moment; whether it was late and how long it took is kept from now on."""
    current = case.current
    if current.ended is not None:
        return case
    late = current.due is not None and at > current.due
    took = office_seconds(case, current.began, at, context)
    return with_current(case, replace(current, ended=at, breached=current.breached or late, took=took))


def receipt_stated(case: Case, facts: StaffFacts) -> datetime | None:
    """Return when the office received a case as an officer put it right; None where nobody did, or it cannot be."""
    stated = facts.corrected_received
    written_down = case.registered_at if case.is_imported else case.intake.submitted_at
    return stated if stated is not None and stated <= written_down else None


def received_at(case: Case, at: datetime | None, context: CaseContext) -> Case:
    """Let the clocks of steps 1 and 2 run from when a complaint was received; None: from what came in.

    What the former time made of step 2, a breach too, is reckoned anew. Of what was taken over from the register of
    before, step 2 runs from then, whenever it was received.
    """
    case = replace(case, received=at)
    began = case.stated.received_at
    submission, *others = case.steps
    steps = [replace(submission, began=began, ended=began)]
    if others and others[0].step is Step.SORTING and not case.is_imported:
        sorting = others.pop(0)
        try:
            due = norm_end(case, Step.SORTING, began, context)
        except CalendarRunOut:
            due = None
        ended = sorting.ended and max(sorting.ended, began)
        took = office_seconds(case, began, ended, context) if ended else None
        late = bool(due and ended and ended > due)
        fingerprint = context.calendar.fingerprint()
        steps.append(
            replace(sorting, began=began, due=due, ended=ended, took=took, breached=late, calendar=fingerprint)
        )
    return replace(case, steps=(*steps, *others))


class Mover(Enum):
    """What moved a deadline besides a hold."""

    CALENDAR = "calendar"
    NORM = "norm"


def delivered(case: Case, day: date, now: datetime, context: CaseContext) -> Case:
    """End step 10 on the day that staff state, at its last minute but not after `now`."""
    current = case.current
    stated = datetime.combine(day, time(23, 59), context.calendar.hours.zone)
    return ended(case, max(current.began, min(now, stated)), context)


def recomputed(case: Case, context: CaseContext, *, holds_changed: bool) -> tuple[Case, Mover | None]:
    """Move the running turn's deadline where a hold, the calendar or the norm moves it; say why, if not a hold.

    A deadline that has passed moves for a hold alone: a breach once recorded keeps the deadline it broke. A calendar
    that has run out moves nothing.
    """
    current = case.current
    if current.ended is not None or (current.breached and not holds_changed):
        return case, None
    try:
        due = norm_end(case, current.step, current.began, context)
    except CalendarRunOut:
        return case, None
    if due == current.due:
        return case, None
    fingerprint = context.calendar.fingerprint()
    moved = with_current(case, replace(current, due=due, calendar=fingerprint))
    if fingerprint != current.calendar:
        return moved, Mover.CALENDAR
    return moved, None if holds_changed else Mover.NORM


def norm_end(case: Case, step: Step, began: datetime, context: CaseContext) -> datetime | None:
    """Return when a step's norm runs out; None for a step without a norm, and while a hold has no end.

    The first sorting of what was taken over has none: nobody sorts a whole register within one complaint's minutes.

    Raises:
        CalendarRunOut: it lies beyond the years that Hari Libur covers.
    """
    norm = context.rules.norms.get(step)
    if norm is None or (case.is_imported and step is Step.SORTING and began == case.registered_at):
        return None
    return context.calendar.due_at(norm, began, [(hold.began, hold.until) for hold in case.holds])


def office_seconds(case: Case, began: datetime, until: datetime, context: CaseContext) -> int | None:
    """Return the whole office seconds between two moments, holds left out; None where the calendar has run out."""
    holds = [(hold.began, hold.until) for hold in case.holds]
    try:
        return context.calendar.working_time_between(began, until, holds) // timedelta(seconds=1)
    except CalendarRunOut:
        return None


def with_current(case: Case, record: StepRecord) -> Case:
    """Put a turn in the place of the last one."""
    return replace(case, steps=(*case.steps[:-1], record))

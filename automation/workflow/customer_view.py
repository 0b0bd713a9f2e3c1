"""Where a complaint stands, for its complainant: what was done, and by when the rest may be, by the norms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from automation.domain.calendar import CalendarRunOut, OfficeCalendar
from automation.domain.case import Case
from automation.domain.customer_view import CustomerView, Standing, StepShown
from automation.domain.rules import Rules
from automation.domain.vocabulary import Outcome, Step

from .holds import on_hold


def customer_view(case: Case, rules: Rules, calendar: OfficeCalendar, now: datetime) -> CustomerView:
    """Return what a complainant may see of a complaint.

    Expected days follow from when the step of now is due, so they stay as time passes; once it is late, no day is
    expected any more.
    """
    is_open, resting = case.outcome is None, on_hold(case, now)
    done = [_done(case, step, calendar) for step in Step if _is_over(case, step)]
    coming = _coming(case, rules, calendar, now, resting=resting) if is_open else ()
    return CustomerView(
        number=case.number,
        steps=(*(one for one in done if is_open or one.on), *coming),
        is_resting=is_open and resting,
        outcome=case.outcome,
        ended_on=_day(case.closed_at, calendar) if not is_open else None,
    )


def _is_over(case: Case, step: Step) -> bool:
    return case.outcome is Outcome.SETTLED or step < case.current.step


def _done(case: Case, step: Step, calendar: OfficeCalendar) -> StepShown:
    ends = [one.ended for one in case.steps if one.step is step]
    ended = case.stated.received_at if step is Step.SUBMISSION else next(reversed(ends), None)
    return StepShown(step, Standing.DONE, _day(ended, calendar))


def _coming(
    case: Case, rules: Rules, calendar: OfficeCalendar, now: datetime, *, resting: bool
) -> Iterator[StepShown]:
    current = case.current
    due = _after(current.step, current.began, rules, calendar) if current.step is Step.DELIVERY else current.due
    is_past = due is not None and now > due
    # The last step depends on the customer: nobody is late with it.
    late = is_past and not resting and current.step is not Step.DELIVERY
    expected = None if is_past or resting else due
    yield StepShown(current.step, Standing.LATE if late else Standing.NOW, _day(expected, calendar))
    for step in (one for one in Step if one > current.step):
        expected = _after(step, expected, rules, calendar)
        yield StepShown(step, Standing.COMING, _day(expected, calendar))


def _after(step: Step, began: datetime | None, rules: Rules, calendar: OfficeCalendar) -> datetime | None:
    norm = rules.norms.get(step) or rules.customer_norms.get(step)
    try:
        return calendar.due_at(norm, began) if norm and began else None
    except CalendarRunOut:
        return None


def _day(moment: datetime | None, calendar: OfficeCalendar) -> date | None:
    return calendar.hours.day_of(moment) if moment else None

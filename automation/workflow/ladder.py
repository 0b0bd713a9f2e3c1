"""The rungs of a reminder ladder: which of them a step has reached at a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from automation.domain.calendar import Norm, OfficeCalendar
from automation.domain.dates import local_day
from automation.domain.notices import Level
from automation.domain.rules import Ladder


@dataclass(frozen=True, slots=True)
class Rung:
    """A reminder that is due now.

    Attributes:
        since: when it was reached.
        days: of `LATE`, which working day after the deadline's own day it is; 0 otherwise.
    """

    level: Level
    since: datetime
    days: int = 0


def rung_of(due: datetime, ladder: Ladder, calendar: OfficeCalendar, now: datetime) -> Rung | None:
    """Return the one reminder that holds now; those below it are past and never told late.

    The deadline itself is still in time. What passes outside office hours is met on the next working day as late.

    Raises:
        CalendarRunOut: a day is needed that the calendar does not cover.
    """
    if now <= due:
        since = _soon_from(due, ladder.soon, calendar, now)
        return Rung(Level.SOON, since) if since is not None and since <= now else None
    openings = list(_openings(calendar, due, now))
    if openings and ladder.daily:
        return Rung(Level.LATE, openings[-1], len(openings))
    return Rung(Level.DUE, due) if ladder.due else None


def escalated_at(due: datetime, ladder: Ladder, calendar: OfficeCalendar) -> datetime | None:
    """Return the moment from which the superior is told; None where the ladder has no such rung."""
    return calendar.due_at(ladder.escalate, due) if ladder.escalate is not None else None


def _soon_from(due: datetime, soon: Norm | None, calendar: OfficeCalendar, now: datetime) -> datetime | None:
    if soon is None:
        return None
    if soon.minutes is not None:
        return now if calendar.are_left_at_most(soon.minutes, now, due) else None
    day, left = calendar.hours.day_of(due), soon.days or 1
    while left > 1 or not calendar.is_working_day(day):
        left -= calendar.is_working_day(day)
        day -= timedelta(days=1)
    return _opening(calendar, day)


def _openings(calendar: OfficeCalendar, after: datetime, until: datetime) -> Iterator[datetime]:
    """Return the opening of each working day after the day of one moment, up to another."""
    zone = calendar.hours.zone
    day, last = local_day(after, zone), local_day(until, zone)
    while day < last:
        day += timedelta(days=1)
        if calendar.is_working_day(day) and (opening := _opening(calendar, day)) <= until:
            yield opening


def _opening(calendar: OfficeCalendar, day: date) -> datetime:
    return datetime.combine(day, calendar.hours_on(day).spans[0].opens, calendar.hours.zone)

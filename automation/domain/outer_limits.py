"""The law's outer limits on a complaint: by when its file is called complete, by when it is done.

UU 25/2009 Ps. 50 and Perpres 76/2013; SP4N-LAPOR!'s own terms for what came that way. They run in days from the
day of intake, whatever the office's norms say, and a hold does not stop them. The numbers are settings: which of them
were verified stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum

from .calendar import CalendarRunOut, OfficeCalendar
from .case import Case
from .dates import instant_in, local_day
from .vocabulary import Channel, Step

_DAY = timedelta(days=1)


class DayCount(Enum):
    """How days are counted; the value is what the settings say."""

    CALENDAR = "kalender"
    WORKING = "kerja"


class Limit(Enum):
    """Which limit; the value is part of a notice's key for ever."""

    COMPLETENESS = "kelengkapan"
    SETTLEMENT = "penyelesaian"
    FORWARDING = "penerusan"
    ANSWER = "jawaban"


@dataclass(frozen=True, slots=True, kw_only=True)
class OuterLimits:
    """How many days each limit has.

    Attributes:
        completeness: until it is said whether the file is complete.
        settlement: from then until the complaint is done.
        count: how the days of these two are counted.
        forwarding, answer: working days of what came through SP4N-LAPOR!.
        warned: so many days before a limit it is told of.
    """

    completeness: int = 14
    settlement: int = 60
    count: DayCount = DayCount.CALENDAR
    forwarding: int = 3
    answer: int = 14
    warned: int = 3


@dataclass(frozen=True, slots=True)
class LimitState:
    """A limit of one complaint: its last day, and the day on which it was met; None while it was not."""

    limit: Limit
    due: date
    met: date | None

    def is_kept(self, today: date) -> bool | None:
        """Return whether it was met in time; None while that is open."""
        if self.met is None:
            return None if today <= self.due else False
        return self.met <= self.due


def limits_of(case: Case, limits: OuterLimits, calendar: OfficeCalendar) -> Iterator[LimitState]:
    """Return the limits that hold for a complaint; one whose last day the calendar does not reach is left out.

    None are told of what was taken over from the register of before: what was met by then stands nowhere here.
    """
    if case.is_imported:
        return
    zone = calendar.hours.zone
    # The first end counts: what goes on after it is a handling of its own.
    ended = case.former_ends[0].at if case.former_ends else case.closed_at
    received, over = local_day(case.stated.received_at, zone), _day(ended, zone)
    complete = complete_since(case, zone)
    begun = complete or received
    wanted = [
        (Limit.COMPLETENESS, received, limits.completeness, limits.count, complete or over),
        (Limit.SETTLEMENT, begun, limits.settlement, limits.count, over),
    ]
    if case.stated.channel is Channel.LAPOR:
        disposed = _day(case.disposition.at, zone) if case.disposition else None
        wanted += [
            (Limit.FORWARDING, received, limits.forwarding, DayCount.WORKING, disposed or over),
            (Limit.ANSWER, received, limits.answer, DayCount.WORKING, _signed(case, zone) or over),
        ]
    for limit, since, days, count, met in wanted:
        try:
            yield LimitState(limit, last_day(since, days, count, calendar), met)
        except CalendarRunOut:
            continue


def complete_since(case: Case, zone: tzinfo) -> date | None:
    """Return since when officers call the file complete; a day before the intake says nothing."""
    day = stated_complete(case)
    return day if day is not None and day >= local_day(case.stated.received_at, zone) else None


def stated_complete(case: Case) -> date | None:
    """Return the day in the row's *Berkas lengkap sejak*, whether or not it can be; None where it is none."""
    found = instant_in(case.cells.get("complete_since", ""))
    return found.date() if found else None


def last_day(since: date, days: int, count: DayCount, calendar: OfficeCalendar) -> date:
    """Return the last day of a limit; the day on which it begins does not count.

    Raises:
        CalendarRunOut: working days are counted, and Hari Libur does not cover them.
    """
    if count is DayCount.CALENDAR:
        return since + days * _DAY
    day = since
    while days:
        day += _DAY
        days -= calendar.is_working_day(day)
    return day


def _signed(case: Case, zone: tzinfo) -> date | None:
    """Return the day on which the reply was signed, of the handling that counts."""
    turns = [one.ended for one in case.steps if one.step is Step.SIGNATURE and one.ended]
    return local_day(turns[-1], zone) if turns and case.current.step is Step.DELIVERY else None


def _day(at: datetime | None, zone: tzinfo) -> date | None:
    return local_day(at, zone) if at else None

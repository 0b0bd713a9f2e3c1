"""The office clock: working time over weeks, breaks, holidays and Ramadan.

The whole span of covered years is laid out once as open stretches with the working time before each of them, so every
question is a search in a sorted tuple. `docs/clock.md` says with examples what each answer means.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from operator import itemgetter

from automation.domain.office_hours import DayHours, DayNormEnd, OfficeHours

from . import wording

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_NO_TIME = timedelta()

Hold = tuple[datetime, datetime | None]
"""From when until when a case is on hold; `None` while nobody knows."""


class CalendarRunOut(Exception):
    """A year is needed that the holidays tab does not cover."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(wording.calendar_runs_out(year))


@dataclass(frozen=True, slots=True)
class Norm:
    """How long a step may take: either working minutes or working days."""

    minutes: int | None = None
    days: int | None = None

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.days is None):
            raise ValueError("a norm is either of minutes or of days")
        if (self.minutes or self.days or 0) < 1:
            raise ValueError("a norm gives some time")

    def __str__(self) -> str:
        return f"{self.minutes} menit" if self.minutes is not None else f"{self.days} hari kerja"


@dataclass(frozen=True, slots=True)
class SpecialPeriod:
    """A stretch of days, both ends included, on which the Ramadan hours hold."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCalendar:
    """All working time of the covered years.

    Moments are aware; answers are in the zone of the office. A year outside `years` raises `CalendarRunOut`.

    The laid-out moments share one zone, the axis, in which the clock never jumps: there Python compares and subtracts
    them as plain numbers. It is the office's own zone where that has no summer time, as in Indonesia, and else UTC.
    """

    hours: OfficeHours
    years: frozenset[int]
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    ramadans: tuple[SpecialPeriod, ...] = ()
    _axis: tzinfo = field(init=False, repr=False, compare=False)
    _opens: tuple[datetime, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[datetime, ...] = field(init=False, repr=False, compare=False)
    _worked: tuple[timedelta, ...] = field(init=False, repr=False, compare=False)
    _working_days: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _closes: tuple[datetime, ...] = field(init=False, repr=False, compare=False)
    _covered: tuple[tuple[datetime, datetime], ...] = field(init=False, repr=False, compare=False)
    _fingerprint: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        axis = _axis_of(self.hours.zone, self.years)
        opens: list[datetime] = []
        ends: list[datetime] = []
        worked = [_NO_TIME]
        working_days: dict[date, DayHours] = {}
        closes: list[datetime] = []
        for day in _days_of(self.years):
            hours = self.hours_on(day)
            for span in hours.spans:
                opens.append(datetime.combine(day, span.opens, self.hours.zone).astimezone(axis))
                ends.append(datetime.combine(day, span.closes, self.hours.zone).astimezone(axis))
                worked.append(worked[-1] + (ends[-1] - opens[-1]))
            if hours:
                working_days[day] = hours
                closes.append(ends[-1])
        laid_out = {
            "_axis": axis,
            "_opens": tuple(opens),
            "_ends": tuple(ends),
            "_worked": tuple(worked),
            "_working_days": tuple(working_days),
            "_closes": tuple(closes),
            "_covered": tuple(_unbroken(self.years, self.hours.zone, axis)),
            "_fingerprint": _fingerprint(self.hours, self.years, working_days),
        }
        for name, value in laid_out.items():
            object.__setattr__(self, name, value)

    @property
    def never_jumps(self) -> bool:
        """Whether the office's clocks are never set forward or back in the years that are laid out."""
        return self._axis is self.hours.zone

    # -- days

    def hours_on(self, day: date) -> DayHours:
        """Return the hours the office keeps on a day; none when it is closed."""
        week = self.hours.ramadan if any(day in period for period in self.ramadans) else self.hours.week
        if day in self.opened:
            return week.on_replacement_day(day.weekday())
        return DayHours() if day in self.closed else week.on(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Return whether the office opens on this day at all."""
        if day.year not in self.years:
            raise CalendarRunOut(day.year)
        return bool(self.hours_on(day))

    # -- moments

    def is_open(self, moment: datetime) -> bool:
        """Return whether people are at work; the closing moment itself is after work."""
        at = self._at(moment)
        self._limit(at)
        return self._is_open(at)

    def next_opening(self, moment: datetime) -> datetime:
        """Return the moment itself while the office is open, and else the next moment it opens."""
        return self._local(self._opening(self._at(moment)))

    def working_time_between(self, start: datetime, end: datetime, holds: Sequence[Hold] = ()) -> timedelta:
        """Return the working time from start to end, less that on hold; none when the end is not after the start."""
        if end <= start:
            return _NO_TIME
        first, last = self._at(start), self._at(end)
        limit = self._limit(first)
        if last >= limit:
            raise CalendarRunOut(self._year(limit))
        worked = self._worked_until(last) - self._worked_until(first)
        for since, until in self._merged(holds):
            held_from, held_until = max(since, first), last if until is None else min(until, last)
            if held_from < held_until:
                worked -= self._worked_until(held_until) - self._worked_until(held_from)
        return worked

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Return the whole working minutes from start to end."""
        return self.working_time_between(start, end) // _MINUTE

    def are_left_at_most(self, minutes: int, start: datetime, end: datetime) -> bool:
        """Return whether no more whole working minutes are left from start to end: the start is only compared."""
        if end <= start:
            return minutes >= 0
        first, last = self._at(start), self._at(end)
        limit = self._limit(first)
        if last >= limit:
            raise CalendarRunOut(self._year(limit))
        worked = self._worked_until(last) - (minutes + 1) * _MINUTE
        return worked < _NO_TIME or first > self._latest_with(worked)

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """Return the earliest moment by which this many working minutes have passed since the start."""
        return self._local(self._after_work(self._at(start), minutes * _MINUTE))

    def end_of_working_day(self, start: datetime, days: int) -> datetime:
        """Return the close of the working day that is `days` working days after the calendar day of the start.

        The day of the start never counts, be it a working day or not: begun on Monday at any hour, one day ends on
        Tuesday at the close; begun on Saturday, on Monday at the close. Either way at least one full day is given.
        """
        at = self._at(start)
        return self._local(self._close(at, self._day_index(at, days)) if days else at)

    def same_hour_after(self, start: datetime, days: int) -> datetime:
        """Return the same hour, `days` working days later.

        A start outside office hours counts from the next opening. Where the office is not open at that hour on the
        last day, the norm ends when it next opens that day, or at the close when it does not open again.
        """
        at = self._at(start)
        return self._local(self._same_hour(at, days) if days else at)

    # -- norms

    def due_at(self, norm: Norm, began: datetime, holds: Sequence[Hold] = ()) -> datetime | None:
        """Return the moment a norm ends when working time on hold does not count.

        Minutes and same-hour days move on by the working time on hold; other days by the closes of day that fell
        into a hold, as if the clock had stood still. A hold that begins at or after the end changes nothing. `None`
        while a hold without an end stands in the way: then nobody knows.
        """
        at = self._at(began)
        stops = self._merged(holds) if holds else ()
        due: datetime | None
        if norm.minutes is not None:
            due = self._after_work(at, norm.minutes * _MINUTE)
        elif self.hours.day_norm_end is DayNormEnd.SAME_HOUR:
            due = self._same_hour(at, norm.days or 1)
        else:
            due, stops = self._close_past(stops, at, norm.days or 1), ()
        if stops:
            due = self._shifted(due, at, stops)
        return None if due is None else self._local(due)

    def _shifted(self, due: datetime | None, began: datetime, stops: Sequence[Hold]) -> datetime | None:
        for since, until in stops:
            if due is None or since >= due:
                break
            if until is None:
                return None
            if until > began:
                self._limit(until)
                held = self._worked_until(until) - self._worked_until(max(since, began))
                due = self._after_work(due, held) if held else due
        return due

    def _close_past(self, stops: Sequence[Hold], began: datetime, days: int) -> datetime | None:
        index = self._day_index(began, days)
        for since, until in stops:
            if since >= self._close(began, index):
                break
            if until is None:
                return None
            if until > began:
                self._limit(until)
                passed = bisect_right(self._closes, max(since, began))
                index += bisect_right(self._closes, until) - passed
        return self._close(began, index)

    # -- what was used

    def fingerprint(self) -> str:
        """Name this working time: equal for calendars that would give the same due times, short enough for a cell."""
        return self._fingerprint

    # -- the laid-out time; every moment below is on the axis

    def _at(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("the office clock takes aware moments only")
        return moment.astimezone(self._axis)

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.hours.zone)

    def _year(self, at: datetime) -> int:
        return self._local(at).year

    def _limit(self, at: datetime) -> datetime:
        """Return the end of the covered years that follow a moment without a gap."""
        for first, end in self._covered:
            if first <= at < end:
                return end
        raise CalendarRunOut(self._year(at))

    def _is_open(self, at: datetime) -> bool:
        index = bisect_right(self._opens, at) - 1
        return index >= 0 and at < self._ends[index]

    def _opening(self, at: datetime) -> datetime:
        limit = self._limit(at)
        return at if self._is_open(at) else self._within(limit, self._opens, bisect_left(self._opens, at))

    def _worked_until(self, at: datetime) -> timedelta:
        index = bisect_right(self._opens, at)
        if not index:
            return _NO_TIME
        end = self._ends[index - 1]
        return self._worked[index] if at >= end else self._worked[index] - (end - at)

    def _latest_with(self, worked: timedelta) -> datetime:
        """Return the last moment until which no more than this was worked, of less than all."""
        index = bisect_right(self._worked, worked) - 1
        return self._opens[index] + (worked - self._worked[index])

    def _after_work(self, at: datetime, work: timedelta) -> datetime:
        if work <= _NO_TIME:
            return at
        limit = self._limit(at)
        wanted = self._worked_until(at) + work
        index = bisect_left(self._worked, wanted)
        return self._within(limit, self._ends, index - 1) - (self._worked[index] - wanted)

    def _day_index(self, at: datetime, days: int) -> int:
        return bisect_right(self._working_days, self._local(at).date()) + days - 1

    def _close(self, at: datetime, index: int) -> datetime:
        return self._within(self._limit(at), self._closes, index)

    def _same_hour(self, at: datetime, days: int) -> datetime:
        begun = self._opening(at)
        index = self._day_index(begun, days)
        close = self._close(at, index)
        clock = self._local(begun).time()
        wished = datetime.combine(self._working_days[index], clock, self.hours.zone).astimezone(self._axis)
        return close if wished >= close else max(wished, self._opens[bisect_right(self._ends, wished)])

    def _within(self, limit: datetime, moments: tuple[datetime, ...], index: int) -> datetime:
        """Return a laid-out moment, which must not lie beyond the covered years that the question began in."""
        if index >= len(moments) or moments[index] > limit:
            raise CalendarRunOut(self._year(limit))
        return moments[index]

    def _merged(self, holds: Sequence[Hold]) -> tuple[Hold, ...]:
        """Return the holds in order, overlapping and touching ones made one, backward ones left out."""
        stops = [(self._at(since), None if until is None else self._at(until)) for since, until in holds]
        merged: list[Hold] = []
        for since, until in sorted(stops, key=itemgetter(0)):
            if until is not None and until <= since:
                continue
            if merged and (merged[-1][1] is None or merged[-1][1] >= since):
                earlier, end = merged[-1]
                merged[-1] = (earlier, None if end is None or until is None else max(end, until))
            else:
                merged.append((since, until))
        return tuple(merged)


def _days_of(years: frozenset[int]) -> Iterator[date]:
    for year in sorted(years):
        first = date(year, 1, 1)
        for offset in range((date(year + 1, 1, 1) - first).days):
            yield first + offset * _DAY


def _axis_of(zone: tzinfo, years: frozenset[int]) -> tzinfo:
    offsets = {datetime.combine(day, time(), zone).utcoffset() for day in _days_of(years)}
    return zone if len(offsets) == 1 else UTC


def _unbroken(years: frozenset[int], zone: tzinfo, axis: tzinfo) -> Iterator[tuple[datetime, datetime]]:
    """Return the first moment of each run of years without a gap, and the first moment after it."""
    ordered = sorted(years)
    firsts = [year for year in ordered if year - 1 not in years]
    lasts = [year for year in ordered if year + 1 not in years]
    for first, last in zip(firsts, lasts, strict=True):
        yield (
            datetime(first, 1, 1, tzinfo=zone).astimezone(axis),
            datetime(last + 1, 1, 1, tzinfo=zone).astimezone(axis),
        )


def _fingerprint(hours: OfficeHours, years: frozenset[int], working_days: Mapping[date, DayHours]) -> str:
    printed = {kept: str(kept) for kept in set(working_days.values())}
    days = "; ".join(f"{day.toordinal()} {printed[kept]}" for day, kept in working_days.items())
    content = f"{hours.zone.key} {hours.day_norm_end.value} {sorted(years)} {days}"
    return hashlib.sha256(content.encode()).hexdigest()[:12]

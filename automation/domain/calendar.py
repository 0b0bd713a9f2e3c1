"""The office clock: working time over weeks, breaks, holidays and Ramadan.

The whole span of covered years is laid out once as open stretches in UTC with the working time before each of them,
so every question is a search in a sorted tuple.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from automation.domain.office_hours import DayHours, DayNormEnd, OfficeHours

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_TICKS_A_MINUTE = 60_000_000

Hold = tuple[datetime, datetime | None]
"""From when until when a case is on hold; `None` while nobody knows."""


class CalendarRunOut(Exception):
    """A year is needed that the holidays tab does not cover."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"Kalender kantor belum memuat tahun {year}. Isi hari libur nasional dan cuti bersama tahun {year} "
            "pada lembar Hari Libur (sesuai SKB tentang hari libur), lalu jalankan lagi."
        )


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


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """All working time of the covered years.

    Moments are aware; answers are in the zone of the office. A year outside `years` raises `CalendarRunOut`.
    """

    hours: OfficeHours
    years: frozenset[int]
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    ramadans: tuple[SpecialPeriod, ...] = ()
    _opens: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _worked: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _closes: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        opens: list[int] = []
        ends: list[int] = []
        worked = [0]
        closes: list[int] = []
        for day in self._days():
            for span in self.hours_on(day).spans:
                opens.append(_ticks(datetime.combine(day, span.opens, self.hours.zone)))
                ends.append(_ticks(datetime.combine(day, span.closes, self.hours.zone)))
                worked.append(worked[-1] + ends[-1] - opens[-1])
            if self.hours_on(day):
                closes.append(ends[-1])
        for name, laid_out in (("_opens", opens), ("_ends", ends), ("_worked", worked), ("_closes", closes)):
            object.__setattr__(self, name, tuple(laid_out))

    def _days(self) -> Iterator[date]:
        for year in sorted(self.years):
            first = date(year, 1, 1)
            for offset in range((date(year, 12, 31) - first).days + 1):
                yield first + timedelta(days=offset)

    # -- days

    def hours_on(self, day: date) -> DayHours:
        """Give the hours the office keeps on a day; none when it is closed."""
        week = self.hours.ramadan if any(day in period for period in self.ramadans) else self.hours.week
        if day in self.opened:
            return week.on_replacement_day(day.weekday())
        return DayHours() if day in self.closed else week.on(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Tell whether the office opens on this day at all."""
        self._must_cover(day.year, day.year)
        return bool(self.hours_on(day))

    # -- moments

    def is_open(self, moment: datetime) -> bool:
        """Tell whether people are at work; the closing moment itself is after work."""
        at = self._covered(moment)
        index = bisect_right(self._opens, at) - 1
        return index >= 0 and at < self._ends[index]

    def next_opening(self, moment: datetime) -> datetime:
        """Give the moment itself while the office is open, and else the next moment it opens."""
        if self.is_open(moment):
            return moment.astimezone(self.hours.zone)
        index = bisect_left(self._opens, _ticks(moment))
        return self._reached(moment, self._at(self._opens, index))

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Give the working time from start to end; none when the end is not after the start."""
        if end <= start:
            return timedelta()
        first, last = self._covered(start), self._covered(end)
        self._must_cover(self._year(start), self._year(end))
        return (self._worked_until(last) - self._worked_until(first)) * _TICK

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Give the whole working minutes from start to end."""
        return self.working_time_between(start, end) // timedelta(minutes=1)

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """Give the earliest moment by which so many working minutes have passed since the start."""
        return self._after_work(start, minutes * _TICKS_A_MINUTE)

    def end_of_working_day(self, start: datetime, days: int) -> datetime:
        """Give the close of the so-manieth working day after the calendar day of the start.

        The day of the start never counts, be it a working day or not: begun on Monday at any hour, one day ends on
        Tuesday at the close; begun on Saturday, on Monday at the close. Either way at least one full day is given.
        """
        if days == 0:
            return start.astimezone(self.hours.zone)
        return self._reached(start, self._at(self._closes, self._close_index(start, days)))

    def same_hour_after(self, start: datetime, days: int) -> datetime:
        """Give the same hour, so many working days later.

        A start outside office hours counts from the next opening. Where the office is not open at that hour on the
        last day, the norm ends when it next opens that day, or at the close when it does not open again.
        """
        if days == 0:
            return start.astimezone(self.hours.zone)
        begun = self.next_opening(start)
        close = self._at(self._closes, self._close_index(begun, days))
        last_day = _moment(close).astimezone(self.hours.zone).date()
        wished = _ticks(datetime.combine(last_day, begun.time(), self.hours.zone))
        index = bisect_right(self._ends, wished)
        reached = close if wished >= close else max(wished, self._opens[index])
        return self._reached(start, reached)

    # -- norms

    def due_at(self, norm: Norm, began: datetime, holds: Sequence[Hold] = ()) -> datetime | None:
        """Give the moment a norm ends when working time on hold does not count.

        Minutes and same-hour days move on by the working time on hold; other days by the closes of day that fell
        into a hold, as if the clock had stood still. A hold that begins at or after the end changes nothing. `None`
        while a hold without an end stands in the way: then nobody knows.
        """
        stops = _merged(holds)
        if norm.minutes is not None:
            return self._shifted(self.add_minutes(began, norm.minutes), began, stops)
        days = norm.days or 1
        if self.hours.day_norm_end is DayNormEnd.CLOSE_OF_DAY:
            return self._close_past(stops, began, days)
        return self._shifted(self.same_hour_after(began, days), began, stops)

    def _shifted(self, due: datetime, began: datetime, stops: Sequence[Hold]) -> datetime | None:
        for since, until in stops:
            if since >= due:
                break
            if until is None:
                return None
            held = self.working_time_between(max(since, began), until)
            if held:
                due = self._after_work(due, held // _TICK)
        return due

    def _close_past(self, stops: Sequence[Hold], began: datetime, days: int) -> datetime | None:
        index = self._close_index(began, days)
        for since, until in stops:
            if _ticks(since) >= self._at(self._closes, index):
                break
            if until is None:
                return None
            if until > began:
                passed = bisect_right(self._closes, _ticks(max(since, began)))
                index += bisect_right(self._closes, self._covered(until)) - passed
        return self._reached(began, self._at(self._closes, index))

    # -- what was used

    def fingerprint(self) -> str:
        """Name this working time: equal for calendars that would give the same due times, short enough for a cell."""
        content = (
            f"{self.hours.zone.key} {self.hours.day_norm_end.value} {sorted(self.years)} {self._opens} {self._ends}"
        )
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    # -- the laid-out time

    def _worked_until(self, at: int) -> int:
        index = bisect_right(self._opens, at)
        return self._worked[index] - max(0, self._ends[index - 1] - at) if index else 0

    def _after_work(self, start: datetime, work: int) -> datetime:
        if work <= 0:
            return start.astimezone(self.hours.zone)
        wanted = self._worked_until(self._covered(start)) + work
        index = bisect_left(self._worked, wanted)
        end = self._at(self._ends, index - 1)
        return self._reached(start, end - (self._worked[index] - wanted))

    def _close_index(self, start: datetime, days: int) -> int:
        self._covered(start)
        next_day = start.astimezone(self.hours.zone).date() + timedelta(days=1)
        midnight = datetime.combine(next_day, datetime.min.time(), self.hours.zone)
        return bisect_right(self._closes, _ticks(midnight)) + days - 1

    def _at(self, moments: tuple[int, ...], index: int) -> int:
        if index >= len(moments):
            raise CalendarRunOut(max(self.years) + 1)
        return moments[index]

    def _reached(self, start: datetime, end: int) -> datetime:
        moment = _moment(end).astimezone(self.hours.zone)
        self._must_cover(self._year(start), moment.year)
        return moment

    def _covered(self, moment: datetime) -> int:
        self._must_cover(self._year(moment), self._year(moment))
        return _ticks(moment)

    def _year(self, moment: datetime) -> int:
        return moment.astimezone(self.hours.zone).year

    def _must_cover(self, first: int, last: int) -> None:
        for year in range(first, last + 1):
            if year not in self.years:
                raise CalendarRunOut(year)


def _ticks(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError("the office clock takes aware moments only")
    return (moment - _EPOCH) // _TICK


def _moment(ticks: int) -> datetime:
    return _EPOCH + ticks * _TICK


def _merged(holds: Sequence[Hold]) -> tuple[Hold, ...]:
    """Give the holds in order, overlapping and touching ones made one, backward ones left out."""
    merged: list[Hold] = []
    for since, until in sorted(holds, key=lambda hold: _ticks(hold[0])):
        if until is not None and until <= since:
            continue
        if merged and (merged[-1][1] is None or merged[-1][1] >= since):
            earlier, end = merged[-1]
            merged[-1] = (earlier, None if end is None or until is None else max(end, until))
        else:
            merged.append((since, until))
    return tuple(merged)

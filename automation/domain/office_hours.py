"""When the office is open in a plain week and in Ramadan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise
from zoneinfo import ZoneInfo

from . import wording
from .dates import DAYS, local_day

FRIDAY = 4

_SPAN = re.compile(r"^(\d{1,2})[.:](\d{2})\s*(?:-|–|—|s\.?d\.?|sampai)\s*(\d{1,2})[.:](\d{2})$")


class WrongHours(ValueError):
    """Opening hours that contradict themselves; the text tells a person what to write instead."""


@dataclass(frozen=True, slots=True, order=True)
class OpenSpan:
    """One unbroken stretch of a working day, in local time."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise WrongHours(wording.hours_end_early(self))

    @classmethod
    def parse(cls, text: str) -> OpenSpan:
        """Read "07.30-12.00"."""
        match = _SPAN.match(text.strip())
        if match is None:
            raise WrongHours(wording.not_opening_hours(text.strip()))
        hours = [int(part) for part in match.groups()]
        try:
            return cls(time(hours[0], hours[1]), time(hours[2], hours[3]))
        except WrongHours:
            raise
        except ValueError as error:
            raise WrongHours(wording.no_such_hour(text.strip())) from error

    def __str__(self) -> str:
        return f"{self.opens:%H.%M}-{self.closes:%H.%M}"

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)


@dataclass(frozen=True, slots=True)
class DayHours:
    """The open stretches of one day, in order and apart; none on a day off."""

    spans: tuple[OpenSpan, ...] = ()

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.spans):
            if later.opens < earlier.closes:
                raise WrongHours(wording.hours_overlap(earlier=earlier, later=later))

    @classmethod
    def parse(cls, text: str) -> DayHours:
        """Read "07.30-12.00, 13.00-16.00"; an empty text or "libur" is a day off."""
        stripped = text.strip()
        if stripped.casefold() in {"", "-", "libur", "tutup"}:
            return cls()
        return cls(tuple(OpenSpan.parse(part) for part in stripped.split(",")))

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __str__(self) -> str:
        return ", ".join(map(str, self.spans)) or "libur"


@dataclass(frozen=True, slots=True)
class WeekHours:
    """The hours of the seven days, Monday first."""

    days: tuple[DayHours, ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(DAYS):
            raise WrongHours(wording.SEVEN_DAYS_WANTED)
        if not any(self.days):
            raise WrongHours(wording.NO_WORKING_DAY)

    @classmethod
    def of(cls, monday_to_thursday: DayHours, friday: DayHours) -> WeekHours:
        """Return the common week: four equal days, a Friday of its own, and a free weekend."""
        return cls((monday_to_thursday,) * FRIDAY + (friday, DayHours(), DayHours()))

    def on(self, weekday: int) -> DayHours:
        """Return the hours of a weekday, Monday being 0."""
        return self.days[weekday]

    def mean_working_day(self) -> timedelta:
        """Return the mean working time of the days that have any."""
        worked = [sum((span.length for span in day.spans), timedelta()) for day in self.days if day]
        return sum(worked, timedelta()) / len(worked)

    def on_replacement_day(self, weekday: int) -> DayHours:
        """Return the hours of a day that a decree opens: its own, or the first working day's on a free weekday."""
        return self.days[weekday] or next(day for day in self.days if day)


class DayNormEnd(Enum):
    """When a norm of whole days ends."""

    CLOSE_OF_DAY = "akhir_hari"
    SAME_HOUR = "jam_sama"


# Perpres 21/2023, as the SOP's office keeps it.
ORDINARY_WEEK = WeekHours.of(DayHours.parse("07.30-12.00, 13.00-16.00"), DayHours.parse("07.30-11.30, 13.00-16.30"))
RAMADAN_WEEK = WeekHours.of(DayHours.parse("08.00-12.00, 12.30-15.00"), DayHours.parse("08.00-11.30, 12.30-15.30"))
#: Indonesia's time zones, as people write them, and the names that tables of zones know them by.
ZONES: Mapping[str, str] = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
CENTRAL_INDONESIA = ZoneInfo(ZONES["WITA"])


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """The hours an office keeps, where it keeps them, and when its norms of whole days end."""

    week: WeekHours = ORDINARY_WEEK
    ramadan: WeekHours = RAMADAN_WEEK
    zone: ZoneInfo = CENTRAL_INDONESIA
    day_norm_end: DayNormEnd = DayNormEnd.CLOSE_OF_DAY

    def day_of(self, moment: datetime) -> date:
        """Return the office's day at a moment, which must be aware."""
        return local_day(moment, self.zone)

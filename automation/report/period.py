"""A stretch of time that a report covers: 2026-10, 2026-Q4 or 2026."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from automation.domain.dates import MONTHS

from . import wording

_WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{2})|[Qq]([1-4])))?")


class WrongPeriod(ValueError):
    """What was written is no period; the text says how to write one."""


class WrongEnding(ValueError):
    """A file's name says of no kind that a period's figures can be written as; the text says which can."""


class Cycle(Enum):
    """How often a report is made; the value is what people call such a period."""

    MONTH = wording.MONTH
    QUARTER = wording.QUARTER
    YEAR = wording.YEAR

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.YEAR: 12}[self]


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day up to, not including, `end`."""

    first: date
    end: date
    title: str
    cycle: Cycle = field(default=Cycle.YEAR, compare=False)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a written period.

        Raises:
            WrongPeriod: it is none.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if match is None or (match[2] and not 1 <= int(match[2]) <= 12) or not 1 <= int(match[1]) < 9999:
            raise WrongPeriod(wording.no_period(text))
        year = int(match[1])
        if match[2]:
            return cls.of(Cycle.MONTH, date(year, int(match[2]), 1))
        if match[3]:
            return cls.of(Cycle.QUARTER, date(year, 3 * int(match[3]), 1))
        return cls.year(year)

    @classmethod
    def of(cls, cycle: Cycle, day: date) -> Period:
        """Return the month, quarter or year in which a day lies."""
        first = date(day.year, day.month - (day.month - 1) % cycle.months, 1)
        title = {
            Cycle.MONTH: f"{MONTHS[first.month - 1]} {first.year}",
            Cycle.QUARTER: wording.quarter(number=(first.month + 2) // 3, year=first.year),
            Cycle.YEAR: wording.whole_year(first.year),
        }[cycle]
        return cls(first, _month_after(first.year, first.month + cycle.months - 1), title, cycle)

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a whole year."""
        return cls.of(Cycle.YEAR, date(year, 1, 1))

    @property
    def code(self) -> str:
        """How it is written: what `parse` reads."""
        match self.cycle:
            case Cycle.MONTH:
                return f"{self.first:%Y-%m}"
            case Cycle.QUARTER:
                return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
            case Cycle.YEAR:
                return f"{self.first.year}"

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.end - timedelta(days=1)

    @property
    def before(self) -> Period:
        """The period of the same length before it."""
        return Period.of(self.cycle, self.first - timedelta(days=1))

    def months(self) -> Iterator[Period]:
        """Return its months."""
        first = self.first
        while first < self.end:
            month = Period.of(Cycle.MONTH, first)
            yield month
            first = month.end

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end


def _month_after(year: int, month: int) -> date:
    return date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)

"""A stretch of time that a report covers: 2026-10, 2026-Q4 or 2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from automation.domain.dates import MONTHS

from . import wording

_WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{2})|[Qq]([1-4])))?")


class WrongPeriod(ValueError):
    """What was written is no period; the text says how to write one."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day up to, not including, `end`."""

    first: date
    end: date
    title: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a written period.

        Raises:
            WrongPeriod: it is none.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if match is None or (match[2] and not 1 <= int(match[2]) <= 12):
            raise WrongPeriod(wording.no_period(text))
        year = int(match[1])
        if match[2]:
            month = int(match[2])
            return cls(date(year, month, 1), _month_after(year, month), f"{MONTHS[month - 1]} {year}")
        if match[3]:
            quarter = int(match[3])
            first = date(year, 3 * quarter - 2, 1)
            return cls(first, _month_after(year, 3 * quarter), wording.quarter(number=quarter, year=year))
        return cls.year(year)

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a whole year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1), wording.whole_year(year))

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end


def _month_after(year: int, month: int) -> date:
    return date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)

"""The tab Hari Libur: what its rows mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache

from automation.domain.calendar import OfficeCalendar, SpecialPeriod
from automation.domain.dates import date_in
from automation.domain.office_hours import OfficeHours

from . import wording

Cell = str | float | date | None
"""A cell as it was read: text, a serial number of days, or a date."""

LONGEST_ENTRY = timedelta(days=62)
#: In a description: a day that rests on the moon and is not decreed yet; people take the word out once it is.
ESTIMATED = "perkiraan"


class HolidayKind(Enum):
    """What a row of the tab says of its days; the value is what people choose."""

    NATIONAL = "Libur nasional"
    COLLECTIVE_LEAVE = "Cuti bersama"
    OFFICE_CLOSED = "Libur kantor"
    REPLACEMENT_DAY = "Hari kerja pengganti"
    RAMADAN = "Ramadan"


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow:
    """One row of the tab, as people left it; `place` is its row number for messages."""

    first: Cell
    description: str
    kind: str
    last: Cell = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class CalendarProblem:
    """A row that could not be used, in words for the person who wrote it."""

    place: int
    column: str
    text: str

    def __str__(self) -> str:
        return wording.holiday_problem(row=self.place, column=self.column, text=self.text)


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: HolidayKind
    first: date
    last: date

    def days(self) -> Iterator[date]:
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


def read_calendar(
    rows: Sequence[HolidayRow], hours: OfficeHours
) -> tuple[OfficeCalendar, tuple[CalendarProblem, ...]]:
    """Make the office clock from the tab; a row with a fault is left out and named.

    A year is covered when the tab has at least one national holiday in it. A replacement day beats any holiday.
    """
    entries: list[_Entry] = []
    problems: list[CalendarProblem] = []
    for row in rows:
        if _is_blank(row):
            continue
        match _read(row):
            case CalendarProblem() as problem:
                problems.append(problem)
            case entry:
                entries.append(entry)
    return _calendar_of(tuple(entries), hours), tuple(problems)


def _is_blank(row: HolidayRow) -> bool:
    return not any(str(cell).strip() for cell in (row.first, row.last, row.kind) if cell is not None)


def _read(row: HolidayRow) -> _Entry | CalendarProblem:
    kind = next((kind for kind in HolidayKind if kind.value.casefold() == row.kind.strip().casefold()), None)
    if kind is None:
        return CalendarProblem(row.place, "Jenis", wording.choose_among(kind.value for kind in HolidayKind))
    first = _date_of(row.first)
    if first is None:
        return CalendarProblem(row.place, "Tanggal", wording.WRITE_A_DATE)
    last = first if _blank(row.last) else _date_of(row.last)
    if last is None:
        return CalendarProblem(row.place, "Sampai", wording.WRITE_A_DATE_OR_NOTHING)
    if last < first:
        return CalendarProblem(row.place, "Sampai", wording.LAST_BEFORE_FIRST)
    if last - first > LONGEST_ENTRY:
        return CalendarProblem(row.place, "Sampai", wording.HOLIDAY_TOO_LONG)
    if kind is HolidayKind.RAMADAN and last == first:
        return CalendarProblem(row.place, "Sampai", wording.RAMADAN_NEEDS_AN_END)
    return _Entry(kind, first, last)


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _date_of(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date_in(cell)


# Kept, because a tick a minute reads the same tab, and to lay years out takes longer than the rest of reading it. One
# process may serve many offices, most of which have the same days.
@lru_cache(maxsize=128)
def _calendar_of(entries: tuple[_Entry, ...], hours: OfficeHours) -> OfficeCalendar:
    def days_of(*kinds: HolidayKind) -> frozenset[date]:
        return frozenset(day for entry in entries if entry.kind in kinds for day in entry.days())

    return OfficeCalendar(
        hours=hours,
        years=frozenset(day.year for day in days_of(HolidayKind.NATIONAL)),
        closed=days_of(HolidayKind.NATIONAL, HolidayKind.COLLECTIVE_LEAVE, HolidayKind.OFFICE_CLOSED),
        opened=days_of(HolidayKind.REPLACEMENT_DAY),
        ramadans=tuple(SpecialPeriod(e.first, e.last) for e in entries if e.kind is HolidayKind.RAMADAN),
    )

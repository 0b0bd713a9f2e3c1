"""The tab Hari Libur: what its rows mean, and the rows a new workbook starts with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

import holidays

from automation.domain.calendar import OfficeCalendar, SpecialPeriod
from automation.domain.dates import date_in
from automation.domain.office_hours import OfficeHours

Cell = str | float | date | None
"""A cell as it was read: text, a serial number of days, or a date."""

LONGEST_ENTRY = timedelta(days=62)
_IDUL_FITRI = "Hari Raya Idul Fitri"


class HolidayKind(Enum):
    """What a row of the tab says of its days; the value is what people choose."""

    NATIONAL = "Libur nasional"
    COLLECTIVE_LEAVE = "Cuti bersama"
    OFFICE_CLOSED = "Libur kantor"
    REPLACEMENT_DAY = "Hari kerja pengganti"
    RAMADAN = "Ramadan"


@dataclass(frozen=True, slots=True)
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
        return f"Hari Libur baris {self.place}, kolom {self.column}: {self.text}"


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
    return _calendar_of(entries, hours), tuple(problems)


def default_holidays(years: Iterable[int]) -> tuple[HolidayRow, ...]:
    """Give the national holidays, collective leave and estimated Ramadans of these years, in order of date.

    A date that rests on the moon and is not decreed yet says "(perkiraan)".
    """
    wanted = sorted(set(years))
    leave = _named_days(wanted, "government")
    entries = [
        HolidayRow(day, name, HolidayKind.COLLECTIVE_LEAVE.value if day in leave else HolidayKind.NATIONAL.value)
        for day, name in (leave | _named_days(wanted, "public")).items()
    ]
    return tuple(sorted([*entries, *_ramadans(wanted)], key=lambda row: (str(row.first), row.kind)))


def _named_days(years: Sequence[int], category: str) -> dict[date, str]:
    named = holidays.country_holidays("ID", years=years, categories=(category,), language="id")
    return {day: name for day, name in named.items() if day.year in years}


def _ramadans(years: Sequence[int]) -> Iterator[HolidayRow]:
    """Estimate each Ramadan as the thirty days before Idul Fitri."""
    for day, name in _named_days([*years, max(years) + 1] if years else [], "public").items():
        first = day - timedelta(days=30)
        if name.startswith(_IDUL_FITRI) and first.year in years:
            yield HolidayRow(
                first,
                "Jam kerja Ramadan (perkiraan, sesuaikan dengan penetapan awal Ramadan)",
                HolidayKind.RAMADAN.value,
                last=day - timedelta(days=1),
            )


def _is_blank(row: HolidayRow) -> bool:
    return not any(str(cell).strip() for cell in (row.first, row.last, row.kind) if cell is not None)


def _read(row: HolidayRow) -> _Entry | CalendarProblem:
    kind = next((kind for kind in HolidayKind if kind.value.casefold() == row.kind.strip().casefold()), None)
    if kind is None:
        choices = ", ".join(kind.value for kind in HolidayKind)
        return CalendarProblem(row.place, "Jenis", f"pilih salah satu: {choices}.")
    first = _date_of(row.first)
    if first is None:
        return CalendarProblem(row.place, "Tanggal", "tulis tanggal seperti 31/12/2026.")
    last = first if _blank(row.last) else _date_of(row.last)
    if last is None:
        return CalendarProblem(row.place, "Sampai", "tulis tanggal seperti 31/12/2026, atau kosongkan.")
    if last < first:
        return CalendarProblem(row.place, "Sampai", "tanggal ini sebelum Tanggal; tukar atau kosongkan.")
    if last - first > LONGEST_ENTRY:
        return CalendarProblem(row.place, "Sampai", "lebih dari dua bulan setelah Tanggal; periksa tahunnya.")
    if kind is HolidayKind.RAMADAN and last == first:
        return CalendarProblem(row.place, "Sampai", "isi hari terakhir Ramadan.")
    return _Entry(kind, first, last)


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _date_of(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date_in(cell)


def _calendar_of(entries: Sequence[_Entry], hours: OfficeHours) -> OfficeCalendar:
    def days_of(*kinds: HolidayKind) -> frozenset[date]:
        return frozenset(day for entry in entries if entry.kind in kinds for day in entry.days())

    return OfficeCalendar(
        hours=hours,
        years=frozenset(day.year for day in days_of(HolidayKind.NATIONAL)),
        closed=days_of(HolidayKind.NATIONAL, HolidayKind.COLLECTIVE_LEAVE, HolidayKind.OFFICE_CLOSED),
        opened=days_of(HolidayKind.REPLACEMENT_DAY),
        ramadans=tuple(SpecialPeriod(e.first, e.last) for e in entries if e.kind is HolidayKind.RAMADAN),
    )

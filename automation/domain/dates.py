"""Dates and hours as Indonesian offices write them, whatever locale the machine has."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta, tzinfo

from .texts import visible

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_ZONES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}
#: Where the serial numbers of a spreadsheet's days begin; they are office time without a zone.
SERIAL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a serial number knows no zone)
#: An office's dates lie between these; any other is a slip of the pen.
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
_WITH_TIME = re.compile(
    r"(?P<day>.*?)(?:[,T\s]+(?:pukul\s+)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:]00)?)?", re.I
)
_SLASHED = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WORDS = re.compile(r"^(?:[A-Za-z']+,\s*)?(\d{1,2})\s+([A-Za-z]{3,})\.?\s+(\d{4})$")


def local_day(moment: datetime, zone: tzinfo) -> date:
    """Return the day on which a moment falls in a zone; the moment must be aware."""
    return moment.astimezone(zone).date()


def long_date(day: date) -> str:
    """Print "2 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_and_date(day: date) -> str:
    """Print "Senin, 2 November 2026"."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def short_date(day: date) -> str:
    """Print "02/11/2026", as people type it into the workbook."""
    return f"{day.day:02}/{day.month:02}/{day.year}"


def clock_time(moment: datetime) -> str:
    """Print "13.30 WITA"; a zone outside Indonesia is printed by its offset."""
    return f"{moment:%H.%M} {_zone_name(moment)}"


def date_and_time(moment: datetime) -> str:
    """Print "Senin, 2 November 2026 pukul 13.30 WITA"; the moment must be aware and in the zone to be shown."""
    return f"{weekday_and_date(moment)} pukul {clock_time(moment)}"


def date_in(cell: str | float | None) -> date | None:
    """Read a date from a cell: 31/12/2026, 2026-12-31, 31 Desember 2026, or a serial number; `None` if it is none."""
    match cell:
        case None | bool():
            return None
        case int() | float():
            return _from_serial(cell)
        case _:
            return _from_text(cell.strip())


def instant_in(cell: str | float | None) -> datetime | None:
    """Read a date with or without a time of day, in office time without a zone; `None` if it is none.

    Dates are written as for `date_in`, and lie between EARLIEST and LATEST; signs that nobody sees do not count. A
    serial number is rounded to the minute.
    """
    match cell:
        case None | bool():
            return None
        case int() | float():
            return _instant_from_serial(cell)
        case _:
            return _instant_from_text(visible(cell))


def _instant_from_serial(serial: float) -> datetime | None:
    try:
        instant = SERIAL_EPOCH + timedelta(days=serial)
    except (OverflowError, ValueError):
        return None
    rounded = (instant + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return rounded if EARLIEST <= rounded.date() <= LATEST else None


def _instant_from_text(text: str) -> datetime | None:
    match = _WITH_TIME.fullmatch(text)
    day = date_in(match["day"]) if match else None
    if match is None or day is None or not EARLIEST <= day <= LATEST:
        return None
    return _at(day, int(match["hour"] or 0), int(match["minute"] or 0))


def _at(day: date, hour: int, minute: int) -> datetime | None:
    """Return an hour of a day, in office time without a zone; None when no clock shows it."""
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(day, time(hour, minute))


def _from_serial(serial: float) -> date | None:
    if not math.isfinite(serial) or not 1 <= serial < 200_000:
        return None
    return SERIAL_EPOCH.date() + timedelta(days=math.floor(serial))


def _from_text(text: str) -> date | None:
    if match := _SLASHED.match(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO.match(text):
        year, month, day = map(int, match.groups())
    elif match := _WORDS.match(text):
        day, year = int(match[1]), int(match[3])
        month = _month_named(match[2])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_named(word: str) -> int:
    wanted = word.casefold()
    for number, month in enumerate(MONTHS, start=1):
        if month.casefold() == wanted or (len(wanted) == 3 and month.casefold().startswith(wanted)):
            return number
    return 0


def _zone_name(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a moment without a zone cannot be printed")
    return _ZONES.get(offset) or f"UTC{moment:%z}"

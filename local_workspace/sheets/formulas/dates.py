"""Functions of dates and times, which are numbers of days since 1899-12-30."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from local_workspace.sheets.entered import date_of, entered, serial_of
from local_workspace.sheets.model import Value

from .coercion import ENGLISH, FormulaError, number, text


def _date(year: Value, month: Value, day: Value) -> int:
    y, m = int(number(year)), int(number(month)) - 1
    if y < 1900:
        y += 1900
    return serial_of(date(y + m // 12, m % 12 + 1, 1)) + int(number(day)) - 1


def _months_later(start: Value, months: Value, *, end: bool) -> int:
    day = date_of(number(start))
    month = day.month - 1 + int(number(months))
    year, month = day.year + month // 12, month % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return serial_of(date(year, month, last if end else min(day.day, last)))


def _weekday(day: Value, kind: Value = 1) -> int:
    monday = date_of(number(day)).weekday()
    match int(number(kind)):
        case 2:
            return monday + 1
        case 3:
            return monday
        case _:
            return (monday + 1) % 7 + 1


def _datevalue(value: Value) -> int:
    if isinstance(value, int | float):
        return int(value)
    found = entered(text(value), ENGLISH, date(2000, 1, 1))
    if found.kind not in ("DATE", "DATE_TIME") or not isinstance(found.value, int | float):
        raise FormulaError("#VALUE!", f"DATEVALUE parameter '{value}' cannot be parsed to date/time.")
    return int(found.value)


def _days(end: Value, start: Value) -> int:
    return int(number(end)) - int(number(start))


def _datedif(start: Value, end: Value, unit: Value) -> int:
    first, last = date_of(number(start)), date_of(number(end))
    if first > last:
        raise FormulaError("#NUM!")
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    match text(unit).upper():
        case "D":
            return (last - first).days
        case "M":
            return months
        case "Y":
            return months // 12
        case "YM":
            return months % 12
        case "MD":
            return (last - date_of(_months_later(serial_of(first), months, end=False))).days
        case "YD":
            return (last - date_of(_months_later(serial_of(first), months // 12 * 12, end=False))).days
        case _:
            raise FormulaError("#NUM!")


def _time(hour: Value, minute: Value, second: Value) -> float:
    return (number(hour) * 3600 + number(minute) * 60 + number(second)) / 86400 % 1


def _of_day(value: Value, unit: int, limit: int) -> int:
    seconds = round(number(value) % 1 * 86400)
    return seconds // unit % limit


DATES: dict[str, Callable[..., Value]] = {
    "DATE": _date,
    "TIME": _time,
    "YEAR": lambda a: date_of(number(a)).year,
    "MONTH": lambda a: date_of(number(a)).month,
    "DAY": lambda a: date_of(number(a)).day,
    "HOUR": lambda a: _of_day(a, 3600, 24),
    "MINUTE": lambda a: _of_day(a, 60, 60),
    "SECOND": lambda a: _of_day(a, 1, 60),
    "WEEKDAY": _weekday,
    "ISOWEEKNUM": lambda a: date_of(number(a)).isocalendar().week,
    "EDATE": lambda a, b: _months_later(a, b, end=False),
    "EOMONTH": lambda a, b: _months_later(a, b, end=True),
    "DATEVALUE": _datevalue,
    "DAYS": _days,
    "DATEDIF": _datedif,
    "TO_DATE": lambda a: a,
}

"""What Google makes of a text that a person (or `USER_ENTERED`) types into a cell."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from .locales import _ENGLISH_MONTHS, Locale
from .model import Scalar

EPOCH = date(1899, 12, 30)


class Entered(NamedTuple):
    """The meaning of a typed text.

    Attributes:
        value: the value; None for a formula or an emptied cell.
        formula: the formula with its `=`, or the empty string.
        kind: the number format's type that the way of typing implies, or the empty string.
        pattern: its pattern.
    """

    value: Scalar = None
    formula: str = ""
    kind: str = ""
    pattern: str = ""


def entered(text: str, locale: Locale, today: date) -> Entered:
    """Read a typed text: formula, boolean, number, percentage, money, date, time, or text.

    `today` gives the year of dates typed without one.
    """
    if text == "":
        return Entered()
    if text.startswith("'"):
        return Entered(text[1:])
    if text.startswith("=") and len(text) > 1:
        return Entered(None, text)
    return _plain(text, locale, today.year)


@lru_cache(maxsize=50_000)
def _plain(text: str, locale: Locale, year: int) -> Entered:
    trimmed = text.strip()
    upper = trimmed.upper()
    if upper in ("TRUE", locale.true):
        return Entered(True)
    if upper in ("FALSE", locale.false):
        return Entered(False)
    if not trimmed or not any(letter.isdigit() for letter in trimmed):
        return Entered(text)
    return _number(trimmed, locale) or _moment(trimmed, locale, year) or Entered(text)


def whole_if_possible(number: float) -> int | float:
    """Return 2 for 2.0: Google prints both alike."""
    return int(number) if number == int(number) and abs(number) < 1e15 else number


@lru_cache(maxsize=64)
def _number_pattern(locale: Locale) -> re.Pattern[str]:
    decimal = re.escape(locale.decimal)
    thousands = re.escape(locale.thousands)
    if locale.thousands in "\u202f\u00a0":
        thousands = "[\u202f\u00a0 ]"
    currency = rf"(?:{re.escape(locale.currency)}\.?|[$€£¥])"
    digits = rf"(?P<whole>\d{{1,3}}(?:{thousands}\d{{3}})+|\d*)(?:{decimal}(?P<part>\d*))?"
    return re.compile(
        rf"(?P<open>\()?(?P<sign>[-+])?\s*(?P<before>{currency})?\s*(?P<sign2>[-+])?{digits}"
        rf"(?:[eE](?P<power>[-+]?\d+))?\s*(?P<after>{currency})?\s*(?P<percent>%)?(?P<close>\))?\Z"
    )


def _number(text: str, locale: Locale) -> Entered | None:
    match = _number_pattern(locale).match(text)
    if match is None or not (match["whole"] or match["part"]):
        return None
    if bool(match["open"]) != bool(match["close"]) or (match["sign"] and match["sign2"]):
        return None
    if (match["before"] or match["after"]) and (match["percent"] or match["power"]):
        return None
    number = _size(match)
    if number is None:
        return None
    negative = match["sign"] == "-" or match["sign2"] == "-" or match["open"]
    return _as_written(match, -number if negative else number)


def _size(match: re.Match[str]) -> float | None:
    whole = "".join(letter for letter in match["whole"] or "0" if letter.isdigit())
    try:
        number = float(f"{whole}.{match['part'] or '0'}e{match['power'] or 0}")
    except (ValueError, OverflowError):
        return None
    return None if math.isinf(number) else number


def _as_written(match: re.Match[str], number: float) -> Entered:
    """Return a number with the format that the way it is written asks for."""
    if match["percent"]:
        pattern = "0.00%" if match["part"] else "0%"
        return Entered(whole_if_possible(round(number / 100, 17)), "", "PERCENT", pattern)
    value = whole_if_possible(number)
    grouped = "#,##0.00" if match["part"] else "#,##0"
    if money := match["before"] or match["after"]:
        sign = money.rstrip(".")
        pattern = f'"{sign}"{grouped}' if match["before"] else f'{grouped} "{sign}"'
        return Entered(value, "", "CURRENCY", pattern)
    if match["power"]:
        return Entered(value, "", "SCIENTIFIC", "0.00E+00")
    if match["whole"] and not match["whole"].isdigit():
        return Entered(value, "", "NUMBER", grouped)
    return Entered(value)


_CLOCK = re.compile(
    r"(?:(?P<before>.*?)[ T]+)?(?P<hour>\d{1,3}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<part>\.\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\Z",
    re.DOTALL,
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\Z")
_THREE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\Z")
_TWO = re.compile(r"(\d{1,2})([-/])(\d{1,2})\Z")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})([ -])([^\W\d]{3,12})\.?,?(?:[ -](\d{4}|\d{2}))?\Z")
_MONTH_DAY_YEAR = re.compile(r"([^\W\d]{3,12})\.? (\d{1,2})(?:,? (\d{4}))?\Z")


def _moment(text: str, locale: Locale, year: int) -> Entered | None:
    match = _CLOCK.match(text)
    if match is None:
        found = _date(text, locale, year)
        return Entered(found[0], "", "DATE", found[1]) if found else None
    hour, minute = int(match["hour"]), int(match["minute"])
    second = float((match["second"] or "0") + (match["part"] or ""))
    if minute > 59 or second >= 60:
        return None
    pattern = "h:mm" if match["half"] else "H:mm"
    if match["second"]:
        pattern += ":ss"
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        pattern += " am/pm"
    time = (hour * 3600 + minute * 60 + second) / 86400
    if match["before"] is None:
        if hour > 23:
            return Entered(time, "", "TIME", "[h]:mm:ss" if match["second"] else "[h]:mm")
        return Entered(whole_if_possible(time), "", "TIME", pattern)
    found = _date(match["before"].strip(), locale, year)
    if found is None or hour > 23:
        return None
    return Entered(whole_if_possible(found[0] + time), "", "DATE_TIME", f"{found[1]} {pattern}")


def serial_of(day: date) -> int:
    """Count a date's days since 1899-12-30."""
    return (day - EPOCH).days


def date_of(serial: float) -> date:
    """Return the date of a day count."""
    return EPOCH + timedelta(days=int(serial // 1))


def _date(text: str, locale: Locale, year: int) -> tuple[int, str] | None:
    if match := _ISO.match(text):
        mark = match[2]
        month = "MM" if len(match[3]) == 2 else "M"
        day = "dd" if len(match[4]) == 2 else "d"
        return _serial(int(match[1]), int(match[3]), int(match[4]), f"yyyy{mark}{month}{mark}{day}")
    if match := _THREE.match(text):
        return _three_numbers(match, locale)
    if match := _TWO.match(text):
        first, second = int(match[1]), int(match[3])
        if locale.date_order == "dmy":
            return _serial(year, second, first, f"d{match[2]}M")
        return _serial(year, first, second, f"M{match[2]}d")
    if match := _DAY_MONTH_YEAR.match(text):
        month_number, shape = _month(match[3], locale)
        mark = match[2]
        pattern = f"d{mark}{shape}" + ("" if not match[4] else mark + "y" * len(match[4]))
        return _serial(_full_year(match[4], year), month_number, int(match[1]), pattern)
    if match := _MONTH_DAY_YEAR.match(text):
        month_number, shape = _month(match[1], locale)
        pattern = f"{shape} d" + (", yyyy" if match[3] else "")
        return _serial(_full_year(match[3], year), month_number, int(match[2]), pattern)
    return None


def _three_numbers(match: re.Match[str], locale: Locale) -> tuple[int, str] | None:
    first, mark, second, last = match.groups()
    year = _full_year(last, 0)
    shapes = ["d" * len(first), "M" * len(second)]
    day, month = int(first), int(second)
    if locale.date_order in ("mdy", "ymd"):
        day, month = month, day
        shapes = ["M" * len(first), "d" * len(second)]
    return _serial(year, month, day, mark.join([*shapes, "y" * len(last)]))


def _full_year(text: str | None, otherwise: int) -> int:
    if not text:
        return otherwise
    number = int(text)
    if len(text) == 2:
        return 2000 + number if number < 30 else 1900 + number
    return number


def _month(word: str, locale: Locale) -> tuple[int, str]:
    lowered = word.lower()
    for names in (locale.months, _ENGLISH_MONTHS):
        for index, name in enumerate(names):
            if lowered == name.lower():
                return index + 1, "MMM" if len(name) == 3 else "MMMM"
            if lowered == name.lower()[:3]:
                return index + 1, "MMM"
    return 0, ""


def _serial(year: int, month: int, day: int, pattern: str) -> tuple[int, str] | None:
    try:
        return serial_of(date(year, month, day)), pattern
    except ValueError:
        return None

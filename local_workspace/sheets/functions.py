"""The functions that are answered here rather than by the engine: lookups, logic, texts, counts, dates."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from .display import shown
from .engine import fault
from .entered import date_of, entered, serial_of, whole_if_possible
from .locales import locale_of
from .model import Fault, Value

ENGLISH = locale_of("en_US")


class FormulaError(Exception):
    """An error value on its way up."""

    def __init__(self, kind: str, message: str = "") -> None:
        super().__init__(kind)
        self.fault = Fault(kind, message) if message else fault(kind)


def number(value: Value) -> float:
    """Give a value as a number, as arithmetic takes it.

    Raises:
        FormulaError: `#VALUE!` for a text that is no number; an error value itself.
    """
    if isinstance(value, bool):
        return 1 if value else 0
    if isinstance(value, int | float):
        return value
    if value is None or value == "":
        return 0
    if isinstance(value, Fault):
        raise FormulaError(*value)
    found = entered(value, ENGLISH, date(2000, 1, 1)).value
    if isinstance(found, int | float) and not isinstance(found, bool):
        return found
    raise FormulaError(
        "#VALUE!", f"A parameter expects number values. But '{value}' is a text and cannot be coerced to a number."
    )


def text(value: Value) -> str:
    """Give a value as a text."""
    if isinstance(value, Fault):
        raise FormulaError(*value)
    return shown(value, None, ENGLISH)


def truth(value: Value) -> bool:
    """Give a value as a condition takes it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value:
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise FormulaError(
            "#VALUE!",
            f"A parameter expects boolean values. But '{value}' is a text and cannot be coerced to a boolean.",
        )
    return number(value) != 0


def same(first: Value, second: Value) -> bool:
    """Tell whether two values are equal as `=` sees it: texts in whatever case, empty as 0 or nothing."""
    if first is None or second is None:
        other = second if first is None else first
        return other is None or other == "" or (other == 0 and not isinstance(other, str))
    if isinstance(first, str) and isinstance(second, str):
        return first.lower() == second.lower()
    if isinstance(first, bool) != isinstance(second, bool):
        return False
    return first == second


def order(value: Value) -> tuple[int, Any]:
    """Give a key that sorts values as comparisons do: numbers, texts, truth values."""
    if isinstance(value, Fault):
        raise FormulaError(*value)
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.lower()
    return 0, value or 0


def numbers(values: Iterator[tuple[Value, bool]]) -> list[float]:
    """Give the numbers among arguments: texts and truth values in ranges are passed over, written out they count."""
    found: list[float] = []
    for value, direct in values:
        if isinstance(value, Fault):
            raise FormulaError(*value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            found.append(value)
        elif direct and value is not None:
            found.append(number(value))
    return found


def criterion(given: Value) -> Callable[[Value], bool]:
    """Read a criterion of COUNTIF and its like: `">5"`, `"<>x"`, `"a*"`, a plain value."""
    if not isinstance(given, str):
        return lambda value: value is not None and same(value, given) if given is not None else value in (None, "")
    match = re.match(r"(<=|>=|<>|<|>|=)?(.*)\Z", given, re.DOTALL)
    sign, bound_text = (match[1] or "=", match[2]) if match else ("=", given)
    bound = entered(bound_text, ENGLISH, date.today()).value if bound_text else None  # noqa: DTZ011 (a year of a bare date)
    if sign in ("=", "<>"):
        if bound_text == "":
            return (lambda value: value in (None, "")) if sign == "=" else (lambda value: value not in (None, ""))
        if isinstance(bound, str) and re.search(r"[*?]", bound):
            pattern = re.compile(wildcard(bound), re.IGNORECASE | re.DOTALL)
            return lambda value: (isinstance(value, str) and pattern.fullmatch(value) is not None) == (sign == "=")
        return lambda value: (value is not None and (same(value, bound) or _reads_as(value, bound))) == (sign == "=")
    if bound is None:
        return lambda _: False
    kind, key = order(bound)
    tests: dict[str, Callable[[Any], bool]] = {
        "<": lambda one: one < key,
        ">": lambda one: one > key,
        "<=": lambda one: one <= key,
        ">=": lambda one: one >= key,
    }
    return lambda value: (
        value is not None
        and not isinstance(value, Fault)
        and order(value)[0] == kind
        and tests[sign](order(value)[1])
    )


def _reads_as(value: Value, bound: Value) -> bool:
    if not isinstance(value, str) or isinstance(bound, str | None):
        return False
    return same(entered(value, ENGLISH, date(2000, 1, 1)).value, bound)


def wildcard(given: str) -> str:
    """Turn `*`, `?` and `~` into a regular expression."""
    said, escaped = [], False
    for letter in given:
        if escaped:
            said.append(re.escape(letter))
            escaped = False
        elif letter == "~":
            escaped = True
        else:
            said.append({"*": ".*", "?": "."}.get(letter) or re.escape(letter))
    return "".join(said)


def _round(value: float, digits: float, way: Callable[[float], float]) -> float:
    factor = 10.0 ** int(digits)
    scaled = round(value * factor, 9)
    return whole_if_possible(math.copysign(way(abs(scaled)), value) / factor)


def _half_up(value: float) -> float:
    return math.floor(value + 0.5)


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


def _left(value: Value, count: Value = 1) -> str:
    return text(value)[: max(0, int(number(count)))]


def _right(value: Value, count: Value = 1) -> str:
    size = int(number(count))
    return text(value)[-size:] if size > 0 else ""


def _mid(value: Value, start: Value, count: Value) -> str:
    first = int(number(start)) - 1
    if first < 0:
        raise FormulaError("#VALUE!")
    return text(value)[first : first + int(number(count))]


def _find(what: Value, where: Value, start: Value = 1, *, exact: bool = True) -> int:
    needle, hay = text(what), text(where)
    if not exact:
        needle, hay = needle.lower(), hay.lower()
    found = hay.find(needle, int(number(start)) - 1)
    if found < 0:
        raise FormulaError("#VALUE!", f"In FIND evaluation, cannot find '{needle}' within '{hay}'.")
    return found + 1


def _substitute(value: Value, old: Value, new: Value, which: Value = None) -> str:
    whole, from_text, to_text = text(value), text(old), text(new)
    if not from_text:
        return whole
    if which is None:
        return whole.replace(from_text, to_text)
    parts = whole.split(from_text)
    place = int(number(which))
    if not 0 < place < len(parts):
        return whole
    return from_text.join(parts[:place]) + to_text + from_text.join(parts[place:])


def _as_text(value: Value, pattern: Value) -> str:
    if isinstance(value, str):
        found = entered(value, ENGLISH, date(2000, 1, 1)).value
        if not isinstance(found, int | float):
            return value
        value = found
    return shown(value, {"pattern": text(pattern)}, ENGLISH)


def _datevalue(value: Value) -> int:
    if isinstance(value, int | float):
        return int(value)
    found = entered(text(value), ENGLISH, date(2000, 1, 1))
    if found.kind not in ("DATE", "DATE_TIME") or not isinstance(found.value, int | float):
        raise FormulaError("#VALUE!", f"DATEVALUE parameter '{value}' cannot be parsed to date/time.")
    return int(found.value)


def _regex(what: Value) -> re.Pattern[str]:
    try:
        return re.compile(text(what))
    except re.error as error:
        raise FormulaError(
            "#REF!", f'Function REGEXMATCH parameter 2 value "{text(what)}" is not a valid regular expression.'
        ) from error


def _extract(value: Value, pattern: Value) -> str:
    match = _regex(pattern).search(text(value))
    if match is None:
        raise FormulaError(
            "#N/A",
            f'Function REGEXEXTRACT parameter 2 value "{text(pattern)}" does not match text of '
            f'Function REGEXEXTRACT parameter 1 value "{text(value)}".',
        )
    return match[1] if match.re.groups else match[0]


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


def _divided(first: Value, second: Value) -> float:
    by = number(second)
    if by == 0:
        number(first)
        raise FormulaError("#DIV/0!")
    return whole_if_possible(number(first) / by)


def _power(first: Value, second: Value) -> float:
    try:
        found = number(first) ** number(second)
    except (ZeroDivisionError, OverflowError) as error:
        raise FormulaError("#DIV/0!" if isinstance(error, ZeroDivisionError) else "#NUM!") from error
    if isinstance(found, complex):
        raise FormulaError("#NUM!")
    return whole_if_possible(found)


def _mod(first: Value, second: Value) -> float:
    by = number(second)
    if by == 0:
        raise FormulaError("#DIV/0!")
    return whole_if_possible(number(first) % by)


def _value(value: Value) -> float:
    if isinstance(value, str) and not value.strip():
        raise FormulaError("#VALUE!")
    return number(value)


def _time(hour: Value, minute: Value, second: Value) -> float:
    return (number(hour) * 3600 + number(minute) * 60 + number(second)) / 86400 % 1


def _of_day(value: Value, unit: int, limit: int) -> int:
    seconds = round(number(value) % 1 * 86400)
    return seconds // unit % limit


PLAIN: dict[str, Callable[..., Value]] = {
    "+": lambda a, b: whole_if_possible(number(a) + number(b)),
    "-": lambda a, b: whole_if_possible(number(a) - number(b)),
    "*": lambda a, b: whole_if_possible(number(a) * number(b)),
    "/": _divided,
    "^": _power,
    "&": lambda a, b: text(a) + text(b),
    "negative": lambda a: whole_if_possible(-number(a)),
    "percent": lambda a: whole_if_possible(number(a) / 100),
    "ABS": lambda a: abs(number(a)),
    "INT": lambda a: math.floor(number(a)),
    "MOD": _mod,
    "POWER": _power,
    "SIGN": lambda a: (number(a) > 0) - (number(a) < 0),
    "ROUND": lambda a, d=0: _round(number(a), number(d), _half_up),
    "ROUNDUP": lambda a, d=0: _round(number(a), number(d), math.ceil),
    "ROUNDDOWN": lambda a, d=0: _round(number(a), number(d), math.floor),
    "TRUNC": lambda a, d=0: _round(number(a), number(d), math.floor),
    "LEN": lambda a: len(text(a)),
    "LEFT": _left,
    "RIGHT": _right,
    "MID": _mid,
    "UPPER": lambda a: text(a).upper(),
    "LOWER": lambda a: text(a).lower(),
    "PROPER": lambda a: re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text(a)),
    "TRIM": lambda a: re.sub(r" +", " ", text(a)).strip(" "),
    "CLEAN": lambda a: re.sub(r"[\x00-\x1f]", "", text(a)),
    "EXACT": lambda a, b: text(a) == text(b),
    "FIND": _find,
    "SEARCH": lambda what, where, start=1: _find(what, where, start, exact=False),
    "SUBSTITUTE": _substitute,
    "REPLACE": lambda a, start, count, new: (
        text(a)[: int(number(start)) - 1] + text(new) + text(a)[int(number(start)) - 1 + int(number(count)) :]
    ),
    "REPT": lambda a, times: text(a) * int(number(times)),
    "CHAR": lambda a: chr(int(number(a))),
    "CODE": lambda a: ord(text(a)[0]),
    "TEXT": _as_text,
    "VALUE": _value,
    "T": lambda a: a if isinstance(a, str) else "",
    "N": lambda a: number(a) if not isinstance(a, str) else 0,
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
    "TO_TEXT": lambda a: text(a),
    "TO_PURE_NUMBER": lambda a: a,
    "HYPERLINK": lambda link, label=None: text(link) if label is None else label,
    "REGEXMATCH": lambda a, b: _regex(b).search(text(a)) is not None,
    "REGEXEXTRACT": _extract,
    "REGEXREPLACE": lambda a, b, c: _regex(b).sub(re.sub(r"\$(\d)", r"\\\1", text(c)), text(a)),
    "ISEMAIL": lambda a: bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", text(a))),
    "ISURL": lambda a: bool(urlsplit(text(a)).netloc or re.match(r"www\.", text(a))),
    "PI": lambda: math.pi,
    "SQRT": lambda a: _power(a, 0.5),
}
"""Functions of plain values: an error value among the arguments is the result."""

AGGREGATES: dict[str, Callable[[list[float]], Value]] = {
    "SUM": lambda found: whole_if_possible(math.fsum(found)),
    "MIN": lambda found: min(found, default=0),
    "MAX": lambda found: max(found, default=0),
    "COUNT": len,
    "PRODUCT": lambda found: whole_if_possible(math.prod(found)) if found else 0,
}

DATES = {"DATE", "TODAY", "EDATE", "EOMONTH", "WORKDAY", "TO_DATE", "DATEVALUE"}
"""Functions whose result is shown as a date."""

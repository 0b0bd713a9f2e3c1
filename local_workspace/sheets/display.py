"""How a value is shown: number format patterns, dates, booleans and plain numbers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from .entered import date_of
from .locales import Locale
from .model import Fault, Value


def shown(value: Value, number_format: dict[str, Any] | None, locale: Locale) -> str:
    """Return the text of a value under a NumberFormat (None or empty: automatic)."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return locale.true if value else locale.false
    if isinstance(value, Fault):
        return value.kind
    pattern = pattern_of(number_format, locale)
    if not pattern or pattern == "@" or pattern.lower() == "general":
        return plain(value, locale)
    return _by_pattern(float(value), pattern, locale)


def pattern_of(number_format: dict[str, Any] | None, locale: Locale) -> str:
    """Return the pattern that a NumberFormat means, the locale's own where it names a type alone."""
    if not number_format:
        return ""
    if number_format.get("pattern"):
        return str(number_format["pattern"])
    return {
        "NUMBER": "#,##0.00",
        "PERCENT": "0.00%",
        "CURRENCY": locale.money_pattern,
        "DATE": locale.date_pattern,
        "TIME": "h:mm:ss am/pm" if locale.date_order == "mdy" else "H:mm:ss",
        "DATE_TIME": locale.date_time_pattern,
        "SCIENTIFIC": "0.00E+00",
        "TEXT": "@",
    }.get(number_format.get("type", ""), "")


def plain(number: float, locale: Locale) -> str:
    """Print a number as the automatic format does: ten significant digits."""
    if isinstance(number, int) and abs(number) < 10**15:
        return str(number)
    if not math.isfinite(number):
        return "#NUM!"
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    size = abs(number)
    if size >= 1e15 or size < 1e-9:
        text = f"{number:.5E}"
        mantissa, _, power = text.partition("E")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{mantissa}E{power[0]}{power[1:].lstrip('0').rjust(2, '0')}".replace(".", locale.decimal)
    digits = f"{Decimal(f'{number:.9e}'):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.replace(".", locale.decimal)


class Section(NamedTuple):
    """One of the up to four parts of a pattern."""

    tokens: tuple[tuple[str, str], ...]
    is_date: bool
    condition: tuple[str, float] | None


_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|_(?P<space>.)|\*(?P<fill>.)'
    r"|(?P<half>am/pm|AM/PM|a/p|A/P)|(?P<general>General)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)"
    r"|(?P<power>[eE][+-]0+)|(?P<digits>[0#?.,]+)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
_COLORS = ("black", "blue", "cyan", "green", "magenta", "red", "white", "yellow")


@lru_cache(maxsize=2_000)
def _sections(pattern: str) -> tuple[Section, ...]:
    parts: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for match in _TOKEN.finditer(pattern):
        kind = str(match.lastgroup)
        text = match.group(kind)
        if kind == "other" and text == ";":
            parts.append([])
            conditions.append(None)
        elif kind == "bracket":
            lowered = text.lower()
            if (lowered and set(lowered) <= {"h"}) or (lowered and set(lowered) <= {"m"}) or set(lowered) == {"s"}:
                parts[-1].append(("elapsed", lowered))
            elif condition := re.fullmatch(r"(<=|>=|<>|<|>|=)(-?[\d.]+)", text):
                conditions[-1] = (condition[1], float(condition[2]))
            elif lowered.startswith("$"):
                parts[-1].append(("quoted", text[1:].partition("-")[0]))
            elif lowered not in _COLORS and not lowered.startswith("color"):
                parts[-1].append(("quoted", f"[{text}]"))
        else:
            parts[-1].append((kind, text))
    return tuple(
        Section(_with_minutes(part), any(kind in ("date", "elapsed", "half") for kind, _ in part), condition)
        for part, condition in zip(parts, conditions, strict=True)
    )


def _with_minutes(part: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the tokens with minutes told from months: `m` after hours or before seconds."""
    found: list[tuple[str, str]] = []
    places = [index for index, (kind, _) in enumerate(part) if kind in ("date", "elapsed")]
    for index, (kind, text) in enumerate(part):
        if kind == "date" and text[0] in "mM" and len(text) <= 2:
            order = places.index(index)
            before = part[places[order - 1]][1][0].lower() if order else ""
            after = part[places[order + 1]][1][0].lower() if order + 1 < len(places) else ""
            if before == "h" or after == "s":
                found.append(("minute", text))
                continue
        found.append((kind, text))
    return tuple(found)


def _holds(condition: tuple[str, float], number: float) -> bool:
    sign, bound = condition
    return {
        "<": number < bound,
        ">": number > bound,
        "<=": number <= bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[sign]


def _by_pattern(number: float, pattern: str, locale: Locale) -> str:
    sections = _sections(pattern)
    chosen, sign = sections[0], "-" if number < 0 else ""
    if any(section.condition for section in sections):
        chosen = next(
            (one for one in sections if one.condition is None or _holds(one.condition, number)), sections[0]
        )
    elif number < 0 and len(sections) > 1:
        chosen, sign = sections[1], ""
    elif number == 0 and len(sections) > 2:
        chosen = sections[2]
    if chosen.is_date:
        return _moment(number, chosen.tokens, locale)
    return _digits(abs(number), sign, chosen.tokens, locale)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment to print: its day, the time of day, and all seconds since the calendar of sheets began."""

    day: date
    hour: int
    minute: int
    second: int
    part: float
    in_all: float
    in_halves: bool


def _moment(number: float, tokens: tuple[tuple[str, str], ...], locale: Locale) -> str:
    in_all = round(number * 86400, 3)
    if not any(kind == "digits" and text.startswith(".0") for kind, text in tokens):
        in_all = math.floor(in_all + 0.5)
    days, seconds = divmod(in_all, 86400)
    try:
        day = date_of(days)
    except OverflowError:
        return "#" * 8
    hour, rest = divmod(int(seconds), 3600)
    halves = any(kind == "half" for kind, _ in tokens)
    moment = _Moment(day, hour, *divmod(rest, 60), seconds % 1, in_all, halves)
    return "".join(_token(moment, kind, text, locale) for kind, text in tokens)


def _token(moment: _Moment, kind: str, text: str, locale: Locale) -> str:
    match kind:
        case "minute":
            return str(moment.minute).rjust(len(text), "0")
        case "half":
            word = "AM" if moment.hour < 12 else "PM"
            return word if len(text) > 3 else word[0] if text.isupper() else word[0].lower()
        case "elapsed":
            whole = {"h": moment.in_all // 3600, "m": moment.in_all // 60, "s": moment.in_all}[text[0].lower()]
            return str(int(whole)).rjust(len(text), "0")
        case "date":
            return _date_token(moment, text, locale)
        case "digits" if text.startswith(".0"):
            return f"{moment.part:.{len(text) - 1}f}"[1:]
        case "space":
            return " "
        case "fill":
            return ""
        case _:
            return text


def _date_token(moment: _Moment, text: str, locale: Locale) -> str:
    day = moment.day
    match text[0].lower():
        case "y":
            return str(day.year % 100).rjust(2, "0") if len(text) <= 2 else str(day.year).rjust(4, "0")
        case "m":
            name = locale.months[day.month - 1]
            return {1: str(day.month), 2: f"{day.month:02d}", 3: name[:3], 5: name[0]}.get(len(text), name)
        case "d":
            name = locale.days[(day.weekday() + 1) % 7]
            return {1: str(day.day), 2: f"{day.day:02d}", 3: name[:3]}.get(len(text), name)
        case "h":
            hour = (moment.hour % 12 or 12) if moment.in_halves else moment.hour
            return str(hour).rjust(min(len(text), 2), "0")
        case _:
            return str(moment.second).rjust(min(len(text), 2), "0")


def _digits(number: float, sign: str, tokens: tuple[tuple[str, str], ...], locale: Locale) -> str:
    shape = "".join(text for kind, text in tokens if kind == "digits")
    percent = sum(1 for kind, _ in tokens if kind == "percent")
    power = next((text for kind, text in tokens if kind == "power"), "")
    scale = len(shape) - len(shape.rstrip(","))
    whole_shape, _, part_shape = shape.rstrip(",").partition(".")
    grouped = "," in whole_shape
    if number >= 1e300 or not math.isfinite(number):
        return "#NUM!"
    amount = Decimal(repr(number)) * 100**percent / 1000**scale
    exponent = 0
    if power and amount:
        exponent = amount.adjusted() - (max(1, whole_shape.count("0")) - 1)
        amount = amount.scaleb(-exponent)
    most, least = len(part_shape), part_shape.count("0")
    amount = amount.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
    whole, _, part = f"{amount:f}".partition(".")
    while len(part) > least and part.endswith("0"):
        part = part[:-1]
    whole = whole.lstrip("0").rjust(whole_shape.count("0"), "0")
    if grouped:
        whole = f"{int(whole or 0):,}".replace(",", locale.thousands) if whole else whole
    body = whole + (locale.decimal + part if part or (most and least) else "")
    if shape.endswith(".") and not part:
        body = whole + locale.decimal
    if sign and not amount:
        sign = ""
    return sign + _laid_out(body, exponent, tokens, locale, shape=bool(shape))


def _laid_out(body: str, exponent: int, tokens: tuple[tuple[str, str], ...], locale: Locale, *, shape: bool) -> str:
    said, placed = [], False
    for kind, text in tokens:
        if kind == "digits":
            if not placed:
                said.append(body)
            placed = True
        elif kind == "power":
            mark = "-" if exponent < 0 else "+" if text[1] == "+" else ""
            said.append(f"E{mark}{str(abs(exponent)).rjust(len(text) - 2, '0')}")
        elif kind == "space":
            said.append(" ")
        elif kind == "general" or (kind == "text" and not shape):
            said.append(body)
        elif kind != "fill":
            said.append(text)
    return "".join(said)

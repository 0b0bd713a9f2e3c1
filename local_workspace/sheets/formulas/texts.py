"""Functions of texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from local_workspace.sheets.display import shown
from local_workspace.sheets.entered import entered
from local_workspace.sheets.model import Value

from .coercion import ENGLISH, FormulaError, number, text


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


def _value(value: Value) -> float:
    if isinstance(value, str) and not value.strip():
        raise FormulaError("#VALUE!")
    return number(value)


TEXTS: dict[str, Callable[..., Value]] = {
    "&": lambda a, b: text(a) + text(b),
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
    "TO_TEXT": lambda a: text(a),
    "HYPERLINK": lambda link, label=None: text(link) if label is None else label,
    "REGEXMATCH": lambda a, b: _regex(b).search(text(a)) is not None,
    "REGEXEXTRACT": _extract,
    "REGEXREPLACE": lambda a, b, c: _regex(b).sub(re.sub(r"\$(\d)", r"\\\1", text(c)), text(a)),
    "ISEMAIL": lambda a: bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}", text(a))),
    "ISURL": lambda a: bool(urlsplit(text(a)).netloc or re.match(r"www\.", text(a))),
}

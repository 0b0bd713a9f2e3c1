"""Criteria of COUNTIF and its like."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from local_workspace.sheets.entered import entered
from local_workspace.sheets.model import Fault, Value

from .coercion import ENGLISH, order, same


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

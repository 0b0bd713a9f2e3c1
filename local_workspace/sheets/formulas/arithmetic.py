"""Functions of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable

from local_workspace.sheets.entered import whole_if_possible
from local_workspace.sheets.model import Value

from .coercion import FormulaError, number


def _round(value: float, digits: float, way: Callable[[float], float]) -> float:
    factor = 10.0 ** int(digits)
    scaled = round(value * factor, 9)
    return whole_if_possible(math.copysign(way(abs(scaled)), value) / factor)


def _half_up(value: float) -> float:
    return math.floor(value + 0.5)


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


def _square_root(value: Value) -> float:
    if number(value) < 0:
        raise FormulaError("#NUM!", "Function SQRT parameter 1 value is negative. It should be positive or zero.")
    return _power(value, 0.5)


def _mod(first: Value, second: Value) -> float:
    by = number(second)
    if by == 0:
        raise FormulaError("#DIV/0!", "Function MOD parameter 2 cannot be zero.")
    return whole_if_possible(number(first) % by)


ARITHMETIC: dict[str, Callable[..., Value]] = {
    "+": lambda a, b: whole_if_possible(number(a) + number(b)),
    "-": lambda a, b: whole_if_possible(number(a) - number(b)),
    "*": lambda a, b: whole_if_possible(number(a) * number(b)),
    "/": _divided,
    "^": _power,
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
    "N": lambda a: number(a) if not isinstance(a, str) else 0,
    "TO_PURE_NUMBER": lambda a: a,
    "PI": lambda: math.pi,
    "SQRT": _square_root,
}

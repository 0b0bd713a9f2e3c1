"""Counts, sums and texts over many cells, all of them or those that meet conditions."""

from __future__ import annotations

from local_workspace.sheets.model import Fault, Value

from .coercion import FormulaError, text, truth
from .criteria import criterion
from .formula_at import FormulaAt, Special
from .plain import AGGREGATES
from .syntax import Node

Arguments = tuple[Node, ...]


def _counta(formula: FormulaAt, given: Arguments) -> int:
    return sum(1 for value in formula.each(given) if value is not None)


def _countblank(formula: FormulaAt, given: Arguments) -> int:
    area = formula.area_of(given[0])
    return area.height * area.width - sum(1 for value in formula.cells.values(area) if value not in (None, ""))


def _countif(formula: FormulaAt, given: Arguments) -> int:
    return len(_meeting(formula, given))


def _sumif(formula: FormulaAt, given: Arguments) -> float:
    picked = _picked(formula, given[2] if len(given) > 2 else given[0], given[:2])
    return AGGREGATES["SUM"](picked)  # type: ignore[return-value]  # (a sum is a number)


def _sumifs(formula: FormulaAt, given: Arguments) -> Value:
    return AGGREGATES["SUM"](_picked(formula, given[0], given[1:]))


def _averageif(formula: FormulaAt, given: Arguments) -> Value:
    return _mean(_picked(formula, given[2] if len(given) > 2 else given[0], given[:2]))


def _averageifs(formula: FormulaAt, given: Arguments) -> Value:
    return _mean(_picked(formula, given[0], given[1:]))


def _minifs(formula: FormulaAt, given: Arguments) -> Value:
    return AGGREGATES["MIN"](_picked(formula, given[0], given[1:]))


def _maxifs(formula: FormulaAt, given: Arguments) -> Value:
    return AGGREGATES["MAX"](_picked(formula, given[0], given[1:]))


def _average(formula: FormulaAt, given: Arguments) -> Value:
    return _mean(formula.numbers(given))


def _meeting(formula: FormulaAt, given: Arguments) -> list[tuple[int, int]]:
    """Return the places, within their areas, that meet every pair of area and criterion."""
    pairs = [
        (formula.area_of(area), criterion(formula.sound(wanted)), formula.sound(wanted))
        for area, wanted in zip(given[::2], given[1::2], strict=True)
    ]
    first = pairs[0][0]
    if any((area.height, area.width) != (first.height, first.width) for area, _, _ in pairs):
        raise FormulaError("#VALUE!", "Array arguments are of different size.")
    used = max(min(area.bottom, len(area.sheet.rows)) - area.top for area, _, _ in pairs)
    height = first.height if all(test(None) for _, test, _ in pairs) else max(0, min(first.height, used))
    at = formula.cells.at
    return [
        (row, column)
        for row in range(height)
        for column in range(first.width)
        if all(test(at(area.sheet, area.top + row, area.left + column)[0]) for area, test, _ in pairs)
    ]


def _picked(formula: FormulaAt, node: Node, given: Arguments) -> list[float]:
    area = formula.area_of(node)
    found = []
    for row, column in _meeting(formula, given):
        value = formula.cells.at(area.sheet, area.top + row, area.left + column)[0]
        if isinstance(value, Fault):
            raise FormulaError(*value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            found.append(value)
    return found


def _joined(formula: FormulaAt, given: Arguments) -> str:
    return "".join(text(value) for value in formula.each(given))


def _join(formula: FormulaAt, given: Arguments) -> str:
    return text(formula.sound(given[0])).join(text(value) for value in formula.each(given[1:]))


def _textjoin(formula: FormulaAt, given: Arguments) -> str:
    skip = truth(formula.sound(given[1]))
    values = [text(value) for value in formula.each(given[2:])]
    return text(formula.sound(given[0])).join(value for value in values if value or not skip)


def _mean(found: list[float]) -> Value:
    if not found:
        raise FormulaError("#DIV/0!", "Evaluation of function AVERAGE caused a divide by zero error.")
    return AGGREGATES["SUM"](found) / len(found)  # type: ignore[operator]  # (a sum is a number)


COUNTS: dict[str, Special] = {
    "COUNTA": _counta,
    "COUNTBLANK": _countblank,
    "COUNTIF": _countif,
    "COUNTIFS": _countif,
    "SUMIF": _sumif,
    "SUMIFS": _sumifs,
    "AVERAGEIF": _averageif,
    "AVERAGEIFS": _averageifs,
    "MINIFS": _minifs,
    "MAXIFS": _maxifs,
    "AVERAGE": _average,
    "CONCATENATE": _joined,
    "CONCAT": _joined,
    "JOIN": _join,
    "TEXTJOIN": _textjoin,
}

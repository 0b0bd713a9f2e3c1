"""Logic: conditions, comparisons, questions about a value, and the moment."""

from __future__ import annotations

from collections.abc import Callable

from local_workspace.sheets.model import Fault, Value

from .coercion import FormulaError, number, order, same, truth
from .formula_at import FormulaAt, Result, Special
from .syntax import Node

Arguments = tuple[Node, ...]


def _if(formula: FormulaAt, given: Arguments) -> Result:
    if truth(formula.sound(given[0])):
        return formula.result(given[1])
    return formula.result(given[2]) if len(given) > 2 else False


def _iferror(formula: FormulaAt, given: Arguments) -> Result:
    return _unless(formula, given, lambda _: True)


def _ifna(formula: FormulaAt, given: Arguments) -> Result:
    return _unless(formula, given, lambda found: found.kind == "#N/A")


def _unless(formula: FormulaAt, given: Arguments, caught: Callable[[Fault], bool]) -> Result:
    try:
        result = formula.result(given[0])
        value = formula.value(result)
    except FormulaError as error:
        result = value = error.fault
    if isinstance(value, Fault) and caught(value):
        return formula.result(given[1]) if len(given) > 1 else None
    return result


def _ifs(formula: FormulaAt, given: Arguments) -> Result:
    for condition, outcome in zip(given[::2], given[1::2], strict=True):
        if truth(formula.sound(condition)):
            return formula.result(outcome)
    raise FormulaError("#N/A", "No match.")


def _switch(formula: FormulaAt, given: Arguments) -> Result:
    wanted = formula.sound(given[0])
    rest = given[1:]
    for index in range(0, len(rest) - 1, 2):
        if same(wanted, formula.sound(rest[index])):
            return formula.result(rest[index + 1])
    if len(rest) % 2:
        return formula.result(rest[-1])
    raise FormulaError("#N/A", "No match.")


def _choose(formula: FormulaAt, given: Arguments) -> Result:
    place = int(number(formula.sound(given[0])))
    if not 0 < place < len(given):
        raise FormulaError("#NUM!")
    return formula.result(given[place])


def _and(formula: FormulaAt, given: Arguments) -> bool:
    return all(truth(value) for value in _truths(formula, given))


def _or(formula: FormulaAt, given: Arguments) -> bool:
    return any(truth(value) for value in _truths(formula, given))


def _truths(formula: FormulaAt, given: Arguments) -> list[Value]:
    found: list[Value] = [value for value in formula.each(given) if value is not None and not isinstance(value, str)]
    for value in found:
        if isinstance(value, Fault):
            raise FormulaError(*value)
    return found


def _not(formula: FormulaAt, given: Arguments) -> bool:
    return not truth(formula.sound(given[0]))


def _compare(formula: FormulaAt, sign: str, given: Arguments) -> bool:
    first, second = formula.sound(given[0]), formula.sound(given[1])
    if sign in ("=", "<>"):
        return same(first, second) == (sign == "=")
    if first is None:
        first = "" if isinstance(second, str) else 0
    if second is None:
        second = "" if isinstance(first, str) else 0
    left, right = order(first), order(second)
    return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[sign]


def _asked(formula: FormulaAt, test: Callable[[Value], bool], given: Arguments) -> bool:
    try:
        value = formula.of(given[0])
    except FormulaError as error:
        value = error.fault
    return test(value)


def _today(formula: FormulaAt, given: Arguments) -> int:
    return int(formula.cells.now())


def _now(formula: FormulaAt, given: Arguments) -> float:
    return formula.cells.now()


def _na(formula: FormulaAt, given: Arguments) -> Value:
    raise FormulaError("#N/A", "")


def _comparison(sign: str) -> Special:
    return lambda formula, given: _compare(formula, sign, given)


def _probe(test: Callable[[Value], bool]) -> Special:
    return lambda formula, given: _asked(formula, test, given)


LOGIC: dict[str, Special] = {
    **{sign: _comparison(sign) for sign in ("=", "<>", "<", ">", "<=", ">=")},
    "IF": _if,
    "IFERROR": _iferror,
    "IFNA": _ifna,
    "IFS": _ifs,
    "SWITCH": _switch,
    "CHOOSE": _choose,
    "AND": _and,
    "OR": _or,
    "NOT": _not,
    "ISBLANK": _probe(lambda value: value is None),
    "ISNUMBER": _probe(lambda value: isinstance(value, int | float) and not isinstance(value, bool)),
    "ISTEXT": _probe(lambda value: isinstance(value, str)),
    "ISLOGICAL": _probe(lambda value: isinstance(value, bool)),
    "ISERROR": _probe(lambda value: isinstance(value, Fault)),
    "ISERR": _probe(lambda value: isinstance(value, Fault) and value.kind != "#N/A"),
    "ISNA": _probe(lambda value: isinstance(value, Fault) and value.kind == "#N/A"),
    "TODAY": _today,
    "NOW": _now,
    "NA": _na,
}

"""Lookups: INDEX, MATCH and their kin."""

from __future__ import annotations

from local_workspace.sheets.a1 import Area
from local_workspace.sheets.model import Fault, Value

from .coercion import FormulaError, number, order, text, truth
from .criteria import criterion
from .formula_at import ForeignError, FormulaAt, Result, Special
from .syntax import Node

Arguments = tuple[Node, ...]


def _row(formula: FormulaAt, given: Arguments) -> int:
    return (formula.area_of(given[0]).top if given else formula.row) + 1


def _column(formula: FormulaAt, given: Arguments) -> int:
    return (formula.area_of(given[0]).left if given else formula.column) + 1


def _rows(formula: FormulaAt, given: Arguments) -> int:
    return formula.area_of(given[0]).height


def _columns(formula: FormulaAt, given: Arguments) -> int:
    return formula.area_of(given[0]).width


def _index(formula: FormulaAt, given: Arguments) -> Result:
    area = formula.area_of(given[0])
    row = int(number(formula.sound(given[1]))) if len(given) > 1 else 0
    column = int(number(formula.sound(given[2]))) if len(given) > 2 else 0
    if len(given) == 2 and area.height == 1 and area.width > 1:
        row, column = 0, row
    if row < 0 or column < 0:
        raise FormulaError("#NUM!")
    if row > area.height or column > area.width:
        raise FormulaError("#NUM!", "INDEX evaluates to an out of bounds range.")
    if row:
        area = area._replace(top=area.top + row - 1, bottom=area.top + row)
    if column:
        area = area._replace(left=area.left + column - 1, right=area.left + column)
    return area


def _match(formula: FormulaAt, given: Arguments) -> int:
    wanted, area = formula.sound(given[0]), formula.area_of(given[1])
    kind = number(formula.sound(given[2])) if len(given) > 2 else 1
    place = _search(formula, area, wanted, kind)
    if place is None:
        raise FormulaError("#N/A", f"Did not find value '{text(wanted)}' in MATCH evaluation.")
    return place + 1


def _search(formula: FormulaAt, area: Area, wanted: Value, kind: float) -> int | None:
    """Find a value in a column or row: exactly (0), the last not above it (1) or not below it (-1)."""
    if area.height > 1 and area.width > 1:
        raise FormulaError("#N/A", "MATCH range must be a single row or a single column.")
    if kind == 0:
        if isinstance(wanted, str) and any(letter in wanted for letter in "*?~"):
            test = criterion("=" + wanted)
            return next((place for place, value in enumerate(formula.cells.line(area)) if test(value)), None)
        return formula.cells.place_in(area, wanted)
    sought, found = order(wanted), None
    for place, value in enumerate(formula.cells.line(area)):
        if value is None or isinstance(value, Fault) or order(value)[0] != sought[0]:
            continue
        if (order(value) > sought) if kind > 0 else (order(value) < sought):
            break
        found = place
    return found


def _vlookup(formula: FormulaAt, given: Arguments) -> Result:
    return _lookup(formula, given, upright=True)


def _hlookup(formula: FormulaAt, given: Arguments) -> Result:
    return _lookup(formula, given, upright=False)


def _lookup(formula: FormulaAt, given: Arguments, *, upright: bool) -> Result:
    wanted, area = formula.sound(given[0]), formula.area_of(given[1])
    which = int(number(formula.sound(given[2])))
    near = truth(formula.sound(given[3])) if len(given) > 3 else True
    name = "VLOOKUP" if upright else "HLOOKUP"
    if not 1 <= which <= (area.width if upright else area.height):
        raise FormulaError("#REF!", f"{name} evaluates to an out of bounds range.")
    line = area._replace(right=area.left + 1) if upright else area._replace(bottom=area.top + 1)
    place = _search(formula, line, wanted, 1 if near else 0)
    if place is None:
        raise FormulaError("#N/A", f"Did not find value '{text(wanted)}' in {name} evaluation.")
    row, column = (area.top + place, area.left + which - 1) if upright else (area.top + which - 1, area.left + place)
    return Area(area.sheet, row, column, row + 1, column + 1)


def _xlookup(formula: FormulaAt, given: Arguments) -> Result:
    if len(given) > 4:
        raise ForeignError
    wanted, area, results = formula.sound(given[0]), formula.area_of(given[1]), formula.area_of(given[2])
    place = _search(formula, area, wanted, 0)
    if place is None:
        if len(given) > 3:
            return formula.result(given[3])
        raise FormulaError("#N/A", f"Did not find value '{text(wanted)}' in XLOOKUP evaluation.")
    if area.width == 1:
        found = results._replace(top=results.top + place, bottom=results.top + place + 1)
    else:
        found = results._replace(left=results.left + place, right=results.left + place + 1)
    if found.height * found.width != 1:
        raise ForeignError
    return found


LOOKUPS: dict[str, Special] = {
    "ROW": _row,
    "COLUMN": _column,
    "ROWS": _rows,
    "COLUMNS": _columns,
    "INDEX": _index,
    "MATCH": _match,
    "VLOOKUP": _vlookup,
    "HLOOKUP": _hlookup,
    "XLOOKUP": _xlookup,
}

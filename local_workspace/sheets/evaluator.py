"""Formulas worked out here, cell by cell as they are asked for; what is beyond this goes to the engine.

Lookups are the reason: a thousand rows of `INDEX`/`MATCH` over a thousand rows take seconds where every match is a
search, and milliseconds where each looked-up column is indexed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from .a1 import Area, area_of_grid_range
from .engine import Place, fault
from .entered import EPOCH, whole_if_possible
from .functions import AGGREGATES, DATES, PLAIN, FormulaError, criterion, number, order, same, text, truth
from .locales import locale_of
from .model import Cell, Fault, Sheet, Value, Workbook
from .references import Reference
from .syntax import Call, Constant, Mistake, Named, Node, UnreadableError, parsed

Result = Value | Area
Worked = tuple[Value, dict[str, Any]]
"""A value, and the number format it brings."""


class ForeignError(Exception):
    """A formula that the engine must work out."""


class Evaluator:
    """Works out formulas of one workbook at one moment.

    Attributes:
        volatile: whether the time of day entered into some result.
        given: results that the engine brought, by place.
    """

    def __init__(self, book: Workbook, now: datetime) -> None:
        self.book = book
        self.volatile = False
        self.given: dict[Place, Value] = {}
        self._now = (now - datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=now.tzinfo)).total_seconds() / 86400
        self._decimal = locale_of(book.locale).decimal
        self._known: dict[Place, Worked] = {}
        self._foreign: set[Place] = set()
        self._under_way: set[Place] = set()
        self._indexes: dict[tuple[int, int, int, int, int], dict[Any, int]] = {}

    def at(self, sheet: Sheet, row: int, column: int) -> Worked:
        """Give a cell's value and, for a formula, the number format it brings.

        Raises:
            ForeignError: for a formula beyond this evaluator.
        """
        content = sheet.content(row, column)
        if not isinstance(content, Cell):
            return (self.given.get((sheet.id, row, column)) if content is None and self.given else content), {}
        if not content.formula:
            return content.value, {}
        place = (sheet.id, row, column)
        if place in self._known:
            return self._known[place]
        if place in self.given:
            return self.given[place], {}
        if place in self._foreign:
            raise ForeignError
        if place in self._under_way:
            return Fault(
                "#REF!", "Circular dependency detected. To resolve with iterative calculation, see File > Settings."
            ), {}
        self._under_way.add(place)
        try:
            found = self._known[place] = self.worked(sheet, row, column, content.formula)
        except (ForeignError, RecursionError):
            self._foreign.add(place)
            raise ForeignError from None
        finally:
            self._under_way.discard(place)
        return found

    def worked(self, sheet: Sheet, row: int, column: int, formula: str) -> Worked:
        """Work out a formula as if it stood in a cell.

        Raises:
            ForeignError: for a formula beyond this evaluator.
        """
        try:
            tree = parsed(formula, self._decimal)
        except UnreadableError as error:
            raise ForeignError from error
        formula_at = _FormulaAt(self, sheet, row, column)
        try:
            result = formula_at.result(tree)
            value = formula_at.value(result)
        except FormulaError as error:
            return error.fault, {}
        except (ValueError, OverflowError, TypeError):
            return fault("#NUM!"), {}
        if isinstance(value, float):
            value = whole_if_possible(value)
        return value, {} if isinstance(value, str | bool | None) else formula_at.format_of(tree, result)

    def now(self) -> float:
        """Give the moment as days since 1899-12-30."""
        self.volatile = True
        return self._now

    def values(self, area: Area) -> Iterator[Value]:
        """Give the values of an area's cells in use, row by row."""
        sheet = area.sheet
        for row in range(area.top, min(area.bottom, len(sheet.rows))):
            for column in range(area.left, min(area.right, len(sheet.row_cells(row)))):
                yield self.at(sheet, row, column)[0]

    def place_in(self, area: Area, wanted: Value) -> int | None:
        """Give the place of a value in a column or row, counted from 0."""
        key = (area.sheet.id, area.top, area.left, area.bottom, area.right)
        index = self._indexes.get(key)
        if index is None:
            index = {}
            for number_, value in enumerate(self.line(area)):
                if value is not None and not isinstance(value, Fault):
                    index.setdefault(_key(value), number_)
            # Kept only when whole: a column with a foreign formula is read again once the engine has answered.
            self._indexes[key] = index
        return index.get(_key(wanted))

    def line(self, area: Area) -> Iterator[Value]:
        """Give the values of one column or one row, empty ones too."""
        sheet = area.sheet
        if area.width == 1:
            for row in range(area.top, min(area.bottom, len(sheet.rows))):
                yield self.at(sheet, row, area.left)[0]
        else:
            for column in range(area.left, area.right):
                yield self.at(sheet, area.top, column)[0]


def _key(value: Value) -> Any:
    if isinstance(value, str):
        return "text", value.lower()
    return ("truth" if isinstance(value, bool) else "number", value or 0)


class _FormulaAt:
    """One formula in its place."""

    def __init__(self, evaluator: Evaluator, sheet: Sheet, row: int, column: int) -> None:
        self._evaluator = evaluator
        self._sheet = sheet
        self._row = row
        self._column = column

    def result(self, node: Node) -> Result:
        """Give what a node comes to: a value, or the area it refers to."""
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Reference):
            return self._area(node)
        if isinstance(node, Mistake):
            raise FormulaError(node.kind)
        if isinstance(node, Named):
            for named in self._evaluator.book.named_ranges:
                if named["name"].lower() == node.name.lower():
                    return area_of_grid_range(self._evaluator.book, named["range"])
            raise FormulaError("#NAME?", f"Unknown range name: '{node.name.upper()}'.")
        return self._called(node)

    def value(self, result: Result) -> Value:
        """Give the value of a result; of several cells, the one in this formula's own row or column."""
        if not isinstance(result, Area):
            return result
        row, column = result.top, result.left
        if result.height > 1:
            if not result.top <= self._row < result.bottom or result.width > 1:
                raise FormulaError("#VALUE!", "An array value could not be found.")
            row = self._row
        elif result.width > 1:
            if not result.left <= self._column < result.right:
                raise FormulaError("#VALUE!", "An array value could not be found.")
            column = self._column
        return self._evaluator.at(result.sheet, row, column)[0]

    def _of(self, node: Node) -> Value:
        return self.value(self.result(node))

    def _sound(self, node: Node) -> Value:
        found = self._of(node)
        if isinstance(found, Fault):
            raise FormulaError(*found)
        return found

    def _area(self, reference: Reference) -> Area:
        sheet: Sheet | None = self._sheet
        if reference.title is not None:
            sheet = self._evaluator.book.titled(reference.title)
            if sheet is None:
                raise FormulaError("#REF!", f"Unresolved sheet name '{reference.title}'.")
        first, last = reference.first, reference.last or reference.first
        rows = [corner.row for corner in (first, last) if corner.row is not None]
        columns = [corner.column for corner in (first, last) if corner.column is not None]
        whole = sheet if sheet is not None else self._sheet
        return Area(
            whole,
            min(rows, default=0),
            min(columns, default=0),
            max(rows) + 1 if len(rows) == 2 else whole.row_count,
            max(columns) + 1 if len(columns) == 2 else whole.column_count,
        )

    def _called(self, call: Call) -> Result:
        special = _SPECIAL.get(call.name)
        if special is not None:
            return special(self, call.arguments)
        plain = PLAIN.get(call.name)
        if plain is not None:
            try:
                return plain(*[self._sound(node) for node in call.arguments])
            except TypeError as error:
                raise ForeignError from error
        aggregate = AGGREGATES.get(call.name)
        if aggregate is not None:
            return aggregate(self._numbers(call.arguments))
        raise ForeignError

    def _numbers(self, nodes: tuple[Node, ...]) -> list[float]:
        found: list[float] = []
        for node in nodes:
            result = self.result(node)
            direct = not isinstance(result, Area)
            for value in self._evaluator.values(result) if isinstance(result, Area) else (result,):
                if isinstance(value, Fault):
                    raise FormulaError(*value)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    found.append(value)
                elif direct and value is not None:
                    found.append(number(value))
        return found

    def _each(self, nodes: tuple[Node, ...]) -> Iterator[Value]:
        for node in nodes:
            result = self.result(node)
            if isinstance(result, Area):
                yield from self._evaluator.values(result)
            else:
                yield result

    def _cells_of(self, node: Node) -> Area:
        result = self.result(node)
        if not isinstance(result, Area):
            raise ForeignError
        return result

    def format_of(self, node: Node, result: Result) -> dict[str, Any]:
        """Give the number format that a result brings along."""
        if isinstance(result, Area):
            return self._format_at(result)
        if isinstance(node, Call):
            if node.name in DATES:
                return {"type": "DATE"}
            if node.name == "NOW":
                return {"type": "DATE_TIME"}
            if node.name in ("+", "-", "MAX", "MIN", "SUM", "AVERAGE") and isinstance(node.arguments[0], Reference):
                found = self._format_at(self._area(node.arguments[0]))
                dated = found.get("type") in ("DATE", "DATE_TIME")
                if node.name == "-" and dated and isinstance(node.arguments[1], Reference):
                    return {}
                return found
            if node.name in ("+", "-") and isinstance(node.arguments[0], Call):
                return self.format_of(node.arguments[0], None)
            if node.name in ("IF", "IFERROR", "IFNA"):
                inner = node.arguments[1:] if node.name == "IF" else node.arguments[:1]
                found = [self.format_of(one, None) for one in inner if isinstance(one, Call)]  # type: ignore[assignment]
                return next((one for one in found if one), {})  # type: ignore[misc]
        return {}

    def _format_at(self, area: Area) -> dict[str, Any]:
        content = area.sheet.content(area.top, area.left)
        if not isinstance(content, Cell):
            return {}
        own = self._evaluator.book.shared.item(content.format).get("numberFormat") if content.format else None
        if own:
            return dict(own)
        return self._evaluator.at(area.sheet, area.top, area.left)[1] if content.formula else {}

    # What follows are functions that see more than their arguments' values.

    def if_(self, given: tuple[Node, ...]) -> Result:
        if truth(self._sound(given[0])):
            return self.result(given[1])
        return self.result(given[2]) if len(given) > 2 else False

    def iferror(self, given: tuple[Node, ...]) -> Result:
        return self._unless(given, lambda _: True)

    def ifna(self, given: tuple[Node, ...]) -> Result:
        return self._unless(given, lambda found: found.kind == "#N/A")

    def _unless(self, given: tuple[Node, ...], caught: Callable[[Fault], bool]) -> Result:
        try:
            result = self.result(given[0])
            value = self.value(result)
        except FormulaError as error:
            result = value = error.fault
        if isinstance(value, Fault) and caught(value):
            return self.result(given[1]) if len(given) > 1 else None
        return result

    def ifs(self, given: tuple[Node, ...]) -> Result:
        for condition, outcome in zip(given[::2], given[1::2], strict=True):
            if truth(self._sound(condition)):
                return self.result(outcome)
        raise FormulaError("#N/A", "No match.")

    def switch(self, given: tuple[Node, ...]) -> Result:
        wanted = self._sound(given[0])
        rest = given[1:]
        for index in range(0, len(rest) - 1, 2):
            if same(wanted, self._sound(rest[index])):
                return self.result(rest[index + 1])
        if len(rest) % 2:
            return self.result(rest[-1])
        raise FormulaError("#N/A", "No match.")

    def choose(self, given: tuple[Node, ...]) -> Result:
        place = int(number(self._sound(given[0])))
        if not 0 < place < len(given):
            raise FormulaError("#NUM!")
        return self.result(given[place])

    def and_(self, given: tuple[Node, ...]) -> bool:
        return all(truth(value) for value in self._truths(given))

    def or_(self, given: tuple[Node, ...]) -> bool:
        return any(truth(value) for value in self._truths(given))

    def _truths(self, given: tuple[Node, ...]) -> list[Value]:
        found: list[Value] = [
            value for value in self._each(given) if value is not None and not isinstance(value, str)
        ]
        for value in found:
            if isinstance(value, Fault):
                raise FormulaError(*value)
        return found

    def not_(self, given: tuple[Node, ...]) -> bool:
        return not truth(self._sound(given[0]))

    def compare(self, sign: str, given: tuple[Node, ...]) -> bool:
        first, second = self._sound(given[0]), self._sound(given[1])
        if sign in ("=", "<>"):
            return same(first, second) == (sign == "=")
        if first is None:
            first = "" if isinstance(second, str) else 0
        if second is None:
            second = "" if isinstance(first, str) else 0
        left, right = order(first), order(second)
        return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right}[sign]

    def row(self, given: tuple[Node, ...]) -> int:
        return (self._cells_of(given[0]).top if given else self._row) + 1

    def column(self, given: tuple[Node, ...]) -> int:
        return (self._cells_of(given[0]).left if given else self._column) + 1

    def rows(self, given: tuple[Node, ...]) -> int:
        return self._cells_of(given[0]).height

    def columns(self, given: tuple[Node, ...]) -> int:
        return self._cells_of(given[0]).width

    def index(self, given: tuple[Node, ...]) -> Result:
        area = self._cells_of(given[0])
        row = int(number(self._sound(given[1]))) if len(given) > 1 else 0
        column = int(number(self._sound(given[2]))) if len(given) > 2 else 0
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

    def match(self, given: tuple[Node, ...]) -> int:
        wanted, area = self._sound(given[0]), self._cells_of(given[1])
        kind = number(self._sound(given[2])) if len(given) > 2 else 1
        place = self._search(area, wanted, kind)
        if place is None:
            raise FormulaError("#N/A", f"Did not find value '{text(wanted)}' in MATCH evaluation.")
        return place + 1

    def _search(self, area: Area, wanted: Value, kind: float) -> int | None:
        """Find a value in a column or row: exactly (0), the last not above it (1) or not below it (-1)."""
        if area.height > 1 and area.width > 1:
            raise FormulaError("#N/A", "MATCH range must be a single row or a single column.")
        if kind == 0:
            if isinstance(wanted, str) and any(letter in wanted for letter in "*?~"):
                test = criterion("=" + wanted)
                return next((place for place, value in enumerate(self._evaluator.line(area)) if test(value)), None)
            return self._evaluator.place_in(area, wanted)
        sought, found = order(wanted), None
        for place, value in enumerate(self._evaluator.line(area)):
            if value is None or isinstance(value, Fault) or order(value)[0] != sought[0]:
                continue
            if (order(value) > sought) if kind > 0 else (order(value) < sought):
                break
            found = place
        return found

    def vlookup(self, given: tuple[Node, ...]) -> Result:
        return self._lookup(given, upright=True)

    def hlookup(self, given: tuple[Node, ...]) -> Result:
        return self._lookup(given, upright=False)

    def _lookup(self, given: tuple[Node, ...], *, upright: bool) -> Result:
        wanted, area = self._sound(given[0]), self._cells_of(given[1])
        which = int(number(self._sound(given[2])))
        near = truth(self._sound(given[3])) if len(given) > 3 else True
        name = "VLOOKUP" if upright else "HLOOKUP"
        if not 1 <= which <= (area.width if upright else area.height):
            raise FormulaError("#REF!", f"{name} evaluates to an out of bounds range.")
        line = area._replace(right=area.left + 1) if upright else area._replace(bottom=area.top + 1)
        place = self._search(line, wanted, 1 if near else 0)
        if place is None:
            raise FormulaError("#N/A", f"Did not find value '{text(wanted)}' in {name} evaluation.")
        row, column = (
            (area.top + place, area.left + which - 1) if upright else (area.top + which - 1, area.left + place)
        )
        return Area(area.sheet, row, column, row + 1, column + 1)

    def xlookup(self, given: tuple[Node, ...]) -> Result:
        if len(given) > 4:
            raise ForeignError
        wanted, area, results = self._sound(given[0]), self._cells_of(given[1]), self._cells_of(given[2])
        place = self._search(area, wanted, 0)
        if place is None:
            if len(given) > 3:
                return self.result(given[3])
            raise FormulaError("#N/A", f"Did not find value '{text(wanted)}' in XLOOKUP evaluation.")
        if area.width == 1:
            found = results._replace(top=results.top + place, bottom=results.top + place + 1)
        else:
            found = results._replace(left=results.left + place, right=results.left + place + 1)
        if found.height * found.width != 1:
            raise ForeignError
        return found

    def counta(self, given: tuple[Node, ...]) -> int:
        return sum(1 for value in self._each(given) if value is not None)

    def countblank(self, given: tuple[Node, ...]) -> int:
        area = self._cells_of(given[0])
        return area.height * area.width - sum(1 for value in self._evaluator.values(area) if value not in (None, ""))

    def countif(self, given: tuple[Node, ...]) -> int:
        return len(self._meeting(given))

    def sumif(self, given: tuple[Node, ...]) -> float:
        picked = self._picked(given[2] if len(given) > 2 else given[0], given[:2])
        return AGGREGATES["SUM"](picked)  # type: ignore[return-value]

    def sumifs(self, given: tuple[Node, ...]) -> Value:
        return AGGREGATES["SUM"](self._picked(given[0], given[1:]))

    def averageif(self, given: tuple[Node, ...]) -> Value:
        return _average(self._picked(given[2] if len(given) > 2 else given[0], given[:2]))

    def averageifs(self, given: tuple[Node, ...]) -> Value:
        return _average(self._picked(given[0], given[1:]))

    def minifs(self, given: tuple[Node, ...]) -> Value:
        return AGGREGATES["MIN"](self._picked(given[0], given[1:]))

    def maxifs(self, given: tuple[Node, ...]) -> Value:
        return AGGREGATES["MAX"](self._picked(given[0], given[1:]))

    def average(self, given: tuple[Node, ...]) -> Value:
        return _average(self._numbers(given))

    def _meeting(self, given: tuple[Node, ...]) -> list[tuple[int, int]]:
        """Give the places, within their areas, that meet every pair of area and criterion."""
        pairs = [
            (self._cells_of(area), criterion(self._sound(wanted)), self._sound(wanted))
            for area, wanted in zip(given[::2], given[1::2], strict=True)
        ]
        first = pairs[0][0]
        if any((area.height, area.width) != (first.height, first.width) for area, _, _ in pairs):
            raise FormulaError("#VALUE!", "Array arguments are of different size.")
        used = max(min(area.bottom, len(area.sheet.rows)) - area.top for area, _, _ in pairs)
        height = first.height if all(test(None) for _, test, _ in pairs) else max(0, min(first.height, used))
        at = self._evaluator.at
        return [
            (row, column)
            for row in range(height)
            for column in range(first.width)
            if all(test(at(area.sheet, area.top + row, area.left + column)[0]) for area, test, _ in pairs)
        ]

    def _picked(self, node: Node, given: tuple[Node, ...]) -> list[float]:
        area = self._cells_of(node)
        found = []
        for row, column in self._meeting(given):
            value = self._evaluator.at(area.sheet, area.top + row, area.left + column)[0]
            if isinstance(value, Fault):
                raise FormulaError(*value)
            if isinstance(value, int | float) and not isinstance(value, bool):
                found.append(value)
        return found

    def joined(self, given: tuple[Node, ...]) -> str:
        return "".join(text(value) for value in self._each(given))

    def join(self, given: tuple[Node, ...]) -> str:
        return text(self._sound(given[0])).join(text(value) for value in self._each(given[1:]))

    def textjoin(self, given: tuple[Node, ...]) -> str:
        skip = truth(self._sound(given[1]))
        values = [text(value) for value in self._each(given[2:])]
        return text(self._sound(given[0])).join(value for value in values if value or not skip)

    def probe(self, test: Callable[[Value], bool], given: tuple[Node, ...]) -> bool:
        try:
            value = self._of(given[0])
        except FormulaError as error:
            value = error.fault
        return test(value)

    def today(self, given: tuple[Node, ...]) -> int:
        return int(self._evaluator.now())

    def now(self, given: tuple[Node, ...]) -> float:
        return self._evaluator.now()

    def na(self, given: tuple[Node, ...]) -> Value:
        raise FormulaError("#N/A", "Error.")


def _average(found: list[float]) -> Value:
    if not found:
        raise FormulaError("#DIV/0!", "Evaluation of function AVERAGE caused a divide by zero error.")
    return AGGREGATES["SUM"](found) / len(found)  # type: ignore[operator]


def _comparison(sign: str) -> Callable[[_FormulaAt, tuple[Node, ...]], Result]:
    return lambda formula, given: formula.compare(sign, given)


def _probe(test: Callable[[Value], bool]) -> Callable[[_FormulaAt, tuple[Node, ...]], Result]:
    return lambda formula, given: formula.probe(test, given)


_SPECIAL: dict[str, Callable[[_FormulaAt, tuple[Node, ...]], Result]] = {
    **{sign: _comparison(sign) for sign in ("=", "<>", "<", ">", "<=", ">=")},
    "IF": _FormulaAt.if_,
    "IFERROR": _FormulaAt.iferror,
    "IFNA": _FormulaAt.ifna,
    "IFS": _FormulaAt.ifs,
    "SWITCH": _FormulaAt.switch,
    "CHOOSE": _FormulaAt.choose,
    "AND": _FormulaAt.and_,
    "OR": _FormulaAt.or_,
    "NOT": _FormulaAt.not_,
    "ROW": _FormulaAt.row,
    "COLUMN": _FormulaAt.column,
    "ROWS": _FormulaAt.rows,
    "COLUMNS": _FormulaAt.columns,
    "INDEX": _FormulaAt.index,
    "MATCH": _FormulaAt.match,
    "VLOOKUP": _FormulaAt.vlookup,
    "HLOOKUP": _FormulaAt.hlookup,
    "XLOOKUP": _FormulaAt.xlookup,
    "COUNTA": _FormulaAt.counta,
    "COUNTBLANK": _FormulaAt.countblank,
    "COUNTIF": _FormulaAt.countif,
    "COUNTIFS": _FormulaAt.countif,
    "SUMIF": _FormulaAt.sumif,
    "SUMIFS": _FormulaAt.sumifs,
    "AVERAGEIF": _FormulaAt.averageif,
    "AVERAGEIFS": _FormulaAt.averageifs,
    "MINIFS": _FormulaAt.minifs,
    "MAXIFS": _FormulaAt.maxifs,
    "AVERAGE": _FormulaAt.average,
    "CONCATENATE": _FormulaAt.joined,
    "CONCAT": _FormulaAt.joined,
    "JOIN": _FormulaAt.join,
    "TEXTJOIN": _FormulaAt.textjoin,
    "ISBLANK": _probe(lambda value: value is None),
    "ISNUMBER": _probe(lambda value: isinstance(value, int | float) and not isinstance(value, bool)),
    "ISTEXT": _probe(lambda value: isinstance(value, str)),
    "ISLOGICAL": _probe(lambda value: isinstance(value, bool)),
    "ISERROR": _probe(lambda value: isinstance(value, Fault)),
    "ISERR": _probe(lambda value: isinstance(value, Fault) and value.kind != "#N/A"),
    "ISNA": _probe(lambda value: isinstance(value, Fault) and value.kind == "#N/A"),
    "TODAY": _FormulaAt.today,
    "NOW": _FormulaAt.now,
    "NA": _FormulaAt.na,
}

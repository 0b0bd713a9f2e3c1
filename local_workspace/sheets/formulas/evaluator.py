"""Formulas worked out here, cell by cell as they are asked for; what is beyond this goes to the engine.

Lookups are the reason: a thousand rows of `INDEX`/`MATCH` over a thousand rows take seconds where every match is a
search, and milliseconds where each looked-up column is indexed once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from local_workspace.sheets.a1 import Area
from local_workspace.sheets.entered import EPOCH, whole_if_possible
from local_workspace.sheets.locales import locale_of
from local_workspace.sheets.model import Cell, Fault, Sheet, Value, Workbook

from .coercion import FormulaError
from .engine import Place, fault
from .formula_at import ForeignError, FormulaAt
from .library import SPECIAL
from .syntax import UnreadableError, parsed

Worked = tuple[Value, dict[str, Any]]
"""A value, and the number format it brings."""


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
        self._now = _days(now)
        self._decimal = locale_of(book.locale).decimal
        self._known: dict[Place, Worked] = {}
        self._foreign: set[Place] = set()
        self._under_way: set[Place] = set()
        self._indexes: dict[tuple[int, int, int, int, int], dict[Any, int]] = {}

    def at(self, sheet: Sheet, row: int, column: int) -> Worked:
        """Return a cell's value and, for a formula, the number format it brings.

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
        if place in self._foreign:
            return self._brought(place)
        if place in self._under_way:
            return Fault(
                "#REF!", "Circular dependency detected. To resolve with iterative calculation, see File > Settings."
            ), {}
        self._under_way.add(place)
        try:
            found = self._known[place] = self.worked(sheet, row, column, content.formula)
        except (ForeignError, RecursionError):
            self._foreign.add(place)
            return self._brought(place)
        finally:
            self._under_way.discard(place)
        return found

    def take(self, given: dict[Place, Value]) -> None:
        """Take results of the engine, and try again what could not be worked out without them."""
        self.given = given
        self._foreign.clear()

    def _brought(self, place: Place) -> Worked:
        if place not in self.given:
            raise ForeignError
        return self.given[place], {}

    def worked(self, sheet: Sheet, row: int, column: int, formula: str) -> Worked:
        """Work out a formula as if it stood in a cell.

        Raises:
            ForeignError: for a formula beyond this evaluator.
        """
        try:
            tree = parsed(formula, self._decimal)
        except UnreadableError as error:
            raise ForeignError from error
        formula_at = FormulaAt(self, SPECIAL, sheet, row, column)
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

    def go_on_at(self, now: datetime) -> None:
        """Work out what is still asked for at another moment; right as long as none has entered into a result."""
        self._now = _days(now)

    def now(self) -> float:
        """Return the moment as days since 1899-12-30."""
        self.volatile = True
        return self._now

    def values(self, area: Area) -> Iterator[Value]:
        """Return the values of an area's cells in use, row by row."""
        sheet = area.sheet
        for row in range(area.top, min(area.bottom, len(sheet.rows))):
            for column in range(area.left, min(area.right, len(sheet.row_cells(row)))):
                yield self.at(sheet, row, column)[0]

    def place_in(self, area: Area, wanted: Value) -> int | None:
        """Return the place of a value in a column or row, counted from 0."""
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
        """Return the values of one column or one row, empty ones too."""
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


def _days(now: datetime) -> float:
    return (now - datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=now.tzinfo)).total_seconds() / 86400

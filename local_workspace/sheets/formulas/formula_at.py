"""One formula in its place: its tree worked out, node by node."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from local_workspace.sheets.a1 import Area, area_of_grid_range
from local_workspace.sheets.model import Cell, Fault, Sheet, Value, Workbook
from local_workspace.sheets.references import Reference

from .coercion import FormulaError, WrongKindError, number
from .plain import AGGREGATES, DATED, OPERATORS, PLAIN
from .syntax import Call, Constant, Mistake, Named, Node

Result = Value | Area
Special = Callable[["FormulaAt", tuple[Node, ...]], Result]
"""A function that sees more than its arguments' values: their trees, and the cells."""


class ForeignError(Exception):
    """A formula that the engine must work out."""


class Cells(Protocol):
    """What a formula asks of its workbook."""

    book: Workbook

    def at(self, sheet: Sheet, row: int, column: int) -> tuple[Value, dict[str, Any]]:
        """Return a cell's value and the number format its formula brings."""

    def values(self, area: Area) -> Iterator[Value]:
        """Return the values of an area's cells in use, row by row."""

    def line(self, area: Area) -> Iterator[Value]:
        """Return the values of one column or one row, empty ones too."""

    def place_in(self, area: Area, wanted: Value) -> int | None:
        """Return the place of a value in a column or row, counted from 0."""

    def now(self) -> float:
        """Return the moment as days since 1899-12-30."""


class FormulaAt:
    """One formula in its place."""

    def __init__(self, cells: Cells, special: Mapping[str, Special], sheet: Sheet, row: int, column: int) -> None:
        self.cells = cells
        self.row = row
        self.column = column
        self._special = special
        self._sheet = sheet

    def result(self, node: Node) -> Result:
        """Return what a node comes to: a value, or the area it refers to."""
        if isinstance(node, Constant):
            return node.value
        if isinstance(node, Reference):
            return self._area(node)
        if isinstance(node, Mistake):
            raise FormulaError(node.kind)
        if isinstance(node, Named):
            for named in self.cells.book.named_ranges:
                if named["name"].lower() == node.name.lower():
                    return area_of_grid_range(self.cells.book, named["range"])
            raise FormulaError("#NAME?", f"Unknown range name: '{node.name.upper()}'.")
        return self._called(node)

    def value(self, result: Result) -> Value:
        """Return the value of a result; of several cells, the one in this formula's own row or column."""
        if not isinstance(result, Area):
            return result
        row, column = result.top, result.left
        if result.height > 1:
            if not result.top <= self.row < result.bottom or result.width > 1:
                raise FormulaError("#VALUE!", "An array value could not be found.")
            row = self.row
        elif result.width > 1:
            if not result.left <= self.column < result.right:
                raise FormulaError("#VALUE!", "An array value could not be found.")
            column = self.column
        return self.cells.at(result.sheet, row, column)[0]

    def of(self, node: Node) -> Value:
        """Return the value of a node."""
        return self.value(self.result(node))

    def sound(self, node: Node) -> Value:
        """Return the value of a node.

        Raises:
            FormulaError: when it is an error value.
        """
        found = self.of(node)
        if isinstance(found, Fault):
            raise FormulaError(*found)
        return found

    def _area(self, reference: Reference) -> Area:
        sheet: Sheet | None = self._sheet
        if reference.title is not None:
            sheet = self.cells.book.titled(reference.title)
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
        special = self._special.get(call.name)
        if special is not None:
            return special(self, call.arguments)
        plain = PLAIN.get(call.name)
        if plain is not None:
            values = [self.sound(node) for node in call.arguments]
            try:
                return plain(*values)
            except WrongKindError as error:
                raise error.in_call(OPERATORS.get(call.name, call.name), values) from error
            except TypeError as error:
                raise ForeignError from error
        aggregate = AGGREGATES.get(call.name)
        if aggregate is not None:
            return aggregate(self.numbers(call.arguments))
        raise ForeignError

    def numbers(self, nodes: tuple[Node, ...]) -> list[float]:
        """Return the numbers among arguments; in areas, texts and truth values are passed over."""
        found: list[float] = []
        for node in nodes:
            result = self.result(node)
            direct = not isinstance(result, Area)
            for value in self.cells.values(result) if isinstance(result, Area) else (result,):
                if isinstance(value, Fault):
                    raise FormulaError(*value)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    found.append(value)
                elif direct and value is not None:
                    found.append(number(value))
        return found

    def each(self, nodes: tuple[Node, ...]) -> Iterator[Value]:
        """Return the values of all arguments, areas cell by cell."""
        for node in nodes:
            result = self.result(node)
            if isinstance(result, Area):
                yield from self.cells.values(result)
            else:
                yield result

    def area_of(self, node: Node) -> Area:
        """Return the cells that a node refers to.

        Raises:
            ForeignError: when it is no reference.
        """
        result = self.result(node)
        if not isinstance(result, Area):
            raise ForeignError
        return result

    def format_of(self, node: Node, result: Result) -> dict[str, Any]:
        """Return the number format that a result brings along."""
        if isinstance(result, Area):
            return self._format_at(result)
        if isinstance(node, Call):
            if node.name in DATED:
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
                formats = [self.format_of(one, None) for one in inner if isinstance(one, Call)]
                return next((one for one in formats if one), {})
        return {}

    def _format_at(self, area: Area) -> dict[str, Any]:
        content = area.sheet.content(area.top, area.left)
        if not isinstance(content, Cell):
            return {}
        own = self.cells.book.shared.item(content.format).get("numberFormat") if content.format else None
        if own:
            return dict(own)
        return self.cells.at(area.sheet, area.top, area.left)[1] if content.formula else {}

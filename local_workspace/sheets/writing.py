"""Values put into cells: as they are, or as if a person had typed them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from local_workspace.api.discovery import bad_request
from local_workspace.api.errors import Refusal

from .entered import entered, whole_if_possible
from .limits import check_text
from .locales import locale_of
from .model import Cell, Scalar, Sheet, Workbook

# Typing 5% into a date cell makes it a percentage; typing 5 there does not make it a number.
CHANGES_THE_FORMAT = ("DATE", "TIME", "DATE_TIME", "PERCENT", "CURRENCY", "SCIENTIFIC")
LIKE_DATES = ("DATE", "DATE_TIME", "TIME")


class Writer:
    """Puts values into one workbook on one day."""

    def __init__(self, book: Workbook, today: date) -> None:
        self._book = book
        self._locale = locale_of(book.locale)
        self._today = today

    def raw(self, sheet: Sheet, row: int, column: int, value: Scalar) -> None:
        """Store a value as it is; the empty string empties the cell."""
        if isinstance(value, float):
            value = whole_if_possible(value)
        sheet.set_value(row, column, None if value == "" else value)

    def typed(self, sheet: Sheet, row: int, column: int, value: Scalar) -> None:
        """Store what Google would make of a typed value."""
        if not isinstance(value, str):
            self.raw(sheet, row, column, value)
            return
        check_text(value)
        old = sheet.content(row, column)
        own = self._own_format(old)
        if own.get("type") == "TEXT" and value:
            sheet.set_value(row, column, value)
            return
        found = entered(value, self._locale, self._today)
        sheet.set_value(row, column, found.value, found.formula)
        if found.kind and _takes_over(found.kind, own.get("type", "")):
            self._give_number_format(sheet, row, column, {"type": found.kind, "pattern": found.pattern})

    def raw_row(self, sheet: Sheet, row: int, left: int, values: list[Scalar]) -> None:
        """Store values beside each other as they are; None skips a cell."""
        cells = sheet.own(row)
        if len(cells) < left + len(values):
            cells.extend([None] * (left + len(values) - len(cells)))
        for column, value in enumerate(values, left):
            if value is None:
                continue
            if type(value) is float:
                value = whole_if_possible(value)
            if isinstance(cells[column], Cell):
                self.raw(sheet, row, column, value)
            else:
                cells[column] = None if value == "" else value

    def typed_row(self, sheet: Sheet, row: int, left: int, values: list[Scalar]) -> None:
        """Store what Google would make of values typed beside each other; None skips a cell."""
        for column, value in enumerate(values, left):
            if value is not None:
                self.typed(sheet, row, column, value)

    def _own_format(self, content: Any) -> dict[str, Any]:
        if isinstance(content, Cell) and content.format:
            found: dict[str, Any] = self._book.shared.item(content.format).get("numberFormat") or {}
            return found
        return {}

    def _give_number_format(self, sheet: Sheet, row: int, column: int, number_format: dict[str, Any]) -> None:
        cell = sheet.cell(row, column)
        whole = {**self._book.shared.item(cell.format), "numberFormat": number_format}
        sheet.put(row, column, cell._replace(format=self._book.shared.number(whole)))


def _takes_over(new: str, old: str) -> bool:
    if not old:
        return True
    if new == old or (new in LIKE_DATES and old in LIKE_DATES):
        return False
    return new in CHANGES_THE_FORMAT


def checked(values: Any, place: str) -> list[list[Any]]:
    """Return the `values` of the ValueRange at `place` of a request as rows of plain values.

    Raises:
        Refusal: 400 where a value is a list, an object or a text too long for a cell.
    """
    rows = values or []
    if not isinstance(rows, list):
        raise _no_list(f"{place}.values", rows)
    for r, row in enumerate(rows):
        if not isinstance(row, list):
            raise _no_list(f"{place}.values[{r}]", row)
        for c, value in enumerate(row):
            if isinstance(value, dict | list):
                raise Refusal(400, f"Invalid values[{r}][{c}]: {_proto_text(value)}")
            if isinstance(value, str):
                check_text(value)
    return rows


def _no_list(field: str, value: Any) -> Refusal:
    printed = json.dumps(value, ensure_ascii=False)
    said = f"Invalid value at '{field}' (type.googleapis.com/google.protobuf.ListValue), {printed}"
    return Refusal(400, said, reason="invalid", domain="", details=bad_request([(field, said)]))


def _proto_text(value: Any, indent: str = "") -> str:
    """Print a JSON value as protobuf's text format does, the way Google quotes what it does not take."""
    inner = indent + "  "
    if isinstance(value, list):
        items = "".join(f"{inner}values {{\n{inner}  {_proto_text(one, inner + '  ')}{inner}}}\n" for one in value)
        return f"list_value {{\n{items}{indent}}}\n"
    if isinstance(value, dict):
        items = "".join(
            f"{inner}fields {{\n{inner}  key: {json.dumps(key, ensure_ascii=False)}\n"
            f"{inner}  value {{\n{inner}    {_proto_text(one, inner + '    ')}{inner}  }}\n{inner}}}\n"
            for key, one in value.items()
        )
        return f"struct_value {{\n{items}{indent}}}\n"
    if value is None:
        return "null_value: NULL_VALUE\n"
    if isinstance(value, bool):
        return f"bool_value: {str(value).lower()}\n"
    return f"string_value: {json.dumps(value)}\n" if isinstance(value, str) else f"number_value: {float(value)!r}\n"

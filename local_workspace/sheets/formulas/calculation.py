"""Formulas evaluated: only when a reader asks, and only anew after a change."""

from __future__ import annotations

import re
import weakref
from datetime import datetime
from typing import Any

from local_workspace.sheets.entered import EPOCH
from local_workspace.sheets.model import Cell, Fault, Sheet, Value, Workbook

from .engine import Engine, Place
from .evaluator import Evaluator
from .formula_at import ForeignError
from .library import SPECIAL
from .plain import AGGREGATES, PLAIN

_MAY_SPILL = re.compile(
    r"\b(ARRAYFORMULA|SEQUENCE|FILTER|UNIQUE|SORT|SORTBY|SPLIT|TRANSPOSE|FLATTEN|VSTACK|HSTACK)\s*\(|^=\s*\{",
    re.IGNORECASE,
)

_CALLS = re.compile(r"([^\W\d][\w.]*)\s*\(")
KNOWN = {*SPECIAL, *PLAIN, *AGGREGATES}


class Calculation:
    """The formulas' results for one state of a workbook at one moment, each worked out when first asked for."""

    def __init__(self, book: Workbook, now: datetime) -> None:
        self._book = book
        self.now = now
        self._evaluator = Evaluator(book, now)
        self._engine_ran = False
        self._may_spill: bool | None = None

    @property
    def volatile(self) -> bool:
        """Check whether results hold for this moment alone."""
        return self._evaluator.volatile

    def go_on_at(self, now: datetime) -> None:
        """Work out what nobody asked for yet as of another moment: no result so far holds for one alone."""
        self.now = now
        self._evaluator.go_on_at(now)

    @property
    def may_spill(self) -> bool:
        """Check whether some formula may fill cells beside its own."""
        if self._may_spill is None:
            self._may_spill = any(_MAY_SPILL.search(formula) for formula in set(self._formulas().values()))
        return self._may_spill

    def value(self, sheet: Sheet, row: int, column: int) -> Value:
        """Return a cell's effective value."""
        return self._at(sheet, row, column)[0]

    def number_format(self, sheet: Sheet, row: int, column: int) -> dict[str, Any]:
        """Return the number format that a formula brings to a cell without one."""
        return self._at(sheet, row, column)[1]

    def evaluated(self, sheet: Sheet, row: int, column: int, formula: str) -> Value:
        """Return what a formula would show in a cell."""
        try:
            return self._evaluator.worked(sheet, row, column, formula)[0]
        except ForeignError:
            self._run_engine()
        try:
            return self._evaluator.worked(sheet, row, column, formula)[0]
        except ForeignError:
            place = (sheet.id, row, column)
            return self._engine().results({place: formula}).get(place)

    def _at(self, sheet: Sheet, row: int, column: int) -> tuple[Value, dict[str, Any]]:
        if self.may_spill:
            self._run_engine()
        try:
            return self._evaluator.at(sheet, row, column)
        except ForeignError:
            self._run_engine()
        return self._evaluator.at(sheet, row, column)

    def _formulas(self) -> dict[Place, str]:
        return {
            (sheet.id, index, column): content.formula
            for sheet in self._book.sheets
            for index, row in enumerate(sheet.rows[: sheet.data_end()])
            if row is not None and Cell in set(map(type, row.cells))
            for column, content in enumerate(row.cells)
            if type(content) is Cell and content.formula
        }

    def _run_engine(self) -> None:
        """Let the engine work out every formula that is beyond the evaluator."""
        if self._engine_ran:
            return
        self._engine_ran = True
        foreign: dict[Place, str] = {}
        for place, formula in self._formulas().items():
            sheet = self._book.sheet(place[0])
            try:
                if sheet is not None:
                    self._evaluator.at(sheet, place[1], place[2])
            except ForeignError:
                foreign[place] = formula
        if foreign:
            found = self._engine().results(foreign)
            unread: dict[Place, Value] = dict.fromkeys(foreign, Fault("#ERROR!", "Formula parse error."))
            self._evaluator.take({**unread, **found, **_unknown(foreign, found)})

    def _engine(self) -> Engine:
        start = datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=self.now.tzinfo)
        now = (self.now - start).total_seconds() / 86400
        return Engine(self._book, lambda sheet, row, column: self._evaluator.at(sheet, row, column)[0], int(now), now)


def _unknown(formulas: dict[Place, str], found: dict[Place, Value]) -> dict[Place, Value]:
    """Return the results that the engine calls unknown, with the name that is."""
    said: dict[Place, Value] = {}
    for place, formula in formulas.items():
        value = found.get(place)
        if not isinstance(value, Fault) or value.kind != "#NAME?":
            continue
        names = [name for name in _CALLS.findall(formula) if name.upper() not in KNOWN]
        if names:
            said[place] = Fault("#NAME?", f"Unknown function: '{names[0]}'.")
    return said


class Formulas:
    """The latest calculation of each workbook that nobody is changing."""

    def __init__(self) -> None:
        self._latest: weakref.WeakKeyDictionary[Workbook, Calculation] = weakref.WeakKeyDictionary()

    def of(self, book: Workbook, now: datetime) -> Calculation:
        """Return the results for a workbook as it is now."""
        if book.under_change:
            return Calculation(book, now)
        known = self._latest.get(book)
        if known is None or (known.volatile and known.now != now):
            known = self._latest[book] = Calculation(book, now)
        elif known.now != now:
            known.go_on_at(now)
        return known

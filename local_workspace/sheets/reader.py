"""Values as a reader sees them: entered or computed, raw or under their format."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from .chips import PLACEHOLDER, shown_by
from .display import shown
from .formulas import Calculation, Formulas
from .locales import locale_of
from .model import Cell, Content, Fault, Sheet, Value, Workbook

MOMENTS = ("DATE", "TIME", "DATE_TIME")


def local_time(book: Workbook, now: datetime) -> datetime:
    """Return a moment in the spreadsheet's time zone."""
    try:
        return now.astimezone(ZoneInfo(str(book.properties.get("timeZone", "Etc/GMT"))))
    except (KeyError, ValueError):
        return now


class Reader:
    """Reads one workbook at one moment."""

    def __init__(self, book: Workbook, formulas: Formulas, now: datetime) -> None:
        self.book = book
        self.locale = locale_of(book.locale)
        self._formulas = formulas
        self._now = local_time(book, now)
        #: The date where the spreadsheet is at home.
        self.today: date = self._now.date()
        self._calculation: Calculation | None = None
        self._formats: dict[int, dict[str, Any]] = {}
        self._may_spill: bool | None = None

    @property
    def calculation(self) -> Calculation:
        """Return the formulas' results, worked out when first asked for."""
        if self._calculation is None:
            self._calculation = self._formulas.of(self.book, self._now)
        return self._calculation

    def value(self, sheet: Sheet, row: int, column: int, content: Content) -> Value:
        """Return a cell's effective value."""
        if isinstance(content, Cell):
            if content.formula:
                return self.calculation.value(sheet, row, column)
            if content.value is None:
                return self._spilled(sheet, row, column)
            return content.value if not content.runs else self._with_chips(content)
        return self._spilled(sheet, row, column) if content is None else content

    def _with_chips(self, content: Cell) -> Value:
        """Return a cell's text with what its smart chips show in place of their signs."""
        runs = self.book.shared.item(content.runs).get("chipRuns")
        if not runs or not isinstance(content.value, str):
            return content.value
        text = content.value
        for run in sorted(runs, key=lambda one: int(one.get("startIndex", 0)), reverse=True):
            at = int(run.get("startIndex", 0))
            if (shown := shown_by(run.get("chip") or {})) and text[at : at + 1] == PLACEHOLDER:
                text = f"{text[:at]}{shown}{text[at + 1 :]}"
        return text

    @property
    def may_spill(self) -> bool:
        """Check whether some formula may fill cells beside its own."""
        if self._may_spill is None:
            self._may_spill = self.calculation.may_spill
        return self._may_spill

    def _spilled(self, sheet: Sheet, row: int, column: int) -> Value:
        return self.calculation.value(sheet, row, column) if self.may_spill else None

    def number_format(self, sheet: Sheet, row: int, column: int, content: Content) -> dict[str, Any]:
        """Return the number format in force: the cell's own, or the one its formula brings; `{}` is automatic."""
        if not isinstance(content, Cell):
            return {}
        if content.format:
            own = self._formats.get(content.format)
            if own is None:
                own = self._formats[content.format] = self.book.shared.item(content.format).get("numberFormat") or {}
            if own:
                return own
        return self.calculation.number_format(sheet, row, column) if content.formula else {}

    def formatted(self, sheet: Sheet, row: int, column: int, content: Content) -> str:
        """Return what a person sees in a cell."""
        value = self.value(sheet, row, column, content)
        if isinstance(value, str):
            return value
        return shown(value, self.number_format(sheet, row, column, content), self.locale)

    def rendered(self, sheet: Sheet, row: int, column: int, content: Content, render: str, dates: str) -> Any:
        """Return a cell as `valueRenderOption` and `dateTimeRenderOption` ask; None where there is nothing."""
        if render == "FORMATTED_VALUE":
            value = self.value(sheet, row, column, content)
            if value is None:
                return None
            if isinstance(value, str):
                return value
            return shown(value, self.number_format(sheet, row, column, content), self.locale)
        if render == "FORMULA" and isinstance(content, Cell) and content.formula:
            return content.formula
        value = self.value(sheet, row, column, content)
        if isinstance(value, Fault):
            return f"{value.kind} ({value.message})" if value.message else value.kind
        if dates == "FORMATTED_STRING" and isinstance(value, int | float) and not isinstance(value, bool):
            number_format = self.number_format(sheet, row, column, content)
            if number_format.get("type") in MOMENTS:
                return shown(value, number_format, self.locale)
        return value

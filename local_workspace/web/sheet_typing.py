"""What a person finds when opening a cell to edit it: text that, typed again, gives the very same cell."""

from __future__ import annotations

from datetime import date
from typing import Any

from local_workspace.sheets.display import shown
from local_workspace.sheets.entered import entered
from local_workspace.sheets.locales import Locale
from local_workspace.sheets.model import Fault, Value

MOMENTS = ("DATE", "TIME", "DATE_TIME")
EXACT = {"DATE": "yyyy-MM-dd", "TIME": "HH:mm:ss", "DATE_TIME": "yyyy-MM-dd HH:mm:ss"}


def typed_text(value: Value, formula: str, number_format: dict[str, Any], locale: Locale, today: date) -> str:
    """Return the text to edit.

    A text that would be read as something else (a formula, a number) begins with an apostrophe, as in Google's
    own editor, so that opening a cell and confirming it changes nothing.
    """
    if formula:
        return formula
    if isinstance(value, str):
        return value if number_format.get("type") == "TEXT" or _stays(value, locale, today) else f"'{value}"
    if isinstance(value, bool):
        return locale.true if value else locale.false
    if isinstance(value, int | float):
        return _number(value, number_format, locale, today)
    return value.kind if isinstance(value, Fault) else ""


def _stays(text: str, locale: Locale, today: date) -> bool:
    found = entered(text, locale, today)
    return found.formula == "" and found.value == text


def _number(value: float, number_format: dict[str, Any], locale: Locale, today: date) -> str:
    kind = number_format.get("type", "")
    if kind in MOMENTS:
        text = shown(value, number_format, locale)
        read = entered(text, locale, today).value
        same = isinstance(read, int | float) and abs(read - value) < 1 / 86400
        return text if same else shown(value, {"type": kind, "pattern": EXACT[kind]}, locale)
    if kind == "PERCENT":
        return f"{value * 100:.13g}".replace(".", locale.decimal) + "%"
    return f"{value:.15g}".replace(".", locale.decimal)

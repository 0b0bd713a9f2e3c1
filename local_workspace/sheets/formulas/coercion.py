"""Values as arithmetic, text and conditions take them."""

from __future__ import annotations

from datetime import date
from typing import Any

from local_workspace.sheets.display import shown
from local_workspace.sheets.entered import entered
from local_workspace.sheets.locales import locale_of
from local_workspace.sheets.model import Fault, Value

from .engine import fault

ENGLISH = locale_of("en_US")


class FormulaError(Exception):
    """An error value on its way up."""

    def __init__(self, kind: str, message: str | None = None) -> None:
        super().__init__(kind)
        self.fault = fault(kind) if message is None else Fault(kind, message)


class WrongKindError(FormulaError):
    """A text where a function takes numbers or truth values."""

    def __init__(self, given: str, wanted: str, where: str = "A parameter") -> None:
        super().__init__(
            "#VALUE!",
            f"{where} expects {wanted} values. But '{given}' is a text and cannot be coerced to a {wanted}.",
        )
        self.given = given
        self.wanted = wanted

    def in_call(self, function: str, values: list[Value]) -> WrongKindError:
        """Return the same error naming the function and which of its values is wrong."""
        place = values.index(self.given) + 1 if self.given in values else 1
        return WrongKindError(self.given, self.wanted, f"Function {function} parameter {place}")


def number(value: Value) -> float:
    """Return a value as a number, as arithmetic takes it.

    Raises:
        FormulaError: `#VALUE!` for a text that is no number; an error value itself.
    """
    if isinstance(value, bool):
        return 1 if value else 0
    if isinstance(value, int | float):
        return value
    if value is None or value == "":
        return 0
    if isinstance(value, Fault):
        raise FormulaError(*value)
    found = entered(value, ENGLISH, date(2000, 1, 1)).value
    if isinstance(found, int | float) and not isinstance(found, bool):
        return found
    raise WrongKindError(value, "number")


def text(value: Value) -> str:
    """Return a value as a text."""
    if isinstance(value, Fault):
        raise FormulaError(*value)
    return shown(value, None, ENGLISH)


def truth(value: Value) -> bool:
    """Return a value as a condition takes it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value:
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise WrongKindError(value, "boolean")
    return number(value) != 0


def same(first: Value, second: Value) -> bool:
    """Check whether two values are equal as `=` sees it: texts in whatever case, empty as 0 or nothing."""
    if first is None or second is None:
        other = second if first is None else first
        return other is None or other == "" or (other == 0 and not isinstance(other, str))
    if isinstance(first, str) and isinstance(second, str):
        return first.lower() == second.lower()
    if isinstance(first, bool) != isinstance(second, bool):
        return False
    return first == second


def order(value: Value) -> tuple[int, Any]:
    """Return a key that sorts values as comparisons do: numbers, texts, truth values."""
    if isinstance(value, Fault):
        raise FormulaError(*value)
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.lower()
    return 0, value or 0

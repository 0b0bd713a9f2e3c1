"""The rules of cells (data validation) in the words of the page."""

from __future__ import annotations

from typing import Any

from local_workspace.sheets.conditions import Conditions
from local_workspace.sheets.model import Value
from local_workspace.sheets.reader import Reader

LISTS = ("ONE_OF_LIST", "ONE_OF_RANGE")
Rule = dict[str, Any]


class Rules:
    """The rules met on one sheet, each described once."""

    def __init__(self, reader: Reader, conditions: Conditions) -> None:
        self._reader = reader
        self._conditions = conditions
        self._numbers: dict[int, int] = {}
        self._choices: dict[int, frozenset[str]] = {}
        self.described: list[dict[str, Any]] = []

    def number(self, kept: int) -> int:
        """Return the place among `described` of the rule kept under a number."""
        if kept not in self._numbers:
            rule = self._reader.book.shared.item(kept)
            self._numbers[kept] = len(self.described)
            self.described.append(described(rule, self._conditions))
        return self._numbers[kept]

    def fits(self, kept: int, value: Value, text: str, row: int, column: int) -> bool:
        """Check whether a value meets the rule kept under a number."""
        condition = self._reader.book.shared.item(kept).get("condition") or {}
        if condition.get("type") in LISTS:
            if kept not in self._choices:
                self._choices[kept] = frozenset(self._conditions.choices(condition))
            return text in self._choices[kept] or str(value) in self._choices[kept]
        return self._conditions.holds(condition, row, column, (row, column))


def described(rule: Rule, conditions: Conditions) -> dict[str, Any]:
    """Return what the page must know of a rule."""
    condition = rule.get("condition") or {}
    kind = condition.get("type", "")
    found: dict[str, Any] = {"kind": "other", "strict": bool(rule.get("strict")), "message": demand(rule, conditions)}
    if kind in LISTS:
        found |= {"kind": "list", "choices": conditions.choices(condition), "arrow": rule.get("showCustomUi", True)}
    elif kind == "BOOLEAN":
        words = [str(one.get("userEnteredValue", "")) for one in condition.get("values") or []]
        found |= {"kind": "check", "words": words}
    elif kind.startswith("DATE"):
        found["kind"] = "date"
    return found


def demand(rule: Rule, conditions: Conditions) -> str:
    """Say what a rule wants, in its author's words where there are any."""
    if rule.get("inputMessage"):
        return str(rule["inputMessage"])
    condition = rule.get("condition") or {}
    kind = condition.get("type", "")
    values = [str(one.get("userEnteredValue", "")) for one in condition.get("values") or []]
    if kind in LISTS:
        choices = conditions.choices(condition)
        shown = ", ".join(choices[:12]) + ("; …" if len(choices) > 12 else "")
        return f"Pilih salah satu: {shown}." if choices else "Daftar pilihannya masih kosong."
    if kind == "BOOLEAN":
        return "Beri tanda centang atau kosongkan."
    if kind.startswith("DATE"):
        return "Tulis tanggal yang benar, misalnya 31/12/2026."
    if kind == "TEXT_IS_EMAIL":
        return "Tulis satu alamat surel yang lengkap."
    if kind == "TEXT_IS_URL":
        return "Tulis alamat web yang lengkap."
    if kind.startswith("NUMBER"):
        return f"Tulis angka yang sesuai dengan aturan sel ini ({' dan '.join(values)})."
    return "Nilai ini tidak sesuai dengan aturan sel."

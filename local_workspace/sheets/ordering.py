"""Rows in the order that a sort gives them: numbers, texts, truth values, errors, and what is empty last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .model import Fault, Sheet, Value
from .reader import Reader

_EMPTY = 9


def sorted_rows(reader: Reader, sheet: Sheet, rows: Iterable[int], specs: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return rows as `sortSpecs` order them, the first spec before the next; equal rows stay as they are."""
    order = list(rows)
    for spec in reversed(specs):
        column = int(spec.get("dimensionIndex") or 0)
        keys = {row: _key(reader.value(sheet, row, column, sheet.content(row, column))) for row in order}
        full = [row for row in order if keys[row][0] < _EMPTY]
        full.sort(key=keys.__getitem__, reverse=spec.get("sortOrder") == "DESCENDING")
        # Empty cells come last whichever way the sort goes.
        order = full + [row for row in order if keys[row][0] == _EMPTY]
    return order


def _key(value: Value) -> tuple[int, Any]:
    if value is None or value == "":
        return _EMPTY, ""
    if isinstance(value, bool):
        return 3, value
    if isinstance(value, int | float):
        return 1, value
    if isinstance(value, Fault):
        return 4, value.kind
    return 2, (value.lower(), value)

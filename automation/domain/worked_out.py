"""What was worked out of the very same values before: it changes no result, only how long it takes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Any, ParamSpec, TypeVar

from .cells import Cell

P = ParamSpec("P")
T = TypeVar("T")
_Row = tuple[Cell, ...]
_NONE: _Row = ()


class WorkedOut:
    """Results of functions without effects, one of each, for the values that they were last asked about."""

    def __init__(self) -> None:
        self._found: dict[Callable[..., Any], tuple[tuple[Any, ...], Any]] = {}
        self._last: dict[str, Any] = {}
        self._tables: dict[str, tuple[_Row, ...]] = {}

    def of(self, work: Callable[P, T], *given: P.args, **none: P.kwargs) -> T:
        """Return what a function gives; it is not asked where all that it is given is the very same as last time."""
        known = self._found.get(work)
        if known is not None and all(one is other for one, other in zip_longest(known[0], given)):
            found: T = known[1]
            return found
        found = work(*given, **none)
        self._found[work] = given, found
        return found

    def equal(self, name: str, value: T) -> T:
        """Return the value of last time under this name where it equals this one, so that it is the very same."""
        last: T = self._last.setdefault(name, value)
        if last is value or last == value:
            return last
        self._last[name] = value
        return value

    def table(self, name: str, table: tuple[_Row, ...]) -> tuple[_Row, ...]:
        """Return a table whose rows that say exactly what they did last time, in their places, are the very same."""
        last = self._tables.get(name, ())
        if table is last:
            return last
        rows = tuple(
            old if _says_the_same(new, old) else new
            for new, old in zip(table, (*last, *([_NONE] * (len(table) - len(last)))), strict=False)
        )
        if len(rows) == len(last) and all(map(_is, rows, last)):
            return last
        self._tables[name] = rows
        return rows


def say_the_same(one: tuple[_Row, ...], other: tuple[_Row, ...]) -> bool:
    """Return whether two tables say exactly the same; TRUE and FALSE are no numbers."""
    return len(one) == len(other) and all(map(_says_the_same, one, other))


def _says_the_same(one: _Row, other: _Row) -> bool:
    return one == other and (not _may_be_truths(one) or _is_exactly(one, other))


def _is(one: object, other: object) -> bool:
    return one is other


def _may_be_truths(row: _Row) -> bool:
    """Return whether a row may hold TRUE or FALSE, which equal 1 and 0."""
    return 1 in row or 0 in row


def _is_exactly(one: _Row, other: _Row) -> bool:
    return list(map(type, one)) == list(map(type, other))

"""Rows of the job's tabs that showed what they should at the last look, and need not be laid out again to know it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cache

from automation.domain.cells import Cell, Change, UpdateRow
from automation.jobs.snapshot import Table
from automation.register.lines import Headings

_Row = tuple[Cell, ...]


class InStep:
    """The rows of one tab, each with the very value that it was seen to show."""

    def __init__(self) -> None:
        self._shown: dict[Hashable, tuple[object, str, _Row]] = {}
        self._expected: dict[Hashable, tuple[object, str]] = {}
        self._rows: dict[str, tuple[int, _Row]] = {}
        self._twice: set[str] = set()
        self._table: Table = ()

    def look(self, table: Table, place: int) -> None:
        """Take in a table whose keys stand at this place."""
        self._expected = {}
        if table is self._table:
            return
        self._table, self._rows, self._twice = table, {}, set()
        for number, cells in enumerate(table[1:], start=1):
            if place < len(cells) and (name := str(cells[place])):
                if name in self._rows:
                    self._twice.add(name)
                else:
                    self._rows[name] = number, cells

    def still_shows(self, key: Hashable, value: object) -> bool:
        """Return whether a value is the very one that its row, the very same too, was seen to show."""
        known = self._shown.get(key)
        if known is None or known[0] is not value:
            return False
        row = self._rows.get(known[1])
        return row is not None and row[1] is known[2] and known[1] not in self._twice

    def expect(self, key: Hashable, name: str, value: object) -> None:
        """Note that a row is held against a value, in what is concluded next."""
        self._expected[key] = value, name

    def conclude(self, changes: Iterable[Change]) -> None:
        """Keep what was held against its row and needs no change."""
        differing = {one.row for one in changes if isinstance(one, UpdateRow)}
        for key, (value, name) in self._expected.items():
            number, cells = self._rows.get(name, (0, ()))
            if number and number not in differing and name not in self._twice:
                self._shown[key] = value, name, cells
            else:
                self._shown.pop(key, None)


@cache
def in_step_of(tab: str) -> Callable[[Headings], InStep]:
    """Return what makes an empty one for a tab, the same function each time."""
    return lambda _: InStep()

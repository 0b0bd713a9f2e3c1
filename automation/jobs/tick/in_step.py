"""Rows of the job's tabs that showed what they should at the last look, and need not be laid out again to know it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache

from automation.domain.cells import Cell, Change, UpdateRow
from automation.jobs.snapshot import Table
from automation.register.keyed import KeyedRows
from automation.register.lines import Headings


class InStep:
    """The rows of one tab, each with the very value that it was seen to show."""

    def __init__(self) -> None:
        self._shown: dict[Hashable, tuple[object, str, Sequence[Cell]]] = {}
        self._expected: dict[Hashable, tuple[object, str]] = {}
        self._table: Table = ()
        self._all: tuple[object, Table] | None = None
        self.keyed = KeyedRows({}, {})

    def look(self, table: Table, place: int) -> None:
        """Take in a table whose keys stand at this place."""
        self._expected = {}
        if table is not self._table:
            self._table, self.keyed = table, KeyedRows.of(place, table)

    def still_shows_all(self, values: object) -> bool:
        """Return whether the very same values were all seen to be shown by the very same table."""
        return self._all is not None and self._all[0] is values and self._all[1] is self._table

    def shows_all(self, values: object) -> None:
        """Note that all of these values are shown, where none of the last changes is about one of them."""
        self._all = values, self._table

    def still_shows(self, key: Hashable, value: object) -> bool:
        """Return whether a value is the very one that its row, the very same too, was seen to show."""
        known = self._shown.get(key)
        if known is None or known[0] is not value:
            return False
        row = self.keyed.first.get(known[1])
        return row is not None and row[1] is known[2] and known[1] not in self.keyed.twins

    def expect(self, key: Hashable, name: str, value: object) -> None:
        """Note that a row is held against a value, in what is concluded next."""
        self._expected[key] = value, name

    def conclude(self, changes: Iterable[Change]) -> None:
        """Keep what was held against its row and needs no change."""
        differing = {one.row for one in changes if isinstance(one, UpdateRow)}
        for key, (value, name) in self._expected.items():
            number, cells = self.keyed.first.get(name, (0, ()))
            if number and number not in differing and name not in self.keyed.twins:
                self._shown[key] = value, name, cells
            else:
                self._shown.pop(key, None)


@cache
def in_step_of(tab: str) -> Callable[[Headings], InStep]:
    """Return what makes an empty one for a tab, the same function each time."""
    return lambda _: InStep()

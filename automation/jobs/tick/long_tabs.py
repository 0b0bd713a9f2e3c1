"""Riwayat and Arsip grow with all that was ever done: what they held at the last look is read only now and then.

Nobody but the job changes their rows, apart from the columns of people in Arsip. So a look reads Riwayat from its
last row on, and of Arsip the names of the rows, the columns of people, and all from the last row on. Where a name or
the last row is another, rows were deleted, moved or added by hand: then the tab is read whole, as it is every 15
minutes, and after the job wrote into one of its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from automation.domain.cells import Cell, Change, UpdateRow, trimmed
from automation.domain.columns import StaffColumn, column_letters
from automation.domain.worked_out import say_the_same
from automation.jobs.snapshot import Table
from automation.ports import NotAllowed, UnreadableWorkbook
from automation.register.lines import WrongHeadings, headings_of
from automation.register.schema import tabs

Read = Callable[[Sequence[str]], Sequence[Table]]

#: After this long all is looked at: what a hand left wrong in a cell of the job's is put right then.
WHOLE_EVERY = timedelta(minutes=15)
#: The tabs by the key of their range, with the column that names their rows.
_LONG = {"history": "sequence", "archive": "document"}
#: A tab with no more rows is read whole.
FEW = 50


class LongTabs:
    """What was read of the tabs that grow, and when they were read whole."""

    def __init__(self) -> None:
        self.whole_at: datetime | None = None
        self._ranges: Mapping[str, str] = {}
        self._tables: dict[str, Table] = {}

    def read(self, read: Read, ranges: Mapping[str, str], now: datetime) -> Mapping[str, Table]:
        """Return all tables, read in one call; in one more where a tab is not what it was.

        Raises:
            UnreadableWorkbook, NotAllowed, TryLater: as the ports say.
        """
        parts = self._parts(ranges, now)
        if not parts:
            return self._kept(_read(read, ranges), ranges, now)
        others = {key: text for key, text in ranges.items() if key not in parts}
        asked = [text for theirs in parts.values() for text in theirs]
        try:
            found = read([*others.values(), *asked])
        except (UnreadableWorkbook, NotAllowed):
            return self._kept(_read(read, ranges), ranges, now)  # Also where fewer rows are left than were known.
        tables = dict(zip(others, found, strict=False))
        rest = iter(found[len(others) :])
        for key, theirs in parts.items():
            self._tables[key] = _joined(key, self._tables[key], [next(rest) for _ in theirs]) or ()
        if gone := {key: ranges[key] for key in parts if not self._tables[key]}:
            self._tables |= _read(read, gone)
        self._tables |= {key: tables[key] for key in _LONG if key in tables}
        return {key: tables[key] if key in tables else self._tables[key] for key in ranges}

    def wrote(self, changes: Iterable[Change]) -> None:
        """Take in what was written: a tab whose rows were written into is read whole: they may stand elsewhere."""
        for one in changes:
            if isinstance(one, UpdateRow):
                self._tables.pop(one.tab, None)

    def forget(self) -> None:
        """Forget what was read: rows moved into another workbook, or back."""
        self._tables = {}

    def _kept(self, tables: Mapping[str, Table], ranges: Mapping[str, str], now: datetime) -> Mapping[str, Table]:
        self.whole_at, self._ranges = now, ranges
        self._tables = {key: tables[key] for key in _LONG if key in tables}
        return tables

    def _parts(self, ranges: Mapping[str, str], now: datetime) -> Mapping[str, tuple[str, ...]]:
        """Return what is read of the tabs that are known; nothing where all is to be read whole."""
        if self.whole_at is None or ranges != self._ranges or not timedelta() <= now - self.whole_at < WHOLE_EVERY:
            return {}
        known = {key: table for key, table in self._tables.items() if len(table) > FEW}
        return {key: found for key, table in known.items() if (found := _parts_of(key, ranges[key], table))}


def _read(read: Read, ranges: Mapping[str, str]) -> dict[str, Table]:
    return dict(zip(ranges, read(list(ranges.values())), strict=True))


def _parts_of(key: str, text: str, table: Table) -> tuple[str, ...]:
    """Return the ranges of a tab's parts: all from the last row on, then of Arsip the headings and its columns."""
    tab, _, _ = text.rpartition("!") if "!" in text else (text, "", "")
    if key == "history":
        return (f"{tab}!A{len(table)}:A",)
    try:
        columns = _columns(table)
    except WrongHeadings:
        return ()
    width = column_letters(max(map(len, table)) - 1)
    runs = (f"{tab}!{column_letters(left)}:{column_letters(right)}" for left, right in columns)
    return (f"{tab}!A{len(table)}:{width}", f"{tab}!1:1", *runs)


def _columns(table: Table) -> tuple[tuple[int, int], ...]:
    """Return the runs of columns in Arsip that are read each time: the one of the names alone first.

    Raises:
        WrongHeadings: they cannot be found.
    """
    tab = tabs()["archive"]
    places = headings_of(tab, table[0]).places
    theirs = sorted(places[one.key] for one in tab.columns if isinstance(one, StaffColumn) and one.key in places)
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(theirs), 1) if other != one + 1), len(theirs)]
    runs = ((theirs[start], theirs[end - 1]) for start, end in pairwise(starts) if start < end)
    name = places[_LONG["archive"]]
    return ((name, name), *runs)


def _joined(key: str, table: Table, parts: Sequence[Table]) -> Table | None:
    """Return a table with what was read of it anew; None where it is another by now."""
    last, *others = parts
    if key == "history":
        return (*table[:-1], *last) if say_the_same(last[:1], table[-1:]) else None
    headings, *columns = others
    if not say_the_same(headings, table[:1]):
        return None
    runs = _columns(table)
    (name, _), names = runs[0], columns[0]
    if not (last and say_the_same(_of(names, len(table)), _of(_part(table, (name, name)), len(table)))):
        return None
    joined = list(table)
    for run, found in zip(runs[1:], columns[1:], strict=True):
        before = _part(table, run)
        for row in _differing(before, found, len(table)):
            joined[row] = _with(joined[row], run, found[row] if row < len(found) else ())
    return (*joined[:-1], *last)


def _part(table: Table, run: tuple[int, int]) -> Table:
    return trimmed(row[run[0] : run[1] + 1] for row in table)


def _of(table: Table, rows: int) -> Table:
    return trimmed(table[:rows])


def _differing(before: Table, found: Table, rows: int) -> Iterator[int]:
    for row in range(min(rows, max(len(before), len(found)))):
        if not say_the_same(before[row : row + 1] or ((),), found[row : row + 1] or ((),)):
            yield row


def _with(row: Sequence[Cell], run: tuple[int, int], cells: Sequence[Cell]) -> tuple[Cell, ...]:
    left, right = run
    whole = [*row, *([""] * (right + 1 - len(row)))]
    whole[left : right + 1] = [*cells, *([""] * (right + 1 - left - len(cells)))]
    return trimmed([whole])[0] if any(cell != "" for cell in whole) else ()

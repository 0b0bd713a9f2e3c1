"""A look at what people write, which suffices while nothing happens: all else was seen to be right not long ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from automation.domain.cells import trimmed
from automation.domain.columns import StaffColumn, column_letters
from automation.domain.worked_out import say_the_same
from automation.jobs.snapshot import Table
from automation.ports import UnreadableWorkbook
from automation.register.lines import WrongHeadings, headings_of
from automation.register.schema import tabs

Read = Callable[[Sequence[str]], Sequence[Table]]

#: After this long all is looked at: what a hand left wrong in a cell of the job's is put right then.
WHOLE_EVERY = timedelta(minutes=15)
#: Tabs that grow with the office, with the column that names their rows; of each the columns of people are looked at.
_SHARED = {"register": "number", "archive": "document", "actions": "action"}
#: Tabs that grow and hold nothing of people's: that they are there, under their headings, is enough.
_OF_THE_JOB = frozenset({"status"})
#: What is read of Riwayat tells whether its ledger is older, which matters before something is done.
_UNASKED = frozenset({"history"})
#: How the ranges begin of which the first column alone is read, since they only grow.
_RAW = "raw."


class LastLook:
    """The last time that all of the workbook was read, in a tick after which there was nothing to do."""

    def __init__(self) -> None:
        self.tables: Mapping[str, Table] = {}
        self._ranges: Mapping[str, str] = {}
        self._at: datetime | None = None
        self._is_at_rest = False

    def looked(self, ranges: Mapping[str, str], tables: Mapping[str, Table], at: datetime) -> None:
        """Take in what was read; it is not relied on before the tick has come to rest."""
        self.tables, self._ranges, self._at, self._is_at_rest = tables, ranges, at, False

    def rest(self, *, is_quiet: bool) -> None:
        """End a tick: after one that did, wrote, missed or awaits something, all is looked at again."""
        self._is_at_rest = is_quiet

    def still_holds(self, read: Read, ranges: Mapping[str, str], now: datetime) -> bool:
        """Read what people write, and tell whether it is what it was; no read where all is to be looked at anyway.

        Raises:
            TryLater, NotAllowed: as the ports say.
        """
        if not self._is_at_rest or self._at is None or ranges != self._ranges or ranges.keys() != self.tables.keys():
            return False  # A tab without which a tick goes on may be gone: each tick looks whether it is back.
        if not timedelta() <= now - self._at < WHOLE_EVERY:
            return False
        parts = [part for key, text in ranges.items() for part in _parts(key, text, self.tables[key])]
        try:
            found = read([text for text, _ in parts])
        except UnreadableWorkbook:
            return False  # A tab or a column is gone: the whole look says which.
        return all(say_the_same(table, expected) for table, (_, expected) in zip(found, parts, strict=True))


def _parts(key: str, text: str, table: Table) -> Iterator[tuple[str, Table]]:
    """Return the ranges that are read of what was a tab's range, each with what it held."""
    if key in _UNASKED:
        return
    if key.startswith(_RAW):
        yield _from_last_row(text, table)
    elif key in _OF_THE_JOB or key in _SHARED:
        yield f"{text}!1:1", table[:1]
        yield from _of_people(key, text, table) if key in _SHARED else ()
    else:
        yield text, table


def _from_last_row(text: str, table: Table) -> tuple[str, Table]:
    """Return the part from the last row that was there: a form's answers are added below it."""
    tab, _, _ = text.rpartition("!")
    return (f"{tab}!A{len(table)}:A", table[-1:]) if table else (text, table)


def _of_people(key: str, text: str, table: Table) -> Iterator[tuple[str, Table]]:
    tab = tabs()[key]
    try:
        places = headings_of(tab, table[0] if table else ()).places
    except WrongHeadings:
        yield text, table
        return
    theirs = (column.key for column in tab.columns if isinstance(column, StaffColumn))
    wanted = sorted(places[one] for one in (_SHARED[key], *theirs) if one in places)
    for first, last in _runs(wanted):
        yield (
            f"{text}!{column_letters(first)}:{column_letters(last)}",
            trimmed(row[first : last + 1] for row in table),
        )


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the first and last of each row of neighbours."""
    breaks = [place for place, (one, other) in enumerate(pairwise(places), start=1) if other != one + 1]
    for start, end in pairwise([0, *breaks, len(places)]):
        if start < end:
            yield places[start], places[end - 1]

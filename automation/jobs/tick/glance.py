"""A look at what people write, which suffices while nothing happens: all else was seen to be right not long ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from automation.domain.actions import Action
from automation.domain.case import Case
from automation.domain.cells import Cell, trimmed
from automation.domain.columns import StaffColumn, column_letters
from automation.domain.effects import Document
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.worked_out import say_the_same
from automation.jobs.snapshot import Table
from automation.jobs.tick.long_tabs import WHOLE_EVERY
from automation.ports import NotAllowed, UnreadableWorkbook
from automation.register.lines import WrongHeadings, headings_of
from automation.register.schema import tabs

Read = Callable[[Sequence[str]], Sequence[Table]]

#: Of the rows of complaints that are settled, a tab's next so many are looked at each time.
PORTION = 100
#: A tab's part of a look has so many ranges at most, whose names must fit into one address; rows between go along.
_MOST_RANGES = 24
#: Tabs that grow with the office, with the column that names their rows; of each the columns of people are looked at.
_SHARED = {"register": "number", "archive": "document", "actions": "action"}
#: Of these each name is read each time: rows that were moved, added or deleted are seen at once, and a tab emptied.
_NAMED_WHOLLY = frozenset({"register"})
#: Tabs that grow and hold nothing of people's: that they are there, under their headings, is enough.
_OF_THE_JOB = frozenset({"status"})
#: What is read of Riwayat tells whether its ledger is older, which matters before something is done.
_UNASKED = frozenset({"history"})
#: How the ranges begin of which the first column alone is read, since they only grow.
_RAW = "raw."


class LastLook:
    """The last time that all of the workbook was looked at, in a tick after which there was nothing to do."""

    def __init__(self) -> None:
        self.tables: Mapping[str, Table] = {}
        self._ranges: Mapping[str, str] = {}
        self._at: datetime | None = None
        self._is_at_rest = False
        self._glances = 0
        self._restless: dict[str, tuple[Table, frozenset[str], tuple[int, ...]]] = {}
        self._named: dict[str, tuple[Table, tuple[str, Table]]] = {}

    def looked(self, ranges: Mapping[str, str], tables: Mapping[str, Table], at: datetime) -> None:
        """Take in what was read, and when it was read whole; it is not relied on before the tick has come to rest."""
        self.tables, self._ranges, self._at, self._is_at_rest = tables, ranges, at, False

    def rest(self, *, is_quiet: bool) -> None:
        """End a tick: after one that did, wrote, missed or awaits something, all is looked at again."""
        self._is_at_rest = is_quiet

    def still_holds(self, read: Read, ranges: Mapping[str, str], memory: Memory, now: datetime) -> bool:
        """Read what people write, and tell whether it is what it was; no read where all is to be looked at anyway.

        Rows of what is settled take turns, `PORTION` of a tab at a time; those of what is open are read each time.

        Raises:
            TryLater, NotAllowed: as the ports say.
        """
        if not self._is_at_rest or self._at is None or ranges != self._ranges or ranges.keys() != self.tables.keys():
            return False  # A tab without which a tick goes on may be gone: each tick looks whether it is back.
        if not timedelta() <= now - self._at < WHOLE_EVERY:
            return False
        waiting = _waiting(memory)
        parts = [part for key, text in ranges.items() for part in self._parts(key, text, waiting)]
        self._glances += 1
        try:
            found = read([text for text, _ in parts])
        except (UnreadableWorkbook, NotAllowed):
            return False  # A tab, a column, or all rows from a range on are gone: the whole look says which.
        return all(say_the_same(table, expected) for table, (_, expected) in zip(found, parts, strict=True))

    def _parts(self, key: str, text: str, waiting: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Table]]:
        """Return the ranges that are read of what was a tab's range, each with what it held."""
        table = self.tables[key]
        if key in _UNASKED:
            return
        if key.startswith(_RAW):
            yield _from_last_row(text, table)
        elif key in _OF_THE_JOB or key in _SHARED:
            yield f"{text}!1:1", table[:1]
            yield from self._of_people(key, text, waiting[key]) if key in _SHARED else ()
        else:
            yield text, table

    def _of_people(self, key: str, text: str, waiting: frozenset[str]) -> Iterator[tuple[str, Table]]:
        tab, table = tabs()[key], self.tables[key]
        try:
            places = headings_of(tab, table[0] if table else ()).places
        except WrongHeadings:
            yield text, table
            return
        name = places[_SHARED[key]]
        theirs = {places[one.key] for one in tab.columns if isinstance(one, StaffColumn) and one.key in places}
        if key in _NAMED_WHOLLY:
            yield self._names(key, text, name)
        columns = _runs(sorted(theirs if key in _NAMED_WHOLLY else {name, *theirs}))
        restless = self._restless_rows(key, table, name, waiting)
        rows = sorted({*restless, *self._portion(len(table)), max(0, len(table) - 1)})
        for first, last in _together(rows, most=max(1, _MOST_RANGES // max(1, len(columns)))):
            # What is added below the last row is seen, too.
            span = first, None if last == rows[-1] else last
            yield from (_part(text, table, one, span) for one in columns)

    def _names(self, key: str, text: str, name: int) -> tuple[str, Table]:
        """Return the column of all names; worked out once for the same table."""
        table = self.tables[key]
        known = self._named.get(key)
        if known is None or known[0] is not table:
            known = self._named[key] = table, _part(text, table, (name, name), (0, None))
        return known[1]

    def _restless_rows(self, key: str, table: Table, name: int, waiting: frozenset[str]) -> tuple[int, ...]:
        """Return the rows whose names are not of those that wait; worked out once for the same ones."""
        known = self._restless.get(key)
        if known is None or known[0] is not table or known[1] is not waiting:
            rows = (row for row in range(1, len(table)) if _name_in(table[row], name) not in waiting)
            known = self._restless[key] = table, waiting, tuple(rows)
        return known[2]

    def _portion(self, rows: int) -> range:
        """Return those rows of a tab whose turn it is, below the heading."""
        turns = max(1, -(-(rows - 1) // PORTION))
        start = 1 + PORTION * (self._glances % turns)
        return range(start, min(start + PORTION, rows))


def _waiting(memory: Memory) -> Mapping[str, frozenset[str]]:
    """Return the names of the rows that wait for their turn, by tab: those of what is settled."""
    known = memory.worked_out
    return {
        "register": known.of(_at_rest, memory.cases),
        "archive": known.of(_filed, memory.documents, memory.cases),
        "actions": known.of(_checked, memory.actions, memory.cases),
    }


def _at_rest(cases: Mapping[ComplaintNumber, Case]) -> frozenset[str]:
    return frozenset(str(number) for number, case in cases.items() if case.settled)


def _filed(documents: Sequence[Document], cases: Mapping[ComplaintNumber, Case]) -> frozenset[str]:
    settled = {number for number, case in cases.items() if case.settled}
    return frozenset(one.effect for one in documents if one.number in settled)


def _checked(actions: Mapping[str, Action], cases: Mapping[ComplaintNumber, Case]) -> frozenset[str]:
    """Return the actions that were checked, and are not to be reviewed, of complaints that are settled."""
    return frozenset(
        key
        for key, one in actions.items()
        if one.number is not None
        and one.number in cases
        and cases[one.number].settled
        and one.is_reviewed(len(one.standing_reviews()))
    )


def _name_in(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else ""


def _from_last_row(text: str, table: Table) -> tuple[str, Table]:
    """Return the part from the last row that was there: a form's answers are added below it."""
    tab, _, _ = text.rpartition("!")
    return _part(tab, table, (0, 0), (len(table) - 1, None)) if table else (text, table)


def _part(tab: str, table: Table, columns: tuple[int, int], rows: tuple[int, int | None]) -> tuple[str, Table]:
    """Return the range of some columns and rows, the last of each counted; None: all rows that are there."""
    (left, right), (first, last) = columns, rows
    top, bottom = (first + 1 if first or last is not None else ""), "" if last is None else last + 1
    return (
        f"{tab}!{column_letters(left)}{top}:{column_letters(right)}{bottom}",
        trimmed(row[left : right + 1] for row in table[first : None if last is None else last + 1]),
    )


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each row of neighbours."""
    return _together(places, most=len(places))


def _together(places: Sequence[int], *, most: int) -> list[tuple[int, int]]:
    """Return the first and last of each row of neighbours; where those are too many, the nearest are one."""
    gaps = [place for place, (one, other) in enumerate(pairwise(places), start=1) if other != one + 1]
    if len(gaps) >= most:
        gaps = sorted(sorted(gaps, key=lambda place: places[place - 1] - places[place])[: most - 1])
    return [(places[start], places[end - 1]) for start, end in pairwise([0, *gaps, len(places)]) if start < end]

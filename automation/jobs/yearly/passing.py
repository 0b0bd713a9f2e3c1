"""Passages: rows go from one workbook into another, and never stand in both or in neither for long.

Rows are copied first and the copies compared. Then the tabs are locked, read again, and only what still says what
was copied is deleted, in one call that takes the very lock away: it cannot be done twice, nor once the lock is gone,
and while that is there nobody can move a row. Whatever a killed process left is put right by what stands in the
workbooks: a complaint that is in both has its copy taken away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.away import MovedCase, Passage, next_passage, spans_of
from automation.domain.cells import WholeRow
from automation.domain.effects import EffectKey
from automation.domain.layout import FoundTab, LayoutChange, Protect, Unprotect
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.jobs.job_context import JobContext
from automation.jobs.setup.layout import ROWS, tab_id
from automation.ports import NotAllowed, Refused, UnreadableWorkbook, Workbook, YearBooks
from automation.register.lines import WrongHeadings

from . import wording
from .rows import KEYS, Rows, columns_added, copy_for, rows_in

#: What a tab of a workbook may be when it is not as it must be.
UNREADABLE = (UnreadableWorkbook, WrongHeadings, NotAllowed, Refused)
_KIND = "Passage"


class CannotMove(Refused):
    """No rows move into a workbook as it is; nothing was begun."""


class CannotBeLocked(Refused):
    """Somebody else may write in the tabs however they are locked; nothing was deleted."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A workbook from which rows may be taken away."""

    book: Workbook
    account: str

    def rows(self, numbers: Collection[ComplaintNumber]) -> Rows:
        return rows_in(self.book, numbers)

    def lock(self) -> tuple[FoundTab, ...]:
        """Lock the tabs that have rows of complaints; returns all tabs as they are then.

        Raises:
            CannotBeLocked: somebody else may write in them all the same.
        """
        wanted = self._locks()
        self.book.arrange(wanted)
        found = self.book.layout()
        held = {tab.id: one.editors for tab in found for one in tab.protections if one.name == wording.LOCK}
        others = frozenset().union(*held.values()) - {self.account}
        if others or not held.keys() >= {one.tab for one in wanted}:
            self.book.arrange(_unlocking(found))
            raise CannotBeLocked(wording.cannot_be_locked(sorted(others)))
        return found

    def _locks(self) -> tuple[Protect, ...]:
        return tuple(Protect(tab=tab_id(tab), name=wording.LOCK, editors=frozenset({self.account})) for tab in KEYS)

    def add(self, rows: Mapping[str, Sequence[WholeRow]]) -> None:
        """Add rows under a lock of their own: a call that comes late, after it was taken away, adds nothing."""
        self.book.add_whole(rows, _unlocking(self.lock()))

    def add_and_hold(self, rows: Mapping[str, Sequence[WholeRow]], locked: tuple[FoundTab, ...]) -> None:
        """Add rows under a lock and put another in its place: nobody writes in them before they were compared."""
        self.book.add_whole(rows, (*_unlocking(locked), *self._locks()))

    def unlock(self) -> None:
        """Take away the locks that a killed passage left: what it may have asked for then can be done no more."""
        self.book.arrange(_unlocking(self.book.layout()))

    def delete(self, rows: Rows, locked: tuple[FoundTab, ...]) -> None:
        """Delete rows as they stand under the lock, and take it away, both or neither."""
        changes: list[LayoutChange] = [*rows.deletion(locked), *_unlocking(locked)]
        self.book.arrange(changes)

    def drop(self, rows: Rows) -> None:
        """Delete rows that were added under a lock which still holds."""
        if rows.rows:
            self.delete(rows, self.book.layout())

    def withdraw(self, numbers: Collection[ComplaintNumber]) -> None:
        """Take away whatever rows of these complaints stand here."""
        if numbers and self.rows(numbers).rows:
            locked = self.lock()
            self.delete(self.rows(numbers), locked)


def _unlocking(found: tuple[FoundTab, ...]) -> tuple[Unprotect, ...]:
    return tuple(Unprotect(one.id) for tab in found for one in tab.protections if one.name == wording.LOCK)


class Passages:
    """Moves rows between the office's own workbook and yearly ones."""

    def __init__(self, job: JobContext, books: YearBooks, now: datetime) -> None:
        self._job = job
        self._books = books
        self._now = now
        self._own = _Side(job.workbook, books.account())

    def _year(self, id: str) -> _Side:
        return _Side(self._books.opened(id), self._own.account)

    # -- away

    def send_away(
        self, memory: Memory, mark: str, numbers: Collection[ComplaintNumber]
    ) -> frozenset[ComplaintNumber]:
        """Move the rows of settled complaints into the yearly workbook of a mark; returns whose were moved.

        Raises:
            CannotMove, CannotBeLocked: nothing was deleted.
            TryLater: as the ports say; the passage is settled later.
            What `UNREADABLE` names: nothing was begun, or it is settled later.
        """
        id = memory.places[Place.year_book(mark)]
        if self._books.is_in_bin(id):
            raise CannotMove(wording.book_in_bin(mark))
        year, standing = self._year(id), self._own.rows(numbers)
        there = year.rows(numbers)
        covered = standing.covered(self._job.workbook.layout())
        whole = _whole_ones(standing, numbers, memory) - covered - there.numbers
        chosen = standing.only(whole)
        if not chosen.rows:
            return frozenset()
        passage = Passage(book=id, mark=mark, at=self._now, copied=tuple(sorted(whole)))
        key = self._begin(memory, passage)
        try:
            copy = copy_for(there, chosen.rows, looks_up=False)
            self._add_columns(year.book, there, copy.lacking)
            year.add(copy.rows)
            copied = year.rows(whole)
            locked = self._own.lock()
        except CannotBeLocked:
            self.settle(key, passage)
            raise
        now = self._own.rows(whole)
        same = {one for one in whole if _say_what(chosen, copied, one) and _say_what(chosen, now, one)}
        leaving = now.only(same - now.covered(locked) if now.columns == standing.columns else ())
        passage = replace(passage, cases=_cases_of(leaving), copied=tuple(sorted(whole - leaving.numbers)))
        self._job.ledger.note(key, passage.text)
        if leaving.rows:
            self._own.delete(leaving, locked)
        return self.settle(key, passage)

    def _add_columns(self, book: Workbook, there: Rows, lacking: Mapping[str, Sequence[str]]) -> None:
        if lacking:
            grid = {tab: one.columns for one in book.layout() for tab in KEYS if one.id == tab_id(tab)}
            book.arrange(tuple(columns_added(there, grid, lacking)))

    # -- back

    def bring_back(
        self, memory: Memory, passage: Passage, numbers: Collection[ComplaintNumber]
    ) -> frozenset[ComplaintNumber]:
        """Move rows that a passage took away back into the office's own workbook; returns whose came back.

        Rows of theirs that stand there already, such as of a scan that arrived since, stay as they are.

        Raises:
            As `send_away`.
        """
        standing = self._year(passage.book).rows(numbers)
        chosen = _returning(standing, self._own.rows(numbers).as_wide_as(self._job.workbook.layout()))
        if not chosen.rows:
            return frozenset()
        back = replace(passage, at=self._now, back=True, cases=_cases_of(chosen), copied=())
        key = self._begin(memory, back)
        try:
            locked = self._own.lock()
        except CannotBeLocked:
            self.settle(key, back)
            raise
        there = self._own.rows(chosen.numbers).as_wide_as(locked)
        chosen = _returning(standing.only(chosen.numbers), there)
        self._own.add_and_hold(copy_for(there, chosen.rows, looks_up=True).rows, locked)
        self._own.drop(_otherwise(chosen, self._own.rows(chosen.numbers)))
        return self.settle(key, back)

    # -- what both need

    def _begin(self, memory: Memory, passage: Passage) -> EffectKey:
        key = next_passage(memory)
        self._job.ledger.begin(key, _KIND, None, "{}", passage.text)
        return key

    def unlock(self) -> None:
        """Let people write in the office's own workbook again, whatever a killed passage left.

        Raises:
            TryLater, what `UNREADABLE` names: as the ports say.
        """
        self._own.unlock()

    def settle(self, key: EffectKey, passage: Passage) -> frozenset[ComplaintNumber]:
        """Let each complaint of a passage stand in one workbook alone, and write down whose rows were moved.

        A deletion takes all rows of a complaint: while its row in Status stands in the office's own workbook, none
        was done, and the copy is taken away. Where only others stand there, somebody put them back: both stay.
        What comes back did once all rows stand there, for they are added together.
        """
        year = self._year(passage.book)
        self._own.unlock()
        year.unlock()
        ours, theirs = self._own.rows(passage.numbers), year.rows(passage.numbers)
        here = {one for one in ours.numbers if _stands_there(ours, theirs, one, is_back=passage.back)}
        year.withdraw(here & theirs.numbers)
        moved = here if passage.back else theirs.numbers - here
        kept = _cases_of(ours.only(moved) if passage.back else theirs.only(moved))
        if not passage.back:
            self._note_room(len(moved))
        told = replace(passage, cases=kept, copied=()).text if kept else ""
        self._job.ledger.finish(key, told, at=self._now)
        return frozenset(moved)

    def _note_room(self, gone: int) -> None:
        """Remember that so many dressed rows of the Register went with the complaints in them."""
        place = Place.rows("register")
        dressed = int(self._job.ledger.places().get(place, ROWS["register"]))
        if gone:
            self._job.ledger.remember_place(place, str(max(0, dressed - gone)))


def _whole_ones(rows: Rows, numbers: Collection[ComplaintNumber], memory: Memory) -> frozenset[ComplaintNumber]:
    """Return the complaints all of whose rows are there, each once, and can be copied."""
    wanted: dict[ComplaintNumber, set[tuple[str, str]]] = {one: set() for one in numbers}
    for document in memory.documents:
        if document.number in wanted:
            wanted[document.number].add(("archive", document.effect))
    for action in memory.actions.values():
        if action.number in wanted and action.row_seen:
            wanted[action.number].add(("actions", action.key))
    return frozenset(one for one, names in wanted.items() if rows.is_each_once(one) and _is_whole(rows, one, names))


def _is_whole(rows: Rows, number: ComplaintNumber, names: set[tuple[str, str]]) -> bool:
    is_plain = not any(cell.is_doubtful for row in rows.of(number) for cell in row.cells.values())
    return names <= _names(rows, number) and is_plain


def _stands_there(ours: Rows, theirs: Rows, number: ComplaintNumber, *, is_back: bool) -> bool:
    is_in_status = ("status", str(number)) in _names(ours, number)
    return (is_in_status and not is_back) or _names(ours, number) >= _names(theirs, number)


def _returning(standing: Rows, there: Rows) -> Rows:
    """Return the rows of a yearly workbook that can be added to the office's own, as `there` tells of that.

    Of a complaint all that are not there yet, or none: where it stands in the Register, a column lacks there, or a
    row that is there says something else. What Status says, each tick puts right.
    """
    missing = standing.named(standing.names - there.names)
    known = {row.name: row for row in there.rows}
    whole = {
        one
        for one in standing.numbers - there.in_register
        if standing.is_each_once(one)
        and not copy_for(there, missing.of(one), looks_up=True).lacking
        and all(
            row.tab == "status" or row.says_what(known[row.name]) for row in standing.of(one) if row.name in known
        )
    }
    return missing.only(whole)


def _otherwise(added: Rows, found: Rows) -> Rows:
    """Return the rows that were added of each complaint of which one is not as it was in the yearly workbook."""
    wrong = {one for one in added.numbers if not _holds(found, added, one)}
    return found.only(wrong).named(added.names)


def _holds(found: Rows, added: Rows, number: ComplaintNumber) -> bool:
    """Return whether all rows that were added are there, each once; lookups may show something new."""
    theirs = {row.name: row for row in found.of(number)}
    return len(theirs) == len(found.of(number)) and all(
        row.name in theirs and row.says_what(theirs[row.name], found.lookups if row.tab == "register" else ())
        for row in added.of(number)
    )


def _names(rows: Rows, number: ComplaintNumber) -> set[tuple[str, str]]:
    return {row.name for row in rows.of(number)}


def _say_what(rows: Rows, others: Rows, number: ComplaintNumber) -> bool:
    """Return whether two workbooks have the very same rows of a complaint, each once, with the same in every cell."""
    ours, theirs = {row.name: row for row in rows.of(number)}, {row.name: row for row in others.of(number)}
    is_each_once = len(ours) == len(rows.of(number)) and len(theirs) == len(others.of(number))
    is_same = ours.keys() == theirs.keys()
    return is_each_once and is_same and all(row.says_what(theirs[name]) for name, row in ours.items())


def _cases_of(rows: Rows) -> tuple[MovedCase, ...]:
    return tuple(MovedCase(number, spans_of(_lines(rows, number))) for number in sorted(rows.numbers))


def _lines(rows: Rows, number: ComplaintNumber) -> Iterator[int]:
    return (int(row.key) for row in rows.of(number) if row.tab == "history" and row.key.isdecimal())

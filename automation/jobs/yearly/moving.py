"""What a tick does about yearly workbooks: puts right what was killed, brings back what is asked for, sends away."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from automation.domain.away import Away, Passage, away_in, passage_in
from automation.domain.case import Case
from automation.domain.cells import Cell
from automation.domain.effects import Deed, keys_of
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.jobs.job_context import JobContext
from automation.jobs.snapshot import Table
from automation.ports import TryLater, YearBooks
from automation.register.lines import as_text, headings_of
from automation.register.schema import tabs

from . import wording
from .books import book_of
from .choosing import TOGETHER, due_to_move, has_begun
from .passing import UNREADABLE, CannotBeLocked, CannotMove, Passages

#: The tab in which people find what moved, and ask for it.
TAB = "old_archive"


@dataclass(slots=True)
class Moving:
    """What came of it: whose rows moved, and what a person must do."""

    moved: set[ComplaintNumber] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def telling(self, mark: str) -> Iterator[None]:
        """Keep to a problem what cannot be read, locked or written."""
        try:
            yield
        except (CannotBeLocked, CannotMove) as refusal:
            self.problems.append(str(refusal))
        except UNREADABLE as fault:
            self.problems.append(wording.passage_refused(mark=mark, fault=fault))


def settle_begun(job: JobContext, memory: Memory, now: datetime) -> Memory:
    """Settle what a killed tick had begun, before anything is concluded from rows that may stand elsewhere by now.

    What cannot be settled yet stays as it is: its complaints count as away while they have no row.

    Raises:
        TryLater: as the ports say, of the office's own workbook; a yearly one that is not to be had holds nothing up.
    """
    begun = tuple(keys_of(memory.begun, None, Deed.MOVE))
    if job.year_books is None or not begun:
        return memory
    passages = Passages(job, job.year_books, now)
    with suppress(*UNREADABLE):
        passages.unlock()
    for key in begun:
        with suppress(TryLater, *UNREADABLE):
            passages.settle(key, passage_in(memory.begun[str(key)]))
    return job.ledger.memory()


def unsettled(memory: Memory) -> tuple[str, ...]:
    """Say what is to be done about passages that could not be settled."""
    return (wording.UNSETTLED,) if any(keys_of(memory.begun, None, Deed.MOVE)) else ()


def standing_twice(memory: Memory, away: Away) -> tuple[str, ...]:
    """Name the complaints that moved and whose row somebody put back into the Register."""
    moved = away_in(memory)
    if len(moved) == len(away):
        return ()
    marks: dict[str, list[ComplaintNumber]] = defaultdict(list)
    for number in sorted(one for one in moved.passages if one not in away):
        marks[moved.passages[number].mark].append(number)
    return tuple(wording.stands_twice(mark=mark, numbers=numbers) for mark, numbers in marks.items())


def brought_back(
    job: JobContext, memory: Memory, now: datetime, asked: Collection[ComplaintNumber], away: Away
) -> Moving:
    """Bring complaints back whose rows people need.

    Raises:
        TryLater: as the ports say.
    """
    moving = Moving()
    wanted: dict[str, list[ComplaintNumber]] = defaultdict(list)
    for number in sorted(one for one in asked if one in away):
        wanted[away.passages[number].mark].append(number)
    for mark, numbers in wanted.items() if job.year_books is not None else ():
        now_wanted = numbers[:TOGETHER]
        with moving.telling(mark):
            moving.moved |= _back(job, job.year_books, memory, now, away.passages[numbers[0]], now_wanted)
            moving.problems += map(
                wording.came_back_otherwise, (one for one in now_wanted if one not in moving.moved)
            )
        memory = job.ledger.memory()
    return moving


def _back(
    job: JobContext,
    books: YearBooks | None,
    memory: Memory,
    now: datetime,
    passage: Passage,
    numbers: Collection[ComplaintNumber],
) -> frozenset[ComplaintNumber]:
    return Passages(job, books, now).bring_back(memory, passage, numbers) if books else frozenset()


def sent_away(job: JobContext, memory: Memory, now: datetime, cases: Callable[[], Iterable[Case]]) -> Moving:
    """Move some of what was settled long ago, where the Register has grown large.

    Raises:
        TryLater: as the ports say.
    """
    moving, away, settings = Moving(), away_in(memory), job.settings.year_books
    if job.year_books is None or not has_begun(settings, memory, away):
        return moving
    left = Left.of(memory, str(job.settings.hours.day_of(now)))
    numbers = due_to_move(cases(), memory, away, settings, now, left)
    if not numbers:
        return moving
    year = str(numbers[0].year)
    with moving.telling(year):
        mark = book_of(job, job.year_books, memory, numbers[0].year)
        passages = Passages(job, job.year_books, now)
        moving.moved |= passages.send_away(job.ledger.memory(), mark, numbers)
    stays = {str(one) for one in numbers if one not in moving.moved}
    if moving.problems:
        stays = {year}  # None of that year would fare better.
    if stays:
        job.ledger.note_memory(Note.MOVING_LEFT, left.with_others(stays))
    return moving


@dataclass(frozen=True, slots=True)
class Left:
    """The complaints, and the years, that are left where they are for a day."""

    day: str
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, memory: Memory, today: str) -> Left:
        """Return those of today."""
        day, *names = json.loads(memory.notes.get(Note.MOVING_LEFT, '[""]'))
        return cls(today, frozenset(names) if day == today else frozenset())

    def __contains__(self, number: object) -> bool:
        return isinstance(number, ComplaintNumber) and not self.names.isdisjoint((str(number), str(number.year)))

    def with_others(self, names: Collection[str]) -> str:
        """Return what is remembered of these and others."""
        return json.dumps([self.day, *sorted(self.names.union(names))])


# -- the tab Arsip Lama


def asked_in(table: Table | None) -> Mapping[str, tuple[str, ...]]:
    """Return what people ask for in each row of the tab, by the mark of its workbook."""
    if not table:
        return {}
    places = headings_of(tabs()[TAB], table[0]).places
    return {
        mark: tuple(filter(None, re.split(r"[\s,;]+", _text(row, places["asked"]).upper())))
        for row in table[1:]
        if (mark := _text(row, places["book"]))
    }


def _text(row: Collection[Cell], place: int) -> str:
    cells = tuple(row)
    return as_text(cells[place]) if place < len(cells) else ""


def newly_asked(table: Table | None, notes: Mapping[Note, str]) -> frozenset[ComplaintNumber]:
    """Return the complaints that people ask for and that were not brought back since they began to."""
    heard = frozenset(notes.get(Note.RETURNS_HEARD, "").split())
    texts = {text for those in asked_in(table).values() for text in those}
    return frozenset(number for text in texts - heard if (number := ComplaintNumber.read(text)) is not None)


def note_heard(job: JobContext, memory: Memory, table: Table | None, moved: Collection[ComplaintNumber]) -> None:
    """Remember what is listed and was brought back; what is listed no more may be asked for again."""
    before = memory.notes.get(Note.RETURNS_HEARD, "")
    listed = {text for those in asked_in(table).values() for text in those}
    heard = " ".join(sorted(listed & {*before.split(), *map(str, moved)}))
    if heard != before:
        job.ledger.note_memory(Note.RETURNS_HEARD, heard)


def answers(texts: Iterable[str], memory: Memory, away: Away) -> str:
    """Say what became of what is asked for in one row."""
    heard = frozenset(memory.notes.get(Note.RETURNS_HEARD, "").split())
    return "\n".join(_answer(text, memory, away, is_heard=text in heard) for text in texts)


def _answer(text: str, memory: Memory, away: Away, *, is_heard: bool) -> str:
    number = ComplaintNumber.read(text)
    if number is None or number not in memory.cases:
        return wording.not_known(text)
    if number not in away:
        return wording.back_in_the_register(number)
    return wording.moved_again(number) if is_heard else wording.on_its_way_back(number)

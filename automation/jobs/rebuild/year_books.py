"""The office's workbook and its yearly ones, as a rebuild reads them: rows that moved stand below the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from automation.domain.away import MovedCase, Passage, away_in, next_passage, spans_of
from automation.domain.cells import Cell, Change, WholeRow
from automation.domain.layout import FoundTab, LayoutChange, MergedArea, Region
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.jobs.job_context import JobContext
from automation.jobs.snapshot import Table
from automation.jobs.yearly.rows import KEYS, column_names
from automation.ports import NotAllowed, Refused, UnreadableWorkbook, Workbook
from automation.register.lines import as_text, headings_of
from automation.register.schema import tabs

from . import wording

_BY_TITLE = {tabs()[key].title: key for key in KEYS}


class AllBooks:
    """Keeps the promises of `automation.ports.Workbook`; what is read whole has the rows of yearly workbooks, too.

    Attributes:
        gaps: what could not be read of these, in Indonesian.
    """

    def __init__(self, job: JobContext, memory: Memory) -> None:
        self._own = job.workbook
        self._books: dict[str, tuple[str, Workbook]] = {}
        self.gaps: list[str] = []
        for place, id in memory.places.items():
            if place.year_mark and job.year_books is not None:
                self._books[place.year_mark] = id, job.year_books.opened(id)

    def read(self, ranges: Sequence[str], *, as_shown: bool = False) -> tuple[Table, ...]:
        """Return the cells of several ranges; whole tabs and first columns with the rows that moved."""
        found = self._own.read(ranges, as_shown=as_shown)
        return tuple(self._whole(text, table, as_shown=as_shown) for text, table in zip(ranges, found, strict=True))

    def _whole(self, text: str, table: Table, *, as_shown: bool) -> Table:
        quoted, _, cells = text.rpartition("!") if "!" in text else (text, "", "")
        key = _BY_TITLE.get(quoted.removeprefix("'").removesuffix("'"))
        if key is None or cells not in ("", "A:A") or not self._books:
            return table
        (heads,) = self._own.read([f"{quoted}!1:1"])
        columns = column_names(heads[0] if heads else (), ())
        columns = columns[:1] if cells else columns
        place = headings_of(tabs()[key], columns).places.get(KEYS[key], 0) if not cells else 0
        there = {as_text(row[place]) for row in table[1:] if place < len(row)}
        rows = [row for _, theirs in self._tables(key, as_shown=as_shown) for row in _mapped(theirs, columns)]
        return (*table, *(row for row in rows if place < len(row) and as_text(row[place]) not in there))

    def _tables(self, key: str, *, as_shown: bool = False) -> list[tuple[str, Table]]:
        found = []
        for mark, (_, book) in self._books.items():
            try:
                (table,) = book.read([f"'{tabs()[key].title}'"], as_shown=as_shown)
            except (UnreadableWorkbook, NotAllowed, Refused) as fault:
                self.gaps.append(wording.year_book_unread(mark=mark, fault=fault))
                continue
            found.append((mark, table))
        return found

    def passages(self, at: datetime, memory: Memory) -> list[Passage]:
        """Return whose rows stand in which yearly workbook alone, of those that the ledger does not know of."""
        (register,) = self._own.read([f"'{tabs()['register'].title}'"])
        here = set(_column("register", "number", register))
        known, lines = away_in(memory).passages, self._lines()
        return [
            Passage(
                book=self._books[mark][0],
                mark=mark,
                at=at,
                cases=tuple(MovedCase(one, spans_of(lines[mark, one])) for one in numbers),
            )
            for mark, table in self._tables("register")
            if (
                numbers := sorted(
                    number
                    for text in _column("register", "number", table)
                    if text not in here
                    and (number := ComplaintNumber.read(text)) in memory.cases
                    and number not in known
                    and number is not None
                )
            )
        ]

    def _lines(self) -> Mapping[tuple[str, ComplaintNumber], list[int]]:
        found: dict[tuple[str, ComplaintNumber], list[int]] = defaultdict(list)
        for mark, table in self._tables("history"):
            numbers, lines = (_column("history", key, table) for key in ("number", "sequence"))
            for text, line in zip(numbers, lines, strict=False):
                if (number := ComplaintNumber.read(text)) is not None and line.isdecimal():
                    found[mark, number].append(int(line))
        return found

    # What a rebuild asks of the office's own workbook alone.

    def write(self, changes: Sequence[Change]) -> None:
        """Write into the office's own workbook."""
        self._own.write(changes)

    def grow(self, tab: str, rows: int, looks: Sequence[LayoutChange]) -> None:
        """Add rows to the office's own workbook."""
        self._own.grow(tab, rows, looks)

    def layout(self) -> tuple[FoundTab, ...]:
        """Return the tabs of the office's own workbook."""
        return self._own.layout()

    def arrange(self, changes: Sequence[LayoutChange]) -> None:
        """Change the layout of the office's own workbook."""
        self._own.arrange(changes)

    def tabs(self) -> Mapping[str, int]:
        """Return the titles of the office's own workbook."""
        return self._own.tabs()

    def region(self) -> Region:
        """Return the region of the office's own workbook."""
        return self._own.region()

    def whole(self, rows: Mapping[str, Collection[int]]) -> Mapping[str, Mapping[int, WholeRow]]:
        """Return rows of the office's own workbook."""
        return self._own.whole(rows)

    def add_whole(self, rows: Mapping[str, Sequence[WholeRow]], changes: Sequence[LayoutChange] = ()) -> None:
        """Add rows to the office's own workbook."""
        self._own.add_whole(rows, changes)

    def merged(self, tab: str) -> tuple[MergedArea, ...]:
        """Return the merged cells of the office's own workbook."""
        return self._own.merged(tab)


def known_again(job: JobContext, books: AllBooks, at: datetime) -> None:
    """Know again whose rows stand in yearly workbooks: none of them is missed in the office's own."""
    for passage in books.passages(at, job.ledger.memory()):
        key = next_passage(job.ledger.memory())
        job.ledger.begin(key, "Restored", None, "{}", passage.text)
        job.ledger.finish(key, passage.text)


def _mapped(table: Table, columns: Sequence[str]) -> list[tuple[Cell, ...]]:
    """Return a table's rows below the heading, laid out by the columns of another one."""
    names = {name: place for place, name in enumerate(column_names(table[0] if table else (), ()))}
    places = [names.get(name) for name in columns]
    return [
        tuple(row[place] if place is not None and place < len(row) else "" for place in places) for row in table[1:]
    ]


def _column(tab: str, key: str, table: Sequence[Sequence[Cell]]) -> list[str]:
    """Return what a column says in each row below the heading."""
    place = headings_of(tabs()[tab], table[0] if table else ()).places[key]
    return [as_text(row[place]) if place < len(row) else "" for row in table[1:]]

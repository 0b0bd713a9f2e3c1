"""Cells become facts, once: the rows of people's tabs are read here and nowhere else.

A cell that cannot be read is a problem beside its row, never an end of the tick.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from automation.domain.address import EmailAddress
from automation.domain.cells import Cell, JobCell, Written
from automation.domain.columns import Column, StaffColumn
from automation.domain.complaint import StaffFacts
from automation.domain.dates import date_in, instant_in, long_date
from automation.domain.documents import PRINTABLE
from automation.domain.numbers import ComplaintNumber
from automation.domain.persons import names_nobody
from automation.domain.phone import PhoneNumber
from automation.domain.texts import MOST_IN_A_CELL, alike_one, cut, keepable, visible
from automation.domain.vocabulary import Channel, Classification, Decision, Delivery, EditDecision, Level, YesNo
from automation.domain.wording import choose_among

from . import wording
from .schema import Tab
from .statements import no_statement, visible_lines, words_in

Chosen = TypeVar("Chosen", bound=Enum)


class WrongHeadings(Exception):
    """A tab's headings are not as they must be; the text names which. Nothing was read or written."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that could not be read: where it stands and what to do."""

    heading: str
    advice: str

    def __str__(self) -> str:
        return f"{self.heading}: {self.advice}"


@dataclass(frozen=True, slots=True)
class Headings:
    """Where each column of a tab stands now, by key; people may move columns and insert their own."""

    places: Mapping[str, int]
    width: int

    def job_cells(self, tab: Tab, values: Mapping[str, Written]) -> tuple[JobCell, ...]:
        """Place values of the job's columns where these stand now, each cut where a cell ends.

        Those of an optional column that is not there yet are left out.

        Raises:
            WrongOwner: a column is a person's.
        """
        columns = [(tab.job_column(key), value) for key, value in values.items()]
        return tuple(
            JobCell(column, self.places[column.key], _fitting(value))
            for column, value in columns
            if column.key in self.places or not column.optional
        )

    def whole_row(self, values: Mapping[str, Written]) -> tuple[Written, ...]:
        """Lay a whole new row out in the order of the columns; foreign columns stay empty."""
        line: list[Written] = [None] * self.width
        for key, value in values.items():
            if key in self.places:  # An optional column may not be there yet.
                line[self.places[key]] = _fitting(value)
        return tuple(line)


def _fitting(value: Written) -> Written:
    # Here, where every value of the job's passes, so that what is compared is what is written.
    return cut(value, MOST_IN_A_CELL) if isinstance(value, str) else value


def headings_of(tab: Tab, first_row: Sequence[Cell]) -> Headings:
    """Find each column by its heading; an optional one may be missing.

    Raises:
        WrongHeadings: a heading is missing or stands twice.
    """
    seen: dict[str, list[int]] = {}
    for index, cell in enumerate(first_row):
        seen.setdefault(folded(cell), []).append(index)
    standing = {column.key: _standing(column, seen) for column in tab.columns}
    needed = [column for column in tab.columns if not column.optional]
    missing = [column.heading for column in needed if not standing[column.key]]
    double = [column.heading for column in needed if len(standing[column.key]) > 1]
    if missing:
        raise WrongHeadings(wording.headings_missing(tab=tab.title, headings=_listed(missing)))
    if double:
        raise WrongHeadings(wording.headings_twice(tab=tab.title, headings=_listed(double)))
    places = {key: at[0] for key, at in standing.items() if at}
    return Headings(places, len(first_row))


def _standing(column: Column, seen: Mapping[str, Sequence[int]]) -> Sequence[int]:
    """Return where a column's heading stands, or else one that it had before."""
    return next((at for heading in column.headings if (at := seen.get(folded(heading)))), ())


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def folded(cell: Cell) -> str:
    """Return a heading as it is compared: spaces and capitals do not matter."""
    return " ".join(str(cell).split()).casefold()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a tab: its place (0 is the heading) and its cells by column key; absent ones are "" .

    Attributes:
        doubted: columns whose date nobody can be sure of: they count as empty.
        shown: how people see the numbers in its columns of words, by key, where that is known.
        covered: people's columns whose cell shows what stands in another one, with which it is merged.
    """

    row: int
    cells: Mapping[str, Cell]
    doubted: frozenset[str] = frozenset()
    shown: Mapping[str, str] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()

    def states(self, column: Column) -> bool:
        """Return whether a cell counts: no date that is doubted, nothing else than words in a column of words."""
        if column.key in self.doubted:
            return False
        cell = self.cells.get(column.key, "")
        return not column.holds_words or not no_statement(column, cell, self.shown.get(column.key, ""))

    def text(self, key: str) -> str:
        """Return a cell as trimmed text; a whole number is printed without a fraction."""
        return as_text(self.cells.get(key, ""))


def as_text(cell: Cell) -> str:
    """Print a cell as people would read it back."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return keepable(str(cell)).strip()


def lines_of(tab: Tab, table: Sequence[Sequence[Cell]]) -> tuple[Headings, tuple[Line, ...]]:
    """Read a whole tab: its headings and its rows that hold anything in our columns."""
    headings = headings_of(tab, table[0] if table else ())
    lines = (line_in(headings, row, cells) for row, cells in enumerate(table[1:], start=1))
    return headings, tuple(line for line in lines if line is not None)


def line_in(headings: Headings, row: int, cells: Sequence[Cell]) -> Line | None:
    """Read one row; None where it holds nothing in our columns."""
    named = {key: cells[place] for key, place in headings.places.items() if place < len(cells)}
    return Line(row, named) if any(cell not in ("", None) for cell in named.values()) else None


def canonical(column: Column, cell: Cell) -> str:
    """Print a staff cell so that it can be kept, compared and put back: dates as ISO, the rest as text."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and column.kind in ("date", "datetime"):
        instant = instant_in(cell)
        if instant is not None:
            return (
                instant.isoformat(sep=" ", timespec="minutes")
                if column.kind == "datetime"
                else instant.date().isoformat()
            )
    return as_text(cell)


def put_back(column: Column, text: str) -> Written:
    """Turn a kept text into the cell it came from."""
    if text and column.kind in ("date", "datetime"):
        try:
            instant = datetime.fromisoformat(text)  # office time without a zone
        except ValueError:
            return text
        return instant.date() if column.kind == "date" else instant
    return text or None


def moment_of(cell: Cell, zone: tzinfo) -> datetime | None:
    """Read a cell that shows a date and time in office time; None when it does not."""
    found = instant_in(cell)
    return found.replace(tzinfo=zone) if found else None


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the cells of one row and gathers what could not be read."""

    line: Line
    tab: Tab
    zone: tzinfo
    problems: list[BadCell] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def bad(self, key: str, advice: str) -> None:
        self.unreadable.add(key)
        self.problems.append(BadCell(self.tab.column(key).heading, advice))

    def text(self, key: str) -> str:
        """Read words; what is none is named and counts as nothing."""
        column, cell = self.tab.column(key), self.line.cells.get(key, "")
        if fault := no_statement(column, cell, self.line.shown.get(key, "")):
            self.bad(key, fault)
            return ""
        return words_in(column, as_text(cell))

    def person(self, key: str) -> str:
        """Read a name; a dash or "tidak ada" names nobody, so that nobody verifies or checks by it."""
        text = self.text(key)
        return "" if names_nobody(text) else text

    def choice(self, key: str, kind: type[Chosen]) -> Chosen | None:
        text = visible(self.text(key))
        if not text:
            return None
        for one in kind:
            if folded(text) == folded(one.value):
                return one
        self.bad(key, choose_among(one.value for one in kind))
        return None

    def among(self, key: str, allowed: Sequence[str]) -> str:
        text = visible(self.text(key))
        found = alike_one(text, allowed) if text else ""
        if found is None:
            self.bad(key, choose_among(allowed))
        return found or ""

    def all_among(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Read several names of those that there are; another one is told, and the others count."""
        known = {folded(one): one for one in allowed}
        names = self.several(key)
        if any(folded(name) not in known for name in names):
            self.bad(key, wording.choose_some_of(allowed))
        return tuple(dict.fromkeys(known[folded(name)] for name in names if folded(name) in known))

    def instant(self, key: str, example: str) -> datetime | None:
        cell = self.line.cells.get(key, "")
        if not self.line.text(key):
            return None
        if key in self.line.doubted:
            day = date_in(cell)
            self.bad(key, wording.date_doubted(long_date(day) if day else as_text(cell)))
            return None
        found = instant_in(cell)
        if found is None:
            self.bad(key, wording.write_a_date(example))
        return found

    def day(self, key: str) -> date | None:
        found = self.instant(key, "31/12/2026")
        return found.date() if found else None

    def moment(self, key: str) -> datetime | None:
        found = self.instant(key, "31/12/2026 09:00")
        return found.replace(tzinfo=self.zone) if found else None

    def several(self, key: str) -> tuple[str, ...]:
        return split_names(self.lines_of_text(key))

    def people(self, key: str) -> tuple[str, ...]:
        return split_people(self.lines_of_text(key))

    def lines_of_text(self, key: str) -> str:
        """Read words of which each line counts for itself."""
        return visible_lines(as_text(self.line.cells.get(key, ""))) if self.text(key) else ""

    def corrected(self, key: str, parse: Callable[[str], object]) -> str:
        """Read a text that must be one address or number; "" where it is not."""
        text = visible(self.text(key))
        try:
            if text:
                parse(text)
        except ValueError as fault:
            self.bad(key, wording.correction_unreadable(fault))
            return ""
        return text

    def number(self, key: str) -> ComplaintNumber | None:
        text = visible(self.text(key))
        if not text:
            return None
        try:
            return ComplaintNumber.parse(text)
        except ValueError:
            self.bad(key, wording.WRITE_A_NUMBER)
            return None


def reader_of(line: Line, tab: Tab, zone: tzinfo) -> _Reader:
    """Return what reads a row's cells and gathers what of them cannot be read."""
    return _Reader(line=line, tab=tab, zone=zone)


def split_names(text: str) -> tuple[str, ...]:
    """Split what people separate by semicolons or new lines."""
    return tuple(" ".join(name.split()) for name in re.split(r"[;\n]", text) if name.strip())


def split_people(text: str) -> tuple[str, ...]:
    """Split persons as people write several: "Budi/Siti", "Budi dan Siti"; a comma may stand before a degree."""
    return split_names(re.sub(r"[/&+]|\s(?:dan|serta)\s", ";", text, flags=re.IGNORECASE))


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """A row that was read before is not read again: nearly all rows are, tick after tick, as they were."""

    line: Line
    tab: Tab
    state: tuple[object, ...]

    @classmethod
    def of(cls, line: Line, tab: Tab) -> _Kept:
        cells = line.cells
        # A box that is ticked and the number 1 are equal, and are not the same.
        kinds = tuple(map(type, cells.values()))
        marks = (line.doubted, line.covered, *line.shown.items())
        return cls(line, tab, (tab.key, *cells, *cells.values(), kinds, *marks))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and self.tab is other.tab and self.state == other.state

    def __hash__(self) -> int:
        return hash(self.state)


def staff_facts(
    line: Line,
    tab: Tab,
    groups: Sequence[str],
    zone: tzinfo,
    causes: Sequence[str] = wording.CAUSES,
    services: Sequence[str] = wording.SERVICES,
) -> tuple[StaffFacts, tuple[BadCell, ...]]:
    """Read the staff columns of one Register row, with what could not be read.

    Args:
        line: the row.
        tab: the Register's schema.
        groups: the names of the working groups there are.
        zone: the office's time zone; people write times in it.
        causes: the categories of causes that the office knows.
        services: the services that it knows.
    """
    return _facts_in(_Kept.of(line, tab), tuple(groups), zone, tuple(causes), tuple(services))


@lru_cache(maxsize=4096)
def _facts_in(
    kept: _Kept, groups: tuple[str, ...], zone: tzinfo, causes: tuple[str, ...], services: tuple[str, ...]
) -> tuple[StaffFacts, tuple[BadCell, ...]]:
    read = _Reader(line=kept.line, tab=kept.tab, zone=zone)
    facts = _sorted_facts(read, groups, services)
    facts = _with_work(facts, read, causes)
    facts = _with_letter(facts, read)
    facts = _with_course(facts, read, groups)
    for key in sorted(kept.line.covered):
        read.bad(key, wording.CELL_MERGED)
    return replace(facts, unreadable=frozenset(read.unreadable)), tuple(read.problems)


def _sorted_facts(read: _Reader, groups: Sequence[str], services: Sequence[str]) -> StaffFacts:
    """Read what steps 2 to 4 say: what kind it is, what is put right of it, and to whom it goes."""
    return StaffFacts(
        classification=read.choice("classification", Classification),
        duplicate_of=read.number("duplicate_of"),
        reason_given=read.text("reason_given"),
        service=read.among("service", services),
        level=read.choice("level", Level),
        incoming_number=read.text("incoming_number"),
        data_wanted=read.text("data_wanted"),
        complete_since=read.day("complete_since"),
        corrected_name=read.text("corrected_name"),
        corrected_email=read.corrected("corrected_email", EmailAddress.parse),
        corrected_phone=read.corrected("corrected_phone", PhoneNumber.parse),
        corrected_address=read.text("corrected_address"),
        corrected_channel=read.choice("corrected_channel", Channel),
        corrected_received=read.moment("corrected_received"),
        answer_edit=read.choice("answer_edit", EditDecision),
        assigned_to=read.among("assigned_to", groups),
        instruction=read.text("instruction"),
    )


def _with_work(facts: StaffFacts, read: _Reader, causes: Sequence[str]) -> StaffFacts:
    """Read what steps 5 to 7 say: what was found, meant and done, and whether it helped."""
    return replace(
        facts,
        workers=read.people("workers"),
        findings=read.text("findings"),
        meeting_needed=read.choice("meeting_needed", YesNo),
        meeting_at=read.moment("meeting_at"),
        meeting_place=read.text("meeting_place"),
        meeting_agenda=read.text("meeting_agenda"),
        meeting_participants=read.several("meeting_participants"),
        cause=read.text("cause"),
        cause_category=read.among("cause_category", causes),
        recurrence=read.choice("recurrence", YesNo),
        corrective_action=read.text("corrective_action"),
        preventive_action=read.text("preventive_action"),
        applied_on=read.day("applied_on"),
        verification=read.text("verification"),
        effective=read.choice("effective", YesNo),
        verified_by=read.person("verified_by"),
    )


def _with_letter(facts: StaffFacts, read: _Reader) -> StaffFacts:
    """Read what steps 8 to 10 say: the reply, its approval, and how it reached the customer."""
    return replace(
        facts,
        reply_text=read.text("reply_text"),
        initials=read.text("initials"),
        decision=read.choice("decision", Decision),
        decision_note=read.text("decision_note"),
        decided_by=read.person("decided_by"),
        letter_number=read.text("letter_number"),
        letter_date=read.day("letter_date"),
        replacement=read.text("replacement"),
        remake=read.text("remake"),
        to_print=read.all_among("to_print", tuple(PRINTABLE)),
        sent_by=read.choice("sent_by", Delivery),
        delivered_on=read.day("delivered_on"),
        recipient=read.text("recipient"),
        handed_over_by=read.text("handed_over_by"),
        response=read.text("response"),
    )


def _with_course(facts: StaffFacts, read: _Reader, groups: Sequence[str]) -> StaffFacts:
    """Read what may be said at any step: holds, relations, supporting groups, and opening again."""
    return replace(
        facts,
        held_from=read.day("held_from"),
        held_until=read.day("held_until"),
        hold_reason=read.text("hold_reason"),
        related_to=read.several("related_to"),
        joint_letter=read.number("joint_letter"),
        addressees_shown=read.choice("addressees_shown", YesNo),
        same_person=read.choice("same_person", YesNo),
        supporting_groups=read.all_among("supporting_groups", groups),
        reopening=read.text("reopening"),
        reopening_proposed=read.text("reopening_proposed"),
        handled_by=read.text("handled_by"),
    )


def staff_cells(line: Line, tab: Tab) -> dict[str, str]:
    """Return the staff columns of a row as kept text, without the empty ones and those that state nothing."""
    return dict(_cells_in(_Kept.of(line, tab)))


@lru_cache(maxsize=4096)
def _cells_in(kept: _Kept) -> tuple[tuple[str, str], ...]:
    return tuple(
        (column.key, text)
        for column in kept.tab.columns
        if isinstance(column, StaffColumn)
        and kept.line.states(column)
        and (text := canonical(column, kept.line.cells.get(column.key, "")))
    )

"""The parts of a workbook as setup makes them: tabs, looks of columns, protections by role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from automation.domain.cells import Written
from automation.domain.columns import Column, Kind, Owner, column_letters
from automation.domain.layout import (
    PLAIN_TEXT,
    AddFilter,
    AddTab,
    Colour,
    ColumnLook,
    DropDown,
    ExpectDates,
    Heading,
    LayoutChange,
    Protect,
    PutRows,
)
from automation.domain.vocabulary import Urgency
from automation.register.other_texts import Guide
from automation.register.schema import Tab, tabs

#: Rows of a new tab. What a tab grows by has no drop-downs of its own: Sheets sets them on the cells there are.
ROWS: Mapping[str, int] = {"register": 1000, "status": 1000, "history": 5000, "archive": 2000, "today": 1000}
FEW_ROWS = 300
DATE, DATETIME = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
COLOURS: Mapping[Urgency, str] = {
    Urgency.OVERDUE: "#f4cccc",
    Urgency.SOON: "#ffe599",
    Urgency.ON_HOLD: "#cfe2f3",
    Urgency.CLOSED: "#e6e6e6",
}
_WIDE = 900


@dataclass(frozen=True, slots=True)
class Editors:
    """Who may write what: addresses in small letters by owner of a column; the job may write everywhere.

    Google does not shut out the account that makes a protection: the job is an editor of people's columns too.
    """

    job: str
    people: Mapping[Owner, frozenset[str]]

    def of(self, owner: Owner) -> frozenset[str]:
        """Return the editors of a column of this owner."""
        return self.people.get(owner, frozenset()) | {self.job}

    def without(self, outside: frozenset[str]) -> Editors:
        """Return the editors but for some addresses."""
        return Editors(self.job, {owner: those - outside for owner, those in self.people.items()})


def tab_id(key: str) -> int:
    """Return the id that a tab of the schema has in every workbook, so that an interrupted setup finds it again."""
    return crc32(f"tanggap/{key}".encode()) & 0x3FFFFFFF


def whole_protection(key: str, tab: Tab, editors: Editors) -> Protect:
    """Return the protection of a whole tab that only the job writes."""
    return Protect(tab=tab_id(key), name=whole_name(tab), editors=editors.of(Owner.JOB))


def whole_name(tab: Tab) -> str:
    """Return the name of the protection of a whole tab."""
    return f"Tanggap: {tab.title}"


def heading_protection(key: str, tab: Tab, editors: Editors) -> Protect:
    """Return the protection of the heading of a tab that people write in."""
    return Protect(
        tab=tab_id(key),
        name=heading_name(tab),
        editors=editors.of(Owner.JOB),
        columns=None,
        row=0,
        until=tab.frozen_rows,
    )


def heading_name(tab: Tab) -> str:
    """Return the name of the protection of a tab's heading."""
    return f"Tanggap: {tab.title}, judul"


def new_tab(key: str, tab: Tab, seeds: Sequence[tuple[Written, ...]]) -> Iterator[LayoutChange]:
    """Return the changes that make a tab of the schema, without its protections."""
    id = tab_id(key)
    yield AddTab(
        tab=id,
        title=tab.title,
        rows=ROWS.get(key, FEW_ROWS),
        columns=len(tab.columns),
        frozen_rows=tab.frozen_rows,
        frozen_columns=tab.frozen_columns,
        first=key == "today",
    )
    for place, column in enumerate(tab.columns):
        yield Heading(tab=id, column=place, text=column.heading, note=column.note, width=column.width)
        yield from column_looks(id, place, column)
    if tab.filter:
        yield AddFilter(id, len(tab.columns))
    if key == "register":
        yield from colours(id, tab, tab.position("urgency"), 0, len(tab.columns))
    if key == "today":
        yield from _colours_of_today(id, tab)
    if seeds:
        yield PutRows(tab=id, row=tab.frozen_rows, rows=tuple(seeds))


def column_looks(id: int, place: int, column: Column) -> Iterator[LayoutChange]:
    """Return a column's number format, wrapping, drop-down and date check, down to the last row.

    A column of words is plain text: what people type or paste there stays as it is.
    """
    plain = PLAIN_TEXT if column.holds_words else ""
    pattern = column.format or {Kind.DATE: DATE, Kind.DATETIME: DATETIME}.get(column.kind, plain)
    # A plain column too: long texts make rows tall, and every cell of a row is to begin on one line.
    yield ColumnLook(tab=id, column=place, pattern=pattern, wrapped=column.kind is Kind.LONG_TEXT)
    if column.choices:
        yield DropDown(tab=id, column=place, choices=column.choices)
    if column.choices_from:
        yield DropDown(tab=id, column=place, source=_source(column.choices_from))
    if column.kind in (Kind.DATE, Kind.DATETIME) and column.owner is not Owner.JOB:
        yield ExpectDates(id, place)


def _source(reference: str) -> str:
    key, _, of_column = reference.partition(".")
    tab = tabs()[key]
    column = column_letters(tab.position(of_column))
    return f"'{tab.title}'!${column}${tab.frozen_rows + 1}:${column}"


def colours(id: int, tab: Tab, urgency_at: int, first: int, count: int) -> Iterator[Colour]:
    """Return the colours of columns of a tab, by the urgency that one of its columns shows."""
    column = column_letters(urgency_at)
    for urgency, colour in COLOURS.items():
        yield Colour(
            tab=id,
            formula=f'=${column}{tab.frozen_rows + 1}="{urgency.value}"',
            background=colour,
            columns=count,
            first=first,
            strong=urgency is Urgency.OVERDUE,
        )


def _colours_of_today(id: int, tab: Tab) -> Iterator[Colour]:
    """Return the colours of Hari Ini: what is late by the clock, and the rows that head somebody's own."""
    number, work, due = (column_letters(tab.position(key)) for key in ("number", "work", "due"))
    row, width = tab.frozen_rows + 1, len(tab.columns)
    late = f'=AND(${due}{row}<>"";${due}{row}<NOW())'
    # A heading has no link to a complaint in it, so its number is a plain count.
    heads = f'=AND(${work}{row}<>"";${due}{row}="";ISNUMBER(${number}{row}))'
    yield Colour(tab=id, formula=late, background=COLOURS[Urgency.OVERDUE], columns=width, strong=True)
    yield Colour(tab=id, formula=heads, background="#cfdfe8", columns=width, strong=True)


def guide_tab(guide: Guide) -> Iterator[LayoutChange]:
    """Return the changes that make the tab Petunjuk."""
    id = tab_id("guide")
    rows: list[tuple[Written, ...]] = []
    strong = set()
    for heading, lines in guide.sections:
        strong.add(len(rows))
        rows += [(heading,), *((line,) for line in lines), ()]
    yield AddTab(tab=id, title=guide.title, rows=max(len(rows), 1), columns=1)
    yield Heading(tab=id, column=0, text=guide.title, note="", width=_WIDE)
    yield ColumnLook(tab=id, column=0, pattern="", wrapped=True)
    yield PutRows(tab=id, row=0, rows=tuple(rows), strong=frozenset(strong))

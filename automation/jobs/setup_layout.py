"""The workbook as setup wants it: pure decisions over the schema, the people, and what is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from automation.domain.cells import Written
from automation.domain.columns import Column, Kind, Owner
from automation.domain.layout import (
    AddFilter,
    AddTab,
    Colour,
    ColumnLook,
    DropDown,
    ExpectDates,
    FoundTab,
    Heading,
    LayoutChange,
    Protect,
    PutRows,
    RemoveTab,
    Reprotect,
    SetRegion,
)
from automation.domain.vocabulary import Urgency
from automation.register.other_texts import Guide
from automation.register.schema import Tab, letter, tabs

#: Rows of a new tab; beyond them tabs grow, and setup run again gives the new rows their drop-downs.
ROWS: Mapping[str, int] = {"register": 1000, "status": 1000, "history": 5000, "archive": 2000}
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

    Google lets nobody shut out the account that makes a protection: the job is an editor of people's columns too.
    """

    job: str
    people: Mapping[Owner, frozenset[str]]

    def of(self, owner: Owner) -> frozenset[str]:
        """Give the editors of a column of this owner."""
        return self.people.get(owner, frozenset()) | {self.job}


def tab_id(key: str) -> int:
    """Give the id that a tab of the schema has in every workbook, so that an interrupted setup finds it again."""
    return crc32(f"tanggap/{key}".encode()) & 0x3FFFFFFF


def layout_changes(
    found: Sequence[FoundTab],
    editors: Editors,
    guide: Guide,
    seeds: Mapping[str, Sequence[tuple[Written, ...]]],
    zone: str,
) -> tuple[LayoutChange, ...]:
    """Give what is missing: whole tabs, protections, and editors that changed.

    Args:
        found: the tabs that are there.
        editors: who may write.
        guide: what Petunjuk says.
        seeds: first rows of new tabs, by schema key.
        zone: the office's time zone, such as Asia/Makassar.
    """
    there = {tab.id: tab for tab in found}
    fresh = not any(tab_id(key) in there for key in (*tabs(), "guide"))
    changes: list[LayoutChange] = [SetRegion("id_ID", zone)] if fresh else []
    if tab_id("guide") not in there:
        changes += _guide(guide)
    for key, tab in tabs().items():
        if tab_id(key) not in there:
            changes += _new_tab(key, tab, seeds.get(key, ()))
    for key, tab in tabs().items():
        changes += _protections(key, tab, editors, there.get(tab_id(key)))
    if fresh:
        changes += [RemoveTab(tab.id) for tab in found]
    return tuple(changes)


def protections(key: str, tab: Tab, editors: Editors) -> tuple[Protect, ...]:
    """Give the protected ranges of a tab: the job's alone as a whole, a shared one by heading and runs of columns."""
    id = tab_id(key)
    if tab.owners == {Owner.JOB}:
        return (Protect(id, f"Tanggap: {tab.title}", editors.of(Owner.JOB)),)
    heading = Protect(id, f"Tanggap: {tab.title}, judul", editors.of(Owner.JOB), None, 0, tab.frozen_rows)
    return (heading, *_runs(id, tab, editors))


def _runs(id: int, tab: Tab, editors: Editors) -> Iterator[Protect]:
    place = 0
    for owner, run in groupby(tab.columns, key=lambda column: column.owner):
        columns = list(run)
        name = f"Tanggap: {tab.title}, {columns[0].key}–{columns[-1].key}"
        yield Protect(id, name, editors.of(owner), (place, place + len(columns)), tab.frozen_rows)
        place += len(columns)


def _protections(key: str, tab: Tab, editors: Editors, found: FoundTab | None) -> Iterator[LayoutChange]:
    kept = {one.name: one for one in found.protections} if found else {}
    for wanted in protections(key, tab, editors):
        there = kept.get(wanted.name)
        if there is None:
            yield wanted
        elif not wanted.editors <= there.editors or there.editors - wanted.editors:
            yield Reprotect(there.id, wanted.editors)


def _new_tab(key: str, tab: Tab, seeds: Sequence[tuple[Written, ...]]) -> Iterator[LayoutChange]:
    id = tab_id(key)
    yield AddTab(id, tab.title, ROWS.get(key, FEW_ROWS), len(tab.columns), tab.frozen_rows, tab.frozen_columns)
    for place, column in enumerate(tab.columns):
        yield Heading(id, place, column.heading, column.note, column.width)
        yield from _column(id, place, column)
    if tab.filter:
        yield AddFilter(id, len(tab.columns))
    if key == "register":
        yield from _colours(id, tab)
    if seeds:
        yield PutRows(id, tab.frozen_rows, tuple(seeds))


def _column(id: int, place: int, column: Column) -> Iterator[LayoutChange]:
    pattern = column.format or {Kind.DATE: DATE, Kind.DATETIME: DATETIME}.get(column.kind, "")
    wrapped = column.kind is Kind.LONG_TEXT
    if pattern or wrapped:
        yield ColumnLook(id, place, pattern, wrapped)
    if column.choices:
        yield DropDown(id, place, column.choices)
    if column.choices_from:
        yield DropDown(id, place, source=_source(column.choices_from))
    if column.kind in (Kind.DATE, Kind.DATETIME) and column.owner is not Owner.JOB:
        yield ExpectDates(id, place)


def _source(reference: str) -> str:
    key, _, of_column = reference.partition(".")
    tab = tabs()[key]
    column = letter(tab.position(of_column))
    return f"'{tab.title}'!${column}${tab.frozen_rows + 1}:${column}"


def _colours(id: int, tab: Tab) -> Iterator[Colour]:
    column = letter(tab.position("urgency"))
    for urgency, colour in COLOURS.items():
        yield Colour(id, f'=${column}{tab.frozen_rows + 1}="{urgency.value}"', colour, len(tab.columns))


def _guide(guide: Guide) -> Iterator[LayoutChange]:
    id = tab_id("guide")
    rows: list[tuple[Written, ...]] = []
    strong = set()
    for heading, lines in guide.sections:
        strong.add(len(rows))
        rows += [(heading,), *((line,) for line in lines), ()]
    yield AddTab(id, guide.title, max(len(rows), 1), 1)
    yield Heading(id, 0, guide.title, "", _WIDE)
    yield ColumnLook(id, 0, "", wrapped=True)
    yield PutRows(id, 0, tuple(rows), frozenset(strong))

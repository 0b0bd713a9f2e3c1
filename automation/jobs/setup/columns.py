"""A tab that is there already, as a newer version wants it: new columns at its end, protections, drop-downs below.

A column is found by its heading, wherever people moved it. One that setup gave and whose heading is gone was renamed
or removed by people: it is named to them, and never made a second time beside their answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from automation.domain.cells import Cell
from automation.domain.columns import Column, Kind, Owner
from automation.domain.layout import (
    AddColumns,
    AddFilter,
    FillColumn,
    FoundTab,
    Heading,
    LayoutChange,
    MoveColumn,
    Protect,
    Protection,
    Reprotect,
)
from automation.jobs.setup.layout import (
    Editors,
    colours,
    column_looks,
    heading_name,
    heading_protection,
    tab_id,
    whole_name,
    whole_protection,
)
from automation.register.lines import folded
from automation.register.schema import Tab, lookup_formula, tabs


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A tab as found, and what setup remembers of it.

    Attributes:
        headings: its first row.
        given: keys of the columns that setup gave it; None when nobody remembers.
        dressed: rows from the top that have their drop-downs.
        look: what stands for the drop-downs and looks that setup gave it; "" when nobody remembers.
        rows: how many rows hold anything, the heading among them.
    """

    found: FoundTab
    headings: tuple[str, ...]
    given: frozenset[str] | None
    dressed: int
    look: str = ""
    rows: int = 1


def as_found(found: FoundTab, table: Sequence[Sequence[Cell]], tab: Tab) -> There:
    """Return a tab as it is, its heading the first row of `table`: what it lacks is for setup."""
    headings = tuple(str(cell) for cell in table[0]) if table else ()
    return There(
        found=found, headings=headings, given=frozenset(column.key for column in tab.columns), dressed=found.rows
    )


def missing_columns(tab: Tab, there: There) -> tuple[Column, ...]:
    """Return the columns that a tab never had, in the order of the schema, and optional ones that were taken away.

    Where nobody remembers what setup gave, a heading that is not ours may be one of ours renamed, and where all are
    gone they may have been wiped out: then nothing is added.
    """
    shown = {folded(heading) for heading in there.headings}
    absent = tuple(column for column in tab.columns if not shown & set(map(folded, column.headings)))
    if there.given is not None:
        return tuple(column for column in absent if column.optional or column.key not in there.given)
    ours = {folded(heading) for column in tab.columns for heading in column.headings}
    return absent if shown & ours and not shown - ours - {""} else ()


def places_of(tab: Tab, there: There) -> Mapping[str, int]:
    """Return where each column stands, from 0; those that are missing, where they will be added."""
    shown = {folded(heading): place for place, heading in reversed(list(enumerate(there.headings)))}
    places = {
        column.key: next(shown[folded(heading)] for heading in column.headings if folded(heading) in shown)
        for column in tab.columns
        if shown.keys() & set(map(folded, column.headings))
    }
    end = _end_of(tab, there)
    for more, column in enumerate(missing_columns(tab, there)):
        places[column.key] = end + more
    return places


def renamed_columns(tab: Tab, there: There) -> tuple[tuple[Column, int], ...]:
    """Return the columns that still stand under a heading of an earlier version, each with its place."""
    shown = [folded(heading) for heading in there.headings]
    places = places_of(tab, there)
    return tuple(
        (column, places[column.key])
        for column in tab.columns
        if folded(column.heading) not in shown and set(shown) & set(map(folded, column.formerly))
    )


def _end_of(tab: Tab, there: There) -> int:
    """Return where new columns are added: in a tab of the job's own beside its last heading, before its charts."""
    return len(there.headings) if tab.owners == {Owner.JOB} else there.found.columns


def completed(key: str, tab: Tab, there: There) -> Iterator[LayoutChange]:
    """Return what a tab lacks but for its protections: nothing when it is as the schema wants it."""
    added, places = missing_columns(tab, there), places_of(tab, there)
    if added:
        yield from _added(key, tab, added, there, places)
    if there.found.rows > there.dressed or there.look != look_of(tab):
        yield from dressing(key, tab, places)
    id = tab_id(key)
    for column, place in renamed_columns(tab, there):
        yield Heading(tab=id, column=place, text=column.heading, note=column.note, width=column.width)
    for _, place in moved_columns(tab, there):
        yield MoveColumn(tab=id, column=place, before=len(there.headings))


def moved_columns(tab: Tab, there: There) -> tuple[tuple[Column, int], ...]:
    """Return the column that is renamed and goes to the end, with its place: the very last of all changes.

    Nothing is moved while something else is placed by where columns stand now.
    """
    if missing_columns(tab, there) or _bare(tab, there):
        return ()
    end = len(there.headings) - 1
    return tuple(
        (one, place) for one, place in renamed_columns(tab, there) if one is tab.columns[-1] and place != end
    )


def _added(
    key: str, tab: Tab, added: Sequence[Column], there: There, places: Mapping[str, int]
) -> Iterator[LayoutChange]:
    id = tab_id(key)
    if (lacking := _end_of(tab, there) + len(added) - there.found.columns) > 0:
        yield AddColumns(id, lacking)
    for column in added:
        place = places[column.key]
        yield Heading(tab=id, column=place, text=column.heading, note=column.note, width=column.width)
        yield from column_looks(id, place, column)
        if column.kind is Kind.LOOKUP and there.rows > tab.frozen_rows:
            rows = there.rows - tab.frozen_rows
            yield FillColumn(
                tab=id, column=place, row=tab.frozen_rows, rows=rows, formula=lookup_formula(column, places["number"])
            )
        if key == "register":
            yield from colours(id, tab, places["urgency"], place, 1)
    if there.found.has_filter:
        # Or sorting by the filter would leave the new cells where they are, beside other rows.
        yield AddFilter(id, max(there.found.columns, _end_of(tab, there) + len(added)))


def look_of(tab: Tab) -> str:
    """Return what stands for a tab's drop-downs and looks: it differs once a version wants others."""
    looks = [str(change) for place, column in enumerate(tab.columns) for change in column_looks(0, place, column)]
    return hashlib.sha256("\n".join(looks).encode()).hexdigest()[:12]


def dressing(key: str, tab: Tab, places: Mapping[str, int]) -> Iterator[LayoutChange]:
    """Return the changes that restore the drop-downs and looks of all columns, over all rows of the tab."""
    for column in tab.columns:
        if column.key in places:
            yield from column_looks(tab_id(key), places[column.key], column)


def protection_changes(key: str, tab: Tab, editors: Editors, there: There) -> Iterator[LayoutChange]:
    """Return the protections that are missing, and new editors for those that have others."""
    kept = {one.name: one for one in there.found.protections}
    if tab.owners == {Owner.JOB}:
        yield from _held(whole_protection(key, tab, editors), kept)
        return
    yield from _held(heading_protection(key, tab, editors), kept)
    ours = [(one, owner) for one in kept.values() if (owner := _owner(tab, one)) is not None]
    for one, owner in ours:
        name = _name_now(tab, one)
        if one.editors != editors.of(owner) or one.name != name:
            yield Reprotect(one.id, editors.of(owner), name)
    end = len(there.headings) - 1
    moved = [(end, column) for column, _ in moved_columns(tab, there)]
    yield from _protected(key, tab, editors, [*_bare(tab, there), *moved])


def is_protected(tab: Tab, there: There) -> bool:
    """Return whether all that setup protects in a tab is under a protection of ours, whoever its editors are."""
    names = {one.name for one in there.found.protections}
    if tab.owners == {Owner.JOB}:
        return whole_name(tab) in names
    return heading_name(tab) in names and not _bare(tab, there)


def _bare(tab: Tab, there: There) -> list[tuple[int, Column]]:
    """Return the columns of a tab that people write in which no protection of ours covers, by place."""
    if tab.owners == {Owner.JOB}:
        return []
    ours = [one for one in there.found.protections if one.columns and _owner(tab, one) is not None]
    covered = {place for one in ours if one.columns for place in range(*one.columns)}
    bare = sorted((place, name) for name, place in places_of(tab, there).items() if place not in covered)
    return [(place, tab.column(name)) for place, name in bare]


def renewed_protections(
    found: Sequence[FoundTab], editors: Mapping[Owner, frozenset[str]]
) -> tuple[LayoutChange, ...]:
    """Return new editors for the protections of people's columns that have others; who alone edits headings, stays.

    Args:
        found: the tabs as they are.
        editors: addresses in small letters, by owner of a column.
    """
    described = {tab_id(key): tab for key, tab in tabs().items()}
    job = frozenset(
        email
        for at in found
        if (tab := described.get(at.id))
        for one in at.protections
        if one.name == heading_name(tab)
        for email in one.editors
    )
    return tuple(
        Reprotect(one.id, wanted, one.name)
        for at in found
        if (tab := described.get(at.id))
        for one in at.protections
        if one.name != heading_name(tab) and (owner := _owner(tab, one)) is not None and owner in editors
        if one.editors != (wanted := editors[owner] | job)
    )


def _held(wanted: Protect, kept: Mapping[str, Protection]) -> Iterator[LayoutChange]:
    there = kept.get(wanted.name)
    if there is None:
        yield wanted
    elif there.editors != wanted.editors:
        yield Reprotect(there.id, wanted.editors, wanted.name)


def _owner(tab: Tab, protection: Protection) -> Owner | None:
    """Return who owns the columns of one of our protections; its name holds the first and the last of them."""
    ends = _ends(tab, protection)
    return ends[0].owner if ends else None


def _ends(tab: Tab, protection: Protection) -> tuple[Column, Column] | None:
    """Return the columns that a protection's name holds, by their headings, or by their keys as earlier versions had.

    None where it is none of ours.
    """
    names = protection.name.removeprefix(f"Tanggap: {tab.title}, ").partition("–")
    called = {name: column for column in tab.columns for name in (column.key, *column.headings)}
    first, last = called.get(names[0]), called.get(names[2])
    return (first, last) if first and last else None


def _name_now(tab: Tab, protection: Protection) -> str:
    ends = _ends(tab, protection)
    return _protection_name(tab, *ends) if ends else protection.name


def _protection_name(tab: Tab, first: Column, last: Column) -> str:
    return f"Tanggap: {tab.title}, {first.heading}–{last.heading}"


def _protected(key: str, tab: Tab, editors: Editors, columns: Sequence[tuple[int, Column]]) -> Iterator[LayoutChange]:
    """Return protections of columns, neighbours of one owner together."""
    runs = groupby(enumerate(columns), key=lambda one: (one[1][0] - one[0], one[1][1].owner))
    for (_, owner), run in runs:
        together = [column for _, column in run]
        (first, first_column), (last, last_column) = together[0], together[-1]
        name = _protection_name(tab, first_column, last_column)
        yield Protect(
            tab=tab_id(key), name=name, editors=editors.of(owner), columns=(first, last + 1), row=tab.frozen_rows
        )

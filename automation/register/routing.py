"""The people's own tables: Pokja (who handles what) and Hari Libur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from automation.domain.address import EmailAddress, WrongAddress
from automation.domain.calendar import OfficeCalendar
from automation.domain.cells import Cell
from automation.domain.dates import date_in
from automation.domain.groups import Absence, Person, WorkingGroup
from automation.domain.holidays_tab import HolidayRow, read_calendar
from automation.domain.office_hours import OfficeHours
from automation.domain.vocabulary import YesNo

from . import wording
from .lines import Line, lines_of, split_names
from .schema import Tab
from .statements import no_statement, visible_lines


def working_groups(tab: Tab, table: Sequence[Sequence[Cell]]) -> tuple[tuple[WorkingGroup, ...], tuple[str, ...]]:
    """Read the Pokja tab; a row without a name or lead is left out and named."""
    _, lines = lines_of(tab, table)
    groups: list[WorkingGroup] = []
    problems: list[str] = []
    for found in lines:
        line, faults = _stated(tab, found)
        problems += faults
        name = line.text("name")
        if not name or not line.text("lead"):
            problems.append(wording.group_without_lead(line.row + 1))
            continue
        if any(group.name.casefold() == name.casefold() for group in groups):
            problems.append(wording.group_twice(row=line.row + 1, name=name))
            continue
        group = _group(line, name)
        groups.append(group)
        problems += group.faults
    return tuple(groups), tuple(problems)


def named_groups(tab: Tab, table: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Return the names that stand in the Pokja tab, those of rows that are left out for another fault too."""
    _, lines = lines_of(tab, table)
    names = (_stated(tab, line)[0].text("name") for line in lines)
    return tuple(dict.fromkeys(filter(None, names)))


def _stated(tab: Tab, line: Line) -> tuple[Line, tuple[str, ...]]:
    """Return a row with only what its cells state, and what is wrong with the others."""
    cells, faults = dict(line.cells), []
    for column in tab.columns:
        cell = cells.get(column.key, "")
        if not column.holds_words:
            continue
        if fault := no_statement(column, cell):
            cells[column.key] = ""
            faults.append(wording.group_cell(row=line.row + 1, heading=column.heading, fault=fault))
        elif isinstance(cell, str):
            cells[column.key] = visible_lines(cell)
    return replace(line, cells=cells), tuple(faults)


def _group(line: Line, name: str) -> WorkingGroup:
    faults: list[str] = []
    lead = _person(line, "lead", faults)
    deputy = _person(line, "deputy", faults) if line.text("deputy") else None
    absence = _absence(line, faults)
    return WorkingGroup(
        name=name,
        services=split_names(line.text("services")),
        lead=lead,
        deputy=deputy,
        absence=absence,
        hears_appeals=_hears_appeals(line, faults),
        faults=tuple(faults),
    )


def _person(line: Line, key: str, problems: list[str]) -> Person:
    name, email = line.text(key), line.text(f"{key}_email")
    try:
        address = str(EmailAddress.parse(email)) if email else ""
    except WrongAddress as error:
        problems.append(wording.group_address_wrong(row=line.row + 1, name=name, error=error))
        address = ""
    return Person(name, address)


def _hears_appeals(line: Line, problems: list[str]) -> bool:
    said = line.text("appeals").casefold()
    if said not in ("", *(one.value.casefold() for one in YesNo)):
        problems.append(wording.group_appeals_wrong(line.row + 1))
    return said == YesNo.YES.value.casefold()


def _absence(line: Line, problems: list[str]) -> Absence | None:
    """Read since when and until when the lead is away; without an end they are away until the cell is cleared."""
    cells = [line.cells.get(key, "") for key in ("away_from", "away_until")]
    if cells == ["", ""]:
        return None
    first, last = (date_in(cell) if cell != "" else None for cell in cells)
    if first is None or (last is None and cells[1] != "") or (last is not None and last < first):
        problems.append(wording.group_absence_wrong(line.row + 1))
        return None
    return Absence(first, last)


def office_calendar(
    tab: Tab, table: Sequence[Sequence[Cell]], hours: OfficeHours
) -> tuple[OfficeCalendar, tuple[str, ...]]:
    """Read the Hari Libur tab; a row with a fault is left out and named."""
    _, lines = lines_of(tab, table)
    rows = [
        HolidayRow(
            first=line.cells.get("day", ""),
            description=line.text("description"),
            kind=line.text("kind"),
            last=line.cells.get("until") or None,
            place=line.row + 1,
        )
        for line in lines
    ]
    calendar, problems = read_calendar(rows, hours)
    return calendar, tuple(str(problem) for problem in problems)

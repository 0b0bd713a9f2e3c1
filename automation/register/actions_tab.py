"""The tab Tindakan: a row an action, whose first columns are the job's and whose others are people's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from automation.domain.actions import Action, ActionFacts, ActionKey, CheckResult
from automation.domain.cells import Cell, Written
from automation.domain.columns import StaffColumn

from . import wording
from .lines import BadCell, Headings, Line, WrongHeadings, lines_of, put_back, reader_of, staff_cells
from .schema import Tab


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of the tab: the key that the job gave it, and people's cells as they are kept."""

    key: str
    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadActions:
    """The tab as it was read.

    Attributes:
        headings: where its columns stand; None where that cannot be told, so that nothing is written.
        rows: by printed key.
        problems: what is wrong with rows, for people to read.
    """

    headings: Headings | None = None
    rows: Mapping[str, ActionRow]
    problems: tuple[str, ...] = ()


def actions_in(tab: Tab, table: Sequence[Sequence[Cell]]) -> ReadActions:
    """Read the tab; a row that the job did not make is named, and its cells count for nothing."""
    try:
        headings, lines = lines_of(tab, table)
    except WrongHeadings as error:
        return ReadActions(rows={}, problems=(str(error),))
    rows: dict[str, ActionRow] = {}
    problems: list[str] = []
    for line in lines:
        key = ActionKey.read(line.text("action"))
        cells = staff_cells(line, tab)
        if key is None:
            if line.text("action") or cells:
                problems.append(wording.action_without_key(line.row + 1))
        elif str(key) in rows:
            problems.append(wording.action_twice(row=line.row + 1, key=str(key), first=rows[str(key)].row + 1))
        else:
            rows[str(key)] = ActionRow(str(key), line.row, cells)
    return ReadActions(headings=headings, rows=rows, problems=tuple(problems))


def action_facts(tab: Tab, cells: Mapping[str, str], zone: tzinfo) -> tuple[ActionFacts, tuple[BadCell, ...]]:
    """Read people's cells of one action as they are kept, with what could not be read."""
    read = reader_of(Line(-1, dict(cells)), tab, zone)
    facts = ActionFacts(
        origin=read.text("origin"),
        what=read.text("what"),
        owner=read.person("owner"),
        due=read.day("due"),
        done_on=read.day("done_on"),
        evidence=read.text("evidence"),
        check_on=read.day("check_on"),
        result=read.choice("result", CheckResult),
        note=read.text("note"),
        checked_by=read.person("checked_by"),
    )
    return facts, tuple(read.problems)


def action_row(action: Action, tab: Tab, headings: Headings) -> tuple[Written, ...]:
    """Lay out the one row that the job ever writes for an action; people's cells come back as last seen."""
    values: dict[str, Written] = {
        "action": action.key,
        "number": str(action.number or ""),
        "kind": action.kind.value,
        "stated": action.stated,
    }
    for column in tab.columns:
        if isinstance(column, StaffColumn) and action.cells.get(column.key):
            values[column.key] = put_back(column, action.cells[column.key])
    return headings.whole_row(values)

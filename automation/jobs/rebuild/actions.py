"""The actions of the tab Tindakan, known again from its rows and from what Riwayat tells of their reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, tzinfo

from automation.domain.actions import Action, ActionKey, ActionKind, Check, CheckResult, Review
from automation.domain.dates import local_day
from automation.domain.happenings import (
    ActionDecided,
    ActionEdited,
    ActionReopened,
    ActionReviewDropped,
    ActionsDecided,
)
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.jobs.snapshot import SeenWorkbook
from automation.register.lines import Headings
from automation.register.schema import tabs
from automation.workflow.actions import OF_THE_CHECK


def actions_shown(
    workbook: SeenWorkbook, table: Iterable[tuple[object, ...]], history: Iterable[HistoryLine], now: datetime
) -> Iterator[Action]:
    """Return the actions whose rows stand in the tab.

    Args:
        workbook: as it was read.
        table: the cells of the tab, the headings first.
        history: the lines of Riwayat.
        now: the moment, for rows of which Riwayat does not tell since when they were listed.
    """
    tab, zone = workbook.actions, workbook.calendar.hours.zone
    if tab is None or tab.headings is None:
        return
    lines = tuple(history)
    reviews, waiting, checked = _reviews(lines, zone), _waiting(lines), _checked(lines, zone)
    listed = _listed(lines, zone)
    rows = list(table)
    for key, row in tab.rows.items():
        name = ActionKey.read(key)
        if name is None:
            continue
        found = reviews.get(key, ())
        yield Action(
            key=key,
            number=name.number,
            kind=name.kind,
            place=name.place,
            listed_on=listed.get(key, local_day(now, zone)),
            stated=_stated(tab.headings, rows[row.row]),
            cells=row.cells,
            stale={one: row.cells.get(one, "") for one in OF_THE_CHECK} if key in waiting else {},
            reviews=found,
            checks=checked.get(key, ()),
            row_seen=True,
        )


def _stated(headings: Headings, cells: tuple[object, ...]) -> str:
    place = headings.places[tabs()["actions"].column("stated").key]
    return str(cells[place]) if place < len(cells) else ""


def _listed(history: Iterable[HistoryLine], zone: tzinfo) -> Mapping[str, date]:
    """Return since when actions are listed: decided in a round, or else first written about."""
    found: dict[str, date] = {}
    for line in history:
        day = local_day(line.at, zone)
        match line.happening:
            case ActionDecided(round=round, kind=kind) if number := ComplaintNumber.read(line.number):
                found.setdefault(str(ActionKey(number, kind, round)), day)
            case ActionsDecided(round=round) if number := ComplaintNumber.read(line.number):
                for kind in (ActionKind.CORRECTIVE, ActionKind.PREVENTIVE):
                    found.setdefault(str(ActionKey(number, kind, round)), day)
            case ActionEdited(code=code) if not line.number:
                found.setdefault(code, day)
            case _:
                pass
    return found


def _reviews(history: Iterable[HistoryLine], zone: tzinfo) -> Mapping[str, tuple[Review, ...]]:
    found: dict[str, list[Review]] = defaultdict(list)
    for line in history:
        day = local_day(line.at, zone)
        match line.happening:
            case ActionReopened(code=code, because=named) if because := ComplaintNumber.read(named):
                found[f"{line.number}/{code}"].append(Review(because, day))
            case ActionReviewDropped(code=code, because=named) if because := ComplaintNumber.read(named):
                theirs = found[f"{line.number}/{code}"]
                theirs[:] = [
                    replace(one, dropped=day) if one.stands() and one.because == because else one for one in theirs
                ]
            case _:
                pass
    return {key: tuple(theirs) for key, theirs in found.items()}


def _checked(history: Iterable[HistoryLine], zone: tzinfo) -> Mapping[str, tuple[Check, ...]]:
    """Return what each action's checks found, by turn, as their cells were written."""
    heading = tabs()["actions"].column("result").heading
    turns: dict[str, int] = defaultdict(int)
    found: dict[str, dict[int, Check]] = defaultdict(dict)
    for line in history:
        match line.happening:
            case ActionReopened(code=code):
                turns[f"{line.number}/{code}"] += 1
            case ActionReviewDropped(code=code):
                key = f"{line.number}/{code}"
                found[key].pop(turns[key], None)
                turns[key] -= 1
            case ActionEdited(code=code, heading=named, new=said) if named == heading:
                key = f"{line.number}/{code}" if line.number else code
                result = next((one for one in CheckResult if one.value == said), None)
                found[key].pop(turns[key], None)
                if result:
                    found[key][turns[key]] = Check(local_day(line.at, zone), result, turns[key])
            case _:
                pass
    return {key: tuple(theirs.values()) for key, theirs in found.items()}


def _waiting(history: Iterable[HistoryLine]) -> frozenset[str]:
    """Return the actions to be reviewed whose check was not written anew since they were last reopened."""
    headings = {tabs()["actions"].column(key).heading for key in OF_THE_CHECK}
    #: Of each action whether each of its standing reviews waits, oldest first.
    waits: dict[str, list[bool]] = defaultdict(list)
    for line in history:
        match line.happening:
            case ActionReopened(code=code):
                waits[f"{line.number}/{code}"].append(True)
            case ActionReviewDropped(code=code) if theirs := waits[f"{line.number}/{code}"]:
                theirs.pop()
            case ActionEdited(code=code, heading=heading) if heading in headings:
                theirs = waits[f"{line.number}/{code}"]
                theirs[:] = [False] * len(theirs)
            case _:
                pass
    return frozenset(key for key, theirs in waits.items() if theirs and theirs[-1])

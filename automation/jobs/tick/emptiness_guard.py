"""The emptiness guard: where most rows of a tab are suddenly gone, the tick stops before it concludes anything.

A tab emptied by mistake looks like an office without working groups, or like a hundred rows to write anew. What was
there at the last tick is remembered as counts; a person undoes the mistake, or says that it was none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from automation.domain.actions import Action
from automation.domain.away import Away
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.jobs.boundary import Implausible
from automation.jobs.snapshot import Snapshot
from automation.jobs.tick import wording
from automation.register.lines import Line

#: Of fewer rows than this, some may go without anybody being asked: a single row deleted simply comes back.
MANY = 5


class SuddenEmptiness(Implausible):
    """Most rows of a tab are gone at once; nothing was done. The text says how to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    """A tab's rows: how many there are and how many are away, and whether the last of a few may go unasked."""

    title: str
    rows: int
    may_go: bool
    consequence: str
    away: int = 0

    def lost_from(self, before: int) -> bool:
        if before >= MANY:
            return self.rows * 2 < before
        return before > 0 and not self.rows and not self.may_go


def hold_to_what_was_seen(snapshot: Snapshot, memory: Memory) -> None:
    """Stop where most of a tab's rows went since the tick before.

    Raises:
        SuddenEmptiness: they did.
    """
    lost = [
        wording.tab_lost_rows(title=tab.title, rows=tab.rows, before=before, consequence=tab.consequence)
        for name, tab in _watched(snapshot, memory)
        if tab.lost_from(before := _before(name, tab, memory))
    ]
    if lost:
        raise SuddenEmptiness(wording.suddenly_empty(lost))


def newly_seen(snapshot: Snapshot, memory: Memory) -> Mapping[Note, str]:
    """Return the counts to remember, by note, where they changed."""
    watched = dict(_watched(snapshot, memory))
    counts = {name: str(tab.rows) for name, tab in watched.items()}
    counts |= {_away(name): str(tab.away) for name, tab in watched.items()}
    return {name: count for name, count in counts.items() if memory.notes.get(name, "0") != count}


def _before(name: Note, tab: _Watched, memory: Memory) -> int:
    """Return how many rows there were but for those that moved into a yearly workbook since."""
    moved = tab.away - int(memory.notes.get(_away(name), "0"))
    return int(memory.notes.get(name, "0")) - moved


def _away(name: Note) -> Note:
    return Note.away(name.removeprefix(Note.seen("")))


def _watched(snapshot: Snapshot, memory: Memory) -> Iterator[tuple[Note, _Watched]]:
    yield (
        Note.seen("register"),
        _Watched(
            title=wording.REGISTER,
            rows=memory.worked_out.of(_complaints_shown, memory.cases, snapshot.workbook.lines),
            may_go=True,
            consequence=wording.WITHOUT_REGISTER_ROWS,
            away=len(snapshot.workbook.away),
        ),
    )
    yield (
        Note.seen("tindakan"),
        _Watched(
            title=wording.ACTIONS,
            rows=_actions_shown(snapshot, memory),
            may_go=True,
            consequence=wording.WITHOUT_REGISTER_ROWS,
            away=memory.worked_out.of(_actions_away, memory.actions, snapshot.workbook.away),
        ),
    )
    yield (
        Note.seen("pokja"),
        _Watched(
            title=wording.GROUPS,
            rows=len(snapshot.workbook.groups),
            may_go=False,
            consequence=wording.WITHOUT_GROUPS,
        ),
    )
    yield (
        Note.seen("hari-libur"),
        _Watched(
            title=wording.HOLIDAYS,
            rows=snapshot.workbook.holiday_rows,
            may_go=False,
            consequence=wording.WITHOUT_HOLIDAYS,
        ),
    )


def _complaints_shown(cases: Collection[ComplaintNumber], lines: Iterable[Line]) -> int:
    return len({str(number) for number in cases} & {line.text("number").upper() for line in lines})


def _actions_shown(snapshot: Snapshot, memory: Memory) -> int:
    """Count the rows of Tindakan that say anything; of the empty ones any may go."""
    tab = snapshot.workbook.actions
    return memory.worked_out.of(_told_of, memory.actions, tab.rows) if tab else 0


def _told_of(actions: Mapping[str, Action], rows: Collection[str]) -> int:
    return sum(one.key in rows for one in actions.values() if one.number is not None or one.cells)


def _actions_away(actions: Mapping[str, Action], away: Away) -> int:
    return sum(one.number in away for one in actions.values()) if len(away) else 0

"""When each office ticks: spread over the time, busy ones first, within the quota of its Google project.

An office's place in the time is a hash of its name, so that nothing need be remembered and no two that were late
together stay together. Times are seconds since 1970 in here, paces seconds from tick to tick.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .offices import FleetOffice, Project, State
from .tempo import USUAL, Tempo

#: Of a quota, at most so much is planned for: busy ticks read more than once, and people use the project too.
SHARE = 0.8
#: What is planned for after a refusal, and at least; and how it comes back where there was none for a while.
_LESS, _LEAST, _MORE, _CALM = 0.9, 0.2, 1.01, timedelta(minutes=10)
#: Of what is planned for, busy offices have at most so much, so that the others go on.
BUSY_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Paces:
    """How often the offices of one project tick."""

    busy: float
    idle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One tick that is to come.

    Attributes:
        at: when it is due.
        comes_first: it is taken before others that are due.
        has_waited: it has not begun since its turn before, and goes before these.
        then: when the office is due next, unless something happens.
        ledger: the version of ledgers that the worker must have.
    """

    name: str
    at: datetime
    comes_first: bool
    has_waited: bool
    then: datetime
    ledger: str


def share_after(project: Project, now: datetime, *, refused: bool) -> float:
    """Return how much of a project's quota is planned for from now on.

    Several refusals in one minute count once: they were planned together.
    """
    barred = project.not_before
    if refused:
        return project.share if barred and barred > now else max(_LEAST, _LESS * project.share)
    return min(SHARE, _MORE * project.share) if barred is None or now - barred > _CALM else project.share


def paces(busy_reads: float, idle_reads: float, budget: float, tempo: Tempo = USUAL) -> Paces:
    """Return the paces at which a project's offices stay within its quota.

    Args:
        busy_reads: what one tick of each busy office reads, all together.
        idle_reads: what one tick of each other office does.
        budget: so many reads a minute are planned for.
        tempo: of the fleet.
    """
    if (busy_reads + idle_reads) * 60 / tempo.shortest <= budget:
        return Paces(tempo.shortest, tempo.shortest)
    busy_budget = min(busy_reads, BUSY_SHARE * budget)
    found = Paces(_pace(busy_reads, busy_budget, tempo), _pace(idle_reads, budget - busy_budget, tempo))
    if found.busy > found.idle:
        # So many are busy that to be it is no distinction.
        alike = _pace(busy_reads + idle_reads, budget, tempo)
        return Paces(alike, alike)
    return found


def _pace(reads: float, reads_a_minute: float, tempo: Tempo) -> float:
    if reads <= 0:
        return tempo.shortest
    return max(tempo.shortest, tempo.step * math.ceil(reads * 60 / reads_a_minute / tempo.step))


def paces_of(
    offices: Iterable[FleetOffice], projects: Mapping[str, Project], now: datetime, tempo: Tempo = USUAL
) -> dict[str, Paces]:
    """Return the paces of all projects, by name."""
    busy: dict[str, float] = defaultdict(float)
    idle: dict[str, float] = defaultdict(float)
    for one in offices:
        if one.state is State.RUNNING:
            (busy if one.is_busy(now) else idle)[one.project] += max(1.0, one.reads)
    known = {name: projects.get(name, Project(name=name)) for name in busy.keys() | idle.keys()}
    return {name: paces(busy[name], idle[name], one.share * one.reads_a_minute, tempo) for name, one in known.items()}


def phase(name: str) -> float:
    """Return an office's place within any pace, from 0 up to 1."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:6]) / 2**48


def first_turn(name: str, pace: float, after: float) -> float:
    """Return the office's first turn that is no earlier than a time."""
    start = phase(name) * pace
    return start + pace * math.ceil((after - start) / pace - 1e-9)


def plan(
    offices: Sequence[FleetOffice],
    projects: Mapping[str, Project],
    now: datetime,
    ahead: timedelta,
    tempo: Tempo = USUAL,
) -> tuple[Planned, ...]:
    """Return the ticks that begin within a while, the busy ones first; of an office at most one."""
    found = paces_of(offices, projects, now, tempo)
    planned = (
        _planned(one, found[one.project], projects.get(one.project), now, now + ahead)
        for one in offices
        if one.state is State.RUNNING
    )
    due = [one for one in planned if one is not None]
    return tuple(sorted(due, key=lambda one: (not one.has_waited, not one.comes_first, one.at)))


def _planned(
    one: FleetOffice, found: Paces, project: Project | None, now: datetime, until: datetime
) -> Planned | None:
    """Return an office's next tick, if it begins before a moment.

    What was missed is not made up for: after a time without workers, each has its own turn again.
    """
    is_busy = one.is_busy(now)
    pace = found.busy if is_busy else found.idle
    due = one.next_due.timestamp() if one.next_due else first_turn(one.name, pace, now.timestamp())
    if due < now.timestamp() - pace:
        due = first_turn(one.name, pace, now.timestamp())
    barred = project.not_before if project else None
    if barred is not None and due < barred.timestamp():
        due = first_turn(one.name, pace, barred.timestamp())
    if due >= until.timestamp():
        return None
    # Where the pace changed, the next turn is the one nearest to a whole pace from here.
    at = max(due, now.timestamp())
    then = first_turn(one.name, pace, at + pace / 2)
    return Planned(
        name=one.name,
        at=_moment(at),
        comes_first=is_busy,
        has_waited=one.began is not None and one.began.timestamp() < at - 1.5 * pace,
        then=_moment(then),
        ledger=one.ledger,
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)

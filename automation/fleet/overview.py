"""How all offices are, as one value; what of it needs a person. Nothing in it is about a complainant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from .offices import FleetOffice, Project, State, Worker
from .registry import Everything
from .rhythm import Paces, paces_of
from .tempo import USUAL, Tempo

#: An office that has had no tick for so much longer than its pace is late.
_LATE = timedelta(minutes=5)
#: A project that was refused within this time is shown as such.
_LATELY = timedelta(minutes=10)


class Kind(Enum):
    """What needs a person."""

    PUT_ASIDE = "put_aside"
    #: It should have been ticked long ago.
    LATE = "late"
    #: It fails, and is still tried.
    FAILING = "failing"
    #: No worker of its ledger's version is there.
    NO_WORKER = "no_worker"
    #: The project's quota was used up a short while ago.
    OVER_QUOTA = "over_quota"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that needs a person: what, and which office or project it is about."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    """An office as it is shown.

    Attributes:
        pace: seconds from tick to tick as planned now; 0 where it is not ticked.
        silent: seconds since a tick came to its end; None where none ever did.
        late: it should have been ticked long ago.
    """

    office: FleetOffice
    pace: float
    silent: float | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine:
    """A project as it is shown; `reads` are planned a minute, of `project.reads_a_minute`."""

    project: Project
    offices: int
    reads: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How all are."""

    at: datetime
    offices: tuple[OfficeLine, ...]
    projects: tuple[ProjectLine, ...]
    workers: tuple[Worker, ...]
    concerns: tuple[Concern, ...]


def overview_of(found: Everything, tempo: Tempo = USUAL) -> Overview:
    """Return how all are."""
    paces = paces_of(found.offices, found.projects, found.now, tempo)
    offices = tuple(_line(one, paces.get(one.project), found.now) for one in found.offices)
    counts = Counter(one.project for one in found.offices)
    reads = Counter[str]()
    for line in offices:
        if line.pace:
            reads[line.office.project] += max(1.0, line.office.reads) * 60 / line.pace  # type: ignore[assignment]  # (a Counter of numbers)
    projects = tuple(
        ProjectLine(project=one, offices=counts[name], reads=round(reads[name], 1))
        for name, one in sorted(found.projects.items())
        if counts[name]
    )
    return Overview(
        at=found.now,
        offices=offices,
        projects=projects,
        workers=found.workers,
        concerns=tuple(_concerns(offices, projects, found)),
    )


def _line(one: FleetOffice, paces: Paces | None, now: datetime) -> OfficeLine:
    runs = one.state is State.RUNNING and paces is not None
    pace = (paces.busy if one.is_busy(now) else paces.idle) if paces and runs else 0.0
    due = one.next_due
    return OfficeLine(
        office=one,
        pace=pace,
        silent=(now - one.succeeded).total_seconds() if one.succeeded else None,
        late=bool(runs and _has_waited_since(one, due, now) > timedelta(seconds=pace) + _LATE),
    )


def _has_waited_since(one: FleetOffice, due: datetime | None, now: datetime) -> timedelta:
    """Return how long an office has waited for a tick that neither failure nor plan puts off."""
    last = max((moment for moment in (one.ended, one.began) if moment), default=None)
    if due is not None and due > now and last is None:
        return timedelta()
    if last is None:
        return now - due if due else timedelta()
    if one.standing.failures and due is not None and due > now:
        return timedelta()
    return now - last


def _concerns(
    offices: tuple[OfficeLine, ...], projects: tuple[ProjectLine, ...], found: Everything
) -> Iterator[Concern]:
    served = {worker.ledger for worker in found.workers}
    for line in offices:
        office = line.office
        if office.state is State.PUT_ASIDE:
            yield Concern(Kind.PUT_ASIDE, office.name)
        elif office.state is State.RUNNING:
            if office.ledger not in served:
                yield Concern(Kind.NO_WORKER, office.name)
            elif line.late:
                yield Concern(Kind.LATE, office.name)
            if office.standing.failures:
                yield Concern(Kind.FAILING, office.name)
    for one in projects:
        barred = one.project.not_before
        if barred is not None and found.now - barred < _LATELY:
            yield Concern(Kind.OVER_QUOTA, one.project.name)

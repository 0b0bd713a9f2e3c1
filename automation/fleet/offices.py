"""What is known of an office of the fleet: its place, its rhythm, and how its ticks went. No personal data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum


class Result(Enum):
    """How a tick of an office ended; the value is what is stored."""

    #: It came to its end.
    DONE = "done"
    #: It came to its end, and a person of the office is needed.
    PERSON = "person"
    #: What it needs is away: Google, the database. The next tick may go well.
    LATER = "later"
    #: Google refused a call, because the project has used its quota up.
    QUOTA = "quota"
    #: Another tick of the same office holds the ledger.
    HELD = "held"
    #: It was asked to end early; what it did is kept.
    STOPPED = "stopped"
    #: It cannot begin until a person puts something right: access, settings, the ledger.
    REFUSED = "refused"
    #: An error that nobody foresaw.
    BUG = "bug"


class State(Enum):
    """Whether an office ticks."""

    RUNNING = "running"
    #: A person said so.
    PAUSED = "paused"
    #: It kept failing; a person brings it back.
    PUT_ASIDE = "put_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an office's ticks have been going.

    Attributes:
        failures: how many in a row failed.
        failing_since: when the first of these ended.
        put_aside: since when it is not ticked any more, until a person brings it back.
        reason: the kind of refusal that the last one failed with, in the program's words.
    """

    failures: int = 0
    failing_since: datetime | None = None
    put_aside: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a tick came to, in numbers.

    Attributes:
        sheet_reads: reads of Sheets that it made.
        is_busy: it had something to do.
        open_cases: complaints that are not closed.
        late_cases: those of them that are over their norm.
        failing: effects and other things that could not be done.
        seconds: how long it took.
        lateness: seconds from when it was due until it began.
    """

    sheet_reads: int = 0
    is_busy: bool = False
    open_cases: int = 0
    late_cases: int = 0
    failing: int = 0
    seconds: float = 0.0
    lateness: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetOffice:
    """One office of the fleet.

    Attributes:
        name: its own within the fleet, in lower case.
        project: the Google Cloud project whose quota it uses.
        folder: where its settings lie; "" where the registry keeps them, encrypted.
        revision: is raised whenever what the registry keeps of it changes.
        ledger: the version of its ledger's tables; only workers of the same version tick it.
        next_due: when it ticks next; None before it was planned.
        busy_until: until then it goes first; None where it never had anything to do.
        reads: what its ticks read of Sheets, on the average.
        began: when its last tick began.
        ended: when it ended; None before the first, earlier than `began` while one is going on.
        succeeded: when a tick last came to its end.
        worker: who ticked it last.
    """

    name: str
    project: str
    folder: str = ""
    revision: int = 1
    ledger: str = ""
    is_paused: bool = False
    next_due: datetime | None = None
    busy_until: datetime | None = None
    reads: float = 1.0
    began: datetime | None = None
    ended: datetime | None = None
    succeeded: datetime | None = None
    result: Result | None = None
    worker: str = ""
    standing: Standing = field(default_factory=Standing)
    figures: Figures = field(default_factory=Figures)

    @property
    def state(self) -> State:
        """Whether it ticks."""
        if self.is_paused:
            return State.PAUSED
        return State.PUT_ASIDE if self.standing.put_aside else State.RUNNING

    def is_busy(self, now: datetime) -> bool:
        """Return whether it goes first."""
        return self.busy_until is not None and self.busy_until > now


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A Google Cloud project, whose quota its offices share.

    Attributes:
        reads_a_minute: what Google lets it read of Sheets.
        not_before: no office of it ticks earlier, since its quota was used up; None where it was not.
        share: how much of the quota is planned for: less after it was used up, until that has not happened for long.
        refused: how many ticks its quota ended early.
    """

    name: str
    reads_a_minute: int = 300
    share: float = 0.8
    not_before: datetime | None = None
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A process that ticks offices.

    Attributes:
        name: its machine and process.
        ledger: the version of ledgers that it ticks.
        open_offices: how many it keeps open.
        megabytes: its memory.
        seen: when it last said that it is there.
    """

    name: str
    version: str
    ledger: str
    slots: int
    open_offices: int
    megabytes: float
    seen: datetime


#: A worker that has said nothing for so long is taken for gone.
SILENT = timedelta(seconds=45)

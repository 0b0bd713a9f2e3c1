"""What `explain` shows of a complaint, as values.

They name nobody: whoever runs the job need not know who complained, and people appear by their role in the SOP.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of the complaint."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTurn:
    """One turn of a step; times in office minutes."""

    step: int
    name: str
    round: int
    norm: str
    measured_only: bool
    began: datetime
    due: datetime | None
    ended: datetime | None
    late: bool
    spent_minutes: int | None
    on_hold_minutes: int | None
    calendar: str


@dataclass(frozen=True, slots=True)
class HeldTime:
    """A time in which the case rested; `until` is None while nobody knows."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The whole case against the sum of the norms, in office minutes; measured only."""

    spent_minutes: int | None
    norm: str
    norm_minutes: int
    within: bool | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the case waits for."""

    task: str
    by: str
    due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One mail or notice; `why` says why it is not sent (yet)."""

    what: str
    to: str
    sent: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class PendingDeed:
    """Something that is not done yet, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One document of the case; `shelf` is where its paper lies, "" where nobody said."""

    kind: str
    form: str
    sequence: int
    filed_at: datetime
    pages: int | None
    shelf: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history; `change` is shown where it holds no words of people."""

    at: datetime
    what: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that is to be said of a complaint; moments are in the zone of the office."""

    number: str
    at: datetime
    state: str
    closed: bool
    awaited: Awaited | None
    facts: tuple[Fact, ...]
    steps: tuple[StepTurn, ...]
    holds: tuple[HeldTime, ...]
    whole: Whole
    mails: tuple[MailLine, ...]
    pending: tuple[PendingDeed, ...]
    documents: tuple[Filed, ...]
    warnings: tuple[str, ...]
    history: tuple[Happened, ...]

"""What a job works with: the ports, the ledger and the office's settings, joined by the wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from automation.jobs.boundary import OnBug, show
from automation.lanes import OneByOne
from automation.ledger import Ledger
from automation.ports import (
    Charts,
    Drive,
    Forms,
    Inbox,
    Lanes,
    Leaflets,
    Mailbox,
    Progress,
    Sandbox,
    Workbook,
    YearBooks,
)
from automation.settings.values import OfficeSettings


class Unwatched:
    """Shows nothing: nobody waits."""

    def begin(self, what: str, total: int | None = None) -> None:
        """Show nothing."""

    def step(self, what: str = "") -> None:
        """Show nothing."""


UNWATCHED = Unwatched()


def never() -> bool:
    """Return False: nobody asks this process to stop."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """What a job works with, for one office.

    Attributes:
        answers: the workbook of the survey's single answers; None where setup has not made it yet.
        year_books: the yearly workbooks; None where nothing is moved.
        lanes: make the calls of a tick's effects, some of them at once.
        progress: hears how far long work has come.
        asked_to_stop: is asked between two effects.
        on_bug: receives an unforeseen error, before it becomes a `Failure`.
        sign_in_ends: returns when Google ends the sign-in whatever happens; None where it stays good.
    """

    settings: OfficeSettings
    ledger: Ledger
    workbook: Workbook
    forms: Forms
    drive: Drive
    mailbox: Mailbox
    code_secret: bytes
    inbox: Inbox
    sandbox: Sandbox
    charts: Charts
    leaflets: Leaflets
    answers: Workbook | None = None
    year_books: YearBooks | None = None
    lanes: Lanes = field(default_factory=OneByOne)
    progress: Progress = UNWATCHED
    asked_to_stop: Callable[[], bool] = never
    on_bug: OnBug = show
    sign_in_ends: Callable[[], datetime | None] = lambda: None

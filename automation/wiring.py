"""Where everything is joined: settings, ledger, Google, the clock. Only here is the world read unasked."""

from __future__ import annotations

import logging
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Self

from automation import commands_wording, log_wording, terminal
from automation.charts import DrawnApart
from automation.domain.notes import Note
from automation.domain.places import Place
from automation.google import Clock, Connection, GoogleYearBooks, RetryBudget, connect, connect_with
from automation.job_log import Style, log
from automation.jobs import wording
from automation.jobs.boundary import keep
from automation.jobs.job_context import JobContext, never
from automation.jobs.setup.setup_context import SetupContext, office_mark
from automation.jobs.tick.sync import NotSetUp, TickReport
from automation.jobs.watch.alarm import attended_sync
from automation.jobs.watch.pings import note_ping
from automation.lanes import Threads
from automation.leaflets import TypesetLeaflets
from automation.ledger import (
    Disk,
    Ledger,
    Trust,
    disk_of,
    file_of,
    hold_to_a_disk,
    mark_of,
    move,
    open_ledger,
    put_back,
)
from automation.ping import ping
from automation.ports import Lanes, Sandbox, Workbook
from automation.sandbox import ProcessSandbox
from automation.settings import OfficeSettings, load_settings
from automation.settings.values import GoogleSettings

if TYPE_CHECKING:
    from automation.jobs.signing_in.command import SignInContext

#: Where somebody waits at a terminal, and can ask again: what is wrong is said at once.
PROMPT = RetryBudget(seconds=5.0, tries=2, tries_a_call=1)


@dataclass(slots=True, kw_only=True)
class OpenOffice:
    """One office, opened: its settings, its ledger, and the way to Google."""

    settings: OfficeSettings
    ledger: Ledger
    connection: Connection
    sandbox: Sandbox
    lanes: Lanes
    _job: JobContext | None = None
    _places: Mapping[Place, str] = field(default_factory=dict)

    def job_context(self, asked_to_stop: Callable[[], bool] = never) -> JobContext:
        """Return what a tick works with, and the whole budget for trying its calls again.

        It is the same as at the tick before, while setup has moved nothing.

        Args:
            asked_to_stop: is asked between two effects whether the process shall end.

        Raises:
            NotSetUp: `setup` was never run, or its secret for the QR codes is lost.
        """
        self.connection.retry_policy.renew()
        places = self.ledger.places()
        if self._job is None or places != self._places:
            self._job, self._places = self._laid(places, asked_to_stop), places
        return self._job

    def _laid(self, places: Mapping[Place, str], asked_to_stop: Callable[[], bool]) -> JobContext:
        secret = self.settings.letters.code_key
        if Place.WORKBOOK not in places:
            raise NotSetUp(wording.NOT_SET_UP)
        if secret is None:
            raise NotSetUp(commands_wording.code_key_lost(file=self.settings.letters.code_key_file.name))
        return JobContext(
            settings=self.settings,
            ledger=self.ledger,
            workbook=self.connection.workbook(places),
            forms=self.connection.forms(places),
            drive=self.connection.drive(places),
            mailbox=self.connection.mailbox,
            code_secret=secret.value,
            inbox=self.connection.inbox,
            sandbox=self.sandbox,
            charts=DrawnApart(),
            leaflets=TypesetLeaflets(),
            lanes=self.lanes,
            answers=self._answers_book(places),
            year_books=GoogleYearBooks(
                lambda: self.connection.construction,
                self.connection.workbook,
                places,
                office_mark(self.settings.office.name),
            ),
            asked_to_stop=asked_to_stop,
            on_bug=on_bug,
            sign_in_ends=self.connection.sign_in_ends,
        )

    def _answers_book(self, places: Mapping[Place, str]) -> Workbook | None:
        book = places.get(Place.ANSWERS)
        return self.connection.workbook({**places, Place.WORKBOOK: book}) if book else None

    def hand_over(self) -> None:
        """Let the thread that asks this tick next; connections of the threads that ticked before are closed."""
        self.connection.hand_over()

    def rest(self) -> None:
        """Keep no thread and no connection to the database until the next tick."""
        self.lanes.rest()
        self.ledger.rest()

    def ping(self, at: datetime) -> None:
        """Tell the monitoring service, if there is one, that a tick came to its end; doctor tells of failure."""
        address = self.settings.monitoring.ping_address
        if address:
            note_ping(self.ledger, ping(address), at)

    def setup_context(self) -> SetupContext:
        """Return what setup works with."""
        return SetupContext(
            settings=self.settings,
            ledger=self.ledger,
            construction=self.connection.construction,
            drive=self.connection.drive(self.ledger.places()),
            open_workbook=self.connection.workbook,
        )


@contextmanager
def open_office(
    file: Path, *, budget: RetryBudget | None = None, sandbox: Sandbox | None = None, as_it_is: bool = False
) -> Iterator[OpenOffice]:
    """Open the office that a settings file describes.

    Args:
        file: its settings.
        budget: what may be spent on trying calls to Google again; None for a tick's.
        sandbox: what opens files and mails; None for a process of this office's own.
        as_it_is: the ledger's tables are brought up elsewhere.

    Raises:
        WrongSettings: the file has faults; all are named.
        UnusableLedger, NotAllowed: the ledger or the key cannot be used.
    """
    settings = load_settings(file)
    for line in settings.advice:
        log(logging.WARNING, "retired_key", f"! {file.name}: {line}")
    with _opened_ledger(settings, as_it_is=as_it_is) as ledger:
        connection = connect(settings.google, waiting(), budget, ledger.hold_to_turn)
        opens, calling = sandbox or opening(), lanes()
        try:
            yield OpenOffice(settings=settings, ledger=ledger, connection=connection, sandbox=opens, lanes=calling)
        finally:
            calling.close()
            opens.rest()
            connection.close()


@contextmanager
def sign_in_context(file: Path, *, with_browser: bool) -> Iterator[SignInContext]:
    """Give what signing in works with.

    Raises:
        WrongSettings: the file has faults; all are named. The token need not be there.
        UnusableLedger: the ledger cannot be used.
    """
    from automation.jobs.signing_in.command import SignInContext

    with open_records(file, signing_in=True) as (settings, ledger):
        yield SignInContext(
            google=settings.google,
            root=ledger.places().get(Place.ROOT, ""),
            zone=settings.hours.zone,
            show=terminal.show,
            open_page=terminal.open_page if with_browser else lambda link: False,
            typed=terminal.typed_lines,
            connect=lambda token: connect_with(token, settings.google, waiting()),
            now=now,
            seconds=seconds,
        )


def google_settings(file: Path) -> GoogleSettings:
    """Return how Google is reached, whether or not anybody has signed in."""
    return load_settings(file, signing_in=True).google


class KeptOffice:
    """An office that is kept open from tick to tick, and opened anew once it was let go.

    Args:
        file: its settings.
        asked_to_stop: is asked between two effects whether the process shall end.
    """

    def __init__(self, file: Path, asked_to_stop: Callable[[], bool] = never) -> None:
        self._file = file
        self._asked_to_stop = asked_to_stop
        self._opened = ExitStack()
        self._office: OpenOffice | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()

    @property
    def zone(self) -> tzinfo:
        """The office's time zone; UTC before it was opened."""
        return self._office.settings.hours.zone if self._office else UTC

    def opened(self) -> OpenOffice:
        """Return the office, ready to tick; opens it where that is needed.

        Raises:
            What `open_office` and `OpenOffice.job_context` raise.
        """
        if self._office is None:
            self._office = self._opened.enter_context(open_office(self._file))
        self._office.job_context(self._asked_to_stop)
        return self._office

    def tick(self, now: datetime) -> TickReport:
        """Run one attended tick, and ping once it came to its end.

        Raises:
            What `opened` and `attended_sync` raise.
        """
        office = self.opened()
        report = attended_sync(office.job_context(self._asked_to_stop), now, setup=office.setup_context)
        office.ping(now)
        return report

    def let_go(self) -> None:
        """Close the office, if it is open; the next tick opens it anew."""
        self._office = None
        self._opened.close()


@contextmanager
def open_records(file: Path, *, signing_in: bool = False) -> Iterator[tuple[OfficeSettings, Ledger]]:
    """Open settings and ledger alone, for what needs no network; who is signing in needs no token yet."""
    settings = load_settings(file, signing_in=signing_in)
    with _opened_ledger(settings) as ledger:
        yield settings, ledger


def _opened_ledger(settings: OfficeSettings, *, as_it_is: bool = False) -> Ledger:
    """Open the ledger; files of it that others could open until now are named, which happens once."""
    key = settings.letters.code_key
    office = mark_of(key.value) if key else ""
    ledger = open_ledger(_trusted(settings), now().date(), office, as_it_is=as_it_is)
    if ledger.closed:
        names = ", ".join(file.name for file in ledger.closed)
        log(logging.WARNING, "ledger_closed", log_wording.ledger_closed(names=names))
    return ledger


def _trusted(settings: OfficeSettings) -> str:
    """Return the ledger's address, once it is known to lie where SQLite keeps it whole."""
    file = file_of(settings.ledger_url)
    if file is not None:
        hold_to_a_disk(file, ledger_disk(file))
    return settings.ledger_url


def ledger_disk(file: Path) -> Disk:
    """Return what a ledger lies on, as this machine tells."""
    return disk_of(file)


def doubtful_disk(settings: OfficeSettings) -> str:
    """Return the name of what the ledger lies on where nobody can say whether SQLite may rely on it; else ""."""
    file = file_of(settings.ledger_url)
    disk = ledger_disk(file) if file else None
    return disk.name if disk and disk.trust is Trust.DOUBTFUL else ""


def put_back_ledger(file: Path, copy: Path, at: datetime) -> Path | None:
    """Put a copy of the ledger in its place and return where the one before lies now; see `ledger.put_back`."""
    return put_back(_trusted(load_settings(file)), copy, at, note=Note.REBUILDING)


def move_ledger(file: Path, source: Path) -> Mapping[str, int]:
    """Take a SQLite ledger over into the one that a settings file names; see `ledger.move`."""
    with open_records(file) as (_, ledger):
        return move(source, ledger)


def opening() -> Sandbox:
    """Return what opens files and mails: a separate process."""
    return ProcessSandbox(seconds)


def lanes() -> Lanes:
    """Return what makes a tick's calls: some at once, in threads of their own."""
    return Threads()


def on_bug(bug: Exception) -> None:
    """Leave an unforeseen error to the supervisor, who is told what it happened in; tests raise it instead."""
    keep(bug)


def log_style(asked: Style | None) -> Style:
    """Return how the log is written: as asked, else for systemd's journal where stderr leads there."""
    return asked or (Style.JOURNAL if _is_journal(os.environ.get("JOURNAL_STREAM", "")) else Style.TEXT)


def _is_journal(stream: str) -> bool:
    """Check whether stderr is the stream (`device:inode`) that systemd names; a redirected one is not."""
    try:
        there = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return stream == f"{there.st_dev}:{there.st_ino}"


def now() -> datetime:
    """Return the time, aware."""
    return datetime.now(UTC)


def waiting() -> Clock:
    """Return the clock that retries wait by."""
    return Clock(now=now, seconds=seconds, sleep=time.sleep, chance=random.random)


def seconds() -> float:
    """Return a running count of seconds, for measuring."""
    return time.monotonic()


class Rhythm:
    """Beats at a steady pace until the process is asked to stop; a beat that took too long is not made up for."""

    def __init__(self, every: timedelta) -> None:
        self._every = every.total_seconds()
        self._stop = Event()
        for kind in (signal.SIGINT, signal.SIGTERM):
            signal.signal(kind, self._asked_to_stop)

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def asked_to_stop(self) -> bool:
        """Return whether the process shall end."""
        return self._stop.is_set()

    def beats(self) -> Iterator[datetime]:
        """Return the time of each beat."""
        while not self._stop.is_set():
            began = seconds()
            yield now()
            self._stop.wait(max(0.0, self._every - (seconds() - began)))

"""Where everything is joined: settings, ledger, Google, the clock. Only here is the world read unasked."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from types import FrameType

from automation.google import Connection, Waiting, connect
from automation.jobs.boundary import keep
from automation.jobs.desk import Desk, never
from automation.jobs.setup.site import Site
from automation.jobs.tick.decide import UNFINISHED
from automation.jobs.tick.sync import NotSetUp
from automation.ledger import Ledger, open_ledger, put_back
from automation.ports import Sandbox
from automation.sandbox import ProcessSandbox
from automation.settings import OfficeSettings, load_settings


@dataclass(slots=True)
class Office:
    """One office, opened: its settings, its ledger, and the way to Google."""

    settings: OfficeSettings
    ledger: Ledger
    connection: Connection
    sandbox: Sandbox
    _desk: Desk | None = None
    _places: Mapping[str, str] = field(default_factory=dict)

    def desk(self, asked_to_stop: Callable[[], bool] = never) -> Desk:
        """Give what a tick works with, and the whole budget for trying its calls again.

        It is the same as at the tick before, while setup has moved nothing.

        Args:
            asked_to_stop: tells between two effects whether the process shall end.

        Raises:
            NotSetUp: `setup` was never run, or its secret for the QR codes is lost.
        """
        self.connection.patience.renew()
        places = self.ledger.places()
        if self._desk is None or places != self._places:
            self._desk, self._places = self._laid(places, asked_to_stop), places
        return self._desk

    def _laid(self, places: Mapping[str, str], asked_to_stop: Callable[[], bool]) -> Desk:
        secret = self.settings.letters.code_key
        if "workbook" not in places:
            raise NotSetUp("Kantor ini belum disiapkan. Jalankan `python main.py setup` lebih dahulu.")
        if secret is None:
            raise NotSetUp(
                f"Kunci kode QR {self.settings.letters.code_key_file.name} tidak ada. Kembalikan dari cadangan; bila "
                "benar-benar hilang, jalankan `setup`, tetapi kode pada kertas lama tidak akan dikenali lagi."
            )
        return Desk(
            self.settings,
            self.ledger,
            self.connection.workbook(places),
            self.connection.forms(places),
            self.connection.drive(places),
            self.connection.mailbox,
            secret.value,
            self.connection.inbox,
            self.sandbox,
            asked_to_stop,
            on_bug,
        )

    def site(self) -> Site:
        """Give what setup works with."""
        return Site(
            self.settings,
            self.ledger,
            self.connection.construction,
            self.connection.drive(self.ledger.places()),
            self.connection.workbook,
        )


@contextmanager
def open_office(file: Path) -> Iterator[Office]:
    """Open the office that a settings file describes.

    Raises:
        WrongSettings: the file has faults; all are named.
        UnusableLedger, NotAllowed: the ledger or the key cannot be used.
    """
    settings = load_settings(file)
    with open_ledger(settings.ledger_url) as ledger:
        connection = connect(settings.google, waiting())
        sandbox = ProcessSandbox(seconds)
        try:
            yield Office(settings, ledger, connection, sandbox)
        finally:
            sandbox.rest()
            connection.close()


@contextmanager
def open_records(file: Path) -> Iterator[tuple[OfficeSettings, Ledger]]:
    """Open settings and ledger alone, for what needs no network."""
    settings = load_settings(file)
    with open_ledger(settings.ledger_url) as ledger:
        yield settings, ledger


def put_back_ledger(file: Path, copy: Path, at: datetime) -> Path | None:
    """Put a copy of the ledger in its place, and give where the one before lies now; see `ledger.put_back`."""
    return put_back(load_settings(file).ledger_url, copy, at, note=UNFINISHED)


def on_bug(bug: Exception) -> None:
    """Leave an error that nobody foresaw to the supervisor, who is told of what it happened in; tests raise it."""
    keep(bug)


def now() -> datetime:
    """Give the time, aware."""
    return datetime.now(UTC)


def waiting() -> Waiting:
    """Give how the job waits before it tries a call again."""
    return Waiting(now, seconds, time.sleep, random.random)


def seconds() -> float:
    """Give a running count of seconds, for measuring."""
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
        """Tell whether the process shall end."""
        return self._stop.is_set()

    def beats(self) -> Iterator[datetime]:
        """Give the time of each beat."""
        while not self._stop.is_set():
            began = seconds()
            yield now()
            self._stop.wait(max(0.0, self._every - (seconds() - began)))

"""An office and its workspace in one folder, which can be copied as it stands and gone back to."""

from __future__ import annotations

import atexit
import contextlib
import io
import json
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

import requests
from psycopg import sql

from automation import cli, exit_status, wiring
from automation.google import Clock
from automation.jobs.boundary import show
from demo import office
from demo.people import OFFICE, STAFF, Hands, Somebody
from demo.script import Scene
from demo.stage import Stage
from tests import keys
from tests.fakes import OpenedBefore, SeededLanes
from tests.postgresql import server

from .children import all_at_once, in_child, served
from .trap import Trap
from .world import READER, Seen, World, world_of

#: Ticks until nothing is left to do; more mean that the job never comes to rest.
MOST_TICKS = 8


class Restless(Exception):
    """The job finds something to do at every tick."""


@dataclass(frozen=True, slots=True)
class Site:
    """One folder with `ruang-kerja/`, settings and ledger, served at a port of its own.

    Attributes:
        database: where the ledger lies on the tests' PostgreSQL server; "" for a file in the folder.
    """

    folder: Path
    port: int
    database: str = ""

    @classmethod
    def built(cls, folder: Path, now: datetime, *, role: str = "") -> Site:
        """Set an office up and let it come to rest; with a role on the tests' server, its ledger lies there."""
        folder.mkdir(parents=True)
        _opened()
        site = cls(folder, _free_port(), server().new_database(role) if role else "")
        with site.served() as address:
            site.set_clock(address, now)
            people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
            site.ask(address, "POST", "/_workspace/people", people)
            ledger = server().address(role, site.database) if role else ""
            in_child(lambda: site._set_up(address, now, ledger))
            site.tick_until_quiet(now)
        return site

    @property
    def settings(self) -> Path:
        """The office's settings file."""
        return self.folder / office.SETTINGS

    def copied(self, folder: Path) -> Site:
        """Copy folder and ledger as they stand; they must not be served meanwhile."""
        shutil.copytree(self.folder, folder)
        if not self.database:
            return Site(folder, self.port)
        copy = Site(folder, self.port, server().copied(self.database))
        text = copy.settings.read_text(encoding="utf-8")
        copy.settings.write_text(text.replace(f"@/{self.database}?", f"@/{copy.database}?"), encoding="utf-8")
        return copy

    def close(self) -> None:
        """Delete what of the ledger does not lie in the folder."""
        if self.database:
            server().drop(self.database)

    def served(self) -> contextlib.AbstractContextManager[str]:
        """Serve the workspace; gives its address."""
        return served(self.folder / office.WORKSPACE, self.port)

    def play(self, at: datetime, scenes: list[Scene]) -> datetime:
        """Let people act at a moment; gives the moment of the tick that follows."""
        with self.served() as address:
            in_child(lambda: self._play(address, at, scenes))
        return at + timedelta(minutes=1)

    def tick_until_quiet(self, now: datetime, trap: Trap | None = None) -> list[str]:
        """Tick until nothing is left to do, in a process of its own; gives the changes made.

        Raises:
            Killed: by the trap.
            Broken: it never came to rest, or worse.
        """
        return in_child(lambda: tick_until_quiet(self.settings, now, trap or Trap()))

    def set_up_again(self) -> None:
        """Run `setup` as after an update, in a process of its own.

        Raises:
            Broken: it could not start.
        """
        in_child(lambda: _set_up_again(self.settings))

    def tick(self, now: datetime) -> tuple[int, str]:
        """Run `sync` once, in this process; gives its exit status and what it said."""
        return _ticked(self.settings, now)

    def race(self, now: datetime) -> list[int]:
        """Start two ticks at once; gives their exit statuses."""
        return all_at_once([lambda: _ticked(self.settings, now)[0]] * 2)

    def world(self, address: str, now: datetime) -> World:
        """Look at everything that is there."""
        return in_child(lambda: self.look(address, now))

    def _set_up(self, address: str, now: datetime, ledger: str) -> None:
        office.write_settings(self.folder, address, reads_mail=True, ledger=ledger)
        with office.open_job(self.folder, now) as job, requests.Session() as session:
            Stage(address, self.folder, job, now, session).link_forms()

    def _play(self, address: str, at: datetime, scenes: list[Scene]) -> None:
        with self._stage(address, at) as stage:
            stage.set_clock(at)
            for scene in scenes:
                scene.act(stage)
            stage.set_clock(at + timedelta(minutes=1))

    def look(
        self, address: str, now: datetime, seen: Seen | None = None, readers: Sequence[Somebody] = (READER,)
    ) -> World:
        """Look at everything that is there, in this process."""
        with self._stage(address, now) as stage:
            return world_of(stage, self._asked, seen or Seen(), readers)

    def _asked(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the ledger as it stands."""
        if not self.database:
            with contextlib.closing(sqlite3.connect(self.folder / "tanggap.db")) as connection:
                return connection.execute(query).fetchall()
        with server().connected(database=self.database) as there:
            schemas = there.execute("select nspname from pg_namespace where nspname like 'kantor%'").fetchall()
            ((schema,),) = schemas
            there.execute(sql.SQL("set search_path = {}").format(sql.Identifier(schema)))
            return there.execute(query.encode()).fetchall()

    @contextmanager
    def _stage(self, address: str, now: datetime) -> Iterator[Stage]:
        with wiring.open_office(self.settings) as opened, requests.Session() as session:
            stage = Stage(address, self.folder, opened.job_context(), now, session)
            stage.numbers = {case.intake.subject: str(number) for number, case in stage.memory.cases.items()}
            yield stage

    def ask(self, address: str, method: str, path: str, body: object = None) -> Any:
        """Ask something of the workspace itself, or of Google as the office's account; gives the JSON."""
        with requests.Session() as session:
            return Hands(address, OFFICE, session).ask(method, path, json=body).json()

    def set_clock(self, address: str, now: datetime) -> None:
        """Stop the workspace's time at a moment."""
        self.ask(address, "POST", "/_workspace/clock", {"stop_at": now.isoformat()})


def tick_until_quiet(settings: Path, now: datetime, trap: Trap) -> list[str]:
    """Run `sync` as a person would, until nothing is left to do; gives the changes made in this process.

    Raises:
        Restless: it is never done.
    """
    hurry(trap.order)
    trap.set()
    for _ in range(MOST_TICKS):
        status, told = _ticked(settings, now)
        if status in (exit_status.DONE, exit_status.NEEDS_A_PERSON) and not json.loads(told)["calls"]["writes"]:
            return trap.changes
        if status == exit_status.CANNOT_START:
            break
    raise Restless(told)


def hurry(order: int = 0) -> None:
    """Let no time pass between two tries in this process, for good: the waiting is not what is tried here.

    Four calls are in flight, made and told of as the seed `order` has it, so that a place to die is always the same.
    """
    wiring.lanes = lambda: SeededLanes(order)
    wiring.waiting = lambda: Clock(
        now=wiring.now, seconds=wiring.seconds, sleep=lambda seconds: None, chance=lambda: 0.5
    )
    wiring.on_bug = show
    # What a process apart bears is tried in `tests/ports`; starting one at every tick would take half of the time.
    wiring.opening = partial(OpenedBefore, _opened())
    keys.read_once()


@cache
def _opened() -> Path:
    """Give the folder where this process and all its forks keep what they opened."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _set_up_again(settings: Path) -> None:
    hurry()
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        status = cli.main(["setup", "--office", str(settings)])
    if status == exit_status.CANNOT_START:
        raise Restless(told.getvalue())


def _ticked(settings: Path, now: datetime) -> tuple[int, str]:
    """Run `sync` once; gives its exit status and what it said."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        status = cli.main(["sync", "--json", "--office", str(settings), "--now", now.isoformat()])
    return status, told.getvalue()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
    return port

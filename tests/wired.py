"""A whole office over the wire: an embedded workspace, settings and ledger in a folder, and the commands to type."""

from __future__ import annotations

import atexit
import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import requests

from automation import cli, wiring
from automation.google import Clock
from demo import office
from demo.people import OFFICE, STAFF
from demo.stage import Stage
from local_workspace.server import Serving, serve


@dataclass(frozen=True, slots=True)
class Told:
    """What one command printed, and its exit status."""

    status: int
    out: str
    err: str


@dataclass(slots=True)
class WiredOffice:
    """One office that was set up, its people, and its commands; no command waits between two tries."""

    folder: Path
    serving: Serving
    stage: Stage

    def run(self, *arguments: str) -> Told:
        """Run one command as a person would."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main([*arguments, "--office", str(self.folder / office.SETTINGS)])
        return Told(status, out.getvalue(), err.getvalue())

    def sync(self, at: datetime, *more: str) -> Told:
        """Let the job tick once at a moment."""
        self.stage.set_clock(at)
        return self.run("sync", "--now", at.isoformat(), *more)

    def opened(self) -> contextlib.AbstractContextManager[wiring.OpenOffice]:
        """Open the office as a command does."""
        return wiring.open_office(self.folder / office.SETTINGS)

    def break_calls(self, **fault: Any) -> None:
        """Let calls fail, as `POST /_workspace/faults` takes it."""
        self.ask("POST", json=fault)

    def heal_calls(self) -> None:
        """Let none fail any more."""
        self.ask("DELETE")

    def ask(self, method: str, path: str = "/_workspace/faults", **how: Any) -> requests.Response:
        """Make one call as the office's own account."""
        return self.stage.hands(OFFICE).ask(method, path, **how)


@contextmanager
def a_wired_office(folder: Path, at: datetime, monkeypatch: Any, *, ledger: str = "") -> Iterator[WiredOffice]:
    """Set an office up, with its forms linked to the workbook; its ledger lies in its folder, or where it is told."""
    monkeypatch.setattr(
        wiring,
        "waiting",
        lambda: Clock(now=wiring.now, seconds=wiring.seconds, sleep=lambda seconds: None, chance=lambda: 0.5),
    )
    with ExitStack() as stack:
        serving = None if ledger else _copied(folder, at)
        if serving is None:
            serving = stack.enter_context(serve(folder / office.WORKSPACE))
            _set_up(folder, serving, at, ledger)
        else:
            stack.enter_context(serving)
        session = stack.enter_context(requests.Session())
        opened = stack.enter_context(wiring.open_office(folder / office.SETTINGS))
        stage = Stage(serving.address, folder, opened.job_context(), at, session)
        stage.set_clock(at)
        yield WiredOffice(folder, serving, stage)


def _set_up(folder: Path, serving: Serving, at: datetime, ledger: str = "") -> None:
    office.write_settings(folder, serving.address, ledger=ledger)
    people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
    with requests.Session() as session:
        session.post(f"{serving.address}/_workspace/people", json=people, timeout=60).raise_for_status()
        with office.open_job(folder, at) as job:
            stage = Stage(serving.address, folder, job, at, session)
            stage.set_clock(at)
            stage.link_forms()


def _copied(folder: Path, at: datetime) -> Serving | None:
    """Serve a copy of the office that was set up for the first test of this moment; None where its port is taken."""
    made, port = _made(at)
    shutil.copytree(made, folder, dirs_exist_ok=True)
    try:
        return serve(folder / office.WORKSPACE, port)
    except OSError:
        shutil.rmtree(folder / office.WORKSPACE)
        for file in made.iterdir():
            (folder / file.name).unlink(missing_ok=True)
        return None


@cache
def _made(at: datetime) -> tuple[Path, int]:
    """Give an office that was set up at a moment, and the port that its links lead to."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with serve(folder / office.WORKSPACE) as serving:
        _set_up(folder, serving, at)
        return folder, serving.port

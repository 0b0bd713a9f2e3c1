"""Real offices of a fleet: each with an embedded workspace of its own, and its ledger on the tests' server."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import requests

from automation import cli, wiring
from automation.domain.places import Place
from demo import office as demo_office
from demo.people import OFFICE, Somebody
from demo.stage import Stage
from local_workspace.server import Serving, serve
from tests.databases import PostgresqlOffice, new_office
from tests.fleet.fleets import ROOT, Fleet
from tests.wired import a_wired_office

#: A tick of a real office over a real workspace takes some tenths of a second on two cores.
PATIENCE = 60


@cache
def _set_up_once() -> Path:
    """Set one office up, whose folder and workspace all others are copies of; its ledger is a file."""
    folder = Path(tempfile.mkdtemp(prefix="tanggap-armada-uji-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patch, a_wired_office(folder, wiring.now(), patch) as made:
        assert made.run("sync").status == 0
    return folder


@dataclass(slots=True)
class RealOffice:
    """One office of the fleet, and what people do in it."""

    name: str
    folder: Path
    place: PostgresqlOffice
    serving: Serving
    stage: Stage
    complaints: int = 0

    @property
    def settings(self) -> Path:
        return self.folder / demo_office.SETTINGS

    def complain(self) -> None:
        """Let another person complain."""
        self.complaints += 1
        self.stage.answer_form(
            "public",
            {
                "complainant": f"Pelapor {self.complaints}",
                "email": self._complainant(self.complaints).email,
                "stated_service": "Pengujian",
                "subject": f"Hasil uji {self.complaints} terlambat",
                "description": "Hasil uji air belum kami terima.",
            },
        )

    def _complainant(self, number: int) -> Somebody:
        return Somebody("", f"pelapor{number}@{self.name.replace('_', '-')}.example")

    def answered(self) -> list[int]:
        """Return how many mails each complainant has, in the order of complaining."""
        return [len(self.stage.hands(self._complainant(one + 1)).mail_ids()) for one in range(self.complaints)]

    def registered(self) -> list[str]:
        """Return the numbers in the Register."""
        [rows] = self.stage.hands(OFFICE).table(self.stage.place(Place.WORKBOOK), ["'Register'!A2:A"])
        return [str(row[0]) for row in rows if row and row[0]]

    def folders(self) -> list[str]:
        """Return the names of the complaints' folders."""
        folder = self.stage.place(Place.folder("cases"))
        asked = {"q": f"'{folder}' in parents and trashed = false", "fields": "files(name)", "pageSize": "1000"}
        found = self.stage.hands(OFFICE).ask("GET", "/drive/v3/files", params=asked).json()
        return [str(one["name"]) for one in found["files"]]

    def is_done(self) -> bool:
        """Return whether everything was done for every complaint."""
        return min(self.answered(), default=1) >= 1 and len(self.registered()) >= self.complaints

    def hold_to_once(self) -> None:
        """Check that everything was done for every complaint once."""
        assert self.answered() == [1] * self.complaints, self.name
        numbers = self.registered()
        assert len(numbers) == len(set(numbers)) == self.complaints, self.name
        folders = self.folders()
        assert len(folders) == len(set(folders)) == self.complaints, self.name

    def break_calls(self, **fault: Any) -> None:
        """Let calls fail, as `POST /_workspace/faults` takes it."""
        self.stage.hands(OFFICE).ask("POST", "/_workspace/faults", json=fault)

    def heal_calls(self) -> None:
        """Let none fail any more."""
        self.stage.hands(OFFICE).ask("DELETE", "/_workspace/faults")


@contextmanager
def real_offices(fleet: Fleet, folder: Path, names: list[str]) -> Iterator[list[RealOffice]]:
    """Serve offices that are set up and belong to a fleet."""
    with ExitStack() as stack:
        yield [stack.enter_context(_real_office(fleet, folder / name, name)) for name in names]


@contextmanager
def _real_office(fleet: Fleet, folder: Path, name: str) -> Iterator[RealOffice]:
    shutil.copytree(_set_up_once(), folder)
    place, file = new_office(), folder / demo_office.SETTINGS
    with serve(folder / demo_office.WORKSPACE) as serving, requests.Session() as session:
        demo_office.write_settings(folder, serving.address, ledger=place.address)
        with contextlib.redirect_stdout(io.StringIO()):
            assert cli.main(["pindah", str(folder / "tanggap.db"), "--office", str(file)]) == 0
        for left in folder.glob("tanggap.db*"):
            left.unlink()
        told = fleet.run("tambah", name, str(folder))
        assert told.status == 0, told
        with wiring.open_office(file) as opened:
            job = opened.job_context()
            stage = Stage(serving.address, folder, job, wiring.now(), session)
            opened.ledger.rest()
            yield RealOffice(name, folder, place, serving, stage)


@contextmanager
def a_worker(fleet: Fleet, log: Path, slots: int = 4) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker; it is killed in the end where it still runs."""
    with log.open("ab") as out:
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.fleet.worker", str(slots)],
            cwd=ROOT,
            env={**os.environ, **fleet.environment},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.send_signal(signal.SIGCONT)
            worker.kill()
        worker.wait()


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        time.sleep(0.1)

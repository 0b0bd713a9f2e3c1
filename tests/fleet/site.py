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
from automation.domain.vocabulary import Channel
from automation.wiring import OpenOffice
from demo import office as demo_office
from demo.cases import Branch
from demo.casework import Casework, a_case
from demo.people import BAMBANG, DEWI, OFFICE, Somebody
from demo.script import Script
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
    opened: OpenOffice
    complaints: int = 0

    @property
    def settings(self) -> Path:
        return self.folder / demo_office.SETTINGS

    @property
    def latest_subject(self) -> str:
        return f"Hasil uji {self.complaints} terlambat"

    def complain(self) -> None:
        """Let another person complain."""
        self.complaints += 1
        self.stage.answer_form(
            "public",
            {
                "complainant": f"Pelapor {self.complaints}",
                "email": self._complainant(self.complaints).email,
                "stated_service": "Pengujian",
                "subject": self.latest_subject,
                "description": "Hasil uji air belum kami terima.",
            },
        )

    def put_in_place_of_a_draft(self, file: bytes) -> Casework:
        """Handle a complaint up to its reply's draft, put another file in its place, and have that initialled."""
        self.complain()
        script, when = Script(), f"{wiring.now():%d/%m/%Y %H.%M}"
        case = a_case(script, self.latest_subject, Channel.FORM, Branch.PLAIN)
        self._tick()
        case.sorted(when, "Pengujian")
        self._play(script)
        case.reviewed(when, BAMBANG, "Alat uji rusak.")
        case.explained(when, BAMBANG, "Alat tidak dirawat.")
        case.decided(when, BAMBANG, "Alat diperbaiki.", "Jadwal perawatan dibuat.")
        case.applied(when, BAMBANG)
        case.verified(when, BAMBANG, "Hasil uji diterima.", "Siti Aminah")
        case.drafted(when, BAMBANG, "Hasil uji telah kami kirimkan.")
        self._play(script)
        case.does(when, "mengganti konsep", lambda stage: stage.edit_draft(BAMBANG, case.case, lambda _: file))
        case.initialled(when, BAMBANG, "BS")
        self._play(script, ticks=0)
        return case

    def _play(self, script: Script, ticks: int = 6) -> None:
        """Let people do what a script says, once, and the job what comes of it."""
        for scene in script.scenes:
            scene.act(self.stage)
        script.scenes.clear()
        for _ in range(ticks):
            self._tick()

    def _tick(self) -> None:
        """Tick in this process, while no worker does."""
        self.opened.hand_over()
        try:
            self.stage.now = wiring.now()
            self.stage.tick()
        finally:
            self.opened.rest()

    def _complainant(self, number: int) -> Somebody:
        return Somebody("", f"pelapor{number}@{self.name.replace('_', '-')}.example")

    def answered(self) -> list[int]:
        """Return how many mails each complainant has, in the order of complaining."""
        return [len(self.stage.hands(self._complainant(one + 1)).mail_ids()) for one in range(self.complaints)]

    def registered(self) -> list[str]:
        """Return the numbers in the Register."""
        [rows] = self.stage.hands(DEWI).table(self.stage.place(Place.WORKBOOK), ["'Register'!A2:A"])
        return [str(row[0]) for row in rows if row and row[0]]

    def folders(self) -> list[str]:
        """Return the names of the complaints' folders."""
        folder = self.stage.place(Place.folder("cases"))
        asked = {"q": f"'{folder}' in parents and trashed = false", "fields": "files(name)", "pageSize": "1000"}
        found = self.stage.hands(DEWI).ask("GET", "/drive/v3/files", params=asked).json()
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

    def break_google(self) -> None:
        """Let Google refuse everything to the account that the job acts as, for good; people are served on."""
        self.break_calls(kind="status", status=403, times=-1, match={"who": OFFICE.email})

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
            opened.rest()
            yield RealOffice(name, folder, place, serving, stage, opened)


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

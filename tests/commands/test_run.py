"""`run`: one process that ticks until it is told to stop, over the wire."""

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from automation.domain.places import Place
from automation.wiring import open_office
from tests.crash.site import Site

ROOT = Path(__file__).resolve().parents[2]
#: Long enough for a machine that is busy with other tests.
PATIENCE = 120


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site.built(tmp_path_factory.mktemp("kantor") / "satu", datetime.now(UTC))


def test_a_run_told_to_stop_ends_well_and_leaves_the_lock(site: Site) -> None:
    shutil.rmtree(site.folder / "cadangan")
    with site.served():
        command = [sys.executable, "main.py", "--office", str(site.settings), "run", "--every", "1s"]
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
            try:
                _wait_for_a_tick(site)
                running.send_signal(signal.SIGTERM)
                told = running.communicate(timeout=PATIENCE)[1]
            finally:
                running.kill()
        assert (running.returncode, told) == (0, "")
        with open_office(site.settings) as office, office.ledger.lock():
            pass


def _wait_for_a_tick(site: Site) -> None:
    """Wait until the day's copy of the ledger is there, which the first tick makes when all else is done."""
    deadline = datetime.now(UTC).timestamp() + PATIENCE
    while not list(site.folder.glob("cadangan/*.db.gz")):
        assert datetime.now(UTC).timestamp() < deadline, "no tick within the time allowed"
        signal.sigtimedwait([], 0.2)


def test_a_long_run_keeps_its_connections_until_setup_moves_something(site: Site) -> None:
    with site.served(), open_office(site.settings) as office:
        job = office.job_context()
        assert office.job_context() is job
        office.ledger.remember_place(Place.folder("scans"), "lain")
        assert office.job_context() is not job

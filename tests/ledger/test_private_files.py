"""What the ledger writes is its user's alone, whatever the umask."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from automation.jobs.report import report
from automation.ledger import open_ledger, put_back
from automation.report.period import Period
from automation.settings import create_code_key
from tests.jobs.world import World

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps its rights elsewhere")

DAY = date(2026, 11, 2)


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    return {str(one.relative_to(folder)): one.stat().st_mode & 0o777 for one in sorted(folder.rglob("*"))}


def test_a_ledger_its_lock_and_its_copies_are_opened_by_nobody_else(tmp_path, umask):
    file = tmp_path / "balai" / "data" / "tanggap.db"
    with open_ledger(str(file)) as ledger, ledger.lock():
        assert ledger.closed == ()
        copy = ledger.back_up(DAY, 3)
        found = rights(tmp_path)
    assert copy is not None
    assert {"tanggap.db", "tanggap.db-wal", "tanggap.db-shm", "tanggap.db.lock", copy.name} <= {
        Path(name).name for name in found
    }
    folders = {"balai", "balai/data", "balai/data/cadangan"}
    assert {name: mode for name, mode in found.items() if name in folders} == dict.fromkeys(folders, 0o700)
    assert {mode for name, mode in found.items() if name not in folders} == {0o600}


def test_a_copy_put_back_is_opened_by_nobody_else(tmp_path, umask):
    file = tmp_path / "tanggap.db"
    with open_ledger(str(file)) as ledger:
        copy = ledger.back_up(DAY, 3)
    assert copy is not None
    put_back(str(file), copy, datetime(2026, 11, 3, tzinfo=UTC))
    assert set(rights(tmp_path).values()) == {0o600, 0o700}


def test_what_others_could_open_is_closed_and_told_once(tmp_path):
    file = tmp_path / "tanggap.db"
    with open_ledger(str(file)) as ledger, ledger.lock():
        copy = ledger.back_up(DAY, 3)
    assert copy is not None
    aside, stranger = tmp_path / "tanggap-diganti-2026-10-01-120000.db", tmp_path / "catatan.txt"
    for one in (aside, stranger):
        one.write_text("x")
    lock = tmp_path / "tanggap.db.lock"
    for one in (file, lock, copy, aside, stranger):
        one.chmod(0o644)
    copy.parent.chmod(0o755)
    with open_ledger(str(file)) as ledger:
        assert set(ledger.closed) == {file, lock, copy, aside, copy.parent}
    assert stranger.stat().st_mode & 0o777 == 0o644
    with open_ledger(str(file)) as ledger:
        assert ledger.closed == ()


def test_a_database_elsewhere_has_no_files(tmp_path):
    with open_ledger("sqlite://") as ledger:
        assert ledger.closed == ()


def test_the_key_of_the_codes_is_opened_by_nobody_else(tmp_path, umask):
    create_code_key(tmp_path / "rahasia" / "kunci-kode")
    assert rights(tmp_path) == {"rahasia": 0o700, "rahasia/kunci-kode": 0o600}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_report_is_opened_by_nobody_else(tmp_path, ending):
    world = World(tmp_path / "kantor")
    world.complain()
    world.tick()
    before = os.umask(0)
    try:
        file = tmp_path / f"rekap{ending}"
        for _ in range(2):
            report(world.ledger, world.settings, Period.parse("2026-11"), file)
            assert file.stat().st_mode & 0o777 == 0o600
            file.chmod(0o644)
    finally:
        os.umask(before)

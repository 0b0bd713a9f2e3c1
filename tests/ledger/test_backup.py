"""The ledger's daily copy, and what happens when the ledger itself is damaged."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from automation.ledger import FailedBackup, UnusableLedger, open_ledger
from tests.builders import wita

from .cases import a_closed_case

DAY = date(2026, 11, 2)


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(f"sqlite:///{tmp_path / 'tanggap.db'}") as opened:
        opened.save([a_closed_case(1)], [], wita(2))
        yield opened


def test_a_copy_of_the_day_holds_what_the_ledger_holds(ledger):
    copy = ledger.back_up(DAY, keep=3)
    assert copy.name == "tanggap-2026-11-02.db"
    assert copy.stat().st_mode & 0o077 == 0
    with open_ledger(str(copy)) as opened:
        assert opened.memory().cases == ledger.memory().cases


def test_one_copy_a_day_is_enough(ledger):
    assert ledger.back_up(DAY, keep=3)
    assert ledger.back_up(DAY, keep=3) is None


def test_the_newest_copies_are_kept_and_what_a_person_put_there(ledger, tmp_path):
    (tmp_path / "cadangan").mkdir()
    (tmp_path / "cadangan" / "tanggap-2025 penting.db").touch()
    for later in range(5):
        ledger.back_up(DAY + timedelta(days=later), keep=2)
    names = sorted(file.name for file in (tmp_path / "cadangan").iterdir())
    assert names == ["tanggap-2025 penting.db", "tanggap-2026-11-05.db", "tanggap-2026-11-06.db"]


def test_none_is_made_when_none_is_wanted(ledger, tmp_path):
    assert ledger.back_up(DAY, keep=0) is None
    assert not (tmp_path / "cadangan").exists()


def test_a_copy_that_cannot_be_written_is_told(ledger, tmp_path):
    (tmp_path / "cadangan").write_text("sebuah berkas di tempat folder")
    with pytest.raises(FailedBackup, match="Periksa ruang kosong"):
        ledger.back_up(DAY, keep=3)


def test_a_copy_begun_by_a_killed_process_does_not_stand_in_the_way(ledger, tmp_path):
    (tmp_path / "cadangan").mkdir()
    (tmp_path / "cadangan" / "tanggap-2026-11-02.sebagian").write_bytes(b"terpotong")
    assert ledger.back_up(DAY, keep=3)


def test_a_damaged_ledger_is_not_opened_and_not_written(tmp_path):
    file = tmp_path / "tanggap.db"
    with open_ledger(f"sqlite:///{file}") as opened:
        opened.save([a_closed_case(number) for number in range(1, 60)], [], wita(2))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.execute("pragma journal_mode=delete")
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 8_000] = b"\x5a" * 8_000
    file.write_bytes(whole)
    with pytest.raises(UnusableLedger, match="cadangan"):
        open_ledger(f"sqlite:///{file}")
    assert file.read_bytes() == bytes(whole)

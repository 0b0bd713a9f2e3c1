"""The ledger's daily copy, and what happens when the ledger itself is damaged."""

import errno
import gzip
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from automation.ledger import FailedBackup, Locked, UnusableLedger, open_ledger, put_back
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
    assert copy.name == "tanggap-2026-11-02.db.gz"
    assert copy.stat().st_mode & 0o077 == 0
    with open_ledger(str(unpacked(copy))) as opened:
        assert opened.memory().cases == ledger.memory().cases


def test_a_copy_is_packed_and_nothing_else_stays_in_its_folder(ledger):
    copy = ledger.back_up(DAY, keep=3)
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]
    assert copy.stat().st_size * 3 < len(gzip.decompress(copy.read_bytes()))


def test_one_copy_a_day_is_enough(ledger):
    assert ledger.back_up(DAY, keep=3)
    assert ledger.back_up(DAY, keep=3) is None


def test_a_copy_that_an_earlier_version_made_counts_as_the_days(ledger, tmp_path):
    older = unpacked(ledger.back_up(DAY, keep=3))
    older.with_suffix(".db.gz").unlink()
    assert ledger.newest_backup() == DAY
    assert ledger.back_up(DAY, keep=3) is None
    assert put_back(str(tmp_path / "baru.db"), older, wita(3, 9)) is None
    with open_ledger(str(tmp_path / "baru.db")) as opened:
        assert len(opened.memory().cases) == 1


def test_the_newest_copies_are_kept_and_what_a_person_put_there(ledger, tmp_path):
    (tmp_path / "cadangan").mkdir()
    (tmp_path / "cadangan" / "tanggap-2025 penting.db").touch()
    for later in range(5):
        ledger.back_up(DAY + timedelta(days=later), keep=2)
    names = sorted(file.name for file in (tmp_path / "cadangan").iterdir())
    assert names == ["tanggap-2025 penting.db", "tanggap-2026-11-05.db.gz", "tanggap-2026-11-06.db.gz"]


def test_none_is_made_when_none_is_wanted(ledger, tmp_path):
    assert ledger.back_up(DAY, keep=0) is None
    assert not (tmp_path / "cadangan").exists()


def test_a_copy_that_cannot_be_written_is_told(ledger, tmp_path):
    (tmp_path / "cadangan").write_text("sebuah berkas di tempat folder")
    with pytest.raises(FailedBackup, match="Periksa ruang kosong"):
        ledger.back_up(DAY, keep=3)


def test_a_disk_that_fills_while_a_copy_is_packed_keeps_no_half_of_it(ledger, tmp_path, monkeypatch):
    def fills(source, target, piece):
        target.write(source.read(10))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("automation.ledger.backup.shutil.copyfileobj", fills)
    with pytest.raises(FailedBackup):
        ledger.back_up(DAY, keep=3)
    assert list((tmp_path / "cadangan").iterdir()) == []


def test_a_copy_begun_by_a_killed_process_does_not_stand_in_the_way(ledger, tmp_path):
    (tmp_path / "cadangan").mkdir()
    for left in ("tanggap.sebagian", "tanggap.salinan", "tanggap.gz"):
        (tmp_path / "cadangan" / left).write_bytes(b"terpotong")
    copy = ledger.back_up(DAY, keep=3)
    assert list((tmp_path / "cadangan").iterdir()) == [copy]


def unpacked(copy):
    """Return a copy as SQLite reads it, beside the packed one."""
    whole = copy.with_suffix("")
    whole.write_bytes(gzip.decompress(copy.read_bytes()))
    return whole


def damaged(file):
    """Fill a ledger, and spoil its middle."""
    with open_ledger(f"sqlite:///{file}") as opened:
        opened.save([a_closed_case(number) for number in range(1, 60)], [], wita(2))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.execute("pragma journal_mode=delete")
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 8_000] = b"\x5a" * 8_000
    file.write_bytes(whole)
    return bytes(whole)


def test_a_damaged_ledger_is_not_opened_and_not_written(tmp_path):
    file = tmp_path / "tanggap.db"
    whole = damaged(file)
    with pytest.raises(UnusableLedger, match="cadangan"):
        open_ledger(f"sqlite:///{file}")
    assert file.read_bytes() == whole


# -- putting a copy back


def test_a_copy_takes_the_place_of_a_damaged_ledger_which_is_kept_beside_it(ledger, tmp_path):
    copy = ledger.back_up(DAY, keep=3)
    ledger.close()
    file = tmp_path / "tanggap.db"
    whole = damaged(file)
    aside = put_back(f"sqlite:///{file}", copy, wita(3, 9))
    assert aside is not None
    assert aside.name == "tanggap-diganti-2026-11-03-090000.db"
    assert aside.read_bytes() == whole
    assert copy.exists()
    assert file.stat().st_mode & 0o077 == 0
    with open_ledger(f"sqlite:///{file}") as opened:
        assert len(opened.memory().cases) == 1


def test_what_a_killed_process_left_in_front_of_the_ledger_is_not_read_into_the_copy(ledger, tmp_path):
    copy = ledger.back_up(DAY, keep=3)
    ledger.save([a_closed_case(2)], [], wita(2))
    file = tmp_path / "tanggap.db"
    left = {name: (tmp_path / name).read_bytes() for name in ("tanggap.db", "tanggap.db-wal", "tanggap.db-shm")}
    ledger.close()
    for name, content in left.items():
        (tmp_path / name).write_bytes(content)
    aside = put_back(str(file), copy, wita(3, 9))
    with open_ledger(str(file)) as opened:
        assert len(opened.memory().cases) == 1
    with open_ledger(str(aside)) as opened:
        assert len(opened.memory().cases) == 2


def test_a_lost_ledger_leaves_nothing_to_keep(ledger, tmp_path):
    copy = ledger.back_up(DAY, keep=3)
    assert put_back(str(tmp_path / "baru.db"), copy, wita(3, 9)) is None
    with open_ledger(str(tmp_path / "baru.db")) as opened:
        assert len(opened.memory().cases) == 1


@pytest.mark.parametrize("wrong", ["absent", "itself", "damaged", "something else", "cut off", "spoilt"])
def test_what_is_no_sound_copy_changes_nothing(ledger, tmp_path, wrong):
    file, copy = tmp_path / "tanggap.db", tmp_path / "salinan.db"
    if wrong == "itself":
        copy = file
    elif wrong == "damaged":
        damaged(copy)
    elif wrong == "something else":
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("create table surat (isi text)")
    elif wrong in ("cut off", "spoilt"):
        copy = ledger.back_up(DAY, keep=3)
        packed = bytearray(copy.read_bytes())
        if wrong == "spoilt":
            packed[len(packed) // 2 : len(packed) // 2 + 9] = b"\x5a" * 9
        copy.write_bytes(packed if wrong == "spoilt" else packed[: len(packed) // 2])
    with pytest.raises(UnusableLedger, match="cadangan/"):
        put_back(str(file), copy, wita(3, 9))
    assert len(ledger.memory().cases) == 1
    assert not [*tmp_path.glob("*diganti*"), *tmp_path.glob("*.dibuka")]


def test_no_copy_is_put_back_while_a_tick_is_running(ledger, tmp_path):
    copy = ledger.back_up(DAY, keep=3)
    with ledger.lock(), pytest.raises(Locked):
        put_back(str(tmp_path / "tanggap.db"), copy, wita(3, 9))


def test_a_process_that_still_has_the_replaced_ledger_open_ticks_no_more(ledger, tmp_path):
    copy = ledger.back_up(DAY, keep=3)
    put_back(str(tmp_path / "tanggap.db"), copy, wita(3, 9))
    with pytest.raises(UnusableLedger, match="Mulai ulang"), ledger.lock():
        pass
    with open_ledger(str(tmp_path / "tanggap.db")) as opened, opened.lock():
        assert len(opened.memory().cases) == 1


def test_another_database_is_left_to_its_own_tools(tmp_path):
    with pytest.raises(UnusableLedger, match="bukan berkas SQLite"):
        put_back("postgresql://kantor/tanggap", tmp_path / "salinan.db", wita(3, 9))

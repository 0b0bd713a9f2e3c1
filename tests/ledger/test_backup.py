"""The ledger's daily copy, and what happens when the ledger itself is damaged."""

import errno
import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
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


# -- differences


@pytest.fixture
def large(ledger, monkeypatch):
    """Give a ledger of which a copy is called large, whatever it takes."""
    monkeypatch.setattr("automation.ledger.backup._LARGE", 1)
    ledger.save([a_closed_case(number) for number in range(2, 200)], [], wita(2))
    return ledger


def edited(number, **cells):
    case = a_closed_case(number)
    return replace(case, cells={**case.cells, **cells})


def days_of(ledger, days, keep=14):
    """Make a copy each day, after one case was changed a little; returns the files' names."""
    for day in range(days):
        ledger.save([edited(1 + day, kolom_1=f"hari {day}")], [], wita(2))
        copy = ledger.back_up(DAY + timedelta(days=day), keep=keep)
    return copy, sorted(file.name for file in copy.parent.iterdir())


def test_a_large_ledger_is_copied_whole_once_a_week_and_else_by_what_differs(large):
    copy, names = days_of(large, 9)
    assert [name.removeprefix("tanggap-2026-11-") for name in names] == [
        "02.db.gz",
        *(f"{day:02}.db.beda.gz" for day in range(3, 9)),
        "09.db.gz",
        "10.db.beda.gz",
    ]
    assert copy.stat().st_mode & 0o077 == 0


def test_a_fortnight_of_copies_takes_little_more_than_its_whole_ones(large):
    copy, names = days_of(large, 14)
    sizes = {name: len(gzip.decompress((copy.parent / name).read_bytes())) for name in names}
    whole = [size for name, size in sizes.items() if "beda" not in name]
    assert len(whole) == 2
    assert sum(sizes.values()) < 2.5 * max(whole), sizes


def test_each_copy_can_be_put_back_as_the_ledger_was_on_its_day(large, tmp_path):
    copy, names = days_of(large, 9)
    for day, name in enumerate(names):
        place = tmp_path / f"kembali{day}.db"
        put_back(str(place), copy.with_name(name), wita(12, 9))
        with open_ledger(str(place)) as opened:
            cells = [case.cells for case in opened.memory().cases.values()]
        assert [one["kolom_1"] for one in cells[: day + 1]] == [f"hari {number}" for number in range(day + 1)]
        assert len(cells) == 199


def test_the_whole_copy_that_one_of_the_newest_rests_on_is_kept(large):
    _, names = days_of(large, 6, keep=2)
    assert names == ["tanggap-2026-11-02.db.gz", "tanggap-2026-11-06.db.beda.gz", "tanggap-2026-11-07.db.beda.gz"]
    large.back_up(DAY + timedelta(days=7), keep=2)
    _, names = days_of(large, 10, keep=2)
    assert names == ["tanggap-2026-11-09.db.gz", "tanggap-2026-11-10.db.beda.gz", "tanggap-2026-11-11.db.beda.gz"]


def test_a_ledger_of_which_most_is_another_is_copied_whole(large):
    large.back_up(DAY, keep=3)
    cells = {f"kolom_{number}": f"lain {number} " * 9 for number in range(25)}
    large.save([edited(number, **cells) for number in range(1, 200)], [], wita(3))
    assert large.back_up(DAY + timedelta(days=1), keep=3).name == "tanggap-2026-11-03.db.gz"


@pytest.mark.parametrize("wrong", ["gone", "cut off", "another"])
def test_a_copy_whose_whole_one_is_not_what_it_was_is_not_put_back_and_the_next_is_whole(large, tmp_path, wrong):
    copy, _ = days_of(large, 2)
    base = copy.with_name("tanggap-2026-11-02.db.gz")
    content = base.read_bytes()
    if wrong == "gone":
        base.unlink()
    elif wrong == "cut off":
        base.write_bytes(content[: len(content) // 2])
    else:
        base.write_bytes(gzip.compress(gzip.decompress(content).replace(b"agak panjang", b"agak pendek ")))
    with pytest.raises(UnusableLedger, match="cadangan/"):
        put_back(str(tmp_path / "kembali.db"), copy, wita(12, 9))
    assert not [*tmp_path.glob("kembali.db"), *tmp_path.glob("*.dibuka"), *tmp_path.glob("*.dipulihkan")]
    if wrong != "another":
        assert large.back_up(DAY + timedelta(days=3), keep=3).name == "tanggap-2026-11-05.db.gz"


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

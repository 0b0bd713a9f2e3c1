"""A ledger is looked through before it is used, but for the day on which it was, as long as nobody touched it."""

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from automation.domain.notes import Note
from automation.ledger import Locked, UnusableLedger, open_ledger
from automation.ledger.refusals import unusable
from automation.ledger.soundness import is_known_sound

from .cases import MONDAY, a_closed_case

TODAY = date(2026, 11, 2)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "tanggap.db"
    with open_ledger(str(file), TODAY) as ledger:
        ledger.save([a_closed_case(number) for number in range(1, 60)], [], MONDAY)
    return file


def spoil(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 8_000] = b"\x5a" * 8_000
    file.write_bytes(whole)


def test_a_closed_ledger_is_known_to_be_sound_on_the_day_of_its_check_alone(file):
    assert is_known_sound(file, TODAY)
    assert not is_known_sound(file, TOMORROW)


def test_what_the_job_itself_wrote_needs_no_new_check(file):
    with open_ledger(str(file), TODAY) as ledger:
        ledger.save([a_closed_case(60)], [], MONDAY)
    assert is_known_sound(file, TODAY)


def test_a_file_that_was_touched_is_checked_and_not_used_where_it_is_damaged(file):
    spoil(file)
    assert not is_known_sound(file, TODAY)
    with pytest.raises(UnusableLedger):
        open_ledger(str(file), TODAY)


def test_damage_that_leaves_no_trace_is_found_on_the_next_day(file):
    before = file.stat()
    spoil(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert is_known_sound(file, TODAY)
    with pytest.raises(UnusableLedger):
        open_ledger(str(file), TOMORROW)


def test_a_ledger_that_was_not_closed_is_checked(file):
    killed = sqlite3.connect(file)
    killed.execute("insert into note (name, text) values ('x', 'y')")
    killed.commit()
    assert not is_known_sound(file, TODAY)
    killed.close()
    # What closed it was no ledger of ours: it is another file than the one that was noted.
    assert not is_known_sound(file, TODAY)


def test_a_ledger_that_another_program_holds_is_for_later_and_not_called_damaged(file):
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as holder,
        closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other,
    ):
        holder.execute("begin exclusive")
        with pytest.raises(sqlite3.OperationalError) as held:
            other.execute("begin immediate")
    found = unusable(held.value)
    assert isinstance(found, Locked)
    assert "rebuild" not in str(found)
    assert isinstance(unusable(sqlite3.OperationalError("disk I/O error")), UnusableLedger)


def test_a_ledger_that_proved_unusable_is_checked_by_whoever_opens_it_next(file):
    with open_ledger(str(file), TODAY) as ledger:
        with sqlite3.connect(file) as plain:
            plain.execute("alter table note rename to aside")
        plain.close()
        with pytest.raises(UnusableLedger):
            ledger.note_memory(Note.TICKS, "y")
    assert not is_known_sound(file, TODAY)

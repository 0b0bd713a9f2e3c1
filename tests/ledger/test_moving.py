"""A ledger is moved from SQLite into PostgreSQL whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from automation.domain.notes import Note
from automation.domain.places import Place
from automation.ledger import Ledger, Locked, UnusableLedger, move, open_ledger
from automation.ledger.codec import instant_text
from automation.ledger.tables import metadata
from automation.workflow.likenesses import traits_of
from tests.databases import PostgresqlOffice
from tests.takeover.fixture import Fixture

from .cases import MONDAY, a_case, a_closed_case
from .test_ledger import events
from .test_queries import everything_asked


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which each table has a row."""
    file = tmp_path_factory.mktemp("kantor") / "tanggap.db"
    with open_ledger(str(file)) as ledger:
        ledger.save([a_case(1), a_closed_case(2)], events(1_200), MONDAY)
        ledger.likenesses.keep({number: traits_of(case) for number, case in ledger.memory().cases.items()})
        everything_asked(ledger)
        ledger.note_memory(Note.TICKS, "É 😀")
        ledger.remember_place(Place.WORKBOOK, "w1")
    return file


@pytest.fixture
def target(office: PostgresqlOffice) -> Iterator[Ledger]:
    with open_ledger(office.address) as opened:
        yield opened


def is_empty(target: Ledger) -> bool:
    with target.to_take_from() as connection:
        return not any(connection.execute(table.select()).first() for table in metadata.sorted_tables)


def test_everything_is_there_afterwards_and_the_file_stays(file, target):
    before = file.read_bytes()
    rows = move(file, target)
    assert {name for name, count in rows.items() if not count} <= {"alike", "setback"}
    assert rows["history"] > 1_000
    with open_ledger(str(file)) as source:
        given, kept = source.memory(), target.memory()
        assert dict(kept.cases) == dict(given.cases)
        assert (kept.places, kept.notes, kept.documents) == (given.places, given.notes, given.documents)
        assert target.history() == source.history()
    assert target.verify_history() is None
    assert file.read_bytes() == before


def test_only_an_empty_ledger_is_moved_into(file, target):
    target.note_memory(Note.TICKS, "1")
    with pytest.raises(UnusableLedger, match=r"sudah berisi \(tabel note\)"):
        move(file, target)
    assert target.memory().notes == {Note.TICKS: "1"}
    assert dict(target.memory().cases) == {}


def test_rows_that_the_server_keeps_otherwise_leave_it_empty(file, target, office):
    office.run(
        "create function changed() returns trigger language plpgsql as $$ begin new.text := 'x'; return new; end $$"
    )
    office.run("create trigger changing before insert on note for each row execute function changed()")
    with pytest.raises(UnusableLedger, match="tabel note di PostgreSQL berbeda"):
        move(file, target)
    assert is_empty(target)


@pytest.mark.parametrize("wrong", ["absent", "a text", "another database"])
def test_what_is_no_ledger_is_not_moved_and_not_changed(tmp_path, target, wrong):
    other = tmp_path / "lain.db"
    if wrong == "a text":
        other.write_text("bukan basis data " * 100)
    elif wrong == "another database":
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("create table surat (isi text)")
    before = other.read_bytes() if other.exists() else None
    with pytest.raises(UnusableLedger, match="bukan berkas buku besar"):
        move(other, target)
    assert (other.read_bytes() if other.exists() else None) == before


def test_nothing_is_moved_while_a_tick_is_running_on_either_side(file, target):
    with open_ledger(str(file)) as source, source.lock(), pytest.raises(Locked):
        move(file, target)
    with target.lock(), pytest.raises(Locked):
        move(file, target)
    assert is_empty(target)


def test_a_file_is_moved_into_postgresql_alone(file, tmp_path):
    with (
        open_ledger(str(tmp_path / "baru.db")) as other,
        pytest.raises(UnusableLedger, match="belum menunjuk PostgreSQL"),
    ):
        move(file, other)


def test_the_ledger_of_an_old_version_is_brought_up_and_moved(tmp_path, target):
    fixture = Fixture()
    old = fixture.restored(fixture.states[-1], tmp_path / "kantor").folder / "tanggap.db"
    with closing(sqlite3.connect(old)) as connection:
        history = connection.execute("select at, number, what from history order by sequence").fetchall()
    rows = move(old, target)
    assert rows["history"] == len(history) > 0
    kept = target.history()
    assert [(instant_text(one.at), one.number, one.what) for one in kept] == history
    assert target.verify_history() is None
    assert len(target.memory().cases) == rows["complaint"] > 0

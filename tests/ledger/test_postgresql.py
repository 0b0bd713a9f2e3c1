"""A ledger on PostgreSQL: one role and schema an office, its own words, and the fence behind a lost lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import String

from automation.domain.case import Event
from automation.domain.happenings import Edited
from automation.domain.notes import Note
from automation.ledger import Ledger, Locked, TurnOver, UnusableLedger, mark_of, open_ledger
from automation.ledger.tables import metadata
from automation.ports import TryLater
from tests.databases import PostgresqlOffice
from tests.postgresql import server

from .cases import MONDAY, a_case, a_number, an_intake

MARK, OTHER = mark_of(b"kunci kantor ini"), mark_of(b"kunci kantor lain")


@pytest.fixture
def ledger(office: PostgresqlOffice) -> Iterator[Ledger]:
    with open_ledger(office.address) as opened:
        yield opened


# -- whose ledger it is


def test_a_second_office_on_the_same_address_is_refused_and_changes_nothing(office):
    with open_ledger(office.address, office=MARK) as first:
        first.save([a_case(1)], [], MONDAY)
    for theirs in (OTHER, ""):
        with pytest.raises(UnusableLedger, match=r"milik kantor lain.*pengguna dan skemanya sendiri"):
            open_ledger(office.address, office=theirs)
    with open_ledger(office.address, office=MARK) as again:
        assert len(again.memory().cases) == 1


def test_an_office_that_is_not_set_up_yet_marks_nothing(office):
    open_ledger(office.address, office="").close()
    open_ledger(office.address, office=MARK).close()
    with pytest.raises(UnusableLedger):
        open_ledger(office.address, office=OTHER)


def test_a_mark_tells_nothing_of_the_key():
    assert MARK != OTHER
    assert len(MARK) == 64


def test_a_role_without_a_schema_of_its_name_is_told_what_to_type(office):
    server().run(f"alter schema {office.role} rename to {office.role}_lain")
    with pytest.raises(UnusableLedger, match=f'CREATE SCHEMA AUTHORIZATION "{office.role}"'):
        open_ledger(office.address)


def test_no_default_of_the_server_leads_to_another_schema(office):
    other = server().office()
    server().run(f"alter role {office.role} set search_path = {other}, public")
    with open_ledger(office.address) as ledger:
        ledger.note_memory(Note.TICKS, "1")
        assert ledger.memory().notes == {Note.TICKS: "1"}
    server().run(f"alter role {office.role} reset search_path")
    assert office.run("select text from note") == [("1",)]


def test_another_role_than_the_address_names_is_refused(office):
    # As a pooler does that signs in as one role for everybody.
    other = server().office()
    server().run(f"grant {other} to {office.role}")
    server().run(f"alter role {office.role} set role = {other}")
    with pytest.raises(UnusableLedger, match=f"menyebut pengguna {office.role}.*memberi pengguna {other}"):
        open_ledger(office.address)


def test_a_first_opening_makes_the_tables_once_however_many_open_it():
    role = server().office()
    ledgers: list[Ledger] = []
    threads = [
        threading.Thread(target=lambda: ledgers.append(open_ledger(server().address(role), office=MARK)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ledgers) == 8
    for ledger in ledgers:
        ledger.close()


# -- what its errors say


def test_a_server_that_is_away_is_for_later_and_nothing_is_said_of_files(tmp_path):
    with pytest.raises(Locked, match="coba lagi nanti") as told:
        open_ledger(f"postgresql://kantor:rahasia@/keluhan?host={tmp_path}")
    assert isinstance(told.value, TryLater)
    for word in ("rahasia", "rebuild", "-wal", "SQLite", "folder"):
        assert word not in str(told.value)


def test_a_role_that_is_not_there_needs_a_person(office):
    with pytest.raises(UnusableLedger, match="pengelola basis data") as told:
        open_ledger(server().address("tidak_ada"))
    assert "cadangan/" not in str(told.value)


def test_a_ledger_goes_on_after_its_server_was_restarted(ledger):
    ledger.save([a_case(1)], [], MONDAY)
    server().restart()
    ledger.save([a_case(2)], [], MONDAY)
    assert len(ledger.memory().cases) == 2


def test_a_server_that_goes_away_in_between_is_for_later_and_the_tick_after_goes_on(ledger):
    ledger.memory()
    server().stop()
    try:
        for act in (ledger.memory, lambda: ledger.note_memory(Note.TICKS, "1"), lambda: ledger.lock().__enter__()):
            with pytest.raises(Locked, match="coba lagi nanti"):
                act()
    finally:
        server().start()
    with ledger.lock():
        ledger.note_memory(Note.TICKS, "2")


# -- the public's texts


def test_a_text_of_any_length_and_with_any_sign_is_kept(ledger):
    texts = an_intake(response="r" * 2_000, subject="a\0b", description="É" * 5_000)
    ledger.save([a_case(1, intake=texts)], [Event(a_number(), Edited("Perihal", "a\0b", "c"))], MONDAY)
    assert ledger.memory().cases[a_number()].intake == texts
    assert ledger.history()[0].old == "a\ufffdb"
    assert ledger.verify_history() is None


def test_names_and_keys_sort_by_their_signs_whatever_language_the_server_speaks(ledger, office):
    wanted = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and column.type.length
    }
    asked = (
        "select table_name, column_name from information_schema.columns where table_schema = ? and collation_name = ?"
    )
    assert wanted == set(office.run(asked, [office.role, "C"]))


# -- the lock and the fence


def test_the_lock_keeps_no_transaction_open(ledger, office):
    with ledger.lock():
        ledger.hold_to_turn()
        assert office.states() == {"idle"}


def test_a_lock_let_go_is_free_for_another_process(ledger, office):
    with ledger.lock():
        pass
    with open_ledger(office.address) as other, other.lock(), pytest.raises(Locked, match="Putaran lain"):
        ledger.lock().__enter__()


def test_a_tick_whose_connection_was_cut_does_nothing_more(ledger, office):
    with ledger.lock():
        ledger.save([a_case(1)], [], MONDAY)
        office.cut_its_lock()
        for _ in range(2):
            with pytest.raises(TurnOver, match="tidak mengerjakan apa-apa lagi"):
                ledger.hold_to_turn()
            with pytest.raises(TurnOver):
                ledger.save([a_case(2)], [], MONDAY)
    assert len(ledger.memory().cases) == 1
    with ledger.lock():
        ledger.save([a_case(2)], [], MONDAY)


def test_a_stalled_tick_finds_its_turn_taken_and_writes_nothing_beside_the_next(ledger, office):
    with ledger.lock():
        office.cut_its_lock()
        with open_ledger(office.address) as next_one, next_one.lock():
            next_one.save([a_case(1)], [], MONDAY)
            with pytest.raises(TurnOver):
                ledger.save([a_case(2)], [], MONDAY)
            with pytest.raises(TurnOver):
                ledger.hold_to_turn()
            next_one.hold_to_turn()
            next_one.save([a_case(3)], [], MONDAY)
            assert list(next_one.memory().cases) == [a_number(1), a_number(3)]


def test_a_turn_that_was_taken_is_over_even_where_the_lock_seems_held(ledger, office):
    # As behind a pooler that gives each statement another connection.
    with ledger.lock():
        office.run("update turn set number = number + 1")
        with pytest.raises(TurnOver):
            ledger.note_memory(Note.TICKS, "1")
    assert ledger.noted(Note.TICKS) == ""


def test_the_next_tick_waits_for_a_write_that_was_begun_before_the_lock_was_lost(ledger, office):
    entered = threading.Event()

    def enter() -> None:
        with open_ledger(office.address) as next_one, next_one.lock():
            entered.set()

    with ledger.lock():
        with ledger._to_write():
            office.cut_its_lock()
            following = threading.Thread(target=enter)
            following.start()
            assert not entered.wait(0.3)
        following.join()
    assert entered.is_set()


def test_who_holds_no_lock_writes_between_the_writes_of_a_tick(ledger, office):
    with ledger.lock(), open_ledger(office.address) as other:
        other.note_memory(Note.PING_FAILED, "x")
        ledger.note_memory(Note.TICKS, "1")
        assert ledger.memory().notes == {Note.PING_FAILED: "x", Note.TICKS: "1"}

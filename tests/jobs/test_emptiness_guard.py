"""What people delete comes back; where much is gone at once, the job stops and asks."""

from pathlib import Path

import pytest

from automation.jobs.tick.emptiness_guard import SuddenEmptiness
from automation.jobs.watch.alarm import attended_sync
from automation.ports import TryLater
from automation.register.schema import tabs
from tests.builders import wita
from tests.fakes.mailbox import text_of
from tests.fakes.workbook import Kept

from .world import World

DELETED = "Baris Register dihapus; dikembalikan dengan isi terakhirnya"
ONE = "KEL-2026-0001"
SUPERVISOR = "penyelia@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


@pytest.fixture
def busy(world: World) -> World:
    """An office with six complaints, each with something that staff typed."""
    for place in range(6):
        world.complain(email=f"p{place}@contoh.example", subject=f"Hal {place}")
    world.tick()
    for number in numbers(world):
        world.fill(number, classification="Keluhan", service="Pengujian")
    world.tick()
    return world


def numbers(world: World) -> list[str]:
    return [str(row["Nomor"]) for row in world.workbook.rows("Register")]


def empty(world: World, tab: str, keep: int = 0) -> list[list[Kept]]:
    """Clear a tab below its heading but for some rows, and give what it held."""
    before = [list(row) for row in world.workbook.sheets[tab]]
    del world.workbook.sheets[tab][1 + keep :]
    return before


def told(world: World, what: str) -> int:
    return [row["Kejadian"] for row in world.workbook.rows("Riwayat")].count(what)


def test_a_deleted_row_comes_back_with_its_last_values_and_a_line_in_riwayat(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", held_until="31/12/2026")
    world.tick()
    world.workbook.delete_row("Register", world.row_of(ONE))
    world.tick()
    assert world.shown(ONE, "Klasifikasi") == "Keluhan"
    assert world.shown(ONE, "Ditunda sampai") == "31/12/2026"
    assert len(world.workbook.rows("Register")) == 1
    with world.quiet():
        world.tick()
    assert told(world, DELETED) == 1


def test_a_closed_case_deleted_comes_back_too(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Bukan keluhan")
    for hour in (10, 11, 12):
        world.tick(wita(2, hour))
    assert next(iter(world.ledger.memory().cases.values())).settled
    world.workbook.delete_row("Register", world.row_of(ONE))
    world.tick()
    assert (world.shown(ONE, "Klasifikasi"), told(world, DELETED)) == ("Bukan keluhan", 1)
    with world.quiet():
        world.tick()


def test_a_deletion_is_told_once_though_the_row_cannot_be_written_back_at_once(world: World) -> None:
    world.complain()
    world.tick()
    world.tick()
    world.workbook.delete_row("Register", world.row_of(ONE))
    for _ in range(3):
        world.faults.fail_before(1, TryLater("sibuk"))
        assert world.tick().exit_status == 3
    world.faults.heal()
    world.tick()
    assert (numbers(world), told(world, DELETED)) == ([ONE], 1)


def test_a_row_that_was_never_shown_was_not_deleted_by_anybody(world: World) -> None:
    for place in range(6):
        world.complain(email=f"p{place}@contoh.example")
    world.faults.fail_before(1, TryLater("sibuk"))
    world.tick()
    world.faults.heal()
    world.tick()
    assert (len(numbers(world)), told(world, DELETED)) == (6, 0)


@pytest.mark.parametrize("keep", [0, 2])
def test_a_register_suddenly_bare_stops_the_tick_and_tells_the_supervisor(busy: World, keep: int) -> None:
    busy.tick()
    before = empty(busy, "Register", keep)
    busy.complain(email="baru@contoh.example")
    for _ in range(3):
        with pytest.raises(SuddenEmptiness, match="sync --yakin"):
            attended_sync(busy.job, busy.now)
    assert len(busy.workbook.sheets["Register"]) == 1 + keep
    (mail,) = busy.mailbox.to(SUPERVISOR)
    assert "Register tiba-tiba" in text_of(mail)
    assert busy.mailbox.to("baru@contoh.example") == []
    busy.workbook.sheets["Register"] = before
    assert busy.tick().registered == ("KEL-2026-0007",)
    assert told(busy, DELETED) == 0


def test_a_braked_tick_writes_nothing_at_all(busy: World) -> None:
    busy.tick()
    empty(busy, "Register")
    with busy.quiet(), pytest.raises(SuddenEmptiness):
        busy.tick()


def test_a_bare_register_comes_back_whole_when_a_person_is_sure(busy: World) -> None:
    busy.tick()
    empty(busy, "Register")
    busy.tick(sure=True)
    assert len(numbers(busy)) == 6
    assert {row["Klasifikasi"] for row in busy.workbook.rows("Register")} == {"Keluhan"}
    busy.tick()
    with busy.quiet():
        busy.tick()
    assert told(busy, DELETED) == 6


def test_some_rows_of_many_come_back_without_asking(busy: World) -> None:
    busy.tick()
    for number in numbers(busy)[:3]:
        busy.workbook.delete_row("Register", busy.row_of(number))
    busy.tick()
    assert len(numbers(busy)) == 6


@pytest.mark.parametrize("tab", ["Pokja", "Hari Libur"])
def test_a_table_of_peoples_suddenly_bare_stops_the_tick(busy: World, tab: str) -> None:
    before = empty(busy, tab)
    with busy.quiet(), pytest.raises(SuddenEmptiness, match=f"Lembar {tab} tiba-tiba"):
        busy.tick()
    busy.workbook.sheets[tab] = before
    with busy.quiet():
        busy.tick()


def test_an_office_without_groups_goes_on_when_a_person_is_sure_and_stays_so(busy: World) -> None:
    empty(busy, "Pokja")
    busy.tick(sure=True)
    busy.complain(email="baru@contoh.example")
    assert busy.tick().registered == ("KEL-2026-0007",)


@pytest.mark.parametrize("tab", ["Status", "Arsip", "Riwayat", "Rekap"])
def test_a_tab_of_the_jobs_own_that_was_emptied_comes_back_by_one_write(busy: World, tab: str) -> None:
    before = busy.workbook.rows(tab)
    assert before
    empty(busy, tab)
    busy.faults.forget()
    busy.tick()
    assert busy.faults.writes == ["workbook.write"]
    assert sorted(busy.workbook.rows(tab), key=repr) == sorted(before, key=repr)
    with busy.quiet():
        busy.tick()


def test_the_brake_watches_every_tab_that_only_people_fill() -> None:
    theirs = {key for key, tab in tabs().items() if "job" not in tab.owners}
    # Of an empty tab of officials the last good state holds, of an empty list of causes the usual one.
    assert theirs - {"officials", "services", "causes"} == {"groups", "holidays"}

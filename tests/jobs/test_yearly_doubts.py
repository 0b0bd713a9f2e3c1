"""Whatever is in doubt about rows or workbooks, rows stay where they are, and nothing is stuck for ever."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.layout import MergedArea
from automation.domain.numbers import ComplaintNumber
from automation.jobs.setup.layout import tab_id
from automation.jobs.yearly.moving import Left
from automation.jobs.yearly.rows import KEYS
from automation.ports import TryLater
from tests.fakes import Faults, Killed

from .test_yearly import NIGHT, an_office, at_night, held_once, number, rows_of
from .world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return an_office(tmp_path)


def test_copies_that_fill_a_tab_to_its_last_row_are_withdrawn_after_a_kill(world: World) -> None:
    """Google keeps a row below the heading, whoever deletes all of them."""
    book = "workbook.tahun.2026"
    world.faults.die_after(5)
    with suppress(Killed):
        at_night(world, ticks=2)
    year = world.year_books.books[book]
    assert any(rows_of(year, number(1)).values())
    year.room |= {tab_id(tab): 1 for tab in KEYS}
    world.reborn()
    at_night(world, ticks=1, since=NIGHT + timedelta(minutes=5))
    assert not any(world.ledger.begun())
    assert not any(rows_of(year, number(1)).values())
    held_once(world)


def test_nothing_moves_into_a_yearly_workbook_that_lies_in_the_bin(world: World) -> None:
    world.year_books.binned.add("workbook.tahun.2026")
    reports = [world.tick(NIGHT + timedelta(minutes=minute)) for minute in range(3)]
    (told,) = [one for report in reports for one in report.problems]
    assert "Buku Tahunan 2026 ada di Sampah Drive" in told
    assert len(world.workbook.rows("Register")) == 4
    world.year_books.binned.clear()
    at_night(world, since=NIGHT + timedelta(days=1))
    assert len(world.workbook.rows("Register")) == 1
    held_once(world)


@pytest.mark.parametrize("call", [1, 31])
def test_a_row_with_merged_cells_stays_in_whatever_tab_and_however_late_they_were_merged(
    world: World, call: int
) -> None:
    """The first of the cells holds what the others show: a shelf for the papers of two complaints."""
    names = [row["Nomor"] for row in world.workbook.rows("Arsip")]
    last = 1 + max(place for place, name in enumerate(names) if name == number(3))

    def merges() -> None:
        world.workbook.merged_cells["archive"] = (MergedArea(last, 7, last + 2, 8),)

    world.faults.meanwhile(call, merges)
    at_night(world)
    assert [row["Nomor"] for row in world.workbook.rows("Register")] == [number(3), number(4)]
    held_once(world)


def test_a_yearly_workbook_that_does_not_answer_holds_up_no_tick(world: World) -> None:
    world.faults.die_after(7)
    with suppress(Killed):
        at_night(world, ticks=2)
    world.reborn()
    year = world.year_books.books["workbook.tahun.2026"]
    silent = Faults()
    silent.fail_always(TryLater("Google tidak menjawab."), "workbook.layout")
    world.year_books.books["workbook.tahun.2026"].faults = silent
    world.complain(email="baru@contoh.example", subject="Baru")
    report = world.tick(NIGHT + timedelta(minutes=5))
    assert report.registered == ("KEL-2027-0001",)
    assert not world.workbook.protections
    assert [one for one in report.problems if "belum selesai" in one]
    year.faults = world.faults
    at_night(world, since=NIGHT + timedelta(minutes=6))
    assert not any(world.ledger.begun())
    held_once(world)


def test_a_year_of_which_nothing_can_move_is_left_alone_for_that_day(world: World) -> None:
    world.workbook.always_editors = frozenset({"pemilik@gmail.example"})
    at_night(world, ticks=3)
    memory, today = world.ledger.memory(), world.settings.hours.day_of(NIGHT)
    assert ComplaintNumber(2026, 999) in Left.of(memory, str(today))
    assert ComplaintNumber(2027, 1) not in Left.of(memory, str(today))
    assert ComplaintNumber(2026, 1) not in Left.of(memory, str(today + timedelta(days=1)))

"""Whatever is in doubt about rows or workbooks, rows stay where they are, and nothing is stuck for ever."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.layout import MergedArea
from automation.jobs.setup.layout import tab_id
from automation.jobs.yearly.rows import KEYS
from tests.fakes import Killed

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

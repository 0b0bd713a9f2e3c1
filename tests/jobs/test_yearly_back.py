"""A complaint that moved comes back whole, whatever came of it meanwhile and whatever people do while it comes."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from local_workspace.scanner import scan
from tests.fakes import Protected

from .test_yearly import (
    NIGHT,
    OWN,
    an_office,
    ask_for,
    at_night,
    held_once,
    number,
    rows_of,
    sorts,
    writes_into_a_row_that_moves,
)
from .world import World

MORNING = datetime.fromisoformat("2027-03-03T09:00:00+08:00")
#: So many calls a tick makes that brings one back, and some more.
CALLS = range(1, 22)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return an_office(tmp_path)


def scan_arrives(world: World, name: str) -> None:
    form = next(one for one in world.drive.files.values() if one.name == f"{name} Form Pengaduan.docx")
    world.drive.drop("folder-scans", "scan.pdf", scan(world.drive.as_pdf(form.content, "form"), seed=3))


def test_a_complaint_comes_back_to_the_row_of_a_scan_that_arrived_after_it_moved(world: World) -> None:
    before = rows_of(world.workbook, number(1))
    at_night(world)
    scan_arrives(world, number(1))
    at_night(world, since=MORNING)
    (late,) = rows_of(world.workbook, number(1))["Arsip"]
    ask_for(world, number(1))
    at_night(world, since=MORNING + timedelta(minutes=10))
    back = rows_of(world.workbook, number(1))
    assert [row[OWN] for row in back["Register"]] == ["ingat 1"]
    assert [row for row in back["Arsip"] if row != late] == before["Arsip"]
    assert late in back["Arsip"]
    assert not any(rows_of(world.year_books.books["workbook.tahun.2026"], number(1)).values())
    held_once(world)


def puts_a_column_first(world: World) -> None:
    world.workbook.insert_column("Register", 0, "Kolom pertama")


@pytest.mark.parametrize("act", [writes_into_a_row_that_moves, sorts, puts_a_column_first])
def test_whatever_people_do_while_one_comes_back_it_stands_once_and_keeps_what_they_wrote(
    tmp_path: Path, act
) -> None:
    for call in CALLS:
        world = an_office(tmp_path / str(call))
        at_night(world)
        ask_for(world, number(2))
        was_done: list[int] = []

        def acts(world: World = world, was_done: list[int] = was_done, call: int = call) -> None:
            with suppress(Protected, StopIteration):
                act(world)
                was_done.append(call)

        world.faults.meanwhile(call, acts)
        world.tick(NIGHT + timedelta(hours=1))
        world.faults.nobody_acts()
        at_night(world, ticks=2, since=NIGHT + timedelta(hours=1, minutes=1))
        held_once(world)
        is_written = act is writes_into_a_row_that_moves and was_done
        (row,) = rows_of(world.workbook, number(2))["Register"]
        assert row[OWN] == ("baru saja" if is_written else "ingat 2"), call
        assert len(world.workbook.rows("Register")) == 2, call
        assert not world.workbook.protections, call
        world.ledger.close()


def test_what_people_wrote_beside_the_last_heading_comes_back_to_its_place(world: World) -> None:
    head, *rows = world.workbook.sheets["Register"]
    for row in rows:
        row += [""] * (len(head) - len(row)) + ["di luar tabel"]
    head.append("")
    at_night(world)
    assert len(world.workbook.rows("Register")) == 1
    ask_for(world, number(2))
    at_night(world, since=NIGHT + timedelta(hours=1))
    row = world.workbook.sheets["Register"][world.workbook.row_of("Register", number(2))]
    assert row[len(head) - 1] == "di luar tabel"
    held_once(world)

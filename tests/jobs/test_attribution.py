"""Riwayat tells who edited a cell, where it is known, and between which two ticks."""

from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.cells import Cell
from automation.ports import NotAllowed, TryLater
from tests.builders import wita

from .world import World

DELETED = "Baris Register dihapus; dikembalikan dengan isi terakhirnya"
ONE = "KEL-2026-0001"
OFFICER, LEAD = "dewi@bspji-samarinda.example", "budi@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.tick(wita(2, 9, 1))
    return world


def edited(world: World, *editors: str) -> dict[str, Cell]:
    """Have somebody sort the complaint at 9.01.30, tick at 9.02, and give Riwayat's line of that."""
    for editor in editors:
        world.drive.note_edit("book", wita(2, 9, 1) + timedelta(seconds=30), editor)
    world.fill(ONE, classification="Keluhan")
    world.tick(wita(2, 9, 2))
    (line,) = [row for row in world.workbook.rows("Riwayat") if row["Kejadian"] == "Klasifikasi diubah"]
    return line


def test_one_person_alone_who_edited_between_two_ticks_is_named(world: World) -> None:
    world.drive.note_edit("book", wita(2, 8), LEAD)
    line = edited(world, OFFICER)
    assert line["Oleh"] == OFFICER
    assert (float(line["Waktu"]) - float(line["Sesudah"])) * 1440 == pytest.approx(1)


@pytest.mark.parametrize("editors", [(), (OFFICER, LEAD), ("",)])
def test_where_it_is_not_known_the_columns_owner_is_named(world: World, editors: tuple[str, ...]) -> None:
    assert edited(world, *editors)["Oleh"] == "kolom Petugas Pelayanan"


def test_who_edited_after_the_tick_began_hides_who_did_before(world: World) -> None:
    world.drive.note_edit("book", wita(2, 9, 3), LEAD)
    assert edited(world, OFFICER)["Oleh"] == "kolom Petugas Pelayanan"


@pytest.mark.parametrize("error", [TryLater("sibuk"), NotAllowed("tidak boleh")])
def test_an_answer_that_is_not_to_be_had_stops_nothing(
    world: World, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(world.drive, "edited_by", refuse)
    assert edited(world)["Oleh"] == "kolom Petugas Pelayanan"
    assert world.shown(ONE, "Klasifikasi") == "Keluhan"


def test_drive_is_asked_only_where_something_was_edited(world: World) -> None:
    world.complain(email="dua@contoh.example")
    world.faults.forget()
    world.tick(wita(2, 9, 2))
    assert "drive.edited_by" not in world.faults.reads
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 9, 3))
    assert world.faults.reads.count("drive.edited_by") == 1


def test_who_deleted_a_row_is_told_too(world: World) -> None:
    world.drive.note_edit("book", wita(2, 9, 1), OFFICER)
    world.workbook.delete_row("Register", world.row_of(ONE))
    world.tick(wita(2, 9, 2))
    (line,) = [row for row in world.workbook.rows("Riwayat") if row["Kejadian"] == DELETED]
    assert line["Oleh"] == OFFICER


def test_what_no_person_typed_bears_no_name(world: World) -> None:
    edited(world, OFFICER)
    lines = [row for row in world.workbook.rows("Riwayat") if not str(row["Kejadian"]).endswith("diubah")]
    assert lines
    assert {(row["Oleh"], row["Sesudah"]) for row in lines} == {("", "")}


def test_a_tick_that_stopped_saw_nothing(world: World) -> None:
    world.workbook.rename_tab("Status", "Keadaan")
    with pytest.raises(Exception, match="Status"):
        world.tick(wita(2, 9, 2))
    world.workbook.rename_tab("Keadaan", "Status")
    world.fill(ONE, classification="Keluhan")
    world.tick(wita(2, 9, 5))
    (line,) = [one for one in world.ledger.history() if one.what == "Klasifikasi diubah"]
    assert line.since == wita(2, 9, 1)

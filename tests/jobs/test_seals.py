"""Whoever changes the history is found out: the ledger's by Riwayat, Riwayat's by the ledger."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from automation.domain.notes import Note
from automation.jobs.rebuild.command import restore
from automation.jobs.tick.ledger_guard import LedgerLost
from automation.ledger.chain import seal
from automation.register.history_tab import differences, shown_history
from tests.builders import WITA, wita

from .test_rebuild import without_ledger
from .world import World

ONE = "KEL-2026-0001"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.drive.note_edit("book", wita(2, 9, 1), "dewi@bspji-samarinda.example")
    world.fill(ONE, classification="Keluhan", service="Pengujian", findings="Tertukar \n ")
    world.tick(wita(2, 9, 2))
    return world


def faults(world: World) -> list[tuple[int, str]]:
    (table,) = world.workbook.read(["Riwayat"])
    sealed_from = int(world.ledger.noted(Note.SEALED_FROM))
    return list(differences(world.ledger.history(), shown_history(table, WITA), sealed_from))


def rewrite(world: World, statement: str) -> None:
    """Change the ledger as somebody would who knows the chain: every later hash is reckoned anew."""
    with closing(sqlite3.connect(world.folder / "tanggap.db")) as plain, plain:
        plain.execute(statement)
    previous = "0" * 64
    lines = world.ledger.history()
    with closing(sqlite3.connect(world.folder / "tanggap.db")) as plain, plain:
        for line in lines:
            previous = seal(previous, line)
            plain.execute("update history set hash = ? where sequence = ?", (previous, line.sequence))
        plain.execute("update chain set hash = ?, length = ?", (previous, len(lines)))
    assert world.ledger.verify_history() is None


def test_an_untouched_history_agrees_line_by_line(world: World) -> None:
    assert world.ledger.noted(Note.SEALED_FROM) == "1"
    assert len(world.workbook.rows("Riwayat")) == world.ledger.memory().history_length > 5
    assert faults(world) == []


def test_a_ledger_whose_whole_chain_was_reckoned_anew_is_found_out(world: World) -> None:
    rewrite(world, "update history set since = '' where sequence = 3")
    assert faults(world)[0] == (3, "kode periksanya lain")
    rewrite(world, "update history set new = 'lain' where sequence = 2")
    assert faults(world)[0] == (2, "isinya lain")


def test_a_ledger_whose_end_was_cut_off_is_found_out_and_stops_the_tick(world: World) -> None:
    last = world.ledger.memory().history_length
    rewrite(world, "delete from history where sequence = (select max(sequence) from history)")
    assert faults(world) == [(last, "tidak ada di buku besar")]
    with world.quiet(), pytest.raises(LedgerLost):
        world.tick(wita(2, 9, 5))


@pytest.mark.parametrize(
    ("heading", "value", "what"),
    [
        ("Menjadi", "lain", "isinya lain"),
        ("Oleh", "orang", "isinya lain"),
        ("Kode periksa", "", "kode periksanya lain"),
    ],
)
def test_a_changed_cell_of_riwayat_is_found_out(world: World, heading: str, value: str, what: str) -> None:
    world.workbook.type("Riwayat", 3, heading, value)
    assert faults(world) == [(3, what)]


def test_a_line_deleted_from_riwayat_comes_back_as_it_was(world: World) -> None:
    before = sorted(map(str, world.workbook.rows("Riwayat")))
    world.workbook.delete_row("Riwayat", 2)
    world.tick(wita(2, 9, 5))
    assert sorted(map(str, world.workbook.rows("Riwayat"))) == before
    assert faults(world) == []


def test_a_rebuilt_ledger_comes_to_the_very_seals_that_riwayat_shows(world: World) -> None:
    before = [(line.seal, line.who, line.since) for line in world.ledger.history()]
    assert restore(without_ledger(world).job, wita(2, 10)).gaps == ()
    assert [(line.seal, line.who, line.since) for line in world.ledger.history()][:-1] == before
    world.tick(wita(2, 10, 1))
    assert faults(world) == []


def test_a_riwayat_that_was_changed_is_told_of_when_the_ledger_is_rebuilt_from_it(world: World) -> None:
    world.workbook.type("Riwayat", 3, "Menjadi", "lain")
    (gap,) = restore(without_ledger(world).job, wita(2, 10)).gaps
    assert gap.startswith("Riwayat baris 3: kode periksanya tidak cocok")
    world.tick(wita(2, 10, 1))
    world.fill(ONE, cause="Label")
    world.tick(wita(2, 10, 2))
    assert faults(world) == []
    assert int(world.ledger.noted(Note.SEALED_FROM)) < world.ledger.memory().history_length

"""What people leave in cells that states nothing: a warning beside the row, never a fact, a letter or a mail."""

import pytest

from tests.builders import wita

from .test_sync import run_to_decision
from .world import World

NUMBER = "KEL-2026-0001"
SERIAL = 46357


@pytest.fixture
def world(tmp_path):
    return World(tmp_path, plain=True)


def test_a_tick_box_on_paraf_is_no_paraf(world):
    world.complain()
    world.tick()
    world.fill(NUMBER, classification="Keluhan", service="Pengujian", level="Ringan", initials=False)
    report = world.tick(wita(2, 10))
    assert any("Paraf" in text and "kotak centang" in text for text in report.warnings[NUMBER])
    assert "initials" not in next(iter(world.ledger.memory().cases.values())).cells


def test_a_number_that_shows_as_a_date_never_stands_on_a_letter_and_is_asked_for_once(world):
    world.workbook.seen_as[SERIAL] = "1/12"
    run_to_decision(world)
    world.fill(NUMBER, decision="Setuju", letter_number=SERIAL, letter_date="04/11/2026")
    report = world.tick(wita(4, 11))
    assert any("No. surat keluar" in text and "tanda petik" in text for text in report.warnings[NUMBER])
    assert f"{NUMBER} Surat Balasan.pdf" not in world.files_of(NUMBER)
    world.faults.forget()
    world.tick(wita(4, 11, 5))
    assert world.faults.reads.count("workbook.read") == 1
    world.fill(NUMBER, letter_number=4711)
    report = world.tick(wita(4, 11, 10))
    assert NUMBER not in report.warnings
    assert f"{NUMBER} Surat Balasan.pdf" in world.files_of(NUMBER)
    assert {one.letter_number for one in world.ledger.memory().documents} == {"", "4711"}
    world.tick(wita(4, 11, 15))
    with world.quiet():
        world.tick(wita(4, 11, 20))
    assert world.faults.reads.count("workbook.read") == 1

"""What a process keeps from tick to tick changes how long a tick takes, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from automation.jobs.periodic.counting import counting_rules, lists_counted_by
from automation.jobs.tick.gather import gather
from tests.builders import wita
from tests.jobs.kept_or_anew import differences, seen
from tests.jobs.test_sync import ONE, run_to_signature
from tests.jobs.world import World

TWO = "KEL-2026-0002"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """One settled complaint and one that waits to be sorted; the process has ticked often."""
    world = World(tmp_path / "kantor", plain=True)
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    world.complain(email="budi@contoh.example")
    for minute in range(1, 4):
        world.tick(wita(5, 9, minute))
    assert world.shown(ONE, "Status") == "Selesai"
    return world


def hold_to_a_new_process(world: World) -> None:
    """Check that this process sees, decides and shows what one would that begins now."""
    assert differences(world) == []


def test_what_is_kept_says_what_a_new_process_would_find(world):
    hold_to_a_new_process(world)
    world.tick(wita(5, 9, 10))
    hold_to_a_new_process(world)


@pytest.mark.parametrize(
    "cells",
    [
        {"findings": "Lain lagi."},
        {"reopening": "Hasilnya keliru."},
        {"replacement": "Nomor keliru."},
        {"related_to": TWO},
        {"corrected_email": "bukan alamat"},
        {"letter_date": 46000},
        {"incoming_number": True},
        {"to_print": "Lembar Sampul"},
    ],
)
def test_an_edit_of_a_settled_row_is_seen_at_once(world, cells):
    world.fill(ONE, **cells)
    hold_to_a_new_process(world)
    world.tick(wita(5, 9, 10))
    hold_to_a_new_process(world)
    world.tick(wita(5, 9, 11))
    hold_to_a_new_process(world)


def test_a_tick_after_an_edit_of_a_settled_row_tells_of_it(world):
    before = world.ledger.memory().history_length
    world.fill(ONE, findings="Lain lagi.")
    world.tick(wita(5, 9, 10))
    told = world.ledger.history(before + 1)
    assert [(line.number, line.new) for line in told] == [(ONE, "Lain lagi.")]


def test_one_turned_into_true_is_another_cell(world):
    world.fill(ONE, incoming_number=1)
    world.tick(wita(5, 9, 10))
    world.fill(ONE, incoming_number=True)
    hold_to_a_new_process(world)


def test_sorted_deleted_and_doubled_rows_are_seen_at_once(world):
    world.workbook.sheets["Register"].insert(1, list(world.workbook.sheets["Register"][world.row_of(ONE)]))
    hold_to_a_new_process(world)
    world.workbook.delete_row("Register", 1)
    hold_to_a_new_process(world)
    world.workbook.sort("Register", "Perihal")
    hold_to_a_new_process(world)
    world.workbook.delete_row("Status", world.workbook.row_of("Status", ONE))
    hold_to_a_new_process(world)
    world.workbook.delete_row("Register", world.row_of(ONE))
    hold_to_a_new_process(world)
    world.tick(wita(5, 9, 10))
    hold_to_a_new_process(world)


def test_the_day_and_another_complaint_that_names_it_are_seen_at_once(world):
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    hold_to_a_new_process(world)
    world.tick(wita(5, 9, 10))
    hold_to_a_new_process(world)
    world.now = wita(6, 9)
    hold_to_a_new_process(world)


def test_figures_rest_on_all_lists_of_the_office(world):
    world.workbook.add_row("Jenis Layanan", name="Kalibrasi di tempat")
    world.tick(wita(5, 9, 10))
    memory = world.ledger.memory()
    snapshot = gather(world.job, memory, world.now)
    case = next(iter(memory.cases.values()))
    case = replace(case, cells={**case.cells, "service": "Kalibrasi di tempat"})
    rules = counting_rules(world.settings, snapshot.workbook.calendar, lists_counted_by(memory.notes))
    assert rules.service(case) == "Kalibrasi di tempat"
    hold_to_a_new_process(world)


def test_a_settled_complaint_costs_a_resting_tick_no_deriving(world):
    memory = world.ledger.memory()
    first, again = seen(world, memory), seen(world, memory)
    settled = next(number for number in memory.cases if str(number) == ONE)
    waiting = next(number for number in memory.cases if str(number) == TWO)
    assert first[1].views[settled] is again[1].views[settled]
    assert again[1].at_rest is first[1].at_rest
    assert list(again[1].at_rest) == [settled]
    assert [view.case.number for view in again[1].moving] == [waiting]


def test_an_open_complaint_is_derived_anew_once_anything_that_was_asked_for_it_is_another(world):
    for minute in range(4, 7):
        world.tick(wita(5, 9, minute))
    waiting = next(number for number in world.ledger.memory().cases if str(number) == TWO)
    first, again = (seen(world, world.ledger.memory())[1].views[waiting] for _ in range(2))
    assert first is again
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    other = seen(world, world.ledger.memory())[1].views[waiting]
    assert other is not first
    hold_to_a_new_process(world)


def test_an_open_complaint_is_derived_anew_when_its_hour_comes(world):
    waiting = next(number for number in world.ledger.memory().cases if str(number) == TWO)
    urgencies = []
    for minute in range(4, 16):
        world.tick(wita(5, 9, minute))
        hold_to_a_new_process(world)
        urgencies.append(seen(world, world.ledger.memory())[1].views[waiting].status.urgency)
    assert len(set(urgencies)) > 1

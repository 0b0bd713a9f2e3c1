"""What people move, rename, empty or delete in mid-tick: nothing is lost, somebody is told, and all comes right."""

from pathlib import Path

import pytest

from automation.jobs.tick.emptiness_guard import SuddenEmptiness
from automation.jobs.watch.alarm import STOPPED
from automation.ports import UnreadableWorkbook
from automation.register.lines import WrongHeadings
from tests.builders import wita

from .test_sync import ONE, run_to_signature
from .world import World

TWO = "KEL-2026-0002"
#: The calls of a tick that moves two complaints on, and one more.
CALLS = range(1, 14)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    world.complain(subject="B")
    world.complain(subject="A", email="dua@contoh.example")
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.fill(TWO, classification="Keluhan", service="Kalibrasi")
    world.tick(wita(2, 9, 5))
    world.fill(ONE, findings="Sudah dikaji")
    return world


def come_to_rest(world: World) -> None:
    for minute in (11, 12):
        world.tick(wita(2, 9, minute))
    with world.quiet():
        assert world.tick(wita(2, 9, 13)).exit_status == 0
    assert world.shown(ONE, "Status") == "Mencari penyebab"
    assert world.shown(TWO, "Status") == "Dikaji"
    assert world.shown(ONE, "Hasil kajian") == "Sudah dikaji"
    assert sorted(row["Nomor"] for row in world.workbook.rows("Status") if row["Nomor"]) == [ONE, TWO]
    assert len(world.workbook.rows("Register")) == 2


def tick_or_stop(world: World, kind: type[Exception], named: str) -> None:
    """Tick once; where that is stopped, the reason names what is not as it must be."""
    told = named
    try:
        world.tick(wita(2, 9, 10))
    except kind as refusal:
        told = str(refusal)
    world.faults.nobody_acts()
    assert named in told


def turn_around(world: World, tab: str) -> None:
    head, *rows = world.workbook.sheets[tab]
    world.workbook.sheets[tab] = [head, *rows[::-1]]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("tab", ["Status", "Register", "Arsip"])
def test_rows_sorted_before_any_call_never_show_another_complaints_status(world: World, tab: str, call: int) -> None:
    world.faults.meanwhile(call, lambda: turn_around(world, tab))
    world.tick(wita(2, 9, 10))
    world.faults.nobody_acts()
    assert world.shown(ONE, "Status") in ("Mencari penyebab", "Dikaji")
    assert world.shown(TWO, "Status") in ("Dikaji", "")
    come_to_rest(world)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("tab", ["Register", "Status", "Pokja", "Riwayat"])
def test_a_tab_renamed_before_any_call_stops_nothing_for_good(world: World, tab: str, call: int) -> None:
    world.faults.meanwhile(call, lambda: world.workbook.rename_tab(tab, "Lain"))
    tick_or_stop(world, UnreadableWorkbook, tab)
    if tab not in world.workbook.sheets:
        world.workbook.rename_tab("Lain", tab)
    come_to_rest(world)


@pytest.mark.parametrize("call", CALLS)
def test_a_routing_table_emptied_before_any_call_sends_no_complaint_astray(world: World, call: int) -> None:
    kept = list(world.workbook.sheets["Pokja"])
    world.faults.meanwhile(call, lambda: world.workbook.sheets["Pokja"].__delitem__(slice(1, None)))
    tick_or_stop(world, SuddenEmptiness, "Pokja")
    world.workbook.sheets["Pokja"] = kept
    come_to_rest(world)
    groups = {row["Nomor"]: row["Disposisi"] for row in world.workbook.rows("Status")}
    assert groups == {ONE: "Pokja Pengujian", TWO: "Pokja Kalibrasi"}


@pytest.mark.parametrize("call", CALLS)
def test_a_heading_changed_before_any_call_is_named_and_nothing_of_peoples_changes(world: World, call: int) -> None:
    world.faults.meanwhile(call, lambda: world.workbook.type("Register", 0, "Penyebab", "Sebab"))
    tick_or_stop(world, WrongHeadings, "Penyebab")
    if "Sebab" in world.workbook.sheets["Register"][0]:
        world.workbook.type("Register", 0, "Sebab", "Penyebab")
    come_to_rest(world)


@pytest.mark.parametrize("call", CALLS)
def test_a_row_deleted_before_any_call_comes_back(world: World, call: int) -> None:
    world.faults.meanwhile(call, lambda: world.workbook.delete_row("Register", world.row_of(TWO)))
    world.tick(wita(2, 9, 10))
    world.faults.nobody_acts()
    come_to_rest(world)
    assert world.shown(TWO, "Jenis layanan") == "Kalibrasi"


def test_a_draft_of_the_letter_that_was_deleted_is_told_beside_its_row_and_found_again(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    drafts = world.drive.files
    run_to_draft(world)
    id = next(id for id, file in drafts.items() if file.name == f"{ONE} Surat Balasan.docx")
    gone = drafts.pop(id)
    world.fill(ONE, decision="Setuju", letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11))
    world.tick(wita(4, 11, 1))
    assert "Konsep surat balasan tidak ada di foldernya" in world.shown(ONE, "Peringatan")
    assert f"{ONE} Surat Balasan.pdf" not in world.files_of(ONE)
    drafts[id] = gone
    world.tick(wita(4, 11, 2))
    assert f"{ONE} Surat Balasan.pdf" in world.files_of(ONE)
    world.tick(wita(4, 11, 3))
    assert "Konsep surat" not in world.shown(ONE, "Peringatan")


def run_to_draft(world: World, *kept_back: str) -> None:
    """Go the way up to the initials; the decision is still to come, and whatever else is kept back."""
    fill, typed = world.fill, {}

    def held(number: str, **cells: object) -> None:
        if cells.keys() & {"decision", *kept_back}:
            typed.update(cells)
        else:
            fill(number, **cells)

    world.fill = held  # type: ignore[method-assign]  # (a cell is kept back for later)
    run_to_signature(world)
    world.fill = fill  # type: ignore[method-assign]  # (as it was before)
    assert typed


def test_a_case_folder_that_was_renamed_or_moved_is_the_case_folder_still(world: World) -> None:
    files = world.drive.files
    id = next(id for id, file in files.items() if file.name == ONE)
    files[id].name, files[id].parent = "Kasus Bu Siti", "root"
    before = len(files)
    world.fill(ONE, cause="Label", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.fill(ONE, applied_on="02/11/2026", verification="Sesuai", verified_by="Siti Aminah", effective="Ya")
    world.tick(wita(2, 9, 10))
    assert len(files) > before
    assert {file.parent for file in list(files.values())[before:]} == {id}


def test_what_stops_the_job_says_what_to_do(world: World) -> None:
    world.workbook.remove_tab("Status")
    with world.quiet(), pytest.raises(STOPPED, match="Status"):
        world.tick(wita(2, 9, 10))

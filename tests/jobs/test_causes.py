"""The kind of a cause, from the row to the report, Status, the explanation and a ledger made anew."""

from pathlib import Path

import pytest

from automation.domain.notes import Note
from automation.domain.places import Place
from automation.jobs.own_lists import CAUSES, OwnList, known_list, seen_list
from automation.jobs.periodic.counting import figures_of
from automation.jobs.periodic.national import national_calendar
from automation.jobs.rebuild.command import restore
from automation.report.period import Period
from automation.report.rows import Section
from tests.builders import wita
from tests.letters.letter_lines import as_text

from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_decision
from .world import World

ASKED = "Kategori penyebab: pilih"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    run_to_decision(world, category="")
    return world


def in_status(world: World) -> object:
    (row,) = world.workbook.rows("Status")
    return row["Kategori penyebab"]


def test_it_is_asked_beside_the_row_and_shown_in_status(world: World) -> None:
    assert ASKED in str(world.shown(ONE, "Peringatan"))
    world.fill(ONE, cause_category="Metode")
    world.tick(wita(4, 11))
    assert ASKED not in str(world.shown(ONE, "Peringatan"))
    assert in_status(world) == "Metode"


def test_the_report_names_it(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Tertukar")
    world.fill(ONE, cause="Label", cause_category="Subkontraktor", corrective_action="Uji", preventive_action="Label")
    world.fill(ONE, applied_on="02/11/2026", verification="Baik", verified_by="Siti Aminah", effective="Ya")
    world.tick(wita(3, 9))
    report = next(one for one in world.drive.files.values() if one.name == f"{ONE} Laporan Tindakan Perbaikan.docx")
    assert "Subkontraktor" in as_text(report.content)


def test_a_report_from_before_there_were_categories_is_as_it_was(world: World) -> None:
    assert "isian barisnya diubah" not in str(world.shown(ONE, "Peringatan"))


def test_the_offices_own_list_holds(world: World) -> None:
    world.workbook.add_row("Kategori Penyebab", name="Listrik padam")
    world.fill(ONE, cause_category="Metode")
    world.tick(wita(4, 11))
    assert "Listrik padam" in str(world.shown(ONE, "Peringatan"))
    world.fill(ONE, cause_category="Listrik padam")
    world.tick(wita(4, 12))
    assert "Listrik padam" not in str(world.shown(ONE, "Peringatan"))


def counted(world: World) -> dict[str, object]:
    """Give the report's counts by cause."""
    memory, settings = world.ledger.memory(), world.settings
    period = Period.parse("2026-11")
    rows = figures_of(memory, settings, period, national_calendar(memory, settings))
    return {row.measure: row.value for row in rows if row.section is Section.CAUSES}


def test_the_report_repeats_no_word_that_is_none_of_the_list(world: World) -> None:
    world.fill(ONE, cause_category="Kelalaian Budi Santoso")
    world.tick(wita(4, 11))
    assert counted(world) == {"(di luar daftar kategori)": 1}


def test_one_that_left_the_list_is_still_what_its_complaints_bear(world: World) -> None:
    world.workbook.add_row("Kategori Penyebab", name="Listrik padam")
    world.fill(ONE, cause_category="listrik PADAM")
    world.tick(wita(4, 11))
    world.workbook.type("Kategori Penyebab", 1, "Kategori", "Metode")
    world.tick(wita(4, 12))
    assert "Kategori penyebab" in str(world.shown(ONE, "Peringatan"))
    assert counted(world) == {"Listrik padam": 1}


def test_where_a_list_never_named_any_the_usual_ones_hold() -> None:
    headings = ("Kategori", "Penjelasan")
    for table in (None, (), (headings,), (("Jenis", "Penjelasan"), ("Bahan", ""))):
        known, _ = seen_list(CAUSES, table, {}, is_gone=table is None)
        assert known.listed == CAUSES.usual
        assert known.note == ""


def test_what_is_kept_of_the_list_and_cannot_be_read_is_nothing() -> None:
    assert known_list(CAUSES, {Note.CAUSES: "tidak terbaca"}) == OwnList()


def test_while_the_list_is_gone_its_last_state_holds(world: World) -> None:
    world.workbook.add_row("Kategori Penyebab", name="Listrik padam")
    world.tick(wita(4, 11))
    world.workbook.type("Kategori Penyebab", 0, "Kategori", "Judul lain")
    world.fill(ONE, cause_category="Listrik padam")
    world.tick(wita(4, 12))
    assert in_status(world) == "Listrik padam"
    assert "Kategori penyebab" not in str(world.shown(ONE, "Peringatan"))


def test_a_lost_ledger_knows_it_again(world: World) -> None:
    world.fill(ONE, cause_category="Metode")
    world.tick(wita(4, 11))
    without_ledger(world)
    restore(world.job, wita(4, 12))
    world.tick(wita(4, 12))
    assert in_status(world) == "Metode"
    (case,) = world.ledger.memory().cases.values()
    assert case.cells["cause_category"] == "Metode"


def test_a_workbook_from_before_has_neither_the_list_nor_the_question(world: World) -> None:
    world.ledger.forget_place(Place.tab("causes"))
    world.workbook.type("Register", 0, "Kategori penyebab", "Catatan kami")
    world.tick(wita(4, 11))
    assert ASKED not in str(world.shown(ONE, "Peringatan"))

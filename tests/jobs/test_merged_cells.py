"""Cells of the Register that people merged: a warning on each row that is covered, and never a fact of its own."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from automation.domain.layout import MergedArea
from automation.domain.notes import Note
from automation.register.merged_cells import MergedCells
from automation.register.schema import tabs
from demo.people import DEWI
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office

from .world import World

ONE, TWO = "KEL-2026-0001", "KEL-2026-0002"


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path)
    world.complain()
    world.complain(email="budi@contoh.example", subject="Alat rusak")
    world.tick()
    return world


def merge(world: World, first: str, last: str, *, rows: int = 2) -> None:
    """Merge cells from the first complaint's row, from one column to another."""
    top = world.row_of(ONE)
    left, right = (place_of(world, key) for key in (first, last))
    world.workbook.merged_cells["register"] = (MergedArea(top, left, top + rows, right + 1),)


def place_of(world: World, key: str) -> int:
    return world.workbook.sheets["Register"][0].index(tabs()["register"].column(key).heading)


def later(world: World):
    return world.tick(world.now + timedelta(minutes=1))


def warned(report, number: str) -> list[str]:
    return [text.split(":")[0] for text in report.warnings.get(number, ()) if "digabung" in text]


def test_a_value_over_two_rows_counts_for_the_first_and_the_other_is_warned_of(world):
    merge(world, "classification", "classification")
    world.fill(ONE, classification="Keluhan")
    report = later(world)
    assert (warned(report, ONE), warned(report, TWO)) == ([], ["Klasifikasi"])
    assert {str(number): dict(case.cells) for number, case in world.ledger.memory().cases.items()} == {
        ONE: {"classification": "Keluhan"},
        TWO: {},
    }
    with world.quiet():
        assert warned(later(world), TWO) == ["Klasifikasi"]
    assert "workbook.merged" not in world.faults.reads


def test_over_columns_the_row_s_own_cells_are_named_and_what_lies_hidden_beneath_is_no_fact(world):
    merge(world, "classification", "service", rows=1)
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    report = later(world)
    assert set(warned(report, ONE)) >= {"Jenis layanan"}
    assert "Klasifikasi" not in warned(report, ONE)
    assert "service" not in world.ledger.memory().cases[next(iter(world.ledger.memory().cases))].cells


def test_parted_and_filled_cells_are_facts_and_the_warning_goes(world):
    merge(world, "classification", "classification")
    world.fill(ONE, classification="Keluhan")
    later(world)
    world.workbook.merged_cells.clear()
    world.fill(TWO, classification="Bukan keluhan")
    report = later(world)
    assert warned(report, TWO) == []
    assert {case.cells["classification"] for case in world.ledger.memory().cases.values()} == {
        "Keluhan",
        "Bukan keluhan",
    }
    assert MergedCells.remembered(world.ledger.memory().notes).covered == {}


def test_only_what_people_changed_costs_the_question_and_a_dry_run_notes_nothing(world):
    world.faults.forget()
    later(world)
    assert "workbook.merged" not in world.faults.reads
    merge(world, "classification", "classification")
    world.fill(ONE, classification="Keluhan")
    assert warned(world.tick(dry_run=True), TWO) == ["Klasifikasi"]
    assert world.ledger.noted(Note.CELLS_COVERED) == ""
    world.faults.forget()
    later(world)
    assert world.faults.reads.count("workbook.merged") == 1


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        yield office


def test_cells_merged_in_google_s_way_are_found_though_no_value_changed(office: WiredOffice):
    for subject in ("Hasil terlambat", "Alat rusak"):
        office.stage.answer_form("public", {**ANSWER, "subject": subject})
    office.sync(wita(2, 9), "--yakin")
    column = next(place for place, one in enumerate(tabs()["register"].columns) if one.key == "classification")
    sheet = int(office.stage.place("tab.register"))
    area = {"sheetId": sheet, "startColumnIndex": column, "endColumnIndex": column + 1}
    area |= {"startRowIndex": 1, "endRowIndex": 3}
    change(office, {"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}})
    # Tomorrow's first tick looks; what it finds stands beside the row with the next.
    office.sync(wita(3, 8))
    assert "Lembar Register: sel" in office.run("doctor").out
    told = office.sync(wita(3, 8, 1))
    assert "digabung" in status_of(office, TWO), told
    assert "digabung" not in status_of(office, ONE)
    office.sync(wita(3, 8, 2))  # The third of the forms has its turn.
    assert calls(office, wita(3, 8, 3)) == (2, 0)
    change(office, {"unmergeCells": {"range": area}})
    letter = chr(ord("A") + column)
    office.stage.hands(DEWI).type_cells(office.stage.place("workbook"), {f"Register!{letter}3": "Keluhan"})
    office.sync(wita(3, 8, 4))
    assert "digabung" not in status_of(office, TWO)


ANSWER = {
    "complainant": "Siti Rahma",
    "email": "siti.rahma@kayulestari.example",
    "phone": "081234567890",
    "stated_service": "Pengujian",
    "description": "Belum kami terima.",
}


def change(office: WiredOffice, *requests: object) -> None:
    book = office.stage.place("workbook")
    found = office.stage.hands(DEWI).ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": requests})
    assert found.ok, found.text


def status_of(office: WiredOffice, number: str) -> str:
    found = office.ask("GET", f"/v4/spreadsheets/{office.stage.place('workbook')}/values/Status").json()
    return str(next(row for row in found["values"] if row[0] == number))


def calls(office: WiredOffice, at: datetime) -> tuple[int, int]:
    told = json.loads(office.sync(at, "--json").out)
    return told["calls"]["reads"], told["calls"]["writes"]

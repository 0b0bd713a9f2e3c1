"""Documents made from a row that is put right afterwards: warned of, and made anew on demand, once for each text."""

from pathlib import Path

import pytest

from automation.jobs.rebuild.command import restore
from local_workspace.scanner import scan
from tests.builders import wita
from tests.letters.letter_lines import as_text

from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_signature
from .world import World

REPORT, SECOND = f"{ONE} Laporan Tindakan Perbaikan.docx", f"{ONE} Laporan Tindakan Perbaikan (2).docx"
WARNING = "Laporan Tindakan Perbaikan dibuat sebelum isian barisnya diubah"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    run_to_signature(world)
    world.tick(wita(4, 11, 30))
    return world


def content(world: World, name: str) -> str:
    return as_text(next(file.content for file in world.drive.files.values() if file.name == name))


def warned(world: World) -> str:
    return str(world.shown(ONE, "Peringatan"))


def correct(world: World) -> None:
    world.fill(ONE, cause="Label contoh tertukar, bukan terlepas")
    world.tick(wita(4, 12))


def demand(world: World, text: str = "Laporan: penyebab dibetulkan") -> None:
    world.fill(ONE, remake=text)
    world.tick(wita(4, 13))


def test_nothing_is_said_of_documents_while_the_row_says_what_they_say(world: World) -> None:
    assert "isian barisnya diubah" not in warned(world)


def test_a_report_whose_row_was_put_right_is_warned_of_and_stays_as_it_is(world: World) -> None:
    before = content(world, REPORT)
    correct(world)
    assert WARNING in warned(world)
    assert content(world, REPORT) == before
    world.fill(ONE, cause="Label contoh terlepas")


def test_the_warning_ends_when_the_row_says_again_what_the_report_says(world: World) -> None:
    cause = world.shown(ONE, "Penyebab")
    correct(world)
    world.fill(ONE, cause=cause)
    world.tick(wita(4, 12, 5))
    assert WARNING not in warned(world)


def test_a_new_version_says_what_the_row_says_and_the_old_one_is_marked(world: World) -> None:
    correct(world)
    demand(world)
    assert "bukan terlepas" in content(world, SECOND)
    assert f"DIGANTI - {REPORT}" in world.files_of(ONE)
    archive = {row["Nama berkas"]: row for row in world.workbook.rows("Arsip")}
    assert archive[f"DIGANTI - {REPORT}"]["Keterangan"] == ("Digantikan versi baru: Laporan: penyebab dibetulkan")
    told = [row for row in world.workbook.rows("Riwayat") if "dibuat ulang" in str(row["Kejadian"])]
    assert [(row["Kejadian"], row["Menjadi"]) for row in told] == [
        ("Laporan Tindakan Perbaikan dibuat ulang", "Laporan: penyebab dibetulkan")
    ]
    world.tick(wita(4, 13, 1))
    assert WARNING not in warned(world)


def test_one_text_makes_one_version_and_the_next_text_another(world: World) -> None:
    correct(world)
    demand(world)
    with world.quiet():
        world.tick(wita(4, 13, 10))
    world.fill(ONE, cause="Label tertukar di gudang")
    world.tick(wita(4, 13, 20))
    assert SECOND in world.files_of(ONE)
    demand(world, "Laporan, sekali lagi")
    third = f"{ONE} Laporan Tindakan Perbaikan (3).docx"
    assert "gudang" in content(world, third)
    assert f"DIGANTI - {SECOND}" in world.files_of(ONE)


def test_the_sheet_of_the_disposition_is_made_anew_with_the_report_where_both_are_named(world: World) -> None:
    world.fill(ONE, instruction="Periksa juga gudang")
    correct(world)
    assert "Lembar Disposisi dibuat sebelum" in warned(world)
    demand(world, "lembar disposisi dan laporan dibetulkan")
    assert "Periksa juga gudang" in content(world, f"{ONE} Lembar Disposisi (2).docx")
    assert "bukan terlepas" in content(world, SECOND)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("tolong diperbaiki", "awali dengan nama dokumennya"),
        ("penyebab di laporan dibetulkan", "awali dengan nama dokumennya"),
        ("Undangan: ruangnya pindah", "Undangan Rapat yang berlaku sekarang belum dibuat"),
    ],
)
def test_a_demand_that_names_no_document_of_the_case_is_told_and_makes_nothing(
    world: World, text: str, advice: str
) -> None:
    before = world.files_of(ONE)
    demand(world, text)
    assert advice in warned(world)
    assert world.files_of(ONE) == before


def test_the_scan_of_a_paper_that_was_replaced_is_marked_too(world: World) -> None:
    paper = next(file for file in world.drive.files.values() if file.name == REPORT)
    world.drive.drop("folder-scans", "scan7.pdf", scan(world.drive.as_pdf(paper.content, "laporan"), seed=2))
    world.tick(wita(4, 12))
    correct(world)
    demand(world)
    assert f"DIGANTI - {ONE} Laporan Tindakan Perbaikan (pindaian) 2026-11-04.pdf" in world.files_of(ONE)


def test_people_are_invited_again_when_the_invitation_is_made_anew(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    guests = "ahli@kampus.example"
    world.fill(ONE, meeting_needed="Ya", meeting_at="05/11/2026 09.00", meeting_place="Aula")
    world.fill(ONE, meeting_participants=guests)
    world.tick(wita(2, 10))
    world.fill(ONE, meeting_place="Ruang rapat lantai 2")
    world.tick(wita(2, 11))
    assert len(world.mailbox.to(guests)) == 1
    assert "Undangan Rapat dibuat sebelum" in warned(world)
    demand(world, "Undangan: ruangnya pindah")
    assert "lantai 2" in content(world, f"{ONE} Undangan Rapat (2).docx")
    assert f"DIGANTI - {ONE} Undangan Rapat.docx" in world.files_of(ONE)
    world.tick(wita(4, 13, 5))
    assert len(world.mailbox.to(guests)) == 2
    world.fill(ONE, meeting_at="06/11/2026 09.00")
    world.tick(wita(4, 13, 10))
    assert f"{ONE} Undangan Rapat (3).docx" in world.files_of(ONE)


def test_a_rebuilt_ledger_makes_no_document_anew(tmp_path: Path) -> None:
    world = World(tmp_path)
    run_to_signature(world)
    world.tick(wita(4, 11, 30))
    correct(world)
    demand(world)
    before, files = world.ledger.memory(), world.files_of(ONE)
    restore(without_ledger(world).job, wita(4, 14))
    after = world.ledger.memory()
    assert [case.remade for case in after.cases.values()] == [case.remade for case in before.cases.values()]
    assert {one.name: one.remark for one in after.documents} == {one.name: one.remark for one in before.documents}
    world.tick(wita(4, 14, 5))
    assert world.files_of(ONE) == files


def invited(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang", workers="tidak ada")
    world.fill(ONE, meeting_needed="Ya", meeting_at="05/11/2026 09.00", meeting_place="Aula")
    world.tick(wita(2, 10))
    return world


def test_the_reason_may_name_another_document(tmp_path: Path) -> None:
    world = invited(tmp_path)
    world.fill(ONE, instruction="Periksa gudang")
    demand(world, "Lembar Disposisi, karena hasil rapat: undangan dan laporan menyusul")
    assert f"DIGANTI - {ONE} Lembar Disposisi.docx" in world.files_of(ONE)
    assert f"{ONE} Undangan Rapat.docx" in world.files_of(ONE)


def test_of_meetings_set_to_and_fro_the_invitation_that_the_row_calls_for_is_replaced(tmp_path: Path) -> None:
    world = invited(tmp_path)
    world.fill(ONE, meeting_at="06/11/2026 09.00")
    world.tick(wita(2, 10, 30))
    world.fill(ONE, meeting_at="05/11/2026 09.00", meeting_place="Ruang rapat lantai 2")
    world.tick(wita(2, 11))
    assert "Undangan Rapat dibuat sebelum" in warned(world)
    demand(world, "Undangan: ruangnya pindah")
    world.tick(wita(4, 13, 1))
    assert "dibuat sebelum" not in warned(world)
    assert "lantai 2" in content(world, f"{ONE} Undangan Rapat (3).docx")
    assert {f"DIGANTI - {ONE} Undangan Rapat.docx", f"{ONE} Undangan Rapat (2).docx"} <= world.files_of(ONE)


def test_an_invitation_to_a_meeting_that_is_no_longer_planned_is_not_replaced(tmp_path: Path) -> None:
    world = invited(tmp_path)
    world.fill(ONE, meeting_needed="Tidak")
    demand(world, "Undangan: batal")
    assert f"{ONE} Undangan Rapat.docx" in world.files_of(ONE)
    assert "tidak ada yang diganti" in warned(world)


def test_a_rebuilt_ledger_leaves_the_invitation_that_holds(tmp_path: Path) -> None:
    world = invited(tmp_path)
    world.fill(ONE, meeting_place="Ruang rapat lantai 2")
    demand(world, "Undangan: ruangnya pindah")
    files = world.files_of(ONE)
    restore(without_ledger(world).job, wita(4, 14))
    world.tick(wita(4, 14, 5))
    assert world.files_of(ONE) == files

"""What is lacking of a case's papers is shown and told at its end, and where paper lies is never forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber
from automation.jobs.explaining.command import explain
from automation.jobs.explaining.text import as_text
from automation.jobs.rebuild.command import restore
from local_workspace.scanner import scan
from tests.archive.paper import a_pdf, a_sheet
from tests.builders import wita

from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_signature
from .world import World

SHELF, LACKING = "Lokasi fisik", "Kelengkapan berkas"
RECORD = "Notulen Penyerahan"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    office = World(tmp_path, plain=True)
    yield office
    office.ledger.close()


def waiting_world(folder: Path, since: str = "2026-11-02") -> World:
    return World(folder, plain=True, penanganan__tutup_menunggu_berkas_sejak=since)


def run_to_the_end(world: World, **cells: Any) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah", **cells)
    world.tick(wita(5, 9))


def scan_signed_record(world: World) -> None:
    record = next(file for file in world.drive.files.values() if file.name == f"{ONE} {RECORD}.docx")
    world.drive.drop("folder-scans", "scan.pdf", scan(world.drive.as_pdf(record.content, "record"), seed=3))


def form_of(world: World) -> str:
    """Complain, and have the form scanned; give the document that its scan became."""
    world.complain()
    world.tick()
    world.print_form(ONE)
    world.tick(wita(2, 10))
    [document] = [one.effect for one in world.ledger.documents() if one.is_paper]
    return document


def shelve(world: World, where: Any, document: str = "") -> None:
    """Say where a document lies; where none is named, all papers."""
    papers = [document] if document else [one.effect for one in world.ledger.documents() if one.is_paper]
    for one in papers:
        world.workbook.type("Arsip", world.workbook.row_of("Arsip", one), SHELF, where)


def shelf_shown(world: World, document: str) -> Any:
    return world.workbook.shown("Arsip", world.workbook.row_of("Arsip", document), SHELF)


def kept(world: World, document: str) -> str:
    return next(one.shelf for one in world.ledger.documents() if one.effect == document)


# -- what is lacking


def test_what_a_settled_case_lacks_stands_in_its_row_and_in_riwayat_until_it_is_there(world: World) -> None:
    run_to_the_end(world)
    assert world.shown(ONE, "Status") == "Selesai"
    expected = f"kurang: {RECORD} bertanda tangan; {SHELF} di Arsip (Surat Balasan)"
    assert world.shown(ONE, LACKING) == expected
    [closed] = [line.new for line in world.ledger.history() if line.what == "Selesai"]
    assert closed == expected
    scan_signed_record(world)
    world.tick(wita(5, 10))
    assert world.shown(ONE, LACKING) == f"kurang: {SHELF} di Arsip (Surat Balasan, {RECORD})"
    shelve(world, "Lemari 2, map 1")
    world.tick(wita(5, 11))
    assert world.shown(ONE, LACKING) == ""
    with world.quiet():
        world.tick(wita(5, 11, 1))


def test_the_end_waits_for_the_papers_and_the_officer_is_told_of_what(tmp_path: Path) -> None:
    world = waiting_world(tmp_path)
    run_to_the_end(world)
    assert world.shown(ONE, "Status") == "Menunggu kelengkapan berkas"
    assert f"kurang: {RECORD} bertanda tangan" in str(world.shown(ONE, "Peringatan"))
    assert not any("selesai" in subject.lower() for subject in world.subjects("siti@kayu.example"))
    scan_signed_record(world)
    shelve(world, "Map 1")
    world.tick(wita(5, 10))
    shelve(world, "Map 1")
    world.tick(wita(5, 11))
    assert (world.shown(ONE, "Status"), world.shown(ONE, LACKING)) == ("Selesai", "")
    world.ledger.close()


def test_a_lost_ledger_lets_no_waiting_case_go(tmp_path: Path) -> None:
    world = waiting_world(tmp_path)
    run_to_the_end(world)
    assert restore(without_ledger(world).job, wita(5, 10)).gaps == ()
    world.tick(wita(5, 11))
    assert world.shown(ONE, "Status") == "Menunggu kelengkapan berkas"
    world.ledger.close()


def test_a_case_registered_before_that_day_ends_as_before_also_after_its_ledger_was_lost(tmp_path: Path) -> None:
    world = waiting_world(tmp_path, since="2026-11-03")
    run_to_signature(world)
    restore(without_ledger(world).job, wita(4, 12))
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    assert world.shown(ONE, "Status") == "Selesai"
    world.ledger.close()


@pytest.mark.parametrize(
    "kind", [DocumentKind.NOTULEN_RAPAT, DocumentKind.DAFTAR_HADIR, DocumentKind.SURAT_PENGADUAN]
)
def test_a_paper_without_a_code_is_known_by_the_name_of_its_file(world: World, kind: DocumentKind) -> None:
    world.complain()
    world.tick()
    world.drive.drop("folder-scans", f"{ONE} {kind.title}.pdf", a_pdf(a_sheet()))
    world.tick(wita(2, 10))
    assert kind in [one.kind for one in world.ledger.documents()]


@pytest.mark.parametrize("title", [RECORD, "Daftar Hadir"])
def test_an_officer_says_what_an_attachment_is_also_after_the_end(world: World, title: str) -> None:
    run_to_the_end(world)
    world.drive.drop("folder-scans", f"{ONE} Lampiran.pdf", a_pdf(a_sheet()))
    world.tick(wita(5, 10))
    [attached] = [one.effect for one in world.ledger.documents() if one.kind is DocumentKind.LAMPIRAN]
    world.workbook.type("Arsip", world.workbook.row_of("Arsip", attached), "Ditetapkan sebagai", title)
    world.tick(wita(5, 11))
    assert f"{ONE} {title} (pindaian) 2026-11-05.pdf" in world.files_of(ONE)
    assert ("bertanda tangan" in world.shown(ONE, LACKING)) == (title != RECORD)
    with world.quiet():
        world.tick(wita(5, 11, 1))
    restore(without_ledger(world).job, wita(5, 12))
    world.tick(wita(5, 12, 30))
    assert world.shown(ONE, "Peringatan") == ""
    [again] = [one for one in world.ledger.documents() if one.effect == attached]
    assert again.kind.title == title


def test_what_was_said_once_is_not_said_otherwise_and_the_officer_hears_so(world: World) -> None:
    world.complain()
    world.tick()
    world.drive.drop("folder-scans", f"{ONE} Lampiran.pdf", a_pdf(a_sheet()))
    world.tick(wita(2, 10))
    [attached] = [one.effect for one in world.ledger.documents() if one.kind is DocumentKind.LAMPIRAN]
    for hour, title in ((11, "Notulen Rapat"), (12, "Daftar Hadir")):
        world.workbook.type("Arsip", world.workbook.row_of("Arsip", attached), "Ditetapkan sebagai", title)
        world.tick(wita(2, hour))
    assert "sudah pernah ditetapkan" in str(world.shown(ONE, "Peringatan"))
    assert [one.kind for one in world.ledger.documents() if one.effect == attached] == [DocumentKind.NOTULEN_RAPAT]


def test_a_paper_that_its_name_tells_of_becomes_no_other_one_and_the_officer_hears_so(world: World) -> None:
    world.complain()
    world.tick()
    world.drive.drop("folder-scans", f"{ONE} Notulen Rapat.pdf", a_pdf(a_sheet()))
    world.tick(wita(2, 10))
    [scanned] = [one.effect for one in world.ledger.documents() if one.kind is DocumentKind.NOTULEN_RAPAT]
    world.workbook.type("Arsip", world.workbook.row_of("Arsip", scanned), "Ditetapkan sebagai", "Daftar Hadir")
    world.tick(wita(2, 11))
    assert "sudah diarsipkan sebagai Notulen Rapat" in str(world.shown(ONE, "Peringatan"))
    assert [one.kind for one in world.ledger.documents() if one.effect == scanned] == [DocumentKind.NOTULEN_RAPAT]


def test_papers_that_become_the_same_in_one_tick_bear_names_of_their_own(world: World) -> None:
    world.complain()
    world.tick()
    for sheets in (1, 2):
        world.drive.drop("folder-scans", f"{ONE} Lampiran.pdf", a_pdf(*[a_sheet()] * sheets))
    world.tick(wita(2, 10))
    for one in [one.effect for one in world.ledger.documents() if one.kind is DocumentKind.LAMPIRAN]:
        world.workbook.type("Arsip", world.workbook.row_of("Arsip", one), "Ditetapkan sebagai", "Daftar Hadir")
    world.drive.drop("folder-scans", f"{ONE} Daftar Hadir.pdf", a_pdf(*[a_sheet()] * 3))
    world.tick(wita(2, 11))
    named = f"{ONE} Daftar Hadir (pindaian) 2026-11-02"
    names = [f"{named}.pdf", f"{named} (2).pdf", f"{named} (3).pdf"]
    assert sorted(one.name for one in world.ledger.documents() if "Daftar" in one.name) == sorted(names)
    assert set(names) <= world.files_of(ONE)


# -- where paper lies


@pytest.mark.parametrize(("typed", "text"), [("Lemari 2, map 1", "Lemari 2, map 1"), (3, "3"), ("=1+1", "=1+1")])
def test_a_deleted_row_of_arsip_comes_back_with_where_its_paper_lies(world: World, typed: Any, text: str) -> None:
    document = form_of(world)
    shelve(world, typed)
    world.tick(wita(2, 11))
    assert kept(world, document) == text
    world.workbook.delete_row("Arsip", world.workbook.row_of("Arsip", document))
    world.tick(wita(2, 12))
    assert shelf_shown(world, document) == text
    with world.quiet():
        world.tick(wita(2, 12, 1))


def test_a_row_comes_back_whole_where_people_moved_the_columns(world: World) -> None:
    document = form_of(world)
    shelve(world, "Map 1")
    world.tick(wita(2, 11))
    world.workbook.insert_column("Arsip", 1, "Catatan kami")
    before = world.workbook.rows("Arsip")
    world.workbook.delete_row("Arsip", world.workbook.row_of("Arsip", document))
    world.tick(wita(2, 12))
    assert sorted(map(str, world.workbook.rows("Arsip"))) == sorted(map(str, before))


def test_who_empties_the_cell_is_obeyed_and_who_sorts_the_rows_changes_nothing(world: World) -> None:
    document = form_of(world)
    shelve(world, "Map 1")
    world.tick(wita(2, 11))
    world.workbook.sort("Arsip", "Nama berkas")
    world.tick(wita(2, 12))
    assert [one.shelf for one in world.ledger.documents() if one.shelf] == ["Map 1"]
    shelve(world, "", document)
    world.tick(wita(2, 13))
    assert (kept(world, document), shelf_shown(world, document)) == ("", "")


def test_a_copied_row_takes_no_shelf_away(world: World) -> None:
    document = form_of(world)
    shelve(world, "Map 1")
    world.tick(wita(2, 11))
    for copy in (1, len(world.workbook.sheets["Arsip"]) + 1):
        world.workbook.sheets["Arsip"].insert(copy, [document])
    world.tick(wita(2, 12))
    assert kept(world, document) == "Map 1"


def test_a_lost_ledger_knows_again_where_paper_lies(world: World) -> None:
    document = form_of(world)
    shelve(world, "Map 1")
    world.tick(wita(2, 11))
    assert restore(without_ledger(world).job, wita(2, 12)).gaps == ()
    assert kept(world, document) == "Map 1"
    world.workbook.delete_row("Arsip", world.workbook.row_of("Arsip", document))
    world.tick(wita(2, 13))
    assert shelf_shown(world, document) == "Map 1"


def test_a_document_that_is_kept_again_stays_where_it_lies(world: World) -> None:
    document = form_of(world)
    shelve(world, "Map 1")
    world.tick(wita(2, 11))
    [one] = [one for one in world.ledger.documents() if one.effect == document]
    world.ledger.keep_documents([replace(one, shelf="", remark="Diganti")])
    assert kept(world, document) == "Map 1"


def test_explain_tells_where_paper_lies(world: World) -> None:
    form_of(world)
    shelve(world, "Lemari 2")
    world.tick(wita(2, 11))
    told = explain(world.job, ComplaintNumber.parse(ONE), wita(2, 11))
    assert [one.shelf for one in told.documents if one.form == "pindaian"] == ["Lemari 2"]
    assert "Form Pengaduan ke-1 (pindaian); lokasi fisik: Lemari 2" in as_text(told)


def test_a_workbook_from_before_goes_on_without_the_new_column(world: World) -> None:
    for tab in ("Status", "Register"):
        world.workbook.type(tab, 0, LACKING, "Catatan kami")
    form_of(world)
    assert world.shown(ONE, "Status") == "Menunggu pemilahan"
    assert world.shown(ONE, "Catatan kami") == ""

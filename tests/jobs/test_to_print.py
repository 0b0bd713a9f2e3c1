"""Cover sheets for papers without a code, and labels for folders: asked for in a row, scanned back into its case."""

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from local_workspace.scanner import scan
from tests.builders import wita

from .test_sync import ONE
from .world import OFFICER, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.complain(OFFICER, channel="Surat", received_at="2026-11-02 08:15")
    world.tick(wita(2, 9))
    return world


def on_top_of(sheet: bytes, pages: int) -> bytes:
    """Lay a printed sheet on top of a paper of some pages."""
    out = BytesIO()
    with pdfium.PdfDocument(sheet) as stack:
        for _ in range(pages):
            stack.new_page(595, 842).close()
        stack.save(out)
    return out.getvalue()


def printed(world: World, name: str) -> bytes:
    made = next(file for file in world.drive.files.values() if file.name == name)
    return world.drive.as_pdf(made.content, name)


def test_a_paper_with_its_cover_sheet_goes_to_its_case_and_lacks_no_more(world: World) -> None:
    assert "Surat Pengaduan" in world.shown(ONE, "Kelengkapan berkas")
    world.fill(ONE, to_print="surat pengaduan; Label map")
    world.tick(wita(2, 9, 5))
    assert {f"{ONE} Lembar Sampul Surat Pengaduan.docx", f"{ONE} Label Map.docx"} <= world.files_of(ONE)
    with world.quiet():
        world.tick(wita(2, 9, 6))
    sheet = printed(world, f"{ONE} Lembar Sampul Surat Pengaduan.docx")
    world.drive.drop("folder-scans", "scan.pdf", scan(on_top_of(sheet, 2), seed=3))
    world.tick(wita(2, 9, 10))
    assert f"{ONE} Surat Pengaduan (pindaian) 2026-11-02.pdf" in world.files_of(ONE)
    assert "kurang: Surat Pengaduan" not in world.shown(ONE, "Kelengkapan berkas")


def test_a_sheet_alone_and_a_label_go_to_a_person(world: World) -> None:
    world.fill(ONE, to_print="Lampiran; Label Map")
    world.tick(wita(2, 9, 5))
    for name in (f"{ONE} Lembar Sampul Lampiran.docx", f"{ONE} Label Map.docx"):
        world.drive.drop("folder-scans", "scan.pdf", scan(printed(world, name), seed=3))
    world.tick(wita(2, 9, 10))
    notes = [file.note for file in world.drive.inside("folder-review")]
    assert sorted(one.partition(".")[0] for one in notes) == [
        "Hanya lembar sampul yang terpindai, tanpa kertas di bawahnya",
        "Yang terpindai adalah label map",
    ]


def test_what_cannot_be_printed_is_told_and_the_rest_is_made(world: World) -> None:
    world.fill(ONE, to_print="Surat Balasan; Daftar Hadir")
    world.tick(wita(2, 9, 5))
    assert f"{ONE} Lembar Sampul Daftar Hadir.docx" in world.files_of(ONE)
    assert "Cetak lembar: tulis nama seperti di daftar" in world.shown(ONE, "Peringatan")


def test_a_closed_complaint_gets_its_sheet_too(world: World) -> None:
    world.fill(ONE, classification="Bukan keluhan")
    world.tick(wita(2, 9, 5))
    world.tick(wita(2, 9, 6))
    world.fill(ONE, to_print="Lampiran")
    world.tick(wita(2, 9, 10))
    assert f"{ONE} Lembar Sampul Lampiran.docx" in world.files_of(ONE)
    assert world.shown(ONE, "Peringatan") == ""
    with world.quiet():
        world.tick(wita(2, 9, 11))

"""A letter signed by hand is held against the PDF that was approved: what differs waits for a person."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest

from local_workspace.drive.rendering import typesetting
from local_workspace.scanner import bundled, scan, signed
from tests.archive.paper import a_pdf, a_sheet
from tests.builders import wita
from tests.jobs.test_sync import ONE, run_to_signature
from tests.jobs.world import World

REPLY = f"[{ONE}] Surat balasan atas keluhan Anda"
OFFICER = "fauzi@bspji-samarinda.example"
HEADING = "Ditetapkan sebagai"
TEXT = "Hasil uji ulang kami lampirkan.\nBiaya Rp1.250.000 kami kembalikan pada 17 November 2026."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    office = World(tmp_path)
    office.drive.typesets = True
    run_to_signature(office)
    yield office
    office.ledger.close()


def paper(world: World, before: str = "", after: str = "") -> bytes:
    """Print what the job printed, with a word of it changed by somebody."""
    document = docx.Document(BytesIO(world.drive.printed[-1]))
    changed = 0
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if before and before in run.text:
                run.text = run.text.replace(before, after)
                changed += 1
    assert bool(before) == bool(changed)
    out = BytesIO()
    document.save(out)
    return typesetting.pdf(out.getvalue())


def scanned(world: World, pdf: bytes, name: str = "scan001.pdf") -> None:
    world.drive.drop("folder-scans", name, scan(signed(pdf), seed=7))
    world.tick(wita(4, 14))


def waits(world: World) -> str:
    """Hold that nothing was mailed and a person is asked; give the warning."""
    assert REPLY not in world.subjects("siti@kayu.example")
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"
    assert f"{ONE} Lampiran (pindaian) 2026-11-04.pdf" in world.files_of(ONE)
    warning = str(world.shown(ONE, "Peringatan"))
    assert "belum dianggap sama" in warning
    assert HEADING in warning
    world.tick(wita(4, 14, 1))
    mails = [mail.get_body(("plain",)) for mail in world.mailbox.to(OFFICER)]
    assert any("belum dianggap sama" in " ".join(str(mail.get_content()).split()) for mail in mails if mail)
    return warning


def test_what_was_printed_and_signed_goes_out(world: World) -> None:
    scanned(world, paper(world))
    assert world.subjects("siti@kayu.example")[-1] == REPLY
    assert world.shown(ONE, "Peringatan") == ""


def test_another_word_waits_until_an_officer_says_that_it_is_the_letter(world: World) -> None:
    scanned(world, paper(world, "lampirkan", "batalkan"))
    assert "lampirkan" in waits(world)
    [document] = [one for one in world.ledger.memory().documents if one.remark]
    world.workbook.type("Arsip", world.workbook.row_of("Arsip", document.effect), HEADING, "Surat Balasan")
    world.tick(wita(4, 15))
    assert world.subjects("siti@kayu.example")[-1] == REPLY
    with world.quiet():
        world.tick(wita(4, 15, 1))


def test_a_page_more_waits(world: World) -> None:
    scanned(world, bundled([paper(world), a_pdf(a_sheet())]))
    assert "2 halaman" in waits(world)


def test_the_page_of_another_letter_under_our_code_waits(world: World) -> None:
    document = docx.Document(BytesIO(world.drive.printed[-1]))
    for place, paragraph in enumerate(document.paragraphs):
        for run in paragraph.runs:
            run.text = run.text and f"Naskah lain baris {place} yang belum pernah disetujui siapa pun. "
    out = BytesIO()
    document.save(out)
    scanned(world, typesetting.pdf(out.getvalue()))
    waits(world)


def test_where_the_pdf_is_not_what_the_job_made_a_person_compares(world: World) -> None:
    other = paper(world, "lampirkan", "batalkan")
    pdf = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.pdf")
    pdf.content = other
    scanned(world, other)
    assert "bukan lagi yang dibuat sistem" in waits(world)


def test_a_scan_waits_for_a_letter_that_cannot_be_fetched_and_is_not_blamed_for_it(world: World) -> None:
    pdf = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.pdf")
    world.drive.withhold(pdf.id)
    scanned(world, paper(world))
    assert [file.name for file in world.drive.inside("folder-scans")] == ["scan001.pdf"]
    [setback] = world.ledger.memory().setbacks.values()
    assert "tidak boleh diunduh" in setback.failure.reason
    pdf.is_withheld = False
    world.tick(wita(4, 14, 2))
    assert world.subjects("siti@kayu.example")[-1] == REPLY
    assert not world.ledger.memory().setbacks


def test_a_letter_that_stays_refused_is_a_persons_to_judge_and_keeps_no_other_of_its_scan_waiting(
    world: World,
) -> None:
    pdf = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.pdf")
    form = next(file for file in world.drive.files.values() if file.name == f"{ONE} Form Pengaduan.docx")
    world.drive.withhold(pdf.id)
    scanned(world, bundled([typesetting.pdf(form.content), paper(world)]))
    assert f"{ONE} Form Pengaduan (pindaian) 2026-11-04.pdf" not in world.files_of(ONE)
    world.tick(wita(4, 14, 1))
    assert f"{ONE} Form Pengaduan (pindaian) 2026-11-04.pdf" in world.files_of(ONE)
    assert "tidak boleh diunduh" in waits(world)
    assert not world.ledger.memory().setbacks


def test_of_a_batch_only_the_letter_that_differs_waits(world: World) -> None:
    form = next(file for file in world.drive.files.values() if file.name == f"{ONE} Form Pengaduan.docx")
    changed = paper(world, "lampirkan", "batalkan")
    scanned(world, bundled([typesetting.pdf(form.content), changed]))
    waits(world)
    assert f"{ONE} Form Pengaduan (pindaian) 2026-11-04.pdf" in world.files_of(ONE)


def test_a_letter_that_nobody_signed_and_that_differs_is_told_with_both(world: World) -> None:
    world.drive.drop("folder-scans", "scan001.pdf", scan(paper(world, "lampirkan", "batalkan"), seed=7))
    world.tick(wita(4, 14))
    warning = waits(world)
    assert "tidak tampak goresan pena" in warning
    assert "lampirkan" in warning


def test_the_printed_letter_is_fetched_once_for_a_scan(world: World) -> None:
    pdf = paper(world)
    before = world.faults.reads.count("drive.download")
    world.drive.drop("folder-scans", "scan001.pdf", scan(signed(pdf), seed=7))
    world.tick(wita(4, 14))
    alone = world.faults.reads.count("drive.download") - before
    assert world.subjects("siti@kayu.example")[-1] == REPLY
    # The scan to be read, what was printed, the draft as it is by now, the scan to be mailed.
    assert alone == 4

"""A page without our code counts as the signed reply only when an officer says so, in Arsip."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.domain.happenings import ScanDesignated
from automation.jobs.rebuild.command import restore
from local_workspace.scanner import bundled, scan
from tests.archive.paper import a_pdf, a_sheet
from tests.builders import wita
from tests.jobs.test_rebuild import without_ledger
from tests.jobs.test_sync import ONE, run_to_signature
from tests.jobs.world import World

HEADING = "Ditetapkan sebagai"
REPLY = f"[{ONE}] Surat balasan atas keluhan Anda"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    office = World(tmp_path, plain=True)
    yield office
    office.ledger.close()


def named_without_code(world: World, name: str = f"{ONE} Surat Balasan.pdf") -> str:
    """Drop a scan that only its name makes the reply; give the key that filed it."""
    world.drive.drop("folder-scans", name, a_pdf(a_sheet()))
    world.tick(wita(4, 14))
    [document] = [one for one in world.ledger.memory().documents if one.remark]
    return document.effect


def said(world: World, document: str, text: str = "Surat Balasan") -> None:
    world.workbook.type("Arsip", world.workbook.row_of("Arsip", document), HEADING, text)


def warning(world: World) -> str:
    return str(world.shown(ONE, "Peringatan"))


def test_a_name_alone_makes_an_attachment_and_an_officer_makes_it_the_signed_reply(world: World) -> None:
    run_to_signature(world)
    document = named_without_code(world)
    assert f"{ONE} Lampiran (pindaian) 2026-11-04.pdf" in world.files_of(ONE)
    assert HEADING in warning(world)
    assert "setup" not in warning(world)
    assert REPLY not in world.subjects("siti@kayu.example")
    said(world, document)
    world.drive.edits.append(("book", wita(4, 14, 30), "dewi@balai.example"))
    world.tick(wita(4, 15))
    assert world.subjects("siti@kayu.example")[-1] == REPLY
    assert f"{ONE} Surat Balasan (pindaian) 2026-11-04.pdf" in world.files_of(ONE)
    assert warning(world) == ""
    [line] = [one for one in world.ledger.history() if isinstance(one.happening, ScanDesignated)]
    assert (line.who, line.old) == ("dewi@balai.example", f"{ONE} Lampiran (pindaian) 2026-11-04.pdf")
    with world.quiet():
        world.tick(wita(4, 15, 1))


def test_where_the_column_is_not_there_yet_the_warning_says_who_makes_it(world: World) -> None:
    run_to_signature(world)
    world.workbook.type("Arsip", 0, HEADING, "Kolom lain")
    named_without_code(world)
    assert "minta penyelia menjalankan setup" in warning(world)


def test_a_lost_ledger_keeps_what_the_officer_said(world: World) -> None:
    run_to_signature(world)
    said(world, named_without_code(world))
    world.tick(wita(4, 15))
    mails = len(world.mailbox.mails)
    assert restore(without_ledger(world).job, wita(4, 16)).gaps == ()
    world.tick(wita(4, 16, 30))
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"
    assert len(world.mailbox.mails) == mails


def test_a_lost_ledger_still_waits_for_what_nobody_has_said(world: World) -> None:
    run_to_signature(world)
    named_without_code(world)
    restore(without_ledger(world).job, wita(4, 16))
    world.tick(wita(4, 16, 30))
    assert HEADING in warning(world)
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"


@pytest.mark.parametrize(
    ("text", "words"), [("surat balasan ya", "bukan pilihan"), ("Notulen", "bukan pilihan")], ids=["typed", "other"]
)
def test_a_cell_that_says_something_else_is_a_warning_and_changes_nothing(
    world: World, text: str, words: str
) -> None:
    run_to_signature(world)
    said(world, named_without_code(world), text)
    world.tick(wita(4, 15))
    assert words in warning(world)
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"


def test_what_is_no_plain_scan_and_what_came_before_the_letter_cannot_be_it(world: World) -> None:
    world.complain()
    world.tick()
    early = named_without_code(world, f"{ONE} Surat Balasan.pdf")
    said(world, early)
    said(world, f"{ONE}/form_pengaduan/1")
    world.tick(wita(4, 15))
    assert "belum menjadi PDF" in warning(world)
    assert "bukan pindaian tanpa kode" in warning(world)


def test_an_office_whose_arsip_has_no_such_column_goes_on_as_before(world: World) -> None:
    run_to_signature(world)
    world.workbook.type("Arsip", 0, HEADING, "Catatan kami")
    named_without_code(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 15))
    assert world.subjects("siti@kayu.example")[-1] == REPLY


def test_of_two_scans_that_are_called_the_reply_one_becomes_it_and_the_other_is_warned_of(world: World) -> None:
    run_to_signature(world)
    first = named_without_code(world)
    world.drive.drop("folder-scans", f"{ONE} Surat Balasan 2.pdf", a_pdf(a_sheet(), a_sheet()))
    world.tick(wita(4, 14, 10))
    [second] = [one.effect for one in world.ledger.memory().documents if one.remark and one.effect != first]
    said(world, first)
    said(world, second)
    for minute in (0, 1):
        world.tick(wita(4, 15, minute))
        assert sum("Surat Balasan (pindaian)" in name for name in world.files_of(ONE)) == 1
        assert "satukan halamannya dalam satu pindaian" in warning(world)
    assert world.subjects("siti@kayu.example").count(REPLY) == 1


def test_the_reply_s_pages_without_a_signature_are_no_signed_reply_until_an_officer_says_so(world: World) -> None:
    run_to_signature(world)
    printed = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.pdf")
    world.drive.drop("folder-scans", "scan001.pdf", scan(printed.content, seed=7))
    world.tick(wita(4, 14))
    assert f"{ONE} Lampiran (pindaian) 2026-11-04.pdf" in world.files_of(ONE)
    assert "tidak tampak goresan pena" in warning(world)
    assert REPLY not in world.subjects("siti@kayu.example")
    [document] = [one for one in world.ledger.memory().documents if one.remark]
    said(world, document.effect)
    world.tick(wita(4, 15))
    assert world.subjects("siti@kayu.example")[-1] == REPLY
    assert warning(world) == ""


def test_an_unsigned_reply_scanned_among_other_papers_is_asked_of_too(world: World) -> None:
    run_to_signature(world)
    printed = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.pdf")
    form = next(file for file in world.drive.files.values() if file.name == f"{ONE} Form Pengaduan.docx")
    pile = bundled([scan(world.drive.as_pdf(form.content, "form"), seed=3), scan(printed.content, seed=7)])
    world.drive.drop("folder-scans", "tumpukan.pdf", pile)
    world.tick(wita(4, 14))
    names = {f"{ONE} Form Pengaduan (pindaian) 2026-11-04.pdf", f"{ONE} Lampiran (pindaian) 2026-11-04.pdf"}
    assert names <= world.files_of(ONE)
    assert "tidak tampak goresan pena" in warning(world)
    assert REPLY not in world.subjects("siti@kayu.example")

"""What leaves the office is what was approved: drafts that people edit, throw away, copy and save anew."""

import re
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName
from automation.google.drive import DOCX
from automation.jobs.boundary import show
from automation.jobs.looking import Looking
from automation.jobs.settings_views import rules_of
from automation.jobs.tick.drafts import folders_of_drafts
from automation.jobs.tick.looking import listed
from automation.ports import Refused
from tests.archive.paper import a_pdf, a_sheet
from tests.builders import wita
from tests.letters.letter_lines import as_text
from tests.letters.test_content import pictures_saved_anew, rsids, split_runs

from .test_mishaps import run_to_draft
from .test_sync import ONE, run_to_signature
from .world import World

PDF = f"{ONE} Surat Balasan.pdf"
APPROVED = {"decision": "Setuju", "letter_number": "B/120/BSPJI/XI/2026", "letter_date": "04/11/2026"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    run_to_draft(world)
    return world


def draft_of(world: World) -> str:
    return next(id for id, file in world.drive.files.items() if file.name == f"{ONE} Surat Balasan.docx")


def edit(world: World, change) -> None:
    document = docx.Document(BytesIO(world.drive.files[draft_of(world)].content))
    change(document)
    out = BytesIO()
    document.save(out)
    world.drive.edit(draft_of(world), out.getvalue())


def a_sentence(text: str):
    def change(document) -> None:
        next(one for one in document.paragraphs if "Mohon maaf" in one.text).add_run(f" {text}")

    return change


def text_of(world: World) -> str:
    """The words of the document that the PDF was made of."""
    return as_text(world.drive.printed[-1])


def body(mail: Any) -> str:
    return str(mail.get_body(("plain",)).get_content())


def sent_to(world: World, address: str) -> str:
    return "\n".join(body(mail) for mail in world.mailbox.to(address))


def test_a_sentence_added_after_setuju_is_neither_numbered_nor_printed(world: World) -> None:
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 11))
    edit(world, a_sentence("Biaya kami ganti."))
    world.fill(ONE, letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11, 1))
    assert PDF not in world.files_of(ONE)
    assert "B/120" not in as_text(world.drive.files[draft_of(world)].content)
    assert world.shown(ONE, "Status") == "Menunggu paraf"


def test_the_lead_and_then_the_head_are_asked_again_with_the_words_that_changed(world: World) -> None:
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 11))
    edit(world, a_sentence("Biaya kami ganti."))
    world.tick(wita(4, 11, 1))
    lead = world.shown(ONE, "Penanggung jawab")
    assert "ditambah “Biaya kami ganti.”" in "\n".join(sent_to(world, to) for to in addresses(world))
    assert lead.startswith("Ketua Pokja")
    world.fill(ONE, initials="BS 4/11 siang")
    world.tick(wita(4, 13, 30))
    version = str(world.workbook.rows("Status")[0]["Versi konsep"])
    assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", version)
    told = sent_to(world, rules_of(world.settings).head.email)
    assert f"Versi konsep: {version}" in told
    assert "ditambah “Biaya kami ganti.”" in told


def addresses(world: World) -> list[str]:
    return [group.lead.email for group in world.settings.disposition.groups]


def test_words_that_were_approved_anew_are_what_is_printed(world: World) -> None:
    world.fill(ONE, **APPROVED)
    edit(world, a_sentence("Biaya kami ganti."))
    world.tick(wita(4, 11))
    world.fill(ONE, initials="BS 2")
    world.tick(wita(4, 11, 1))
    assert PDF not in world.files_of(ONE)
    world.fill(ONE, decision="Setuju ulang")
    world.tick(wita(4, 11, 2))
    assert PDF in world.files_of(ONE)
    assert "Biaya kami ganti." in text_of(world)
    assert "B/120/BSPJI/XI/2026" in text_of(world)


@pytest.mark.parametrize("saved_by", [split_runs, rsids, pictures_saved_anew])
def test_another_program_that_saves_the_draft_takes_no_approval_away(world: World, saved_by) -> None:
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 11))
    edit(world, saved_by)
    world.fill(ONE, letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11, 1))
    assert PDF in world.files_of(ONE)


@pytest.mark.parametrize("call", range(1, 12))
def test_a_sentence_typed_before_any_call_is_never_printed(world: World, call: int) -> None:
    world.fill(ONE, **APPROVED)
    world.faults.meanwhile(call, lambda: edit(world, a_sentence("Biaya kami ganti.")))
    world.tick(wita(4, 11))
    world.faults.nobody_acts()
    world.tick(wita(4, 11, 1))
    assert "Biaya kami ganti." not in "".join(map(as_text, world.drive.printed))
    assert world.shown(ONE, "Status") in ("Menunggu paraf", "Menunggu pindaian bertanda tangan")


def test_a_draft_in_the_bin_and_a_copy_under_its_name_make_no_letter(world: World) -> None:
    original = draft_of(world)
    content = world.drive.files[original].content
    world.drive.trash(original)
    folder = world.drive.files[original].parent
    copy = world.drive.drop(folder, f"{ONE} Surat Balasan.docx", content)
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    assert PDF not in world.files_of(ONE)
    assert "Pulihkan yang asli dari Sampah" in world.shown(ONE, "Peringatan")
    world.drive.files[original].is_trashed = False
    world.drive.trash(copy)
    world.tick(wita(4, 11, 1))
    assert PDF in world.files_of(ONE)


@pytest.mark.parametrize(
    ("name", "mime_type", "is_marked"),
    [
        ("Salinan.docx", DOCX, True),
        (f"Salinan {ONE} surat balasan.docx", DOCX, False),
        ("Surat Balasan final", "application/vnd.google-apps.document", False),
        ("surat balasan BARU.odt", "application/vnd.oasis.opendocument.text", False),
    ],
    ids=["a copy with its mark", "an upload", "a native copy", "another program's"],
)
def test_of_two_drafts_a_person_is_asked_which_is_meant_and_no_letter_is_made(
    world: World, name: str, mime_type: str, is_marked: bool
) -> None:
    original = world.drive.files[draft_of(world)]
    other = world.drive.drop(original.parent, name, b"lain", mime_type)
    if is_marked:
        world.drive.files[other].properties = original.properties
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    assert PDF not in world.files_of(ONE)
    assert f"yang mungkin dimaksud: {name}." in world.shown(ONE, "Peringatan")
    with world.quiet():
        world.tick(wita(4, 11, 1))
    world.drive.trash(other)
    world.tick(wita(4, 11, 2))
    assert PDF in world.files_of(ONE)


def test_a_draft_under_another_name_and_other_papers_beside_it_are_no_doubt(world: World) -> None:
    original = world.drive.files[draft_of(world)]
    original.name = "Surat Balasan untuk Bu Siti.docx"
    world.drive.drop(original.parent, "Hasil uji ulang.docx", b"lain", DOCX)
    world.drive.drop(original.parent, "Surat Balasan (lembar ekspedisi).pdf", b"lain")
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    assert any(name.endswith("Surat Balasan.pdf") for name in world.files_of(ONE))


def test_a_case_folder_that_is_gone_for_good_keeps_no_scan_waiting(world: World) -> None:
    folder = world.drive.files[draft_of(world)].parent
    for id in [id for id, file in world.drive.files.items() if file.parent == folder]:
        del world.drive.files[id]
    del world.drive.files[folder]
    world.drive.drop("folder-scans", "kosong.pdf", a_pdf(a_sheet()))
    world.tick(wita(4, 11))
    assert [file.name for file in world.drive.inside("folder-review")] == ["kosong.pdf"]


def test_a_case_folder_that_is_gone_for_good_is_that_case_s_trouble_alone(world: World) -> None:
    world.complain()
    world.tick(wita(4, 10, 40))
    folders = folders_of_drafts(world.ledger.memory())
    [(lost, one)] = folders.items()
    kept = world.ledger.memory().results["KEL-2026-0002/folder"]
    looking = Looking(show, world.ledger.memory(), wita(4, 11))
    copy = world.drive.drop(kept, "KEL-2026-0002 Surat Balasan.docx", b"lain", DOCX)
    del world.drive.files[lost]
    cases = {lost: one, kept: ComplaintNumber.parse("KEL-2026-0002")}
    found = listed(world.job, looking, (), cases)
    assert found is not None
    assert copy in {entry.id for entry in found.beside}
    [(name, trouble)] = looking.failures()["troubles"].items()
    assert (name, trouble.number) == (SetbackName.case_folder(one), one)


def test_the_row_of_a_case_whose_folder_is_gone_for_good_tells_and_drive_is_not_asked_for_it_all_day(
    world: World,
) -> None:
    folder = world.drive.files[draft_of(world)].parent
    del world.drive.files[folder]
    world.tick(wita(4, 11))
    world.tick(wita(4, 11, 2))
    world.faults.forget()
    world.tick(wita(4, 11, 3))
    assert world.faults.reads.count("drive.is_in_bin") == 0
    assert "sudah tidak ada di Drive" in world.shown(ONE, "Peringatan")


def test_a_draft_edited_after_its_pdf_is_told_once_and_the_pdf_stays(world: World) -> None:
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    printed = text_of(world)
    edit(world, a_sentence("Biaya kami ganti."))
    world.tick(wita(4, 11, 1))
    world.tick(wita(4, 11, 2))
    assert "tetap seperti yang disetujui" in world.shown(ONE, "Peringatan")
    told = [row for row in world.workbook.rows("Riwayat") if "disunting sesudah PDF" in str(row["Kejadian"])]
    assert len(told) == 1
    assert text_of(world) == printed


def test_open_drafts_are_watched_without_a_further_call(world: World) -> None:
    world.tick(wita(4, 10, 30))
    world.faults.forget()
    world.tick(wita(4, 10, 31))
    assert [read for read in world.faults.reads if read.startswith("drive")] == ["drive.listing"]
    edit(world, a_sentence("Biaya kami ganti."))
    world.faults.forget()
    world.tick(wita(4, 10, 32))
    assert [read for read in world.faults.reads if read.startswith("drive")] == ["drive.listing", "drive.download"]


def test_a_page_without_the_code_is_refused_by_name(world: World, monkeypatch) -> None:
    bare = docx.Document()
    out = BytesIO()
    bare.save(out)
    as_pdf = world.drive.as_pdf
    monkeypatch.setattr(world.drive, "as_pdf", lambda document, name: as_pdf(out.getvalue(), name))
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    world.tick(wita(4, 11, 2))
    assert PDF not in world.files_of(ONE)
    assert "Tidak ada halaman surat balasan yang menampilkan kode QR" in world.shown(ONE, "Peringatan")


def test_a_draft_with_tracked_changes_is_refused_at_the_paraf(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    run_to_draft(world)

    def struck(document) -> None:
        run = next(one for one in document.paragraphs if "Mohon maaf" in one.text).runs[0]._r
        mark = OxmlElement("w:del")
        mark.set(qn("w:author"), "Rina")
        run.addprevious(mark)
        mark.append(run)

    edit(world, struck)
    world.tick(wita(4, 11))
    world.fill(ONE, initials="BS 2", **APPROVED)
    world.tick(wita(4, 11, 1))
    assert "Terima atau tolak perubahan dahulu" in world.shown(ONE, "Peringatan")
    assert PDF not in world.files_of(ONE)


def test_a_change_tracked_after_the_paraf_waits_for_a_yes_or_no_though_it_reads_the_same(world: World) -> None:
    def struck_and_put_in_again(document) -> None:
        run = next(one for one in document.paragraphs if "Mohon maaf" in one.text).runs[0]._r
        gone, again = OxmlElement("w:del"), OxmlElement("w:ins")
        run.addprevious(gone)
        run.addnext(again)
        again.append(deepcopy(run))
        gone.append(run)

    def accepted(document) -> None:
        body = document.element.body
        for gone in list(body.iter(qn("w:del"))):
            gone.getparent().remove(gone)
        for kept in list(body.iter(qn("w:ins"))):
            kept.addnext(kept[0])
            kept.getparent().remove(kept)

    edit(world, struck_and_put_in_again)
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    assert PDF not in world.files_of(ONE)
    assert "perubahan terlacak" in world.shown(ONE, "Peringatan")
    edit(world, accepted)
    world.tick(wita(4, 11, 1))
    assert PDF in world.files_of(ONE)


def test_a_comment_left_after_the_paraf_waits_until_somebody_resolves_it(world: World) -> None:
    def commented(document) -> None:
        runs = next(one for one in document.paragraphs if "Mohon maaf" in one.text).runs
        document.add_comment(runs, text="Jangan dikirim dulu", author="Bambang")

    def resolved(document) -> None:
        for tag in ("w:commentReference", "w:commentRangeStart", "w:commentRangeEnd"):
            for mark in list(document.element.body.iter(qn(tag))):
                mark.getparent().remove(mark)

    edit(world, commented)
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    assert PDF not in world.files_of(ONE)
    assert "komentar: Jangan dikirim dulu" in world.shown(ONE, "Peringatan")
    edit(world, resolved)
    world.tick(wita(4, 11, 1))
    assert PDF in world.files_of(ONE)


def test_a_letter_of_own_numbering_that_is_finished_a_day_later_bears_the_day_of_its_number(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surat__penomoran_sendiri=True)
    run_to_draft(world)
    world.faults.fail_always(Refused("Drive menolak."), "drive.as_pdf")
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 11))
    assert PDF not in world.files_of(ONE)
    world.faults.heal()
    world.tick(wita(5, 11))
    assert PDF in world.files_of(ONE)
    assert "4 November 2026" in text_of(world)
    assert world.shown(ONE, "Peringatan") == ""


def test_the_whole_way_is_as_before_where_nobody_touches_the_draft(tmp_path: Path) -> None:
    world = World(tmp_path)
    run_to_signature(world)
    assert PDF in world.files_of(ONE)


def test_nothing_is_put_into_a_case_folder_in_the_bin_and_its_row_tells(world: World) -> None:
    folder = next(id for id, file in world.drive.files.items() if file.name == ONE)
    world.drive.trash(folder)
    before = len(world.drive.inside(folder))
    world.fill(ONE, **APPROVED)
    world.print_form(ONE)
    world.tick(wita(4, 11))
    world.tick(wita(4, 11, 1))
    assert len(world.drive.inside(folder)) == before
    assert f"Folder kasus {ONE} ada di Sampah" in world.shown(ONE, "Peringatan")
    world.drive.files[folder].is_trashed = False
    world.tick(wita(4, 11, 5))
    assert PDF in world.files_of(ONE)


def test_a_file_merely_named_as_the_reply_is_no_reply_and_is_not_mailed(world: World) -> None:
    world.fill(ONE, **APPROVED)
    world.tick(wita(4, 11))
    world.drive.drop("folder-scans", PDF, bare_page())
    world.tick(wita(4, 12))
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"
    assert "Surat balasan atas keluhan Anda" not in "".join(world.subjects("siti@kayu.example"))
    assert "Ditetapkan sebagai" in world.shown(ONE, "Peringatan")


def bare_page() -> bytes:
    out = BytesIO()
    Image.new("L", (1240, 1754), 255).save(out, "PDF", resolution=150)
    return out.getvalue()


@pytest.mark.parametrize("ticked", [False, True])
def test_a_tick_box_is_no_paraf(tmp_path: Path, ticked: bool) -> None:
    world = World(tmp_path, plain=True)
    run_to_draft(world, "initials")
    world.fill(ONE, initials=ticked)
    world.tick(wita(4, 11))
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    assert "Paraf: tulis isinya sebagai teks" in world.shown(ONE, "Peringatan")


def test_a_number_that_the_sheet_took_for_a_date_makes_no_letter(world: World) -> None:
    world.workbook.seen_as[46357] = "1/12"
    world.fill(ONE, decision="Setuju", letter_number=46357, letter_date="04/11/2026")
    world.tick(wita(4, 11))
    assert PDF not in world.files_of(ONE)
    assert "No. surat keluar: terbaca sebagai tanggal" in world.shown(ONE, "Peringatan")


def without_its_reply(document) -> None:
    """Take out what run_to_draft wrote as the reply."""
    for one in [one for one in document.paragraphs if one.text in ("Hasil uji ulang kami lampirkan.", "Mohon maaf.")]:
        one._p.getparent().remove(one._p)


def test_a_draft_whose_reply_was_emptied_is_not_initialled(world: World) -> None:
    edit(world, without_its_reply)
    world.tick(wita(4, 11))
    world.fill(ONE, initials="BS 4/11 siang", **{**APPROVED, "decision": "Setuju ulang"})
    world.tick(wita(4, 11, 1))
    assert "tidak berisi jawaban lagi" in world.shown(ONE, "Peringatan")
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    edit(world, lambda document: document.paragraphs[-1].insert_paragraph_before("Laporan kami kirim hari ini."))
    world.tick(wita(4, 13))
    assert PDF not in world.files_of(ONE)
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert "tidak berisi jawaban lagi" not in world.shown(ONE, "Peringatan")


def test_a_reply_put_in_other_words_or_into_the_opening_is_no_empty_one(world: World) -> None:
    edit(world, without_its_reply)
    edit(world, lambda document: document.paragraphs[-2].add_run(" Sudah dikirim."))
    world.tick(wita(4, 10, 30))
    world.fill(ONE, initials="BS 4/11 siang")
    world.tick(wita(4, 11))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"

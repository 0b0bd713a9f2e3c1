"""What stands in the documents because of where a case stands."""

import hashlib
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml.ns import qn

from automation.domain.documents import DocumentKind
from automation.domain.places import Place
from automation.jobs.tick.act import DOCX
from tests.builders import wita
from tests.letters.samples import template

from .test_sync import ONE, run_to_signature
from .world import World, bare_template

HEAD, DEPUTY = "Ratna Wulandari, S.T., M.T.", "Indra Kusuma"


def text_of(world: World, paper: str) -> str:
    file = next(file for file in world.drive.files.values() if file.name == f"{ONE} {paper}.docx")
    body = docx.Document(BytesIO(file.content)).element.body
    return "\n".join("".join(part.text or "" for part in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))


def drafted(world: World, **cells: str) -> str:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang", **cells)
    world.fill(ONE, findings="Contoh uji tertukar", cause="Label terlepas")
    world.fill(ONE, corrective_action="Uji ulang", preventive_action="Label ganda", applied_on="02/11/2026")
    world.fill(ONE, verification="Hasil sesuai", verified_by="Siti Aminah", effective="Ya")
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(2, 14))
    return text_of(world, "Surat Balasan")


def test_the_head_of_office_signs_the_reply(tmp_path: Path) -> None:
    draft = drafted(World(tmp_path, plain=True))
    assert HEAD in draft
    assert "Plh." not in draft


def test_the_deputy_signs_where_the_head_did_the_work_complained_of(tmp_path: Path) -> None:
    draft = drafted(World(tmp_path, plain=True), workers="kepala@bspji-samarinda.example")
    assert DEPUTY in draft
    assert "Plh. Kepala Balai" in draft
    assert HEAD not in draft


def test_the_reply_names_the_groups_lead_as_getting_a_copy_and_no_archive(tmp_path: Path) -> None:
    lines = drafted(World(tmp_path, plain=True)).splitlines()
    place = lines.index("Tembusan:")
    assert lines[place + 1] == "Ketua Pokja Pengujian"
    assert "2. Arsip" not in lines


def at_delivery(tmp_path: Path, **answers: str) -> World:
    world = World(tmp_path)
    run_to_signature(world, **answers)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    return world


def test_the_record_of_delivery_says_what_staff_stated(tmp_path: Path) -> None:
    world = at_delivery(tmp_path)
    stated = {"sent_by": "Pos/kurir", "recipient": "Budi (resepsionis)", "handed_over_by": "Dewi Lestari"}
    world.fill(ONE, **stated, response="Akan dibaca dahulu.", delivered_on="05/11/2026")
    world.tick(wita(5, 9))
    text = text_of(world, "Notulen Penyerahan")
    for words in ("Pos/kurir", "Budi (resepsionis)", "Dewi Lestari", "Akan dibaca dahulu."):
        assert words in text


def test_the_record_of_delivery_invents_neither_receiver_nor_officer_nor_what_was_said(tmp_path: Path) -> None:
    world = at_delivery(tmp_path)
    world.fill(ONE, delivered_on="05/11/2026")
    world.tick(wita(5, 9))
    text = text_of(world, "Notulen Penyerahan")
    assert "Surel" in text  # by which the job sent it
    assert "Dewi" not in text
    assert "Tidak ada tanggapan" not in text
    assert text.count("Siti Aminah") == 1  # as the complainant, and not as who received it


def test_a_reply_that_the_job_could_not_mail_closes_once_staff_say_how_it_went_out(tmp_path: Path) -> None:
    world = at_delivery(tmp_path, email="", phone="")
    world.fill(ONE, delivered_on="05/11/2026")
    world.tick(wita(5, 9))
    assert f"{ONE} Notulen Penyerahan.docx" not in world.files_of(ONE)
    assert "Cara kirim: isi" in world.shown(ONE, "Peringatan")
    world.fill(ONE, sent_by="Diambil langsung")
    world.tick(wita(5, 10))
    assert "Diambil langsung" in text_of(world, "Notulen Penyerahan")
    assert world.shown(ONE, "Status") == "Selesai"


def test_an_invitation_waits_for_the_place_and_names_whom_the_office_knows(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    guests = "Dewi@bspji-samarinda.example; ahli@kampus.example"
    world.fill(ONE, meeting_needed="Ya", meeting_at="05/11/2026 09.00", meeting_participants=guests)
    world.tick(wita(2, 10))
    assert f"{ONE} Undangan Rapat.docx" not in world.files_of(ONE)
    assert not world.subjects("ahli@kampus.example")
    assert "Tempat rapat: isi" in world.shown(ONE, "Peringatan")
    world.fill(ONE, meeting_place="Aula lantai 2", meeting_agenda="Label contoh")
    world.tick(wita(2, 11))
    text = text_of(world, "Undangan Rapat")
    assert "Aula lantai 2" in text
    assert "Label contoh" in text
    assert "1. Bapak/Ibu Dewi Lestari" in text
    assert "2. ahli@kampus.example" in text
    assert world.subjects("ahli@kampus.example")


def test_a_sheet_of_disposition_holds_no_instruction_that_nobody_gave(tmp_path: Path) -> None:
    world = World(tmp_path)
    drafted(world)
    assert "Mohon ditindaklanjuti" not in text_of(world, "Lembar Disposisi")


FORM = "Form Pengaduan"


def test_the_form_is_completed_once_the_complaint_is_sorted_and_again_when_that_changes(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    kept = world.ledger.places()[Place.template("form_pengaduan")]
    world.drive.replace(kept, template(DocumentKind.FORM_PENGADUAN), DOCX)
    world.complain()
    world.tick(wita(2, 9))
    assert "(  ) Keluhan" in text_of(world, FORM)
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Berat")
    world.tick(wita(2, 9, 5))
    assert "(x) Keluhan" in text_of(world, FORM)
    assert "(x) Berat" in text_of(world, FORM)
    world.fill(ONE, level="Sedang")
    world.tick(wita(2, 9, 10))
    assert "(x) Sedang" in text_of(world, FORM)
    [form] = [one for one in world.ledger.memory().documents if one.kind is DocumentKind.FORM_PENGADUAN]
    assert form.sha256 == hashlib.sha256(world.drive.files[form.file].content).hexdigest()


def test_a_form_that_somebody_edited_stays_as_it_is(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    form = next(id for id, one in world.drive.files.items() if one.name == f"{ONE} {FORM}.docx")
    theirs = bare_template()
    world.drive.replace(form, theirs, DOCX)
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 9, 5))
    assert world.drive.files[form].content == theirs
    with world.quiet():
        world.tick(wita(2, 9, 6))

"""Whatever people edit, letter, mail, Arsip and Riwayat agree, and only what was approved leaves the office."""

import io
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import docx
import pytest

from automation.domain.documents import DocumentKind
from tests.fakes.mailbox import FakeMail

from .checker import violations
from .office import EditedOffice
from .playing import played
from .scanning import Scanned, drops, paper
from .signers import LastGood

LETTER = b"%PDF-1.7 a letter"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_hundred_edits_of_any_cell_tab_and_draft_leave_no_contradiction(tmp_path: Path, seed: int) -> None:
    _, found = played(tmp_path, seed, 100)
    assert found == []


@pytest.fixture
def office(tmp_path: Path) -> EditedOffice:
    office = EditedOffice(tmp_path, 1)
    office.complains()
    office.tick()
    assert list(violations(office)) == []
    return office


def test_a_letter_that_names_who_holds_no_office_is_seen(office: EditedOffice) -> None:
    document, out = docx.Document(), io.BytesIO()
    for line in ("Surat Balasan", "Kepala Balai,", " Ratna Wulandari", "NIP"):
        document.add_paragraph(line)
    document.save(out)
    office.printed.append((out.getvalue(), frozenset({"Ratna Wulandari"})))
    assert list(violations(office)) == []
    office.printed.append((out.getvalue(), frozenset({"Wulan Sari"})))
    assert "nobody of ['Wulan Sari']" in "".join(violations(office))


def test_a_sheet_that_nobody_asked_for_and_one_that_is_there_twice_are_seen(office: EditedOffice) -> None:
    for _ in range(2):
        office.world.drive.drop("root", "KEL-2026-0001 Label Map.docx", b"")
    found = "\n".join(violations(office))
    assert "was never asked for" in found
    assert "is there 2 times" in found


def test_two_rows_of_one_action_and_a_time_that_nothing_follows_from_are_seen(office: EditedOffice) -> None:
    office.world.workbook.add_row("Tindakan", action="TND-0001")
    office.types("KEL-2026-0001", corrected_received=f"{office.world.now:%d/%m/%Y} 00:30")
    found = "\n".join(violations(office))
    assert "two rows of one action" in found
    assert "the row says" in found


def a_paper(*lines: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def test_a_record_of_delivery_that_says_what_nobody_stated_is_seen(office: EditedOffice) -> None:
    said = ("Nomor: B/9/2026", "Tanggal: 2 November 2026", "Cara: WhatsApp", "Penerima: Budi", "Diterima: Senin, –")
    office.world.drive.drop("root", "KEL-2026-0001 Notulen Penyerahan.docx", a_paper(*said))
    found = "\n".join(violations(office))
    for wrong in ("names the letter B/9/2026", "says 'WhatsApp'", "received by 'Budi'", "came on 'Senin, –'"):
        assert wrong in found


def test_an_invitation_to_a_room_that_nobody_stated_is_seen(office: EditedOffice) -> None:
    invitation = a_paper("Hari: Senin, 2 November 2026", "Waktu: pukul 09.00", "Tempat: Ruang 1")
    office.world.drive.drop("root", "KEL-2026-0001 Undangan Rapat.docx", invitation)
    office.types("KEL-2026-0001", meeting_place="Ruang 1")
    found = "\n".join(violations(office))
    assert "which nobody stated" not in found
    assert "an invitation for 'Senin, 2 November 2026'" in found


def test_a_sheet_that_no_longer_says_what_its_row_says_is_seen_where_nothing_warns_of_it(
    office: EditedOffice,
) -> None:
    office.world.drive.drop("root", "KEL-2026-0001 Lembar Disposisi.docx", a_paper("Instruksi: –"))
    assert list(violations(office)) == []
    office.types("KEL-2026-0001", instruction="Segera")
    assert "Lembar Disposisi says '–', the row 'Segera', unwarned" in "\n".join(violations(office))


def test_a_signature_that_nobody_gave_and_a_reply_that_is_in_no_archive_are_seen(tmp_path: Path) -> None:
    office = EditedOffice(tmp_path, 2, electronic=True)
    office.complains()
    office.tick()
    row = {"number": "KEL-2026-0001", "name": "surat.pdf", "signed_by": "Ratna", "sha256": "00", "document": "x/1"}
    office.world.workbook.add_row("Arsip", **row)
    message = office.world.mailbox.mails[0].message
    message.replace_header("Subject", "[KEL-2026-0001] Surat balasan atas keluhan Anda")
    found = "\n".join(violations(office))
    assert "nobody signed these bytes" in found
    assert "a reply is sent with 0 files" in found


def a_reply(office: EditedOffice, number: str, says: str) -> None:
    """Mail a letter to a complainant."""
    message = EmailMessage()
    message["To"], message["Subject"] = "pelapor2@contoh.example", f"[{number}] Surat balasan atas keluhan Anda"
    message.set_content(says)
    message.add_attachment(LETTER, maintype="application", subtype="pdf")
    office.world.mailbox.mails.append(FakeMail("reply", message))


def test_a_letter_of_another_complaint_goes_out_only_where_its_row_says_that_they_are_one_person(
    office: EditedOffice,
) -> None:
    office.complains()
    office.tick()
    office.types("KEL-2026-0002", classification="Duplikat", duplicate_of="KEL-2026-0001")
    office.tick()
    letter = {"sha256": sha256(LETTER).hexdigest(), "letter_number": "Isi 169", "letter_date": "02/11/2026"}
    office.world.workbook.add_row("Arsip", number="KEL-2026-0001", name="surat.pdf", document="x/1", **letter)
    a_reply(office, "KEL-2026-0002", "surat balasan nomor Isi 169 tanggal 2 November 2026")
    assert "a reply is sent with 1 files, 0 of them in Arsip" in "\n".join(violations(office))
    office.types("KEL-2026-0002", same_person="Ya")
    a_reply(office, "KEL-2026-0002", "surat balasan nomor Isi 169 tanggal 2 November 2026")
    assert list(violations(office)) == []
    a_reply(office, "KEL-2026-0002", "surat balasan nomor Isi 170 tanggal 2 November 2026")
    assert "a mail names Isi 170 of 2 November 2026, Arsip has ['Isi 169']" in "\n".join(violations(office))


def test_a_void_letter_with_spaces_in_its_number_is_looked_for_in_riwayat(office: EditedOffice) -> None:
    book = office.world.workbook
    row = {"number": "KEL-2026-0001", "name": "BATAL - surat.pdf", "letter_number": "Isi 169", "document": "x/1"}
    book.add_row("Arsip", remark="Batal, diganti surat ke-2: Salah", **row)
    made = "Surat balasan tertanggal 02/11/2026 dibuat"
    book.add_row("Riwayat", what=made, new="Isi 169", number="KEL-2026-0001", sequence=900)
    untold = "['Isi 169'] are void by Arsip, and Riwayat does not tell of it"
    assert untold in "\n".join(violations(office))
    told = "Surat balasan nomor Isi 169 dibatalkan dan diganti: kembali ke langkah 8"
    book.add_row("Riwayat", what=told, number="KEL-2026-0001", sequence=901)
    assert untold not in "\n".join(violations(office))


def test_what_a_duplicate_is_one_of_is_what_its_row_shows(office: EditedOffice) -> None:
    office.complains()
    office.tick()
    office.types("KEL-2026-0002", classification="Duplikat", duplicate_of="KEL-2026-0001")
    office.tick()
    office.types("KEL-2026-0002", duplicate_of="KEL-2026-0002")
    office.tick()
    assert list(violations(office)) == []
    row = office.world.workbook.row_of("Status", "KEL-2026-0002")
    office.world.workbook.type("Status", row, "Peringatan", "")
    assert "its cell says 'KEL-2026-0002', unwarned" in "\n".join(violations(office))
    office.world.workbook.type("Status", row, "Keluhan terkait", "")
    assert "is closed as a duplicate of ''" in "\n".join(violations(office))


def a_scan(office: EditedOffice, kind: DocumentKind = DocumentKind.NOTULEN_RAPAT) -> int:
    """Scan a paper by its name; give its row in Arsip."""
    drops(office, f"KEL-2026-0001 {kind.title}.pdf", paper(office), ("KEL-2026-0001", kind))
    office.tick()
    assert list(violations(office)) == []
    return len(office.world.workbook.rows("Arsip"))


def test_a_scan_that_is_nowhere_or_in_another_complaints_row_is_seen(office: EditedOffice) -> None:
    row = a_scan(office)
    office.scanned.append(Scanned("lost", (("KEL-2026-0001", DocumentKind.DAFTAR_HADIR),)))
    office.scanned.append(Scanned("aside", ()))
    found = "\n".join(violations(office))
    assert "papers of ['KEL-2026-0001'] were scanned, Arsip has some of []" in found
    assert "belongs nowhere is not set aside: aside" in found
    office.world.workbook.type("Arsip", row, "Nomor", "KEL-2026-0002")
    assert "Arsip has some of ['KEL-2026-0002']" in "\n".join(violations(office))


def test_a_paper_that_becomes_what_nobody_said_is_seen_and_so_is_one_that_stays(office: EditedOffice) -> None:
    row = a_scan(office, DocumentKind.LAMPIRAN)
    office.world.workbook.type("Arsip", row, "Ditetapkan sebagai", "Daftar Hadir")
    office.tick()
    assert list(violations(office)) == []
    office.world.workbook.type("Arsip", row, "Jenis dokumen", "Notulen Rapat (pindaian)")
    assert "said of it was 'Daftar Hadir', now it is Notulen Rapat" in "\n".join(violations(office))
    office.world.workbook.type("Arsip", row, "Jenis dokumen", "Lampiran (pindaian)")
    assert "said of it was 'Daftar Hadir', now it is Lampiran" in "\n".join(violations(office))


def test_a_paper_that_lies_elsewhere_or_says_something_else_than_arsip_is_seen(office: EditedOffice) -> None:
    a_scan(office)
    file = next(file for file in office.world.drive.files.values() if "Notulen Rapat (pindaian)" in file.name)
    office.world.drive.files[file.id] = replace(file, content=b"other")
    assert "is not what Arsip says was filed" in "\n".join(violations(office))
    office.world.drive.files[file.id] = replace(file, name="KEL-2026-0001 Notulen Rapat.pdf")
    assert "2026-11-02.pdf lies in []" in "\n".join(violations(office))


def test_a_row_that_asks_for_what_it_has_or_not_for_what_it_lacks_is_seen(office: EditedOffice) -> None:
    a_scan(office)
    status = office.world.workbook.row_of("Status", "KEL-2026-0001")
    office.world.workbook.type("Status", status, "Kelengkapan berkas", "kurang: Notulen Rapat")
    found = "\n".join(violations(office))
    assert "Notulen Rapat is not lacking" in found
    assert "nobody says where ['Notulen Rapat'] lie" in found


def test_a_tab_that_cannot_be_read_leaves_who_signed_before() -> None:
    head = {"Jabatan": "Kepala Balai", "Nama": "Ratna", "Surel pejabat": "a@b.c", "Dari": "", "Sampai": ""}
    acting = {**head, "Jabatan": "Plh. Kepala Balai", "Nama": "Indra", "Dari": "02/11/2026", "Sampai": "03/11/2026"}
    tab, day = LastGood(), date(2026, 11, 2)
    tab.look([head, acting], [])
    assert tab.may_sign(day) == {"Indra"}
    tab.look([head, {**acting, "Dari": "entah"}], [])
    assert tab.may_sign(day) == {"Indra"}
    tab.look([head, {**acting, "Dari": "03/11/2026"}], [])
    assert tab.may_sign(day) == {"Ratna"}

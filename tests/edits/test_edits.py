"""Whatever people edit, letter, mail, Arsip and Riwayat agree, and only what was approved leaves the office."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from .checker import violations
from .office import EditedOffice
from .playing import played
from .signers import LastGood


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

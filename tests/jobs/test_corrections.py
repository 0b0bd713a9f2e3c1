"""A letter found wrong after its PDF: it is void, kept and marked, and another one goes its way."""

from pathlib import Path
from typing import Any

import pytest

from automation.jobs.rebuild.command import restore
from local_workspace.scanner import scan, signed
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .test_approvals import body
from .test_joint_letters import DONE, TWO
from .test_rebuild import without_ledger
from .test_reminders import LEAD, told
from .test_sync import ONE, run_to_decision, run_to_signature
from .world import World

PDF, SECOND = f"{ONE} Surat Balasan.pdf", f"{ONE} Surat Balasan (2).pdf"
CUSTOMER, DEWI = "siti@kayu.example", "dewi@bspji-samarinda.example"
FIRST_NUMBER, SECOND_NUMBER = "B/120/BSPJI/XI/2026", "B/131/BSPJI/XI/2026"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    world.tick(wita(4, 11, 30))
    return world


def replace_letter(world: World, number: str = SECOND_NUMBER) -> None:
    """Declare the letter void and take the next one to its PDF."""
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(5, 9))
    world.fill(ONE, initials="BS 5/11", decision="Setuju ulang", letter_number=number, letter_date="05/11/2026")
    world.tick(wita(5, 10))


def archive(world: World) -> dict[str, Any]:
    return {str(row["Nama berkas"]): row for row in world.workbook.rows("Arsip")}


def mails(world: World) -> list[str]:
    return [body(mail) for mail in world.mailbox.to(CUSTOMER)]


def scan_second(world: World) -> None:
    pdf = next(file for file in world.drive.files.values() if file.name == SECOND)
    world.drive.drop("folder-scans", "scan2.pdf", scan(signed(pdf.content), seed=9))


def test_what_a_letter_bears_stands_in_arsip_riwayat_and_the_register(world: World) -> None:
    assert archive(world)[PDF]["Nomor surat"] == FIRST_NUMBER
    assert world.workbook.rows("Status")[0]["Surat balasan"] == f"{FIRST_NUMBER} tanggal 4 November 2026"
    sentence = "Surat balasan tertanggal 04/11/2026 dibuat"
    told = [row["Menjadi"] for row in world.workbook.rows("Riwayat") if row["Kejadian"] == sentence]
    assert told == [FIRST_NUMBER]


def test_a_number_corrected_after_the_pdf_is_warned_of_and_no_record_follows_it(world: World) -> None:
    world.fill(ONE, letter_number="B/999/BSPJI/XI/2026", letter_date="01/11/2026")
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.tick(wita(4, 14, 1))
    warned = world.shown(ONE, "Peringatan")
    assert f"sudah dibuat dengan nomor {FIRST_NUMBER} tanggal 4 November 2026" in warned
    assert FIRST_NUMBER in mails(world)[-1]
    assert "B/999" not in "".join(mails(world))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    words = world.ledger.memory()
    assert words.documents[-1].kind.value == "notulen"
    assert archive(world)[PDF]["Nomor surat"] == FIRST_NUMBER
    begun = [one for one in world.ledger.memory().results if "notulen" in one]
    assert begun == [f"{ONE}/notulen/1"]


def test_a_number_that_differs_from_the_letter_is_warned_of_after_the_end_too(world: World) -> None:
    world.fill(ONE, letter_number="B/999/BSPJI/XI/2026")
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    for minute in (1, 2):
        world.tick(wita(5, 9, minute))
        assert f"sudah dibuat dengan nomor {FIRST_NUMBER}" in world.shown(ONE, "Peringatan")
    world.fill(ONE, letter_number=FIRST_NUMBER)
    world.tick(wita(5, 9, 3))
    world.tick(wita(5, 9, 4))
    assert "sudah dibuat dengan nomor" not in world.shown(ONE, "Peringatan")


def test_a_void_letter_is_kept_and_marked_and_a_new_draft_is_written(world: World) -> None:
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(5, 9))
    files = world.files_of(ONE)
    assert {f"BATAL - {PDF}", f"BATAL - {ONE} Surat Balasan.docx", f"{ONE} Surat Balasan (2).docx"} <= files
    assert "Nomor sertifikat keliru" in archive(world)[f"BATAL - {PDF}"]["Keterangan"]
    note = next(file.note for file in world.drive.files.values() if file.name == f"BATAL - {PDF}")
    assert "Nomor sertifikat keliru" in note
    assert world.shown(ONE, "Status") == "Menunggu paraf"


def test_the_lead_is_told_which_letter_is_void_and_why_and_of_no_return(world: World) -> None:
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(5, 9))
    mail = told(world, LEAD)[-1]
    assert f"nomor {FIRST_NUMBER} dibatalkan Kepala Balai" in mail
    assert "Nomor sertifikat keliru" in mail
    assert "dikembalikan" not in mail
    world.fill(ONE, initials="BS 5/11", decision="Kembalikan", decision_note="Sebut nomor yang benar")
    world.tick(wita(5, 10))
    assert "Catatan Kepala Balai: Sebut nomor yang benar" in told(world, LEAD)[-1]


def test_officers_are_told_once_that_a_letter_they_have_in_hand_is_void(world: World) -> None:
    stopped = "jangan dicetak, ditandatangani atau diserahkan"
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(4, 13))
    world.tick(wita(4, 13, 1))
    (mail,) = [mail for mail in world.mailbox.to(DEWI) if stopped in text_of(mail)]
    assert f"nomor {FIRST_NUMBER} dibatalkan Kepala Balai. Alasannya: Nomor sertifikat keliru" in text_of(mail)
    with world.quiet():
        world.tick(wita(4, 13, 2))


def test_the_new_letter_needs_initials_decision_and_number_of_its_own(world: World) -> None:
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(5, 9))
    world.fill(ONE, initials="BS 5/11")
    world.tick(wita(5, 9, 10))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    world.fill(ONE, decision="Setuju ulang")
    world.tick(wita(5, 9, 20))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat"
    world.fill(ONE, letter_number=SECOND_NUMBER, letter_date="05/11/2026")
    world.tick(wita(5, 9, 30))
    assert SECOND in world.files_of(ONE)
    assert SECOND_NUMBER in as_text(world.drive.printed[-1])
    assert archive(world)[SECOND]["Nomor surat"] == SECOND_NUMBER
    with world.quiet():
        world.tick(wita(5, 9, 31))


def test_a_void_number_is_never_given_again(world: World) -> None:
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(5, 9))
    world.fill(ONE, letter_number="")
    world.tick(wita(5, 9, 10))
    world.fill(ONE, initials="BS 5/11", decision="Setuju ulang", letter_number=FIRST_NUMBER)
    world.tick(wita(5, 9, 20))
    assert SECOND not in world.files_of(ONE)
    assert f"{FIRST_NUMBER} sudah dipakai pada {ONE}" in world.shown(ONE, "Peringatan")
    assert world.workbook.rows("Status")[0]["Surat balasan"] == ""


def test_the_record_of_a_second_delivery_does_not_repeat_what_was_said_of_the_first_letter(tmp_path: Path) -> None:
    world = World(tmp_path)
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    first = {"sent_by": "Surel", "recipient": "Siti", "handed_over_by": "Fauzi", "response": "Nomornya salah."}
    world.fill(ONE, **first, delivered_on="04/11/2026")
    world.tick(wita(4, 15))
    replace_letter(world)
    scan_second(world)
    world.tick(wita(5, 11))
    world.fill(ONE, sent_by="Pos/kurir", delivered_on="05/11/2026")
    world.tick(wita(5, 12))
    second = next(file for file in world.drive.files.values() if file.name == f"{ONE} Notulen Penyerahan (2).docx")
    assert "Pos/kurir" in as_text(second.content)
    assert "Nomornya salah" not in as_text(second.content)
    told = f"Surat ini menggantikan surat kami nomor {FIRST_NUMBER} tanggal 4 November 2026, yang kami nyatakan tidak"
    assert [told in as_text(letter) for letter in world.drive.printed] == [False, True]


def test_a_letter_replaced_before_it_left_is_not_named_to_the_customer(world: World) -> None:
    replace_letter(world)
    scan_second(world)
    world.tick(wita(5, 11))
    assert SECOND_NUMBER in mails(world)[-1]
    assert "menggantikan" not in mails(world)[-1]


def test_a_letter_that_was_signed_and_never_left_is_not_named_to_the_customer(world: World) -> None:
    wrong = next(file for file in world.drive.files.values() if file.name == PDF)
    world.drive.drop("folder-scans", "scan1.pdf", scan(signed(wrong.content), seed=7))
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(5, 9))
    assert any("(pindaian)" in name for name in world.files_of(ONE))
    replace_letter(world)
    scan_second(world)
    world.tick(wita(5, 11))
    assert SECOND_NUMBER in mails(world)[-1]
    assert "menggantikan" not in mails(world)[-1]


def test_after_the_mail_has_left_the_customer_is_told_which_letter_replaces_which(world: World) -> None:
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    assert FIRST_NUMBER in mails(world)[-1]
    replace_letter(world)
    scan_second(world)
    world.tick(wita(5, 11))
    world.tick(wita(5, 11, 1))
    told = " ".join(mails(world)[-1].split())
    assert f"surat balasan nomor {SECOND_NUMBER} tanggal 5 November 2026" in told
    assert f"menggantikan surat kami nomor {FIRST_NUMBER} tanggal 4 November 2026" in told


def test_one_person_of_two_complaints_is_told_which_letter_replaces_which(world: World) -> None:
    other = "siti.aminah@contoh.example"
    world.complain(subject="Laporan belum ada", email=other)
    world.tick(wita(4, 12))
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE, same_person="Ya")
    world.tick(wita(4, 13))
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.tick(wita(4, 14, 1))
    replace_letter(world)
    scan_second(world)
    world.tick(wita(5, 11))
    world.tick(wita(5, 11, 1))
    first, second = (" ".join(text.split()) for text in map(body, world.mailbox.to(other)[-2:]))
    assert f"surat balasan nomor {FIRST_NUMBER}" in first
    assert "menggantikan" not in first
    assert f"surat balasan nomor {SECOND_NUMBER}" in second
    assert f"menggantikan surat kami nomor {FIRST_NUMBER} tanggal 4 November 2026" in second


def test_whose_void_letter_is_followed_by_another_complaint_s_is_told_so(world: World) -> None:
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.tick(wita(4, 14, 1))
    world.complain(subject="Laporan belum ada", email="kantor@kayu.example")
    world.tick(wita(5, 9))
    world.fill(ONE, replacement="Salah alamat")
    world.tick(wita(5, 9, 30))
    world.fill(ONE, classification="Duplikat", duplicate_of=TWO, same_person="Ya")
    world.fill(TWO, classification="Keluhan", service="Pengujian", **DONE)
    world.tick(wita(5, 10))
    world.fill(TWO, reply_text="Uji ulang selesai.")
    world.tick(wita(5, 10, 30))
    world.fill(TWO, initials="BS 5")
    world.tick(wita(5, 11))
    world.fill(TWO, decision="Setuju", letter_number=SECOND_NUMBER, letter_date="05/11/2026")
    world.tick(wita(5, 12))
    world.drop_scan_of(TWO)
    world.tick(wita(5, 13))
    world.tick(wita(5, 13, 1))
    told = " ".join(mails(world)[-1].split())
    assert f"surat balasan nomor {SECOND_NUMBER} tanggal 5 November 2026" in told
    assert f"menggantikan surat kami nomor {FIRST_NUMBER} tanggal 4 November 2026" in told


def test_a_letter_that_was_scanned_once_more_after_its_mail_is_named_all_the_same(world: World) -> None:
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    again = next(file for file in world.drive.files.values() if file.name == PDF)
    world.drive.drop("folder-scans", "scan2.pdf", scan(signed(again.content), seed=8))
    world.tick(wita(4, 15))
    assert sum("(pindaian)" in name for name in world.files_of(ONE)) == 2
    replace_letter(world)
    scan_second(world)
    world.tick(wita(5, 11))
    assert f"menggantikan surat kami nomor {FIRST_NUMBER}" in " ".join(mails(world)[-1].split())


def test_a_closed_case_is_opened_again_by_a_void_letter_and_gets_another_record(world: World) -> None:
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="04/11/2026", recipient="Siti Aminah")
    world.tick(wita(4, 15))
    assert world.shown(ONE, "Status") == "Selesai"
    replace_letter(world)
    scan_second(world)
    world.tick(wita(5, 11))
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"
    world.fill(ONE, delivered_on="06/11/2026")
    world.tick(wita(6, 9))
    assert world.shown(ONE, "Status") == "Selesai"
    assert {f"BATAL - {ONE} Notulen Penyerahan.docx", f"{ONE} Notulen Penyerahan (2).docx"} <= world.files_of(ONE)
    with world.quiet():
        world.tick(wita(6, 9, 1))


def test_a_scan_of_the_void_letter_does_not_sign_the_new_one(world: World) -> None:
    old = next(file for file in world.drive.files.values() if file.name == PDF).content
    replace_letter(world)
    world.drive.drop("folder-scans", "lama.pdf", scan(signed(old), seed=4))
    world.tick(wita(5, 11))
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"


def test_there_is_nothing_to_replace_before_the_pdf(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, replacement="Salah")
    world.tick(wita(2, 10))
    assert "belum ada yang diganti" in world.shown(ONE, "Peringatan")


DATES = [
    ("05/12/2026", "tanggalnya belum tiba"),
    ("01/10/2026", "sebelum keluhan diterima"),
]


@pytest.mark.parametrize(("day", "told"), DATES)
def test_a_date_that_cannot_be_right_makes_no_letter(world: World, day: str, told: str) -> None:
    world.fill(ONE, replacement="Salah")
    world.tick(wita(5, 9))
    world.fill(ONE, initials="BS 5", decision="Setuju ulang", letter_number=SECOND_NUMBER, letter_date=day)
    world.tick(wita(5, 10))
    assert SECOND not in world.files_of(ONE)
    assert told in world.shown(ONE, "Peringatan")


def test_a_number_of_another_years_form_is_warned_of(world: World) -> None:
    world.fill(ONE, replacement="Salah")
    world.tick(wita(5, 9))
    world.fill(ONE, initials="BS 5", decision="Setuju ulang", letter_number="B/131/2025")
    world.tick(wita(5, 10))
    assert "tampaknya bukan nomor tahun 2026" in world.shown(ONE, "Peringatan")


def test_a_word_from_before_the_letter_voids_none_that_is_made_later(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    run_to_decision(world)
    world.fill(ONE, replacement="Mohon diganti")
    world.tick(wita(4, 10, 10))
    assert "surat balasan belum dibuat" in world.shown(ONE, "Peringatan")
    world.fill(ONE, decision="Setuju", letter_number=FIRST_NUMBER, letter_date="04/11/2026")
    world.tick(wita(4, 11))
    world.tick(wita(4, 11, 5))
    assert PDF in world.files_of(ONE)
    assert "dari sebelum surat ini dibuat" in world.shown(ONE, "Peringatan")
    restore(without_ledger(world).job, wita(4, 11, 10))
    world.tick(wita(4, 11, 15))
    assert PDF in world.files_of(ONE)
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(4, 11, 20))
    assert f"BATAL - {PDF}" in world.files_of(ONE)


def test_what_was_sorted_otherwise_after_the_end_ends_no_case_whose_letter_is_replaced(world: World) -> None:
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="04/11/2026", recipient="Siti")
    world.tick(wita(4, 15))
    world.tick(wita(4, 15, 1))
    assert world.shown(ONE, "Status") == "Selesai"
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(4, 15, 10))
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(5, 9))
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    assert "Klasifikasi: diubah sesudah keluhan selesai" in world.shown(ONE, "Peringatan")
    world.fill(ONE, classification="")
    world.tick(wita(5, 9, 10))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(5, 9, 20))
    assert world.shown(ONE, "Status") == "Ditutup: dicabut pelapor"

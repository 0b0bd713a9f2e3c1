"""One tick after another over an office in memory."""

from datetime import timedelta
from pathlib import Path

import pytest

from automation.jobs.tick.ledger_guard import LedgerLost
from automation.register.lines import WrongHeadings
from tests.builders import wita
from tests.fakes import text_of

from .world import OFFICER, World

ONE = "KEL-2026-0001"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_form_answer_becomes_a_numbered_case_with_folder_form_and_acknowledgement(world: World) -> None:
    world.complain()
    outcome = world.tick()
    assert outcome.registered == (ONE,)
    assert outcome.exit_status == 0
    assert f"{ONE} Form Pengaduan.docx" in world.files_of(ONE)
    assert world.subjects("siti@kayu.example") == [f"[{ONE}] Keluhan Anda telah kami terima"]
    assert world.shown(ONE, "Status") == "Menunggu pemilahan"
    assert world.shown(ONE, "Perihal") == "Hasil uji terlambat"


def test_a_second_tick_over_the_same_world_writes_nothing(world: World) -> None:
    world.complain()
    world.tick()
    with world.quiet():
        outcome = world.tick()
    assert outcome.effects == ()


def test_many_new_complaints_make_one_write_to_the_workbook(world: World) -> None:
    for place in range(15):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.faults.forget()
    outcome = world.tick()
    assert len(outcome.registered) == 15
    assert world.faults.writes.count("workbook.write") == 1
    assert world.faults.reads.count("workbook.read") == 2  # once more before the mails, since people go on


def test_an_idle_tick_with_linked_forms_reads_twice(world: World) -> None:
    world.workbook.add_tab("Form Responses 1", ["Timestamp", "Nama"])
    world.workbook.add_tab("Form Responses 2", ["Timestamp", "Kanal"])
    world.tick()
    world.faults.forget()
    world.tick(world.now + timedelta(minutes=1))
    assert world.faults.reads == ["workbook.read", "drive.listing"]
    assert world.faults.writes == []


def test_linked_forms_are_asked_now_and_then_in_any_case_one_a_tick(world: World) -> None:
    world.workbook.add_tab("Form Responses 1", ["Timestamp", "Nama"])
    world.workbook.add_tab("Form Responses 2", ["Timestamp", "Kanal"])
    world.tick()
    world.faults.forget()
    for minute in (20, 21, 22):
        world.tick(wita(2, 9, minute))
    assert world.faults.reads.count("forms.answers") == 2
    assert len(world.faults.reads) == 3 + 3 + 2
    assert world.faults.writes == []


def run_to_signature(world: World, **answers: str) -> None:
    run_to_decision(world, **answers)
    world.fill(ONE, decision="Setuju", letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11))


def run_to_decision(world: World, *, category: str = "Metode", **answers: str) -> None:
    run_to_verified(world, category=category, **answers)
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.\nMohon maaf.")
    world.tick(wita(4, 9, 30))
    world.fill(ONE, initials="BS 4/11")
    world.tick(wita(4, 10))


def run_to_verified(world: World, *, category: str = "Metode", workers: str = "tidak ada", **answers: str) -> None:
    world.complain(**answers)
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    world.fill(ONE, findings="Contoh uji tertukar", workers=workers)
    world.tick(wita(2, 11))
    world.fill(ONE, cause="Label terlepas", cause_category=category)
    world.fill(ONE, corrective_action="Uji ulang", preventive_action="Label ganda")
    world.tick(wita(3, 9))
    world.fill(ONE, applied_on="03/11/2026")
    world.tick(wita(3, 14))
    world.fill(ONE, verification="Hasil sesuai", verified_by="Siti Aminah", effective="Ya")
    world.tick(wita(4, 9))


def test_a_complaint_runs_from_form_answer_to_filed_scan_and_closing_notice(world: World) -> None:
    run_to_signature(world)
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"
    assert f"{ONE} Surat Balasan.pdf" in world.files_of(ONE)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"
    assert world.subjects("siti@kayu.example")[-1] == f"[{ONE}] Surat balasan atas keluhan Anda"
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    assert world.shown(ONE, "Status") == "Selesai"
    assert world.files_of(ONE) >= {
        f"{ONE} Form Pengaduan.docx",
        f"{ONE} Lembar Disposisi.docx",
        f"{ONE} Laporan Tindakan Perbaikan.docx",
        f"{ONE} Surat Balasan.docx",
        f"{ONE} Surat Balasan.pdf",
        f"{ONE} Notulen Penyerahan.docx",
    }
    assert [subject.removeprefix(f"[{ONE}] ") for subject in world.subjects("siti@kayu.example")] == [
        "Keluhan Anda telah kami terima",
        "Keluhan Anda telah kami kaji",
        "Tindakan perbaikan telah ditetapkan",
        "Surat balasan atas keluhan Anda",
        "Penanganan keluhan Anda telah selesai",
    ]
    with world.quiet():
        world.tick(wita(5, 9, 59))


def test_a_signed_reply_photographed_by_phone_reaches_the_customer_as_a_pdf(world: World) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE, "IMG_0042.jpg", as_picture=True)
    world.tick(wita(4, 14))
    assert f"{ONE} Surat Balasan (pindaian) 2026-11-04.jpg" in world.files_of(ONE)
    (attachment,) = world.mailbox.to("siti@kayu.example")[-1].iter_attachments()
    assert attachment.get_filename() == f"{ONE} Surat Balasan (pindaian) 2026-11-04.pdf"
    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_content().startswith(b"%PDF-")


def test_the_scan_is_in_the_archive_with_its_fingerprint(world: World) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    row = next(row for row in world.workbook.rows("Arsip") if row["Jenis dokumen"] == "Surat Balasan (pindaian)")
    assert len(str(row["SHA-256"])) == 64
    assert row["Halaman"] == 1


def test_a_foreign_file_goes_to_review_with_its_reason_and_the_officer_is_told(world: World) -> None:
    world.drive.drop("folder-scans", "brosur.pdf", b"bukan pdf")
    outcome = world.tick()
    (file,) = world.drive.inside("folder-review")
    assert file.note
    assert outcome.exit_status == 0
    assert any("brosur" in text_of(mail) for mail in world.mailbox.to("dewi@bspji-samarinda.example"))
    with world.quiet():
        world.tick()


def test_sorting_the_register_changes_nothing(world: World) -> None:
    for subject in ("B", "A", "C"):
        world.complain(subject=subject)
    world.tick()
    world.workbook.sort("Register", "Perihal")
    with world.quiet():
        world.tick()


def test_a_moved_and_an_inserted_column_are_found_by_their_headings(world: World) -> None:
    world.workbook.insert_column("Register", 3, "Catatan pribadi")
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Kalibrasi")
    world.tick()
    assert world.shown(ONE, "Catatan pribadi") == ""
    assert world.shown(ONE, "Status") == "Dikaji"


def test_a_renamed_column_is_named_and_nothing_is_written(world: World) -> None:
    world.workbook.type("Register", 0, "Penyebab", "Sebab")
    world.complain()
    with world.quiet(), pytest.raises(WrongHeadings, match="Penyebab"):
        world.tick()


def test_a_bad_cell_warns_beside_its_own_row_and_stops_no_other(world: World) -> None:
    world.complain()
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhann", letter_date="31/02/2026")
    world.fill("KEL-2026-0002", classification="Keluhan", service="Pengujian", workers="tidak ada")
    world.tick()
    assert "Klasifikasi: pilih salah satu" in world.shown(ONE, "Peringatan")
    assert "Tanggal surat: tulis tanggal" in world.shown(ONE, "Peringatan")
    assert world.shown("KEL-2026-0002", "Status") == "Dikaji"
    assert world.shown("KEL-2026-0002", "Peringatan") == ""


def test_an_empty_ledger_before_a_full_register_is_refused(world: World) -> None:
    world.workbook.add_row("Register", number="KEL-2026-0007", complainant="Lama")
    with pytest.raises(LedgerLost, match="rebuild"):
        world.tick()


def test_the_officers_form_gives_channel_and_time_received(world: World) -> None:
    world.complain(OFFICER, channel="WhatsApp", received_at="2026-11-02 08:00", email="", phone="0812 3456 7890")
    world.tick(wita(2, 9))
    assert world.shown(ONE, "Kanal") == "WhatsApp"
    case = next(iter(world.ledger.memory().cases.values()))
    assert case.intake.received_at == wita(2, 8)
    assert any("wa.me/62812" in text_of(mail) for mail in world.mailbox.to("dewi@bspji-samarinda.example"))


def test_at_night_only_the_acknowledgement_goes_out(world: World) -> None:
    world.complain()
    world.tick(wita(2, 22))
    assert len(world.mailbox.mails) == 1
    world.tick(wita(3, 7, 30))
    assert world.subjects("dewi@bspji-samarinda.example")


def test_an_unlikely_number_of_mails_is_held_back_until_a_person_is_sure(world: World) -> None:
    for place in range(30):
        world.complain(email=f"p{place}@contoh.example")
    world.tick()
    for place in range(30):
        world.fill(f"KEL-2026-{place + 1:04d}", classification="Di luar kewenangan", reason_given="Urusan PLN.")
    outcome = world.tick(wita(2, 11))
    assert outcome.exit_status == 1
    assert "ditahan" in outcome.problems[0]
    assert len([s for s in world.subjects("contoh.example") if "kewenangan" in s]) == 0
    world.tick(wita(2, 11), sure=True)
    assert len([s for s in world.subjects("contoh.example") if "kewenangan" in s]) == 30


def test_a_dry_run_says_what_would_happen_and_does_nothing(world: World) -> None:
    world.complain()
    with world.quiet():
        outcome = world.tick(dry_run=True)
    assert f"{ONE}/folder" in outcome.effects
    assert world.ledger.memory().cases == {}


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x","y")', "{{ 7*7 }}", "{% for x in y %}", "<w:p>", "0042", "1e5", "😀 مرحبا", "x" * 20_000],
)
def test_the_publics_text_arrives_as_the_text_it_is(world: World, text: str) -> None:
    world.complain(complainant=text, description=text, subject=text)
    assert world.tick().exit_status == 0
    assert world.shown(ONE, "Nama pelapor") == text
    assert world.shown(ONE, "Uraian keluhan") == text


def test_two_addresses_or_a_line_break_in_an_address_are_a_warning_and_no_mail(world: World) -> None:
    world.complain(email="a@x.example, b@y.example")
    world.complain(email="a@x.example\r\nBcc: b@y.example")
    world.tick()
    assert "Surel pelapor" in world.shown(ONE, "Peringatan")
    assert "Surel pelapor" in world.shown("KEL-2026-0002", "Peringatan")
    assert not [
        mail
        for mail in world.mailbox.mails
        if "example" in str(mail.message["To"]) and "x.ex" in str(mail.message["To"])
    ]


def test_an_empty_answer_is_a_complaint_all_the_same(world: World) -> None:
    world.complain(
        **dict.fromkeys(("complainant", "company", "email", "phone", "subject", "description", "remedy"), "")
    )
    assert world.tick().registered == (ONE,)
    assert "tidak meninggalkan" in world.shown(ONE, "Peringatan")

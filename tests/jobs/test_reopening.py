"""A settled case is reopened: who hears of it, which papers it gets, and that all of it comes back."""

from datetime import date
from pathlib import Path

import pytest

from automation.jobs.rebuild.command import restore
from local_workspace.scanner import scan, signed
from tests.builders import wita
from tests.fakes import text_of

from .test_rebuild import told, without_ledger
from .test_sync import ONE, run_to_signature
from .world import World

CUSTOMER, HEAD, LEAD = "siti@kayu.example", "kepala@bspji-samarinda.example", "bambang@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    world.tick(wita(5, 9, 1))
    assert world.shown(ONE, "Status") == "Selesai"
    return world


def handled_again(world: World) -> None:
    """Go from step 4 to the end a second time."""
    world.fill(ONE, findings="Alat lain rusak", cause="Kalibrasi lewat")
    world.fill(ONE, corrective_action="Alat diganti", preventive_action="Jadwal baru", applied_on="09/11/2026")
    world.tick(wita(9, 11))
    world.fill(ONE, verification="Sesuai", verified_by="Siti Aminah", effective="Ya", reply_text="Sudah benar.")
    world.tick(wita(9, 12))
    world.fill(ONE, initials="BS 9/11")
    world.tick(wita(9, 13))
    world.fill(ONE, decision="Setuju ulang", letter_number="B/131/BSPJI/XI/2026", letter_date="09/11/2026")
    world.tick(wita(9, 14))
    pdf = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan (2).pdf")
    world.drive.drop("folder-scans", "scan2.pdf", scan(signed(pdf.content), seed=9))
    world.tick(wita(9, 15))
    world.fill(ONE, sent_by="Pos/kurir", delivered_on="09/11/2026")
    world.tick(wita(9, 15, 30))
    world.tick(wita(9, 15, 31))


def topics(world: World) -> list[str]:
    return [subject.removeprefix(f"[{ONE}] ") for subject in world.subjects(CUSTOMER)]


def test_a_proposal_reaches_the_head_once_and_the_row_says_what_it_waits_for(world: World) -> None:
    world.fill(ONE, reopening_proposed="Pelapor menjawab: hasilnya tetap salah")
    world.tick(wita(6, 9))
    (asked,) = [mail for mail in world.mailbox.to(HEAD) if "Usul buka kembali" in text_of(mail)]
    assert "hasilnya tetap salah" in text_of(asked)
    assert world.shown(ONE, "Status") == "Selesai"
    with world.quiet():
        world.tick(wita(6, 9, 1))
        world.tick(wita(6, 9, 2))
    assert "menunggu Kepala Balai" in world.shown(ONE, "Peringatan")


def test_a_proposal_that_still_stands_reaches_who_is_kepala_balai_next(world: World) -> None:
    acting = "indra@bspji-samarinda.example"
    day = date(2026, 11, 6)
    world.workbook.add_row("Pejabat", post="Plh.", name="Indra Kusuma", email=acting, nip="", first=day, last=day)
    world.fill(ONE, reopening_proposed="Pelapor menjawab: hasilnya tetap salah")
    world.tick(wita(6, 9))
    world.tick(wita(6, 9, 1))
    assert asked_to_reopen(world, acting) == 1
    assert asked_to_reopen(world, HEAD) == 0
    world.tick(wita(9, 9))
    world.tick(wita(10, 9))
    assert asked_to_reopen(world, HEAD) == 1
    assert asked_to_reopen(world, acting) == 1


def asked_to_reopen(world: World, address: str) -> int:
    return sum("Usul buka kembali menunggu" in text_of(mail) for mail in world.mailbox.to(address))


def test_a_reopened_case_gets_papers_a_letter_and_news_of_its_own(world: World) -> None:
    world.fill(ONE, reopening="Hasil uji masih salah")
    world.tick(wita(9, 9))
    assert world.shown(ONE, "Status") == "Dikaji"
    assert "Hasil uji masih salah" in text_of(world.mailbox.to(LEAD)[-1])
    assert f"{ONE} Lembar Disposisi (2).docx" in world.files_of(ONE)
    handled_again(world)
    assert world.shown(ONE, "Status") == "Selesai"
    second = {"Laporan Tindakan Perbaikan (2).docx", "Surat Balasan (2).pdf", "Notulen Penyerahan (2).docx"}
    assert {f"{ONE} {name}" for name in second} <= world.files_of(ONE)
    assert not any(name.startswith("BATAL") for name in world.files_of(ONE))
    assert topics(world)[5:] == [
        "Keluhan Anda kami tangani kembali",
        "Tindakan perbaikan telah ditetapkan",
        "Surat balasan atas keluhan Anda",
        "Penanganan keluhan Anda telah selesai",
    ]
    assert "menggantikan" not in text_of(world.mailbox.to(CUSTOMER)[-2])
    with world.quiet():
        world.tick(wita(9, 15, 40))


def test_no_second_report_is_written_before_the_second_round_is_verified(world: World) -> None:
    world.fill(ONE, reopening="Hasil uji masih salah")
    world.tick(wita(9, 9))
    world.fill(ONE, findings="F", cause="C", corrective_action="K", preventive_action="P")
    world.tick(wita(9, 11))
    assert world.shown(ONE, "Status") == "Menerapkan tindakan"
    assert f"{ONE} Laporan Tindakan Perbaikan (2).docx" not in world.files_of(ONE)


def test_a_reopened_case_comes_back_from_the_workspace(world: World) -> None:
    world.fill(ONE, reopening_proposed="Pelapor menjawab")
    world.tick(wita(6, 9))
    world.fill(ONE, reopening="Hasil uji masih salah", letter_number="")
    world.tick(wita(9, 9))
    before, files, mails = world.ledger.memory(), len(world.drive.files), len(world.mailbox.mails)
    restore(without_ledger(world).job, wita(9, 9, 30))
    after = world.ledger.memory()
    assert [told(case) for case in after.cases.values()] == [told(case) for case in before.cases.values()]
    world.tick(wita(9, 10))
    assert (len(world.drive.files), len(world.mailbox.mails)) == (files, mails)
    handled_again(world)
    assert world.shown(ONE, "Status") == "Selesai"


def test_the_closing_mail_says_until_when_an_answer_may_lead_to_a_reopening(world: World) -> None:
    assert "balas surel ini paling lambat 5 Desember 2026" in " ".join(
        text_of(world.mailbox.to(CUSTOMER)[-1]).split()
    )


def test_a_warning_on_a_closed_row_stays_while_what_it_is_about_stays(world: World) -> None:
    world.fill(ONE, findings="Diubah sesudah selesai")
    world.tick(wita(6, 9))
    with world.quiet():
        world.tick(wita(6, 9, 1))
    assert "Hasil kajian: keluhan ini sudah ditutup" in world.shown(ONE, "Peringatan")
    world.fill(ONE, findings="Contoh uji tertukar")
    world.tick(wita(6, 10))
    assert world.shown(ONE, "Peringatan") == ""


def test_a_reply_of_a_reopened_case_is_no_draft_that_was_returned(world: World) -> None:
    world.fill(ONE, reopening="Hasil uji masih salah")
    world.tick(wita(9, 9))
    world.fill(ONE, findings="Alat lain rusak", cause="Kalibrasi lewat")
    world.fill(ONE, corrective_action="Alat diganti", preventive_action="Jadwal baru", applied_on="09/11/2026")
    world.fill(ONE, verification="Sesuai", verified_by="Siti Aminah", effective="Ya")
    world.tick(wita(9, 11))
    world.tick(wita(10, 8, 1))
    assert [subject for subject in world.subjects(LEAD) if "dikembalikan" in subject] == []
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick()
    world.fill(ONE, classification="Keluhan")
    world.tick()
    assert [subject for subject in world.subjects(LEAD) if "dikembalikan" in subject] == []
    assert "Langkah 8: penyusunan surat balasan" in world.subjects(LEAD)[-1]

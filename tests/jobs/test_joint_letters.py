"""One letter answers several complaints: filed in each case, mailed to each, and nobody is shown to another."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from automation.domain.numbers import ComplaintNumber
from automation.jobs.rebuild.command import restore
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .test_rebuild import without_ledger
from .test_reminders import LEAD
from .test_sync import ONE
from .world import World

TWO = "KEL-2026-0002"
SITI, BUDI = "siti@kayu.example", "budi@besi.example"
DONE = {
    "findings": "Alat rusak",
    "cause": "Perawatan terlewat",
    "corrective_action": "Uji ulang",
    "preventive_action": "Jadwal baru",
    "applied_on": "02/11/2026",
    "verification": "Sesuai",
    "verified_by": "Dewi Anggraini",
    "effective": "Ya",
    "workers": "tidak ada",
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two complaints about one thing, both verified; the second shall be answered by the letter of the first."""
    world = World(tmp_path, plain=True)
    world.complain()
    world.complain(complainant="Budi Santoso", company="CV Besi Tua", email=BUDI, phone="", subject="Sertifikat")
    world.tick()
    for number in (ONE, TWO):
        world.fill(number, classification="Keluhan", service="Pengujian", **DONE)
    world.fill(TWO, joint_letter=ONE)
    world.tick(wita(2, 10))
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(2, 10, 5))
    return world


def draft(world: World, number: str = ONE) -> Any:
    return next(file for file in world.drive.files.values() if file.name == f"{number} Surat Balasan.docx")


def edit(world: World, before: str, after: str) -> None:
    file = draft(world)
    letter = docx.Document(BytesIO(file.content))
    for text in letter.element.iter(qn("w:t")):
        if text.text and before in text.text:
            text.text = text.text.replace(before, after)
    out = BytesIO()
    letter.save(out)
    world.drive.edit(file.id, out.getvalue())


def edit_everywhere(world: World, before: str, after: str) -> None:
    """Put other words into the draft, at its foot too."""
    file, out = draft(world), BytesIO()
    with ZipFile(BytesIO(file.content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(before.encode(), after.encode()))
    world.drive.edit(file.id, out.getvalue())


def made(world: World) -> None:
    """Initial, approve and number the letter of the first complaint."""
    world.fill(ONE, initials="BS 2/11")
    world.tick(wita(2, 11))
    world.fill(ONE, decision="Setuju", letter_number="B/120/BSPJI/XI/2026", letter_date="02/11/2026")
    world.tick(wita(2, 12))


def answered(world: World) -> None:
    """Let the signed letter come back."""
    made(world)
    world.drop_scan_of(ONE)
    world.tick(wita(2, 14))
    world.tick(wita(2, 14, 1))


def warned(world: World, number: str) -> str:
    return str(world.shown(number, "Peringatan"))


def test_one_letter_answers_both_and_shows_neither_to_the_other(world: World) -> None:
    text = as_text(draft(world).content)
    assert f"Tanggapan atas keluhan {ONE} dan {TWO}" in text
    assert "Bapak/Ibu pelapor keluhan tersebut di atas" in text
    for theirs in ("Siti", "Kayu", "Budi", "Besi", "Sertifikat"):
        assert theirs not in text
    assert not [file for file in world.drive.files.values() if file.name == f"{TWO} Surat Balasan.docx"]
    assert world.shown(TWO, "Status") == "Menunggu surat bersama"
    answered(world)
    for number, address in ((ONE, SITI), (TWO, BUDI)):
        names = world.files_of(number)
        assert {f"{number} Surat Balasan.pdf", f"{number} Surat Balasan (pindaian) 2026-11-02.pdf"} <= names
        assert world.shown(number, "Status") == "Menunggu diterima pelanggan"
        assert "B/120/BSPJI/XI/2026" in world.shown(number, "Surat balasan")
        (mail,) = [mail for mail in world.mailbox.to(address) if "Surat balasan" in str(mail["Subject"])]
        (file,) = mail.iter_attachments()
        assert file.get_filename() == f"{number} Surat Balasan (pindaian) 2026-11-02.pdf"
    with world.quiet():
        world.tick(wita(2, 14, 2))


def test_both_are_delivered_and_closed_by_themselves_and_come_back_after_a_loss(world: World) -> None:
    answered(world)
    world.fill(TWO, delivered_on="02/11/2026", recipient="Budi")
    world.tick(wita(2, 15))
    world.tick(wita(2, 15, 1))
    assert (world.shown(ONE, "Status"), world.shown(TWO, "Status")) == ("Menunggu diterima pelanggan", "Selesai")
    assert f"menjawab juga {TWO} (Selesai)" in world.shown(ONE, "Keluhan terkait")
    assert f"dijawab dengan surat {ONE}" in world.shown(TWO, "Keluhan terkait")
    assert "Lokasi fisik" not in world.shown(TWO, "Kelengkapan berkas").replace("Notulen", "")
    before = world.ledger.memory()
    restore(without_ledger(world).job, wita(2, 16))
    after = world.ledger.memory()
    assert after.cases[ComplaintNumber.parse(ONE)].joint_with == (ComplaintNumber.parse(TWO),)
    assert {one.effect for one in before.documents} == {one.effect for one in after.documents}
    assert {(one.effect, one.sequence, one.form) for one in before.documents} == {
        (one.effect, one.sequence, one.form) for one in after.documents
    }
    mails = len(world.mailbox.mails)
    world.tick(wita(2, 16, 5))
    assert len(world.mailbox.mails) == mails


def test_a_name_that_others_would_read_keeps_the_letter_from_being_initialled(world: World) -> None:
    edit(world, "Bapak/Ibu pelapor keluhan tersebut di atas", "Sdr.  Budi   SANTOSO")
    world.fill(ONE, initials="BS 2/11")
    world.tick(wita(2, 11))
    assert f"memuat nama, perusahaan, alamat, surel atau telepon pelapor {TWO}" in warned(world, ONE)
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    world.fill(ONE, addressees_shown="Ya")
    world.tick(wita(2, 11, 5))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    world.fill(ONE, addressees_shown="", decision="Setuju")
    world.tick(wita(2, 11, 10))
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    assert not [name for name in world.files_of(ONE) if name.endswith(".pdf")]


def test_an_officer_lets_all_be_named(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.complain(complainant="Budi Santoso", company="CV Besi Tua", email=BUDI, phone="")
    world.tick()
    for number in (ONE, TWO):
        world.fill(number, classification="Keluhan", service="Pengujian", **DONE)
    world.fill(TWO, joint_letter=ONE)
    world.fill(ONE, addressees_shown="Ya")
    world.tick(wita(2, 10))
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(2, 10, 5))
    text = as_text(draft(world).content)
    assert "Siti Aminah\nPT Kayu Lestari" in text
    assert "Budi Santoso\nCV Besi Tua" in text
    answered(world)
    assert world.shown(TWO, "Status") == "Menunggu diterima pelanggan"


def test_who_leaves_after_the_initials_is_asked_about_again(world: World) -> None:
    world.fill(ONE, initials="BS 2/11")
    world.tick(wita(2, 11))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    world.fill(TWO, classification="Dicabut pelapor")
    world.tick(wita(2, 11, 5))
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    row = next(row for row in world.workbook.rows("Riwayat") if "keluhan lain yang dijawab" in str(row["Menjadi"]))
    assert TWO in str(row["Menjadi"])


def test_whose_lead_ends_without_a_reply_hears_at_once_that_an_own_one_is_due(world: World) -> None:
    before = len(world.mailbox.to(LEAD))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(2, 10, 6))
    [told] = [text_of(mail) for mail in world.mailbox.to(LEAD)[before:]]
    assert f"{ONE} berakhir tanpa surat balasan" in told
    assert "Isi balasan" in told
    world.tick(wita(2, 10, 7))
    assert len(world.mailbox.to(LEAD)) == before + 1


def test_who_joins_once_the_letter_is_made_gets_a_letter_of_their_own(world: World) -> None:
    world.fill(TWO, joint_letter="")
    edit_everywhere(world, f" dan {TWO}", "")
    world.tick(wita(2, 10, 30))
    made(world)
    world.fill(TWO, joint_letter=ONE)
    world.tick(wita(2, 13))
    assert "sudah dibuat tanpa keluhan ini" in warned(world, TWO)
    assert world.shown(TWO, "Status") == "Menyusun surat balasan"
    assert not [name for name in world.files_of(TWO) if name.endswith(".pdf")]


def test_a_letter_waits_for_those_it_answers(world: World) -> None:
    world.complain(complainant="Cici", company="", email="cici@x.example", phone="", subject="Ketiga")
    world.tick(wita(2, 10, 30))
    world.fill("KEL-2026-0003", classification="Keluhan", service="Pengujian", joint_letter=ONE)
    world.fill(ONE, initials="BS 2/11")
    world.tick(wita(2, 11))
    assert "KEL-2026-0003 belum sampai langkah 8" in warned(world, ONE)
    assert "belum menyebut nomor KEL-2026-0003" in warned(world, ONE)


def test_a_void_letter_is_void_in_each_case_and_the_next_one_answers_both(world: World) -> None:
    answered(world)
    world.fill(TWO, delivered_on="02/11/2026", recipient="Budi")
    world.tick(wita(2, 15))
    world.tick(wita(2, 15, 1))
    world.fill(ONE, replacement="Tanggal keliru")
    world.tick(wita(3, 9))
    world.tick(wita(3, 9, 1))
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    assert world.shown(TWO, "Status") == "Menunggu surat bersama"
    assert any(name.startswith("BATAL") or "batal" in name.lower() for name in world.files_of(TWO))
    assert f"{ONE} dan {TWO}" in as_text(
        next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan (2).docx").content
    )


def test_a_case_that_replaced_the_letter_for_itself_does_not_get_it_again(world: World) -> None:
    answered(world)
    world.fill(TWO, replacement="Keluhan ini perlu jawaban sendiri")
    world.tick(wita(3, 9))
    assert "sudah pernah menjawab keluhan ini" in warned(world, TWO)
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"
    world.fill(TWO, joint_letter="", reply_text="Untuk Saudara sendiri.")
    world.tick(wita(3, 9, 5))
    assert f"{TWO} Surat Balasan (2).docx" in world.files_of(TWO)


def test_who_did_the_work_of_one_complaint_approves_no_letter_that_answers_it(world: World) -> None:
    world.fill(TWO, workers="Ratna Wulandari")
    answered(world)
    assert "mengerjakan layanan yang dikeluhkan di sini" in warned(world, TWO)
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"
    assert not [name for name in world.files_of(TWO) if name.endswith(".pdf")]


@pytest.mark.parametrize(("lead", "joined"), [(ONE, TWO), (TWO, ONE)])
def test_a_letter_that_is_drafted_in_the_tick_in_which_another_joins_answers_both(
    tmp_path: Path, lead: str, joined: str
) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.complain(complainant="Budi Santoso", company="CV Besi Tua", email=BUDI, phone="", subject="Sertifikat")
    world.tick()
    for number, service in ((lead, "Pengujian"), (joined, "Kalibrasi")):
        world.fill(number, classification="Keluhan", service=service, **DONE)
    world.fill(joined, joint_letter=lead)
    world.fill(lead, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(2, 10))
    assert f"Tanggapan atas keluhan {lead} dan {joined}" in as_text(draft(world, lead).content)
    world.fill(lead, initials="BS 2/11")
    world.tick(wita(2, 11))
    assert world.shown(lead, "Status") == "Menunggu keputusan Kepala Balai"


def test_each_group_whose_complaint_a_letter_answers_gets_a_copy(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.complain()
    world.complain(complainant="Budi Santoso", company="CV Besi Tua", email=BUDI, phone="", subject="Sertifikat")
    world.tick()
    for number, service in ((ONE, "Pengujian"), (TWO, "Kalibrasi")):
        world.fill(number, classification="Keluhan", service=service, **DONE)
    world.fill(TWO, joint_letter=ONE)
    world.tick(wita(2, 10))
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(2, 10, 5))
    assert "1. Ketua Pokja Pengujian\n2. Ketua Pokja Kalibrasi" in as_text(draft(world).content)


def test_a_void_letter_is_void_too_where_a_later_one_has_answered_since(world: World) -> None:
    answered(world)
    world.fill(TWO, delivered_on="02/11/2026", recipient="Budi")
    world.tick(wita(2, 15))
    world.tick(wita(2, 15, 1))
    world.fill(TWO, reopening="Belum tuntas")
    world.tick(wita(3, 9))
    world.fill(ONE, replacement="Tanggal keliru")
    world.tick(wita(3, 10))
    copies = [name for name in world.files_of(TWO) if "Surat Balasan" in name or "Notulen" in name]
    assert copies
    assert all(name.startswith("BATAL - ") for name in copies)
    told = next(row for row in world.workbook.rows("Riwayat") if "dahulu juga menjawab" in str(row["Kejadian"]))
    assert (told["Nomor"], told["Menjadi"]) == (TWO, "Tanggal keliru")
    assert ONE in str(told["Kejadian"])
    assert world.shown(TWO, "Status") == "Dikaji"
    with world.quiet():
        world.tick(wita(3, 10, 1))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (TWO, "isi nomor keluhan lain"),
        ("KEL-2026-0099", "tidak ada di Register"),
        ("bersama yang lain", "tulis nomor keluhan"),
    ],
)
def test_what_cannot_be_joined_is_told(world: World, cell: str, told: str) -> None:
    world.fill(TWO, joint_letter=cell)
    world.tick(wita(2, 11))
    assert told in warned(world, TWO)
    assert world.shown(TWO, "Status") == "Menyusun surat balasan"


def test_a_letter_that_still_names_a_withdrawn_complaint_is_not_initialled(world: World) -> None:
    world.fill(ONE, initials="BS 2/11")
    world.tick(wita(2, 11))
    world.fill(TWO, classification="Dicabut pelapor")
    world.tick(wita(2, 11, 10))
    (mail,) = [mail for mail in world.mailbox.to(LEAD) if "sesudah diparaf" in text_of(mail)]
    assert f"keluhan lain yang dijawab: semula {TWO}, kini –" in text_of(mail)
    world.fill(ONE, initials="BS lagi")
    world.tick(wita(2, 11, 20))
    assert f"konsep surat masih menyebut {TWO}" in warned(world, ONE)
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    edit_everywhere(world, f" dan {TWO}", "")
    world.tick(wita(2, 11, 30))
    assert "masih menyebut" not in warned(world, ONE)
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    told = [line.new for line in world.ledger.history() if line.what == "Surat ini juga menjawab keluhan lain"]
    assert told == [TWO, "–"]
    restore(without_ledger(world).job, wita(2, 11, 40))
    assert world.ledger.memory().cases[ComplaintNumber.parse(ONE)].joint_with == ()

"""Forms that people changed, and answers that complainants edited, from the form to Register, letter and mail."""

import pytest

from automation.domain.complaint import UploadedFile
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import MOST_TRIES
from tests.builders import wita

from .world import ANSWER, OFFICER, PUBLIC, World

ONE = "KEL-2026-0001"
BY_HAND = {
    "channel": "WA",
    "received_at": "2026-11-01 08:15",
    "complainant": "Siti",
    "stated_service": "Pengujian",
    "subject": "Hasil uji",
    "description": "Tertukar",
    "phone": "0812-3456-7890",
}


@pytest.fixture
def world(tmp_path):
    return World(tmp_path, plain=True)


def warned(report, *words: str) -> bool:
    return any(all(word in text for word in words) for text in report.warnings.get(ONE, ()))


def test_a_renamed_channel_is_shown_in_its_words_until_an_officer_says_which_it_was(world):
    world.forms.submit(OFFICER, world.now, BY_HAND)
    report = world.tick()
    assert warned(report, "“WA”", "Kanal (dibetulkan)")
    assert world.shown(ONE, "Kanal") == "WA"
    world.fill(ONE, corrected_channel="WhatsApp")
    report = world.tick(wita(2, 9, 5))
    assert not warned(report, "“WA”")
    assert world.shown(ONE, "Kanal") == "WA"
    assert world.ledger.memory().cases[next(iter(world.ledger.memory().cases))].stated.shown_channel == "WhatsApp"


def test_a_time_received_that_was_not_understood_is_told_while_the_complaint_is_sorted(world):
    world.forms.submit(OFFICER, world.now, {**BY_HAND, "received_at": "kemarin", "channel": "Surat"})
    assert warned(world.tick(), "Diterima pada", "“kemarin”")
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    assert not warned(world.tick(wita(2, 10)), "Diterima pada")


def test_a_name_that_was_asked_for_in_words_nobody_knows_is_asked_of_an_officer(world):
    world.forms.asked[PUBLIC] = {"6f0a": "Panggilan"}
    world.complain(complainant="", **{"6f0a": "Bu Siti"})
    assert warned(world.tick(), "Nama pelapor tidak terjawab", "Nama (dibetulkan)")
    assert world.shown(ONE, "Jawaban lain") == "Panggilan: Bu Siti"
    world.fill(ONE, corrected_name="Siti Aminah")
    assert not warned(world.tick(wita(2, 9, 5)), "tidak terjawab")


def test_an_added_question_lands_in_the_register_and_costs_one_question_to_google(world):
    world.forms.asked[PUBLIC] = {"6f0a": "Hari kunjungan"}
    world.complain(**{"6f0a": "Senin"})
    world.tick()
    assert world.shown(ONE, "Jawaban lain") == "Hari kunjungan: Senin"
    world.faults.forget()
    world.tick(wita(2, 9, 5))
    assert "forms.questions" not in world.faults.reads


def test_an_edited_answer_counts_from_when_an_officer_accepts_it(world):
    response = world.complain(subject="Hasil uji", email="lama@kayu.example")
    world.tick()
    world.forms.edit(PUBLIC, response, wita(2, 9, 30), {"subject": "Hasil uji kedua", "email": "baru@kayu.example"})
    report = world.tick(wita(2, 10))
    assert warned(report, "Surel pelapor, Perihal", "Suntingan pelapor")
    told = world.workbook.rows("Status")[0]["Suntingan pelapor"]
    assert "Perihal – semula: Hasil uji – menjadi: Hasil uji kedua" in told
    assert "belum diputuskan" in told
    assert any(row["Kejadian"] == "Jawaban formulir disunting pelapor" for row in world.workbook.rows("Riwayat"))
    assert world.mailbox.to("baru@kayu.example") == []
    assert len(world.ledger.memory().cases) == 1
    world.fill(ONE, answer_edit="Terima")
    report = world.tick(wita(2, 10, 5))
    assert not warned(report, "Suntingan pelapor")
    assert "diterima" in world.workbook.rows("Status")[0]["Suntingan pelapor"]
    assert (world.shown(ONE, "Perihal"), world.shown(ONE, "Surel pelapor")) == ("Hasil uji", "lama@kayu.example")
    assert len(world.mailbox.to("baru@kayu.example")) == 1
    world.tick(wita(2, 10, 10))
    with world.quiet():
        world.tick(wita(2, 10, 15))
    world.forms.edit(PUBLIC, response, wita(2, 11), {"subject": "Hasil uji ketiga"})
    report = world.tick(wita(2, 11, 30))
    assert warned(report, "Terima ulang", "Perihal")
    [case] = world.ledger.memory().cases.values()
    assert case.stated.subject == "Hasil uji kedua"


def test_an_answer_edited_before_it_was_read_is_a_complaint_like_any_other(world):
    response = world.complain()
    world.forms.edit(PUBLIC, response, wita(2, 9, 30), {"subject": "Baru"})
    report = world.tick(wita(2, 10))
    assert world.shown(ONE, "Perihal") == "Baru"
    assert not warned(report, "Suntingan pelapor")


def test_an_edit_of_a_closed_complaint_is_told_beside_its_row(world):
    response = world.complain()
    world.tick()
    world.fill(ONE, classification="Bukan keluhan")
    for minute in (0, 5, 10):
        world.tick(wita(2, 10, minute))
    world.forms.edit(PUBLIC, response, wita(2, 11), {"description": "Masih tertukar"})
    for minute in (30, 35, 40):
        report = world.tick(wita(2, 11, minute))
    assert warned(report, "Uraian keluhan", "Suntingan pelapor")
    with world.quiet():
        world.tick(wita(2, 11, 45))
    world.fill(ONE, answer_edit="Abaikan")
    assert ONE not in world.tick(wita(2, 11, 50)).warnings


def test_a_letter_names_what_was_accepted_and_the_form_pengaduan_what_came(world):
    response = world.complain(subject="Lama")
    world.tick()
    world.forms.edit(PUBLIC, response, wita(2, 9, 10), {"subject": "Baru"})
    world.tick(wita(2, 9, 30))
    world.fill(ONE, answer_edit="Terima")
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    words = {name: effect for name, effect in _texts(world).items() if name.endswith(".docx")}
    assert "Lama" in words[f"{ONE} Form Pengaduan.docx"]
    assert "Baru" in words[f"{ONE} Lembar Disposisi.docx"]


def _texts(world):
    from io import BytesIO

    import docx

    found = {}
    for file in world.drive.files.values():
        if file.name.startswith(ONE) and file.name.endswith(".docx"):
            found[file.name] = "\n".join(one.text for one in docx.Document(BytesIO(file.content)).paragraphs)
    return found


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("foto.exe", b"MZ\x90", "bukan jenis berkas"),
        ("hasil.lnk", b"L\0\0\0", "bukan jenis berkas"),
        ("surat.html", b"<html><script>", "bukan jenis berkas"),
        ("surat.docm", b"PK\3\4 word/document.xml word/vbaProject.bin", "memuat program"),
    ],
)
def test_a_form_brings_no_program_into_the_case_folder(world, name: str, content: bytes, said: str) -> None:
    file = world.drive.drop("root", name, content)
    files = {"6f0a": (UploadedFile(file, name),)}
    world.forms.submit(PUBLIC, world.now, {**ANSWER, "6f0a": file}, files)
    assert warned(world.tick(), said, "kolom Lampiran pelapor")
    assert not any("Lampiran formulir" in one for one in world.files_of(ONE))


def test_a_picture_under_the_name_of_a_program_is_kept_as_a_picture(world) -> None:
    file = world.drive.drop("root", "foto.exe", b"\xff\xd8\xff gambar")
    world.forms.submit(PUBLIC, world.now, {**ANSWER, "6f0a": file}, {"6f0a": (UploadedFile(file, "foto.exe"),)})
    world.tick()
    assert f"{ONE} Lampiran formulir 1 foto.exe.jpg" in world.files_of(ONE)


def test_files_of_a_form_come_into_the_case_folder_once_and_what_cannot_be_read_is_told(world):
    photo = world.drive.drop("root", "foto.jpg", b"\xff\xd8\xff gambar", "image/jpeg")
    files = {"6f0a": (UploadedFile(photo, "../../foto\u202e.jpg"), UploadedFile("hilang", "surat.pdf"))}
    response = world.forms.submit(PUBLIC, world.now, {**ANSWER, "6f0a": photo}, files)
    report = world.tick()
    assert f"{ONE} Lampiran formulir 1 foto.jpg" in world.files_of(ONE)
    assert warned(report, "Lampiran formulir ke-2", "Mintalah pelapor mengirimnya lagi")
    assert photo in world.shown(ONE, "Lampiran pelapor")
    [row] = [row for row in world.workbook.rows("Arsip") if row["Jenis dokumen"] == "Lampiran (formulir)"]
    assert (row["Nomor"], row["Nama berkas"]) == (ONE, f"{ONE} Lampiran formulir 1 foto.jpg")
    added = world.drive.drop("root", "nota.pdf", b"%PDF-1.4", "application/pdf")
    again = {"6f0a": (*files["6f0a"], UploadedFile(added, "nota.pdf"))}
    world.forms.edit(PUBLIC, response, wita(2, 9, 10), {}, again)
    report = world.tick(wita(2, 9, 30))
    assert warned(report, "Lampiran pelapor", "Suntingan pelapor")
    kept = [name for name in world.files_of(ONE) if "Lampiran formulir" in name]
    assert sorted(kept) == [f"{ONE} Lampiran formulir 1 foto.jpg", f"{ONE} Lampiran formulir 3 nota.pdf"]


def test_a_file_of_a_form_that_is_gone_for_good_ends_with_a_person(world, monkeypatch: pytest.MonkeyPatch) -> None:
    world.forms.submit(PUBLIC, world.now, {**ANSWER, "6f0a": "hilang"}, {"6f0a": (UploadedFile("hilang", "a.pdf"),)})
    assert warned(
        world.tick(), "Lampiran formulir ke-1 tidak ditemukan di Drive", "Mintalah pelapor mengirimnya lagi"
    )
    asked: list[str] = []
    download = world.drive.download

    def counted(id: str, *known, **called):
        asked.append(id)
        return download(id, *known, **called)

    monkeypatch.setattr(world.drive, "download", counted)
    world.fill(ONE, classification="Dicabut pelapor", reason_given="Selesai di loket")
    for day in range(3, 21):
        world.tick(wita(day, 9))
    assert asked.count("hilang") == MOST_TRIES - 1
    assert world.ledger.memory().cases[ComplaintNumber.parse(ONE)].settled
    with world.quiet():
        world.tick(wita(20, 9, 1))

"""Letters that come back from Srikandi: filed, asked about, or set aside; and restored when the ledger is lost."""

from pathlib import Path
from typing import Any

import pytest

from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber
from automation.jobs.rebuild.command import restore
from local_workspace.drive.rendering.typesetting import pdf
from local_workspace.scanner import scan
from tests.archive.paper import a_pdf, a_sheet
from tests.archive.signing import HEAD, issued, signed
from tests.builders import wita
from tests.letters.test_srikandi import filled_in

from .test_approvals import body
from .test_joint_letters import DONE, TWO
from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_decision
from .world import SECRET, World

CUSTOMER, HEAD_OF_OFFICE, OFFICER = (
    "siti@kayu.example",
    "kepala@bspji-samarinda.example",
    "dewi@bspji-samarinda.example",
)
NUMBER = "B-88/BSPJI-SMD/HM/11/2026"
COPY = f"{ONE} Surat Balasan (untuk Srikandi).docx"
WORDS = {"${nomor_naskah}": NUMBER, "${tanggal_naskah}": "4 November 2026"}
SIGNED_AT = wita(4, 12)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True, surat__tanda_tangan="srikandi")
    run_to_decision(world)
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 11))
    told = body(world.mailbox.to("dewi@bspji-samarinda.example")[-1])
    assert (
        "Hal: Tanggapan atas keluhan KEL-2026-0001 perihal Hasil uji terlambat; Tujuan: Siti Aminah, PT Kayu Lestari."
        in told
    )
    return world


def letter(world: World, **changed: str) -> bytes:
    """Sign the letter in Srikandi, with other words where somebody changed them there."""
    copy = next(file.content for file in world.drive.files.values() if file.name == COPY)
    return pdf(filled_in(copy, **WORDS, **changed))


def put(world: World, content: bytes, hour: int = 13, name: str = "unduhan.pdf") -> None:
    world.drive.drop("folder-scans", name, content)
    world.tick(wita(4, hour))
    world.tick(wita(4, hour, 1))


def archive(world: World) -> dict[str, Any]:
    (row,) = [row for row in world.workbook.rows("Arsip") if row["Ditandatangani elektronik oleh"]]
    return row


def set_aside(world: World) -> str:
    rows = world.workbook.rows("Riwayat")
    return "".join(str(row["Menjadi"]) for row in rows if "perlu ditinjau" in str(row["Kejadian"]))


def replies(world: World) -> list[str]:
    return [subject for subject in world.subjects(CUSTOMER) if "Surat balasan" in subject]


def test_the_letter_as_approved_is_filed_with_its_number_and_sent_and_the_next_tick_is_quiet(world: World) -> None:
    content = signed(letter(world), at=SIGNED_AT)
    put(world, content)
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"
    assert (archive(world)["Nomor surat"], archive(world)["Ditandatangani elektronik oleh"]) == (NUMBER, HEAD)
    assert archive(world)["Pemeriksaan tanda tangan"] == (
        "Teks sesuai konsep yang disetujui. Tanda tangan utuh; rantai sertifikat tidak diperiksa; "
        "pencabutan tidak diperiksa"
    )
    (part,) = world.mailbox.to(CUSTOMER)[-1].iter_attachments()
    assert part.get_payload(decode=True) == content
    with world.quiet():
        world.tick(wita(4, 13, 2))
    put(world, signed(letter(world), at=SIGNED_AT, field="Lagi"), hour=14)
    assert "sudah diarsipkan" in set_aside(world)
    assert len(replies(world)) == 1


def test_one_person_of_two_complaints_hears_with_both_that_a_print_of_it_proves_nothing(world: World) -> None:
    other = "siti.aminah@contoh.example"
    world.complain(subject="Laporan belum ada", email=other)
    world.tick(wita(4, 12))
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE, same_person="Ya")
    put(world, signed(letter(world), at=SIGNED_AT))
    letters = [mail for mail in world.mailbox.to(CUSTOMER) + world.mailbox.to(other) if "Surat b" in mail["Subject"]]
    told = [" ".join(body(mail).split()) for mail in letters]
    assert [f"secara elektronik oleh {HEAD}" in text for text in told] == [True, True]


def test_other_words_wait_for_who_decides_who_is_told_which(world: World) -> None:
    put(world, signed(letter(world, **{"Kepala Balai,": "Kepala Balai, gratis"}), at=SIGNED_AT))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert "ditambah “gratis”" in world.shown(ONE, "Peringatan")
    assert "ditambah “gratis”" in body(world.mailbox.to(HEAD_OF_OFFICE)[-1])
    assert replies(world) == []
    world.fill(ONE, decision="Setuju ulang")
    world.tick(wita(4, 14))
    world.tick(wita(4, 14, 1))
    assert len(replies(world)) == 1
    assert archive(world)["Pemeriksaan tanda tangan"].startswith("Teks berbeda dari konsep yang disetujui: ")


def test_a_draft_that_is_ready_for_srikandi_is_replaced_and_not_returned(world: World) -> None:
    world.fill(ONE, decision="Kembalikan", decision_note="Sebut nomor sertifikat")
    world.tick(wita(4, 12))
    assert "naskah sudah disiapkan untuk Srikandi" in world.shown(ONE, "Peringatan")
    world.fill(ONE, replacement="Nomor sertifikat keliru")
    world.tick(wita(4, 13))
    assert world.shown(ONE, "Status") == "Menunggu paraf"
    assert "naskah sudah disiapkan" not in world.shown(ONE, "Peringatan")


def test_a_letter_that_somebody_else_signed_waits_for_who_decides(world: World) -> None:
    put(world, signed(letter(world), issued("Joko Susilo"), at=SIGNED_AT))
    assert "ditandatangani oleh Joko Susilo" in world.shown(ONE, "Peringatan")
    assert replies(world) == []


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("1 Januari 2025", "tanggal surat 1 Januari 2025 sebelum keluhan diterima"),
        ("9 Desember 2026", "tanggal surat 9 Desember 2026 belum tiba"),
    ],
)
def test_a_letter_with_a_date_that_cannot_be_waits_for_who_decides(world: World, day: str, told: str) -> None:
    copy = next(file.content for file in world.drive.files.values() if file.name == COPY)
    put(world, signed(pdf(filled_in(copy, **{**WORDS, "${tanggal_naskah}": day})), at=SIGNED_AT))
    assert told in world.shown(ONE, "Peringatan")
    assert replies(world) == []


def test_a_letter_that_was_signed_without_a_number_is_set_aside(world: World) -> None:
    copy = next(file.content for file in world.drive.files.values() if file.name == COPY)
    put(world, signed(pdf(filled_in(copy, **{**WORDS, "${nomor_naskah}": ""})), at=SIGNED_AT))
    assert "Srikandi tidak mengisi nomor surat" in set_aside(world)
    assert replies(world) == []


def test_of_two_letters_that_come_back_together_under_one_number_the_second_waits(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surat__tanda_tangan="srikandi")
    world.complain()
    world.complain(complainant="Budi", company="CV Besi", email="budi@besi.example", phone="", subject="Sertifikat")
    world.tick()
    for number in (ONE, TWO):
        world.fill(number, classification="Keluhan", service="Pengujian", **DONE, reply_text="Uji ulang terlampir.")
    for minute, cells in enumerate(({}, {"initials": "BS 2/11"}, {"decision": "Setuju"})):
        for number in (ONE, TWO):
            world.fill(number, **cells)
        world.tick(wita(2, 10, 2 * minute))
        world.tick(wita(2, 10, 2 * minute + 1))
    for number in (ONE, TWO):
        name = COPY.replace(ONE, number)
        copy = next(file.content for file in world.drive.files.values() if file.name == name)
        words = {**WORDS, "${tanggal_naskah}": "2 November 2026"}
        world.drive.drop("folder-scans", f"{number}.pdf", signed(pdf(filled_in(copy, **words)), at=wita(2, 11)))
    world.tick(wita(2, 12))
    world.tick(wita(2, 12, 1))
    statuses = sorted(str(world.shown(number, "Status")) for number in (ONE, TWO))
    assert statuses == ["Menunggu diterima pelanggan", "Menunggu keputusan Kepala Balai"]
    assert f"nomor {NUMBER} sudah dipakai" in "".join(str(world.shown(one, "Peringatan")) for one in (ONE, TWO))


def test_a_letter_that_bears_the_number_of_a_void_one_waits_for_who_decides(world: World) -> None:
    put(world, signed(letter(world), at=SIGNED_AT))
    world.fill(ONE, replacement="Alamat keliru")
    world.tick(wita(4, 14))
    world.fill(ONE, initials="BS 4/11 siang")
    world.tick(wita(4, 14, 5))
    world.fill(ONE, decision="Setuju ulang")
    world.tick(wita(4, 14, 10))
    copy = COPY.replace("Balasan", "Balasan (2)")
    again = next(file.content for file in world.drive.files.values() if file.name == copy)
    put(world, signed(pdf(filled_in(again, **WORDS)), at=wita(4, 14, 20)), hour=15)
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
    assert f"nomor {NUMBER} sudah dipakai pada surat {ONE}" in world.shown(ONE, "Peringatan")
    assert len(replies(world)) == 1
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 15, 10))
    world.tick(wita(4, 15, 11))
    assert len(replies(world)) == 2


def test_a_letter_without_text_is_stated_by_a_person_and_a_lost_ledger_knows_it_again(world: World) -> None:
    world.fill(ONE, letter_number="B/1", letter_date="03/11/2026")
    put(world, signed(scan(letter(world), seed=7), at=SIGNED_AT))
    assert world.shown(ONE, "Status") == "Menunggu nomor surat dari PDF bertanda tangan"
    assert replies(world) == []
    world.fill(ONE, letter_number=NUMBER, letter_date="04/11/2026")
    world.tick(wita(4, 14))
    world.tick(wita(4, 14, 1))
    assert len(replies(world)) == 1
    assert archive(world)["Nomor surat"] == NUMBER
    before = world.ledger.documents()
    restore(without_ledger(world).job, wita(4, 15))
    world.tick(wita(4, 15, 1))
    after = {one.effect: one for one in world.ledger.documents()}
    for one in before:
        again = after[one.effect]
        kept = (again.form, again.letter_number, again.letter_date, again.signed_by, again.checked)
        assert kept == (one.form, one.letter_number, one.letter_date, one.signed_by, one.checked)
    assert len(replies(world)) == 1


def test_a_copy_beside_the_draft_keeps_no_letter_that_came_back_waiting(world: World) -> None:
    draft = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    copy = world.drive.drop(draft.parent, "Salinan.docx", b"lain")
    world.drive.files[copy].properties = draft.properties
    put(world, signed(scan(letter(world), seed=7), at=SIGNED_AT))
    world.fill(ONE, letter_number=NUMBER, letter_date="04/11/2026")
    world.tick(wita(4, 14))
    world.tick(wita(4, 14, 1))
    assert len(replies(world)) == 1


def test_a_scan_that_an_officer_calls_the_reply_is_told_to_come_from_srikandi(world: World) -> None:
    put(world, a_pdf(a_sheet()), name=f"{ONE} Surat Balasan.pdf")
    [document] = [one for one in world.ledger.memory().documents if one.remark]
    row = world.workbook.row_of("Arsip", document.effect)
    world.workbook.type("Arsip", row, "Ditetapkan sebagai", "Surat Balasan")
    world.tick(wita(4, 14))
    assert "unduh PDF bertanda tangan dari Srikandi" in world.shown(ONE, "Peringatan")


def test_what_is_no_signed_letter_is_set_aside_with_a_reason(world: World) -> None:
    put(world, letter(world))
    assert "tidak bertanda tangan elektronik" in set_aside(world)
    put(world, scan(letter(world), seed=3, as_picture=True), hour=14, name="foto.jpg")
    unfilled = next(file.content for file in world.drive.files.values() if file.name == COPY)
    put(world, signed(pdf(unfilled), at=SIGNED_AT), hour=15)
    assert "tidak mengisi ${nomor_naskah}, ${tanggal_naskah}, ${ttd_pengirim}" in set_aside(world)
    assert world.shown(ONE, "Status") == "Menunggu tanda tangan di Srikandi"


def test_an_unsigned_letter_within_a_batch_sets_the_whole_aside(world: World) -> None:
    number = ComplaintNumber.parse(ONE)
    kinds = (DocumentKind.FORM_PENGADUAN, DocumentKind.SURAT_BALASAN)
    codes = [DocumentCode(number, kind, 1).signed(SECRET) for kind in kinds]
    put(world, a_pdf(*map(a_sheet, codes)))
    assert "tidak bertanda tangan elektronik" in set_aside(world)
    assert not any("Surat Balasan (pindaian)" in name for name in world.files_of(ONE))


def test_a_letter_signed_before_it_was_approved_is_set_aside(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surat__tanda_tangan="srikandi")
    run_to_decision(world)
    draft = next(file.content for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    put(world, signed(pdf(draft), at=wita(4, 9)))
    assert "belum disetujui di Register" in set_aside(world)

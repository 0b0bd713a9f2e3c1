"""What a complainant left is wrong: an officer puts it right, and everything from then on goes by that."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest
from docx.oxml.ns import qn

from automation.domain.customer_news import News, NewsName
from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import signed_reference
from automation.jobs.explaining.command import explain
from automation.jobs.rebuild.command import restore
from tests.builders import wita
from tests.fakes import text_of
from tests.intake.mails import CUSTOMER, a_mail
from tests.intake.test_automatic import a_report
from tests.letters.letter_lines import as_text

from .mail_world import ACKNOWLEDGED, DEWI, ONE, MailWorld, an_answer, complained
from .test_rebuild import without_ledger
from .test_sync import run_to_decision, run_to_signature
from .world import SECRET, World

NEW = "siti.aminah@kayu.example"
NEWER = "pemilik@kayu.example"
RECEIVED = "Keluhan Anda telah kami terima"
STUDIED = "Keluhan Anda telah kami kaji"
ACTION_SET = "Tindakan perbaikan telah ditetapkan"
REPLIED = "Surat balasan atas keluhan Anda"
CLOSED = "Penanganan keluhan Anda telah selesai"
OLD_ADDRESSEE = "tidak memuat nama atau alamat pelapor seperti yang sudah dibetulkan"
CHANGED = "Alamat surel untuk keluhan Anda diubah"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, plain=True)
    yield world
    world.ledger.close()


def told(world: World, address: str) -> list[str]:
    return [subject.removeprefix(f"[{ONE}] ") for subject in world.subjects(address)]


def in_verification(world: World, **answers: str) -> None:
    world.complain(**answers)
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 9, 30))
    world.fill(ONE, findings="Contoh tertukar")
    world.tick(wita(2, 10))
    world.fill(ONE, cause="Label lepas", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.tick(wita(2, 11))


def closed_case(world: World) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    world.tick(wita(5, 10))
    assert world.ledger.memory().cases[ComplaintNumber.parse(ONE)].settled


# -- mails


def test_a_corrected_address_hears_once_of_the_receipt_and_of_what_holds_now(world: World) -> None:
    in_verification(world)
    assert told(world, CUSTOMER) == [RECEIVED, STUDIED, ACTION_SET]
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(2, 13, 30))
    assert told(world, NEW) == [RECEIVED, ACTION_SET]
    assert ONE in text_of(world.mailbox.to(NEW)[0])
    world.reborn()
    with world.quiet():
        world.tick(wita(2, 13, 31))
    world.fill(ONE, data_wanted="Nomor order.")
    world.tick(wita(2, 14))
    assert told(world, NEW)[2:] == ["Mohon lengkapi data keluhan Anda"]
    assert told(world, CUSTOMER) == [RECEIVED, STUDIED, ACTION_SET]


def test_who_left_no_address_that_can_be_written_to_hears_all_from_the_corrected_one_on(world: World) -> None:
    in_verification(world, email="siti(at)kayu.example", phone="")
    assert "isi Surel (dibetulkan)" in world.shown(ONE, "Peringatan")
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(2, 13, 30))
    assert told(world, NEW) == [RECEIVED, ACTION_SET]
    assert "Surel pelapor" not in world.shown(ONE, "Peringatan")
    explanation = explain(world.job, ComplaintNumber.parse(ONE), wita(2, 13, 31))
    assert all(mail.sent for mail in explanation.mails if mail.to == "pelapor")


def test_an_emptied_correction_gives_way_to_what_came_in_and_repeats_nothing(world: World) -> None:
    in_verification(world)
    world.fill(ONE, corrected_email=NEW, corrected_name="Siti Aminah Putri")
    world.tick(wita(2, 13, 30))
    assert "Yth. Bapak/Ibu Siti Aminah Putri," in text_of(world.mailbox.to(NEW)[-1])
    world.fill(ONE, corrected_email="", corrected_name="")
    world.tick(wita(2, 14))
    assert told(world, CUSTOMER) == [RECEIVED, STUDIED, ACTION_SET]
    world.fill(ONE, data_wanted="Nomor order.")
    world.tick(wita(2, 14, 30))
    assert told(world, CUSTOMER)[3:] == ["Mohon lengkapi data keluhan Anda"]
    assert "Siti Aminah Putri" not in text_of(world.mailbox.to(CUSTOMER)[-1])
    assert told(world, NEW) == [RECEIVED, ACTION_SET]


def test_one_address_in_other_letters_is_no_correction(world: World) -> None:
    in_verification(world)
    world.fill(ONE, corrected_email=f" {CUSTOMER.upper()} ")
    world.tick(wita(2, 13, 30))
    assert told(world, CUSTOMER) == [RECEIVED, STUDIED, ACTION_SET]


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        ({"corrected_email": f"{NEW}, {NEWER}"}, "Surel (dibetulkan): alamat surel harus tepat satu"),
        ({"corrected_phone": "0812 / 0813"}, "Telepon (dibetulkan): tulis satu nomor telepon saja"),
    ],
)
def test_a_correction_that_cannot_be_read_is_a_warning_and_changes_nothing(
    world: World, cells: dict[str, str], warning: str
) -> None:
    in_verification(world)
    world.fill(ONE, **cells)
    world.tick(wita(2, 13, 30))
    assert warning in world.shown(ONE, "Peringatan")
    assert "data yang lama tetap dipakai" in world.shown(ONE, "Peringatan")
    world.fill(ONE, data_wanted="Nomor order.")
    world.tick(wita(2, 14))
    assert told(world, CUSTOMER)[3:] == ["Mohon lengkapi data keluhan Anda"]
    assert {str(mail.message["To"]) for mail in world.mailbox.mails}.isdisjoint({NEW, NEWER})


def test_what_came_in_stays_in_the_register_and_riwayat_keeps_both(world: World) -> None:
    in_verification(world)
    for address in (NEW, NEWER):
        world.fill(ONE, corrected_email=address, corrected_name="Siti A.", corrected_address="Jalan Baru 1")
        world.tick(wita(2, 13, 30))
    assert world.shown(ONE, "Surel pelapor") == CUSTOMER
    assert world.shown(ONE, "Nama pelapor") == "Siti Aminah"
    assert world.shown(ONE, "Surel (dibetulkan)") == NEWER
    rows = [row for row in world.workbook.rows("Riwayat") if "Surel (dibetulkan)" in str(row["Kejadian"])]
    assert [(row["Semula"] or "", row["Menjadi"]) for row in rows] == [("", NEW), (NEW, NEWER)]
    assert told(world, NEWER) == [RECEIVED, ACTION_SET]


def test_a_closed_case_sends_its_letter_and_its_end_to_the_right_address_and_rests_again(world: World) -> None:
    closed_case(world)
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(6, 9))
    assert told(world, NEW) == [REPLIED, CLOSED]
    assert [one.get_filename() for one in world.mailbox.to(NEW)[0].iter_attachments()] != []
    world.tick(wita(6, 9, 1))
    with world.quiet():
        world.tick(wita(6, 9, 2))
    assert len(told(world, NEW)) == 2


def test_acknowledgements_to_a_corrected_address_are_held_to_the_same_measure(world: World) -> None:
    for place in range(5):
        world.complain(email=f"salah{place}@kayu.example", subject=f"Keluhan {place}")
        world.tick(wita(2, 9, place))
    for place in range(5):
        world.fill(f"KEL-2026-{place + 1:04}", corrected_email=NEW)
        world.tick(wita(2, 10, place))
    assert len(world.mailbox.to(NEW)) == 3


@pytest.mark.parametrize("address", ["layanan@bspji-samarinda.example", "Layanan@BSPJI-Samarinda.example"])
def test_the_offices_own_address_is_a_warning_until_an_officer_puts_the_complainants_in_its_place(
    world: World, address: str
) -> None:
    assert world.settings.own_addresses == {"layanan@bspji-samarinda.example"}
    world.complain(email=address)
    world.tick(wita(2, 9))
    assert "alamat kantor ini sendiri" in world.shown(ONE, "Peringatan")
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(2, 10))
    assert "alamat kantor ini sendiri" not in world.shown(ONE, "Peringatan")


# -- chats


def test_a_corrected_number_is_chatted_with_what_holds_now(world: World) -> None:
    in_verification(world, email="", phone="0541 732274")
    assert "bukan nomor seluler" in world.shown(ONE, "Peringatan")
    world.fill(ONE, corrected_phone="0813 1111 2222")
    world.tick(wita(2, 13, 30))
    row = next(row for row in world.workbook.rows("Status") if row["Nomor"] == ONE)
    assert str(row["Tautan WhatsApp"]).count("wa.me/6281311112222") == 1
    assert "bukan nomor seluler" not in world.shown(ONE, "Peringatan")
    world.fill(ONE, corrected_phone="0813 3333 4444")
    world.tick(wita(2, 14))
    chats = unquote("".join(text_of(mail) for mail in world.mailbox.to(DEWI)))
    for number in ("6281311112222", "6281333334444"):
        assert chats.count(f"wa.me/{number}") >= 1


# -- letters


def test_the_reply_goes_to_the_corrected_name_and_address_and_the_form_keeps_what_was_written(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.complain(address="Jalan Lama 9")
    world.tick(wita(2, 9))
    world.fill(ONE, corrected_name="Siti Rahmawati", corrected_address="Jalan Baru 1, Samarinda")
    run_to_signature_from_sorting(world)
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Rahmawati")
    world.tick(wita(5, 9))
    letter, form, record = (
        as_text(next(file for file in world.drive.files.values() if file.name == f"{ONE} {kind}.docx").content)
        for kind in ("Surat Balasan", "Form Pengaduan", "Notulen Penyerahan")
    )
    assert "Siti Rahmawati\nPT Kayu Lestari\nJalan Baru 1, Samarinda" in letter
    assert "Siti Aminah" in form
    assert "Jalan Lama 9" in form
    assert "Rahmawati" not in form
    assert "Siti Rahmawati" in record
    assert "konsepnya dibuat sebelum" not in world.shown(ONE, "Peringatan")


def run_to_signature_from_sorting(world: World) -> None:
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang", findings="Contoh tertukar")
    world.fill(ONE, cause="Label lepas", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.fill(ONE, applied_on="02/11/2026", verification="Sesuai", verified_by="Siti Aminah", effective="Ya")
    world.fill(ONE, reply_text="Telah kami uji ulang.")
    world.tick(wita(4, 9))
    world.fill(ONE, initials="BS 4/11")
    world.tick(wita(4, 9, 10))
    world.fill(ONE, decision="Setuju", letter_number="B/1", letter_date="04/11/2026")
    world.tick(wita(4, 10))
    world.drop_scan_of(ONE)
    world.tick(wita(4, 11))


def test_a_letter_older_than_the_correction_of_its_addressee_is_warned_of_until_it_is_signed(world: World) -> None:
    run_to_signature(world)
    world.fill(ONE, corrected_phone="0813 1111 2222")
    world.tick(wita(4, 12))
    assert OLD_ADDRESSEE not in world.shown(ONE, "Peringatan")
    world.fill(ONE, corrected_address="Jalan Baru 1")
    world.tick(wita(4, 13))
    assert OLD_ADDRESSEE in world.shown(ONE, "Peringatan")
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.tick(wita(4, 14, 1))
    assert OLD_ADDRESSEE not in world.shown(ONE, "Peringatan")


def test_a_letter_made_of_a_draft_with_the_old_name_is_warned_of_and_one_with_the_right_name_is_not(
    world: World,
) -> None:
    run_to_decision(world)
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 10, 20))
    world.fill(ONE, corrected_name="Rahmat Hidayat")
    world.tick(wita(4, 10, 30))
    world.fill(ONE, letter_number="B/1", letter_date="04/11/2026")
    world.tick(wita(4, 11))
    world.tick(wita(4, 11, 1))
    assert OLD_ADDRESSEE in world.shown(ONE, "Peringatan")
    world.fill(ONE, corrected_name="")
    world.tick(wita(4, 12))
    assert OLD_ADDRESSEE not in world.shown(ONE, "Peringatan")


@pytest.mark.parametrize(
    ("cell", "text"), [("corrected_name", "Siti Rahmawati"), ("corrected_address", "Jalan Baru 1, Samarinda")]
)
def test_a_draft_is_warned_of_until_it_says_what_was_corrected(world: World, cell: str, text: str) -> None:
    run_to_decision(world, address="Jalan Lama 9")
    assert "dibuat sebelum" not in world.shown(ONE, "Peringatan")
    world.fill(ONE, **{cell: text})
    world.tick(wita(4, 12))
    assert "ganti penerima surat di konsep" in world.shown(ONE, "Peringatan")
    draft = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    for before in ("Siti Aminah", "Jalan Lama 9"):
        if (before == "Siti Aminah") == (cell == "corrected_name"):
            world.drive.edit(draft.id, with_other_words(draft.content, before, text))
    world.tick(wita(4, 13))
    assert "ganti penerima surat di konsep" not in world.shown(ONE, "Peringatan")


def with_other_words(content: bytes, before: str, after: str) -> bytes:
    document = docx.Document(BytesIO(content))
    for text in document.element.iter(qn("w:t")):
        text.text = (text.text or "").replace(before, after)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


# -- mails that come in


def with_correction(tmp_path: Path) -> MailWorld:
    """A complaint by mail, whose complainant writes from another address from now on."""
    world = complained(tmp_path)
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(2, 9, 30))
    return world


def reference_to(address: str) -> str:
    return next(word for word in address.split() if word.startswith(f"{ONE}-"))


def test_only_the_corrected_address_and_its_reference_join_the_case(tmp_path: Path) -> None:
    world = with_correction(tmp_path)
    old = signed_reference(ComplaintNumber.parse(ONE), SECRET)
    new = reference_to(text_of(world.mailbox.to(NEW)[0]))
    assert new != old
    world.receive(a_mail(f"Dari alamat lama. {old}", Subject="Foto"), wita(2, 10))
    world.receive(a_mail(f"Rujukan lama. {old}", Subject="Foto", From=NEW), wita(2, 10))
    world.receive(a_mail(f"Alamat lama, rujukan baru. {new}", Subject="Foto"), wita(2, 10))
    world.tick(wita(2, 10))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert len(world.in_review()) == 3
    assert "tidak sah atau tidak berlaku lagi" in world.told(DEWI)
    world.receive(a_mail(f"Dari alamat baru. {new}", Subject="Foto", From=NEW), wita(2, 10, 30))
    world.receive(an_answer(From=NEW), wita(2, 10, 30), answers=ACKNOWLEDGED)
    world.tick(wita(2, 10, 30))
    assert len(world.in_folder(ONE)) == 3


def test_the_old_address_joins_again_once_the_correction_is_emptied(tmp_path: Path) -> None:
    world = with_correction(tmp_path)
    world.fill(ONE, corrected_email="")
    world.tick(wita(2, 9, 45))
    world.receive(a_mail(f"{signed_reference(ComplaintNumber.parse(ONE), SECRET)}", Subject="Foto"), wita(2, 10))
    world.tick(wita(2, 10))
    assert len(world.in_folder(ONE)) == 2


def test_an_address_that_had_written_is_told_once_that_it_is_left_and_not_for_which(tmp_path: Path) -> None:
    world = with_correction(tmp_path)
    assert told(world, CUSTOMER) == [RECEIVED, CHANGED]
    text = text_of(world.mailbox.to(CUSTOMER)[-1])
    assert NEW not in text
    assert "Bila perubahan ini keliru, balas surel ini atau hubungi kami" in text
    assert "Kode rujukan" not in text
    (mail, *_) = world.mailbox.to(NEW)
    assert mail["In-Reply-To"] is None
    world.reborn()
    with world.quiet():
        world.tick(wita(2, 9, 31))
    world.fill(ONE, corrected_email=NEWER)
    world.tick(wita(2, 11))
    assert told(world, CUSTOMER) == [RECEIVED, CHANGED]
    assert told(world, NEW) == [RECEIVED]  # It never answered.


def test_an_address_that_never_wrote_is_left_in_silence(world: World) -> None:
    in_verification(world)
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(2, 13, 30))
    assert CHANGED not in told(world, CUSTOMER)


def test_a_bounce_is_warned_of_until_the_address_is_put_right(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_report(), wita(2, 9, 30), answers=ACKNOWLEDGED)
    world.tick(wita(2, 9, 30))
    world.tick(wita(2, 9, 31))
    assert "Tulis alamat yang benar di kolom Surel (dibetulkan)" in world.warning(ONE)
    world.fill(ONE, corrected_email=NEW)
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 1))
    assert "tidak sampai" not in world.warning(ONE)
    corrected = next(mail.key for mail in world.mailbox.mails if str(mail.message["To"]) == NEW)
    world.receive(a_report().replace(b"kami@mail", b"kami2@mail"), wita(2, 10, 30), answers=corrected)
    world.tick(wita(2, 10, 30))
    world.tick(wita(2, 10, 31))
    assert "tidak sampai: konfirmasi penerimaan" in world.warning(ONE)


def test_a_corrected_address_that_cannot_be_read_is_told_of_after_the_end_as_long_as_it_stands(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Bukan keluhan")
    for minute in (0, 5, 10):
        world.tick(wita(2, 10, minute))
    world.fill(ONE, corrected_email="bukan alamat")
    for minute in (15, 20):
        world.tick(wita(2, 10, minute))
        assert "Surel (dibetulkan)" in str(world.shown(ONE, "Peringatan"))
    with world.quiet():
        world.tick(wita(2, 10, 25))
    world.fill(ONE, corrected_email="")
    world.tick(wita(2, 10, 30))
    assert not world.shown(ONE, "Peringatan")


# -- the ledger is lost


def test_a_lost_ledger_comes_back_with_the_corrections_and_repeats_no_mail(tmp_path: Path) -> None:
    world = with_correction(tmp_path)
    world.fill(ONE, corrected_email=NEWER, corrected_name="Siti A.")
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 1))
    before = world.ledger.memory().cases[ComplaintNumber.parse(ONE)]
    mails = len(world.mailbox.mails)
    restore(without_ledger(world).job, wita(2, 11))
    after = world.ledger.memory().cases[ComplaintNumber.parse(ONE)]
    assert after.contact == before.contact
    assert [one.contact.email for one in before.former] == [CUSTOMER, NEW]
    assert after.former == before.former
    world.tick(wita(2, 11, 30))
    assert len(world.mailbox.mails) == mails


def test_the_names_of_news_tell_receivers_apart_and_no_address() -> None:
    assert str(NewsName(News.ENDED, "settled", "3f2a9c01b4de")) == "akhir.settled@3f2a9c01b4de"
    assert NewsName.parse("penerimaan@3f2a9c01b4de") == NewsName(News.ACKNOWLEDGEMENT, to="3f2a9c01b4de")
    assert NewsName.read("entah") is None

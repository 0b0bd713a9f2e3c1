"""Who wrote a mail and which complaint it belongs to: one matter is one complaint, and in doubt a person decides."""

from pathlib import Path

import pytest

from tests.builders import wita
from tests.intake.mails import CUSTOMER, OFFICE, a_mail
from tests.intake.test_automatic import a_report

from .mail_world import ACKNOWLEDGED, DEWI, ONE, STRANGER, TWO, MailWorld, complained

FIRST, SECOND = "<g1@kayu.example>", "<g2@kayu.example>"


def a_second(**headers: object):
    given = {"Subject": "Fotonya", "In_Reply_To": FIRST, "References": FIRST, "Message_ID": SECOND, **headers}
    return a_mail("Tambahan: fotonya menyusul.", **given)


# -- a second mail to one's own first


def test_a_second_mail_before_the_acknowledgement_is_filed_in_the_first_one_s_case(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(Message_ID=FIRST), wita(2, 9))
    world.receive(a_second(), wita(2, 9, 1))
    world.receive(a_second(In_Reply_To=SECOND, References=SECOND, Message_ID="<g3@kayu.example>"), wita(2, 9, 2))
    assert world.tick(wita(2, 9, 3)).registered == (ONE,)
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml", f"{ONE} Surel 2.eml", f"{ONE} Surel 3.eml"]
    assert len(world.mailbox.to(CUSTOMER)) == 1
    world.tick(wita(2, 9, 4))
    with world.quiet():
        world.tick(wita(2, 9, 5))


def test_a_second_mail_after_the_acknowledgement_is_filed_there_too(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(Message_ID=FIRST), wita(2, 9))
    world.tick(wita(2, 9))
    world.receive(a_second(), wita(2, 9, 5))
    assert world.tick(wita(2, 9, 5)).registered == ()
    # A third that knows only the second, as an answer to an officer with the office in copy does.
    third = a_second(
        To="bambang@lain.example", Cc=OFFICE, References=f"<asing@x.example>{SECOND}", In_Reply_To=SECOND
    )
    world.receive(third, wita(2, 9, 6))
    assert world.tick(wita(2, 9, 6)).registered == ()
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml", f"{ONE} Surel 2.eml", f"{ONE} Surel 3.eml"]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_stranger_who_answers_a_complainant_s_mail_goes_to_a_person(tmp_path: Path, at_once: bool) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(Message_ID=FIRST), wita(2, 9))
    if not at_once:
        world.tick(wita(2, 9))
    world.receive(a_second(From=STRANGER), wita(2, 9, 5))
    world.tick(wita(2, 9, 5))
    world.tick(wita(2, 9, 6))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert "dari alamat lain" in world.warning(ONE)


@pytest.mark.parametrize("at_once", [True, False])
def test_the_same_mail_delivered_twice_is_one_complaint(tmp_path: Path, at_once: bool) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(Message_ID=FIRST), wita(2, 9))
    if not at_once:
        world.tick(wita(2, 9))
    world.receive(b"Received: by alias.example\r\n" + a_mail(Message_ID=FIRST).as_bytes(), wita(2, 9, 1))
    world.tick(wita(2, 9, 2))
    assert len(world.ledger.memory().cases) == 1
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert len(world.mailbox.to(CUSTOMER)) == 1


def test_an_own_id_used_again_for_other_words_loses_nothing(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(Message_ID=FIRST), wita(2, 9))
    world.receive(a_mail("Isi yang lain.", Message_ID=FIRST), wita(2, 9, 1))
    world.tick(wita(2, 9, 2))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml", f"{ONE} Surel 2.eml"]


# -- likely twins


@pytest.mark.parametrize("at_once", [True, False])
def test_a_likely_twin_is_a_complaint_of_its_own_and_shown_beside_the_first(tmp_path: Path, at_once: bool) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail("Uji terlambat.", Message_ID=FIRST), wita(2, 9))
    if not at_once:
        world.tick(wita(2, 9))
    world.receive(a_mail("Uji kami masih terlambat.", Subject="HASIL uji terlambat!", Message_ID=SECOND), wita(3, 9))
    world.tick(wita(3, 9))
    world.tick(wita(3, 9, 1))
    assert f"mirip untuk {ONE}" in world.warning(TWO)
    assert f"tercatat sebagai {TWO}" in world.warning(ONE)
    told = world.told(DEWI)
    assert told.count("Keluhan baru yang mirip dengan keluhan lain") == 1
    assert f"mengadukan {ONE}" in " ".join(told.split())
    assert at_once or "Bandingkan keduanya: http" in " ".join(told.split())
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(3, 10))
    world.tick(wita(3, 10, 1))
    assert "mirip" not in world.warning(TWO) + world.warning(ONE)


@pytest.mark.parametrize("other", [{"From": STRANGER}, {"Subject": "Hal lain", "text": "Isi lain."}])
def test_another_person_s_and_another_matter_s_complaints_are_no_twins(tmp_path: Path, other: dict[str, str]) -> None:
    world = complained(tmp_path)
    world.receive(a_mail(**other), wita(3, 9))
    world.tick(wita(3, 9))
    world.tick(wita(3, 9, 1))
    assert "mirip" not in world.warning(TWO)


# -- who


def test_a_complaint_through_a_form_is_answered_to_its_author(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    form = {"From": "Situs <wordpress@situs.example>", "Reply_To": f"Siti <{CUSTOMER}>"}
    world.receive(a_mail(**form), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)
    assert len(world.mailbox.to(CUSTOMER)) == 1
    assert world.mailbox.to("situs.example") == []


def test_the_office_s_own_form_is_no_mail_of_the_office(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(From=f"Situs <{OFFICE}>", Reply_To=CUSTOMER), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)
    assert len(world.mailbox.to(CUSTOMER)) == 1


def test_whoever_writes_through_a_form_joins_no_case(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_mail(From="noreply@situs.example", Reply_To=CUSTOMER), wita(2, 10), answers=ACKNOWLEDGED)
    world.tick(wita(2, 10))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert len(world.in_review()) == 1


def test_senders_whose_addresses_nobody_can_read_are_counted_each_alone(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__batas_sehari=2)
    for number in range(5):
        raw = a_mail(From=None).as_bytes()
        world.receive(f"From: Orang {number} <satu@@dua.example>\r\n".encode() + raw, wita(2, 9, number))
    world.tick(wita(2, 10))
    assert len(world.in_review()) == 5


def test_a_person_with_a_way_out_of_lists_is_a_person(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(List_Unsubscribe="<mailto:keluar@mitra.example>"), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)


def test_what_may_be_a_machine_s_is_neither_taken_in_nor_answered_but_told(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_mail("Saya cuti.", Subject="Balasan otomatis: Keluhan"), wita(2, 10), answers=ACKNOWLEDGED)
    world.receive(a_mail("Saya cuti.", Subject="Sedang cuti", From=STRANGER), wita(2, 10))
    assert world.tick(wita(2, 10)).registered == ()
    assert len(world.in_review()) == 2
    assert "mungkin ditulis program" in " ".join(world.told(DEWI).split())
    assert len(world.mailbox.to(CUSTOMER)) == 1


# -- bounces


@pytest.mark.parametrize("known_by", ["key", "recipient"])
def test_a_bounce_finds_its_complaint_without_thread_or_id(tmp_path: Path, known_by: str) -> None:
    world = complained(tmp_path)
    report = a_report().replace(b"kami@mail", b"bukan@mail")
    left_out = b"siti@kayu.example" if known_by == "key" else b"X-Tanggap-Kunci"
    world.receive(report.replace(left_out, b"budi@lain.example" if known_by == "key" else b"X-Lain"), wita(2, 9, 30))
    world.tick(wita(2, 9, 30))
    world.tick(wita(2, 9, 31))
    assert "tidak sampai" in world.warning(ONE)
    assert "Telepon dan alamat pelapor tidak diketahui" in world.warning(ONE)
    assert world.happened(ONE).count("Surel kami tidak sampai") == 1


def test_a_bounce_names_the_next_way_to_reach_the_person(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.complain(email=CUSTOMER, phone="0811 2345 678")
    world.tick(wita(2, 9))
    world.receive(a_report(), wita(2, 9, 30))
    world.tick(wita(2, 9, 30))
    world.tick(wita(2, 9, 31))
    assert "nomornya di kolom Telepon/WhatsApp." in world.warning(ONE)
    world.fill(ONE, corrected_phone="0811 9999 888")
    world.tick(wita(2, 9, 32))
    world.tick(wita(2, 9, 33))
    assert "nomornya di kolom Telepon (dibetulkan)." in world.warning(ONE)


def test_a_bounce_stops_and_redirects_no_mail(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_report(), wita(2, 9, 30))
    world.tick(wita(2, 9, 30))
    world.fill(ONE, classification="Bukan keluhan")
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 1))
    assert len(world.mailbox.to(CUSTOMER)) == 2


def test_a_bounce_of_a_settled_complaint_is_told_beside_its_row_for_a_week(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.fill(ONE, classification="Bukan keluhan")
    for minute in range(4):
        world.tick(wita(2, 10, minute))
    assert next(iter(world.ledger.memory().cases.values())).settled
    world.receive(a_report(), wita(2, 10, 5))
    world.tick(wita(2, 10, 5))
    world.tick(wita(2, 10, 6))
    assert "tidak sampai" in world.warning(ONE)
    for day in (9, 10):
        world.tick(wita(day, 10))
        world.tick(wita(day, 10, 1))
    assert world.warning(ONE) == ""


def test_a_mail_without_a_sender_is_not_the_office_s_own_where_the_office_acts_for_nobody(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, google__atas_nama="")
    world.receive(a_mail(From=None), wita(2, 9))
    world.tick(wita(2, 9))
    assert len(world.in_review()) == 1

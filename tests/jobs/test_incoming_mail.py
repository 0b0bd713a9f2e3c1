"""Complaints and answers that come by mail: taken in once, joined only where it is proven, and never in a loop."""

from datetime import date
from pathlib import Path

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import signed_reference
from automation.domain.vocabulary import Channel
from tests.builders import wita
from tests.fakes.inbox import message_id_of
from tests.fakes.mailbox import text_of
from tests.intake.mails import CUSTOMER, OFFICE, PDF, a_mail, attached
from tests.intake.test_automatic import a_report

from .mail_world import ACKNOWLEDGED, DEWI, LEAD, ONE, STRANGER, TWO, MailWorld, an_answer, complained
from .world import SECRET, World

# -- complaints


def test_a_mail_to_the_complaints_address_becomes_a_complaint(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(attached(a_mail("Uji terlambat.", Message_ID="<satu@kayu.example>"), "bukti.pdf", PDF), wita(2, 9))
    outcome = world.tick(wita(2, 9))
    assert outcome.registered == (ONE,)
    assert outcome.exit_status == 0
    (case,) = world.ledger.memory().cases.values()
    assert case.intake.channel is Channel.EMAIL
    assert world.shown(ONE, "Perihal") == "Hasil uji terlambat"
    assert world.shown(ONE, "Kanal") == "Surel"
    assert world.in_folder(ONE) == [f"{ONE} Surel 1 lampiran 1 bukti.pdf", f"{ONE} Surel 1.eml"]
    assert [row["Jenis dokumen"] for row in world.workbook.rows("Arsip") if "Surel" in str(row["Nama berkas"])] == [
        "Surat Pengaduan (surel)",
        "Lampiran (surel)",
    ]
    link = world.shown(ONE, "Lampiran pelapor")
    assert any(file.id in link and file.name.endswith("bukti.pdf") for file in world.drive.files.values())
    with world.quiet():
        world.tick(wita(2, 9, 1))


def test_its_acknowledgement_answers_the_mail_and_bears_a_signed_reference(tmp_path: Path) -> None:
    world = complained(tmp_path)
    (mail,) = world.mailbox.to(CUSTOMER)
    assert mail["In-Reply-To"] == mail["References"] == "<satu@kayu.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert signed_reference(ComplaintNumber(2026, 1), SECRET) in text_of(mail)


def test_what_came_before_the_mailbox_was_switched_on_is_no_complaint(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(), wita(1, 9))
    assert world.tick(wita(2, 9)).registered == ()


def test_with_the_mailbox_off_nothing_is_read_or_printed(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.inbox.receive(a_mail(), wita(2, 9))
    world.complain()
    world.faults.forget()
    world.tick(wita(2, 9))
    assert not [read for read in world.faults.reads if read.startswith("inbox")]
    assert "Kode rujukan" not in text_of(world.mailbox.to(CUSTOMER)[0])


def test_an_idle_tick_costs_one_read_more(tmp_path: Path) -> None:
    off, on = World(tmp_path / "off", plain=True), None
    (tmp_path / "on").mkdir()
    on = complained(tmp_path / "on")
    on.tick(wita(2, 9, 1))
    off.tick(wita(2, 9))
    off.tick(wita(2, 9, 1))
    for world in (off, on):
        world.faults.forget()
        world.tick(wita(2, 9, 2))
    assert on.faults.reads == [*off.faults.reads[:1], *off.faults.reads[1:], "inbox.arrivals"]
    assert on.faults.writes == []


def test_a_dry_run_reads_the_mail_and_keeps_nothing(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    id = world.receive(a_mail(), wita(2, 9))
    before = world.ledger.memory()
    with world.quiet():
        outcome = world.tick(wita(2, 9), dry_run=True)
    assert f"kantor/surel-masuk/{id}" in outcome.effects
    assert dict(world.ledger.memory().notes) == dict(before.notes)
    assert world.ledger.memory().history_length == before.history_length


def test_a_mail_to_another_address_of_the_mailbox_is_left_alone(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__alamat="pengaduan@bspji-samarinda.example")
    world.receive(a_mail(), wita(2, 9))
    world.receive(a_mail(To="Pengaduan@bspji-samarinda.example"), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)
    assert world.tick(wita(2, 10)).registered == ()


def test_a_file_that_is_refused_is_named_beside_the_row_in_riwayat_and_to_the_officers(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(attached(a_mail(), "program.exe", b"MZ\x90\0\0\0"), wita(2, 9))
    world.tick(wita(2, 9))
    world.tick(wita(2, 9, 1))
    assert "(.exe: menurut isinya bukan dokumen, gambar, rekaman atau arsip zip)" in world.warning(ONE)
    assert "program.exe" not in world.warning(ONE)  # It is the public's text, and warnings are printed.
    (row,) = [
        row for row in world.workbook.rows("Riwayat") if str(row["Kejadian"]).startswith("Lampiran surel tidak")
    ]
    assert str(row["Menjadi"]).startswith("program.exe: ")
    assert "program.exe" in world.told(DEWI)
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    world.tick(wita(10, 9))
    world.tick(wita(10, 9, 1))
    assert ".exe" not in world.warning(ONE)


def test_many_mails_are_read_some_a_tick_and_none_is_forgotten(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    for number in range(45):
        world.receive(a_mail(From=f"pelanggan{number}@kayu.example"), wita(2, 9, number % 50))
    assert len(world.tick(wita(2, 10)).registered) == 40
    assert len(world.tick(wita(2, 10, 1)).registered) == 5


def test_a_mail_deleted_meanwhile_stops_nothing(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    gone = world.receive(a_mail(), wita(2, 9))
    world.receive(a_mail(From="budi@kayu.example"), wita(2, 9))
    listed = world.inbox.arrivals(wita(2, 8))
    world.inbox.delete(gone)
    world.inbox.arrivals = lambda *asked: listed  # type: ignore[method-assign]  # (listed before it was deleted)
    assert world.tick(wita(2, 9)).registered == (ONE,)


# -- answers


@pytest.mark.parametrize("how", ["conversation", "references", "signed reference"])
def test_known_failure_9_an_answer_of_the_complainant_joins_its_case(tmp_path: Path, how: str) -> None:
    world = complained(tmp_path)
    match how:
        case "conversation":
            mail, answers = an_answer(), ACKNOWLEDGED
        case "references":
            ours = next(one for one in world.mailbox.mails if one.key == ACKNOWLEDGED)
            mail, answers = an_answer(Subject="Foto", In_Reply_To=message_id_of(ours)), ""
        case _:
            code = signed_reference(ComplaintNumber(2026, 1), SECRET).lower()
            mail, answers = an_answer(f"Menjawab.\n> Kode rujukan: {code}", Subject="Foto"), ""
    id = world.receive(attached(mail, "../foto\u202e.pdf", PDF), wita(2, 10), answers=answers)
    outcome = world.tick(wita(2, 10))
    assert outcome.registered == ()
    assert world.in_folder(ONE) == [
        f"{ONE} Surel 1.eml",
        f"{ONE} Surel 2 lampiran 1 foto.pdf",
        f"{ONE} Surel 2.eml",
    ]
    row = next(row for row in world.workbook.rows("Riwayat") if row["Kejadian"] == "Surel dari pelapor")
    assert (row["Nomor"], row["Semula"]) == (ONE, f"surel-{id}")
    assert world.told(DEWI).count("Pelapor mengirim surel") == 1
    world.tick(wita(2, 11))
    with world.quiet():
        world.tick(wita(2, 11, 1))
    assert world.told(DEWI).count("Pelapor mengirim surel") == 1


def test_an_answer_is_told_to_those_who_must_act_now(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Ringan")
    world.tick(wita(2, 10))
    world.receive(an_answer(), wita(2, 11), answers=ACKNOWLEDGED)
    world.tick(wita(2, 11))
    assert "Pelapor mengirim surel" in world.told(LEAD)
    assert "Pelapor mengirim surel" not in world.told(DEWI)


def test_known_failure_9_the_number_in_a_subject_alone_gives_no_access(tmp_path: Path) -> None:
    for place, sender in enumerate((CUSTOMER, STRANGER)):
        (tmp_path / str(place)).mkdir()
        world = complained(tmp_path / str(place))
        world.receive(a_mail("Tolong cabut.", Subject=f"[{ONE}]", From=sender), wita(2, 10))
        assert world.tick(wita(2, 10)).registered == ()
        assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
        assert len(world.in_review()) == 1
        assert "hanya menyebut nomor keluhan" in world.warning(ONE)
        assert "hanya menyebut nomor keluhan" in world.told(DEWI)


def test_a_stranger_on_a_known_case_goes_to_a_person_until_the_file_is_taken_away(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(an_answer(From=STRANGER), wita(2, 10), answers=ACKNOWLEDGED)
    assert world.tick(wita(2, 10)).registered == ()
    world.tick(wita(2, 10, 1))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert "dari alamat lain" in world.warning(ONE)
    assert world.told(DEWI).count("Surel perlu diperiksa petugas") == 1
    assert STRANGER not in {str(mail.message["To"]) for mail in world.mailbox.mails}
    (kept,) = world.drive.inside("folder-review")
    world.drive.delete(kept.id)
    world.tick(wita(2, 11))
    world.tick(wita(2, 11, 1))
    assert "dari alamat lain" not in world.warning(ONE)
    with world.quiet():
        world.tick(wita(2, 11, 2))


def test_a_forged_reference_opens_nothing(tmp_path: Path) -> None:
    world = complained(tmp_path)
    forged = signed_reference(ComplaintNumber(2026, 1), b"rahasia-orang-lain!")
    world.receive(a_mail(f"Kode rujukan: {forged}", Subject="Foto"), wita(2, 10))
    assert world.tick(wita(2, 10)).registered == ()
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert "kode rujukannya tidak sah" in world.told(DEWI)


def test_known_failure_9_an_answer_to_a_merged_case_goes_to_the_first_case(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_mail(Subject="Masih sama"), wita(2, 9, 30))
    world.tick(wita(2, 9, 30))
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(2, 10))
    world.receive(a_mail("Ini fotonya."), wita(2, 11), answers=f"{TWO}/surel/penerimaan")
    world.tick(wita(2, 11))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml", f"{ONE} Surel 2.eml"]
    assert world.in_folder(TWO) == [f"{TWO} Surel 1.eml"]


def test_an_answer_to_a_settled_case_reopens_nothing_and_is_told(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.fill(ONE, classification="Bukan keluhan")
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 1))
    assert next(iter(world.ledger.memory().cases.values())).settled
    world.receive(an_answer(), wita(3, 10), answers=ACKNOWLEDGED)
    world.tick(wita(3, 10))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml", f"{ONE} Surel 2.eml"]
    assert "setelah keluhan selesai" in world.told(DEWI)
    assert world.shown(ONE, "Status") == "Ditutup: bukan keluhan"
    with world.quiet():
        world.tick(wita(3, 10, 59))


# -- no loops


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<milis.example>"},
        {"Return_Path": "<>"},
        {"X_Tanggap_Kunci": ACKNOWLEDGED},
        {"From": OFFICE},
        {"From": f"Siti <{OFFICE.upper()}>"},
    ],
)
def test_known_failure_8_a_machine_is_never_answered(tmp_path: Path, headers: dict[str, str]) -> None:
    world = complained(tmp_path)
    world.receive(a_mail("Saya cuti.", **headers), wita(2, 10))
    world.receive(an_answer("Saya cuti.", **headers), wita(2, 10), answers=ACKNOWLEDGED)
    assert world.tick(wita(2, 10)).registered == ()
    assert len(world.mailbox.to(CUSTOMER)) == 1
    assert world.mailbox.to(OFFICE) == []
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert sum("tidak diproses" in what for what in world.happened(ONE)) == 1
    with world.quiet():
        world.tick(wita(2, 10, 1))


def test_known_failure_8_auto_submitted_no_is_a_person(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(Auto_Submitted="no"), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)


def test_known_failure_8_two_machines_that_answer_everything_stop_at_the_cap(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__batas_sehari=3)
    for minute in range(20):
        world.receive(a_mail("Terima kasih atas surel Anda.", Subject=f"Balasan {minute}"), wita(2, 9, minute))
        world.tick(wita(2, 9, minute))
    assert len(world.ledger.memory().cases) == 3
    assert len(world.mailbox.to(CUSTOMER)) == 3
    assert world.told(DEWI).count("Terlalu banyak surel dari satu pengirim") == 1
    assert world.happened().count("Surel melebihi batas sehari") == 1
    assert world.in_review() == []
    world.receive(a_mail("Hari berikutnya."), wita(3, 9))
    assert len(world.tick(wita(3, 9)).registered) == 1


def test_the_cap_counts_within_one_tick_and_each_sender_alone(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__batas_sehari=2)
    for minute in range(5):
        world.receive(a_mail(), wita(2, 9, minute))
    world.receive(a_mail(From=STRANGER), wita(2, 9, 9))
    assert len(world.tick(wita(2, 10)).registered) == 3


def test_staff_are_not_complainants(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail("Diteruskan dari pelanggan", From=f"Dewi <{DEWI}>", Subject="Fwd: keluhan"), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == ()
    assert "formulir petugas" in world.told(DEWI)
    assert len(world.in_review()) == 1


def test_whom_others_act_for_and_who_left_are_not_complainants(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    acting = {"post": "Plh.", "name": "Indra Kusuma", "email": "indra@bspji-samarinda.example"}
    world.workbook.add_row("Pejabat", **acting, nip="198001012005012001", first=date(2026, 11, 3))
    world.workbook.add_row("Pejabat", post="Petugas", name="Rudi Hartono", email="rudi@bspji-samarinda.example")
    world.tick(wita(2, 9))
    world.workbook.delete_row("Pejabat", len(world.workbook.sheets["Pejabat"]) - 1)
    for sender in ("kepala@bspji-samarinda.example", "rudi@bspji-samarinda.example"):
        world.receive(a_mail("Saya setuju.", From=f"Pejabat <{sender}>", Subject="Ringkasan"), wita(3, 9))
    assert world.tick(wita(3, 9, 5)).registered == ()
    assert len(world.in_review()) == 2


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        (None, "tidak menyebut pengirimnya"),
        ("a@x.example, b@y.example", "mempunyai lebih dari satu pengirim"),
        ("Siti <siti@@kayu.example>", "alamat pengirimnya tidak terbaca"),
        ("Situs <noreply@situs.example>", "dikirim oleh program"),
    ],
)
def test_a_mail_without_one_author_goes_to_a_person_with_the_reason(
    tmp_path: Path, sender: str | None, why: str
) -> None:
    world = MailWorld(tmp_path)
    raw = a_mail(From=None).as_bytes()
    world.receive((f"From: {sender}\r\n".encode() if sender else b"") + raw, wita(2, 9))
    assert world.tick(wita(2, 9)).registered == ()
    assert why in " ".join(world.told(DEWI).split())


def test_a_mail_in_a_false_name_goes_to_a_person(tmp_path: Path) -> None:
    world = complained(tmp_path)
    failed = "spf=fail smtp.mailfrom=kayu.example; dmarc=fail (p=NONE) header.from=kayu.example"
    world.receive(an_answer(), wita(2, 10), answers=ACKNOWLEDGED, found=failed)
    world.receive(a_mail(Subject="Lain"), wita(2, 10), found=failed)
    assert world.tick(wita(2, 10)).registered == ()
    assert len(world.in_review()) == 2
    assert "mungkin dipalsukan" in world.told(DEWI)


def test_a_verdict_that_a_sender_wrote_below_the_mailbox_s_own_counts_for_nothing(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(b"Authentication-Results: x; dmarc=fail\r\n" + a_mail().as_bytes(), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == (ONE,)


# -- bounces


def test_a_bounce_is_a_warning_and_never_a_complaint(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_report(), wita(2, 9, 30), answers=ACKNOWLEDGED)
    assert world.tick(wita(2, 9, 30)).registered == ()
    world.tick(wita(2, 9, 31))
    assert "tidak sampai: konfirmasi penerimaan (kode 5.1.1)" in world.warning(ONE)
    assert world.told(DEWI).count("Surel kami tidak sampai") == 1
    assert "Surel kami tidak sampai" in world.happened(ONE)
    with world.quiet():
        world.tick(wita(2, 9, 32))


def test_a_bounce_of_a_mail_that_nobody_knows_is_told_to_the_officers(tmp_path: Path) -> None:
    world = complained(tmp_path)
    unknown = a_report().replace(b"siti@kayu", b"budi@lain").replace(b"X-Tanggap-Kunci", b"X-Lain")
    world.receive(unknown, wita(2, 9, 30))
    assert world.tick(wita(2, 9, 30)).registered == ()
    world.tick(wita(2, 9, 31))
    assert world.warning(ONE) == ""
    assert "surel kepada budi@lain.example" in world.told(DEWI)


def test_bounces_of_mails_that_nobody_knows_are_told_up_to_the_cap(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__batas_sehari=3)
    for number in range(9):
        raw = a_report().replace(b"siti@", b"%d@" % number).replace(b"mailer-daemon@", b"MAILER-DAEMON@%d." % number)
        world.receive(raw.replace(b"X-Tanggap", b"X"), wita(2, 9, number))
        if number in (4, 8):
            world.tick(wita(2, 9, number))
    assert world.happened().count("Surel kami tidak sampai") == 3


def test_a_bounce_to_staff_is_told_to_the_officers(tmp_path: Path) -> None:
    world = complained(tmp_path)
    digest = next(mail.key for mail in world.mailbox.mails if mail.key.startswith("kantor/"))
    world.receive(a_report(), wita(2, 9, 30), answers=digest)
    world.tick(wita(2, 9, 30))
    assert "Surel kami tidak sampai" in world.told(DEWI)


# -- hostile


def test_a_thousand_parts_from_a_stranger_go_to_a_person(tmp_path: Path) -> None:
    part = b"--b\r\nContent-Disposition: attachment; filename=x%d.pdf\r\n\r\n%%PDF-%d\r\n"
    head = f"From: {STRANGER}\r\nTo: {OFFICE}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".encode()
    world = MailWorld(tmp_path)
    world.receive(head + b"".join(part % (n, n) for n in range(1000)) + b"--b--", wita(2, 9))
    assert world.tick(wita(2, 9)).registered == ()
    assert "tidak dapat dibaca seluruhnya" in world.told(DEWI)


@pytest.mark.parametrize("padding", [b"X-Panjang: " + b"a" * 400_000 + b"\r\n", b"X-Banyak: y\r\n" * 20_000])
def test_a_mail_whose_head_is_cut_off_before_it_says_to_whom_goes_to_a_person(tmp_path: Path, padding: bytes) -> None:
    world = MailWorld(tmp_path)
    head = f"From: {STRANGER}\r\nSubject: Panjang\r\n".encode()
    world.receive(head + padding + f"To: {OFFICE}\r\n\r\nHasil uji terlambat.\r\n".encode(), wita(2, 9))
    assert world.tick(wita(2, 9)).registered == ()
    assert "tidak dapat dibaca seluruhnya" in world.told(DEWI)


def test_a_name_and_a_subject_that_want_to_be_headers_stay_text(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    raw = (
        f"From: =?utf-8?q?Siti=0D=0ABcc=3A_korban=40x.example?= <{CUSTOMER}>\r\nTo: {OFFICE}\r\n"
        "Subject: =?utf-8?q?Uji=0D=0ABcc=3A_korban=40x.example?=\r\n\r\n=1+1 {{ 7*7 }}\r\n"
    )
    world.receive(raw.encode(), wita(2, 9))
    world.tick(wita(2, 9))
    (mail,) = world.mailbox.to(CUSTOMER)
    assert mail["Bcc"] is None
    assert "Siti Bcc: korban@x.example" in text_of(mail)
    assert world.shown(ONE, "Uraian keluhan") == "=1+1 {{ 7*7 }}"


def test_an_invitation_goes_to_a_person_and_its_answer_to_nobody(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    for method in ("REQUEST", "REPLY"):
        mail = a_mail("Rapat")
        mail.add_alternative(f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n", subtype="calendar")
        world.receive(mail, wita(2, 9))
    assert world.tick(wita(2, 9)).registered == ()
    assert world.told(DEWI).count("undangan kalender") == 1
    assert len(world.in_review()) == 1

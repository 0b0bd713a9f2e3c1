"""RFC 3834: what no person wrote is never answered, and a person's mail is never taken for a machine's."""

from email.message import EmailMessage

import pytest

from automation.domain.incoming_mail import Bounce

from .mails import a_mail, attached, read


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto_Submitted": "no"},
        {"Auto_Submitted": "No"},
        {"Auto_Submitted": " no ; comment=x"},
        {"Auto_Submitted": "no (really)"},
        {"Precedence": "first-class"},
        {"Return_Path": "<siti@kayu.example>"},
        {"X_Auto_Response_Suppress": "All"},
        {"Importance": "high"},
        {"List_Unsubscribe": "<mailto:keluar@mitra.example>"},
        {"X_Mailer": "Microsoft Outlook 16.0"},
        {"Delivered_To": "layanan@bspji-samarinda.example"},
    ],
)
def test_a_person_s_mail_is_not_automatic(headers):
    assert read(a_mail(**headers)).automatic == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated"},
        {"Auto_Submitted": "auto-notified; owner-email=x@y.example"},
        {"Auto_Submitted": "AUTO-REPLIED"},
        {"Auto_Submitted": "none-of-these"},
        {"Precedence": "bulk"},
        {"Precedence": "LIST"},
        {"Precedence": "junk"},
        {"Precedence": "auto_reply"},
        {"List_Id": "<milis.example>"},
        {"List_Unsubscribe": "<mailto:x@y.example>", "Feedback_ID": "1:2:3"},
        {"X_Autoreply": "yes"},
        {"X_Auto_Reply_From": "siti@kayu.example"},
        {"X_Mail_Autoreply": "1"},
        {"X_FC_MachineGenerated": "true"},
        {"X_POST_MessageClass": "9; Autoresponder"},
        {"X_Apple_Action": "VACATION/Autoresponder"},
        {"Preference": "auto_reply"},
        {"Delivered_To": "Autoresponder"},
        {"From": "MAILER-DAEMON@smtp6.hoster.example"},
        {"From": "MAILER-DAEMON"},
        {"Return_Path": "<>"},
        {"X_Tanggap_Kunci": "KEL-2026-0001/surel/penerimaan"},
    ],
)
def test_each_sign_of_a_machine_is_seen(headers):
    assert read(a_mail(**headers)).automatic


@pytest.mark.parametrize(
    "subject",
    [
        "Balasan otomatis: Keluhan Anda",
        "Jawaban Otomatis",
        "Otomatis: cuti bersama",
        "Balasan automatik: Keluhan Anda",
        "Makluman: Tiada di pejabat",
        "Sedang cuti sampai Senin",
        "Di luar kantor",
        "Automatic reply: Keluhan Anda",
        "Auto: saya sedang dinas",
        "Out of Office: Keluhan",
        "[AUTO-REPLY] Re: Keluhan",
        "Balas Otomatis: Keluhan",
        "Auto-respon",
        "[Otomatis] Pesan Anda",
        "Pesan ini dikirim secara otomatis",
        "Maaf, saya sedang cuti",
        "Berada di luar kantor",
        "Sedang di luar kota",
        "Tidak ada di tempat",
        "Pemberitahuan cuti",
        "Dinas luar",
        "I am out of the office",
        "OOO until Monday",
        "Recall: Hasil uji terlambat",
    ],
)
def test_a_subject_of_who_is_away_leaves_the_mail_to_a_person(subject):
    found = read(a_mail(Subject=subject))
    assert (found.automatic, bool(found.perhaps_automatic)) == ("", True)


@pytest.mark.parametrize(
    "subject",
    [
        *("Keluhan balasan otomatis", "Re: Balasan otomatis: x", "Autoclave rusak", "Cutting salah", "Otomatisasi"),
        *(
            "Autoresin rusak",
            "Perjalanan dinas petugas terlambat",
            "Otomatis mati",
            "Recall produk",
            "I am on time",
            "Sedang rusak",
        ),
    ],
)
def test_a_subject_that_only_speaks_of_such_is_a_person_s(subject):
    assert read(a_mail(Subject=subject)).perhaps_automatic == ""


@pytest.mark.parametrize(
    "text",
    [
        "Terima kasih atas surel Anda. Saat ini saya sedang cuti sampai 9 November 2026.",
        "Mohon maaf, saya masih dinas luar dan kembali hari Senin.",
        "Kami sedang tidak berada di kantor hingga 5 November.",
        "Surel ini adalah balasan otomatis. Jangan dibalas.",
        "This is an automated reply.\n\nThank you for writing.",
        "I am currently out of the office and will be back on Monday.",
    ],
)
def test_a_short_text_that_says_who_is_away_leaves_the_mail_to_a_person(text):
    found = read(a_mail(text, Subject="Re: Hasil uji"))
    assert (found.automatic, bool(found.perhaps_automatic)) == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "Alat kalibrasi yang bekerja otomatis rusak.",
        "Saya sedang menunggu hasil uji sampai hari ini.",
        "Petugas Anda sedang cuti sampai Senin, tidak ada yang melayani kami.",
        "Alat rusak.\n\nPada Sen, 2 Nov 2026, Balai menulis:\n> Surel ini adalah balasan otomatis.",
        "Saya sedang cuti sampai Senin. " + "Alat yang Anda kalibrasi salah menunjuk. " * 30,
    ],
)
def test_a_person_who_only_speaks_of_leave_and_machines_is_a_person(text):
    assert read(a_mail(text, Subject="Hasil uji")).perhaps_automatic == ""


def test_a_postmaster_may_be_a_machine():
    assert read(a_mail(From="postmaster@kayu.example")).perhaps_automatic


def test_a_holiday_responder_that_only_says_precedence_is_a_machine():
    mail = a_mail("Saya cuti sampai Senin.", Subject="Re: [KEL-2026-0001] Keluhan Anda", Precedence="bulk")
    assert read(mail).automatic == "Precedence: bulk"


def test_a_read_receipt_is_a_machine_s():
    raw = (
        b"From: siti@kayu.example\r\nSubject: Read: Keluhan\r\nContent-Type: multipart/report; "
        b"report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n\r\nDibaca\r\n--b\r\n"
        b"Content-Type: message/disposition-notification\r\n\r\n"
        b"Disposition: manual-action/MDN-sent; displayed\r\n--b--"
    )
    found = read(raw)
    assert found.automatic == "laporan disposition-notification"
    assert found.bounce is None


@pytest.mark.parametrize(("method", "is_automatic"), [("REPLY", True), ("CANCEL", True), ("REQUEST", False)])
def test_a_calendar_s_answer_is_a_machine_s_and_its_invitation_is_for_a_person(method, is_automatic):
    message = a_mail("Undangan")
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n"
    message.add_alternative(calendar, subtype="calendar", params={"method": method})
    found = read(message)
    assert bool(found.automatic) is is_automatic
    assert found.invites


# -- reports of failed delivery


def a_report(action: str = "failed", **headers: str) -> bytes:
    lines = [
        "Return-Path: <>",
        "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Auto-Submitted: auto-replied",
        "Subject: Delivery Status Notification (Failure)",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        'Content-Type: multipart/report; boundary="b"; report-type=delivery-status',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "Alamat tidak ada.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; googlemail.com",
        "X-Original-Message-ID: <kami@mail.gmail.com>",
        "",
        "Final-Recipient: rfc822; siti@kayu.example",
        f"Action: {action}",
        "Status: 5.1.1",
        "--b",
        "Content-Type: message/rfc822",
        "",
        "Message-ID: <juga-kami@mail.gmail.com>",
        "X-Tanggap-Kunci: KEL-2026-0001/surel/penerimaan",
        "",
        "isi",
        "--b--",
    ]
    return "\r\n".join(lines).encode()


def test_a_report_tells_whom_it_was_for_and_which_mail():
    found = read(a_report())
    assert found.bounce == Bounce(
        recipient="siti@kayu.example",
        status="5.1.1",
        answers=("<kami@mail.gmail.com>", "<juga-kami@mail.gmail.com>"),
        named=("siti@kayu.example",),
        keys=("KEL-2026-0001/surel/penerimaan",),
    )
    assert found.references[-2:] == found.bounce.answers


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_a_report_that_nothing_failed_is_no_bounce(action):
    found = read(a_report(action))
    assert found.bounce is None
    assert found.automatic


def test_a_mailer_that_knows_no_standard_is_understood_too():
    message = EmailMessage()
    message["From"] = "MAILER-DAEMON@mail.contoh.example"
    message["Return-Path"] = "<>"
    message["X-Failed-Recipients"] = "siti@kayu.example"
    message["In-Reply-To"] = "<kami@mail.gmail.com>"
    message.set_content("Undeliverable")
    found = read(message)
    assert found.bounce == Bounce(recipient="siti@kayu.example", named=("siti@kayu.example",))
    assert found.references == ("<kami@mail.gmail.com>",)


def test_a_person_called_postmaster_is_a_person():
    assert read(a_mail(From="postmaster@kayu.example")).bounce is None


@pytest.mark.parametrize(
    ("method", "invites"), [("", False), ("METHOD:PUBLISH\r\n", False), ("METHOD:REQUEST\r\n", True)]
)
def test_a_person_who_has_a_calendar_s_file_along_invites_nobody(method, invites):
    calendar = f"BEGIN:VCALENDAR\r\n{method}END:VCALENDAR\r\n".encode()
    found = read(attached(a_mail("Lihat jadwal uji kami."), "jadwal.ics", calendar, "text/calendar"))
    assert (found.invites, found.automatic) == (invites, "")

"""Reports of failed delivery, in the forms that mail servers write: whom they name and which mail they return."""

import base64

import pytest

from .mails import a_mail, read

OURS, SITI = "<kami.panjang+1@mail.gmail.com>", "siti@kayu.example"
RETURNED = (
    f"Return-path: <layanan@bspji-samarinda.example>\nMessage-ID: {OURS}\nX-Tanggap-Kunci: KEL-2026-0001/surel/x\n"
)

FORMS = {
    "exim": (
        "From: Mail Delivery System <Mailer-Daemon@mx.example>\nSubject: Mail delivery failed: returning message\n\n"
        f"A message that you sent could not be delivered:\n\n  {SITI}\n    No Such User Here\n\n"
        f"------ This is a copy of the message, including all the headers. ------\n\n{RETURNED}\nisi"
    ),
    "qmail": (
        "From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nHi. This is the qmail-send program.\n"
        f"I'm afraid I wasn't able to deliver your message.\n\n<{SITI}>:\nSorry, no mailbox here by that name.\n\n"
        f"--- Below this line is a copy of the message.\n\n{RETURNED}\nisi"
    ),
    "sendmail": (
        "Return-Path: <>\nFrom: Mail Delivery Subsystem <m@mx.example>\nSubject: Returned mail: User unknown\n"
        f"\n   ----- The following addresses had permanent fatal errors -----\n<{SITI}>\n\n{RETURNED}\nisi"
    ),
    "exchange": (
        "From: System Administrator <postmaster@kayu.example>\nSubject: Undeliverable: Keluhan Anda\n\n"
        f"Your message did not reach some or all of the intended recipients.\n\n      {SITI} on 02/11/2026 09:00\n"
        f"            The e-mail account does not exist. <mx.kayu.example #5.1.1>\n\n{RETURNED}\nisi"
    ),
    "yahoo": (
        "From: MAILER-DAEMON@yahoo.example\nSubject: Delivery failure\n\n"
        f"Message from  yahoo.example.\nUnable to deliver message to the following address(es).\n\n<{SITI}>:\n"
        f"This user doesn't have a yahoo.example account ({SITI}) [0]\n\n--- Original message:\n\n{RETURNED}\nisi"
    ),
    "somebody's own": (
        f"From: e500@mx.example\nSubject: Returned Mail - Error\n\n------ Failed Recipients ------\n"
        f"<{SITI}>: mailbox unavailable. [SMTP Error Code 550]\n-------- Returned Mail --------\n\n{RETURNED}\nisi"
    ),
    "tukang pos": (
        "From: Mail Delivery System <Mailer-Daemon@srv1.mx.example>\nSubject: Surat tidak terkirim\n\n"
        f"Surat Anda kepada {SITI} tidak dapat dikirim: kotak surat penuh.\n\n---- Kepala surat ----\n{RETURNED}"
    ),
    "in no language that is known": (
        "From: MAILER-DAEMON@mx.example\nSubject: Kirje palautettu\n\n"
        f"Viestin toimitus ei onnistunut:\n<{SITI}>\n\n{RETURNED}\nisi"
    ),
    "a postmaster in a language that is not known": (
        "From: Poczta <postmaster@kayu.example>\nSubject: Nie dostarczono: Keluhan Anda\n\n"
        f"Wiadomo nie dotarla do:\n{SITI}\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound\n\n{RETURNED}"
    ),
    "a machine in a language that is not known": (
        "From: Poczta <poczta@kayu.example>\nAuto-Submitted: auto-replied\nSubject: Nie dostarczono: Keluhan Anda\n\n"
        f"Wiadomo nie dotarla do:\n{SITI}\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound\n\n{RETURNED}"
    ),
    "dalam bahasa Indonesia": (
        f"Return-Path: <>\nFrom: Surel <pos@mx.example>\nSubject: Surel Anda gagal terkirim\n\n{SITI}: tiada\n"
        f"\n{RETURNED}\nisi"
    ),
}


def a_report_of(*parts: str) -> bytes:
    head = (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    )
    return (head + "".join(f"--b\n{part}\n" for part in parts) + "--b--\n").encode()


@pytest.mark.parametrize("form", FORMS)
def test_a_report_of_every_form_names_recipient_and_mail(form):
    bounce = read(FORMS[form].encode()).bounce
    assert bounce is not None
    assert bounce.recipient == SITI
    assert bounce.answers == (OURS,)
    assert bounce.keys == ("KEL-2026-0001/surel/x",)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("message/delivery-status", f"Final-Recipient: rfc822; {SITI}"),
        ("message/global-delivery-status", f"Final-Recipient: utf-8; {SITI}"),
        ("message/delivery-status", f"Original-Recipient: rfc822;{SITI}"),
    ],
)
def test_the_fields_of_a_report_are_read(kind, field):
    status = f"Content-Type: {kind}\n\nReporting-MTA: dns; mx.example\n\n{field}\nAction: failed\nStatus: 5.1.1\n"
    bounce = read(a_report_of("Content-Type: text/plain\n\nMaaf.", status)).bounce
    assert bounce is not None
    assert (bounce.recipient, bounce.status) == (SITI, "5.1.1")


def test_the_returned_mail_is_found_though_it_came_encoded():
    encoded = base64.encodebytes(f"{RETURNED}\nisi".encode()).decode()
    for kind in ("message/rfc822", "message/global", "text/rfc822-headers"):
        part = f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{encoded}"
        bounce = read(a_report_of("Content-Type: text/plain\n\nMaaf.", part)).bounce
        assert bounce is not None
        assert bounce.answers == (OURS,), kind


def test_an_id_on_a_line_of_its_own_or_within_a_page_is_found():
    folded = FORMS["qmail"].replace(f"Message-ID: {OURS}", f"Message-Id:\n {OURS}")
    page = FORMS["qmail"].replace("\n\nHi.", "\nContent-Type: text/html\n\n<p>Hi.").replace("<kami", "&lt;kami")
    for raw in (folded, page.replace("com>\n", "com&gt;<br>\n").replace("\nMessage", "<br>\nMessage")):
        bounce = read(raw.encode()).bounce
        assert bounce is not None
        assert bounce.answers == (OURS,)


@pytest.mark.parametrize(
    "raw",
    [
        f"From: MAILER-DAEMON@mx.example\nSubject: Warning: message delayed\n\n{SITI}: will be retried for 4 days",
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: Delivery Status Notification (Delay)\n\nisi",
    ],
)
def test_what_only_waits_is_no_bounce_and_no_person_s(raw):
    found = read(raw.encode())
    assert found.bounce is None
    assert found.automatic


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "Surel saya gagal terkirim"},
        {"Subject": "Fwd: Undelivered Mail Returned to Sender"},
        {"Subject": "Re: failure notice"},
        {"Subject": "Kegagalan alat uji"},
    ],
)
def test_a_person_who_speaks_of_it_writes_no_bounce(headers):
    assert read(a_mail(f"550 5.1.1 {SITI} user unknown", **headers)).bounce is None


@pytest.mark.parametrize(
    ("sender", "is_doubted"),
    [
        ("Budi, Mail System Kayu <budi@kayu.example>", False),
        ('"MAILER-DAEMON@mx.example" <budi@kayu.example>', False),
        ("Postmaster Kayu <budi@kayu.example>", False),
        ("Rumah Produksi Mdaemon <budi@kayu.example>", False),
        ("Mail Delivery System <budi@kayu.example>", True),
    ],
)
def test_what_a_sender_is_called_makes_no_machine_of_a_person(sender, is_doubted):
    found = read(a_mail("Sampel kami ditolak: 550 not found.", From=sender))
    assert (found.sender, found.automatic, found.bounce) == ("budi@kayu.example", "", None)
    assert bool(found.perhaps_automatic) is is_doubted


@pytest.mark.parametrize(
    "sender", ["Budi <budi@kayu.example>", "administrator@kayu.example", "Mail System <budi@kayu.example>"]
)
@pytest.mark.parametrize("subject", ["Rejected: sertifikat kami", "Delivery problem", "Sending failed"])
def test_a_person_s_words_of_failure_are_a_doubt_and_no_bounce(sender, subject):
    found = read(a_mail("Sampel 550 g was rejected, the report was not found.", From=sender, Subject=subject))
    assert (found.bounce, found.automatic) == (None, "")
    assert found.perhaps_automatic


def test_a_report_of_no_known_name_is_at_least_left_to_a_person():
    found = read(
        a_mail(f"Your message of Monday could not be delivered to\n{SITI}", Subject="RE: Keluhan : non remis")
    )
    assert (found.bounce, bool(found.perhaps_automatic)) == (None, True)


REFUSED_BY_RULE = (
    "Return-Path: <>\nFrom: Mail Delivery Subsystem <admin@kayu.example>\nSubject: Automatically rejected mail\n"
    "Auto-Submitted: auto-replied (rejected)\n"
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
    f"--b\n\nYour message to <{SITI}> was automatically rejected:\nQuota exceeded\n"
    "--b\nContent-Type: message/disposition-notification\n{encoded}\n"
    "{fields}\n--b\nContent-Type: message/rfc822\n\nMessage removed\n--b--\n"
)
FIELDS = (
    f"Reporting-UA: mail; Dovecot Mail Delivery Agent\nFinal-Recipient: rfc822; {SITI}\n"
    f"Original-Message-ID: {OURS}\nDisposition: {{}}\n"
)


@pytest.mark.parametrize("is_encoded", [False, True], ids=["plain", "in base64"])
@pytest.mark.parametrize(
    "disposition",
    ["automatic-action/MDN-sent-automatically; deleted", " Automatic-Action / MDN-sent-automatically ;deleted/error"],
)
def test_what_a_mailbox_s_own_rule_refuses_is_a_bounce(disposition, is_encoded):
    fields = FIELDS.format(disposition)
    encoded = "Content-Transfer-Encoding: base64\n" if is_encoded else ""
    text = base64.b64encode(fields.encode()).decode() if is_encoded else fields
    bounce = read(REFUSED_BY_RULE.format(encoded=encoded, fields=text).encode()).bounce
    assert bounce is not None
    assert bounce.recipient == SITI
    assert bounce.answers == (OURS,)


@pytest.mark.parametrize(
    "disposition",
    [
        "manual-action/MDN-sent-manually; displayed",
        "automatic-action/MDN-sent-automatically; displayed",
        "manual-action/MDN-sent-manually; deleted",
    ],
)
def test_what_was_read_or_thrown_away_by_a_person_did_arrive(disposition):
    assert read(REFUSED_BY_RULE.format(encoded="", fields=FIELDS.format(disposition)).encode()).bounce is None

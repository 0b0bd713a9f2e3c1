"""Mails read: in this process, and in one apart that may die of them."""

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from automation.domain.incoming_mail import IncomingMail
from automation.ports import CannotOpen, EnoughForNow
from automation.sandbox import ProcessSandbox
from automation.sandbox.limits import Limits
from automation.sandbox.mails import mail_in, printed
from automation.sandbox.messages import LARGEST_GIVEN, Garbled
from tests.damage.mails import BOMBS, HEAPS, mutated_mails
from tests.damage.trials import reading, tried
from tests.fakes import FakeSandbox
from tests.intake.mails import LIMIT, PDF, PNG, a_mail, attached, received
from tests.intake.test_automatic import a_report
from tests.intake.test_packed_in_mails import HEAD_OF_RTF, in_outlook


@pytest.fixture(scope="module")
def apart():
    sandbox = ProcessSandbox(time.monotonic, Limits(tick_seconds=3_600))
    yield sandbox
    sandbox.rest()


@pytest.fixture(params=["here", "apart"])
def sandbox(request, apart):
    return FakeSandbox() if request.param == "here" else apart


def with_files() -> EmailMessage:
    message = attached(attached(a_mail(Message_ID="<a@b>"), "surat.pdf", PDF), "foto.png", PNG)
    return attached(message, "program.exe", b"MZ")


# -- what both promise


def test_a_mail_is_read_with_what_the_mailbox_says_of_it(sandbox):
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    found = sandbox.read_mail(received(with_files(), at, id="m7", thread="t7"), LIMIT)
    assert (found.id, found.thread, found.arrived_at) == ("m7", "t7", at)
    assert found.text == "Hasil uji belum kami terima."
    assert [(one.stem, one.ending) for one in found.enclosures] == [("surat", "pdf"), ("foto", "png")]
    assert [one.name for one in found.refused] == ["program.exe"]


KOI8 = "Здравствуйте, номер сертификата неверный."


@pytest.mark.parametrize(
    "raw",
    [
        b"From: siti@kayu.example\r\n\r\n" + KOI8.encode("koi8_r"),
        b"From: =?x-tidak-ada?b?0Jg=?= <siti@kayu.example>\r\nContent-Type: text/plain; charset=x-y\r\n\r\nisi",
        b"From: noreply@situs.example\r\nReply-To: Siti <siti@kayu.example>\r\nSubject: Sedang cuti\r\n\r\nisi",
        b"From: Budi <budi@@kayu.example>\r\nReferences: <" + b"a" * 900 + b"@b><c@d>\r\n\r\nisi",
        a_report().replace(b"surel/penerimaan", "surel/\u200bpenerimaan ganjil".encode()),
        in_outlook(HEAD_OF_RTF + r"\f1\'cf\f0 \'e9}").as_bytes(),
    ],
    ids=["koi8", "no such charset", "form of a site", "odd address", "report", "Outlook"],
)
def test_what_is_read_comes_whole_through_the_pipes(apart, raw):
    assert apart.read_mail(received(raw), LIMIT) == FakeSandbox().read_mail(received(raw), LIMIT)


def test_the_files_of_a_mail_are_given_by_their_places(sandbox):
    mail = received(with_files())
    pdf, png = (one.place for one in sandbox.read_mail(mail, LIMIT).enclosures)
    assert sandbox.leaves(mail, (png, pdf)) == (PNG, PDF)
    assert sandbox.leaves(mail, ()) == ()


def test_a_leaf_that_is_not_there_is_refused(sandbox):
    with pytest.raises(CannotOpen, match="Susunan surelnya rusak"):
        sandbox.leaves(received(a_mail()), (7,))


def test_a_report_of_failed_delivery_is_read(sandbox):
    found = sandbox.read_mail(received(a_report()), LIMIT)
    assert found.bounce is not None
    assert found.bounce.answers


@pytest.mark.parametrize("charset", ["iso-8859-15", "windows-1252", "koi8-r", "gb18030", "shift_jis", "utf-16", "hz"])
def test_a_charset_is_known_though_nothing_can_be_loaded_any_more(sandbox, charset):
    said = {"koi8-r": "Жалоба", "gb18030": "投诉", "shift_jis": "苦情", "hz": "投诉"}.get(charset, "Pengaduan é")
    raw = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + said.encode(charset)
    assert sandbox.read_mail(received(raw), LIMIT).text == said


@pytest.mark.parametrize("name", BOMBS)
def test_a_page_that_wants_to_be_read_for_ever_is_read_in_seconds(sandbox, name):
    head = b"From: siti@kayu.example\r\nContent-Type: text/html\r\n\r\n"
    began = time.monotonic()
    assert sandbox.read_mail(received(head + BOMBS[name]), LIMIT).sender == "siti@kayu.example"
    assert time.monotonic() - began < 18


@pytest.mark.parametrize("name", HEAPS)
def test_a_mail_of_more_than_any_program_writes_is_read_in_seconds(sandbox, name):
    began = time.monotonic()
    assert sandbox.read_mail(received(HEAPS[name]), LIMIT).sender == "siti@kayu.example"
    assert time.monotonic() - began < 18


# -- what only a process apart can promise


def test_a_hundred_mutated_mails_are_read_apart_as_they_are_here(apart):
    def alike(content: bytes) -> None:
        mail = received(content)
        assert apart.read_mail(mail, LIMIT) == FakeSandbox().read_mail(mail, LIMIT)

    tally = tried(mutated_mails(100, seed=20), alike)
    assert not tally.violations
    assert tally.outcomes["read"] == 100


def test_the_files_of_a_hundred_mutated_mails_are_those_that_were_read(apart):
    assert not tried(mutated_mails(100, seed=21), reading(apart)).violations


@pytest.fixture
def an_endless_mail():
    return b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n" + b"X: y\n" * 3_000_000 + b"\nisi"


def test_a_mail_that_takes_too_long_is_given_up_and_the_next_is_read(an_endless_mail):
    sandbox = ProcessSandbox(time.monotonic, Limits(letter_seconds=2))
    with pytest.raises(CannotOpen, match=r"terlalu lama dibaca.*kotak surat"):
        sandbox.read_mail(received(an_endless_mail), LIMIT)
    assert sandbox.read_mail(received(a_mail()), LIMIT).text
    sandbox.rest()


def test_a_mail_that_takes_too_much_memory_is_refused_and_the_next_is_read(an_endless_mail):
    sandbox = ProcessSandbox(time.monotonic, Limits(memory=250_000_000, letter_seconds=60))
    with pytest.raises(CannotOpen, match=r"memori|berhenti"):
        sandbox.read_mail(received(an_endless_mail), LIMIT)
    assert sandbox.read_mail(received(a_mail()), LIMIT).text
    sandbox.rest()


def test_a_mail_larger_than_any_mailbox_takes_is_not_given_to_the_process():
    sandbox = ProcessSandbox(time.monotonic)
    with pytest.raises(CannotOpen, match="terlalu besar"):
        sandbox.read_mail(received(bytes(LARGEST_GIVEN + 1)), LIMIT)
    assert sandbox._worker is None


def test_when_a_tick_has_read_for_long_enough_the_rest_waits_for_the_next_and_scans_do_not():
    sandbox = ProcessSandbox(time.monotonic, Limits(tick_seconds=0.01))
    mail = received(a_mail())
    assert sandbox.read_mail(mail, LIMIT).text
    with pytest.raises(EnoughForNow):
        sandbox.read_mail(mail, LIMIT)
    with pytest.raises(CannotOpen):
        sandbox.look(b"no scan", "")
    sandbox.rest()
    assert sandbox.read_mail(mail, LIMIT).text
    sandbox.rest()


# -- nothing that comes back is believed

MAIL = received(a_mail())


def what_is_read() -> IncomingMail:
    return FakeSandbox().read_mail(received(with_files()), LIMIT)


def told(**changes) -> bytes:
    return json.dumps({**json.loads(printed(what_is_read())), **changes}).encode()


def enclosed(**changes) -> bytes:
    (first, _) = json.loads(told())["enclosures"]
    return told(enclosures=[{**first, **changes}])


def test_what_was_printed_is_read_back_with_what_the_job_knows_itself():
    found = what_is_read()
    assert mail_in(printed(found), replace(MAIL, id="m8")) == replace(found, id="m8")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"{}", b"null", b"[" * 100_000, b"\xff"),
        *(told(sender="dua@x.example, tiga@x.example"), told(sender="A@x.example"), told(sender=7)),
        *(told(subject="satu\nBcc: x@y.example"), told(subject="x" * 501), told(sender_name="a\x00b")),
        *(told(text="x" * 50_000), told(text="\ud800"), told(text=None), told(is_whole=1), told(is_whole="ya")),
        *(told(message_id="<a b>"), told(references=["in:sent"]), told(references=["<a@b>"] * 201)),
        *(told(addressed=["a\nb"]), told(addressed="a"), told(automatic="x" * 201), told(bounce=[])),
        *(told(bounce={"recipient": "x", "status": "lima", "answers": []}), told(enclosures=[{}] * 31)),
        *(enclosed(place=-1), enclosed(place=True), enclosed(place=200), enclosed(stem="../x"), enclosed(stem="")),
        *(enclosed(ending="exe"), enclosed(ending="png"), enclosed(sha256="x"), enclosed(mime_type="text/html")),
        *(told(refused=[{"name": "a", "reason": "b\n"}]), told(refused=[{"name": "a"}])),
    ],
)
def test_what_no_reader_prints_is_garbled(content):
    with pytest.raises(Garbled):
        mail_in(content, MAIL)

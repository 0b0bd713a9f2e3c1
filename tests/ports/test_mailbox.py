"""One suite for the mailbox in memory and the adapter over the wire."""

import base64
from email.message import EmailMessage

import pytest
import requests

from automation.ports import LARGEST_MESSAGE, DraftGone, Refused
from tests.fakes import FakeMailbox

from .served import connected
from .test_drive import Cut


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as both:
        yield both


@pytest.fixture
def wire(workspace):
    return workspace[1].mailbox


@pytest.fixture(params=["memory", "wire"])
def mailbox(request):
    return FakeMailbox() if request.param == "memory" else request.getfixturevalue("wire")


def a_mail(key: str, subject: str = "[KEL-2026-0001] Keluhan Anda “diterima” 😀") -> bytes:
    message = EmailMessage()
    message["To"] = "siti@contoh.example"
    message["Subject"] = subject
    message["X-Tanggap-Kunci"] = key
    message.set_content("Yth. Siti\n")
    return message.as_bytes()


SUBJECT = "[KEL-2026-0001] Keluhan Anda “diterima” 😀"


def test_a_draft_is_found_by_its_key_until_it_is_sent(mailbox):
    other = mailbox.draft(a_mail("satu/lain"))
    draft = mailbox.draft(a_mail("satu/ini"))
    assert mailbox.drafted("satu/ini") == draft
    assert mailbox.sent("satu/ini", SUBJECT) is None
    message = mailbox.send(draft)
    assert mailbox.drafted("satu/ini") is None
    assert mailbox.sent("satu/ini", SUBJECT) == message
    assert mailbox.sent("satu/lain", SUBJECT) is None
    assert mailbox.drafted("satu/lain") == other


def test_a_draft_cannot_be_sent_twice(mailbox):
    draft = mailbox.draft(a_mail("dua"))
    mailbox.send(draft)
    with pytest.raises(DraftGone):
        mailbox.send(draft)


def test_a_discarded_draft_is_neither_found_nor_sent(mailbox):
    draft = mailbox.draft(a_mail("buang"))
    assert mailbox.discard(draft) is True
    assert mailbox.drafted("buang") is None
    with pytest.raises(DraftGone):
        mailbox.send(draft)
    assert mailbox.sent("buang", SUBJECT) is None


def test_a_sent_or_unknown_draft_cannot_be_discarded(mailbox):
    draft = mailbox.draft(a_mail("terkirim"))
    mailbox.send(draft)
    assert mailbox.discard(draft) is False
    assert mailbox.sent("terkirim", SUBJECT) is not None
    assert mailbox.discard("r-123456") is False


class Person:
    """Somebody who works in the mailbox by hand; where it is Gmail's, the id of a draft may outlive it."""

    def __init__(self, mailbox, serving=None) -> None:
        self.mailbox, self.serving = mailbox, serving

    def send(self, draft) -> None:
        if isinstance(self.mailbox, FakeMailbox):
            self.mailbox.send_by_hand(draft)
        else:
            self.mailbox._drafts.send(userId="me", body={"id": draft}).execute()

    def delete(self, draft) -> None:
        if isinstance(self.mailbox, FakeMailbox):
            self.mailbox.delete_draft(draft)
        else:
            self.mailbox._drafts.delete(userId="me", id=draft).execute()

    def let_ids_stay(self, stay) -> None:
        if self.serving:
            address = f"{self.serving.address}/_workspace/gmail"
            requests.post(address, json={"draft_ids_stay": stay}, timeout=60).raise_for_status()


@pytest.fixture(params=["ids go", "ids stay"])
def person(request, mailbox):
    serving = None if isinstance(mailbox, FakeMailbox) else request.getfixturevalue("workspace")[0]
    person = Person(mailbox, serving)
    person.let_ids_stay(request.param == "ids stay")
    yield person
    person.let_ids_stay(False)


def test_a_draft_sent_by_hand_is_gone_and_its_mail_is_never_deleted(mailbox, person):
    draft = mailbox.draft(a_mail("tangan"))
    person.send(draft)
    assert mailbox.discard(draft) is False
    with pytest.raises(DraftGone):
        mailbox.send(draft)
    assert mailbox.discard(draft) is False
    assert mailbox.sent("tangan", SUBJECT) is not None


def test_a_draft_deleted_by_hand_is_gone(mailbox, person):
    draft = mailbox.draft(a_mail("hapus"))
    person.delete(draft)
    assert mailbox.discard(draft) is False
    with pytest.raises(DraftGone):
        mailbox.send(draft)


def a_mail_of(size: int, key: str) -> bytes:
    mail = f"To: siti@contoh.example\r\nSubject: besar\r\nX-Tanggap-Kunci: {key}\r\n\r\n".encode()
    return mail + (b"caf\xe9 \xff\r\nFrom x\n\x00" * (size // 14 + 1))[: size - len(mail)]


@pytest.mark.parametrize("size", [2_999_999, 3_000_001, 6_000_000, LARGEST_MESSAGE])
def test_a_large_mail_is_drafted_and_sent(mailbox, size):
    message = a_mail_of(size, f"besar/{size}")
    assert len(message) == size
    draft = mailbox.draft(message)
    assert mailbox.drafted(f"besar/{size}") == draft
    assert mailbox.send(draft)


def test_a_mail_larger_than_gmail_sends_is_never_drafted(mailbox):
    with pytest.raises(Refused, match="25 MB") as told:
        mailbox.draft(a_mail_of(LARGEST_MESSAGE + 1, "terlalu"))
    assert type(told.value) is Refused
    assert mailbox.drafted("terlalu") is None


@pytest.mark.parametrize("size", [100_000, 4_000_000])
def test_a_draft_keeps_every_byte(wire, size):
    message = a_mail_of(size, f"bita/{size}")
    id = wire.draft(message)
    kept = wire._drafts.get(userId="me", id=id, format="raw").execute()["message"]["raw"]
    assert base64.urlsafe_b64decode(kept + "==") == message


@pytest.mark.parametrize("where", [Cut.IN_THE_MIDDLE, Cut.AT_THE_END])
def test_a_large_draft_that_is_cut_goes_on_and_is_made_once(workspace, wire, where):
    message = a_mail_of(6_000_000, f"potong/{where}")
    before = len(_drafts(wire))
    with Cut(workspace[1], where):
        draft = wire.draft(message)
    assert wire.drafted(f"potong/{where}") == draft
    assert len(_drafts(wire)) == before + 1


def _drafts(wire):
    return wire._drafts.list(userId="me", maxResults=500).execute().get("drafts", [])


def test_a_draft_never_made_is_gone(mailbox):
    with pytest.raises(DraftGone):
        mailbox.send("r-123456")


@pytest.mark.parametrize("subject", ["", "()", 'subject:"x" OR in:anywhere', "a" * 900])
def test_a_subject_is_only_words_to_search_by(mailbox, subject):
    key = f"kata/{len(subject)}"
    mailbox.send(mailbox.draft(a_mail(key, subject)))
    assert mailbox.sent(key, subject) is not None

"""One suite for the mailbox in memory and the adapter over the wire."""

from email.message import EmailMessage

import pytest

from automation.ports import DraftGone
from tests.fakes import FakeMailbox

from .served import connected


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as (_, connection):
        yield connection.mailbox


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


def test_a_draft_never_made_is_gone(mailbox):
    with pytest.raises(DraftGone):
        mailbox.send("r-123456")


@pytest.mark.parametrize("subject", ["", "()", 'subject:"x" OR in:anywhere', "a" * 900])
def test_a_subject_is_only_words_to_search_by(mailbox, subject):
    key = f"kata/{len(subject)}"
    mailbox.send(mailbox.draft(a_mail(key, subject)))
    assert mailbox.sent(key, subject) is not None

"""One suite for the inbox in memory and the adapter over the wire."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from automation.google.inbox import GoogleInbox
from automation.google.mailbox import GoogleMailbox
from automation.ports import Missing
from tests.fakes import FakeInbox, FakeMailbox
from tests.fakes.inbox import message_id_of

from .served import JOB, connected

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
CUSTOMER = "siti@kayu.example"


def a_mail(subject: str, to: str = JOB, **headers: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = CUSTOMER, to, subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Yth. petugas,\n")
    return message


class Memory:
    def __init__(self) -> None:
        self.mailbox = FakeMailbox()
        self.inbox = FakeInbox(self.mailbox)

    def receive(self, message: EmailMessage, at: datetime) -> str:
        return self.inbox.receive(message, at)

    def send(self, message: EmailMessage) -> str:
        """Send a mail of the office's and give its Message-ID."""
        self.mailbox.send(self.mailbox.draft(message.as_bytes()))
        return message_id_of(self.mailbox.mails[-1])

    def mark_as_spam(self, id: str) -> None:
        next(one for one in self.inbox.arrived if one.mail.id == id).in_spam = True


class Wire:
    def __init__(self, serving, connection) -> None:
        self.workspace = serving.workspace
        self.mailbox: GoogleMailbox = connection.mailbox
        self.inbox: GoogleInbox = connection.inbox

    def receive(self, message: EmailMessage, at: datetime) -> str:
        self.workspace.clock.stop_at(at)
        office = self.workspace.gmail
        known = {mail.id for mail in office.mailboxes.mails(JOB)}
        with self.workspace.store.transaction():
            office.post_office.send(CUSTOMER, message.as_bytes(), at)
        received: str = next(mail.id for mail in office.mailboxes.mails(JOB) if mail.id not in known)
        return received

    def send(self, message: EmailMessage) -> str:
        id = self.mailbox.send(self.mailbox.draft(message.as_bytes()))
        mail = self.workspace.gmail.mailboxes.mail(JOB, id)
        return str(message_from_bytes(self.workspace.gmail.mailboxes.raw(mail))["Message-ID"])

    def mark_as_spam(self, id: str) -> None:
        mailboxes = self.workspace.gmail.mailboxes
        with self.workspace.store.transaction():
            mailboxes.relabel(mailboxes.mail(JOB, id), ["SPAM"], ["INBOX"])


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as (serving, connection):
        yield Wire(serving, connection)


@pytest.fixture(params=["memory", "wire"])
def post(request):
    return Memory() if request.param == "memory" else request.getfixturevalue("wire")


def test_mails_come_oldest_first_and_from_a_moment_on(post):
    first = post.receive(a_mail("pertama"), START)
    second = post.receive(a_mail("kedua"), START + timedelta(hours=1))
    assert [id for id in post.inbox.arrivals(START) if id in (first, second)] == [first, second]
    assert first not in post.inbox.arrivals(START + timedelta(minutes=30))
    mail = post.inbox.received(second)
    assert mail.id == second
    assert mail.arrived_at == START + timedelta(hours=1)
    assert message_from_bytes(mail.content)["Subject"] == "kedua"


def test_our_own_mails_drafts_and_spam_are_no_arrivals(post):
    before = set(post.inbox.arrivals(START - timedelta(days=30)))
    post.send(a_mail("milik kami", to=CUSTOMER))
    post.send(a_mail("kepada diri sendiri", to=JOB))
    post.mailbox.draft(a_mail("konsep", to=CUSTOMER).as_bytes())
    post.mark_as_spam(post.receive(a_mail("hadiah"), START + timedelta(days=40)))
    assert set(post.inbox.arrivals(START - timedelta(days=30))) == before


def test_a_mail_that_was_never_there_is_missing(post):
    with pytest.raises(Missing):
        post.inbox.received("19aaaaaaaaaaaaaa")


def test_an_answer_names_the_mail_of_ours_that_it_answers(post):
    at = START + timedelta(days=1)
    sent = post.send(a_mail("[KEL-2026-0001] Diterima", CUSTOMER, X_Tanggap_Kunci="KEL-2026-0001/surel/penerimaan"))
    answer = post.receive(a_mail("Re: [KEL-2026-0001] Diterima", In_Reply_To=sent, References=sent), at)
    assert post.inbox.answered(post.inbox.received(answer).thread, ()) == ("KEL-2026-0001/surel/penerimaan",)


def test_an_answer_under_another_subject_is_known_by_its_references(post):
    at = START + timedelta(days=2)
    sent = post.send(a_mail("[KEL-2026-0002] Diterima", CUSTOMER, X_Tanggap_Kunci="KEL-2026-0002/surel/penerimaan"))
    mail = post.inbox.received(post.receive(a_mail("Foto tambahan", In_Reply_To=sent), at))
    assert post.inbox.answered(mail.thread, ()) == ()
    assert post.inbox.answered(mail.thread, ("<lain@contoh>", sent)) == ("KEL-2026-0002/surel/penerimaan",)


def test_a_key_that_a_stranger_wrote_into_a_mail_proves_nothing(post):
    forged = a_mail(
        "Re: palsu", X_Tanggap_Kunci="KEL-2026-0003/surel/penerimaan", Message_ID="<palsu@contoh.example>"
    )
    mail = post.inbox.received(post.receive(forged, START + timedelta(days=3)))
    assert post.inbox.answered(mail.thread, ("<palsu@contoh.example>",)) == ()


@pytest.mark.parametrize(
    "reference", ["", "<>", "<a b>", "<x@y> OR in:anywhere", "<{in:sent}>", "<" + "a" * 900 + ">"]
)
def test_a_reference_is_nothing_but_a_name(post, reference):
    mail = post.inbox.received(post.receive(a_mail("aneh"), START + timedelta(days=4)))
    assert post.inbox.answered(mail.thread, (reference,)) == ()

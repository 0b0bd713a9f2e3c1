"""One suite for the inbox in memory and the adapter over the wire."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from automation.google import inbox as inbox_module
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

    def rescue(self, id: str) -> None:
        self.inbox.rescue(id)

    def forget(self) -> None:
        self.inbox.forget()

    def narrow(self) -> None:
        self.inbox.ours = set()

    def concern(self, id: str) -> None:
        self.inbox.label(id)

    def widen(self) -> None:
        self.inbox.ours = None


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
        self.relabel(id, ["SPAM"], ["INBOX"])

    def rescue(self, id: str) -> None:
        self.relabel(id, ["INBOX"], ["SPAM"])

    def relabel(self, id: str, add: list[str], remove: list[str]) -> None:
        mailboxes = self.workspace.gmail.mailboxes
        with self.workspace.store.transaction():
            mailboxes.relabel(mailboxes.mail(JOB, id), add, remove)

    def forget(self) -> None:
        with self.workspace.store.transaction():
            self.workspace.gmail.mailboxes.forget_history(JOB)

    def narrow(self) -> None: ...

    def concern(self, id: str) -> None: ...

    def widen(self) -> None: ...


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
    assert [id for id in post.inbox.arrivals(START).ids if id in (first, second)] == [first, second]
    assert first not in post.inbox.arrivals(START + timedelta(minutes=30)).ids
    mail = post.inbox.received(second)
    assert mail.id == second
    assert mail.arrived_at == START + timedelta(hours=1)
    assert message_from_bytes(mail.content)["Subject"] == "kedua"


def test_our_own_mails_drafts_and_spam_are_no_arrivals(post):
    before = post.inbox.arrivals(START - timedelta(days=30))
    post.send(a_mail("milik kami", to=CUSTOMER))
    post.send(a_mail("kepada diri sendiri", to=JOB))
    post.mailbox.draft(a_mail("konsep", to=CUSTOMER).as_bytes())
    post.mark_as_spam(post.receive(a_mail("hadiah"), START + timedelta(days=40)))
    assert set(post.inbox.arrivals(START - timedelta(days=30)).ids) == set(before.ids)
    assert post.inbox.arrivals(START - timedelta(days=30), before.mark).ids == ()


def test_since_a_mark_only_what_came_to_light_is_told_whatever_its_date(post):
    spam = post.receive(a_mail("tersangka"), START - timedelta(days=20))
    post.mark_as_spam(spam)
    read = post.receive(a_mail("dibaca"), START)
    before = post.inbox.arrivals(START)
    late = post.receive(a_mail("terlambat"), START - timedelta(days=400))
    found = post.inbox.arrivals(START, before.mark)
    assert found.ids == (late,)
    post.rescue(spam)
    assert post.inbox.arrivals(START, found.mark).ids == (spam,)
    assert read not in post.inbox.arrivals(START, before.mark).ids


def test_a_mark_that_the_mailbox_forgot_is_as_none(post):
    before = post.inbox.arrivals(START)
    early = post.receive(a_mail("terlalu awal"), START - timedelta(days=2))
    came = post.receive(a_mail("sementara itu"), START + timedelta(hours=3))
    post.forget()
    found = post.inbox.arrivals(START, before.mark)
    assert came in found.ids
    assert early not in found.ids
    assert post.inbox.arrivals(START, found.mark).ids == ()


def test_of_a_shared_mailbox_only_what_its_search_finds_is_told(post):
    before = post.inbox.arrivals(START)
    post.narrow()
    ours = post.receive(a_mail("PENGADUAN hasil uji"), START + timedelta(hours=4))
    private = post.receive(a_mail("arisan"), START + timedelta(hours=4))
    post.concern(ours)
    for mark in (before.mark, ""):
        found = post.inbox.arrivals(START, mark, "subject:pengaduan").ids
        assert ours in found
        assert private not in found
    post.widen()


def test_what_is_taken_out_of_the_bin_counts_if_it_arrived_in_our_time(wire):
    old = wire.receive(a_mail("lama"), START - timedelta(days=3))
    new = wire.receive(a_mail("baru"), START + timedelta(hours=5))
    for id in (old, new):
        wire.relabel(id, ["TRASH"], ["INBOX"])
    mark = wire.inbox.arrivals(START).mark
    for id in (old, new):
        wire.relabel(id, ["INBOX"], ["TRASH"])
    assert wire.inbox.arrivals(START, mark).ids == (new,)


def test_what_was_thrown_away_or_read_meanwhile_is_no_arrival(wire):
    read = wire.receive(a_mail("dibaca"), START + timedelta(hours=6))
    mark = wire.inbox.arrivals(START).mark
    thrown = wire.receive(a_mail("dibuang"), START + timedelta(hours=6))
    wire.relabel(thrown, ["TRASH"], ["INBOX"])
    wire.relabel(read, ["STARRED"], ["UNREAD"])
    assert wire.inbox.arrivals(START, mark).ids == ()


def test_a_label_makes_a_mail_ours_that_was_not(wire):
    id = wire.receive(a_mail("tanpa kata itu"), START + timedelta(hours=7))
    mark = wire.inbox.arrivals(START).mark
    wire.relabel(id, ["STARRED"], [])
    assert wire.inbox.arrivals(START, mark, "is:starred").ids == (id,)
    assert wire.inbox.arrivals(START, mark).ids == ()


class Counting:
    """Repeats as the policy that it stands before, and counts."""

    def __init__(self, policy):
        self.policy, self.calls = policy, 0

    def repeated(self, call):
        self.calls += 1
        return self.policy.repeated(call)


@pytest.mark.parametrize("page", [500, 2])
def test_however_many_mails_are_labelled_the_search_is_asked_and_not_each_mail(wire, monkeypatch, page):
    monkeypatch.setattr(inbox_module, "_PAGE", page)
    monkeypatch.setattr(inbox_module, "_ASKED_FOR_THEIR_DAYS", 2)
    at = START + timedelta(days=60)
    ids = [wire.receive(a_mail(f"ramai {number}"), at + timedelta(minutes=number)) for number in range(8)]
    wire.relabel(ids[0], ["STARRED"], [])
    mark = wire.inbox.arrivals(at).mark
    for id in ids[1:]:
        wire.relabel(id, ["IMPORTANT"], [])
    counting = Counting(wire.inbox._retry_policy)
    monkeypatch.setattr(wire.inbox, "_retry_policy", counting)
    assert wire.inbox.arrivals(at, mark, "subject:ramai").ids == tuple(ids[1:])
    assert page != 500 or counting.calls == 2  # The history, and one page.


def test_a_mail_labelled_long_after_newer_ones_came_is_searched_for_on_its_own_day(wire, monkeypatch):
    monkeypatch.setattr(inbox_module, "_PAGE", 2)
    at = START + timedelta(days=80)
    ids = [wire.receive(a_mail(f"jarang {number}"), at + timedelta(days=number)) for number in range(9)]
    mark = wire.inbox.arrivals(at).mark
    wire.relabel(ids[1], ["IMPORTANT"], [])
    counting = Counting(wire.inbox._retry_policy)
    monkeypatch.setattr(wire.inbox, "_retry_policy", counting)
    assert wire.inbox.arrivals(at, mark, "subject:jarang").ids == (ids[1],)
    assert counting.calls == 4  # The history, the newest page, its day, that day's page.


def test_a_mail_that_was_never_there_is_missing(post):
    with pytest.raises(Missing):
        post.inbox.received("19aaaaaaaaaaaaaa")


def test_an_answer_names_the_mail_of_ours_that_it_answers(post):
    at = START + timedelta(days=1)
    sent = post.send(a_mail("[KEL-2026-0001] Diterima", CUSTOMER, X_Tanggap_Kunci="KEL-2026-0001/surel/penerimaan"))
    answer = post.receive(a_mail("Re: [KEL-2026-0001] Diterima", In_Reply_To=sent, References=sent), at)
    assert post.inbox.answered(post.inbox.received(answer).thread, ()).keys == ("KEL-2026-0001/surel/penerimaan",)


def test_an_answer_under_another_subject_is_known_by_its_references(post):
    at = START + timedelta(days=2)
    sent = post.send(a_mail("[KEL-2026-0002] Diterima", CUSTOMER, X_Tanggap_Kunci="KEL-2026-0002/surel/penerimaan"))
    mail = post.inbox.received(post.receive(a_mail("Foto tambahan", In_Reply_To=sent), at))
    assert post.inbox.answered(mail.thread, ()).keys == ()
    assert post.inbox.answered(mail.thread, ("<lain@contoh>", sent)).keys == ("KEL-2026-0002/surel/penerimaan",)


def test_an_earlier_mail_of_the_same_writer_is_known_by_thread_references_and_own_id(post):
    at = START + timedelta(days=5)
    first = post.receive(a_mail("Alat rusak", Message_ID="<g1@kayu.example>"), at)
    own = str(message_from_bytes(post.inbox.received(first).content)["Message-ID"])
    second = post.receive(a_mail("Fotonya", References=own, Message_ID="<g2@kayu.example>"), at)
    thread = post.inbox.received(second).thread
    assert first in post.inbox.answered(thread, (own,)).mails
    assert first in post.inbox.answered(thread, (), own).mails
    assert post.inbox.answered(thread, (own,)).keys == ()


def test_what_began_a_long_conversation_is_looked_for_too(post):
    sent = post.send(a_mail("[KEL-2026-0004] Diterima", CUSTOMER, X_Tanggap_Kunci="KEL-2026-0004/surel/penerimaan"))
    others = tuple(f"<lain{number}@kayu.example>" for number in range(20))
    mail = post.inbox.received(post.receive(a_mail("Panjang"), START + timedelta(days=6)))
    assert post.inbox.answered(mail.thread, (sent, *others)).keys == ("KEL-2026-0004/surel/penerimaan",)


def test_a_key_that_a_stranger_wrote_into_a_mail_proves_nothing(post):
    forged = a_mail(
        "Re: palsu", X_Tanggap_Kunci="KEL-2026-0003/surel/penerimaan", Message_ID="<palsu@contoh.example>"
    )
    mail = post.inbox.received(post.receive(forged, START + timedelta(days=3)))
    assert post.inbox.answered(mail.thread, ("<palsu@contoh.example>",)).keys == ()


@pytest.mark.parametrize(
    "reference", ["", "<>", "<a b>", "<x@y> OR in:anywhere", "<{in:sent}>", "<" + "a" * 900 + ">"]
)
def test_a_reference_is_nothing_but_a_name(post, reference):
    mail = post.inbox.received(post.receive(a_mail("aneh"), START + timedelta(days=4)))
    assert post.inbox.answered(mail.thread, (reference,)).keys == ()

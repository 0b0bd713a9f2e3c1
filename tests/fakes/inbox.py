"""Mails that came in, in memory: keeps the promises of `automation.ports.Inbox`, beside a `FakeMailbox`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage

from automation.ports import Missing, ReceivedMail

from .faults import Faults
from .mailbox import FakeMail, FakeMailbox


@dataclass
class Arrived:
    mail: ReceivedMail
    in_spam: bool = False


class FakeInbox:
    """What others sent, in the order of arrival; the office's own mails bear Message-IDs once they are sent."""

    def __init__(self, mailbox: FakeMailbox, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.mailbox = mailbox
        self.arrived: list[Arrived] = []

    def arrivals(self, since: datetime) -> tuple[str, ...]:
        self.faults.read("inbox.arrivals")
        found = [one.mail for one in self.arrived if not one.in_spam and one.mail.arrived_at >= since]
        return tuple(mail.id for mail in sorted(found, key=lambda mail: mail.arrived_at))

    def received(self, id: str) -> ReceivedMail:
        self.faults.read("inbox.received")
        for one in self.arrived:
            if one.mail.id == id:
                return one.mail
        raise Missing(f"Surel {id} tidak ada lagi.")

    def answered(self, thread: str, references: Sequence[str]) -> tuple[str, ...]:
        self.faults.read("inbox.answered")
        ours = [mail for mail in self.mailbox.mails if mail.key and _thread_of(mail) == thread]
        ours = ours or [mail for mail in self.mailbox.mails if mail.key and message_id_of(mail) in references[-5:]]
        return tuple(dict.fromkeys(mail.key for mail in ours))

    # What others do.

    def receive(self, content: bytes | EmailMessage, at: datetime, *, answers: FakeMail | None = None) -> str:
        """Let a mail arrive and give its id; `answers` puts it into the thread of one of ours."""
        id = f"masuk{len(self.arrived) + 1}"
        raw = content if isinstance(content, bytes) else content.as_bytes()
        thread = _thread_of(answers) if answers else self._thread_named(raw) or id
        self.arrived.append(Arrived(ReceivedMail(id=id, thread=thread, arrived_at=at, content=raw)))
        return id

    def delete(self, id: str) -> None:
        self.arrived = [one for one in self.arrived if one.mail.id != id]

    def _thread_named(self, raw: bytes) -> str:
        """Find the thread that a mail's references name, as the mailbox does when the subject is the same."""
        message = message_from_bytes(raw)
        named = f"{message['References'] or ''} {message['In-Reply-To'] or ''}"
        about = str(message["Subject"] or "").removeprefix("Re: ")
        for mail in self.mailbox.mails:
            if message_id_of(mail) in named and str(mail.message["Subject"]) == about:
                return _thread_of(mail)
        return ""


def message_id_of(mail: FakeMail) -> str:
    """Give the Message-ID that a mail of ours has once it is sent."""
    return f"<{mail.id}@mailbox.example>"


def _thread_of(mail: FakeMail) -> str:
    return f"thread-{mail.id}"

"""Mails that came in, in memory: keeps the promises of `automation.ports.Inbox`, beside a `FakeMailbox`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from zlib import crc32

from automation.ports import Answered, Missing, NewMails, ReceivedMail

from .faults import Faults
from .mailbox import FakeMail, FakeMailbox


@dataclass
class Arrived:
    mail: ReceivedMail
    in_spam: bool = False


#: What the mailbox finds of most mails.
PASSES = "spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}"


class FakeInbox:
    """What others sent, in the order of arrival; the office's own mails bear Message-IDs once they are sent."""

    def __init__(self, mailbox: FakeMailbox, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.mailbox = mailbox
        self.arrived: list[Arrived] = []
        #: What came to light, in its order; a mark is how much of it was told.
        self.changes: list[str] = []
        self.forgotten = 0
        #: Which mails a search of the office's finds; None for all.
        self.ours: set[str] | None = None

    def arrivals(self, since: datetime, mark: str = "", only: str = "") -> NewMails:
        self.faults.read("inbox.arrivals")
        there = [one.mail for one in self.arrived if not one.in_spam]
        if mark and int(mark) >= self.forgotten:
            by_id = {mail.id: mail for mail in there}
            found = [by_id[id] for id in dict.fromkeys(self.changes[int(mark) :]) if id in by_id]
        else:
            found = sorted((mail for mail in there if mail.arrived_at >= since), key=lambda mail: mail.arrived_at)
        ids = tuple(mail.id for mail in found if not only or self.ours is None or mail.id in self.ours)
        return NewMails(ids, str(len(self.changes)))

    def received(self, id: str) -> ReceivedMail:
        self.faults.read("inbox.received")
        for one in self.arrived:
            if one.mail.id == id:
                return one.mail
        raise Missing(f"Surel {id} tidak ada lagi.")

    def answered(self, thread: str, references: Sequence[str], own: str = "") -> Answered:
        self.faults.read("inbox.answered")
        ours = [mail for mail in self.mailbox.mails if mail.key and _thread_of(mail) == thread]
        named = {own}
        if not ours:
            named |= {*references[-7:], *references[:3]}
            ours = [mail for mail in self.mailbox.mails if mail.key and message_id_of(mail) in named]
        came = [
            one.mail for one in self.arrived if one.mail.thread == thread or _own_id(one.mail.content) in named - {""}
        ]
        return Answered(tuple(dict.fromkeys(mail.key for mail in ours)), tuple(mail.id for mail in came))

    # What others do.

    def receive(
        self,
        content: bytes | EmailMessage,
        at: datetime,
        *,
        answers: FakeMail | None = None,
        in_spam: bool = False,
        found: str | None = PASSES,
    ) -> str:
        """Let a mail arrive and give its id; `answers` puts it into the thread of one of ours.

        `found` is what the mailbox writes on top about where it comes from; None for what was put in by an import.
        """
        id = hex_id(len(self.arrived) + 1)
        raw = content if isinstance(content, bytes) else content.as_bytes()
        if found is not None:
            stamp = found.format(domain=_domain_of(raw))
            raw = f"Authentication-Results: mx.google.com; {stamp}\r\n".encode() + raw
        thread = _thread_of(answers) if answers else self._thread_named(raw) or id
        self.arrived.append(Arrived(ReceivedMail(id=id, thread=thread, arrived_at=at, content=raw), in_spam))
        self.changes.append(id)
        return id

    def rescue(self, id: str) -> None:
        """Let somebody take a mail out of spam."""
        next(one for one in self.arrived if one.mail.id == id).in_spam = False
        self.changes.append(id)

    def label(self, id: str) -> None:
        """Let somebody put a mail where the office's search finds it."""
        self.ours = {*(self.ours or ()), id}
        self.changes.append(id)

    def forget(self) -> None:
        """Let the mailbox forget its history."""
        self.changes.append("")
        self.forgotten = len(self.changes)

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


def hex_id(number: int) -> str:
    """Return an id as Gmail's look: sixteen hexadecimal digits."""
    return f"{0x19C7C1DD00000000 + number:016x}"


def _domain_of(raw: bytes) -> str:
    """Return the domain that a mail says it is from."""
    found = re.search(rb"(?im)^from:[^@]*@([\w.-]+)", raw)
    return found[1].decode("ascii", "replace").lower() if found else "nowhere.example"


def _own_id(raw: bytes) -> str:
    return str(message_from_bytes(raw)["Message-ID"] or "").strip()


def message_id_of(mail: FakeMail) -> str:
    """Give the Message-ID that a mail of ours has once it is sent."""
    return f"<{mail.id}@mailbox.example>"


def _thread_of(mail: FakeMail) -> str:
    """Give the thread of a mail of ours: as in Gmail, an id like any other."""
    return hex_id(crc32(mail.id.encode()))

"""A mailbox in memory that keeps the promises of `automation.ports.Mailbox`."""

from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

from automation.ports import LARGEST_MESSAGE, DraftGone, Refused

from .faults import Faults, Killed


def text_of(message: EmailMessage) -> str:
    """Give what a mail says as plain text."""
    part = message.get_body(("plain",))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""


def reached(message: bytes) -> frozenset[str]:
    """Give whom a mail goes to as the most hostile reader has it: encoded words are decoded before commas count."""
    headers = message_from_bytes(message)
    fields = [value for name in ("To", "Cc", "Bcc") for value in headers.get_all(name, ())]
    read = [str(make_header(decode_header(str(field)))) for field in fields]
    return frozenset(address.casefold() for _, address in getaddresses(read) if address)


@dataclass
class FakeMail:
    id: str
    message: EmailMessage
    reached: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        return str(self.message["X-Tanggap-Kunci"] or "")


class FakeMailbox:
    """Drafts, and mails sent in their order."""

    def __init__(self, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.drafts: dict[str, EmailMessage] = {}
        self.mails: list[FakeMail] = []
        self._contents: dict[str, bytes] = {}
        self._made = 0
        self._deadly = ""

    def dies_sending_to(self, email: str) -> None:
        """Let the process die before it sends the next mail to somebody."""
        self._deadly = email

    def draft(self, message: bytes) -> str:
        with self.faults.write("mailbox.draft"):
            if len(message) > LARGEST_MESSAGE:
                raise Refused(f"Surel ini {len(message)} bita, padahal Gmail mengirim paling banyak 25 MB.")
            self._made += 1
            id = f"draft-{self._made}"
            self.drafts[id] = message_from_bytes(message, policy=default)
            self._contents[id] = message
            return id

    def send(self, draft: str) -> str:
        if self._deadly and draft in self.drafts and self._deadly in reached(self._contents[draft]):
            self._deadly = ""
            raise Killed
        with self.faults.write("mailbox.send"):
            if draft not in self.drafts:
                raise DraftGone(f"Konsep surel {draft} tidak ada lagi.")
            return self.send_by_hand(draft)

    def discard(self, draft: str) -> bool:
        with self.faults.write("mailbox.discard"):
            return self.drafts.pop(draft, None) is not None

    def sent(self, key: str, subject: str) -> str | None:
        self.faults.read("mailbox.sent")
        return next((mail.id for mail in self.mails if mail.key == key), None)

    def drafted(self, key: str) -> str | None:
        self.faults.read("mailbox.drafted")
        return next((id for id, message in self.drafts.items() if message["X-Tanggap-Kunci"] == key), None)

    # What people do.

    def delete_draft(self, id: str) -> None:
        del self.drafts[id]

    def send_by_hand(self, id: str) -> str:
        """Send a draft and give the mail's id; its own leads to no draft any more."""
        mail = FakeMail(f"message-{id.removeprefix('draft-')}", self.drafts.pop(id), reached(self._contents[id]))
        self.mails.append(mail)
        return mail.id

    def to(self, email: str) -> list[EmailMessage]:
        """Give the mails that somebody received, or anybody at a domain."""
        return [
            mail.message
            for mail in self.mails
            if any(email.casefold() in (one, one.rpartition("@")[2]) for one in mail.reached)
        ]

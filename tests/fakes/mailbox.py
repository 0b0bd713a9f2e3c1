"""A mailbox in memory that keeps the promises of `automation.ports.Mailbox`."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

from automation.ports import DraftGone

from .faults import Faults, Killed


def text_of(message: EmailMessage) -> str:
    """Give what a mail says as plain text."""
    part = message.get_body(("plain",))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""


@dataclass
class FakeMail:
    id: str
    message: EmailMessage

    @property
    def key(self) -> str:
        return str(self.message["X-Tanggap-Kunci"] or "")


class FakeMailbox:
    """Drafts, and mails sent in their order."""

    def __init__(self, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.drafts: dict[str, EmailMessage] = {}
        self.mails: list[FakeMail] = []
        self._made = 0
        self._deadly = ""

    def dies_sending_to(self, email: str) -> None:
        """Let the process die before it sends the next mail to somebody."""
        self._deadly = email

    def draft(self, message: bytes) -> str:
        with self.faults.write("mailbox.draft"):
            self._made += 1
            id = f"draft-{self._made}"
            self.drafts[id] = cast(EmailMessage, message_from_bytes(message, policy=default))
            return id

    def send(self, draft: str) -> str:
        if self._deadly and self._deadly in str(self.drafts[draft]["To"]):
            self._deadly = ""
            raise Killed
        with self.faults.write("mailbox.send"):
            if draft not in self.drafts:
                raise DraftGone(f"Konsep surel {draft} tidak ada lagi.")
            mail = FakeMail(f"message-{draft.removeprefix('draft-')}", self.drafts.pop(draft))
            self.mails.append(mail)
            return mail.id

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

    def to(self, email: str) -> list[EmailMessage]:
        """Give the mails somebody received."""
        return [mail.message for mail in self.mails if email in str(mail.message["To"])]

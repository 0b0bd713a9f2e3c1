"""The mails of a contact: to the account itself, and of a given size."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from automation.ports import KEY_HEADER

from . import wording

_LINE = b"0123456789" * 7 + b"\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMail:
    """One mail.

    Attributes:
        run: the mark of the run.
        number: which of its mails.
        account: whom it comes from and goes to.
        size: how many bytes at least.
    """

    run: str
    number: int
    account: str
    size: int = 0

    @property
    def key(self) -> str:
        """What finds it again, as the key of an effect finds the office's own mails."""
        return f"kontak/{self.run}/{self.number}"

    @property
    def subject(self) -> str:
        """Its subject, by which a person finds it."""
        return wording.mail_subject(self.run, self.number)

    @property
    def message_id(self) -> str:
        """Its Message-ID."""
        return f"<{self.run}.{self.number}@kontak.tanggap.invalid>"

    def content(self) -> bytes:
        """Return the message."""
        head = (
            f"From: {self.account}\r\nTo: {self.account}\r\nSubject: {self.subject}\r\n"
            f"Message-ID: {self.message_id}\r\n{KEY_HEADER}: {self.key}\r\nAuto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
            f"{wording.MAIL_TEXT}\r\n"
        ).encode("ascii")
        return head + _LINE * (-(-max(0, self.size - len(head)) // len(_LINE)))

    def as_json(self) -> dict[str, object]:
        """Return the body of a request that carries it as `raw`."""
        return {"message": {"raw": base64.urlsafe_b64encode(self.content()).decode("ascii")}}

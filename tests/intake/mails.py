"""Mails for tests: each builder says only what matters."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from automation.domain.incoming_mail import IncomingMail
from automation.intake.mail_contents import read_mail
from automation.ports import ReceivedMail
from tests.builders import wita

OFFICE = "layanan@bspji-samarinda.example"
CUSTOMER = "siti@kayu.example"
PDF = b"%PDF-1.4\nsurat\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
LIMIT = 25_000_000


def a_mail(text: str = "Hasil uji belum kami terima.", **headers: Any) -> EmailMessage:
    """A customer's mail; a header of None is left out, `_` stands for `-`."""
    message = EmailMessage(policy=SMTP)
    given = {"From": f"Siti Aminah <{CUSTOMER}>", "To": OFFICE, "Subject": "Hasil uji terlambat", **headers}
    for name, value in given.items():
        if value is not None:
            message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def attached(
    message: EmailMessage, name: str, content: bytes, kind: str = "application/octet-stream"
) -> EmailMessage:
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message


def received(content: EmailMessage | bytes, at: datetime | None = None, **changes: Any) -> ReceivedMail:
    raw = content if isinstance(content, bytes) else content.as_bytes()
    return ReceivedMail(**{"id": "m1", "thread": "t1", "arrived_at": at or wita(2), "content": raw, **changes})


def read(content: EmailMessage | bytes, limit: int = LIMIT) -> IncomingMail:
    return read_mail(received(content), limit)

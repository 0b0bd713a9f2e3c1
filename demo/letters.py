"""What complainants write by mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from .people import OFFICE, Somebody


def mail_of(who: Somebody, subject: str, text: str, papers: Mapping[str, bytes]) -> EmailMessage:
    """Write a mail to the office, with PDFs by their names."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = formataddr((who.name, who.email))
    mail["To"] = OFFICE.email
    mail["Subject"] = subject
    mail.set_content(text + "\n")
    for name, content in papers.items():
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail


def answer(mail: EmailMessage, received: Sequence[EmailMessage], number: str) -> None:
    """Make a mail the answer to the latest one that names a complaint's number."""
    answered = [one for one in received if f"[{number}]" in str(one["Subject"])][-1]
    del mail["Subject"]
    mail["Subject"] = f"Re: {answered['Subject']}"
    mail["In-Reply-To"] = mail["References"] = str(answered["Message-ID"])

"""One mail as the bytes that go into a mailbox. Date, sender and Message-ID are left to whoever sends it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import getaddresses
from typing import Any

from automation.domain.address import EmailAddress, WrongAddress
from automation.domain.prose import Paragraph
from automation.mail.wording import addresses
from automation.ports import KEY_HEADER

from .html import html_page
from .plain import one_line, plain_body

LONGEST_KEY = 900

#: Whatever header may carry an address; ours are two of them.
_ADDRESSED = ("To", "Cc", "Bcc", "From", "Sender", "Reply-To", "Resent-To", "Resent-Cc", "Resent-Bcc", "Resent-From")

_KEY = re.compile(r"[!-~](?:[ -~]*[!-~])?\Z")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,200}>\Z")
_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that goes along."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What one mail is to say, and to whom.

    Attributes:
        key: its effect's printed key; the header that finds it again after a crash.
        to: exactly one address.
        in_reply_to: the Message-ID it answers; "" for a mail of its own.
    """

    key: str
    to: str
    subject: str
    body: tuple[Paragraph, ...]
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()
    in_reply_to: str = ""


def message_bytes(mail: Mail) -> bytes:
    """Return the message, with CRLF line ends.

    Raises:
        WrongAddress: `to` or `reply_to` is not exactly one address.
        ValueError: the key cannot stand in a header.
    """
    if len(mail.key) > LONGEST_KEY or not _KEY.match(mail.key):
        raise ValueError(f"a mail's key is printable ASCII: {mail.key!r}")
    named = {"To": str(EmailAddress.parse(mail.to))}
    if mail.reply_to:
        named["Reply-To"] = str(EmailAddress.parse(mail.reply_to))
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(mail.subject)
    # RFC 3834: so that no other machine answers, and ours never answers itself.
    message["Auto-Submitted"] = "auto-generated"
    if _MESSAGE_ID.match(mail.in_reply_to):
        message["In-Reply-To"] = mail.in_reply_to
        message["References"] = mail.in_reply_to
    # By name, so that no text can hold a boundary: "=_" cannot stand in quoted-printable.
    message.set_content(plain_body(mail.body), cte="quoted-printable")
    message.add_alternative(html_page(one_line(mail.subject), mail.body), subtype="html", cte="quoted-printable")
    for attachment in mail.attachments:
        name = one_line(_IN_FILE_NAMES.sub("_", attachment.name), 150)
        message.add_attachment(attachment.content, maintype="application", subtype="pdf", filename=name)
    _name_boundaries(message, mail.key)
    # By hand, because the library folds a long word, or encodes it: no search finds such a key, and not every reader
    # such an address.
    lines = [f"{header}: {value}\r\n" for header, value in ({KEY_HEADER: mail.key} | named).items()]
    content = "".join(lines).encode("ascii") + message.as_bytes()
    check_addresses(content, named)
    return content


def check_addresses(message: bytes, named: Mapping[str, str]) -> None:
    """Check that a message names these addresses, whoever reads it, and no others.

    Args:
        message: the final bytes.
        named: the one address of each header that has one.

    Raises:
        WrongAddress: a reader finds something else.
    """
    modern: Any = BytesHeaderParser(policy=policy.default).parsebytes(message)
    legacy: Message = BytesHeaderParser(policy=policy.compat32).parsebytes(message)
    for header in _ADDRESSED:
        wanted = [named[header]] if header in named else []
        if any(found != wanted for found in _readings(modern, legacy, header)):
            raise WrongAddress(addresses.ADDRESS_AMBIGUOUS)


def _readings(modern: Any, legacy: Message, header: str) -> Iterator[list[str]]:
    """Return the addresses in a header as three readers find them."""
    raw = [str(value) for value in legacy.get_all(header, ())]
    try:
        yield [str(one.addr_spec) for value in modern.get_all(header, ()) for one in value.addresses]
        yield [address for _, address in getaddresses(raw)]
        # Some decode first and look for commas and "@" afterwards.
        yield [address for _, address in getaddresses([str(make_header(decode_header(value))) for value in raw])]
    except (MessageError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise WrongAddress(addresses.ADDRESS_UNREADABLE) from error


def _name_boundaries(message: EmailMessage, key: str) -> None:
    """Mark the parts off as the key says, not by chance: the same mail is the same bytes."""
    seal = hashlib.sha256(key.encode()).hexdigest()[:20]
    for place, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_tanggap_{seal}_{place}")

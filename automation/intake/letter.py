"""A mail as the office reads it: who wrote what, with which files, and whether a person wrote it at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import getaddresses

from automation.domain.address import EmailAddress
from automation.domain.complaint import Intake
from automation.domain.texts import kept_text
from automation.domain.vocabulary import Channel
from automation.ports import ReceivedMail

from .automatic import Bounce, bounce_in, invites, reason_automatic
from .enclosures import Enclosure, Refusal, enclosures_of
from .mail_parts import FAULTS, Parts, decoded, parts_of
from .mail_text import LONGEST, without_history, words_of_html

RESPONSE = "surel-"
_LONGEST_NAME = 200
_LONGEST_SUBJECT = 500
_ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
#: Only the first such header is looked at: the mailbox puts its own on top of those that a sender may have written.
_DMARC_FAILED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)
_FORWARDED = re.compile(r"^\s*((re|fwd?|bls|balas|tr|aw)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail that came in, read.

    Attributes:
        sender: its one author's address in small letters; "" where there is none, or where there are several.
        sender_name: what the author calls himself: the public's text.
        subject: on one line; "" where there is none.
        text: all it says, without tags.
        message_id: its own Message-ID; "" where there is none.
        references: the Message-IDs it refers to, the latest last.
        addressed: whom it was sent to, in small letters.
        automatic: by which sign it is known that no person wrote it; "" for a person's.
        bounce: the report of failed delivery that it is.
        invites: whether it is a calendar's invitation.
        is_whole: whether all of it could be read.
        is_in_false_name: the mailbox found that the author's domain did not send it (DMARC, RFC 7489).
    """

    id: str
    thread: str
    arrived_at: datetime
    sender: str
    sender_name: str
    subject: str
    text: str
    message_id: str = ""
    references: tuple[str, ...] = ()
    addressed: frozenset[str] = frozenset()
    automatic: str = ""
    bounce: Bounce | None = None
    invites: bool = False
    is_whole: bool = True
    is_in_false_name: bool = False
    enclosures: tuple[Enclosure, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def response(self) -> str:
        """The key of the intake that it becomes."""
        return f"{RESPONSE}{self.id}"

    @property
    def answer(self) -> str:
        """What it says itself, without what it quotes and without its signature."""
        return without_history(self.text)


def read_letter(mail: ReceivedMail, largest_file: int) -> Letter:
    """Read a mail; files of it are kept up to `largest_file` bytes each."""
    parts = parts_of(mail.content)
    sender, name = _author(parts)
    kept, refused = enclosures_of(parts, largest_file)
    bounce = bounce_in(parts)
    answers = (
        *parts.raw("references").split(),
        *parts.raw("in-reply-to").split(),
        *(bounce.answers if bounce else ()),
    )
    return Letter(
        id=mail.id,
        thread=mail.thread,
        arrived_at=mail.arrived_at,
        sender=sender,
        sender_name=kept_text(name)[:_LONGEST_NAME],
        subject=kept_text(parts.text("subject"))[:_LONGEST_SUBJECT],
        text=kept_text(_words(parts)),
        message_id=_message_id(parts.raw("message-id")),
        references=tuple(dict.fromkeys(id for one in answers if (id := _message_id(one)))),
        addressed=_addressed(parts),
        automatic=reason_automatic(parts),
        bounce=bounce,
        invites=invites(parts),
        is_whole=parts.is_whole,
        is_in_false_name=bool(_DMARC_FAILED.search(parts.raw("authentication-results"))),
        enclosures=kept,
        refused=refused,
    )


def contents(mail: ReceivedMail, places: tuple[int, ...]) -> tuple[bytes, ...]:
    """Give the contents of some of a mail's leaves."""
    leaves = parts_of(mail.content).leaves
    return tuple(leaves[place].content for place in places)


def intake_from(letter: Letter, files: tuple[str, ...]) -> Intake:
    """Make a letter the complaint that it tells of; `files` are the Drive ids that its enclosures will have."""
    subject = _FORWARDED.sub("", letter.subject).strip()
    return Intake(
        response=letter.response,
        submitted_at=letter.arrived_at,
        received_at=letter.arrived_at,
        channel=Channel.EMAIL,
        complainant=letter.sender_name or letter.sender,
        company="",
        email=letter.sender,
        phone="",
        address="",
        stated_service="",
        order_reference="",
        subject=subject or "(tanpa perihal)",
        description=letter.text or "(surel tanpa teks; lihat lampirannya di folder kasus)",
        remedy="",
        attachments=files,
        message_id=letter.message_id,
    )


def _author(parts: Parts) -> tuple[str, str]:
    """Give address and name of the one author; a mail of several, or of none, has no author whom one could answer."""
    headers = parts.all_raw("from")
    try:
        named = [(name, address) for name, address in getaddresses(list(headers[:2])) if address]
    except FAULTS:
        return "", ""
    if len(headers) != 1 or len(named) != 1:
        return "", ""
    found = EmailAddress.found_in(named[0][1])
    return found.folded if found else "", decoded(named[0][0])


def _addressed(parts: Parts) -> frozenset[str]:
    values = [value for name in _ADDRESSED for value in parts.all_raw(name)]
    try:
        found = (EmailAddress.found_in(address) for _, address in getaddresses(values))
        return frozenset(address.folded for address in found if address)
    except FAULTS:
        return frozenset()


def _words(parts: Parts) -> str:
    bodies = [leaf for leaf in parts.leaves if not leaf.is_attachment]
    plain = [leaf.text.strip() for leaf in bodies if leaf.kind == "text/plain"]
    if any(plain):
        return "\n\n".join(filter(None, plain))[:LONGEST]
    return "\n\n".join(filter(None, (words_of_html(leaf.text) for leaf in bodies if leaf.kind == "text/html")))


def _message_id(text: str) -> str:
    match = re.match(r"\s*(<[!-;=?-~]{1,200}>)\s*\Z", text)
    return match[1] if match else ""

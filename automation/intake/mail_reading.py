"""A mail read. It comes from anybody, so this runs in `automation.sandbox`'s process, and knows no secret."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import getaddresses

from automation.domain.address import EmailAddress
from automation.domain.incoming_mail import (
    LONGEST_NAME,
    LONGEST_SUBJECT,
    MOST_ADDRESSED,
    MOST_REFERENCES,
    IncomingMail,
)
from automation.domain.texts import keepable, kept_text
from automation.ports import ReceivedMail

from .automatic import bounce_in, invites, reason_automatic
from .enclosures import enclosures_of
from .html_text import LONGEST, words_of_html
from .mail_parts import FAULTS, Parts, decoded, parts_of

#: A mail has one text; where it has more pages of HTML than these, the others are left out.
_MOST_PAGES = 5
_ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
#: Only the first such header is looked at: the mailbox puts its own on top of those that a sender may have written.
_DMARC_FAILED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)


def read_mail(mail: ReceivedMail, largest_file: int) -> IncomingMail:
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
    return IncomingMail(
        id=mail.id,
        thread=mail.thread,
        arrived_at=mail.arrived_at,
        sender=sender,
        sender_name=kept_text(name)[:LONGEST_NAME],
        subject=kept_text(parts.text("subject"))[:LONGEST_SUBJECT],
        text=kept_text(_words(parts)),
        message_id=_message_id(parts.raw("message-id")),
        references=tuple(dict.fromkeys(id for one in answers if (id := _message_id(one))))[-MOST_REFERENCES:],
        addressed=_addressed(parts),
        automatic=keepable(reason_automatic(parts)),
        bounce=bounce,
        invites=invites(parts),
        is_whole=parts.is_whole,
        is_in_false_name=bool(_DMARC_FAILED.search(parts.raw("authentication-results"))),
        enclosures=kept,
        refused=refused,
    )


def contents(mail: ReceivedMail, places: Sequence[int]) -> tuple[bytes, ...]:
    """Return the contents of some of a mail's leaves."""
    leaves = parts_of(mail.content).leaves
    return tuple(leaves[place].content for place in places)


def _author(parts: Parts) -> tuple[str, str]:
    """Return address and name of the author; a mail of several, or of none, has no author to answer."""
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
        return frozenset([address.folded for address in found if address][:MOST_ADDRESSED])
    except FAULTS:
        return frozenset()


def _words(parts: Parts) -> str:
    bodies = [leaf for leaf in parts.leaves if not leaf.is_attachment]
    plain = [leaf.text.strip() for leaf in bodies if leaf.kind == "text/plain"]
    if any(plain):
        return "\n\n".join(filter(None, plain))[:LONGEST]
    pages = [leaf for leaf in bodies if leaf.kind == "text/html"][:_MOST_PAGES]
    return words_of_html(*(leaf.text for leaf in pages))


def _message_id(text: str) -> str:
    match = re.match(r"\s*(<[!-;=?-~]{1,200}>)\s*\Z", text)
    return match[1] if match else ""

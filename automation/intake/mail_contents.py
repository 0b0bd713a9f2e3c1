"""A mail read. It comes from anybody, so this runs in `automation.sandbox`'s process, and knows no secret."""

from __future__ import annotations

from collections.abc import Sequence

from automation.domain.incoming_mail import (
    LONGEST_NAME,
    LONGEST_SUBJECT,
    MOST_ADDRESSED,
    MOST_REFERENCES,
    IncomingMail,
)
from automation.domain.texts import keepable, kept_text
from automation.ports import ReceivedMail

from .authentication import authentications_in
from .authors import addressed, author_of
from .automatic import invites, reason_automatic, reason_for_doubt
from .body_text import words_of
from .bounces import bounce_in
from .enclosures import enclosures_of
from .mail_parts import ids_in, parts_of

_ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")


def read_mail(mail: ReceivedMail, largest_file: int) -> IncomingMail:
    """Read a mail; files of it are kept up to `largest_file` bytes each."""
    parts = parts_of(mail.content)
    author = author_of(parts)
    kept, refused = enclosures_of(parts, largest_file)
    bounce = bounce_in(parts)
    answers = (
        *ids_in(parts.raw("references")),
        *ids_in(parts.raw("in-reply-to")),
        *(bounce.answers if bounce else ()),
    )
    return IncomingMail(
        id=mail.id,
        thread=mail.thread,
        arrived_at=mail.arrived_at,
        sender=author.address,
        sender_name=kept_text(author.name)[:LONGEST_NAME],
        sender_fault=author.fault,
        through=author.through,
        subject=kept_text(parts.text("subject"))[:LONGEST_SUBJECT],
        text=kept_text(words_of(parts)),
        message_id=next(iter(ids_in(parts.raw("message-id"))), ""),
        references=tuple(dict.fromkeys(answers))[-MOST_REFERENCES:],
        addressed=addressed(parts, _ADDRESSED, MOST_ADDRESSED) if parts.has_whole_head else frozenset(),
        automatic=keepable(reason_automatic(parts)),
        perhaps_automatic=keepable(reason_for_doubt(parts)),
        bounce=bounce,
        invites=invites(parts),
        is_whole=parts.is_whole,
        authentications=authentications_in(parts),
        enclosures=kept,
        refused=refused,
    )


def contents(mail: ReceivedMail, places: Sequence[int]) -> tuple[bytes, ...]:
    """Return the contents of some of a mail's leaves."""
    leaves = parts_of(mail.content).leaves
    return tuple(leaves[place].content for place in places)

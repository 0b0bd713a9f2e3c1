"""Puts a mail of ours in the place of the one that a report of failed delivery returns.

It knows none of the product's rules: what was returned is found by its headers, and its recipient by the fields
of RFC 3464 or else as the first address below the head that is neither the writer's nor the reader's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = rb"[A-Za-z0-9_.+=&'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_ID = re.compile(rb"(?im)^[> \t]*message-id:\s*(<[^<>\s]+>)")
_FIELDS = tuple(
    re.compile(rb"(?im)^" + name + rb":[^\r\n@]*?(" + _ADDRESS + rb")")
    for name in (rb"final-recipient", rb"original-recipient", rb"x-failed-recipients")
)
_WRITER_AND_READER = re.compile(rb"(?im)^(?:from|to|delivered-to|return-path|sender|reply-to):[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Replaced:
    """A report with a mail of ours in it, and what could be put in place."""

    content: bytes
    id: bool
    recipient: bool


def as_ours(content: bytes, message_id: str, recipient: str) -> Replaced:
    """Return a report as it would have come about a mail of ours."""
    head, body = _parted(content)
    ids = _ID.findall(body)
    for id in ids:
        body = body.replace(id, message_id.encode())
    theirs = _recipient(head, body)
    if theirs:
        pattern = re.compile(rb"(?i)(?<![A-Za-z0-9_.+-])" + re.escape(theirs) + rb"(?![A-Za-z0-9-])")
        head, body = (pattern.sub(recipient.encode(), part) for part in (head, body))
    return Replaced(head + body, bool(ids), bool(theirs))


def _parted(content: bytes) -> tuple[bytes, bytes]:
    end = re.search(rb"\r?\n\r?\n", content)
    return (content[: end.end()], content[end.end() :]) if end else (content, b"")


def _recipient(head: bytes, body: bytes) -> bytes:
    for field in _FIELDS:
        if found := field.search(body) or field.search(head):
            return found[1]
    known = {one.lower() for line in _WRITER_AND_READER.findall(head) for one in re.findall(_ADDRESS, line)}
    return next((one for one in re.findall(_ADDRESS, body) if one.lower() not in known), b"")

"""A mail taken apart: its headers and its leaves. Whatever strangers wrote gives a value, never an exception."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import islice

LARGEST = 60_000_000
MOST_LEAVES = 200
_DEEPEST = 20
_MOST_BOUNDARIES = 20_000
#: Of all headers together; what a mail of more says is for a person to read.
_LONGEST_HEAD = 200_000
_LONGEST_HEADER = 20_000
_LONGEST_PARAMETERS = 4_000
_MOST_HEADERS = 2_000
_LONGEST_NAME = 1_000
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
#: What the library raises at headers and bodies that no writer of a standard thought of.
FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, MessageError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One part that has no parts; `kind` is what its header claims, in small letters."""

    kind: str
    name: str
    is_attachment: bool
    is_inline: bool
    charset: str
    content: bytes

    @property
    def text(self) -> str:
        """Its content as text, in the charset that it claims or in UTF-8, with lines as we end them."""
        try:
            text = self.content.decode(_known(self.charset), "replace")
        except (LookupError, ValueError):
            text = self.content.decode("utf-8", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A mail taken apart.

    Attributes:
        headers: names in small letters, with their raw values; both as they came, in their order.
        leaves: the first of its leaves, in their order.
        reports: the field blocks of delivery reports in it.
        is_whole: whether all of it could be read; what could not be is for a person.
    """

    headers: tuple[tuple[str, str], ...]
    kind: str
    report_type: str
    leaves: tuple[Leaf, ...] = ()
    reports: tuple[tuple[tuple[str, str], ...], ...] = ()
    is_whole: bool = True

    def raw(self, name: str) -> str:
        """Return the first header of a name, unfolded; "" where there is none."""
        return next(iter(self.all_raw(name)), "")

    def all_raw(self, name: str) -> tuple[str, ...]:
        """Return all headers of a name, unfolded."""
        return _all_of(self.headers, name)

    def text(self, name: str) -> str:
        """Return the first header of a name as people read it, on one line."""
        return decoded(self.raw(name))


def _known(charset: str) -> str:
    """Return a charset that texts are written in: Python knows others, some of which take the square of time."""
    return "utf-8" if not charset or codecs.lookup(charset).name in _NO_CHARSETS else charset


def parts_of(content: bytes) -> Parts:
    """Take a mail apart."""
    # Not policy.default: its headers raise at `Message-ID: <`, while being parsed, where nothing catches it.
    try:
        head = _shortened(BytesHeaderParser().parsebytes(content[:_LONGEST_HEAD]))
    except FAULTS:
        return Parts(headers=(), kind="", report_type="", is_whole=False)
    headers = _headers(head)
    bare = Parts(headers=headers, kind=_kind(head), report_type=_parameter(head, "report-type"), is_whole=False)
    if len(content) > LARGEST or content.count(b"\n--") > _MOST_BOUNDARIES or not _ends_soon(content):
        return bare
    try:
        leaves, reports, is_whole = _walked(message_from_bytes(content))
    except FAULTS:
        return bare
    return Parts(
        headers=headers,
        kind=bare.kind,
        report_type=bare.report_type,
        leaves=tuple(leaves),
        reports=tuple(reports),
        is_whole=is_whole,
    )


def _ends_soon(content: bytes) -> bool:
    """Return whether a mail's headers end before they are too many."""
    beginning = content[:_LONGEST_HEAD]
    return len(content) < _LONGEST_HEAD or b"\n\n" in beginning or b"\n\r\n" in beginning


def decoded(value: str) -> str:
    """Read a header's encoded words as one line; signs that are not seen, or turn the others round, are left out."""
    try:
        text = str(make_header(decode_header(value)))
    except FAULTS:
        text = value
    seen = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in seen).split())


def field(block: tuple[tuple[str, str], ...], name: str) -> str:
    """Return the first field of a name in a block of headers; "" where there is none."""
    return next(iter(_all_of(block, name)), "")


def _all_of(block: tuple[tuple[str, str], ...], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in block if key == name.lower())


def _walked(message: Message) -> tuple[list[Leaf], list[tuple[tuple[str, str], ...]], bool]:
    """Return leaves and report blocks without descending by recursion; the rest of what is too much is left."""
    leaves: list[Leaf] = []
    reports: list[tuple[tuple[str, str], ...]] = []
    waiting = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        _shortened(part)
        kind = _kind(part)
        # Asked of anything else, get_payload() decodes by the charset that it claims, and may raise.
        below = _below(part) if part.is_multipart() else None
        if kind.startswith("multipart/") and below is not None:
            if depth >= _DEEPEST:
                return leaves, reports, False
            waiting += [(one, depth + 1) for one in reversed(below)]
        elif kind == "message/delivery-status" and below is not None:
            reports += map(_headers, below)
        elif len(leaves) >= MOST_LEAVES:
            return leaves, reports, False
        else:
            leaves.append(_leaf(part, kind))
    return leaves, reports, True


def _below(part: Message) -> list[Message] | None:
    """Return the parts right below one of several; None where it holds no list of them."""
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else None


def _leaf(part: Message, kind: str) -> Leaf:
    name, disposition = _name(part), _disposition(part)
    return Leaf(
        kind=kind,
        name=name,
        is_attachment=disposition == "attachment" or bool(name) or kind.startswith("message/"),
        is_inline=disposition != "attachment" and bool(part.get("Content-ID")),
        charset=_parameter(part, "charset"),
        content=_content(part),
    )


def _content(part: Message) -> bytes:
    try:
        below = part.get_payload() if part.is_multipart() else None
        if isinstance(below, list):  # a mail forwarded as it is
            return b"".join(one.as_bytes() for one in below if isinstance(one, Message))
        found = part.get_payload(decode=True)
    except FAULTS:
        return b""
    return found if isinstance(found, bytes) else b""


def _headers(message: Message) -> tuple[tuple[str, str], ...]:
    first = islice(message.raw_items(), _MOST_HEADERS)
    return tuple((name.lower(), _unfolded(str(value))) for name, value in first)


def _shortened(part: Message) -> Message:
    """Cut the headers with parameters where no program writes more: the library takes the square of their length."""
    for name in ("Content-Type", "Content-Disposition"):
        # A header in bytes beyond ASCII comes as an object that has no length.
        value = str(part.get(name, ""))
        if len(value) > _LONGEST_PARAMETERS:
            part.replace_header(name, value[:_LONGEST_PARAMETERS])
    return part


def _unfolded(value: str) -> str:
    # Bytes beyond ASCII come as lone surrogates; most of them are UTF-8 that nobody encoded.
    text = value[:_LONGEST_HEADER].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\r\n]+", " ", text).strip()


def _kind(part: Message) -> str:
    try:
        return part.get_content_type().lower()
    except FAULTS:
        return "application/octet-stream"


def _name(part: Message) -> str:
    try:
        return decoded((part.get_filename() or "")[:_LONGEST_NAME])
    except FAULTS:
        return ""


def _disposition(part: Message) -> str:
    try:
        return (part.get_content_disposition() or "").lower()
    except FAULTS:
        return ""


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name)
        return "".join(str(value[2] if isinstance(value, tuple) else value or "").lower().split())
    except FAULTS:
        return ""

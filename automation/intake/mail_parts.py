"""A mail taken apart: its headers and its leaves. Whatever strangers wrote gives a value, never an exception."""

from __future__ import annotations

import base64
import email.utils
import quopri
import re
import unicodedata
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, HeaderParser
from itertools import islice

from automation.domain.incoming_mail import LONGEST_ID, MOST_PARTS

from . import smime
from .decoding import text_in
from .flowed import joined_again
from .outlook import unwrapped
from .uuencoded import taken_out

LARGEST = 60_000_000
#: Lines of base64 alone, and behind an empty line what is none.
_PACKED_LINES = re.compile(rb"((?:[A-Za-z0-9+/]{4,76}={0,2}\r?\n)+)\r?\n(.*[^A-Za-z0-9+/=\s].*)", re.DOTALL)
_NOT_PACKED = re.compile(rb"[^A-Za-z0-9+/=]+")
_WORDS = re.compile(rb"[^\s=][ \t]+[^\s=]")
_DEEPEST = 20
_MOST_BOUNDARIES = 20_000
#: Of all headers together; what a mail of more says is for a person to read.
_LONGEST_HEAD = 200_000
_LONGEST_HEADER = 20_000
_LONGEST_PARAMETERS = 4_000
_MOST_HEADERS = 2_000
_MOST_BLOCKS = 200
_MESSAGE_ID = re.compile(rf"<[!-;=?-~]{{1,{LONGEST_ID - 2}}}>")
_LONGEST_NAME = 1_000
#: Texts that programs make for programs, and those that are files.
_NOT_READ = ("text/x-amp-html", "text/css", "text/csv", "text/rtf", "text/vcard", "text/x-vcard", "text/directory")
_PAGES = ("text/html", "application/xhtml+xml")
_BOUNDARY = re.compile(
    r"^--([A-Za-z0-9'()+_,./:=?-]{1,70})[ \t]*\r?$(?=[\r\n]{1,2}Content-)", re.MULTILINE | re.IGNORECASE
)
_WITH_PARAMETERS = ("content-type", "content-disposition")
_RECEIPT = "message/disposition-notification"
_REPORTS = ("message/delivery-status", "message/global-delivery-status", _RECEIPT)
#: What the library raises at headers and bodies that no writer of a standard thought of.
FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, MessageError)


#: The fields of one block of a report, or a mail's headers: names in small letters, with their raw values.
Block = tuple[tuple[str, str], ...]
_Waiting = tuple[Message, int, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One part that has no parts.

    Attributes:
        kind: what its header claims, in small letters.
        branch: of each multipart/alternative around it, which one and which of its choices this belongs to.
        flow: "no", or how its lines were broken (RFC 3676): "flowed", or "delsp".
    """

    kind: str
    name: str
    is_attachment: bool
    is_inline: bool
    charset: str
    content: bytes
    branch: tuple[tuple[int, int], ...] = ()
    flow: str = "no"

    @property
    def text(self) -> str:
        """Its content as text, with lines as we end them."""
        text = text_in(self.content, self.charset, page=self.kind in _PAGES)
        return text if self.flow == "no" else joined_again(text, without_space=self.flow == "delsp")


def is_read(kind: str) -> bool:
    """Return whether parts of a kind are read as text; what no program knows is read as plain (RFC 2046, 4.1.4)."""
    return kind in _PAGES or (kind.startswith("text/") and kind not in _NOT_READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A mail taken apart.

    Attributes:
        headers: names in small letters, with their raw values; both as they came, in their order.
        leaves: the first of its leaves, in their order.
        reports: the field blocks of delivery reports and receipts in it.
        is_whole: whether all of it could be read; what could not be is for a person.
        has_whole_head: whether all its headers could be read: only then it is known what they do not say.
    """

    headers: Block
    kind: str
    report_type: str
    leaves: tuple[Leaf, ...] = ()
    reports: tuple[Block, ...] = ()
    is_whole: bool = True
    has_whole_head: bool = True

    def raw(self, name: str) -> str:
        """Return the first header of a name, unfolded; "" where there is none."""
        return next(iter(self.all_raw(name)), "")

    def all_raw(self, name: str) -> tuple[str, ...]:
        """Return all headers of a name, unfolded."""
        return _all_of(self.headers, name)

    def text(self, name: str) -> str:
        """Return the first header of a name as people read it, on one line."""
        return decoded(self.raw(name))


def parts_of(content: bytes) -> Parts:
    """Take a mail apart."""
    # Not policy.default: its headers raise at `Message-ID: <`, while being parsed, where nothing catches it.
    try:
        head = _shortened(BytesHeaderParser().parsebytes(content[:_LONGEST_HEAD]))
    except FAULTS:
        return Parts(headers=(), kind="", report_type="", is_whole=False, has_whole_head=False)
    headers = _headers(head)
    has_whole_head = _ends_soon(content) and len(headers) == len(head)
    bare = Parts(
        headers=headers,
        kind=_kind(head),
        report_type=_parameter(head, "report-type"),
        is_whole=False,
        has_whole_head=has_whole_head,
    )
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
        is_whole=is_whole and has_whole_head,
        has_whole_head=has_whole_head,
    )


def _ends_soon(content: bytes) -> bool:
    """Return whether a mail's headers end before they are too many."""
    beginning = content[:_LONGEST_HEAD]
    return len(content) < _LONGEST_HEAD or b"\n\n" in beginning or b"\n\r\n" in beginning


def decoded(value: str) -> str:
    """Read a header's encoded words as one line; signs that are not seen, or turn the others round, are left out."""
    try:
        text = str(make_header([(_word(word, charset), None) for word, charset in decode_header(value)]))
    except FAULTS:
        text = value
    seen = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in seen).split())


def _word(word: bytes | str, charset: str | None) -> str:
    """Read a piece of a header; what is not encoded comes as text, or as bytes in the library's own escapes."""
    if isinstance(word, str):
        return word
    return text_in(word, charset) if charset else word.decode("raw-unicode-escape", "replace")


def ids_in(text: str) -> tuple[str, ...]:
    """Return the Message-IDs in a text, each once; a long one, and one that follows without a blank, too."""
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(text)))


def field(block: Block, name: str) -> str:
    """Return the first field of a name in a block of headers; "" where there is none."""
    return next(iter(_all_of(block, name)), "")


def _all_of(block: Block, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in block if key == name.lower())


def _walked(message: Message) -> tuple[list[Leaf], list[Block], bool]:
    """Return leaves and report blocks without descending by recursion; the rest of what is too much is left."""
    leaves: list[Leaf] = []
    reports: list[Block] = []
    alternatives = 0
    waiting: list[_Waiting] = [(message, 0, ())]
    while waiting:
        part, depth, branch = waiting.pop()
        _shortened(part)
        kind = _kind(part)
        # Asked of anything else, get_payload() decodes by the charset that it claims, and may raise.
        below = _below(part) if part.is_multipart() else _parted_anyhow(part, kind)
        if kind.startswith("multipart/") and below is None:
            kind = "text/plain"  # so RFC 2045, 5.2, has what cannot be understood
        if kind.startswith("multipart/") and below is not None:
            if depth >= _DEEPEST:
                return leaves, reports, False
            alternatives += kind == "multipart/alternative"
            own = alternatives if kind == "multipart/alternative" else 0
            choices = [(*branch, (own, place)) if own else branch for place in range(len(below))]
            waiting += [(one, depth + 1, choice) for one, choice in zip(below[::-1], choices[::-1], strict=True)]
        elif kind in _REPORTS:
            reports += _blocks(part, below)
        elif len(leaves) >= MOST_PARTS:
            return leaves, reports, False
        elif depth < _DEEPEST and kind in smime.KINDS and (signed := smime.signed_part(_content(part))):
            waiting.append((message_from_bytes(signed), depth + 1, branch))
        else:
            leaf = _leaf(part, kind, branch, is_root=part is message)
            leaves += _unwrapped(leaf) or ([leaf] if part is message else [])
    return leaves[:MOST_PARTS], reports, len(leaves) <= MOST_PARTS


def _unwrapped(leaf: Leaf) -> list[Leaf]:
    """Return the files that Outlook wrapped into one, or that stand in a text, each as if it had come by itself."""
    if leaf.kind == "text/plain" and not leaf.is_attachment:
        rest, written = taken_out(leaf.content)
        files = [_as_file(leaf, text_in(one.name, leaf.charset), one.content) for one in written]
        return [replace(leaf, content=rest), *files]
    inside = unwrapped(leaf.content)
    if inside is None:
        return [leaf]
    said = [("text/plain", inside.words.encode(), "utf-8"), ("text/html", inside.page, inside.charset)]
    texts = [
        replace(leaf, kind=kind, name="", is_attachment=False, content=content, charset=charset)
        for kind, content, charset in said
        if content
    ]
    files = [_as_file(leaf, one.name, one.content) for one in inside.files]
    return [*texts, *files, *([] if inside.is_whole else [leaf])]


def _as_file(leaf: Leaf, name: str, content: bytes) -> Leaf:
    kind = "application/octet-stream"
    return replace(leaf, kind=kind, name=_named(name), is_attachment=True, is_inline=False, content=content)


def _below(part: Message) -> list[Message] | None:
    """Return the parts right below one of several; None where it holds no list of them."""
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else None


def _parted_anyhow(part: Message, kind: str) -> list[Message] | None:
    """Part one of several whose head does not say where, by the first line that looks as if it parted them."""
    whole = part.get_payload() if kind.startswith("multipart/") else None
    found = _BOUNDARY.search(whole[:_LONGEST_HEADER]) if isinstance(whole, str) else None
    if found is None or part.get_param("boundary") == found[1]:
        return None
    head = f'Content-Type: {kind}; boundary="{found[1]}"\n\n'.encode("ascii")
    again = message_from_bytes(head + str(whole).encode("utf-8", "surrogateescape"))
    return _below(again) if again.is_multipart() else None


def _blocks(part: Message, below: list[Message] | None) -> list[Block]:
    """Return a report's fields, block by block; one that is encoded, or RFC 6533's, the library leaves whole."""
    taken_apart = part.get_content_type() in ("message/delivery-status", _RECEIPT)
    if taken_apart and not part.get("Content-Transfer-Encoding") and below:
        return [_headers(one) for one in below]
    text = text_in(_content(part))
    read = (HeaderParser().parsestr(block) for block in re.split(r"\n[ \t]*\n", text)[:_MOST_BLOCKS])
    return [_headers(one) for one in read]


def _leaf(part: Message, kind: str, branch: tuple[tuple[int, int], ...], *, is_root: bool) -> Leaf:
    name, disposition = _name(part) or _subject_of(part), _disposition(part)
    is_text = is_read(kind) and (is_root or disposition != "attachment")
    return Leaf(
        kind=kind,
        name=name,
        is_attachment=not is_text and (disposition == "attachment" or bool(name) or kind.startswith("message/")),
        is_inline=disposition != "attachment" and bool(part.get("Content-ID")),
        charset=_parameter(part, "charset"),
        content=_content(part),
        branch=branch,
        flow=_flow(part, kind),
    )


def _subject_of(part: Message) -> str:
    """Return what a mail within the mail is called; "" for anything else."""
    within = _below(part) if part.is_multipart() and not _kind(part).startswith("multipart/") else None
    subject = decoded(_unfolded(str(within[0].get("Subject", "")), "")) if within else ""
    return f"{subject[:_LONGEST_NAME]}.eml" if subject else ""


def _flow(part: Message, kind: str) -> str:
    if kind != "text/plain" or _parameter(part, "format") != "flowed":
        return "no"
    return "delsp" if _parameter(part, "delsp") == "yes" else "flowed"


def _content(part: Message) -> bytes:
    try:
        below = part.get_payload() if part.is_multipart() else None
        if isinstance(below, list):  # a mail forwarded as it is
            whole = b"".join(one.as_bytes() for one in below if isinstance(one, Message))
            return _decoded_again(whole, _encoding(part))
        encoding = _encoding(part)
        if encoding == "base64":
            return _unpacked(part.get_payload())
        if "Content-Transfer-Encoding" in part:
            part.replace_header("Content-Transfer-Encoding", encoding)
        found = part.get_payload(decode=True)
    except FAULTS:
        return b""
    return found if isinstance(found, bytes) else b""


def _unpacked(payload: object) -> bytes:
    """Decode base64, and leave plain words below it, which somebody on the way wrote, as they are.

    What is cut off or damaged gives what is before and after, as in browsers: of it the library decodes nothing.
    """
    given = payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""
    if _WORDS.search(given[:_LONGEST_PARAMETERS].partition(b"\n\n")[0]):
        return given  # never encoded, whatever its head says
    packed = _PACKED_LINES.match(given)
    body, footer = (packed[1], packed[2]) if packed else (given, b"")
    # One that ends in the middle was put together of several.
    pieces = re.split(rb"=+", _NOT_PACKED.sub(b"", body))
    whole = b"".join(base64.b64decode(piece[: len(piece) - (len(piece) % 4 == 1)] + b"==") for piece in pieces)
    return whole + b"\n\n" + footer if footer else whole


def _encoding(part: Message) -> str:
    """Return how a part was encoded, in small letters; some programs write blanks or a remark behind it."""
    given = re.split(r"[\s;(]", str(part.get("Content-Transfer-Encoding", "")).strip().lower(), maxsplit=1)[0]
    return "quoted-printable" if given.startswith("quoted") else given


def _decoded_again(content: bytes, encoding: str) -> bytes:
    """Decode what the library took for a mail as it stood, though it came encoded."""
    match encoding:
        case "base64":
            return base64.b64decode(content)
        case "quoted-printable":
            return quopri.decodestring(content)
        case _:
            return content


def _headers(message: Message) -> Block:
    hint = _parameter(message, "charset")
    first = islice(message.raw_items(), _MOST_HEADERS)
    return tuple((name.lower(), _unfolded(str(value), hint)) for name, value in first)


def _shortened(part: Message) -> Message:
    """Cut the headers with parameters where no program writes more: the library takes the square of their length."""
    first = {name.lower(): (name, value) for name, value in reversed([*part.raw_items()])}
    # One that stands twice counts as it stood first, and only the first is replaced.
    for name, value in (first[name] for name in _WITH_PARAMETERS if name in first):
        if len(value) > _LONGEST_PARAMETERS or not value.isascii():
            # A header in bytes beyond ASCII comes as an object that shows none of them.
            part.replace_header(name, _unfolded(str(value)[:_LONGEST_PARAMETERS], ""))
    return part


def _unfolded(value: str, hint: str) -> str:
    # Bytes beyond ASCII come as lone surrogates: nobody encoded them.
    text = value[:_LONGEST_HEADER]
    text = text if text.isascii() else text_in(text.encode("utf-8", "surrogateescape"), hint)
    return re.sub(r"[\r\n]+", " ", text).strip()


def _kind(part: Message) -> str:
    try:
        return part.get_content_type().lower()
    except FAULTS:
        return "application/octet-stream"


def _name(part: Message) -> str:
    try:
        named = part.get_param("filename", None, "content-disposition") or part.get_param("name", "")
        if isinstance(named, tuple):  # RFC 2231: charset, language, and bytes as signs
            charset, _, text = named
            named = text_in(text.encode("raw-unicode-escape"), charset or "")
        return decoded(email.utils.unquote(str(named))[:_LONGEST_NAME])
    except FAULTS:
        return ""


def _named(name: str) -> str:
    return decoded(name[:_LONGEST_NAME])


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

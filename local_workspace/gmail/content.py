"""What a mail says: its parts as Gmail's API shows them, its text, its attachments."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any

from justhtml import stream

from .headers import Headers, decoded

#: So deep parts within parts are listed; a part that lies deeper is one attachment.
_DEEPEST = 60
_SILENT = frozenset({"style", "script", "title"})
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table"})


@dataclass(frozen=True, slots=True)
class Part:
    """One leaf of a mail: `path` is Gmail's partId, `content` is decoded (text in UTF-8)."""

    path: str
    mime_type: str
    filename: str
    content: bytes
    is_attachment: bool

    @property
    def attachment_id(self) -> str:
        """Name this part for `attachments.get`."""
        return "ANGjdJ" + hashlib.sha256(f"{self.path}:{self.filename}".encode() + self.content).hexdigest()[:48]


@dataclass(frozen=True, slots=True)
class Content:
    """A mail taken apart once: for searching, listing and showing."""

    headers: Headers
    leaves: tuple[Part, ...]

    @classmethod
    def read(cls, raw: bytes) -> Content:
        """Take a mail apart; what does not parse is one text."""
        return cls(Headers.read(raw), tuple(_leaves(_parsed(raw), "")))

    @property
    def attachments(self) -> tuple[Part, ...]:
        """The parts a person would download."""
        return tuple(part for part in self.leaves if part.is_attachment)

    def of_type(self, mime_type: str) -> str:
        """Return the first readable part of a type as text, or the empty string."""
        for part in self.leaves:
            if part.mime_type == mime_type and not part.is_attachment:
                return part.content.decode("utf-8", "replace")
        return ""

    @property
    def text(self) -> str:
        """The words of the mail: its plain text, otherwise its HTML without tags."""
        return self.of_type("text/plain") or text_of_html(self.of_type("text/html"))

    @property
    def snippet(self) -> str:
        """The beginning of the text on one line, HTML-escaped as Gmail gives it."""
        words = " ".join(self.text.split())
        if len(words) > 200:
            words = words[:200].rsplit(" ", 1)[0]
        return html.escape(words, quote=True).replace("&#x27;", "&#39;")


def payload(raw: bytes) -> dict[str, Any]:
    """Return a mail's `payload` in the API's form, with everything below it."""
    return _payload(_parsed(raw), "", Headers.read(raw))


def shown_headers(headers: Headers, only: list[str] | None = None) -> list[dict[str, str]]:
    """List header fields as the API does: decoded, unfolded; `only` names the wanted ones."""
    wanted = {name.lower() for name in only} if only else None
    return [
        {"name": name, "value": decoded(re.sub(r"\r?\n[ \t]*", " ", value).strip())}
        for name, value in headers.fields
        if wanted is None or name.lower() in wanted
    ]


def encoded(content: bytes) -> str:
    """Print bytes in the API's base64url."""
    return base64.urlsafe_b64encode(content).decode()


def _payload(message: Message, path: str, headers: Headers | None = None) -> dict[str, Any]:
    if headers is None:
        headers = Headers(tuple((name, str(value)) for name, value in message.items()), b"")
    found: dict[str, Any] = {
        "partId": path,
        "mimeType": message.get_content_type(),
        "filename": _filename(message),
        "headers": shown_headers(headers),
    }
    if _has_parts(message, path):
        found["body"] = {"size": 0}
        found["parts"] = [_payload(part, below) for part, below in _children(message, path)]
        return found
    part = _leaf(message, path)
    if part.is_attachment:
        found["body"] = {"attachmentId": part.attachment_id, "size": len(part.content)}
    else:
        found["body"] = {"size": len(part.content)}
        if part.content:
            found["body"]["data"] = encoded(part.content)
    return found


def _parsed(raw: bytes) -> Message:
    try:
        return message_from_bytes(raw)
    except RecursionError:  # Hundreds of parts within one another: all of it is one text.
        whole = Message()
        whole.set_payload(raw)
        return whole


def _has_parts(message: Message, path: str) -> bool:
    if path.count(".") >= _DEEPEST:
        return False
    return message.is_multipart() and message.get_content_maintype() == "multipart"


def _children(message: Message, path: str) -> list[tuple[Message, str]]:
    return [(part, f"{path}.{index}" if path else str(index)) for index, part in enumerate(_inner(message))]


def _leaves(message: Message, path: str) -> list[Part]:
    if not _has_parts(message, path):
        return [_leaf(message, path)]
    return [leaf for part, below in _children(message, path) for leaf in _leaves(part, below)]


def _leaf(message: Message, path: str) -> Part:
    kind, filename = message.get_content_type(), _filename(message)
    if message.is_multipart():  # a mail forwarded as an attachment
        inner = b"".join(map(_bytes_of, _inner(message)))
        return Part(path, kind, filename or "noname.eml", inner, is_attachment=True)
    decoded_payload = message.get_payload(decode=True)
    content = decoded_payload if isinstance(decoded_payload, bytes) else b""
    is_attachment = bool(filename) or not kind.startswith("text/")
    if not is_attachment:
        content = _in_utf8(content, message.get_content_charset() or "utf-8")
    return Part(path, kind, filename, content, is_attachment)


def _inner(message: Message) -> list[Message]:
    return [part for part in message.get_payload() if isinstance(part, Message)]


def _bytes_of(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except RecursionError:  # Hundreds of mails within one another: nobody sees what is in them.
        return b""


def _in_utf8(content: bytes, charset: str) -> bytes:
    try:
        return content.decode(charset, "replace").encode()
    except (LookupError, ValueError):  # Unknown, or no name at all: "\0" is a ValueError.
        return content.decode("utf-8", "replace").encode()


def _filename(message: Message) -> str:
    try:
        return decoded(message.get_filename() or "")
    except (LookupError, ValueError):
        return ""


def text_of_html(source: str) -> str:
    """Return the words of an HTML text.

    It is gone through tag by tag: the standard library's parser takes minutes for half a megabyte of `<a `.
    """
    words: list[str] = []
    silent = 0
    for event in stream(source):
        match event:
            case ("start", (tag, _)) if tag in _SILENT:
                silent += 1
            case ("end", tag) if tag in _SILENT:
                silent = max(0, silent - 1)
            case ("start", (tag, _)) if tag in _BREAKS:
                words.append("\n")
            case ("text", text) if not silent:
                words.append(text)
            case _:
                pass
    return re.sub(r"\n\s*\n+", "\n\n", "".join(words)).strip()

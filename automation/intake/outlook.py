"""What Outlook wraps into a winmail.dat, taken out again (MS-OXTNEF).

No library: the one there is (tnefparse 1.4.0, of 2021) reads all properties of a message, of which only its words and
the names and contents of files matter here, and believes no checksum.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace

from .decoding import text_in
from .rich_text import rich_text

#: What such a file begins with.
WRAPPED_BY_OUTLOOK = b"\x78\x9f\x3e\x22"
_HEAD = struct.Struct("<BII")
_OF_THE_MESSAGE, _OF_A_FILE = 1, 2
_WORDS, _MESSAGE_PROPERTIES = 0x0002800C, 0x00069003
_BEGINS, _TITLE, _DATA, _PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
#: PR_ATTACH_LONG_FILENAME: the type (8 bits or UTF-16), the property, one value, its length.
_LONG_NAME = re.compile(rb"([\x1e\x1f])\0\x07\x37\x01\0\0\0(.{4})", re.DOTALL)
#: PR_BODY (8 bits or UTF-16) and PR_HTML, the same way.
_BODY = re.compile(rb"([\x1e\x1f])\0\0\x10\x01\0\0\0(.{4})", re.DOTALL)
_PAGE = re.compile(rb"(\x02)\x01\x13\x10\x01\0\0\0(.{4})", re.DOTALL)
#: PR_RTF_COMPRESSED: often the only one.
_RICH = re.compile(rb"(\x02)\x01\x09\x10\x01\0\0\0(.{4})", re.DOTALL)
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class WrappedFile:
    """A file within it, with its name as it was given."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What was in it: the message's words, plain or as a page of HTML, and its files.

    Attributes:
        charset: how the page is written; "" where it says so itself.
        is_whole: whether all of it could be taken out.
    """

    words: str = ""
    page: bytes = b""
    charset: str = ""
    files: tuple[WrappedFile, ...] = ()
    is_whole: bool = True


def unwrapped(content: bytes) -> Unwrapped | None:
    """Return what Outlook wrapped: of what is cut off or changed only the words; None for anything else."""
    if not content.startswith(WRAPPED_BY_OUTLOOK):
        return None
    attributes, is_whole = _attributes(content)
    said = _said({kind: value for level, kind, value in attributes if level == _OF_THE_MESSAGE})
    try:
        files = [_file(each) for each in _each_file(attributes)] if is_whole else []
    except ValueError:
        return replace(said, is_whole=False)
    taken = tuple(one for one in files if one is not None)
    return replace(said, files=taken, is_whole=is_whole and said.is_whole and len(taken) == len(files))


def _attributes(content: bytes) -> tuple[list[tuple[int, int, bytes]], bool]:
    """Return level, kind and value of each attribute before one that is cut off or changed, and whether none is."""
    found: list[tuple[int, int, bytes]] = []
    place = len(WRAPPED_BY_OUTLOOK) + 2
    while place < len(content):
        try:
            level, kind, length = _HEAD.unpack_from(content, place)
            start = place + _HEAD.size
            [checksum] = struct.unpack_from("<H", content, start + length)
        except struct.error:
            return found, False
        value = content[start : start + length]
        if checksum != sum(value) & 0xFFFF:
            return found, False
        found.append((level, kind, value))
        place = start + length + 2
    return found, bool(found)


def _said(message: dict[int, bytes]) -> Unwrapped:
    """Return a message's words; where it has none its page, and where it has no page either its RTF."""
    properties = message.get(_MESSAGE_PROPERTIES, b"")
    words = (text_in(message.get(_WORDS, b"")) or _value(_BODY, properties)).rstrip("\0")
    if words.strip():
        return Unwrapped(words)
    if page := _PAGE.search(properties):
        return Unwrapped(page=_bytes_behind(page, properties))
    rich = _RICH.search(properties)
    if rich is None:
        return Unwrapped()
    try:
        said = rich_text(_bytes_behind(rich, properties))
    except ValueError:
        return Unwrapped(is_whole=False)
    return Unwrapped(said.words, said.page.encode("utf-8", "replace"), "utf-8")


def _each_file(attributes: list[tuple[int, int, bytes]]) -> list[dict[int, bytes]]:
    files: list[dict[int, bytes]] = []
    for level, kind, value in attributes:
        if level != _OF_A_FILE:
            continue
        if kind == _BEGINS:
            files.append({})
        if not files or len(files) > _MOST_FILES:
            raise ValueError(kind)
        files[-1].setdefault(kind, value)
    return files


def _file(attributes: dict[int, bytes]) -> WrappedFile | None:
    """Return one file; None for a message within the message, which holds no bytes of its own."""
    data = attributes.get(_DATA)
    if data is None:
        return None
    title = text_in(attributes.get(_TITLE, b"").split(b"\0")[0])
    return WrappedFile(_value(_LONG_NAME, attributes.get(_PROPERTIES, b"")) or title, data)


def _value(of: re.Pattern[bytes], properties: bytes) -> str:
    """Return a property that is text; "" where there is none."""
    found = of.search(properties)
    if found is None:
        return ""
    value = _bytes_behind(found, properties)
    return (value.decode("utf-16-le", "replace") if found[1] == b"\x1f" else text_in(value)).split("\0")[0]


def _bytes_behind(found: re.Match[bytes], properties: bytes) -> bytes:
    [length] = struct.unpack("<I", found[2])
    return properties[found.end() : found.end() + length]

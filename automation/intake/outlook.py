"""What Outlook wraps into a winmail.dat, taken out again (MS-OXTNEF).

No library: the one there is (tnefparse 1.4.0, of 2021) reads all properties of a message, of which only its words and
the names and contents of files matter here, and believes no checksum.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .decoding import text_in

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
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class WrappedFile:
    """A file within it, with its name as it was given."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What was in it: the message's words, plain or as a page of HTML, and its files."""

    words: str = ""
    page: bytes = b""
    files: tuple[WrappedFile, ...] = ()


def unwrapped(content: bytes) -> Unwrapped | None:
    """Return what Outlook wrapped; None for anything else, and where not each file can be taken out whole."""
    if not content.startswith(WRAPPED_BY_OUTLOOK):
        return None
    try:
        attributes = list(_attributes(content))
        files = [_file(each) for each in _each_file(attributes)]
    except (struct.error, ValueError):
        return None
    if not attributes or not all(files):
        return None
    words, page = _said({kind: value for level, kind, value in attributes if level == _OF_THE_MESSAGE})
    return Unwrapped(words, page, tuple(one for one in files if one is not None))


def _attributes(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield level, kind and value of each attribute; raises `ValueError` where one is cut off or changed."""
    place = len(WRAPPED_BY_OUTLOOK) + 2
    while place < len(content):
        level, kind, length = _HEAD.unpack_from(content, place)
        start = place + _HEAD.size
        value = content[start : start + length]
        [checksum] = struct.unpack_from("<H", content, start + length)
        if checksum != sum(value) & 0xFFFF:
            raise ValueError(kind)
        yield level, kind, value
        place = start + length + 2


def _said(message: dict[int, bytes]) -> tuple[str, bytes]:
    """Return a message's words, and where it has none its page."""
    properties = message.get(_MESSAGE_PROPERTIES, b"")
    words = text_in(message.get(_WORDS, b"")) or _value(_BODY, properties)
    page = _PAGE.search(properties) if not words.strip("\0 \n") else None
    return words.rstrip("\0"), _bytes_behind(page, properties) if page else b""


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

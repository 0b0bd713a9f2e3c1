"""What Outlook wraps into a winmail.dat, taken out again (MS-OXTNEF).

No library: the one there is (tnefparse 1.4.0, of 2021) reads all properties of a message, of which only the names and
contents of files matter here, and believes no checksum.
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
_OF_A_FILE = 2
_BEGINS, _TITLE, _DATA, _PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
#: PR_ATTACH_LONG_FILENAME: the type (8 bits or UTF-16), the property, one value, its length.
_LONG_NAME = re.compile(rb"([\x1e\x1f])\0\x07\x37\x01\0\0\0(.{4})", re.DOTALL)
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class WrappedFile:
    """A file within it, with its name as it was given."""

    name: str
    content: bytes


def unwrapped(content: bytes) -> tuple[WrappedFile, ...]:
    """Return the files that Outlook wrapped; none where not each of them can be taken out whole."""
    if not content.startswith(WRAPPED_BY_OUTLOOK):
        return ()
    try:
        files = [_file(each) for each in _each_file(content)]
    except (struct.error, ValueError):
        return ()
    return tuple(one for one in files if one is not None) if all(files) else ()


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


def _each_file(content: bytes) -> list[dict[int, bytes]]:
    files: list[dict[int, bytes]] = []
    for level, kind, value in _attributes(content):
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
    return WrappedFile(_long_name(attributes.get(_PROPERTIES, b"")) or title, data)


def _long_name(properties: bytes) -> str:
    found = _LONG_NAME.search(properties)
    if found is None:
        return ""
    [length] = struct.unpack("<I", found[2])
    name = properties[found.end() : found.end() + length]
    return (name.decode("utf-16-le", "replace") if found[1] == b"\x1f" else text_in(name)).split("\0")[0]

"""The objects of a PDF that lie compressed in object streams, where what it does may hide."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

#: The object streams of a scan hold some kilobytes; so much of them is looked at.
_MOST_OBJECTS = 50_000_000
_LONGEST_HEAD = 2000
#: The type of an object stream, each of its letters perhaps escaped.
_OBJECTS = re.compile(rb"/" + b"".join(b"(?:%c|#%02X|#%02x)" % (sign, sign, sign) for sign in b"ObjStm"))
_STREAM = re.compile(rb"stream\r?\n")
#: Names and numbers alone: a string or a comment could hold another stream.
_HEAD = re.compile(rb"[\s\0]*<<(?P<entries>[^<>()%]*)>>[\s\0]*")
_PLAINLY_PACKED = re.compile(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(\s+\d+\s+R)?")
_FIRST = re.compile(rb"/First\s+(\d{1,10})(?![\d\s]*R)")
_DIGITS = 10
_END = re.compile(rb"\s*endstream")


@dataclass(frozen=True, slots=True)
class ObjectStream:
    """One object stream: its whole content, and where its first object begins (-1 where it does not say)."""

    content: bytes
    first: int

    def objects(self) -> Iterator[tuple[int, bytes]]:
        """Yield the number of each object with what begins there."""
        index = self.content[: max(self.first, 0)].split()
        if not all(one.isdigit() and len(one) <= _DIGITS for one in index):
            return
        pairs = [(int(number), int(place)) for number, place in zip(index[::2], index[1::2], strict=False)]
        begins = sorted({place for _, place in pairs})
        ends = dict(zip(begins, [*begins[1:], len(self.content)], strict=True))
        for number, place in pairs:
            yield number, self.content[self.first + place : self.first + ends[place]]


def object_streams(pdf: bytes) -> Iterator[ObjectStream | None]:
    """Yield each object stream; None, and nothing further, where that cannot be known."""
    left = _MOST_OBJECTS
    for found in _OBJECTS.finditer(pdf):
        packed = _packed(pdf, found)
        objects = _inflated(packed[1], left) if packed is not None else None
        if packed is None or objects is None:
            yield None
            return
        yield ObjectStream(objects, _first(packed[0]))
        left -= len(objects)


def _first(entries: bytes) -> int:
    found = _FIRST.findall(entries)
    return int(found[0]) if len(found) == 1 else -1


def _packed(pdf: bytes, found: re.Match[bytes]) -> tuple[bytes, bytes] | None:
    """Return the entries of the stream's dictionary, and its bytes."""
    begin = pdf.rfind(b"obj", max(0, found.start() - _LONGEST_HEAD), found.start())
    start = _STREAM.search(pdf, found.end(), found.end() + _LONGEST_HEAD)
    if begin < 0 or start is None:
        return None
    head = _HEAD.fullmatch(pdf, begin + len(b"obj"), start.start())
    if head is None or b"/DecodeParms" in head["entries"] or not _PLAINLY_PACKED.search(head["entries"]):
        return None
    lengths = _LENGTH.findall(head["entries"])
    if len(lengths) != 1:
        return None
    length, elsewhere = lengths[0]
    end = pdf.find(b"endstream", start.end()) if elsewhere else start.end() + int(length)
    return (head["entries"], pdf[start.end() : end]) if _END.match(pdf, end) else None


def _inflated(packed: bytes, most: int) -> bytes | None:
    inflating = zlib.decompressobj()
    try:
        objects = inflating.decompress(packed, most + 1)
    except zlib.error:
        return None
    return objects if inflating.eof and len(objects) <= most else None

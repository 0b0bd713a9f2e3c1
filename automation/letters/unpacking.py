"""A .docx unpacked within bounds, before anything else looks at it.

What its directory claims is not believed: a part is unpacked piece by piece, and counted as it comes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.parsers import expat

LARGEST_DOCUMENT = 50_000_000
_LARGEST_UNPACKED = 100_000_000
_MOST_PARTS = 2_000
_MOST_ELEMENTS = 400_000
_DEEPEST = 200
_PIECE = 1 << 16
#: Word wraps a document with a password in a file of its older kind, in a stream of this name.
_OLE, _LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: How a part of XML begins, in each of the encodings that Word knows.
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<")
#: What the library raises at packages that nobody packed.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, OSError),
    *(ValueError, LookupError, NotImplementedError, RuntimeError, OverflowError),
)


class UnreadableDocument(ValueError):
    """These bytes cannot be read as a Word document."""


class DamagedDocument(UnreadableDocument):
    """They are no .docx, or a damaged one."""


class LockedDocument(UnreadableDocument):
    """They are a document that asks for a password."""


class HeavyDocument(UnreadableDocument):
    """They unpack to more than a letter can be."""


def unpacked(content: bytes) -> Mapping[str, bytes]:
    """Return the parts of a .docx by their names.

    Raises:
        DamagedDocument: it is none, is damaged, or its XML declares what Word never declares.
        LockedDocument: it asks for a password.
        HeavyDocument: it has more parts, bytes, elements or depth than a letter can have.
    """
    if len(content) > LARGEST_DOCUMENT:
        raise HeavyDocument
    if content.startswith(_OLE) and _LOCKED in content:
        raise LockedDocument
    try:
        parts = dict(_parts(content))
        _weigh(parts)
    except UnreadableDocument:
        raise
    except _BROKEN as error:
        raise DamagedDocument from error
    return parts


def repacked(parts: Mapping[str, bytes]) -> BytesIO:
    """Pack parts again, without compression."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    packed.seek(0)
    return packed


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    left = _LARGEST_UNPACKED
    with zipfile.ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
        if len(entries) > _MOST_PARTS:
            raise HeavyDocument
        if len({entry.filename for entry in entries}) != len(entries):
            raise DamagedDocument
        for entry in entries:
            part = _part(package, entry, left)
            left -= len(part)
            yield entry.filename, part


def _part(package: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    # Other packings unpack by megabytes at a time, or ask for gigabytes of memory before they begin.
    if entry.compress_type not in _PACKINGS:
        raise DamagedDocument
    pieces: list[bytes] = []
    with package.open(entry) as stream:
        # Not read(): it unpacks all that is packed in one go, and cuts it to the claimed size afterwards.
        while piece := stream.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise HeavyDocument
            pieces.append(piece)
    return b"".join(pieces)


def _weigh(parts: Mapping[str, bytes]) -> None:
    """Look through all XML before a tree of it is built, which takes ten times its size and more."""
    scales = _Scales()
    for part in parts.values():
        if part[:64].lstrip().startswith(_XML_STARTS):
            scales.weigh(part)


class _Scales:
    """Counts the elements of all parts."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0

    def weigh(self, part: bytes) -> None:
        """Go through one part."""
        self._depth = 0
        parser = expat.ParserCreate()
        handlers: Mapping[str, Callable[..., None]] = {
            "StartElementHandler": self._began,
            "EndElementHandler": self._ended,
            "StartDoctypeDeclHandler": _declared,
        }
        for name, handler in handlers.items():
            setattr(parser, name, handler)
        parser.Parse(part, True)

    def _began(self, *_: Any) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise HeavyDocument

    def _ended(self, *_: Any) -> None:
        self._depth -= 1


def _declared(*_: Any) -> None:
    # Entities are declared here, those that unfold to gigabytes among them. Word writes none.
    raise DamagedDocument

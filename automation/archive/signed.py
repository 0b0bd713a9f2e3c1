"""Whether a PDF bears an electronic signature: then not one of its bytes may change.

Signatures may lie plainly in the file, in an update at its end, or within compressed object streams. In doubt a PDF
counts as signed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

#: The object streams of a scan hold some kilobytes; so much of them is looked at.
_MOST_OBJECTS = 50_000_000
_LONGEST_HEAD = 2000
_UNKNOWN = b"/ByteRange"

_NAMES = re.compile(rb"/ByteRange\b|/DocTimeStamp\b|/Type\s*/Sig(?![A-Za-z0-9])|/Encrypt\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
#: The type of an object stream, each of its letters perhaps escaped.
_OBJECTS = re.compile(rb"/" + b"".join(b"(?:%c|#%02X|#%02x)" % (sign, sign, sign) for sign in b"ObjStm"))
_STREAM = re.compile(rb"stream\r?\n")


def bears_signature(pdf: bytes) -> bool:
    """Return whether a PDF is signed, or encrypted, or cannot be looked through."""
    return _names_one(pdf) or any(map(_names_one, _object_streams(pdf))) or _counts_one(pdf)


def _names_one(content: bytes) -> bool:
    return bool(_NAMES.search(_spelt_out(content)))


def _spelt_out(content: bytes) -> bytes:
    """Return names as they are meant: `/#42yteRange` is `/ByteRange` (ISO 32000-1, 7.3.5)."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _object_streams(pdf: bytes) -> Iterator[bytes]:
    """Return the objects that lie compressed; `_UNKNOWN` for what cannot be known."""
    left = _MOST_OBJECTS
    for found in _OBJECTS.finditer(pdf):
        start = _STREAM.search(pdf, found.end(), found.end() + _LONGEST_HEAD)
        if start is None:
            continue
        inflating = zlib.decompressobj()
        try:
            objects = inflating.decompress(pdf[start.end() : pdf.find(b"endstream", start.end())], left + 1)
        except zlib.error:
            yield _UNKNOWN
            return
        left -= len(objects)
        yield objects if inflating.eof and left >= 0 else _UNKNOWN


def _counts_one(pdf: bytes) -> bool:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        return True
    try:
        return bool(pdfium_c.FPDF_GetSignatureCount(document) != 0)
    finally:
        document.close()

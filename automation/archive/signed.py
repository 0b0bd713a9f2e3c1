"""Whether a PDF bears an electronic signature: then not one of its bytes may change.

Signatures may lie plainly in the file, in an update at its end, or within compressed object streams. In doubt a PDF
counts as signed.
"""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .object_streams import object_streams

_NAMES = re.compile(rb"/ByteRange\b|/DocTimeStamp\b|/Type\s*/Sig(?![A-Za-z0-9])|/Encrypt\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def bears_signature(pdf: bytes) -> bool:
    """Return whether a PDF is signed, or encrypted, or cannot be looked through."""
    return (
        _names_one(pdf)
        or any(one is None or _names_one(one.content) for one in object_streams(pdf))
        or _counts_one(pdf)
    )


def _names_one(content: bytes) -> bool:
    return bool(_NAMES.search(_spelt_out(content)))


def _spelt_out(content: bytes) -> bytes:
    """Return names as they are meant: `/#42yteRange` is `/ByteRange` (ISO 32000-1, 7.3.5)."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def _counts_one(pdf: bytes) -> bool:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        return True
    try:
        return bool(pdfium_c.FPDF_GetSignatureCount(document) != 0)
    finally:
        document.close()

"""A batch of paper taken apart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from io import BytesIO

import pypdfium2 as pdfium

from .damage import damage_refused

_MADE_NOW = re.compile(rb"/CreationDate\(D:\d{14}")
_MADE_NEVER = b"/CreationDate(D:19700101000000"
_NAMED_BY_CHANCE = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\](?=>>\s+startxref\s+\d+\s+%%EOF\s*\Z)")


def split_pdf(content: bytes, ranges: Iterable[tuple[int, int]]) -> tuple[bytes, ...]:
    """Return the parts of a PDF, one for each range of pages (0-based, the end not included), pages unchanged.

    Raises:
        CannotOpen: it is damaged.
    """
    with damage_refused(), pdfium.PdfDocument(content) as batch:
        return tuple(_part(batch, first, end) for first, end in ranges)


def _part(batch: pdfium.PdfDocument, first: int, end: int) -> bytes:
    out = BytesIO()
    with pdfium.PdfDocument.new() as part:
        part.import_pages(batch, list(range(first, end)))
        part.save(out)
    return steady(out.getvalue())


def steady(content: bytes) -> bytes:
    """Return the PDF without the hour and the random name that PDFium gives it, so that its SHA-256 is steady."""
    timeless = _MADE_NOW.sub(_MADE_NEVER, content, count=1)
    nameless = _NAMED_BY_CHANCE.sub(b"", timeless)
    name = hashlib.sha256(nameless).hexdigest()[:32].upper().encode()
    return _NAMED_BY_CHANCE.sub(b"/ID[<" + name + b"><" + name + b">]", timeless)

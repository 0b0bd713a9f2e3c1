"""A batch of paper taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

import pypdfium2 as pdfium

_MADE_NOW = re.compile(rb"/CreationDate\(D:\d{14}")
_MADE_NEVER = b"/CreationDate(D:19700101000000"


def split_pdf(content: bytes, ranges: Iterable[tuple[int, int]]) -> tuple[bytes, ...]:
    """The parts of a PDF, one for each range of pages (0-based, the end not included), pages unchanged."""
    with pdfium.PdfDocument(content) as batch:
        return tuple(_part(batch, first, end) for first, end in ranges)


def _part(batch: pdfium.PdfDocument, first: int, end: int) -> bytes:
    out = BytesIO()
    with pdfium.PdfDocument.new() as part:
        part.import_pages(batch, list(range(first, end)))
        part.save(out)
    # PDFium writes the hour into every file; the same part must have the same SHA-256 at every hour.
    return _MADE_NOW.sub(_MADE_NEVER, out.getvalue(), count=1)

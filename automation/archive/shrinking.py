"""A scan made small enough for a mail."""

from __future__ import annotations

import math
from io import BytesIO

import pypdfium2 as pdfium

from automation.ports import CannotOpen

from . import wording
from .damage import damage_refused
from .likeness import dark_share, is_like
from .pages import add_picture, drawn_grey
from .signed import bears_signature
from .splitting import steady

#: Dots an inch and JPEG quality, the best first. A QR code of 20 mm is still read at the last.
_LADDER = ((200, 80), (200, 60), (150, 65), (150, 45), (120, 50), (100, 40))
_COMPARED_DPI = 100
_PAGE_PIXELS = 12_000_000
_POINTS = 72


def shrunk(pdf: bytes, largest: int) -> bytes | None:
    """Return a PDF of the same pages that is no larger than asked; one that fits already stays as it is.

    Its pages are drawn anew as pictures, one at a time, at falling resolution; text in them can no longer be marked.

    Args:
        pdf: the scan.
        largest: in bytes.

    Returns:
        None where the PDF bears an electronic signature, which drawing would destroy, or does not get small enough.

    Raises:
        CannotOpen: it is damaged, or its pages drawn anew show something else.
    """
    if len(pdf) <= largest:
        return pdf
    if bears_signature(pdf):
        return None
    with damage_refused(), pdfium.PdfDocument(pdf) as scan:
        scan.init_forms()
        tries = (_drawn_anew(scan, dpi, quality, largest) for dpi, quality in _LADDER)
        small = next((small for small in tries if small is not None), None)
        if small is not None and not _shows_the_same(scan, small):
            raise CannotOpen(wording.LOST_SOMETHING)
        return small


def _shows_the_same(scan: pdfium.PdfDocument, small: bytes) -> bool:
    with pdfium.PdfDocument(small) as made:
        return len(made) == len(scan) and all(
            is_like(*(dark_share(drawn_grey(one, position, _COMPARED_DPI)) for one in (made, scan)))
            for position in range(len(scan))
        )


def smaller(pdf: bytes, largest: int) -> bytes:
    """Return a PDF of the same pages that is no larger than asked.

    Raises:
        CannotOpen: it is damaged, signed electronically, or does not get small enough.
    """
    small = shrunk(pdf, largest)
    if small is None:
        raise CannotOpen(wording.SIGNED_AND_LARGE if bears_signature(pdf) else wording.LARGE_FOR_MAIL)
    return small


def _drawn_anew(scan: pdfium.PdfDocument, dpi: int, quality: int, largest: int) -> bytes | None:
    """Draw all pages; None as soon as they are too large."""
    spent = 0
    with pdfium.PdfDocument.new() as made:
        for position in range(len(scan)):
            page = scan[position]
            try:
                size = page.get_size()
                picture = _picture(page, size, dpi, quality)
            finally:
                page.close()
            spent += len(picture)
            if spent > largest:
                return None
            add_picture(made, size, picture)
        out = BytesIO()
        made.save(out)
    content = steady(out.getvalue())
    return content if len(content) <= largest else None


def _picture(page: pdfium.PdfPage, size: tuple[float, float], dpi: int, quality: int) -> bytes:
    width, height = size
    # A page may claim any size.
    scale = min(dpi / _POINTS, math.sqrt(_PAGE_PIXELS / max(1.0, width * height)))
    bitmap = page.render(scale=scale)
    try:
        out = BytesIO()
        # In colour, as the ink of a signature is.
        bitmap.to_pil().convert("RGB").save(out, "JPEG", quality=quality, optimize=True)
        return out.getvalue()
    finally:
        bitmap.close()

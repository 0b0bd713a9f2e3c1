"""Whether a scanned letter bears a signature in ink where it belongs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pypdfium2 as pdfium
from PIL import Image

from automation.domain.scans import HandSigned

from .aligning import laid_over
from .damage import damage_refused
from .ink import FINENESS, Box, inked
from .looking import medium_of, pages_in
from .pages import drawn_grey
from .signature_place import place_in

_DPI = round(FINENESS * 25.4)


def hand_signed(
    scan: bytes, mime_type: str, pages: Collection[int], letter: bytes, names: Sequence[str]
) -> HandSigned:
    """Say whether somebody signed a letter by hand.

    Args:
        scan: the scan, PDF or picture.
        mime_type: what Drive takes it for.
        pages: which pages of the scan are the letter's, counted from 0.
        letter: the PDF that was printed.
        names: of those who may sign it; where the letter shows none of them, ink anywhere on its last page counts.

    Raises:
        CannotOpen: one of them is damaged.
    """
    made, box = _signed_page(letter, names)
    is_found = False
    wanted = sorted(pages)
    for position, page in enumerate(pages_in(scan, medium_of(scan, mime_type))):
        if position in pages:
            laid = laid_over(page, made)
            is_found |= laid is not None
            if laid is not None and inked(laid.page, made, box).is_signed:
                return HandSigned.YES
        if position >= wanted[-1]:
            break
    return HandSigned.NO if is_found else HandSigned.NOT_FOUND


def _signed_page(letter: bytes, names: Sequence[str]) -> tuple[Image.Image, Box]:
    """Return the page that bears the signature, with its place in pixels."""
    with damage_refused(), pdfium.PdfDocument(letter) as document:
        place = place_in(document, names)
        made = drawn_grey(document, place.page if place else len(document) - 1, _DPI)
        if place is None:
            return made, (0, 0, made.width, made.height)
        left, top, right, bottom = (edge * FINENESS for edge in place.box)
        return made, (max(0, left), max(0, top), min(made.width, right), min(made.height, bottom))

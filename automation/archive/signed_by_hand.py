"""Whether a scanned letter bears a signature in ink where it belongs."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
from PIL import Image

from .ink import FINENESS, REDUCED, Box, inked
from .laying import Floats
from .printing import PrintedPage
from .signature_place import SignaturePlace, place_in


def signature_in(document: pdfium.PdfDocument, names: Sequence[str]) -> SignaturePlace:
    """Return where a letter is signed; where it shows none of the names, that is anywhere on its last page."""
    last = len(document) - 1
    width, height = (points * 25.4 / 72 for points in document.get_page_size(last))
    return place_in(document, names) or SignaturePlace(last, (0, 0, width, height))


def is_signed(page: PrintedPage, laid: Floats, place: SignaturePlace) -> bool:
    """Say whether a pen's ink stands in a place.

    Args:
        page: the page as it was printed.
        laid: the ink of its scan, as it lies there.
        place: where it is signed.
    """
    made = page.ink.reduce(REDUCED)
    seen = Image.fromarray((laid * 255).clip(0, 255).astype("uint8")).reduce(REDUCED)
    left, top, right, bottom = (edge * FINENESS for edge in place.box)
    box: Box = (max(0, left), max(0, top), min(made.width, right), min(made.height, bottom))
    return inked(seen, made, box).is_signed

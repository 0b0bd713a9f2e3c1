"""A signed scan held against the PDF that was printed: does it show the same, and is it signed?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from automation.domain.scans import HeldScan, PageDifference, ScanDifferences

from .aligning import aligned
from .comparing import Spot, spots
from .damage import damage_refused
from .laying import Floats, ink_of
from .looking import grey_pages
from .printing import PrintedPage, Word, printed_page
from .signature_place import SignaturePlace
from .signed_by_hand import is_signed, signature_in

#: With less ink than this, in parts of the page, it is the back of a sheet.
_BLANK = 0.0015
#: So many words are named; where it is more than so many places, and so much of all words, it is another page.
_MOST_NAMED, _MOST_SPOTS, _ANOTHER = 6, 40, 0.3
#: A place belongs to a word that is no farther from it, in pixels.
_NEAR = 12


def held(scan: bytes, pages: Collection[int], letter: bytes, names: Sequence[str]) -> HeldScan:
    """Hold a scan against the PDF that was printed.

    Args:
        scan: a scan.
        pages: those of the scan that are the letter's, counted from 0.
        letter: the PDF.
        names: of those who may sign it.

    Raises:
        CannotOpen: one of them cannot be drawn.
    """
    with damage_refused(), pdfium.PdfDocument(letter) as document:
        holding = _Holding(document, signature_in(document, names))
        for place, ink in _with_ink(scan, pages):
            holding.next(place, ink)
        return holding.result()


class _Holding:
    """Pages of a scan, held one after another against those that were printed."""

    def __init__(self, printed: pdfium.PdfDocument, place: SignaturePlace) -> None:
        self._printed, self._place = printed, place
        self._scanned = 0
        self._different: list[PageDifference] = []
        self._is_signed: bool | None = None

    def next(self, place: int, ink: Image.Image) -> None:
        """Hold the ink of the next page, which has this place in the scan."""
        position, self._scanned = self._scanned, self._scanned + 1
        page = printed_page(self._printed, position) if position < len(self._printed) else None
        laid = aligned(page.ink, ink) if page else None
        if page and (difference := _difference(page, laid.ink if laid else None, place)):
            self._different.append(difference)
        if page and laid and position == self._place.page:
            self._look_for_signature(page, laid.ink)
        elif not laid and self._is_signed is None:
            # Not every page was scanned, or in another order: it may be the one that is signed.
            page = printed_page(self._printed, self._place.page)
            laid = aligned(page.ink, ink)
            if laid:
                self._look_for_signature(page, laid.ink)

    def result(self) -> HeldScan:
        """Return what came of all pages."""
        count = len(self._printed)
        differences = ScanDifferences(scanned=self._scanned, printed=count, pages=tuple(self._different))
        return HeldScan(differences, self._is_signed)

    def _look_for_signature(self, page: PrintedPage, laid: Floats) -> None:
        self._is_signed = self._is_signed or is_signed(page, laid, self._place)


def _with_ink(scan: bytes, pages: Collection[int]) -> Iterator[tuple[int, Image.Image]]:
    """Yield the ink of the pages that are no empty backs, each with its place among the letter's, from 1."""
    meant = {position: place for place, position in enumerate(sorted(pages), start=1)}
    for position, page in enumerate(islice(grey_pages(scan), max(pages, default=-1) + 1)):
        ink = ink_of(page) if position in meant else None
        if ink is not None and (np.asarray(ink.reduce(4)) > 96).mean() > _BLANK:
            yield meant[position], ink


def _difference(page: PrintedPage, laid: Floats | None, place: int) -> PageDifference | None:
    if laid is None:
        return PageDifference(place, is_another=True)
    found = spots(page, laid)
    near = [word.text for word in page.words if any(_is_at(word, spot) for spot in found)]
    if len(found) > _MOST_SPOTS and len(near) >= _ANOTHER * len(page.words):
        return PageDifference(place, is_another=True)
    return PageDifference(place, tuple(near[:_MOST_NAMED])) if found else None


def _is_at(word: Word, spot: Spot) -> bool:
    left, top, right, bottom = word.box
    return left - _NEAR <= spot.x <= right + _NEAR and top - _NEAR <= spot.y <= bottom + _NEAR

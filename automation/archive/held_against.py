"""A signed scan held against the PDF that was printed, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from automation.domain.scans import PageDifference, ScanDifferences

from .comparing import Spot, spots
from .damage import damage_refused
from .laying import aligned, ink_of
from .looking import grey_pages
from .printing import PrintedPage, Word, printed_pages

#: With less ink than this, in parts of the page, it is the back of a sheet.
_BLANK = 0.0015
#: Squares of another page are found, too, but are less like.
_LEAST_LIKENESS = 0.6
#: So many places of a page are named; with more different ones it is another page.
_MOST_NAMED, _MOST_SPOTS = 6, 40
#: A place belongs to a word that is no farther from it, in pixels.
_NEAR = 12


def differences(scan: bytes, letter: bytes, pages: tuple[int, int]) -> ScanDifferences:
    """Hold a scan against the PDF that was printed.

    Args:
        scan: a scan.
        letter: the PDF.
        pages: those of the scan that are meant (0-based, the end not included).

    Raises:
        CannotOpen: one of them cannot be drawn.
    """
    with damage_refused(), pdfium.PdfDocument(letter) as document:
        count = len(document)
        scanned, found = 0, []
        printed = printed_pages(document)
        for place, ink in _with_ink(scan, pages):
            scanned += 1
            page = next(printed, None)
            if page is not None and (difference := _difference(page, ink, place)):
                found.append(difference)
    return ScanDifferences(scanned=scanned, printed=count, pages=tuple(found))


def _with_ink(scan: bytes, pages: tuple[int, int]) -> Iterator[tuple[int, Image.Image]]:
    """Yield the pages that are no empty backs, with their numbers from 1."""
    for place, page in enumerate(islice(grey_pages(scan), *pages), start=1):
        ink = ink_of(page)
        if (np.asarray(ink.reduce(4)) > 96).mean() > _BLANK:
            yield place, ink


def _difference(page: PrintedPage, ink: Image.Image, place: int) -> PageDifference | None:
    laid = aligned(page.ink, ink)
    if laid is None or laid.likeness < _LEAST_LIKENESS:
        return PageDifference(place, is_another=True)
    found = spots(page, laid.ink)
    if len(found) > _MOST_SPOTS:
        return PageDifference(place, is_another=True)
    return PageDifference(place, _named(page, found)) if found else None


def _named(page: PrintedPage, found: list[Spot]) -> tuple[str, ...]:
    """Return the words at which something differs, in reading order."""
    near = [word for word in page.words if any(_is_at(word, spot) for spot in found)]
    return tuple(word.text for word in near[:_MOST_NAMED])


def _is_at(word: Word, spot: Spot) -> bool:
    left, top, right, bottom = word.box
    return left - _NEAR <= spot.x <= right + _NEAR and top - _NEAR <= spot.y <= bottom + _NEAR

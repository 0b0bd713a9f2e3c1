"""What can be seen on a scan: what kind of file it is, and the texts of the QR codes on each page.

Files come from anybody. So this runs in `automation.sandbox`'s process, and knows no secret.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageSequence

from automation.domain.codes import is_shaped_like_ours
from automation.domain.scans import Medium, SeenScan
from automation.ports import LARGEST_DOWNLOAD, CannotOpen

from . import wording
from .acting import refuse_acting
from .beside_pages import refuse_beside_pages
from .bounds import MOST_PAGES, MOST_PIXELS
from .damage import damage_refused
from .eyes import texts_seen
from .pages import drawn_grey
from .picture import upright

_PAGE_PIXELS = 6_000_000
_DPI = 200
_WRONG_PASSWORD = 4
_PILLOW = {Medium.PNG: "PNG", Medium.JPEG: "JPEG", Medium.TIFF: "TIFF", Medium.JPEG_2000: "JPEG2000"}
_JPEG_2000 = (b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")


@dataclass(frozen=True, slots=True)
class OpenScan:
    """A scan whose pages are looked at one by one, as they are asked for."""

    medium: Medium
    pages: Iterator[frozenset[str]]


def look(content: bytes, mime_type: str) -> SeenScan:
    """Look at a whole scan; raises as `opened` and its pages do."""
    scan = opened(content, mime_type)
    return SeenScan(scan.medium, tuple(scan.pages))


def opened(content: bytes, mime_type: str) -> OpenScan:
    """Open a scan, whatever its name says it is.

    PDF, PNG, JPEG, JPEG 2000 and TIFF are read. Whatever a file claims of itself, no more than 200 pages of 6 million
    pixels are drawn, one at a time.

    Args:
        content: the file.
        mime_type: what Drive takes it for; it only helps to say what is wrong.

    Raises:
        CannotOpen: it is not looked at; also while its pages are asked for.
    """
    medium = medium_of(content, mime_type)
    if medium is Medium.PDF:
        refuse_acting(content)
        refuse_beside_pages(content)
    return OpenScan(medium, map(_texts_on, _pages(content, medium)))


def grey_pages(content: bytes) -> Iterator[Image.Image]:
    """Draw the pages of a scan that was looked at in grey, one at a time.

    Raises:
        CannotOpen: one cannot be drawn.
    """
    yield from _pages(content, medium_of(content, ""))


def _pages(content: bytes, medium: Medium) -> Iterator[Image.Image]:
    # Pillow warns of what it mends by itself; what it cannot mend is an error, and told to a person.
    with warnings.catch_warnings(action="ignore"):
        yield from _pdf_pages(content) if medium is Medium.PDF else _picture_pages(content, medium)


def _texts_on(page: Image.Image) -> frozenset[str]:
    """Look through one filter after another until a code shaped like ours is found, or all have been tried."""
    seen: set[str] = set()
    for texts in texts_seen(page):
        seen |= texts
        if any(map(is_shaped_like_ours, texts)):
            break
    return frozenset(seen)


def medium_of(content: bytes, mime_type: str) -> Medium:
    """Return what a file is, by how it begins.

    Raises:
        CannotOpen: it is none of these kinds, empty, or too large.
    """
    if not content:
        raise CannotOpen(wording.EMPTY_FILE)
    if len(content) > LARGEST_DOWNLOAD:
        raise CannotOpen(wording.TOO_LARGE)
    beginning = content[:1024]
    if b"%PDF-" in beginning:
        return Medium.PDF
    if beginning.startswith(b"\x89PNG\r\n"):
        return Medium.PNG
    if beginning.startswith(b"\xff\xd8\xff"):
        return Medium.JPEG
    if beginning.startswith((b"II*\x00", b"MM\x00*")):
        return Medium.TIFF
    if beginning.startswith(_JPEG_2000):
        return Medium.JPEG_2000
    if mime_type in ("image/heic", "image/heif") or beginning[4:11] in (b"ftyphei", b"ftypmif"):
        raise CannotOpen(wording.HEIC)
    raise CannotOpen(wording.NOT_A_SCAN_BUT_WORD if _is_text_document(mime_type) else wording.NOT_A_SCAN)


def _is_text_document(mime_type: str) -> bool:
    return mime_type.startswith(
        ("application/vnd.openxmlformats-officedocument.wordprocessing", "application/msword")
    )


def _pdf_pages(content: bytes) -> Iterator[Image.Image]:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _WRONG_PASSWORD
        raise CannotOpen(wording.LOCKED if locked else wording.DAMAGED) from error
    try:
        _check_count(len(document))
        for position in range(len(document)):
            yield _drawn(document, position)
    finally:
        document.close()


def _drawn(document: pdfium.PdfDocument, position: int) -> Image.Image:
    with damage_refused():
        width, height = document.get_page_size(position)
        if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
            raise CannotOpen(wording.DAMAGED)
        return drawn_grey(document, position, _DPI)


def _picture_pages(content: bytes, medium: Medium) -> Iterator[Image.Image]:
    with damage_refused(), picture_in(content, medium) as picture:
        for frame in frames_of(picture, medium):
            yield small_enough(upright(frame, "L"))


def picture_in(content: bytes, medium: Medium) -> Image.Image:
    """Open a picture as what it begins as, and as nothing else that Pillow knows."""
    return Image.open(BytesIO(content), formats=(_PILLOW[medium],))


def frames_of(picture: Image.Image, medium: Medium) -> Iterator[Image.Image]:
    """Return the pages of a picture, one after another.

    Raises:
        CannotOpen: they are too many, or too large.
    """
    _check_count(getattr(picture, "n_frames", 1) if medium is Medium.TIFF else 1)
    for frame in ImageSequence.Iterator(picture) if medium is Medium.TIFF else (picture,):
        if frame.width * frame.height > MOST_PIXELS:
            raise CannotOpen(wording.TOO_MANY_PIXELS)
        yield frame


def small_enough(grey: Image.Image) -> Image.Image:
    """Return a grey page with no more pixels than are looked at."""
    if grey.width * grey.height > _PAGE_PIXELS:
        scale = math.sqrt(_PAGE_PIXELS / (grey.width * grey.height))
        grey = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))), Image.Resampling.BOX)
    return grey


def _check_count(pages: int) -> None:
    if pages < 1:
        raise CannotOpen(wording.DAMAGED)
    if pages > MOST_PAGES:
        raise CannotOpen(wording.too_many_pages(pages, MOST_PAGES))

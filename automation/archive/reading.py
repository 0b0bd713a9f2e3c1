"""What a scan says: its pages, and the document codes on each of them."""

from __future__ import annotations

import hashlib
import math
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image, ImageSequence

from automation.domain.codes import DocumentCode, ForeignCode, ForgedCode, read_code

from . import wording
from .eyes import texts_seen
from .picture import upright

LARGEST_FILE = 100_000_000
MOST_PAGES = 200
MOST_PIXELS = 80_000_000
_PAGE_PIXELS = 6_000_000
_DPI = 200
_WRONG_PASSWORD = 4


class Medium(Enum):
    """What kind of file a scan is; the value is the ending of its name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    TIFF = "tif"


@dataclass(frozen=True, slots=True)
class PageReading:
    """The codes on one page: ours, and how many that are not."""

    codes: tuple[DocumentCode, ...] = ()
    foreign: int = 0
    forged: int = 0


@dataclass(frozen=True, slots=True)
class ScanReading:
    """A scan that could be opened; its pages may still say nothing."""

    sha256: str
    medium: Medium
    pages: tuple[PageReading, ...]


@dataclass(frozen=True, slots=True)
class UnreadableScan:
    """A file that could not be opened, with what a person should do."""

    sha256: str
    reason: str


class _Refused(ValueError):
    """Why this file is not looked at."""


def read_scan(content: bytes, mime_type: str, secret: bytes) -> ScanReading | UnreadableScan:
    """Open a scan, whatever its name says it is, and read the codes of every page.

    PDF, PNG, JPEG and TIFF are read. Whatever a file claims of itself, no more than 200 pages of 6 million pixels are
    drawn, one at a time.

    Args:
        content: the file.
        mime_type: what Drive takes it for; it only helps to say what is wrong.
        secret: what the office's codes are sealed with.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        medium = _medium_of(content, mime_type)
        # Pillow warns of what it mends by itself; what it cannot mend is an error, and told to a person.
        with warnings.catch_warnings(action="ignore"):
            pages = _pdf_pages(content) if medium is Medium.PDF else _picture_pages(content, medium)
            return ScanReading(sha256, medium, tuple(_reading_of(page, secret) for page in pages))
    except _Refused as refused:
        return UnreadableScan(sha256, str(refused))


def _medium_of(content: bytes, mime_type: str) -> Medium:
    if not content:
        raise _Refused(wording.EMPTY_FILE)
    if len(content) > LARGEST_FILE:
        raise _Refused(wording.TOO_LARGE)
    beginning = content[:1024]
    if b"%PDF-" in beginning:
        return Medium.PDF
    if beginning.startswith(b"\x89PNG\r\n"):
        return Medium.PNG
    if beginning.startswith(b"\xff\xd8\xff"):
        return Medium.JPEG
    if beginning.startswith((b"II*\x00", b"MM\x00*")):
        return Medium.TIFF
    if mime_type in ("image/heic", "image/heif") or beginning[4:11] in (b"ftyphei", b"ftypmif"):
        raise _Refused(wording.HEIC)
    raise _Refused(wording.NOT_A_SCAN_BUT_WORD if _is_text_document(mime_type) else wording.NOT_A_SCAN)


def _is_text_document(mime_type: str) -> bool:
    return mime_type.startswith(
        ("application/vnd.openxmlformats-officedocument.wordprocessing", "application/msword")
    )


def _pdf_pages(content: bytes) -> Iterator[Image.Image]:
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _WRONG_PASSWORD
        raise _Refused(wording.LOCKED if locked else wording.DAMAGED) from error
    try:
        _check_count(len(document))
        for position in range(len(document)):
            yield _drawn(document, position)
    finally:
        document.close()


def _drawn(document: pdfium.PdfDocument, position: int) -> Image.Image:
    try:
        page = document[position]
    except pdfium.PdfiumError as error:
        raise _Refused(wording.DAMAGED) from error
    try:
        width, height = page.get_size()
        if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
            raise _Refused(wording.DAMAGED)
        # A page may claim any size: 306 bytes can ask for 1.5 GB. So the page is made to fit the pixels.
        scale = min(_DPI / 72, math.sqrt(_PAGE_PIXELS / (width * height)))
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            picture: Image.Image = bitmap.to_pil().convert("L")
            return picture.copy()
        finally:
            bitmap.close()
    except pdfium.PdfiumError as error:
        raise _Refused(wording.DAMAGED) from error
    finally:
        page.close()


def _picture_pages(content: bytes, medium: Medium) -> Iterator[Image.Image]:
    kind = {Medium.PNG: "PNG", Medium.JPEG: "JPEG", Medium.TIFF: "TIFF"}[medium]
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as picture:
            _check_count(getattr(picture, "n_frames", 1) if medium is Medium.TIFF else 1)
            for frame in ImageSequence.Iterator(picture) if medium is Medium.TIFF else (picture,):
                if frame.width * frame.height > MOST_PIXELS:
                    raise _Refused(wording.TOO_MANY_PIXELS)
                yield _small_enough(upright(frame, "L"))
    except Image.DecompressionBombError as error:
        raise _Refused(wording.TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, OverflowError, TypeError, KeyError) as error:
        if isinstance(error, _Refused):
            raise
        raise _Refused(wording.DAMAGED) from error


def _small_enough(grey: Image.Image) -> Image.Image:
    if grey.width * grey.height > _PAGE_PIXELS:
        scale = math.sqrt(_PAGE_PIXELS / (grey.width * grey.height))
        grey = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))), Image.Resampling.BOX)
    return grey


def _check_count(pages: int) -> None:
    if pages < 1:
        raise _Refused(wording.DAMAGED)
    if pages > MOST_PAGES:
        raise _Refused(wording.too_many_pages(pages, MOST_PAGES))


def _reading_of(page: Image.Image, secret: bytes) -> PageReading:
    """Look through one filter after another until a code of ours is found, or all have been tried."""
    seen: dict[str, DocumentCode | ForeignCode | ForgedCode] = {}
    for texts in texts_seen(page):
        seen.update((text, read_code(text, secret)) for text in texts)
        if any(isinstance(code, DocumentCode) for code in seen.values()):
            break
    codes = seen.values()
    return PageReading(
        codes=tuple(sorted(code for code in codes if isinstance(code, DocumentCode))),
        foreign=sum(isinstance(code, ForeignCode) for code in codes),
        forged=sum(isinstance(code, ForgedCode) for code in codes),
    )

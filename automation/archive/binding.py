"""A scan as the customer gets it: always a PDF, though an officer may have photographed the paper."""

from __future__ import annotations

import math
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image

from automation.domain.scans import Medium
from automation.ports import CannotOpen

from . import wording
from .acting import refuse_acting
from .beside_pages import refuse_beside_pages
from .damage import damage_refused
from .eyes import degrees_of_code
from .likeness import dark_share, is_like
from .looking import frames_of, medium_of, picture_in, small_enough
from .pages import add_picture, drawn_grey
from .picture import on_white, turned, upright
from .splitting import steady

_A4_POINTS = (595.28, 841.89)
#: A sheet of A4 at 300 dots an inch: what is finer, nobody sees, and it would not fit a mail.
_MOST_PIXELS = 2480 * 3508
_QUALITY = 85


def bound(content: bytes) -> bytes:
    """Return the scan as a PDF each of whose pages fills an A4 sheet; one that is a PDF already stays as it is.

    Pages are made one at a time, turned as our code on them says, and held against the scan.

    Raises:
        CannotOpen: it is damaged, too large, or no scan at all; it acts, or holds more than its pages; or what was
            made shows something else.
    """
    medium = medium_of(content, "")
    if medium is Medium.PDF:
        refuse_acting(content)
        refuse_beside_pages(content)
        return content
    scanned: list[float] = []
    out = BytesIO()
    with damage_refused(), picture_in(content, medium) as picture, pdfium.PdfDocument.new() as made:
        for frame in frames_of(picture, medium):
            scanned.append(dark_share(on_white(frame)))
            _add_page(made, frame)
        made.save(out)
    pdf = steady(out.getvalue())
    _check_likeness(pdf, scanned)
    return pdf


def _add_page(made: pdfium.PdfDocument, frame: Image.Image) -> None:
    # In colour, as the ink of a signature is; but not where the scanner gave none.
    grey = frame.mode in ("1", "L", "LA") or frame.mode.startswith(("I", "F"))
    page = upright(frame, "L" if grey else "RGB")
    if page.width * page.height > _MOST_PIXELS:
        page = page.reduce(math.ceil(math.sqrt(page.width * page.height / _MOST_PIXELS)))
    # What a camera says of how it was held is often wrong; the code on the page cannot be.
    page = turned(page, degrees_of_code(small_enough(page.convert("L"))))
    out = BytesIO()
    page.save(out, "JPEG", quality=_QUALITY)
    add_picture(made, _size(page), out.getvalue())


def _size(page: Image.Image) -> tuple[float, float]:
    """Return the points of the page that just fills an A4 sheet."""
    width, height = _A4_POINTS if page.height >= page.width else _A4_POINTS[::-1]
    scale = min(width / page.width, height / page.height)
    return page.width * scale, page.height * scale


def _check_likeness(pdf: bytes, scanned: list[float]) -> None:
    with damage_refused(), pdfium.PdfDocument(pdf) as made:
        same = len(made) == len(scanned) and all(
            is_like(dark_share(drawn_grey(made, position, 100)), share) for position, share in enumerate(scanned)
        )
    if not same:
        raise CannotOpen(wording.LOST_SOMETHING)

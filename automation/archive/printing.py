"""A letter's pages as they were printed: their ink, their words, and where people sign, stamp and punch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

from automation.domain.codes import is_shaped_like_ours

from .laying import DPI
from .pages import drawn_grey

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_MM = DPI / 25.4
#: Lines at least this wide, in parts of the widest, are of the body; a signature stands below the last of them.
_LONG = 0.55
#: Around a code of ours, so many millimetres belong to the foot.
_AROUND_CODE = 6.0
#: A logo is no larger than this, and stands within so much of the top of a page, in millimetres.
_LOGO, _LETTERHEAD = 32.0, 55.0
Mask = NDArray[np.bool_]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and where it stands: left, top, right and bottom in pixels."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it was printed.

    Attributes:
        ink: what is dark on it ("L"), drawn with `DPI`.
        words: in reading order; none of a page that is a picture.
        written_on: where people may write, stamp and punch without changing what it says: margins, and from the
            signature down.
        foot: where our codes stand, which are read and not compared, and the logo of the letterhead, whose tones each
            scanner shows in its own way.
    """

    ink: Image.Image
    words: tuple[Word, ...]
    written_on: Mask
    foot: Mask


def printed_page(document: pdfium.PdfDocument, position: int) -> PrintedPage:
    """Draw a page of a PDF, counted from 0."""
    # Letters snap to whole pixels: drawn finer, they come to stand where a printer puts them.
    fine = drawn_grey(document, position, 2 * DPI, most_pixels=20_000_000)
    page = fine.resize((round(fine.width / 2), round(fine.height / 2)), Image.Resampling.BOX)
    ink = Image.eval(page, lambda tone: 255 - tone)
    words = tuple(_words_on(document, position, page.size))
    foot = _foot(page)
    for left, top, right, bottom in _logos_on(document, position, page.size):
        foot[top:bottom, left:right] = True
    return PrintedPage(ink, words, _written_on(ink, words, foot), foot)


def _words_on(document: pdfium.PdfDocument, position: int, size: tuple[int, int]) -> Iterator[Word]:
    page = document[position]
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        across, down = size[0] / width, size[1] / height
        signs = text.get_text_range(0, text.count_chars()) if text.count_chars() else ""
        word = ""
        boxes: list[Box] = []
        for place, sign in enumerate(signs[: text.count_chars()]):
            if sign.isspace():
                if word and boxes:
                    yield Word(word, _around(boxes))
                word, boxes = "", []
                continue
            left, bottom, right, top = text.get_charbox(place)
            word += sign
            boxes.append((left * across, (height - top) * down, right * across, (height - bottom) * down))
        if word and boxes:
            yield Word(word, _around(boxes))
    finally:
        text.close()
        page.close()


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _foot(page: Image.Image) -> Mask:
    """Return where the codes at the foot stand, with what stands between them."""
    mask = np.zeros((page.height, page.width), bool)
    for code in zxingcpp.read_barcodes(page, formats=_QR):
        if not is_shaped_like_ours(code.text):
            continue
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        top, bottom = min(one.y for one in corners), max(one.y for one in corners)
        reach = int(_AROUND_CODE * _MM)
        if top > 0.75 * page.height:
            mask[max(0, top - reach) :] = True
        else:
            left, right = min(one.x for one in corners), max(one.x for one in corners)
            mask[max(0, top - reach) : bottom + reach, max(0, left - reach) : right + reach] = True
    return mask


def _logos_on(
    document: pdfium.PdfDocument, position: int, size: tuple[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Return where pictures of a logo's size stand at the top of a page, in pixels; no other picture is left out."""
    page = document[position]
    try:
        width, height = page.get_size()
        across, down = size[0] / width, size[1] / height
        for one in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = one.get_bounds()
            box = (left * across, (height - top) * down, right * across, (height - bottom) * down)
            is_small = max(box[2] - box[0], box[3] - box[1]) < _LOGO * _MM
            if is_small and box[3] < _LETTERHEAD * _MM:
                yield max(0, int(box[0])), max(0, int(box[1])), int(box[2]) + 2, int(box[3]) + 2
    finally:
        page.close()


def _written_on(ink: Image.Image, words: Sequence[Word], foot: Mask) -> Mask:
    dark = (np.asarray(ink) > 96) & ~foot
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    mask = np.ones(dark.shape, bool)
    if not len(rows):
        return mask
    beside = int(2 * _MM)
    mask[max(0, rows[0] - beside) : rows[-1] + beside, max(0, columns[0] - beside) : columns[-1] + beside] = False
    lines = _lines(words, foot)
    widest = max((right - left for left, _, right, _ in lines), default=0.0)
    long = [bottom for left, _, right, bottom in lines if right - left >= _LONG * widest]
    if long:
        mask[int(max(long) + 1.5 * _MM) :] = True
    return mask


def _lines(words: Sequence[Word], foot: Mask) -> list[Box]:
    """Return the lines of words above the foot."""
    lines: list[Box] = []
    for word in words:
        left, top, _, bottom = word.box
        if foot[min(int(top), foot.shape[0] - 1), min(int(left), foot.shape[1] - 1)]:
            continue
        if lines and abs(bottom - lines[-1][3]) < 0.7 * (bottom - top) and left > lines[-1][0]:
            lines[-1] = _around([lines[-1], word.box])
        else:
            lines.append(word.box)
    return lines

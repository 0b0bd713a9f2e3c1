"""The texts of QR codes on a grey page, seen through a ladder of filters: the cheap ones first."""

from __future__ import annotations

from collections.abc import Iterator

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from automation.domain.codes import is_shaped_like_ours

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SMALLEST_EDGE = 21
_LONGEST_EDGE = 4000
_SMALL_PAGE = 3_000_000
_LEAST_CONTRAST = 24


def texts_seen(page: Image.Image) -> Iterator[frozenset[str]]:
    """Yield the texts that each filter of the ladder shows; take only as many as you need, each takes time."""
    if min(page.size) < _SMALLEST_EDGE or _is_blank(page):
        return
    for look in (_as_is, _contrast, _smooth, _level, _half):
        yield _read(look(page))
    yield _read(page, zxingcpp.Binarizer.GlobalHistogram)
    for corner in _corners(page):
        yield _read(_larger(_despeckled(corner)))
        larger = _larger(corner)
        for look in (_as_is, _level, _smooth, _sharp, _turned):
            yield _read(look(larger))
        yield _read(_smooth(larger), zxingcpp.Binarizer.GlobalHistogram)
    if page.width * page.height < _SMALL_PAGE:
        yield _read(_larger(page))


def degrees_of_code(page: Image.Image) -> int:
    """Return by how many degrees, against the clock, the page must be turned for our code to stand; 0 for no code."""
    found = zxingcpp.read_barcodes(page, formats=_QR)
    return next((code.orientation for code in found if is_shaped_like_ours(code.text)), 0)


def _is_blank(page: Image.Image) -> bool:
    """Return whether nothing but the scanner's grain is on the page, as on most backs of paper."""
    levels = [level for level, count in enumerate(page.reduce(4).histogram()) if count]
    return levels[-1] - levels[0] < _LEAST_CONTRAST


def _read(page: Image.Image, binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage) -> frozenset[str]:
    found = zxingcpp.read_barcodes(page, formats=_QR, binarizer=binarizer)
    return frozenset(code.text for code in found)


def _as_is(page: Image.Image) -> Image.Image:
    return page


def _contrast(page: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(page, cutoff=2)


def _smooth(page: Image.Image) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(1.2))


def _despeckled(page: Image.Image) -> Image.Image:
    return page.filter(ImageFilter.MedianFilter(3))


def _sharp(page: Image.Image) -> Image.Image:
    return page.filter(ImageFilter.UnsharpMask(radius=3, percent=220, threshold=0))


def _level(page: Image.Image) -> Image.Image:
    """Return the page without shadows: each spot against the brightness around it."""
    small = page.reduce(8) if min(page.size) > 80 else page
    ground = small.filter(ImageFilter.GaussianBlur(12)).resize(page.size, Image.Resampling.BILINEAR)
    # 128 + (page - ground): what is darker than its surroundings goes below the middle grey.
    return ImageOps.autocontrast(Image.blend(page, ImageOps.invert(ground), 0.5), cutoff=1)


def _turned(page: Image.Image) -> Image.Image:
    return page.rotate(17, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _half(page: Image.Image) -> Image.Image:
    return page.reduce(2)


def _larger(page: Image.Image) -> Image.Image:
    factor = min(2.0, _LONGEST_EDGE / max(page.size))
    return page.resize(
        (max(1, int(page.width * factor)), max(1, int(page.height * factor))), Image.Resampling.LANCZOS
    )


def _corners(page: Image.Image) -> Iterator[Image.Image]:
    """Yield the foot's corners, where our codes stand, the right one first, and the head's: the same upside down."""
    width, height = page.size
    foot, head = int(height * 0.7), int(height * 0.3)
    yield page.crop((width // 2, foot, width, height))
    yield page.crop((0, 0, width // 2, head))
    yield page.crop((0, foot, width // 2, height))
    yield page.crop((width // 2, 0, width, head))

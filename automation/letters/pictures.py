"""The pictures of a document, opened without trusting what they claim to be."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import zxingcpp
from docx.document import Document
from docx.oxml.ns import qn
from docx.parts.image import ImagePart
from PIL import Image

from .package import story_parts

_LARGEST_PICTURE = 20_000_000
#: Of all pictures together; what is larger is not looked at, for the code is among the small ones.
_MOST_PIXELS = 100_000_000
_PICTURES = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
#: What Pillow raises at a damaged picture, which harms nobody unless it is the code.
_BROKEN_PICTURE = (
    *(OSError, SyntaxError, ValueError, LookupError, TypeError, EOFError, OverflowError, AttributeError),
    *(struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning),
)


def codes_in(document: Document) -> set[str]:
    """Read the QR codes of the pictures shown, the smallest first, for a code is small and photographs are many."""
    codes: set[str] = set()
    left = _MOST_PIXELS
    for picture in sorted(_pictures(document), key=_area):
        left -= _area(picture)
        if left < 0 or _area(picture) > _LARGEST_PICTURE:
            break
        codes |= _codes_of(picture)
    return codes


def opened_picture(content: bytes) -> Image.Image | None:
    """Open a picture without unpacking it; None where it is none, or damaged."""
    try:
        return Image.open(BytesIO(content), formats=_PICTURES)
    except _BROKEN_PICTURE:
        return None


def pixels_of(picture: Image.Image) -> Image.Image | None:
    """Unpack a picture; None where it is damaged, or larger than pictures of a letter are."""
    if _area(picture) > _LARGEST_PICTURE:
        return None
    try:
        return picture.convert("RGBA")
    except _BROKEN_PICTURE:
        return None


def codes_with_share(pixels: Image.Image) -> Iterator[tuple[str, float]]:
    """Return the QR codes on a picture, each with how much of its width or height it takes, the smaller of both."""
    paper = Image.new("RGBA", pixels.size, "white")
    paper.alpha_composite(pixels.convert("RGBA"))
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for found in zxingcpp.read_barcodes(paper.convert("L"), formats=formats):
        corners = (
            found.position.top_left,
            found.position.top_right,
            found.position.bottom_left,
            found.position.bottom_right,
        )
        across = max(one.x for one in corners) - min(one.x for one in corners)
        down = max(one.y for one in corners) - min(one.y for one in corners)
        yield found.text, min(across / pixels.width, down / pixels.height)


def _pictures(document: Document) -> Iterator[Image.Image]:
    """Open the pictures shown, without unpacking them."""
    seen: set[str] = set()
    for part in story_parts(document):
        # Not every image of the package: a picture that was deleted from the page stays behind in it.
        for shown in part.element.iter(qn("a:blip")):
            picture = part.related_parts.get(shown.get(qn("r:embed")))
            if isinstance(picture, ImagePart) and str(picture.partname) not in seen:
                seen.add(str(picture.partname))
                if opened := opened_picture(picture.blob):
                    yield opened


def _area(picture: Image.Image) -> int:
    return picture.width * picture.height


def _codes_of(picture: Image.Image) -> set[str]:
    try:
        grey = picture.convert("L")
    except _BROKEN_PICTURE:
        return set()
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return {found.text for found in zxingcpp.read_barcodes(grey, formats=formats)}

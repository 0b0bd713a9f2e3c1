"""Pages of a PDF drawn as pictures, and pictures put onto pages."""

from __future__ import annotations

import math
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image

_PAGE_PIXELS = 6_000_000
_POINTS = 72


def drawn_grey(document: pdfium.PdfDocument, position: int, dpi: int, most_pixels: int = _PAGE_PIXELS) -> Image.Image:
    """Draw one page in grey, at so many dots an inch or fewer where it is very large."""
    page = document[position]
    try:
        width, height = page.get_size()
        # A page may claim any size: 306 bytes can ask for 1.5 GB. So the page is made to fit the pixels.
        scale = min(dpi / _POINTS, math.sqrt(most_pixels / max(1.0, width * height)))
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            picture: Image.Image = bitmap.to_pil().convert("L")
            return picture.copy()
        finally:
            bitmap.close()
    finally:
        page.close()


def add_picture(made: pdfium.PdfDocument, size: tuple[float, float], picture: bytes) -> None:
    """Add a page of this size, in points, filled by a JPEG."""
    page = made.new_page(*size)
    drawn = pdfium.PdfImage.new(made)
    drawn.load_jpeg(BytesIO(picture), inline=True)
    drawn.set_matrix(pdfium.PdfMatrix().scale(*size))
    page.insert_obj(drawn)
    page.gen_content()
    page.close()

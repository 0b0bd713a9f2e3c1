"""A photographed letter leaves the office as a PDF."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image

from automation.archive.binding import bound


def a_photo(form: str, size: tuple[int, int] = (620, 877), *, mode: str = "RGB", orientation: int = 1) -> bytes:
    out = BytesIO()
    picture = Image.new(mode, size, (10, 20, 200, 255)[: len(mode)])
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture.save(out, form, exif=exif)
    return out.getvalue()


def sizes(content: bytes) -> list[tuple[int, int]]:
    with pdfium.PdfDocument(content) as document:
        return [tuple(round(length) for length in page.get_size()) for page in document]


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("TIFF", "RGB")])
def test_a_picture_becomes_one_a4_page(form, mode):
    [(width, height)] = sizes(bound(a_photo(form, mode=mode)))
    assert 594 <= width <= 596
    assert 840 <= height <= 842


def test_the_ink_keeps_its_colour():
    with pdfium.PdfDocument(bound(a_photo("JPEG"))) as document:
        red, _, blue = document[0].render().to_pil().convert("RGB").getpixel((100, 100))
    assert blue > red + 100


def test_a_phone_held_sideways_gives_an_upright_page():
    [(width, height)] = sizes(bound(a_photo("JPEG", (877, 620), orientation=6)))
    assert height > width


def test_every_page_of_a_tiff_is_kept():
    out = BytesIO()
    pages = [Image.new("L", (620, 877), grey) for grey in (0, 128, 255)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    assert len(sizes(bound(out.getvalue()))) == 3


def test_a_pdf_stays_as_it_is():
    content = bound(a_photo("JPEG"))
    assert bound(content) is content

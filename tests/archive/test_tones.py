"""Scans in every tone and turn that machines write: the code is read, and the page that goes out shows the same."""

import time
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from automation.archive import binding, shrinking
from automation.archive.binding import bound
from automation.archive.likeness import dark_share, is_like
from automation.archive.pages import drawn_grey
from automation.archive.scan_reading import PageReading
from automation.ports import CannotOpen
from automation.sandbox import ProcessSandbox
from automation.sandbox.limits import Limits
from tests.archive.paper import a_code, a_pdf, a_picture, a_sheet, pages_of

CODE = a_code()
SHEET = a_sheet(CODE)
TONES = np.asarray(SHEET)


def an_exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def wide(factor: float, kind: type) -> Image.Image:
    return Image.fromarray((TONES.astype(float) * factor).astype(kind))


#: What a scanner or a phone may write.
FILES: dict[str, Callable[[], bytes]] = {
    "16 bits": lambda: a_picture(wide(257, np.uint16), "PNG"),
    "12 bits in 16": lambda: a_picture(wide(16, np.uint16), "TIFF"),
    "32 bits": lambda: a_picture(wide(65536, np.int32), "TIFF"),
    "fractions": lambda: a_picture(wide(1 / 255, np.float32), "TIFF"),
    "CMYK as JPEG": lambda: a_picture(SHEET.convert("RGB").convert("CMYK"), "JPEG"),
    "CMYK as TIFF": lambda: a_picture(SHEET.convert("RGB").convert("CMYK"), "TIFF"),
    "Lab": lambda: a_picture(SHEET.convert("RGB").convert("LAB"), "TIFF"),
    "indexed": lambda: a_picture(SHEET.convert("RGB").quantize(16), "PNG"),
    "indexed, see-through": lambda: a_picture(SHEET.convert("RGB").quantize(16), "PNG", transparency=0),
    "grey, see-through": lambda: a_picture(SHEET, "PNG", transparency=255),
    "black and white": lambda: a_picture(SHEET.convert("1"), "TIFF", compression="group4"),
    "white is nought": lambda: a_picture(SHEET.convert("1"), "TIFF", tiffinfo={262: 0}),
    "JPEG 2000": lambda: a_picture(SHEET, "JPEG2000"),
    "EXIF lies": lambda: a_picture(SHEET, "JPEG", exif=an_exif(6)),
    "EXIF makes no sense": lambda: a_picture(SHEET, "JPEG", exif=an_exif(99)),
    "TIFF's own turn lies": lambda: a_picture(SHEET, "TIFF", tiffinfo={274: 8}),
    "upside down": lambda: a_picture(SHEET.transpose(Image.Transpose.ROTATE_180), "PNG"),
}


@pytest.mark.parametrize("kind", FILES)
def test_whatever_tones_a_scan_has_it_is_read_and_goes_out_upright_as_dark_as_it_came(kind: str) -> None:
    content = FILES[kind]()
    assert pages_of(content, "") == (PageReading((CODE,)),)
    with pdfium.PdfDocument(bound(content)) as made:
        shown = drawn_grey(made, 0, 120).resize(SHEET.size)
    assert is_like(dark_share(shown), dark_share(SHEET))
    difference = np.abs(np.asarray(shown.reduce(8), dtype=float) - np.asarray(SHEET.reduce(8), dtype=float))
    assert difference.mean() < 6, "turned, faded or moved"


def test_a_page_that_lost_its_tones_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(frame: Image.Image, mode: str) -> Image.Image:
        return frame.convert("I").convert(mode)

    monkeypatch.setattr(binding, "upright", cut_off)
    with pytest.raises(CannotOpen, match="terlihat lain"):
        bound(FILES["16 bits"]())


def test_a_scan_made_small_that_lost_a_page_or_its_tones_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = Image.new("L", SHEET.size, 250)
    for small in (a_pdf(SHEET), a_pdf(SHEET, blank)):
        monkeypatch.setattr(shrinking, "_drawn_anew", lambda *_, small=small: small)
        with pytest.raises(CannotOpen, match="terlihat lain"):
            shrinking.smaller(a_pdf(SHEET, SHEET), 1000)


def test_a_grain_on_blank_paper_is_no_difference() -> None:
    grain = Image.fromarray(np.random.default_rng(1).normal(240, 6, (900, 640)).clip(0, 255).astype(np.uint8))
    assert is_like(dark_share(grain), dark_share(grain.resize((320, 450), Image.Resampling.BOX)))
    assert dark_share(Image.new("L", (640, 900), 255)) == 0


def test_a_tiff_of_many_fine_pages_takes_no_more_memory_than_one() -> None:
    fine = SHEET.resize((4960, 7016)).convert("1")
    out = BytesIO()
    fine.save(out, "TIFF", save_all=True, append_images=[fine] * 4, compression="group4")
    apart = ProcessSandbox(time.monotonic, Limits(memory=800_000_000))
    try:
        with pdfium.PdfDocument(apart.bound(out.getvalue())) as made:
            assert len(made) == 5
    finally:
        apart.rest()

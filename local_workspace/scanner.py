"""A desk with a pen and a scanner: paper in, a noisy picture out. The same paper and seed give the same picture."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageFilter

_PAPER = 246


def scan(
    pdf: bytes,
    *,
    dpi: int = 200,
    seed: int = 0,
    skew: float = 1.0,
    noise: float = 12.0,
    blur: float = 0.6,
    shadow: float = 0.15,
    quality: int = 60,
    upside_down: bool = False,
    as_picture: bool = False,
) -> bytes:
    """Scan a PDF as an office's desk scanner would.

    Args:
        pdf: the paper.
        dpi: dots per inch of the scanner.
        seed: chooses the noise and which way each page lies askew.
        skew: how far pages lie askew at most, in degrees.
        noise: the standard deviation of the grain, in grey levels of 256.
        blur: the radius of the softness, in pixels.
        shadow: how much darker the spine's side is, from 0 to 1.
        quality: of the JPEG compression.
        upside_down: whether the paper was put in the wrong way round.
        as_picture: give a JPEG of the first page instead of a PDF of all.
    """
    chance = np.random.default_rng(seed)
    pages = [
        _scanned(page, chance, skew=skew, noise=noise, blur=blur, shadow=shadow, upside_down=upside_down)
        for page in _papers(pdf, dpi)
    ]
    out = BytesIO()
    if as_picture:
        pages[0].save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
    else:
        never = time.gmtime(0)
        pages[0].save(
            out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=quality,
            creationDate=never, modDate=never,
        )  # fmt: skip
    return out.getvalue()


def signed(pdf: bytes, seed: int = 0) -> bytes:
    """Sign a letter with a pen: above the last line that bears "NIP", else in the middle of its last page."""
    with pdfium.PdfDocument(pdf) as letter, BytesIO() as out:
        number, (x, y) = _where_to_sign(letter)
        page = letter[number]
        stroke = pdfium_c.FPDFPageObj_CreateNewPath(x, y)
        chance = np.random.default_rng(seed)
        for step in range(1, 13):
            ends = [
                value for _ in range(3) for value in (x + step * 9 + chance.normal(0, 7), y + chance.normal(0, 14))
            ]
            pdfium_c.FPDFPath_BezierTo(stroke, *ends)
        pdfium_c.FPDFPath_SetDrawMode(stroke, pdfium_c.FPDF_FILLMODE_NONE, True)
        pdfium_c.FPDFPageObj_SetStrokeColor(stroke, 20, 30, 120, 255)
        pdfium_c.FPDFPageObj_SetStrokeWidth(stroke, 1.6)
        pdfium_c.FPDFPage_InsertObject(page, stroke)
        page.gen_content()
        letter.save(out)
        return out.getvalue()


def _where_to_sign(letter: pdfium.PdfDocument) -> tuple[int, tuple[float, float]]:
    """Return a page, and where on it the pen is put down, in points from its lower left corner."""
    for number in reversed(range(len(letter))):
        searching = letter[number].get_textpage().search("NIP", match_case=True, match_whole_word=True)
        found = None
        while more := searching.get_next():
            found = more
        if found:
            left, _, _, top = letter[number].get_textpage().get_charbox(found[0])
            return number, (left + 5, top + 45)
    width, height = letter[len(letter) - 1].get_size()
    return len(letter) - 1, (width / 2, height / 2)


def bundled(pdfs: list[bytes]) -> bytes:
    """One PDF of several, as when a pile of paper goes through the feeder at once."""
    out = BytesIO()
    with pdfium.PdfDocument.new() as pile:
        for each in pdfs:
            with pdfium.PdfDocument(each) as paper:
                pile.import_pages(paper)
        pile.save(out)
    return out.getvalue()


def _papers(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def _scanned(
    page: Image.Image,
    chance: np.random.Generator,
    *,
    skew: float,
    noise: float,
    blur: float,
    shadow: float,
    upside_down: bool,
) -> Image.Image:
    turn = float(chance.uniform(-skew, skew)) + (180 if upside_down else 0)
    askew = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    grey = np.asarray(askew, dtype=np.float32) * (_PAPER / 255)
    grey *= 1 - shadow * np.linspace(1, 0, grey.shape[1], dtype=np.float32) ** 3
    grey += chance.normal(0, noise, grey.shape).astype(np.float32)
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))

"""What an office puts over a printed code: stamps, signatures, folds, staples, holes and torn corners, by chance.

The same seed gives the same page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from automation.archive.signature_place import place_in

#: Where our letters bear their codes, in millimetres from the left and the top of an A4 page.
CODES = ((43.0, 273.5), (177.0, 273.5))
_PAPER_WIDTH = 210.0
Chance = np.random.Generator
Mark = Callable[[Image.Image, tuple[float, float], float, Chance], Image.Image]


def drawn(pdf: bytes, dpi: int) -> Image.Image:
    """Draw the first page of a letter, in grey."""
    with pdfium.PdfDocument(pdf) as document:
        page: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        return page


def middle_of_signature(pdf: bytes, names: Sequence[str]) -> tuple[float, float]:
    """Return where a hand signs a letter, above and over the name, in millimetres from the left and the top."""
    with pdfium.PdfDocument(pdf) as document:
        place = place_in(document, names)
    assert place is not None
    left, top, _, bottom = place.box
    return left + 29, top + 0.55 * (bottom - top)


def ring(page: Image.Image, at: tuple[float, float], mm: float, chance: Chance) -> Image.Image:
    """A round stamp: two rings, words around them and a bar across."""
    ink = Image.new("L", page.size, 255)
    pen = ImageDraw.Draw(ink)
    x, y = at[0] + chance.uniform(-9, 9) * mm, at[1] + chance.uniform(-9, 9) * mm
    radius, tone = chance.uniform(15, 20) * mm, int(chance.uniform(40, 120))
    for share, width in ((1.0, 0.9), (0.9, 0.4), (0.58, 0.5)):
        _circle(pen, x, y, radius * share, tone, max(1, int(width * mm)))
    for step in range(26):
        angle = step * math.tau / 26
        letter = (x + radius * 0.75 * math.cos(angle), y + radius * 0.75 * math.sin(angle))
        _circle(pen, *letter, 1.2 * mm, tone, max(1, int(0.5 * mm)))
    for line in (-2.5, 0.0, 2.5):
        pen.line(
            (x - radius * 0.45, y + line * mm, x + radius * 0.45, y + line * mm),
            tone,
            max(1, int(chance.uniform(0.6, 1.4) * mm)),
        )
    return ImageChops.multiply(page, ink.filter(ImageFilter.GaussianBlur(0.15 * mm)))


def signature(page: Image.Image, at: tuple[float, float], mm: float, chance: Chance) -> Image.Image:
    """A pen's quick strokes, up and down across the place."""
    ink = page.copy()
    pen = ImageDraw.Draw(ink)
    for _ in range(int(chance.integers(1, 4))):
        points = [
            (at[0] + (-24 + 6 * step + chance.normal(0, 2)) * mm, at[1] + chance.normal(0, 8) * mm)
            for step in range(9)
        ]
        pen.line(
            _smooth(points), int(chance.uniform(10, 90)), max(1, int(chance.uniform(0.5, 1.1) * mm)), joint="curve"
        )
    return ink


def fold(page: Image.Image, at: tuple[float, float], mm: float, chance: Chance) -> Image.Image:
    """A crease across the page: a dark line, a light one beside it, and paper that lies a little askew below."""
    grey = np.asarray(page, dtype=np.float32).copy()
    across = bool(chance.random() < 0.5)
    middle = int((at[1] if across else at[0]) + chance.uniform(-6, 6) * mm)
    rows = grey if across else grey.T
    wide = max(1, int(chance.uniform(0.4, 1.2) * mm))
    moved = int(chance.uniform(-0.5, 0.5) * mm)
    rows[middle:] = np.roll(rows[middle:], moved, axis=1)
    rows[middle : middle + wide] *= chance.uniform(0.3, 0.7)
    rows[middle + wide : middle + 2 * wide] = 255 - (255 - rows[middle + wide : middle + 2 * wide]) * 0.3
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8))


def staple(page: Image.Image, at: tuple[float, float], mm: float, chance: Chance) -> Image.Image:
    """One or two staples with their shadows."""
    metal = page.copy()
    pen = ImageDraw.Draw(metal)
    for _ in range(int(chance.integers(1, 3))):
        x, y = at[0] + chance.uniform(-7, 7) * mm, at[1] + chance.uniform(-7, 7) * mm
        angle, half = chance.uniform(0, math.pi), 6 * mm
        reach = (half * math.cos(angle), half * math.sin(angle))
        ends = (x - reach[0], y - reach[1], x + reach[0], y + reach[1])
        pen.line(tuple(end + 0.7 * mm for end in ends), 130, max(1, int(1.4 * mm)))
        pen.line(ends, int(chance.uniform(30, 200)), max(1, int(0.9 * mm)))
    return metal


def hole(page: Image.Image, at: tuple[float, float], mm: float, chance: Chance) -> Image.Image:
    """A punched hole, dark where the scanner's lid is."""
    punched = page.copy()
    x, y = at[0] + chance.uniform(-9, 9) * mm, at[1] + chance.uniform(-9, 9) * mm
    side = 3.2 * mm
    ImageDraw.Draw(punched).ellipse((x - side, y - side, x + side, y + side), int(chance.choice([15, 60, 250])))
    return punched


def torn(page: Image.Image, at: tuple[float, float], mm: float, chance: Chance) -> Image.Image:
    """A corner that is gone, with the code in it."""
    rest = page.copy()
    side = 0 if at[0] < page.width / 2 else page.width
    inwards = 1 if side == 0 else -1
    size = chance.uniform(45, 70) * mm
    corner = [(side, page.height), (side + inwards * size, page.height), (side, page.height - size)]
    ImageDraw.Draw(rest).polygon(corner, int(chance.choice([20, 235, 255])))
    return rest


MARKS: dict[str, Mark] = {
    "stamp": ring,
    "signature": signature,
    "fold": fold,
    "staple": staple,
    "hole": hole,
    "torn corner": torn,
}


def marked(
    page: Image.Image, name: str, chance: Chance, codes: tuple[tuple[float, float], ...] = CODES
) -> Image.Image:
    """Put one kind of mark over one of the page's codes."""
    mm = page.width / _PAPER_WIDTH
    x, y = codes[int(chance.integers(len(codes)))]
    return MARKS[name](page, (x * mm, y * mm), mm, chance)


def a_way(chance: Chance) -> dict[str, Any]:
    """A way to scan, from a good scanner to a worn one."""
    return {
        "dpi": int(chance.choice([150, 200, 300])),
        "seed": int(chance.integers(1 << 30)),
        "skew": float(chance.uniform(0, 2.5)),
        "noise": float(chance.uniform(4, 18)),
        "blur": float(chance.uniform(0.3, 0.9)),
        "shadow": float(chance.uniform(0, 0.35)),
        "quality": int(chance.integers(45, 85)),
        "upside_down": bool(chance.random() < 0.2),
        "as_picture": True,
    }


def _circle(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, tone: int, width: int) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=tone, width=width)


def _smooth(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Round a line's corners off (Chaikin)."""
    for _ in range(3):
        pairs = pairwise(points)
        points = [
            (a[0] * (1 - share) + b[0] * share, a[1] * (1 - share) + b[1] * share)
            for a, b in pairs
            for share in (0.25, 0.75)
        ]
    return points

"""A scanned page laid onto the page that was printed: shifted, askew, upside down, scaled, curled or photographed.

Lengths are pixels of the printed page, which is drawn with `DPI`. Ink is an array from 0 (paper) to 1 (print).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

DPI = 200
Floats = NDArray[np.floating[Any]]
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
#: The page is laid on through squares of this side.
_SQUARE = 64
#: How the laying-on is refined: by how much the page is reduced, sides of the squares that are looked for, how far
#: from their place, and the degree of the polynomial that their places are smoothed by.
_ROUNDS = ((4, 48, 14, 1), (4, 48, 8, 1), (2, 48, 8, 2), (1, 64, 8, 3), (1, 64, 5, 3))
_LEAST_INK = 0.008
_LEAST_LIKENESS = 0.35
#: A scan that is so much finer than the printed page is made as fine as that.
_FINER = 1.1


@dataclass(frozen=True, slots=True)
class Laying:
    """Where on the scan each place of the printed page is: a polynomial, and what single squares are off it."""

    degree: int
    factors: Floats
    scale: float = 1000.0

    def places(self, points: Floats) -> Floats:
        """Return the places on the scan of points (x, y) on the printed page."""
        return _powers(points / self.scale, self.degree) @ self.factors

    def corrected(self, points: Floats, moved: Floats, weights: Floats, degree: int) -> Laying:
        """Return it bent so that points come to lie where they were found, as most of them agree."""
        wanted = self.places(points) + moved
        powers = _powers(points / self.scale, degree)
        factors = _steady_fit(powers, wanted, weights)
        return Laying(degree, factors, self.scale)


@dataclass(frozen=True, slots=True)
class Aligned:
    """The ink of a scan as it lies on the printed page, and how like squares of them are, from 0 to 1."""

    ink: Floats
    likeness: float


def ink_of(page: Image.Image) -> Image.Image:
    """Return what is darker than the paper around it, as light as it is darker ("L")."""
    ground = page.reduce(8).filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    light = np.asarray(ground.resize(page.size, Image.Resampling.BILINEAR), dtype=np.float32)
    grey = np.asarray(page, dtype=np.float32)
    ink = (light - grey) / np.maximum(light, 32) * 255
    return Image.fromarray(ink.clip(0, 255).astype(np.uint8))


def laid(ink: Image.Image, laying: Laying, size: tuple[int, int], reduced: int = 1) -> Floats:
    """Return the scan's ink as it lies on the printed page of this size."""
    width, height = size[0] // reduced, size[1] // reduced
    side = _SQUARE
    lefts, tops = range(0, width, side), range(0, height, side)
    boxes = [(x, y, min(x + side, width), min(y + side, height)) for y in tops for x in lefts]
    corners = np.array([[(a, b), (a, d), (c, d), (c, b)] for a, b, c, d in boxes], dtype=np.float64)
    places = laying.places(corners.reshape(-1, 2) * reduced).reshape(-1, 8)
    mesh = [(box, tuple(map(float, place))) for box, place in zip(boxes, places, strict=True)]
    source = ink.filter(ImageFilter.BoxBlur((reduced - 1) / 2)) if reduced > 1 else ink
    made = source.transform((width, height), Image.Transform.MESH, mesh, resample=Image.Resampling.BICUBIC)
    return np.asarray(made, dtype=np.float32) / 255


def aligned(printed: Image.Image, scan: Image.Image) -> Aligned | None:
    """Lay a scan onto the printed page; None where it lies nowhere.

    Args:
        printed: the ink of the printed page.
        scan: the ink of the scanned one.
    """
    best = max(_first_guesses(printed, scan), key=lambda one: one[1], default=None)
    if best is None:
        return None
    laying, likeness = best
    scan, laying = _no_finer(scan, laying)
    for reduced, side, reach, degree in _ROUNDS:
        refined = _refined(printed, scan, laying, (reduced, side, reach, degree))
        if refined is None:
            return None
        laying, likeness = refined
    return Aligned(laid(scan, laying, printed.size), likeness)


def _no_finer(scan: Image.Image, laying: Laying) -> tuple[Image.Image, Laying]:
    """Return a scan that is no finer than the printed page: its grain is evened out, not picked from."""
    corner, right, down = laying.places(np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]]))
    finer = math.sqrt(abs(np.linalg.det(np.array([right - corner, down - corner])))) / 100
    if finer < _FINER:
        return scan, laying
    size = (round(scan.width / finer), round(scan.height / finer))
    less = np.array([size[0] / scan.width, size[1] / scan.height])
    return scan.resize(size, Image.Resampling.BOX), Laying(laying.degree, laying.factors * less, laying.scale)


def _powers(points: Floats, degree: int) -> Floats:
    x, y = points[:, 0], points[:, 1]
    return np.stack([x ** (whole - i) * y**i for whole in range(degree + 1) for i in range(whole + 1)], 1)


def _steady_fit(powers: Floats, wanted: Floats, weights: Floats) -> Floats:
    """Fit by least squares again and again, with ever less weight for what lies far off."""
    weight = weights.copy()
    factors: Floats = np.zeros((powers.shape[1], 2))
    for _ in range(8):
        root = np.sqrt(weight)[:, None]
        factors = np.linalg.lstsq(powers * root, wanted * root, rcond=None)[0]
        off = np.hypot(*(powers @ factors - wanted).T)
        reach = max(0.4, 3 * float(np.median(off)))
        weight = weights * np.maximum(0, 1 - (off / reach) ** 2) ** 2 + 1e-9 * weights
    return factors


# -- where it lies at first


def _first_guesses(printed: Image.Image, scan: Image.Image) -> Iterator[tuple[Laying, float]]:
    known = False
    for laying in _by_codes(printed, scan):
        moved, likeness = _moved(printed, scan, laying)
        known = known or likeness > 0.3
        yield moved, likeness
    if known:
        return
    for laying in _by_edges(printed, scan):
        yield _moved(printed, scan, laying)


def _moved(printed: Image.Image, scan: Image.Image, laying: Laying) -> tuple[Laying, float]:
    """Shift a guess to where the page as a whole fits best, and say how well."""
    reduced = 8
    paper = _soft(printed, reduced)
    found = laid(scan, laying, printed.size, reduced)
    ours, theirs = paper - paper.mean(), found - found.mean()
    product = np.fft.irfft2(np.fft.rfft2(theirs) * np.conj(np.fft.rfft2(ours)), ours.shape)
    reach = 20
    rows = np.r_[0 : reach + 1, -reach:0]
    near = product[np.ix_(rows, rows)]
    at = np.unravel_index(int(near.argmax()), near.shape)
    down, right = (float(rows[place]) * reduced for place in at)
    likeness = float(near.max() / (np.linalg.norm(ours) * np.linalg.norm(theirs) + 1e-6))
    shifted = laying.factors.copy()
    # A shift on the printed page is a shift of the points asked for.
    step = laying.places(np.array([[right, down]])) - laying.places(np.array([[0.0, 0.0]]))
    shifted[0] += step[0]
    return Laying(laying.degree, shifted, laying.scale), likeness


def _soft(ink: Image.Image, reduced: int) -> Floats:
    small = ink.filter(ImageFilter.BoxBlur((reduced - 1) / 2)).resize(
        (ink.width // reduced, ink.height // reduced), Image.Resampling.BOX
    )
    return np.asarray(small, dtype=np.float32) / 255


def _by_codes(printed: Image.Image, scan: Image.Image) -> Iterator[Laying]:
    """Guess by the codes that both pages show."""
    ours, theirs = _codes_on(printed), _codes_on(scan)
    texts = ours.keys() & theirs.keys()
    for text in texts:
        for one in theirs[text]:
            yield from (_similar(mine, one) for mine in ours[text])
        if len(ours[text]) == len(theirs[text]) == 2:
            for order in (theirs[text], theirs[text][::-1]):
                yield _similar(np.concatenate(ours[text]), np.concatenate(order))


def _codes_on(ink: Image.Image) -> dict[str, list[Floats]]:
    page = Image.eval(ink, lambda tone: 255 - tone)
    found: dict[str, list[Floats]] = {}
    for look in (page, page.filter(ImageFilter.GaussianBlur(1.2))):
        for code in zxingcpp.read_barcodes(look, formats=_QR):
            at = code.position
            corners = [(p.x, p.y) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
            places = found.setdefault(code.text, [])
            if all(np.hypot(*(np.mean(corners, 0) - one.mean(0))) > 20 for one in places):
                places.append(np.array(corners, dtype=np.float64))
    return found


def _similar(ours: Floats, theirs: Floats) -> Laying:
    """Return the turn, scale and shift that lay some points onto others."""
    here, there = ours @ [1, 1j], theirs @ [1, 1j]
    a, b = here - here.mean(), there - there.mean()
    turn = complex(np.vdot(a, b) / np.vdot(a, a))
    return _turning(turn, complex(there.mean() - turn * here.mean()))


def _turning(turn: complex, shift: complex, scale: float = 1000.0) -> Laying:
    factors = np.array(
        [[shift.real, shift.imag], [turn.real * scale, turn.imag * scale], [-turn.imag * scale, turn.real * scale]]
    )
    return Laying(1, factors, scale)


def _by_edges(printed: Image.Image, scan: Image.Image) -> Iterator[Laying]:
    """Guess that the page fills the scan, or lies on it as large as it is, straight or a little askew."""
    middle = complex(printed.width / 2, printed.height / 2)
    there = complex(scan.width / 2, scan.height / 2)
    sizes = {1.0, round(scan.width / printed.width, 2), round(scan.height / printed.height, 2)}
    for size in sizes:
        for turned in (0.0, 180.0):
            for askew in np.arange(-3, 3.1, 0.5):
                turn = size * complex(np.exp(1j * math.radians(turned + float(askew))))
                yield _turning(turn, there - turn * middle)


# -- where it lies exactly


def _refined(
    printed: Image.Image, scan: Image.Image, laying: Laying, how: tuple[int, int, int, int]
) -> tuple[Laying, float] | None:
    reduced, side, reach, degree = how
    paper = _soft(printed, reduced) if reduced > 1 else np.asarray(printed, dtype=np.float32) / 255
    found = laid(scan, laying, printed.size, reduced)
    points, moved, weights = shifts_of(paper, found, side, reach)
    if len(points) < 3 * (degree + 1) * (degree + 2) // 2:
        degree = 1
    if len(points) < 4:
        return None
    step = laying.places((points + moved) * reduced) - laying.places(points * reduced)
    return laying.corrected(points * reduced, step, weights, degree), float(np.mean(weights))


def shifts_of(paper: Floats, found: Floats, side: int, reach: int) -> tuple[Floats, Floats, Floats]:
    """Return for squares with ink: their middles, how far they are found from there (x, y), and how like they are."""
    squares = list(_squares_with_ink(paper, side, reach))
    if not squares:
        nothing = np.zeros((0, 2))
        return nothing, nothing, np.zeros(0)
    whole = side + 2 * reach
    window = np.outer(np.hanning(side + 2)[1:-1], np.hanning(side + 2)[1:-1]).astype(np.float32)
    ours = np.zeros((len(squares), whole, whole), np.float32)
    theirs = np.empty_like(ours)
    ink = np.empty(len(squares), np.float32)
    for place, (x, y) in enumerate(squares):
        patch = paper[y : y + side, x : x + side]
        ours[place, reach : reach + side, reach : reach + side] = (patch - patch.mean()) * window
        ink[place] = np.linalg.norm((patch - patch.mean()) * np.sqrt(window))
        wide = found[y - reach : y + side + reach, x - reach : x + side + reach]
        theirs[place] = wide - wide.mean()
    product = np.fft.irfft2(np.fft.rfft2(theirs) * np.conj(np.fft.rfft2(ours)), (whole, whole))
    shifts, peaks = _peaks(product, reach)
    strength = ink * _under(theirs, window, shifts, reach)
    likeness = peaks / (strength + 1e-6)
    good = (likeness > _LEAST_LIKENESS) & (np.abs(shifts).max(1) < reach)
    middles = np.array(squares, dtype=np.float64) + side / 2
    return middles[good], shifts[good].astype(np.float64), likeness[good].astype(np.float64)


def _squares_with_ink(paper: Floats, side: int, reach: int) -> Iterator[tuple[int, int]]:
    height, width = paper.shape
    for y in range(reach, height - side - reach + 1, side // 2 if side > 60 else side):
        for x in range(reach, width - side - reach + 1, side):
            if paper[y : y + side, x : x + side].mean() > _LEAST_INK:
                yield x, y


def _peaks(product: Floats, reach: int) -> tuple[Floats, Floats]:
    """Return where each correlation is strongest, to parts of a pixel, as (x, y), and how strong."""
    span = np.r_[-reach : reach + 1]
    near = product[:, span[:, None], span[None, :]]
    flat = near.reshape(len(near), -1)
    best = flat.argmax(1)
    rows, columns = np.divmod(best, len(span))
    inner = (np.clip(rows, 1, len(span) - 2), np.clip(columns, 1, len(span) - 2))
    which = np.arange(len(near))

    def part(before: Floats, at: Floats, after: Floats) -> Floats:
        curve = before - 2 * at + after
        return np.where(np.abs(curve) > 1e-9, 0.5 * (before - after) / np.where(curve == 0, 1, curve), 0).clip(-1, 1)

    r, c = inner
    here = near[which, r, c]
    down = part(near[which, r - 1, c], here, near[which, r + 1, c])
    right = part(near[which, r, c - 1], here, near[which, r, c + 1])
    return np.stack([span[columns] + right, span[rows] + down], 1).astype(np.float32), flat.max(1)


def _under(theirs: Floats, window: Floats, shifts: Floats, reach: int) -> Floats:
    """Return how much ink of the scan lies where each square was found."""
    side = window.shape[0]
    weight = np.sqrt(window)
    norms = np.empty(len(theirs), np.float32)
    for place, (x, y) in enumerate(np.rint(shifts).astype(int)):
        left, top = reach + int(x), reach + int(y)
        left, top = min(max(left, 0), 2 * reach), min(max(top, 0), 2 * reach)
        patch = theirs[place, top : top + side, left : left + side]
        norms[place] = np.linalg.norm((patch - patch.mean()) * weight)
    return norms

"""A scanned page laid onto the page that was printed: shifted, askew, turned, scaled, curled or photographed.

How the paper lay is guessed first; then squares of the page say, each for itself, how far they still are off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from .finding import first_guesses
from .laying import Floats, Laying, laid, soft

#: How the laying-on is refined: by how much the page is reduced, sides of the squares that are looked for, how far
#: from their place, and the degree of the polynomial that their places are smoothed by.
_ROUNDS = ((4, 48, 14, 1), (4, 48, 8, 1), (2, 48, 8, 2), (1, 64, 8, 3), (1, 64, 5, 3))
_LEAST_INK = 0.008
_LEAST_LIKENESS, _LEAST_STRENGTH = 0.35, 0.1
#: With fewer of its squares found, the page is not on the scan; nor is it on one with fewer pixels.
_LEAST_SHARE, _LEAST_SIDE = 0.5, 128
#: What lies within less of the page, across or down, says how it was shifted and turned, and nothing of its curl.
_LEAST_SPREAD = 0.4
#: A scan that is so much finer than the printed page is made as fine as that.
_FINER = 1.1


@dataclass(frozen=True, slots=True)
class Aligned:
    """A scan as it lies on the printed page.

    Attributes:
        ink: what is dark on it, where the printed page has its pixels.
        likeness: how many of the printed page's squares are found on it, from 0 to 1. Scans of the page itself have
            0.9, other letters of the same office 0.3 to 0.9, other papers less than 0.1.
    """

    ink: Floats
    likeness: float


@dataclass(frozen=True, slots=True)
class _Squares:
    """Squares with ink that were found on a scan.

    Attributes:
        middles: (x, y) of each.
        moved: how far from there it is found (x, y).
        likeness: how like each is there.
        share: how many were found of those that were looked for.
    """

    middles: Floats
    moved: Floats
    likeness: Floats
    share: float


def aligned(printed: Image.Image, scan: Image.Image) -> Aligned | None:
    """Lay a scan onto the printed page; None where it is not found there, as on a blank page or another paper.

    Args:
        printed: the ink of the printed page.
        scan: the ink of the scanned one.
    """
    if min(scan.size) < _LEAST_SIDE:
        return None
    laying, _ = max(first_guesses(printed, scan), key=lambda one: one[1])
    scan, laying = _no_finer(scan, laying)
    share = 0.0
    for how in _ROUNDS:
        refined = _refined(printed, scan, laying, how)
        if refined is None:
            return None
        laying, share = refined
    return Aligned(laid(scan, laying, printed.size), share) if share >= _LEAST_SHARE else None


def _no_finer(scan: Image.Image, laying: Laying) -> tuple[Image.Image, Laying]:
    """Return a scan that is no finer than the printed page: its grain is evened out, not picked from."""
    finer = laying.finer()
    if finer < _FINER:
        return scan, laying
    size = (round(scan.width / finer), round(scan.height / finer))
    less = np.array([size[0] / scan.width, size[1] / scan.height])
    return scan.resize(size, Image.Resampling.BOX), Laying(laying.degree, laying.factors * less, laying.scale)


def _refined(
    printed: Image.Image, scan: Image.Image, laying: Laying, how: tuple[int, int, int, int]
) -> tuple[Laying, float] | None:
    reduced, side, reach, degree = how
    paper = soft(printed, reduced) if reduced > 1 else np.asarray(printed, dtype=np.float32) / 255
    found = laid(scan, laying, printed.size, reduced)
    squares = _squares(paper, found, side, reach)
    if not _bears(squares.middles, paper.shape, degree):
        degree = 1
    if len(squares.middles) < 4:
        return None
    middles = squares.middles * reduced
    step = laying.places(middles + squares.moved * reduced) - laying.places(middles)
    return laying.corrected(middles, step, squares.likeness, degree), squares.share


def _bears(middles: Floats, shape: tuple[int, ...], degree: int) -> bool:
    """Return whether squares are enough for a polynomial, and lie across the page: beyond them it runs away."""
    if len(middles) < 3 * (degree + 1) * (degree + 2) // 2:
        return False
    return bool((np.ptp(middles, axis=0) >= _LEAST_SPREAD * np.array(shape[::-1])).all())


def _squares(paper: Floats, found: Floats, side: int, reach: int) -> _Squares:
    """Look for each square with ink of the one in the other, no farther than `reach` from its place."""
    squares = list(_squares_with_ink(paper, side, reach))
    if not squares:
        nothing = np.zeros((0, 2))
        return _Squares(nothing, nothing, np.zeros(0), 0.0)
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
    # Where the scan is bare, next to nothing would be like anything.
    strength = ink * np.maximum(_under(theirs, window, shifts, reach), _LEAST_STRENGTH * ink)
    likeness = peaks / (strength + 1e-6)
    good = (likeness > _LEAST_LIKENESS) & (np.abs(shifts).max(1) < reach)
    middles = np.array(squares, dtype=np.float64) + side / 2
    return _Squares(middles[good], shifts[good].astype(np.float64), likeness[good].astype(np.float64), good.mean())


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

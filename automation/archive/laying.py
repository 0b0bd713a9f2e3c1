"""Where a printed page lies on a scan, and what the scan shows there.

Lengths are pixels of the printed page, which is drawn with `DPI`. Ink is an array from 0 (paper) to 1 (print).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

DPI = 200
Floats = NDArray[np.floating[Any]]
_Value = TypeVar("_Value", bound=np.generic)
#: The page is laid on through squares of this side.
_SQUARE = 64


@dataclass(frozen=True, slots=True)
class Laying:
    """Where on the scan each place of the printed page is: a polynomial, and what single squares are off it."""

    degree: int
    factors: Floats
    scale: float = 1000.0

    def places(self, points: Floats) -> Floats:
        """Return the places on the scan of points (x, y) on the printed page."""
        return _powers(points / self.scale, self.degree) @ self.factors

    def finer(self) -> float:
        """Return how much finer than the printed page the scan is."""
        corner, right, down = self.places(np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]]))
        return math.sqrt(abs(float(np.linalg.det(np.array([right - corner, down - corner]))))) / 100

    def corrected(self, points: Floats, moved: Floats, weights: Floats, degree: int) -> Laying:
        """Return it bent so that points come to lie where they were found, as most of them agree."""
        wanted = self.places(points) + moved
        powers = _powers(points / self.scale, degree)
        factors = _steady_fit(powers, wanted, weights)
        return Laying(degree, factors, self.scale)


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


def soft(ink: Image.Image, reduced: int) -> Floats:
    """Return ink drawn so many times smaller, and as soft."""
    small = ink.filter(ImageFilter.BoxBlur((reduced - 1) / 2)).resize(
        (ink.width // reduced, ink.height // reduced), Image.Resampling.BOX
    )
    return np.asarray(small, dtype=np.float32) / 255


def largest(values: NDArray[_Value], side: int) -> NDArray[_Value]:
    """Return of each place the largest value within the square of this side around it."""
    found = values
    for axis in (0, 1):
        reach = [(side // 2, side - 1 - side // 2) if one == axis else (0, 0) for one in (0, 1)]
        found = np.moveaxis(np.pad(found, reach, mode="edge"), axis, 0)
        width = 1
        while width < side:
            step = min(width, side - width)
            found = np.maximum(found[:-step], found[step:])
            width += step
        found = np.moveaxis(found, 0, axis)
    return found


def turning(turn: complex, shift: complex, scale: float = 1000.0) -> Laying:
    """Return the laying that turns, scales and shifts, as complex numbers do."""
    factors = np.array(
        [[shift.real, shift.imag], [turn.real * scale, turn.imag * scale], [-turn.imag * scale, turn.real * scale]]
    )
    return Laying(1, factors, scale)


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

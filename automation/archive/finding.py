"""Where a printed page lies on a scan, about: by the codes that both show, else by a coarse search for its ink."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter

from .laying import Floats, Laying, laid, soft, turning

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
#: By its codes a page is found where it is so like; by its ink, other sizes are tried where it is less like.
_KNOWN, _LIKE = 0.3, 0.5
#: Pixels across a page in the coarse search.
_COARSE = 128
#: What is tried: the paper's size on the scan, of the scan's width, and the degrees that it lies askew.
_USUAL_SIZES = tuple(0.90 + 0.02 * step for step in range(11))
_UNUSUAL_SIZES = tuple(0.50 + 0.02 * step for step in range(46))
_ASKEW = tuple(range(-5, 6))


def first_guesses(printed: Image.Image, scan: Image.Image) -> Iterator[tuple[Laying, float]]:
    """Yield where a page may lie on a scan, each with how like the two are then, up to 1.

    Args:
        printed: the ink of the printed page.
        scan: the ink of the scanned one.
    """
    known = False
    for laying in _by_codes(printed, scan):
        moved, likeness = _moved(printed, scan, laying)
        known = known or likeness > _KNOWN
        yield moved, likeness
    if not known:
        yield _moved(printed, scan, _by_ink(printed, scan))


def _moved(printed: Image.Image, scan: Image.Image, laying: Laying) -> tuple[Laying, float]:
    """Shift a guess to where the page as a whole fits best, and say how well."""
    reduced = 8
    paper = soft(printed, reduced)
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
    return turning(turn, complex(there.mean() - turn * here.mean()))


# -- without codes


@dataclass(frozen=True, slots=True)
class _Coarse:
    """A page's ink drawn coarsely, and how many of its pixels one of these is."""

    ink: Image.Image
    reduced: float

    @classmethod
    def of(cls, ink: Image.Image) -> _Coarse:
        size = (_COARSE, max(1, round(ink.height * _COARSE / ink.width)))
        # A little soft: a hair's breadth of difference is none.
        return cls(ink.resize(size, Image.Resampling.BOX).filter(ImageFilter.BoxBlur(1)), ink.width / _COARSE)

    @property
    def middle(self) -> complex:
        """The middle of it, in its own pixels."""
        return complex(self.ink.width, self.ink.height) / 2


class _Sought:
    """The printed page, ready to be looked for on a scan."""

    def __init__(self, printed: Image.Image, scan: Image.Image) -> None:
        self._printed, self._scan = _Coarse.of(printed), _Coarse.of(scan)
        ink = np.asarray(self._printed.ink, dtype=np.float32)
        centred = ink - ink.mean()
        self._room = tuple(math.ceil(1.5 * side / 32) * 32 for side in ink.shape)
        self._spectrum = np.fft.rfft2(centred, self._room).conj()
        self._strength = float(np.linalg.norm(centred))

    def found(self, turn: complex) -> tuple[float, Laying]:
        """Return where the page lies best that is turned and scaled like this, and how like it is there."""
        coarse = turn * self._printed.reduced / self._scan.reduced
        shift = self._scan.middle - coarse * self._printed.middle
        affine = (coarse.real, -coarse.imag, shift.real, coarse.imag, coarse.real, shift.imag)
        seen = self._scan.ink.transform(
            self._printed.ink.size, Image.Transform.AFFINE, affine, Image.Resampling.BILINEAR
        )
        there = np.asarray(seen, dtype=np.float32)
        there = there - there.mean()
        alike = np.fft.irfft2(np.fft.rfft2(there, self._room) * self._spectrum, self._room)
        down, right = np.unravel_index(int(alike.argmax()), alike.shape)
        likeness = float(alike[down, right]) / (float(np.linalg.norm(there)) * self._strength + 1e-6)
        high, wide = self._room
        step = complex(right - wide if right > wide // 2 else right, down - high if down > high // 2 else down)
        return likeness, turning(turn, (shift + coarse * step) * self._scan.reduced)


def _by_ink(printed: Image.Image, scan: Image.Image) -> Laying:
    """Guess by the ink of both pages, whatever the paper's size and however it was put in."""
    sought = _Sought(printed, scan)
    likeness, laying = max(map(sought.found, _turns(printed, scan, _USUAL_SIZES)), key=lambda one: one[0])
    if likeness < _LIKE:
        unusual = max(map(sought.found, _turns(printed, scan, _UNUSUAL_SIZES)), key=lambda one: one[0])
        laying = unusual[1] if unusual[0] > likeness else laying
    return laying


def _turns(printed: Image.Image, scan: Image.Image, sizes: Iterable[float]) -> Iterator[complex]:
    """Yield the turns and scales to be tried; where one page lies across and the other not, by quarters."""
    is_alike = (scan.width > scan.height) == (printed.width > printed.height)
    across = scan.width if is_alike else scan.height
    for size in sizes:
        for quarters in (0, 180) if is_alike else (90, 270):
            for askew in _ASKEW:
                yield size * across / printed.width * complex(np.exp(1j * math.radians(quarters + askew)))

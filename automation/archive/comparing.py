"""Whether a signed scan still shows what was printed: page by page, as pictures.

What is written, stamped, punched or folded onto a page is let pass; words and figures that read differently are not.
Ink is told as in `laying`. How much of it is missing, or too much, is told in parts of a usual stroke.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from .creases import creases
from .laying import DPI, Floats, largest
from .printing import Mask, PrintedPage

_MM = DPI / 25.4
#: Pixels of a cell that is looked at as one, and of the spot in which ink is summed.
_CELL, _SPOT = 4, 5
#: So much of a stroke missing, or too much, is a difference. Of the pages as approved by which these were chosen
#: none came above a tenth of it; of those with a change, most lay above three times as much.
MISSING, EXTRA = 0.18, 0.27
#: So much ink too much may be of a pen or a stamp.
_MARKED = 0.225
#: Less than this is grain; a place with less print is bare.
_GRAIN, _BARE = 0.08, 0.02
#: A pen or a stamp is at least so tall or wide, in millimetres, and its parts are no farther apart.
_TALL, _APART = 8.0, 1.5
#: Words cut a stroke into pieces that are so far apart, in millimetres, so many times.
_CUT, _TIMES_CUT = 4.0, 2
#: So much of a mark lies in a margin or below the signature, where it begins there.
_FROM_BESIDE = 0.3
#: So far a spot may lie from where its surroundings say, in pixels.
_REACH = 5
#: What lies so far beside and above a spot says where it should lie.
_AROUND = (44, 22)
#: With more spots than this, a page is another one.
_MOST_SPOTS = 60
_SOFTER = (0.4, 0.8, 1.2, 1.6, 2.1, 2.7)
_Cells = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where something differs, in pixels, by how much, and whether ink is missing there."""

    x: int
    y: int
    amount: float
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matched:
    """Both pages with the same softness and darkness.

    Attributes:
        ours: the printed page's ink.
        theirs: the scan's.
        grain: how much ink the scan shows on bare paper.
        stroke: the ink of a usual stroke, summed as spots are.
    """

    ours: Floats
    theirs: Floats
    grain: float
    stroke: float


def spots(page: PrintedPage, found: Floats) -> list[Spot]:
    """Return where a scan, as it lies on the printed page, differs from it."""
    matched = _matched(np.asarray(page.ink, dtype=np.float32) / 255, found, page.foot)
    missing, extra = _differences(matched.ours, matched.theirs, matched)
    missing[page.foot] = 0
    extra[page.foot] = 0
    amounts = _cells(extra)
    written_on = _cells_any(page.written_on)
    folds = _cells_any(creases(matched.ours, matched.theirs))
    marks = _grown(_marks((amounts > _MARKED) & ~folds, written_on), 1)
    bare = ~(written_on | marks | folds)
    lacking = (_cells(missing) > MISSING) & ~folds
    added = (amounts > EXTRA) & bare
    return _verified(matched, missing, extra, lacking, added)


# -- one softness and darkness


def _matched(ours: Floats, theirs: Floats, foot: Mask) -> _Matched:
    text = ~foot
    best: tuple[float, float, Floats] | None = None
    for softness in _SOFTER:
        soft = _blurred(ours, softness)
        strokes = (soft > 0.35) & text
        if not strokes.any():
            continue
        gain = max(0.2, float(np.median(theirs[strokes] / soft[strokes])))
        edges = (soft > _GRAIN) & text
        error = float(np.minimum(np.abs(theirs[edges] / gain - soft[edges]), 0.5).mean())
        if best is None or error < best[0]:
            best = error, gain, soft
    if best is None:
        return _Matched(ours=ours, theirs=theirs, grain=0.0, stroke=1.0)
    _, gain, soft = best
    # Where letters are thick, a scanner gives its darkest tone and no more.
    darkest = float(np.percentile(theirs[(ours > 0.5) & text], 90)) / gain if (ours > 0.5).any() else 1.0
    bare = ~(largest(ours, 9) > _BARE) & text
    ink, print_ = _blurred((theirs / gain).clip(0, darkest), 0.6), _blurred(soft.clip(0, darkest), 0.6)
    grain = float(np.percentile(ink[bare], 90)) / 2 if bare.any() else 0.0
    stroke = float(np.percentile(_summed(print_)[(print_ > 0.3) & text], 75))
    return _Matched(ours=print_, theirs=(ink - grain).clip(0, None), grain=grain, stroke=max(stroke, 0.1))


def _differences(ours: Floats, theirs: Floats, matched: _Matched) -> tuple[Floats, Floats]:
    """Return how much ink is missing and how much is too much, but for what lies a pixel beside its place."""
    missing = (ours - largest(theirs, 3) - _GRAIN).clip(0, None)
    extra = (theirs - largest(ours, 3) - _GRAIN - matched.grain).clip(0, None)
    return _summed(missing) / matched.stroke, _summed(extra) / matched.stroke


def _picture(ink: Floats) -> Image.Image:
    return Image.fromarray((ink * 160).clip(0, 255).astype(np.uint8))


def _inked(picture: Image.Image) -> Floats:
    return np.asarray(picture, dtype=np.float32) / 160


def _blurred(ink: Floats, softness: float) -> Floats:
    return _inked(_picture(ink).filter(ImageFilter.GaussianBlur(softness)))


def _summed(ink: Floats) -> Floats:
    return _inked(_picture(ink).filter(ImageFilter.BoxBlur((_SPOT - 1) / 2)))


# -- pens and stamps


def _cells(values: Floats) -> Floats:
    height, width = (side // _CELL * _CELL for side in values.shape)
    cells: Floats = values[:height, :width].reshape(height // _CELL, _CELL, width // _CELL, _CELL).max((1, 3))
    return cells


def _cells_any(mask: Mask) -> _Cells:
    return _cells(mask.astype(np.float32)) > 0


def _marks(strong: _Cells, written_on: _Cells) -> _Cells:
    """Return what pens and stamps left: what is too tall for letters, and what comes from where people write.

    Words cut a stroke that crosses them into pieces, so what lies near it belongs to it.
    """
    marks = np.zeros_like(strong)
    others = []
    for rows, columns in _pieces(strong, round(_APART * _MM / _CELL / 2)):
        tall = (np.ptp(rows) + 1) * _CELL / _MM
        if tall >= _TALL or written_on[rows, columns].mean() > _FROM_BESIDE:
            marks[rows, columns] = True
        else:
            others.append((rows, columns))
    for _ in range(_TIMES_CUT):
        near = _grown(marks, round(_CUT * _MM / _CELL))
        for rows, columns in others:
            if near[rows, columns].any():
                marks[rows, columns] = True
    return marks


def _pieces(cells: _Cells, apart: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Yield the rows and columns of each piece that hangs together, however slightly."""
    rest = _grown(cells, apart)
    height, width = rest.shape
    while rest.any():
        start = np.unravel_index(int(rest.argmax()), rest.shape)
        todo, seen = [(int(start[0]), int(start[1]))], []
        rest[start] = False
        while todo:
            row, column = todo.pop()
            seen.append((row, column))
            for y in range(max(0, row - 1), min(height, row + 2)):
                for x in range(max(0, column - 1), min(width, column + 2)):
                    if rest[y, x]:
                        rest[y, x] = False
                        todo.append((y, x))
        rows, columns = np.array(seen).T
        yield rows, columns


def _grown(cells: _Cells, by: int) -> _Cells:
    if by < 1:
        return cells.copy()
    return largest(cells, 2 * by + 1)


# -- a closer look at each place


def _verified(matched: _Matched, missing: Floats, extra: Floats, lacking: _Cells, added: _Cells) -> list[Spot]:
    found: list[Spot] = []
    for cells, amounts, is_missing in ((lacking, missing, True), (added, extra, False)):
        for rows, columns in _pieces(cells, 0):
            top, left = int(rows.min()) * _CELL, int(columns.min()) * _CELL
            part = amounts[top : (int(rows.max()) + 1) * _CELL, left : (int(columns.max()) + 1) * _CELL]
            y, x = np.unravel_index(int(part.argmax()), part.shape)
            found.append(Spot(left + int(x), top + int(y), float(part.max()), is_missing))
    found.sort(key=lambda one: -one.amount)
    if len(found) > _MOST_SPOTS:
        return found
    again = (_looked_at(matched, spot) for spot in found)
    return [spot for spot in again if spot.amount > (MISSING if spot.is_missing else EXTRA)]


def _looked_at(matched: _Matched, spot: Spot) -> Spot:
    """Return how much differs in a spot when its surroundings are moved to where they fit best."""
    height, width = matched.ours.shape
    top, bottom = max(_REACH, spot.y - _AROUND[1]), min(height - _REACH, spot.y + _AROUND[1])
    left, right = max(_REACH, spot.x - _AROUND[0]), min(width - _REACH, spot.x + _AROUND[0])
    if not (top <= spot.y < bottom and left <= spot.x < right):
        return spot
    ours = matched.ours[top:bottom, left:right]

    def moved(down: int, across: int) -> Floats:
        return matched.theirs[top + down : bottom + down, left + across : right + across]

    steps = range(-_REACH, _REACH + 1)
    best = min(
        ((down, across) for down in steps for across in steps),
        key=lambda step: float(np.minimum(np.abs(moved(*step) - ours), 0.5).sum()),
    )
    missing, extra = _differences(ours, moved(*best), matched)
    amounts = missing if spot.is_missing else extra
    y, x = spot.y - top, spot.x - left
    near = amounts[max(0, y - _CELL) : y + _CELL + 1, max(0, x - _CELL) : x + _CELL + 1]
    least = min(spot.amount, float(near.max()))
    return Spot(spot.x, spot.y, least, spot.is_missing)

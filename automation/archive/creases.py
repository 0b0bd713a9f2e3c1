"""Where a scanned page was folded: lines from edge to edge, a little slanted, that are dark on bare paper.

A crease down the page that is pale is known by the print that lacks along it. Words that were changed fill a line,
too, but leave the margins bare. Ink is an array from 0 (paper) to 1 (print).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .laying import DPI, Floats, largest

Mask = NDArray[np.bool_]
_MM = DPI / 25.4
#: A page is looked at in so many parts; so many of those that can tell show the crease, and so many can.
_PARTS, _MOST, _LEAST_PARTS = 8, 0.8, 4
#: A crease is so dark on average where nothing is printed, or lacks so much of the print. A part with less bare
#: paper, or less print, cannot tell.
_DARK, _LACKING, _LEAST_BARE, _LEAST_PRINT = 0.1, 0.4, 0.15, 0.02
#: Around print of so much ink, so many pixels are not bare.
_PRINT, _AROUND_PRINT = 0.02, 9
#: How slanted it may lie, in so many steps; how wide it is at most, and what is lighter beside it, in millimetres.
_SLANTS = np.linspace(-0.02, 0.02, 17)
_WIDE, _BESIDE = 2.5, 0.5


def creases(ours: Floats, theirs: Floats) -> Mask:
    """Return where creases lie, with the paler paper beside them.

    Args:
        ours: the printed page.
        theirs: what its scan shows there.
    """
    found = np.zeros(ours.shape, bool)
    bare = largest(ours, _AROUND_PRINT) <= _PRINT
    _mark(found, _dark(theirs, bare))
    _mark(found.T, _dark(theirs.T, bare.T))
    _mark(found.T, _pale(ours.T, theirs.T))
    return found


def _dark(ink: Floats, bare: Mask) -> Iterator[tuple[int, int, float]]:
    known = np.array([bare[:, part].mean(1) for part in _parts(ink)])
    dark = np.array([(ink * bare)[:, part].mean(1) for part in _parts(ink)]) / np.maximum(known, 0.01)
    return _lines(known > _LEAST_BARE, dark > _DARK, ink.shape[1], from_edge_to_edge=True)


def _pale(ours: Floats, theirs: Floats) -> Iterator[tuple[int, int, float]]:
    lost = (ours - theirs).clip(0, None)
    print_ = np.array([ours[:, part].mean(1) for part in _parts(ours)])
    lacking = np.array([lost[:, part].mean(1) for part in _parts(ours)]) / np.maximum(print_, 0.01)
    return _lines(print_ > _LEAST_PRINT, lacking > _LACKING, ours.shape[1], from_edge_to_edge=False)


def _parts(ink: Floats) -> list[slice]:
    edges = np.linspace(0, ink.shape[1], _PARTS + 1).astype(int).tolist()
    return [slice(left, right) for left, right in pairwise(edges)]


def _lines(tells: Mask, shows: Mask, width: int, *, from_edge_to_edge: bool) -> Iterator[tuple[int, int, float]]:
    """Yield the first and the last row of each line, in the middle of the page, and how slanted it is.

    Args:
        tells: of each part and row, whether it can show a line.
        shows: whether it does.
        width: of the page.
        from_edge_to_edge: whether the parts at both ends must show it.
    """
    height = tells.shape[1]
    middles = (np.arange(_PARTS) + 0.5) * width / _PARTS - width / 2
    best, slants = np.zeros(height), np.zeros(height)
    for slant in _SLANTS:
        at = (np.arange(height) + np.rint(slant * middles)[:, None]).astype(int).clip(0, height - 1)
        told, shown = np.take_along_axis(tells, at, 1), np.take_along_axis(shows & tells, at, 1)
        count = told.sum(0)
        is_line = (shown[0] & shown[-1]) if from_edge_to_edge else count >= _LEAST_PARTS
        share = shown.sum(0) / np.maximum(count, 1) * is_line
        slants[share > best] = slant
        best = np.maximum(best, share)
    ends = np.flatnonzero(np.diff(np.concatenate(([0], (best >= _MOST).astype(int), [0]))))
    for first, end in zip(ends[::2].tolist(), ends[1::2].tolist(), strict=True):
        if end - first <= _WIDE * _MM:
            yield first, end - 1, float(slants[first + int(best[first:end].argmax())])


def _mark(mask: Mask, lines: Iterator[tuple[int, int, float]]) -> None:
    """Mark lines across a page, and as much beside them as they are wide."""
    height, width = mask.shape
    for first, last, slant in lines:
        beside = last - first + round(_BESIDE * _MM)
        moved = np.rint(slant * (np.arange(width) - width / 2)).astype(int)
        for row in range(first - beside, last + beside + 1):
            inside = (row + moved >= 0) & (row + moved < height)
            mask[(row + moved)[inside], np.flatnonzero(inside)] = True

"""Whether a page bears a pen's ink where its signature belongs, beyond what the rest of the page shows.

What was printed does not count, nor a stamp's rings and letters, a frame, a fold or a scanner's streak across the
page, specks, nor what shines through from the back. `python -m tests.archive.inked` prints how often this is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from .laying import DPI, largest

Box = tuple[float, float, float, float]
Mask = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.int64]

#: Pages are compared so many times coarser than they are laid, and then have so many pixels a millimetre.
REDUCED = 2
FINENESS = DPI / REDUCED / 25.4
#: Around what is printed, so many millimetres count as printed: pages are laid that exactly, and toner spreads.
_PRINTED_AROUND = 0.9
_PRINTED = 40
#: How dark ink is at least, and against most of the rest of the page.
_LEAST_INK, _SHARE_OF_REST, _AGAINST_REST = 36.0, 95, 2.0
#: A stroke is at least so long, its points stray so far from one straight line (those of a line of letters do less),
#: and gaps up to so many pixels part nothing. All together cover so much, in square millimetres.
_STROKE, _BEND, _GAP, _LEAST_STROKES = 6.0, 1.25, 2, 3.0
#: What reaches out of a round stamp is the rest of a stroke, whose beginning is taken for the stamp's.
_REST_OF_STROKE, _REST_BENDS = 3.0, 0.35
#: So much more than the middle of places as large elsewhere on the page.
_BEYOND_REST = 3.0
#: Radii of round stamps, how exactly they are round, how much of a ring is there, and of one outside of it at most.
_RADII = tuple(12 + 0.5 * step for step in range(25))
_ROUND, _RING, _OUTSIDE = 0.4, 0.68, 0.4
#: On how many sides a ring is looked for, and how much of each is there.
_SIDES, _SIDE = 12, 0.4
#: The lines of a square stamp are at least so long; it is so high, and its lines end so near each other.
_FRAME, _FRAME_HEIGHTS, _FRAME_ENDS = 14.0, (5.0, 45.0), 4.0
#: Around its edges so much is theirs; of a side so much is seen at least.
_EDGE, _SEEN_OF_SIDE = 1.0, 0.5
#: Of a line so much may lack, so that it may seem to begin or end as much too early or late.
_LACKS = 0.06
#: A line across so much of the page is a fold or a streak; it may be as slanted.
_ACROSS, _SLANT = 0.45, 0.02
_LINE = round(FINENESS)


@dataclass(frozen=True, slots=True)
class Inked:
    """How much of a pen's ink stands in a place, and in places as large elsewhere, in square millimetres."""

    here: float
    elsewhere: float

    @property
    def is_signed(self) -> bool:
        """Whether it is a signature's."""
        return self.here >= _LEAST_STROKES and self.here >= _BEYOND_REST * self.elsewhere


def inked(laid: Image.Image, made: Image.Image, place: Box) -> Inked:
    """Measure the ink that a scan bears in a place.

    Args:
        laid: the ink of the scanned page ("L"), laid onto the printed one, with `FINENESS`.
        made: the ink of the page as it was printed, of the same size.
        place: left, top, right and bottom of where the signature belongs, in pixels.
    """
    printed = _spread(np.asarray(made) > _PRINTED, _PRINTED_AROUND)
    more = np.where(printed, 0, np.asarray(laid, dtype=np.float32))
    left, top, right, bottom = (round(edge) for edge in place)
    rest = ~printed
    rest[top:bottom, left:right] = False
    least = max(_LEAST_INK, _AGAINST_REST * float(np.percentile(more[rest], _SHARE_OF_REST)) if rest.any() else 0.0)
    dark = _without_lines(more > least, printed)
    rings, frames = _stamps(dark, printed, (left, top, right, bottom))
    dark &= ~(rings | frames)
    here = _strokes(dark[top:bottom, left:right], _spread(rings, 0.6)[top:bottom, left:right])
    others = [_strokes(dark[y : y + bottom - top, x : x + right - left]) for x, y in _elsewhere(dark.shape, place)]
    return Inked(here, float(np.median(others)) if others else 0.0)


def _spread(mask: Mask, millimetres: float) -> Mask:
    """Return a mask wider by so much on all sides."""
    reach = 2 * round(millimetres * FINENESS) + 1
    return largest(mask, reach)


def _elsewhere(shape: tuple[int, ...], place: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(edge) for edge in place)
    wide, high = max(1, right - left), max(1, bottom - top)
    for y in range(0, shape[0] - high + 1, high):
        for x in range(0, shape[1] - wide + 1, wide):
            if x + wide <= left or x >= right or y + high <= top or y >= bottom:
                yield x, y


# -- what is no pen's


def _without_lines(dark: Mask, printed: Mask) -> Mask:
    """Return the mask without lines across the whole page, along or across, a little slanted."""
    kept = dark.copy()
    for mask, known, goal in ((dark, ~printed, kept), (dark.T, (~printed).T, kept.T)):
        length = mask.shape[1]
        for slant in np.linspace(-_SLANT, _SLANT, 17):
            rows = (np.arange(mask.shape[0])[:, None] + slant * (np.arange(length)[None] - length / 2)).round()
            rows = np.clip(rows, 0, mask.shape[0] - 1).astype(np.intp)
            there, columns = mask[rows, np.arange(length)], np.arange(length)
            share = there.sum(1) / np.maximum(known[rows, columns].sum(1), length / 3)
            for row in np.flatnonzero(share > _ACROSS).tolist():
                for near in range(max(0, row - _LINE), min(mask.shape[0], row + _LINE + 1)):
                    goal[rows[near], columns] = False
    return kept


def _stamps(dark: Mask, printed: Mask, place: tuple[int, int, int, int]) -> tuple[Mask, Mask]:
    """Return where round stamps lie that come near a place, and frames."""
    left, top, right, bottom = place
    reach = round(2 * _RADII[-1] * FINENESS)
    rows = slice(max(0, top - reach), bottom + reach)
    columns = slice(max(0, left - reach), right + reach)
    rings, frames = np.zeros_like(dark), np.zeros_like(dark)
    rings[rows, columns] = _rings(dark[rows, columns], printed[rows, columns])
    frames[rows, columns] = _frames(dark[rows, columns], printed[rows, columns])
    return rings, frames


def _rings(dark: Mask, printed: Mask) -> Mask:
    """Return the discs within rings, found by how much of each possible ring is there (Hough)."""
    fineness = FINENESS / 2
    near = _spread(dark, _ROUND)[::2, ::2]
    field = _Field(near, ~printed[::2, ::2] | near)
    rows, columns = np.indices(near.shape)
    discs = np.zeros(near.shape, bool)
    for radius in _RADII:
        ring, outside = field.share_of_rings(radius * fineness), field.share_of_rings((radius + 2.5) * fineness)
        for row, column in np.argwhere((ring > _RING) & (outside < _OUTSIDE)):
            if field.is_all_around(int(row), int(column), radius * fineness):
                discs |= (rows - row) ** 2 + (columns - column) ** 2 <= ((radius + 1.5) * fineness) ** 2
    wide: Mask = np.repeat(np.repeat(discs, 2, 0), 2, 1)
    return wide[: dark.shape[0], : dark.shape[1]]


class _Field:
    """What is dark around each point, and what of it can be known."""

    def __init__(self, dark: Mask, known: Mask) -> None:
        self._shape = dark.shape
        self._here, self._seen = dark, known
        self._room = [side + 2 * round((_RADII[-1] + 2.5) * FINENESS / 2) + 2 for side in dark.shape]
        self._dark, self._known = (np.fft.rfft2(one, self._room) for one in (dark, known))

    def share_of_rings(self, radius: float) -> npt.NDArray[np.float64]:
        """Return how much of the ring around each point is dark; a ring of which half is printed over is none."""
        angles = np.linspace(0, 2 * np.pi, round(8 * radius), endpoint=False)
        ring = np.zeros(self._room)
        ring[(radius * np.sin(angles)).round().astype(int), (radius * np.cos(angles)).round().astype(int)] = 1
        spectrum = np.fft.rfft2(ring)
        dark, known = (np.fft.irfft2(one * spectrum, self._room) for one in (self._dark, self._known))
        share: npt.NDArray[np.float64] = dark / np.maximum(known, ring.sum() / 2)
        return share[: self._shape[0], : self._shape[1]]

    def is_all_around(self, row: int, column: int, radius: float) -> bool:
        """Return whether a ring is there on all its sides, as far as they can be known."""
        angles = np.linspace(0, 2 * np.pi, 12 * _SIDES, endpoint=False)
        rows = (row + radius * np.sin(angles)).round().astype(int)
        columns = (column + radius * np.cos(angles)).round().astype(int)
        inside = (rows >= 0) & (rows < self._shape[0]) & (columns >= 0) & (columns < self._shape[1])
        rows, columns = rows.clip(0, self._shape[0] - 1), columns.clip(0, self._shape[1] - 1)
        dark = (self._here[rows, columns] & inside).reshape(_SIDES, -1).sum(1)
        known = (self._seen[rows, columns] & inside).reshape(_SIDES, -1).sum(1)
        return bool(((dark >= _SIDE * known) | (known < 4)).all() and (known >= 4).sum() > _SIDES // 2)


def _frames(dark: Mask, printed: Mask) -> Mask:
    """Return the edges of rectangles: a line along with another as long above or below it, or with two sides."""
    lines = list(_level_lines(dark))
    least, most = (height * FINENESS for height in _FRAME_HEIGHTS)
    reach = _FRAME_ENDS * FINENESS
    found = np.zeros_like(dark)
    for row, start, end in lines:
        for below, first, last in lines:
            if least <= below - row <= most and abs(start - first) <= reach and abs(end - last) <= reach:
                _draw_edges(found, (row, below), sorted((start, first)), sorted((end, last)))
        # The other line may lie under print, where nobody can see whose it is.
        for way in (1, -1):
            sides = [_side(dark, printed, row, column, way) for column in (start, end)]
            if least <= min(sides) and max(sides) <= most:
                _draw_edges(found, sorted((row, row + way * max(sides))), (start, start), (end, end))
    return found


def _draw_edges(found: Mask, rows: Sequence[int], lefts: Sequence[int], rights: Sequence[int]) -> None:
    """Mark the edges of a rectangle, a little wider than they are; its sides stand where its lines may end."""
    edge = round(_EDGE * FINENESS)
    within = edge + round(_LACKS * _FRAME * FINENESS)
    left, right = max(0, lefts[0] - edge), rights[1] + edge
    for line in rows:
        found[max(0, line - edge) : line + edge, left:right] = True
    high = slice(max(0, rows[0] - edge), rows[1] + edge)
    found[high, left : lefts[1] + within] = True
    found[high, max(0, rights[0] - within) : right] = True


def _side(dark: Mask, printed: Mask, row: int, column: int, way: int) -> int:
    """Return how far a line goes straight up or down from the end of another; what is printed over may be of it."""
    edge = round(_EDGE * FINENESS)
    columns = slice(max(0, column - edge), column + edge + 1)
    there: Mask = np.any(dark[row::way, columns], axis=1)
    open_to_doubt: Mask = there | np.any(printed[row::way, columns], axis=1)
    ends = np.flatnonzero(~open_to_doubt[edge:])
    length = int(ends[0]) + edge if len(ends) else len(there)
    seen = np.flatnonzero(there[:length])
    is_line = len(seen) >= _SEEN_OF_SIDE * length
    return int(seen[-1]) if is_line and len(seen) else 0


def _level_lines(dark: Mask) -> Iterator[tuple[int, int, int]]:
    """Yield the row, the beginning and the end of straight lines along, a little slanted or broken ones too."""
    length = round(_FRAME * FINENESS)
    thick = dark | np.roll(dark, 1, 0) | np.roll(dark, -1, 0)
    sums = np.cumsum(np.pad(thick, ((0, 0), (1, 0))), 1, dtype=np.int32)
    whole = sums[:, length:] - sums[:, :-length] >= (1 - _LACKS) * length
    for row in np.flatnonzero(whole.any(1)):
        starts = np.flatnonzero(whole[row])
        yield int(row), int(starts[0]), int(starts[-1]) + length


# -- strokes


def _strokes(dark: Mask, beside_ring: Mask | None = None) -> float:
    """Return the ink of all strokes of a place that are long enough and bend, in square millimetres."""
    whole = 0
    for piece in _joined(dark):
        rows, columns = (np.concatenate(one) for one in zip(*piece, strict=True))
        is_rest = beside_ring is not None and bool(beside_ring[rows, columns].any())
        length, bend = (_REST_OF_STROKE, _REST_BENDS) if is_rest else (_STROKE, _BEND)
        if max(np.ptp(rows), np.ptp(columns)) >= length * FINENESS and _bend(rows, columns) >= bend * FINENESS:
            whole += len(rows)
    return whole / FINENESS**2


def _bend(rows: _Places, columns: _Places) -> float:
    """Return how far points are from one straight line, as their standard deviation."""
    return float(np.sqrt(max(0.0, np.linalg.eigvalsh(np.cov(rows, columns))[0])))


def _joined(mask: Mask) -> Iterator[list[tuple[_Places, _Places]]]:
    """Yield the rows and columns of each joined piece of a mask."""
    runs = [(row, *run) for row in range(mask.shape[0]) for run in _runs(mask[row])]
    parents = list(range(len(runs)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = one = parents[parents[one]]
        return one

    first = 0
    for this, (row, start, end) in enumerate(runs):
        while runs[first][0] < row - 1 - _GAP:
            first += 1
        for other in range(first, this):
            if runs[other][1] <= end + _GAP and start <= runs[other][2] + _GAP:
                parents[root(other)] = root(this)
    pieces: dict[int, list[tuple[_Places, _Places]]] = {}
    for this, (row, start, end) in enumerate(runs):
        pieces.setdefault(root(this), []).append((np.full(end - start, row), np.arange(start, end)))
    yield from pieces.values()


def _runs(row: Mask) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)

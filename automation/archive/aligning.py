"""A scanned page laid over the page that was made: moved, sized and turned as its paper lay in the scanner.

Pages are compared by their ink, so a grey ground, a shadow or a faint print changes little. A coarse search finds how
the paper lay; then tiles of the page say, each for itself, how far they still are off.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

#: How dark each point of a page is against the paper around it, from 0 to 255, by row and column.
Ink = npt.NDArray[np.float32]
_Matrix = npt.NDArray[np.float64]

#: What fits less is not found. Scans of the page fit above 0.8, other papers with the same letterhead below 0.7.
_FOUND = 0.4
#: Pixels across a page: in the coarse search, when it is made finer, and when tiles are compared.
_COARSE, _FINE, _FINEST = 128, 256, 640
#: What is tried: the paper's size on the scan, of the scan's width, and the degrees that it lies askew.
_USUAL_SIZES = tuple(0.90 + 0.02 * step for step in range(11))
_UNUSUAL_SIZES = tuple(0.50 + 0.02 * step for step in range(46))
_ASKEW = tuple(float(degree) for degree in range(-5, 6))
#: Steps of size and degrees when the search is made finer; each is halved so often.
_SIZE_STEP, _DEGREE_STEP, _HALVINGS = 0.01, 0.5, 4
#: Tiles of a page across and down; how far one may be off, of the page's width: less than half a line of writing.
_TILES, _REACH, _ROUNDS = (7, 10), 0.01, 2
_LEAST_INK, _LEAST_LIKENESS, _LEAST_TILES = 1.0, 0.6, 3
_CONTRAST = 24
#: So far beyond a scan's edge, of its width, what lies there is guessed.
_AROUND = 0.1


@dataclass(frozen=True, slots=True)
class Laid:
    """A scanned page as it looks when it lies exactly as the made page does.

    Attributes:
        page: the scan on the made page's pixels; where the scan ends its edge goes on, as a shadow there would.
        fit: how alike the two are in ink, up to 1; another paper with the same letterhead may reach 0.7.
    """

    page: Image.Image
    fit: float


def laid_over(scan: Image.Image, made: Image.Image) -> Laid | None:
    """Lay a scanned page over the made one, however it was put in: askew by five degrees, or turned by quarters.

    Args:
        scan: the page as it was scanned, in grey ("L"), of any size.
        made: the page as it was made, in grey, as finely drawn as the answer shall be.

    Returns:
        None where one of them is blank, or the one is not found on the other.
    """
    if _is_blank(scan) or _is_blank(made):
        return None
    target = _Target.of(made, _COARSE)
    turned = [scan.transpose(turn) if turn is not None else scan for turn in _turns(scan, made)]
    found = max(_coarse(turned, target, _USUAL_SIZES), key=lambda lie: lie.score)
    if found.score < _FOUND:
        found = max([found, *_coarse(turned, target, _UNUSUAL_SIZES)], key=lambda lie: lie.score)
    paper = turned[found.turn]
    lie = _finer(paper, made, found)
    matrix = _by_tiles(paper, made, lie.matrix(paper, made))
    fit = _fit(paper, made, matrix)
    if fit < _FOUND:
        return None
    in_pixels = _in_pixels(matrix, made.width, paper.width)
    around = round(_AROUND * paper.width)
    in_pixels[:, 2] += around
    wider = Image.fromarray(np.pad(np.asarray(paper), around, mode="edge"))
    return Laid(_transformed(wider, in_pixels, made.size, 255, Image.Resampling.BICUBIC), fit)


def ink_of(page: Image.Image) -> Image.Image:
    """Return how dark each point of a grey page is against the paper around it: paper is 0, black on it 255."""
    ground = page.reduce(max(1, page.width // _COARSE)).filter(ImageFilter.MaxFilter(9))
    paper = ground.filter(ImageFilter.GaussianBlur(4)).resize(page.size, Image.Resampling.BILINEAR)
    light = np.asarray(page, dtype=np.float32) / np.maximum(np.asarray(paper, dtype=np.float32), 1)
    return Image.fromarray((255 * np.clip(1 - light, 0, 1)).astype(np.uint8))


def _is_blank(page: Image.Image) -> bool:
    lowest, highest = page.reduce(max(1, min(page.size) // (2 * _COARSE))).getextrema()
    return min(page.size) < _COARSE or float(str(highest)) - float(str(lowest)) < _CONTRAST


def _turns(scan: Image.Image, made: Image.Image) -> tuple[Image.Transpose | None, ...]:
    if (scan.width > scan.height) == (made.width > made.height):
        return None, Image.Transpose.ROTATE_180
    return Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270


# -- how the paper lay


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lie:
    """How a paper lies on a scan.

    Attributes:
        turn: which of the turned scans it is.
        size: the made page's width there, of the scan's width.
        degrees: how far askew.
        right, down: how far from the middle, of the made page's width.
        score: how alike the two are then.
    """

    turn: int
    size: float
    degrees: float
    right: float = 0.0
    down: float = 0.0
    score: float = -1.0

    def matrix(self, scan: Image.Image, made: Image.Image) -> _Matrix:
        """Return where points of the made page lie on the scan, each page of the width 1."""
        angle = math.radians(self.degrees)
        turn = self.size * np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        middle = np.array([0.5 - self.right, made.height / made.width / 2 - self.down])
        moved = np.array([0.5, scan.height / scan.width / 2]) - turn @ middle
        return np.column_stack([turn, moved])


@dataclass(frozen=True, slots=True)
class _Target:
    """The made page's ink at some width, ready to be looked for."""

    made: Image.Image
    width: int
    size: tuple[int, int]
    spectrum: npt.NDArray[np.complexfloating]
    strength: float

    @classmethod
    def of(cls, made: Image.Image, width: int) -> _Target:
        ink = np.asarray(_ink_at(made, width), dtype=np.float32)
        centred = ink - ink.mean()
        spectrum = np.fft.rfft2(centred, _room(ink.shape))
        return cls(made, width, (ink.shape[1], ink.shape[0]), spectrum, float(np.linalg.norm(centred)))

    def found(self, scan: Image.Image, ink: Image.Image, lie: _Lie) -> _Lie:
        """Return where on a scan's ink, at this width, the page lies best that is of one size and so far askew."""
        lie = replace(lie, right=0.0, down=0.0)
        matrix = _in_pixels(lie.matrix(scan, self.made), self.width, self.width)
        there = _ink_on(ink, matrix, self.size)
        there -= there.mean()
        strength = float(np.linalg.norm(there)) * self.strength
        if strength <= 0:
            return lie
        room = _room(there.shape)
        alike = np.fft.irfft2(np.fft.rfft2(there, room) * self.spectrum.conj(), room)
        down, right = np.unravel_index(int(alike.argmax()), alike.shape)
        high, wide = room
        right, down = (right - wide if right > wide // 2 else right), (down - high if down > high // 2 else down)
        score = float(alike[down, right]) / strength
        return replace(lie, right=float(right) / self.width, down=float(down) / self.width, score=score)


def _coarse(turned: Iterable[Image.Image], target: _Target, sizes: Iterable[float]) -> Iterator[_Lie]:
    for turn, scan in enumerate(turned):
        ink = _ink_at(scan, target.width)
        for size in sizes:
            for degrees in _ASKEW:
                yield target.found(scan, ink, _Lie(turn=turn, size=size, degrees=degrees))


def _finer(scan: Image.Image, made: Image.Image, lie: _Lie) -> _Lie:
    target, ink = _Target.of(made, _FINE), _ink_at(scan, _FINE)
    best = target.found(scan, ink, lie)
    for halving in range(_HALVINGS):
        size, degrees = _SIZE_STEP / 2**halving, _DEGREE_STEP / 2**halving
        for more, further in ((size, 0.0), (-size, 0.0), (0.0, degrees), (0.0, -degrees)):
            tried = replace(best, size=best.size + more, degrees=best.degrees + further)
            best = max(best, target.found(scan, ink, tried), key=lambda one: one.score)
    return best


# -- what tiles say


def _by_tiles(scan: Image.Image, made: Image.Image, matrix: _Matrix) -> _Matrix:
    """Return the matrix mended by how far the page's tiles are still off."""
    page, ink = _ink_at(made, _FINEST), _ink_at(scan, _FINEST)
    wanted = np.asarray(page, dtype=np.float32)
    for _ in range(_ROUNDS):
        there = _ink_on(ink, _in_pixels(matrix, _FINEST, _FINEST), page.size)
        moves = list(_moves(wanted, there))
        if len(moves) < _LEAST_TILES:
            break
        change = np.vstack([_smooth(np.array(moves)), [0.0, 0.0, 1.0]])
        change[:2, 2] /= _FINEST
        matrix = matrix @ change
    return matrix


def _moves(wanted: Ink, there: Ink) -> Iterator[tuple[float, float, float, float]]:
    """Yield the middle of each tile that is found again, and where it lies: x, y, x there, y there, in pixels."""
    reach = round(_REACH * _FINEST)
    wide, high = (whole // tiles for whole, tiles in zip(reversed(wanted.shape), _TILES, strict=True))
    around = np.pad(there, reach)
    for left in range(0, wanted.shape[1] - wide + 1, wide):
        for top in range(0, wanted.shape[0] - high + 1, high):
            tile = wanted[top : top + high, left : left + wide]
            room = around[top : top + high + 2 * reach, left : left + wide + 2 * reach]
            if tile.mean() > _LEAST_INK and (moved := _move(tile, room)):
                x, y = left + wide / 2, top + high / 2
                yield x, y, x + moved[0] - reach, y + moved[1] - reach


def _move(tile: Ink, room: Ink) -> tuple[float, float] | None:
    """Return where in a room a tile lies, from the left and the top; None where it is not there."""
    centred = tile - tile.mean()
    windows = np.lib.stride_tricks.sliding_window_view(room, tile.shape)
    alike = np.einsum("ijkl,kl->ij", windows, centred)
    spread = np.sqrt(
        np.maximum(np.einsum("ijkl,ijkl->ij", windows, windows) - tile.size * windows.mean((2, 3)) ** 2, 0)
    )
    likeness = alike / np.maximum(spread * np.linalg.norm(centred), 1e-6)
    top, left = np.unravel_index(int(likeness.argmax()), likeness.shape)
    inside = 0 < top < likeness.shape[0] - 1 and 0 < left < likeness.shape[1] - 1
    if not inside or likeness[top, left] < _LEAST_LIKENESS:
        return None
    return left + _peak(likeness[top, left - 1 : left + 2]), top + _peak(likeness[top - 1 : top + 2, left])


def _peak(three: npt.NDArray[np.floating]) -> float:
    """Return how far from the middle of three values the highest place between them is."""
    before, middle, after = (float(value) for value in three)
    bend = before - 2 * middle + after
    return 0.0 if bend >= 0 else 0.5 * (before - after) / bend


def _smooth(moves: npt.NDArray[np.float64]) -> _Matrix:
    """Return the one change of the whole page that its tiles agree on best, without those that do not."""
    middle = np.append(moves[:, :2].mean(0), 0.0)
    kept = np.full(len(moves), True)
    change = np.zeros((2, 3))
    for _ in range(3):
        # In parts of a page, and held back where tiles lie in one line only.
        places = np.column_stack([(moves[kept, :2] - middle[:2]) / _FINEST, np.ones(int(kept.sum()))])
        held = np.diag([0.3, 0.3, 0.0])
        change = np.linalg.solve(places.T @ places + held, places.T @ (moves[kept, 2:] - moves[kept, :2])).T
        every = np.column_stack([(moves[:, :2] - middle[:2]) / _FINEST, np.ones(len(moves))])
        off = np.linalg.norm(every @ change.T - (moves[:, 2:] - moves[:, :2]), axis=1)
        kept = off <= max(1.0, 2.5 * float(np.median(off)))
        if int(kept.sum()) < _LEAST_TILES:
            break
    linear = change[:, :2] / _FINEST
    return np.column_stack([np.eye(2) + linear, change[:, 2] - linear @ middle[:2]])


def _fit(scan: Image.Image, made: Image.Image, matrix: _Matrix) -> float:
    page = _ink_at(made, _FINE)
    wanted = np.asarray(page, dtype=np.float32)
    there = _ink_on(_ink_at(scan, _FINE), _in_pixels(matrix, _FINE, _FINE), page.size)
    strength = float(wanted.std() * there.std())
    return float(((wanted - wanted.mean()) * (there - there.mean())).mean()) / strength if strength > 0 else 0.0


# -- pixels


def _ink_at(page: Image.Image, width: int) -> Image.Image:
    """Return the ink of a page drawn at a width, a little soft: a hair's breadth of difference is none."""
    small = page.resize((width, max(1, round(page.height * width / page.width))), Image.Resampling.BOX)
    return ink_of(small).filter(ImageFilter.BoxBlur(1))


def _ink_on(ink: Image.Image, matrix: _Matrix, size: tuple[int, int]) -> Ink:
    return np.asarray(_transformed(ink, matrix, size, 0, Image.Resampling.BILINEAR), dtype=np.float32)


def _in_pixels(matrix: _Matrix, made_width: int, scan_width: int) -> _Matrix:
    factors: _Matrix = np.array([scan_width / made_width, scan_width / made_width, scan_width])
    in_pixels: _Matrix = matrix * factors
    return in_pixels


def _transformed(
    picture: Image.Image, matrix: _Matrix, size: tuple[int, int], white: int, finely: Image.Resampling
) -> Image.Image:
    coefficients = tuple(float(value) for value in matrix.ravel())
    return picture.transform(size, Image.Transform.AFFINE, coefficients, finely, fillcolor=white)


def _room(shape: tuple[int, ...]) -> tuple[int, int]:
    """Return the sides of a field in which a page may move by half its size without coming in again on the other."""
    high, wide = (math.ceil(1.5 * side / 32) * 32 for side in shape)
    return high, wide

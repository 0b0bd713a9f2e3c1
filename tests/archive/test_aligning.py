"""A scanned page is laid over the page that was made: what stands at a place of the one stands there on the other."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw

from automation.archive.aligning import Aligned, aligned
from automation.archive.laying import DPI, ink_of
from local_workspace.scanner import scan
from tests.archive.marks import MARKS, a_way, drawn, marked
from tests.archive.over_code import letter, whose
from tests.archive.paper import a_pdf

_MM = DPI / 25.4
#: Where dots are put on the paper, and how far off they may be found: thinner than a stroke.
_PLACES = ((15, 60), (195, 60), (15, 250), (195, 250), (130, 225))
_OFF = 0.25


def a_page(seed: int = 0) -> Image.Image:
    return drawn(letter(whose(seed)), DPI)


def dotted(page: Image.Image) -> Image.Image:
    """The paper with a round dot at each place, where nothing is written."""
    paper = page.copy()
    pen = ImageDraw.Draw(paper)
    for x, y in _PLACES:
        pen.ellipse([(x - 1) * _MM, (y - 1) * _MM, (x + 1) * _MM, (y + 1) * _MM], fill=0)
    return paper


def laid(scan: Image.Image, made: Image.Image) -> Aligned | None:
    return aligned(Image.eval(made, lambda tone: 255 - tone), ink_of(scan))


def offs(found: Aligned, made: Image.Image) -> list[float]:
    """How far from its place each dot is found, in millimetres."""
    more = np.clip(255 * found.ink - (255 - np.asarray(made, dtype=float)) - 90, 0, None)
    far = []
    for x, y in _PLACES:
        left, top = round((x - 4) * _MM), round((y - 4) * _MM)
        spot = more[top : round((y + 4) * _MM), left : round((x + 4) * _MM)]
        rows, columns = np.indices(spot.shape)
        assert spot.sum() > 0, (x, y)
        middle = (columns * spot).sum() / spot.sum() + left, (rows * spot).sum() / spot.sum() + top
        far.append(float(np.hypot(middle[0] / _MM - x, middle[1] / _MM - y)))
    return far


def without_codes(page: Image.Image) -> Image.Image:
    """The page with its codes torn off, so that its ink alone says where it lies."""
    paper = page.copy()
    ImageDraw.Draw(paper).rectangle([0, 262 * _MM, paper.width, 286 * _MM], fill=255)
    return paper


def put_in(paper: Image.Image, size: tuple[int, int], degrees: float, scale: float, moved: float) -> Image.Image:
    """The paper on a scanner's glass: of another size than the picture, askew and off the middle."""
    turned = paper.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=245)
    wide = size[0] * scale * turned.width / paper.width
    small = turned.resize((round(wide), round(wide * turned.height / turned.width)), Image.Resampling.LANCZOS)
    glass = Image.new("L", size, 245)
    glass.paste(small, (round((size[0] - small.width) / 2 + moved * size[0]), round(0.4 * moved * size[0])))
    return glass


@pytest.mark.parametrize(
    ("size", "degrees", "scale", "moved", "coded"),
    [
        ((1240, 1754), 0.0, 1.0, 0.0, True),
        ((1654, 2339), 2.7, 0.97, 0.02, False),
        ((1000, 1414), -4.2, 0.94, -0.04, False),
        ((1275, 1950), -1.1, 1.03, 0.01, True),
        ((1754, 2480), 0.6, 0.71, 0.1, False),
        ((700, 990), 3.4, 0.95, 0.0, True),
    ],
)
def test_what_stands_on_the_paper_is_found_at_its_place(size, degrees, scale, moved, coded):
    made = a_page()
    paper = dotted(made) if coded else without_codes(dotted(made))
    found = laid(put_in(paper, size, degrees, scale, moved), made)
    assert found is not None
    assert found.ink.shape == (made.height, made.width)
    assert max(offs(found, made)) < _OFF
    assert found.likeness > 0.8


@pytest.mark.parametrize("turn", list(Image.Transpose)[2:5])
def test_a_paper_put_in_the_wrong_way_round_is_turned(turn):
    made = a_page()
    paper = without_codes(dotted(made))
    found = laid(put_in(paper, (1200, 1700), 1.5, 0.96, 0.01).transpose(turn), made)
    assert found is not None
    assert max(offs(found, made)) < _OFF


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("seed", [3, 4])
def test_grain_shadow_folds_and_stamps_move_nothing(name, seed):
    made = a_page()
    chance = np.random.default_rng(seed)
    paper = marked(dotted(made), name, chance)
    scanned = Image.open(BytesIO(scan(a_pdf(paper, dpi=DPI), **a_way(chance)))).convert("L")
    found = laid(scanned, made)
    assert found is not None
    # A fold moves what lies beyond it; what is torn off is gone.
    if name not in ("fold", "torn corner"):
        assert max(offs(found, made)) < _OFF
    assert found.likeness > (0.5 if name == "torn corner" else 0.7)


def test_a_paper_drawn_unevenly_is_laid_evenly():
    made = a_page()
    paper = dotted(made)
    stretched = paper.resize((paper.width, round(paper.height * 1.012)), Image.Resampling.LANCZOS)
    found = laid(put_in(stretched, (1240, 1790), 1.0, 0.97, 0.0), made)
    assert found is not None
    assert max(offs(found, made)) < _OFF


def test_a_blank_page_is_laid_over_nothing_and_nothing_over_it():
    blank = Image.new("L", (1240, 1754), 250)
    assert laid(blank, a_page()) is None
    assert laid(a_page(), blank) is None
    assert laid(Image.new("L", (3, 3)), a_page()) is None


def test_a_photograph_of_something_else_is_not_found():
    chance = np.random.default_rng(1)
    blots = Image.fromarray(chance.integers(0, 255, (30, 20)).astype(np.uint8)).resize((1200, 1700))
    assert laid(blots, a_page()) is None


def test_another_paper_of_the_office_fits_less_than_the_paper_itself():
    other = laid(put_in(a_page(1), (1240, 1754), 1.0, 0.97, 0.0), a_page())
    assert other is None or other.likeness < 0.75


def test_a_page_with_print_in_one_corner_alone_is_laid_evenly_all_over() -> None:
    made = a_page().copy()
    ImageDraw.Draw(made).rectangle([60 * _MM, 0, made.width, made.height], fill=255)
    ImageDraw.Draw(made).rectangle([0, 60 * _MM, made.width, made.height], fill=255)
    found = laid(put_in(dotted(made), made.size, 0.8, 0.99, 0.01), made)
    assert found is not None
    assert max(offs(found, made)) < 2.0

"""A letter counts as signed when a pen's ink stands where its signature belongs, whatever else lies on the page."""

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw

from automation.archive.held_against import held
from automation.archive.ink import FINENESS, inked
from automation.archive.signature_place import place_in
from local_workspace.scanner import scan, signed
from tests.archive.inked import NAMES, scanned
from tests.archive.over_code import letter, whose
from tests.archive.paper import a_pdf, a_picture, a_sheet


def said_of(content: bytes, pages: tuple[int, ...] = (0,), names: tuple[str, ...] = NAMES) -> bool | None:
    return held(content, pages, letter(whose(0)), names).is_signed


def test_a_letter_is_signed_above_the_name_that_an_official_number_follows():
    with pdfium.PdfDocument(letter(whose(0))) as document:
        place = place_in(document, NAMES)
    assert place is not None
    left, top, right, bottom = place.box
    assert place.page == 0
    assert (left < 108 < 150 < right, top < 155 < 180 < bottom, bottom < 200) == (True, True, True)


def test_a_successor_s_letter_is_signed_above_the_number_of_an_official_whom_nobody_names():
    with pdfium.PdfDocument(letter(whose(0))) as document:
        place = place_in(document, ("Orang Lain",))
        named = place_in(document, NAMES)
    assert place is not None
    assert named is not None
    assert all(abs(one - other) < 6 for one, other in zip(place.box, named.box, strict=True))


def test_a_pen_above_the_name_signs_and_none_does_not():
    assert said_of(scan(signed(letter(whose(0))), dpi=150)) is True
    assert said_of(scan(letter(whose(0)), dpi=150)) is False
    assert said_of(letter(whose(0))) is False


def test_the_signed_page_is_found_among_the_others_and_other_pages_are_not_looked_at():
    whole = scan(signed(letter(whose(0))), dpi=150, as_picture=True)
    assert said_of(whole) is True
    assert said_of(a_pdf(a_sheet(), a_sheet())) is not True


def test_what_shows_no_page_of_the_letter_is_not_found():
    assert said_of(a_picture(a_sheet().rotate(30, fillcolor=255).crop((0, 0, 500, 500)), "PNG")) is None


@pytest.mark.parametrize(
    ("name", "seed"),
    [("round stamp", 0), ("square stamp", 6004), ("shining through", 1), ("staple", 0), ("fold", 0), ("streaks", 0)],
)
def test_what_is_no_pen_s_is_no_signature(name, seed):
    assert said_of(scanned(name, seed, False)) is not True


@pytest.mark.parametrize(("name", "seed"), [("round stamp", 0), ("shining through", 1), ("fold", 0), ("streaks", 0)])
def test_a_signature_is_seen_beside_what_is_none(name, seed):
    assert said_of(scanned(name, seed, True)) is True


def drawn_at(*lines: tuple[float, float, float, float], bars: tuple[tuple[float, ...], ...] = ()) -> Image.Image:
    """A page's ink, of lines and bars in millimetres."""
    page = Image.new("L", (round(200 * FINENESS), round(120 * FINENESS)), 0)
    draw = ImageDraw.Draw(page)
    for line in lines:
        draw.line([value * FINENESS for value in line], 200, 2)
    for bar in bars:
        draw.rectangle([value * FINENESS for value in bar], 200)
    return page


NAME = ((60.0, 68.0, 130.0, 76.0),)
THREE_SIDES = ((70, 45, 110, 45), (70, 45, 70, 68), (110, 45, 110, 68))


@pytest.mark.parametrize(
    ("lines", "is_signed"),
    [
        (THREE_SIDES, False),
        (tuple((x, 120 - y, xx, 120 - yy) for x, y, xx, yy in THREE_SIDES), False),
        (THREE_SIDES[:2], True),
        ((*THREE_SIDES, (75, 62, 90, 50), (90, 50, 95, 64), (95, 64, 104, 52)), True),
    ],
)
def test_a_stamp_s_frame_whose_other_line_lies_under_print_is_no_pen_s(lines, is_signed):
    under = NAME if lines[0][1] < 60 else ((60.0, 44.0, 130.0, 52.0),)
    place = (55.0 * FINENESS, 40.0 * FINENESS, 135.0 * FINENESS, 80.0 * FINENESS)
    found = inked(ImageChops.lighter(drawn_at(*lines), drawn_at(bars=under)), drawn_at(bars=under), place)
    assert found.is_signed is is_signed

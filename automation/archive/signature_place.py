"""Where on a letter its signature belongs: above the name of who signs, as the PDF that was made shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

#: So far above the name, below it and beside it a hand signs, in millimetres; short names have more room beside.
_ABOVE, _BELOW, _BESIDE = 33.0, 9.0, 12.0
_LEAST_WIDTH = 55.0
#: How high a line of writing is, where an official's number stands below a name that nobody expects.
_LINE = 6.0
_POINTS = 72 / 25.4
_NUMBER = re.compile(r"NIP[.:]*\d{15,}")
_MOST_PAGES = 30

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """A page, counted from 0, and the place on it: left, top, right and bottom in millimetres from its top left."""

    page: int
    box: Box


def place_in(document: pdfium.PdfDocument, names: Sequence[str]) -> SignaturePlace | None:
    """Return where a letter's signature belongs; None where it does not show whose name stands there.

    Args:
        document: the letter as it was made.
        names: of those who may sign it.
    """
    found = [
        (page, seen) for page in range(min(len(document), _MOST_PAGES)) for seen in _seen_on(document, page, names)
    ]
    # A name that an official's number follows is the signer's; the same name may stand among the copies, too.
    page, seen = max(found, key=lambda one: (one[1].with_number, one[0], one[1].box[1]), default=(0, None))
    return None if seen is None else SignaturePlace(page, _around(seen.box))


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name on a page, in millimetres, and whether an official's number stands below."""

    box: Box
    with_number: bool


def _seen_on(document: pdfium.PdfDocument, position: int, names: Sequence[str]) -> Iterator[_Seen]:
    page = document[position]
    text = page.get_textpage()
    try:
        count, height = text.count_chars(), page.get_height()
        signs = text.get_text_range(0, count)[:count] if count else ""
        places = [place for place, sign in enumerate(signs) if not sign.isspace()]
        bare = "".join(signs[place] for place in places)

        def box(start: int, end: int) -> Box:
            boxes = [text.get_charbox(place) for place in places[start:end]]
            left, right = min(one[0] for one in boxes), max(one[2] for one in boxes)
            top, bottom = height - max(one[3] for one in boxes), height - min(one[1] for one in boxes)
            return left / _POINTS, top / _POINTS, right / _POINTS, bottom / _POINTS

        for name in filter(None, ("".join(name.split()) for name in names)):
            for found in re.finditer(re.escape(name), bare, re.IGNORECASE):
                yield _Seen(box(*found.span()), _NUMBER.match(bare, found.end()) is not None)
        for found in _NUMBER.finditer(bare):
            left, top, right, bottom = box(*found.span())
            yield _Seen((left, top - _LINE, right, bottom - _LINE), with_number=False)
    finally:
        text.close()
        page.close()


def _around(name: Box) -> Box:
    left, top, right, bottom = name
    right = max(right, left + _LEAST_WIDTH)
    return left - _BESIDE, top - _ABOVE, right + _BESIDE, bottom + _BELOW

"""The office's logo for the kop surat: opened apart, whatever it claims to be, and made fit for a letter."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from docx.shared import Length, Mm

from . import wording
from .pictures import opened_picture, pixels_of

#: A logo stands beside the five lines of the kop.
_WIDTH, _HEIGHT = Mm(24), Mm(24)
#: So many pixels of its longer side are printed sharply at that size; more would make each letter heavy.
_MOST_PIXELS = 600


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture (PNG) and its size on paper."""

    content: bytes
    width: Length
    height: Length


class UnreadableLogo(ValueError):
    """The file is no picture that can be printed; the message says what to do."""


def logo_of(content: bytes) -> Logo | None:
    """Return the logo in these bytes, without what else its file holds; None where there are none.

    Raises:
        UnreadableLogo: they are no PNG, JPEG, GIF, BMP or TIFF, are damaged, or hold too many pixels.
    """
    if not content:
        return None
    picture = opened_picture(content)
    pixels = pixels_of(picture) if picture else None
    if pixels is None or min(pixels.size) < 1:
        raise UnreadableLogo(wording.LOGO_UNREADABLE)
    pixels.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    out = BytesIO()
    pixels.save(out, "PNG", optimize=True)
    share = min(_WIDTH / pixels.width, _HEIGHT / pixels.height)
    return Logo(out.getvalue(), Length(int(pixels.width * share)), Length(int(pixels.height * share)))

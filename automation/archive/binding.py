"""A scan as the customer gets it: always a PDF, though an officer may have photographed the paper."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from automation.domain.scans import Medium

from .damage import damage_told
from .looking import frames_of, medium_of, picture_in
from .picture import upright

_A4_INCHES = (8.27, 11.69)


def bound(content: bytes) -> bytes:
    """Return the scan as a PDF whose first page fills an A4 sheet; one that is a PDF already stays as it is.

    Raises:
        CannotOpen: it is damaged, too large, or no scan at all.
    """
    medium = medium_of(content, "")
    if medium is Medium.PDF:
        return content
    out = BytesIO()
    with damage_told(), picture_in(content, medium) as picture:
        # In colour, as the ink of a signature is.
        first, *others = [upright(frame, "RGB") for frame in frames_of(picture, medium)]
        first.save(out, "PDF", save_all=True, append_images=others, resolution=_resolution(first), quality=85)
    return out.getvalue()


def _resolution(page: Image.Image) -> float:
    """Return the pixels per inch at which the page just fills an A4 sheet."""
    width, height = _A4_INCHES if page.height >= page.width else _A4_INCHES[::-1]
    return max(page.width / width, page.height / height)

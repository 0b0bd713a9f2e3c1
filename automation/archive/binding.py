"""A scan as the customer gets it: always a PDF, though an officer may have photographed the paper."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageSequence

from .picture import upright

_A4_INCHES = (8.27, 11.69)


def bound(content: bytes) -> bytes:
    """The scan as a PDF whose first page fills an A4 sheet; one that is a PDF already stays as it is.

    Args:
        content: a file that `read_scan` could open.
    """
    if b"%PDF-" in content[:1024]:
        return content
    with Image.open(BytesIO(content)) as picture:
        # In colour, as the ink of a signature is.
        first, *others = [upright(frame, "RGB") for frame in ImageSequence.Iterator(picture)]
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=_resolution(first), quality=85)
    return out.getvalue()


def _resolution(page: Image.Image) -> float:
    """Pixels an inch, so that the page fills an A4 sheet and no more."""
    width, height = _A4_INCHES if page.height >= page.width else _A4_INCHES[::-1]
    return max(page.width / width, page.height / height)

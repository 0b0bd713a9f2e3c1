"""Whether a page that was made still shows what the scan shows: as much of it is dark."""

from __future__ import annotations

from PIL import Image

#: Pages are compared at so many pixels across: grain is gone there.
_SIDE = 160
#: So much may the dark share of a page change, in parts of itself, and altogether.
_CHANGED, _ALWAYS = 0.2, 0.003


def dark_share(page: Image.Image) -> float:
    """Return how much of a page is dark, from 0 to 1, against its lightest tone: half as light counts as half dark.

    So it does not depend on how finely the page was drawn. Any mode of Pillow will do, for tones of any width: this
    must notice where making a page lost them.
    """
    scale = _SIDE / min(page.size)
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    small = _tones(page).resize(size, Image.Resampling.BOX).convert("F")
    lightest = float(str(small.getextrema()[1]))
    if lightest <= 0:
        return 1.0
    lights = small.point(lambda tone: tone * (255 / lightest) + 0.0).convert("L").histogram()
    return 1 - sum(light * count for light, count in enumerate(lights)) / (255 * sum(lights))


def is_like(made: float, scanned: float) -> bool:
    """Return whether two dark shares are of the same page."""
    return abs(made - scanned) <= _ALWAYS + _CHANGED * max(made, scanned)


def _tones(page: Image.Image) -> Image.Image:
    if page.mode.startswith(("I", "F")):
        return page.convert("F")
    return page.getchannel("L") if page.mode == "LAB" else page.convert("L")

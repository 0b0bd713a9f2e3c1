"""A photographed or scanned page as people see it."""

from __future__ import annotations

from PIL import Image, ImageOps

#: A tone is worth 8 bits at first; scanners write 10, 12, 14 or 16 into wider numbers, without saying how many.
_WIDTHS = (8, 10, 12, 14, 16, 24, 32)
_TURNS = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, -90: Image.Transpose.ROTATE_270}


def upright(frame: Image.Image, mode: str) -> Image.Image:
    """Return the picture turned as the camera was held, on white where transparent, in "L" (grey) or "RGB"."""
    held = ImageOps.exif_transpose(frame) if frame.getexif() else frame
    return in_eight_bits(on_white(held)).convert(mode)


def on_white(frame: Image.Image) -> Image.Image:
    """Return the picture without anything that shines through."""
    if frame.mode not in ("RGBA", "LA", "PA") and "transparency" not in frame.info:
        return frame
    ground = Image.new("RGBA", frame.size, "white")
    return Image.alpha_composite(ground, in_eight_bits(frame).convert("RGBA"))


def in_eight_bits(frame: Image.Image) -> Image.Image:
    """Return the picture in a mode that Pillow turns into every other without losing tones.

    It would cut wider tones off at 255, so that a page becomes white, or a page of fractions black.
    """
    if frame.mode == "LAB":
        return frame.getchannel("L")
    if not frame.mode.startswith(("I", "F")):
        return frame
    whole = frame.convert("F")
    lowest, highest = whole.getextrema()
    if not isinstance(highest, float) or not isinstance(lowest, float):
        return whole
    factor, shift = 255 / _white(highest), -min(lowest, 0.0)
    return whole.point(lambda tone: tone * factor + shift * factor).convert("L")


def _white(highest: float) -> float:
    """Return the number that stands for white, where this is the largest of a picture."""
    if highest <= 1:
        return 1.0
    return float(next((2**width - 1 for width in _WIDTHS if highest <= 2**width - 1), highest))


def turned(picture: Image.Image, degrees: int) -> Image.Image:
    """Return a picture turned against the clock by the nearest quarter; a little askew is left as it is."""
    quarter = round(degrees / 90) % 4 * 90
    turn = _TURNS.get(quarter - 360 if quarter > 180 else quarter)
    return picture if turn is None else picture.transpose(turn)

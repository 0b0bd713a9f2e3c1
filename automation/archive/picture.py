"""A photographed or scanned page as people see it."""

from __future__ import annotations

from PIL import Image, ImageOps


def upright(frame: Image.Image, mode: str) -> Image.Image:
    """Return the picture turned as the camera was held, on white where transparent, in "L" (grey) or "RGB"."""
    held = ImageOps.exif_transpose(frame) if frame.getexif() else frame
    return _on_white(held).convert(mode)


def _on_white(frame: Image.Image) -> Image.Image:
    if frame.mode not in ("RGBA", "LA", "PA") and "transparency" not in frame.info:
        return frame
    ground = Image.new("RGBA", frame.size, "white")
    return Image.alpha_composite(ground, frame.convert("RGBA"))

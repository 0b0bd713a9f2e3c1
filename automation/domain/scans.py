"""A scan as it was seen, before anybody knows whose document it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Medium(Enum):
    """What kind of file a scan is; the value is the ending of its name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    TIFF = "tif"


@dataclass(frozen=True, slots=True)
class SeenScan:
    """What kind of file it is, and the texts of the QR codes on each page."""

    medium: Medium
    pages: tuple[frozenset[str], ...]

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
    JPEG_2000 = "jp2"


@dataclass(frozen=True, slots=True)
class SeenScan:
    """What kind of file it is, and the texts of the QR codes on each page."""

    medium: Medium
    pages: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class PageDifference:
    """A page (1-based) that does not show what was printed; the words at these places, none where it is another."""

    page: int
    words: tuple[str, ...] = ()
    is_another: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanDifferences:
    """What came of holding a scan against what was printed, as pictures.

    Attributes:
        scanned: how many pages the scan has, without empty backs.
        printed: how many were printed.
        pages: those that differ.
        obstacle: why it could not be done, in Indonesian; "" where it was.
    """

    scanned: int = 0
    printed: int = 0
    pages: tuple[PageDifference, ...] = ()
    obstacle: str = ""

    @property
    def is_same(self) -> bool:
        """Whether the scan shows what was printed."""
        return not (self.pages or self.obstacle) and self.scanned == self.printed


@dataclass(frozen=True, slots=True)
class HeldScan:
    """What came of holding a signed scan against the PDF that was printed.

    Attributes:
        differences: what the scan shows otherwise.
        is_signed: whether ink stands where it is signed; None where no page of the scan shows that place.
    """

    differences: ScanDifferences
    is_signed: bool | None = None

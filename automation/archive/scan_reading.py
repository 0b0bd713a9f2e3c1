"""What a scan says: whose document each page is, once the seals on its codes have been checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from automation.domain.codes import DocumentCode, ForeignCode, ForgedCode, read_code
from automation.domain.scans import HeldScan, Medium, SeenScan
from automation.domain.signatures import SignedPdf


@dataclass(frozen=True, slots=True)
class PageReading:
    """The codes on one page: ours, and how many that are not."""

    codes: tuple[DocumentCode, ...] = ()
    foreign: int = 0
    forged: int = 0


@dataclass(frozen=True, slots=True)
class ScanReading:
    """A scan that could be opened; its pages may still say nothing.

    `signed` is of a PDF that is, by its code, a letter to be signed electronically; None of all others. `held` tells
    of letters signed on paper, by their code, what came of holding them against what was printed.
    """

    sha256: str
    medium: Medium
    pages: tuple[PageReading, ...]
    signed: SignedPdf | None = None
    held: Mapping[DocumentCode, HeldScan] = field(default_factory=dict)

    def pages_of(self, code: DocumentCode) -> tuple[int, ...]:
        """Return which pages, counted from 0, are a document's: those with its code, and those after without one."""
        found, current = [], None
        for position, page in enumerate(self.pages):
            current = page.codes[0] if page.codes else current
            if current == code:
                found.append(position)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class UnreadableScan:
    """A file that could not be opened, with what a person should do; too large a one has no SHA-256."""

    sha256: str
    reason: str


def reading_of(seen: SeenScan, sha256: str, secret: bytes) -> ScanReading:
    """Separate the office's own codes from all others.

    Args:
        seen: the texts on each page.
        sha256: of the file.
        secret: what the office's codes are sealed with.
    """
    return ScanReading(sha256, seen.medium, tuple(_page(texts, secret) for texts in seen.pages))


def _page(texts: Iterable[str], secret: bytes) -> PageReading:
    codes = [read_code(text, secret) for text in texts]
    return PageReading(
        codes=tuple(sorted(code for code in codes if isinstance(code, DocumentCode))),
        foreign=sum(isinstance(code, ForeignCode) for code in codes),
        forged=sum(isinstance(code, ForgedCode) for code in codes),
    )

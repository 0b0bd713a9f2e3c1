"""How much opening may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What ends the process that opens files and mails.

    A page without a code takes 0.6 s, the longest of all; the longest scan has 200 of them.

    Attributes:
        memory: bytes of address space; a page of 80 million pixels in colour needs 700 MB.
        page_seconds: for opening a scan, and for each page of it.
        held_seconds: for each page that is held against what was printed; it takes 4 s.
        file_seconds: for a whole scan.
        letter_seconds: for a whole mail, draft or template.
        tick_seconds: after this long for scans, no further scan of the tick is begun; likewise for mails.
        processor_seconds: of one process, should nobody be left to watch it.
    """

    memory: int = 1 << 30
    page_seconds: float = 20.0
    held_seconds: float = 60.0
    file_seconds: float = 240.0
    letter_seconds: float = 20.0
    tick_seconds: float = 120.0
    processor_seconds: int = 600

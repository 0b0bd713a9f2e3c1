"""The complaint's own number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from . import wording

_LONGEST_KNOWN = 40
_PRINTED = re.compile(r"([A-Z]{2,6})-(\d{4})-(\d{4,})")


@dataclass(frozen=True, slots=True, order=True)
class ComplaintNumber:
    """Nomor keluhan, printed as KEL-2026-0042; the sequence starts anew each year."""

    year: int
    sequence: int
    prefix: str = "KEL"

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.sequence:04d}"

    def __hash__(self) -> int:
        # Numbers are looked up by the ten thousand; the generated one makes a tuple each time.
        return (self.year << 24) ^ self.sequence

    @classmethod
    def parse(cls, text: str) -> ComplaintNumber:
        """Read a printed number; spaces around it and small letters are forgiven.

        Raises:
            ValueError: when it is not a complaint number.
        """
        found = _known(text) if len(text) <= _LONGEST_KNOWN else _in(text)
        if found is None:
            raise ValueError(wording.not_a_complaint_number(text))
        return found

    @classmethod
    def read(cls, text: str) -> ComplaintNumber | None:
        """Read what people or a tab may have written; None when it is not a complaint number."""
        try:
            return cls.parse(text)
        except ValueError:
            return None


def _in(text: str) -> ComplaintNumber | None:
    match = _PRINTED.fullmatch(text.strip().upper())
    return ComplaintNumber(int(match[2]), int(match[3]), match[1]) if match else None


#: The same numbers are read again and again, out of every tab and every row of the ledger.
_known = lru_cache(100_000)(_in)

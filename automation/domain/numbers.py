"""The complaint's own number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import wording

_PRINTED = re.compile(r"([A-Z]{2,6})-(\d{4})-(\d{4,})")


@dataclass(frozen=True, slots=True, order=True)
class ComplaintNumber:
    """Nomor keluhan, printed as KEL-2026-0042; the sequence starts anew each year."""

    year: int
    sequence: int
    prefix: str = "KEL"

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.sequence:04d}"

    @classmethod
    def parse(cls, text: str) -> ComplaintNumber:
        """Read a printed number; spaces around it and small letters are forgiven.

        Raises:
            ValueError: when it is not a complaint number.
        """
        match = _PRINTED.fullmatch(text.strip().upper())
        if match is None:
            raise ValueError(wording.not_a_complaint_number(text))
        return cls(int(match[2]), int(match[3]), match[1])

    @classmethod
    def read(cls, text: str) -> ComplaintNumber | None:
        """Read what people or a tab may have written; None when it is not a complaint number."""
        try:
            return cls.parse(text)
        except ValueError:
            return None

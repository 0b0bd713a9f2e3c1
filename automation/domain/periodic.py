"""What a report stated of a period: kept with the report, told in Riwayat, and never changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: The figures that a later report corrects, by the words under which they are kept for ever.
STATED = (
    "sisa awal",
    "diterima",
    "dibuka kembali",
    "dipindahkan",
    "berakhir",
    "sisa akhir",
    "lewat norma",
    "ditunda",
)
_ONE = re.compile(r"([a-z ]+?) (\d+)")


@dataclass(frozen=True, slots=True)
class StatedFigures:
    """The figures that were stated of a period, by `STATED`; printed as "sisa awal 3, diterima 5, …"."""

    counts: tuple[int, ...]

    def __str__(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in zip(STATED, self.counts, strict=True))

    @property
    def named(self) -> Mapping[str, int]:
        """The figures by name."""
        return dict(zip(STATED, self.counts, strict=True))

    @classmethod
    def read(cls, text: str) -> StatedFigures | None:
        """Read what was printed; None where it is none of ours."""
        found = [_ONE.fullmatch(part) for part in text.split(", ")]
        if len(found) != len(STATED) or not all(found):
            return None
        named = {match[1]: int(match[2]) for match in found if match}
        return cls(tuple(named[name] for name in STATED)) if set(named) == set(STATED) else None


@dataclass(frozen=True, slots=True)
class Stated:
    """Figures of one period, by its code, as a report states them: its own, or a correction of an earlier one's."""

    period: str
    figures: str

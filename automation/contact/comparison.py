"""Holds the answers of Google to those of the embedded workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from .values import Answer, Answered


class Verdict(Enum):
    """How two answers to one probe compare."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two answers to the probe of one belief; None where that side was never asked."""

    name: str
    ours: Answer | None
    other: Answer | None

    @property
    def verdict(self) -> Verdict:
        """How they compare."""
        if not (isinstance(self.ours, Answered) and isinstance(self.other, Answered)):
            return Verdict.NOT_TRIED
        return Verdict.SAME if dict(self.ours.facts) == dict(self.other.facts) else Verdict.DIFFERS


def compared(ours: Mapping[str, Answer], other: Mapping[str, Answer]) -> tuple[Compared, ...]:
    """Compare the answers of the world outside with those of the embedded workspace, by belief."""
    return tuple(Compared(name, ours[name], other.get(name)) for name in ours)

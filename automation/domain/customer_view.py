"""Where a complaint stands as its complainant may see it: number, steps and days; no name, and no word of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from .numbers import ComplaintNumber
from .vocabulary import Outcome, Step


class Standing(Enum):
    """How far one step has come."""

    DONE = "selesai"
    NOW = "sekarang"
    LATE = "terlambat"
    COMING = "berikutnya"


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step of the SOP.

    Attributes:
        on: of a done step, the office's day on which it ended; else the day on which its end is expected. None where
            nobody can tell.
    """

    step: Step
    standing: Standing
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerView:
    """Where a complaint stands.

    Attributes:
        steps: those that were done, and of an open complaint those to come, in their order.
        is_resting: the handling is on hold, so that no day is expected.
        outcome, ended_on: how and when it ended; None while it is open.
    """

    number: ComplaintNumber
    steps: tuple[StepShown, ...]
    is_resting: bool = False
    outcome: Outcome | None = None
    ended_on: date | None = None

    @property
    def expects(self) -> bool:
        """Whether it names a day that has not come."""
        return any(one.on is not None and one.standing is not Standing.DONE for one in self.steps)

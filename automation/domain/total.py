"""The whole case against the SOP's total: measured in office time, and never a breach of anybody's.

Every turn keeps the office time it took, holds left out; turns follow one another without a gap,
but for the time in which a case was closed by mistake. So their sum is the office time that the case was with us.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from .calendar import Norm
from .case import Case
from .office_hours import WeekHours
from .vocabulary import Step


@dataclass(frozen=True, slots=True)
class TotalNorm:
    """What the SOP grants a whole case: its norms of days and of minutes added up."""

    days: int
    minutes: int

    @classmethod
    def of(cls, *norms: Mapping[Step, Norm]) -> TotalNorm:
        """Add up the norms of all steps, those of the customer's two included."""
        every = [norm for some in norms for norm in some.values()]
        return cls(sum(norm.days or 0 for norm in every), sum(norm.minutes or 0 for norm in every))

    def __str__(self) -> str:
        return f"{self.days} hari kerja dan {self.minutes} menit"

    def office_time(self, week: WeekHours) -> timedelta:
        """Return it as office time: a day is the mean working day of the plain week."""
        return self.days * week.mean_working_day() + timedelta(minutes=self.minutes)


def spent_on(case: Case) -> timedelta | None:
    """Return the office time that the ended turns of a case took; None where it was not measured."""
    took = [record.took for record in case.steps if record.ended is not None]
    if any(seconds is None for seconds in took):
        return None
    return timedelta(seconds=sum(seconds or 0 for seconds in took))

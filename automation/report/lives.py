"""When a complaint was open: from when it counts as here, through each end and each time that it went on.

Of a period each complaint is one `Stay`, so that no figure counts a reopened one twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from automation.domain.case import Case
from automation.domain.vocabulary import Outcome

from .period import Period


@dataclass(frozen=True, slots=True)
class Window:
    """A period as moments: from the first up to, not including, the end."""

    first: datetime
    end: datetime

    @classmethod
    def of(cls, period: Period, zone: tzinfo) -> Window:
        """Return a period of the office's days.

        In UTC, as the ledger keeps moments: two of one zone are compared without asking either for its offset.
        """
        return cls(*(datetime.combine(day, time(), zone).astimezone(UTC) for day in (period.first, period.end)))

    def __contains__(self, moment: datetime) -> bool:
        return self.first <= moment < self.end


@dataclass(frozen=True, slots=True)
class Turning:
    """A moment at which a complaint ended, or (`outcome` is None) was open again or for the first time."""

    at: datetime
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Life:
    """A complaint through the years.

    Attributes:
        entered: from when the figures know of it: received, or imported from the register of before.
        turnings: oldest first; none of one that was imported after it had ended.
    """

    case: Case
    entered: datetime
    turnings: tuple[Turning, ...]

    def was_over(self, at: datetime) -> bool:
        """Return whether it had ended for good before a moment, or was over when it was taken over."""
        return not self.turnings or (self.turnings[-1].outcome is not None and self.turnings[-1].at < at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One complaint in one period; `carried_over + came_in + reopened + imported - ended` is `left`.

    An end after which it went on within the same period, and that going on, are both left out: what a period tells of
    is how it stood at its end.

    Attributes:
        carried_over: it was open when the period began.
        came_in: it was received in the period.
        imported: it was taken over in the period from the register of before, still open.
        reopened: it had ended before the period, and went on in it.
        ended: how it ended, where it was open in the period and no longer at its end.
        ended_at: when.
        left: it was open when the period ended.
    """

    case: Case
    carried_over: bool
    came_in: bool
    imported: bool
    reopened: bool
    ended: Outcome | None
    ended_at: datetime | None
    left: bool


def life_of(case: Case) -> Life:
    """Return when a complaint was open."""
    ends: list[Turning] = []
    for former in case.former_ends:
        ends += [Turning(former.at, former.outcome), Turning(former.until, None)]
    if case.outcome is not None and case.closed_at is not None:
        ends.append(Turning(case.closed_at, case.outcome))
    entered = case.registered_at if case.is_imported else case.stated.received_at
    if case.is_imported and ends and ends[0].at <= entered:
        return Life(case, entered, tuple(one for one in ends[1:] if one.at >= entered))
    return Life(case, entered, (Turning(entered, None), *ends))


def stays_in(lives: Iterable[Life], window: Window) -> Iterator[Stay]:
    """Return the complaints that were open at some time of a period."""
    for life in lives:
        if life.entered < window.end and not life.was_over(window.first) and (stay := _stay(life, window)):
            yield stay


def _stay(life: Life, window: Window) -> Stay | None:
    before = after = None
    opened = False
    for turning in life.turnings:
        if turning.at < window.first:
            before = after = turning
        elif turning.at < window.end:
            after = turning
            opened = opened or turning.outcome is None
    carried_over = before is not None and before.outcome is None
    if after is None or not (carried_over or opened):
        return None
    is_new, is_over = life.entered >= window.first, after.outcome is not None
    return Stay(
        case=life.case,
        carried_over=carried_over,
        came_in=is_new and not life.case.is_imported,
        imported=is_new and life.case.is_imported,
        reopened=not is_new and not carried_over,
        ended=after.outcome,
        ended_at=after.at if is_over else None,
        left=not is_over,
    )

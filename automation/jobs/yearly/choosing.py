"""Which complaints move: settled long ago, and no term of theirs is running."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta

from automation.domain.actions import Action
from automation.domain.away import Away
from automation.domain.case import Case
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.settings.values import YearBookSettings

#: So many complaints go in one passage: all that is written of them fits into one request.
TOGETHER = 25


def has_begun(settings: YearBookSettings, memory: Memory, away: Away) -> bool:
    """Return whether the Register has grown so large that complaints move; once some did, it goes on."""
    if not settings.from_rows:
        return False
    is_known = any(place.year_mark for place in memory.places)
    return is_known or len(memory.cases) - len(away) >= settings.from_rows


def due_to_move(
    cases: Iterable[Case],
    memory: Memory,
    away: Away,
    settings: YearBookSettings,
    now: datetime,
    left: Container[ComplaintNumber],
) -> tuple[ComplaintNumber, ...]:
    """Return the complaints that may move together, the oldest first, all of one year.

    Args:
        cases: of the complaints about whose rows nothing is to be said: no warning, no relation, no paper lacking.
        memory: what the ledger remembers.
        away: those that moved already.
        settings: when complaints move.
        now: the moment.
        left: those that are left where they are for today.
    """
    until = now - timedelta(days=settings.after_days)
    busy = _busy(memory.actions)
    failing = {setback.number for setback in memory.setbacks.values()}
    found = sorted(
        one.number
        for one in cases
        if _is_over(one, until)
        and one.number not in away
        and one.number not in left
        and one.number not in busy
        and one.number not in failing
        and away.returned.get(one.number, until) <= until
    )
    return tuple(one for one in found if one.year == found[0].year)[:TOGETHER]


def _is_over(case: Case, until: datetime) -> bool:
    """Return whether a complaint ended before a moment, and stands by itself."""
    is_alone = case.first is None and not case.cells.get("related_to") and not case.intake.related_to
    return (
        case.settled
        and case.row_seen
        and case.outcome is not None
        and case.closed_at is not None
        and case.closed_at <= until
        and is_alone
        and not case.joint_with
        and not case.proposal
    )


def _busy(actions: Mapping[str, Action]) -> frozenset[ComplaintNumber]:
    """Return the complaints with an action that was not checked, or is to be reviewed."""
    return frozenset(
        one.number
        for one in actions.values()
        if one.number is not None and not one.is_reviewed(len(one.standing_reviews()))
    )

"""Ditunda: while a case rests its clock stands still."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from automation.domain.case import Case, Hold
from automation.domain.complaint import StaffFacts

from . import wording


def stated_hold(facts: StaffFacts, zone: tzinfo) -> tuple[Hold | None, str]:
    """Read the hold that staff state, or say why it cannot stand.

    `Ditunda sampai` includes its day; a hold without it lasts until the cell `Ditunda sejak` is cleared.
    """
    if facts.held_from is None:
        if facts.held_until is not None:
            return None, wording.HOLD_WITHOUT_START
        return None, ""
    if not facts.hold_reason:
        return None, wording.HOLD_WITHOUT_REASON
    if facts.held_until is not None and facts.held_until < facts.held_from:
        return None, wording.HOLD_ENDS_BEFORE_START
    began = datetime.combine(facts.held_from, time(), zone)
    until = datetime.combine(facts.held_until + timedelta(days=1), time(), zone) if facts.held_until else None
    return Hold(began, until), ""


def with_hold(case: Case, stated: Hold | None, now: datetime) -> Case:
    """Keep the stated hold among the case's holds; one that is no longer stated ends now."""
    lasting = case.holds[-1] if case.holds and is_on(case.holds[-1], now) else None
    if stated is None:
        if lasting is None:
            return case
        return replace(case, holds=(*case.holds[:-1], replace(lasting, until=now)))
    if any(hold.began == stated.began for hold in case.holds):
        holds = tuple(stated if hold.began == stated.began else hold for hold in case.holds)
    elif lasting is not None:
        holds = (*case.holds[:-1], stated)
    else:
        holds = (*case.holds, stated)
    return replace(case, holds=holds) if holds != case.holds else case


def is_on(hold: Hold, now: datetime) -> bool:
    """Return whether a hold lasts at a moment."""
    return hold.began <= now and (hold.until is None or now < hold.until)


def on_hold(case: Case, now: datetime) -> bool:
    """Return whether a case rests at a moment."""
    return any(is_on(hold, now) for hold in case.holds)

"""A settled case that goes on: an officer proposes it within a term, the Kepala Balai does it at any time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from automation.domain.case import Case, FormerEnd, Reopening
from automation.domain.dates import local_day
from automation.domain.rules import Rules
from automation.domain.vocabulary import Outcome


def may_be_proposed_until(case: Case, rules: Rules, zone: tzinfo) -> date | None:
    """Return the last day on which an officer may propose to reopen a settled case; None for any other case."""
    if case.outcome is not Outcome.SETTLED or case.closed_at is None:
        return None
    return local_day(case.closed_at, zone) + timedelta(days=rules.reopen_within)


def is_proposed(case: Case) -> bool:
    """Return whether an officer's proposal to reopen a case stands in its row, and waits for the Kepala Balai."""
    return case.outcome is not None and bool(case.proposal) and case.cells.get("reopening_proposed") == case.proposal


def is_new_reason(case: Case, text: str) -> bool:
    """Return whether a text of Buka kembali is one that the case was not reopened for before."""
    return bool(text) and all(text != one.reason for one in case.reopenings)


def open_again(case: Case, at: datetime) -> Case:
    """Return a case as it goes on after an end, whatever ended it, from a moment on; an open one stays open."""
    ends = case.former_ends
    if case.outcome is not None and case.closed_at is not None:
        ends = (*ends, FormerEnd(case.outcome, case.closed_at, at))
    return replace(case, outcome=None, closed_at=None, settled=False, unheeded={}, proposal="", former_ends=ends)


def with_next_letter(case: Case, void: str) -> Case:
    """Return a case that another letter follows; `void` says why the last one no longer counts, "" where it does."""
    return replace(
        case,
        voided=(*case.voided, void),
        own_letter_number="",
        draft=None,
        sealed=None,
        asked_about=None,
        decided_on="",
        deciders=(),
        edited_late=False,
        signed="",
        joint_with=(),
    )


def handled_anew(case: Case, reason: str, at: datetime, by: str) -> Case:
    """Return a settled case that begins again at step 4, with the same working group and a sheet of its own.

    One whose letter was declared void with it goes on already, and the next letter is there.
    """
    held = case.disposition
    again = held and replace(held, by=by, at=at, sequence=held.sequence + 1, former="")
    is_next = case.outcome is None and case.issued < case.letter_sequence
    case = case if is_next else with_next_letter(open_again(case, at), "")
    return replace(case, disposition=again, reopenings=(*case.reopenings, Reopening(at, reason)))

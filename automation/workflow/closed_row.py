"""The row of a case that is over: what may still be written there, and what is answered with a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from automation.domain.case import Case
from automation.domain.vocabulary import Outcome

from . import wording
from .case_context import CaseContext
from .letter_numbers import differing_after_the_end
from .reopening import may_be_proposed_until

#: What counts on the row of any case that is over, or is a note of the office's own.
_ALWAYS = frozenset(
    {
        *("corrected_name", "corrected_email", "corrected_phone", "corrected_address", "corrected_channel"),
        "corrected_received",
        "to_print",
        *(
            "workers",
            "level",
            "incoming_number",
            "hold_reason",
            "reopening",
            "reopening_proposed",
            "answer_edit",
            "related_to",
            "handled_by",
        ),
        # What becomes known after the letter arrived is written down where it belongs.
        *("response", "recipient", "handed_over_by"),
    }
)
#: What the complainant was told, word for word; told anew where it is put right.
REASON = "reason_given"
#: What counts besides, where the case ended with a reply, and where it ended without one.
_AFTER_REPLY = frozenset({"replacement"})
_WITHOUT_REPLY = frozenset({"classification", "duplicate_of", "service", REASON, "same_person"})


def with_unheeded(case: Case, cells: Mapping[str, str]) -> Case:
    """Return a case that is over with the cells that changed though nothing follows, until they are put back."""
    if case.outcome is None:
        return case
    heeded = _ALWAYS | (_AFTER_REPLY if case.outcome is Outcome.SETTLED else _WITHOUT_REPLY)
    if case.outcome is Outcome.OUT_OF_SCOPE:
        heeded -= {REASON}
    unheeded = dict(case.unheeded)
    for key in (*case.cells, *cells):
        before, after = case.cells.get(key, ""), cells.get(key, "")
        if before != after and key not in heeded:
            unheeded.setdefault(key, before)
    kept = {key: before for key, before in unheeded.items() if cells.get(key, "") != before}
    return case if kept == dict(case.unheeded) else replace(case, unheeded=kept)


def warnings_of(case: Case, context: CaseContext, headings: Mapping[str, str]) -> Iterator[str]:
    """Return what stands beside the row of a case that is over, as long as it is so."""
    if case.outcome is None:
        return
    has_reply = case.outcome is Outcome.SETTLED
    if unheeded := [headings[key] for key in case.unheeded if key != REASON]:
        yield wording.unheeded(unheeded, has_reply=has_reply)
    if has_reply and (differing := differing_after_the_end(case, context)):
        yield differing
    for key in ("reopening", "reopening_proposed"):
        if text := case.cells.get(key, ""):
            yield from _of_reopening(case, key, text, context, headings[key])


def _of_reopening(case: Case, key: str, text: str, context: CaseContext, heading: str) -> Iterator[str]:
    if case.outcome is not Outcome.SETTLED:
        if key in case.stale:
            return  # It was written of an earlier end, and has had its effect.
        yield wording.reopened_by_sorting(heading)
    elif key == "reopening_proposed" and text == case.proposal:
        yield wording.PROPOSAL_WAITS
    elif any(text == one.reason for one in case.reopenings) and key == "reopening":
        if key not in case.stale:  # It was emptied and written anew: somebody means it.
            yield wording.REOPENED_FOR_THAT_BEFORE
    elif key in case.stale:
        yield wording.written_before_the_end(heading)
    elif key == "reopening_proposed":
        until = may_be_proposed_until(case, context.rules, context.calendar.hours.zone)
        if until is not None and context.today > until:
            yield wording.proposed_too_late(until)

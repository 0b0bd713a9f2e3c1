"""Cells of an earlier round: after a return they stand as they were and must be renewed before they count.

Only people write these cells, so the job cannot clear them: it remembers what they said when the case went back.
A group of cells counts again as soon as one of its deciding cells reads differently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts


@dataclass(frozen=True, slots=True)
class _Group:
    cells: tuple[str, ...]
    deciding: tuple[str, ...]


_REVIEW = _Group(("findings",), ("findings",))
_MEETING = _Group(
    ("meeting_needed", "meeting_at", "meeting_place", "meeting_agenda", "meeting_participants"), ("meeting_at",)
)
# The same kind of cause may lie behind another cause.
_CAUSE = _Group(("cause", "cause_category"), ("cause",))
_ACTION = _Group(("corrective_action", "preventive_action"), ("corrective_action", "preventive_action"))
# On its own: a new action is not applied on the day of the old one.
_APPLICATION = _Group(("applied_on",), ("applied_on",))
_VERIFICATION = _Group(("verification", "effective", "verified_by"), ("verification", "effective"))
_REPLY = _Group(("reply_text",), ("reply_text",))
_INITIALS = _Group(("initials",), ("initials",))
_DECISION = _Group(("decision", "decision_note", "decided_by"), ("decision", "decision_note"))
_REPLACEMENT = _Group(("replacement",), ("replacement",))
# A corrected letter may bear the same date; its number is never the same.
_LETTER = _Group(("letter_number", "letter_date"), ("letter_number",))
_DELIVERY = _Group(
    ("sent_by", "delivered_on", "recipient", "handed_over_by"), ("sent_by", "delivered_on", "recipient")
)
# The same person may receive a second letter in the same way; what was said of the first one is not said of it.
_RESPONSE = _Group(("response",), ("response",))
_REMAKE = _Group(("remake",), ("remake",))
_REOPENING = _Group(("reopening",), ("reopening",))
_PROPOSAL = _Group(("reopening_proposed",), ("reopening_proposed",))
_CLASSIFICATION = _Group(("classification",), ("classification",))
_GROUPS = (
    _CLASSIFICATION,
    *(_REVIEW, _MEETING, _CAUSE, _ACTION, _APPLICATION, _VERIFICATION, _REPLY, _INITIALS, _DECISION),
    *(_REPLACEMENT, _LETTER, _DELIVERY, _RESPONSE, _REMAKE, _REOPENING, _PROPOSAL),
)

#: What an ineffective action makes stale (back to step 5), and what a returned draft does (back to step 8).
INEFFECTIVE = _CAUSE.cells + _ACTION.cells + _APPLICATION.cells + _VERIFICATION.cells
RETURNED = _INITIALS.cells + _DECISION.cells
#: What a void letter makes stale: it begins anew at step 8.
VOIDED = RETURNED + _REPLACEMENT.cells + _LETTER.cells + _DELIVERY.cells + _RESPONSE.cells
#: What was written about a letter before it was made.
REPLACED = _REPLACEMENT.cells
#: What a new version of a document makes stale: the demand is met.
REMADE = _REMAKE.cells
#: What a reopening makes stale: all that was done since step 4.
HANDLED_ANEW = (
    *(_REVIEW.cells + _MEETING.cells + INEFFECTIVE + _REPLY.cells + VOIDED),
    *(_REOPENING.cells + _PROPOSAL.cells),
)
#: What may be written only after the end: what stood there before it is not meant for it.
ENDED = _REOPENING.cells + _PROPOSAL.cells
#: What a decision on another version than the one initialled makes stale.
DECIDED = _DECISION.cells
#: What a signed letter makes stale that no program can read: its number and date are stated anew, by who read it.
UNREAD = _LETTER.cells


def of_going_on(case: Case, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a case makes stale that goes on: of one that was over, also what was sorted otherwise afterwards.

    Whoever changed that was told that nothing follows from it, and nothing shall follow unseen once the case goes on.
    """
    return keys + (_CLASSIFICATION.cells if set(_CLASSIFICATION.cells) <= case.unheeded.keys() else ())


def made_stale(cells: Mapping[str, str], keys: tuple[str, ...]) -> dict[str, str]:
    """Remember what these cells say now."""
    return {key: cells.get(key, "") for key in keys}


def still_stale(stale: Mapping[str, str], cells: Mapping[str, str]) -> dict[str, str]:
    """Return what of the remembered cells has not been renewed."""
    kept: dict[str, str] = {}
    for group in _GROUPS:
        remembered = {key: stale[key] for key in group.cells if key in stale}
        if remembered and not any(cells.get(key, "") != stale[key] for key in group.deciding if key in stale):
            kept |= remembered
    return kept


def without_group_of(stale: Mapping[str, str], key: str) -> dict[str, str]:
    """Return what is still stale once this cell was written anew: of its group nothing."""
    renewed = {cell for group in _GROUPS if key in group.deciding for cell in group.cells}
    return {cell: text for cell, text in stale.items() if cell not in renewed}


def without(facts: StaffFacts, stale: Mapping[str, str]) -> StaffFacts:
    """Return the facts as if the stale cells were empty."""
    empty = {field.name: field.default for field in fields(StaffFacts) if field.default is not MISSING}
    return replace(facts, **{key: empty[key] for key in stale})


def early_replacement(case: Case) -> str:
    """Return what *Ganti surat* said before there was a letter, as long as it stands; "" where it voided one."""
    text = case.cells.get("replacement", "")
    return text if text and case.stale.get("replacement") == text and text not in case.voided else ""

"""How the workspace shows a row of the Register as a card: what it is about, and what is filled at this step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from automation.register.schema import tabs
from automation.workflow.phase import Phase
from automation.workflow.phase_wording import STATES, TASKS

_DRAFT = ("reply_text", "initials")
_LETTER = ("letter_number", "letter_date")
_DECISION = ("decision", "decision_note", "decided_by")
_MEETING = ("meeting_needed", "meeting_at", "meeting_place", "meeting_agenda", "meeting_participants")
_FIELDS: Mapping[Phase, tuple[str, ...]] = {
    Phase.SORTING: ("classification", "service", "level", "duplicate_of", "reason_given", "incoming_number"),
    Phase.ASK_HEAD: ("assigned_to", "instruction", "workers"),
    Phase.CONFIRMATION: ("assigned_to", "instruction", "workers"),
    Phase.REVIEW: ("findings", "workers", *_MEETING),
    Phase.CAUSE: ("cause", "cause_category", "recurrence"),
    Phase.ACTION: ("corrective_action", "preventive_action"),
    Phase.APPLICATION: ("applied_on",),
    Phase.VERIFICATION: ("verification", "effective", "verified_by"),
    Phase.REPLY_TEXT: _DRAFT,
    Phase.INITIALS: _DRAFT,
    Phase.JOINT_LETTER: ("joint_letter",),
    Phase.DECISION: _DECISION,
    Phase.SIGNER_CHANGED: _DRAFT,
    Phase.LETTER_NUMBER: _LETTER,
    Phase.SIGNED_UNREAD: _LETTER,
    Phase.DELIVERY: ("sent_by", "delivered_on", "recipient", "handed_over_by", "response"),
}


def row_cards() -> Mapping[str, Any]:
    """Return the cards of each tab that has some, by its title; columns stand by their headings."""
    register, archive = tabs()["register"], tabs()["archive"]

    def headings(*keys: str) -> list[str]:
        return [register.column(key).heading for key in keys]

    fields = {STATES[phase]: headings(*keys) for phase, keys in _FIELDS.items()}
    # Two phases of one name are told apart by what is filled in both.
    fields[STATES[Phase.DECISION]] = headings(*_DECISION, "replacement")
    return {
        register.title: {
            "title": register.column("subject").heading,
            "lines": headings("complainant", "company", "number", "status", "due"),
            "text": headings("description", "remedy", "attachments", "warning"),
            "state": register.column("status").heading,
            "fields": fields,
            "tasks": {STATES[phase]: task for phase, task in TASKS.items()},
        },
        archive.title: {
            "title": archive.column("name").heading,
            "lines": [archive.column(key).heading for key in ("number", "kind", "filed_at", "shelf")],
            "text": [archive.column("link").heading],
            "state": "",
            "fields": {},
            "tasks": {},
        },
    }

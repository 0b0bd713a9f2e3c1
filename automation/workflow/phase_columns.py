"""Where in the Register people write first what a phase of a case asks of them."""

from __future__ import annotations

from collections.abc import Mapping

from .phase import Phase

#: Keys of the Register's columns.
FIRST_COLUMN: Mapping[Phase, str] = {
    Phase.SORTING: "classification",
    Phase.ASK_HEAD: "assigned_to",
    Phase.CONFIRMATION: "assigned_to",
    Phase.REVIEW: "findings",
    Phase.CAUSE: "cause",
    Phase.ACTION: "corrective_action",
    Phase.APPLICATION: "applied_on",
    Phase.VERIFICATION: "verification",
    Phase.REPLY_TEXT: "reply_text",
    Phase.INITIALS: "initials",
    Phase.JOINT_LETTER: "joint_letter",
    Phase.DECISION: "decision",
    Phase.SIGNER_CHANGED: "initials",
    Phase.LETTER_NUMBER: "letter_number",
    Phase.LETTER: "letter",
    Phase.SIGNED_SCAN: "letter",
    Phase.SIGNED_PDF: "letter",
    Phase.SIGNED_DIFFERS: "decision",
    Phase.SIGNED_UNREAD: "letter_number",
    Phase.DELIVERY: "sent_by",
    Phase.WAY_OF_DELIVERY: "sent_by",
    Phase.PAPERS: "papers",
    Phase.CLOSING: "status",
    Phase.CLOSED: "status",
}

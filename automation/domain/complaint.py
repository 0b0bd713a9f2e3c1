"""What the customer said, and what staff stated about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .numbers import ComplaintNumber
from .vocabulary import Channel, Classification, Decision, Delivery, Level, YesNo


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One form answer, or one mail, as it arrived; every text is the public's and stays text.

    Attributes:
        response: the form's own id of the answer, or "surel-" and the mailbox's id: the key of this intake.
        submitted_at: when the form was sent (aware).
        received_at: when the office received the complaint; earlier than `submitted_at` where staff enter it later.
        attachments: Drive ids of files that were sent along.
    """

    response: str
    submitted_at: datetime
    received_at: datetime
    channel: Channel
    complainant: str
    company: str
    email: str
    phone: str
    address: str
    stated_service: str
    order_reference: str
    subject: str
    description: str
    remedy: str
    attachments: tuple[str, ...] = ()
    message_id: str = ""
    """The Message-ID of the mail that it came by; our mails answer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFacts:
    """The staff columns of one Register row, read; None or "" where a cell is empty or could not be read."""

    classification: Classification | None = None
    duplicate_of: ComplaintNumber | None = None
    service: str = ""
    level: Level | None = None
    incoming_number: str = ""
    data_wanted: str = ""
    assigned_to: str = ""
    instruction: str = ""
    workers: tuple[str, ...] = ()
    findings: str = ""
    meeting_needed: YesNo | None = None
    meeting_at: datetime | None = None
    meeting_participants: tuple[str, ...] = ()
    cause: str = ""
    corrective_action: str = ""
    preventive_action: str = ""
    applied_on: date | None = None
    verification: str = ""
    effective: YesNo | None = None
    verified_by: str = ""
    reply_text: str = ""
    initials: str = ""
    decision: Decision | None = None
    decision_note: str = ""
    decided_by: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    sent_by: Delivery | None = None
    delivered_on: date | None = None
    recipient: str = ""
    held_from: date | None = None
    held_until: date | None = None
    hold_reason: str = ""

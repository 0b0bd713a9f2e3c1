"""What the customer said, and what staff stated about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from .numbers import ComplaintNumber
from .vocabulary import Channel, Classification, Decision, Delivery, EditDecision, Level, YesNo

#: How the key of a complaint begins that was taken over from the register of before.
IMPORTED = "impor-"


def imported_response(former_number: str, received: date) -> str:
    """Name the intake of a row of the register of before: its number there may begin anew each year."""
    folded = " ".join(former_number.split()).casefold()
    return IMPORTED + hashlib.sha256(f"{received.year}/{folded}".encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class ExtraAnswer:
    """An answer to a question that people added to a form; both are texts of others."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file that came with a form's answer: its Drive id, and the name that its sender gave it."""

    file: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One form answer, or one mail, as it arrived; every text is the public's and stays text.

    Attributes:
        response: the form's own id of the answer, or "surel-" and the mailbox's id, or "impor-" and what stands for
            the row: the key of this intake.
        submitted_at: when the form was sent (aware).
        received_at: when the office received the complaint; earlier than `submitted_at` where staff enter it later.
        attachments: Drive ids of files that were sent along.
        channel_words: how the form names a channel that is `UNKNOWN`; "" where it names none.
        received_words: what the form says of the time received, where that is not taken; None where it is.
        extras: what people added to the form.
        uploads: files that came with the form's answer, which lie in the form's own folder.
        former_number: its number in the register of before; "" for what came in here.
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
    related_to: str = ""
    """What the officer who wrote it down called it related to."""
    channel_words: str = ""
    received_words: str | None = None
    extras: tuple[ExtraAnswer, ...] = ()
    uploads: tuple[UploadedFile, ...] = ()
    former_number: str = ""

    @property
    def shown_channel(self) -> str:
        """How people read the channel: in the form's own words where these are none of ours."""
        return self.channel_words or self.channel.value

    @property
    def other_answers(self) -> str:
        """What people added to the form, one answer a line."""
        return "\n".join(f"{one.question}: {one.answer}" for one in self.extras)

    @property
    def uploaded(self) -> str:
        """The names of the files that came along, one a line."""
        return "\n".join(one.name for one in self.uploads)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFacts:
    """The staff columns of one Register row, read; None or "" where a cell is empty or could not be read.

    `unreadable` are the keys of the latter: whoever reads a cell says why, and nobody need ask for it again.
    """

    classification: Classification | None = None
    duplicate_of: ComplaintNumber | None = None
    reason_given: str = ""
    service: str = ""
    level: Level | None = None
    incoming_number: str = ""
    data_wanted: str = ""
    complete_since: date | None = None
    corrected_name: str = ""
    corrected_email: str = ""
    corrected_phone: str = ""
    corrected_address: str = ""
    corrected_channel: Channel | None = None
    corrected_received: datetime | None = None
    answer_edit: EditDecision | None = None
    assigned_to: str = ""
    instruction: str = ""
    workers: tuple[str, ...] = ()
    findings: str = ""
    meeting_needed: YesNo | None = None
    meeting_at: datetime | None = None
    meeting_place: str = ""
    meeting_agenda: str = ""
    meeting_participants: tuple[str, ...] = ()
    cause: str = ""
    cause_category: str = ""
    recurrence: YesNo | None = None
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
    replacement: str = ""
    remake: str = ""
    to_print: tuple[str, ...] = ()
    sent_by: Delivery | None = None
    delivered_on: date | None = None
    recipient: str = ""
    handed_over_by: str = ""
    response: str = ""
    held_from: date | None = None
    held_until: date | None = None
    hold_reason: str = ""
    related_to: tuple[str, ...] = ()
    joint_letter: ComplaintNumber | None = None
    addressees_shown: YesNo | None = None
    same_person: YesNo | None = None
    supporting_groups: tuple[str, ...] = ()
    reopening: str = ""
    reopening_proposed: str = ""
    handled_by: str = ""
    unreadable: frozenset[str] = field(default=frozenset(), compare=False)

"""What the documents are written from: the office, the complaint, and what each document adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from automation.domain.complaint import Intake, StaffFacts
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Kop surat, line by line; a letter prints every line, an empty one too."""

    ministry: str
    agency: str
    office: str
    address: str
    contact: str


@dataclass(frozen=True, slots=True)
class Official:
    """Who signs: name with titles, NIP, and the office held as it stands over the signature."""

    name: str
    nip: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingOffice:
    """What every letter of an office says of it."""

    letterhead: Letterhead
    city: str
    head: Official
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint as the letters tell it: what the customer said and what staff stated."""

    number: ComplaintNumber
    intake: Intake
    facts: StaffFacts = field(default_factory=StaffFacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who handles the complaint: the working group, its lead, since when, and when the review is due."""

    group: str
    lead: str
    at: datetime
    review_due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that people are invited to; an internal invitation may go without a letter number."""

    at: datetime
    place: str
    agenda: str
    invited: tuple[str, ...]
    written_on: date
    letter_number: str = ""
    copied_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The report on one round of review, action and verification."""

    round: int
    written_on: date


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply as first drafted; people edit it afterwards in Drive."""

    attachments: int = 0
    copied_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """How the reply reached the customer."""

    delivered_on: date
    way: Delivery
    recipient: str
    officer: str
    letter_number: str
    letter_date: date
    written_on: date
    response: str = ""

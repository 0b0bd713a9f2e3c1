"""What the documents are written from: the office, the complaint, and what each document adds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from automation.domain.complaint import Intake, StaffFacts
from automation.domain.contact import Contact, contact_in_force
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
class Procedure:
    """What the written procedure is called, what it rests on, and to which others it refers; "" where nobody said."""

    number: str = ""
    legal_basis: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuingOffice:
    """What every letter of an office says of it; `electronic_sentence` is "" where letters are signed by hand."""

    letterhead: Letterhead
    city: str
    head: Official
    zone: tzinfo
    electronic_sentence: str = ""
    procedure: Procedure = field(default_factory=Procedure)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint as the letters tell it: what the customer said and what staff stated.

    `known` is whom letters name and go to, where that is known without the facts.
    """

    number: ComplaintNumber
    intake: Intake
    facts: StaffFacts = field(default_factory=StaffFacts)
    known: Contact | None = None

    @property
    def contact(self) -> Contact:
        """Whom the letters name and go to."""
        return self.known or contact_in_force(self.intake, self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who handles the complaint: the working group, its lead, since when, and when the review is due.

    `alike` are complaints that may be like it, one line each; `among` are the names of all working groups.
    """

    group: str
    lead: str
    at: datetime
    review_due: datetime | None = None
    alike: tuple[str, ...] = ()
    lead_number: str = ""
    among: tuple[str, ...] = ()


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
    """The report on one round of review, action and verification.

    Attributes:
        supported_by: the working groups that helped the one in charge.
        relations: what is known of related complaints, one line each.
        qualifications: of those who acted, one line each.
        check_after: so many days after it was done an action is checked again, where nobody says when.
    """

    round: int
    written_on: date
    supported_by: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    check_after: int = 90


@dataclass(frozen=True, slots=True)
class Concept:
    """What step 6 decided, before the work: which round, until when it is to be applied."""

    round: int
    written_on: date
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class FormerLetter:
    """A void letter of the case that had left the office."""

    number: str
    date: date


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply as first drafted; people edit it afterwards in Drive.

    Attributes:
        replaces: the letter that it takes the place of.
        joining: other complaints that it answers too.
        names_all: it may name the complainants of all of them; else it names none where there are several.
    """

    attachments: int = 0
    copied_to: tuple[str, ...] = ()
    joining: tuple[Complaint, ...] = ()
    names_all: bool = False
    replaces: FormerLetter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """How the reply reached the customer."""

    delivered_on: date
    way: Delivery
    recipient: str
    officer: str
    letter_number: str
    letter_date: date | None
    written_on: date
    response: str = ""
    signed_by: str = ""
    officer_number: str = ""

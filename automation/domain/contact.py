"""How a complainant is named and reached: as it came in, unless an officer put it right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .address import EmailAddress
from .complaint import Intake, StaffFacts
from .phone import PhoneNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom letters and mails go to, and where; texts of the public or of officers, which need not be readable."""

    complainant: str
    company: str
    email: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class FormerContact:
    """Contact data that counted until this moment."""

    contact: Contact
    until: datetime


def contact_in_force(intake: Intake, facts: StaffFacts) -> Contact:
    """Return what counts now: each datum as corrected; as it came in where no readable correction stands."""
    return Contact(
        complainant=facts.corrected_name or intake.complainant,
        company=intake.company,
        email=facts.corrected_email if EmailAddress.found_in(facts.corrected_email) else intake.email,
        phone=facts.corrected_phone if PhoneNumber.found_in(facts.corrected_phone) else intake.phone,
        address=facts.corrected_address or intake.address,
    )

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
    corrected = facts.corrected_name, facts.corrected_email, facts.corrected_phone, facts.corrected_address
    return contact_corrected(intake, *corrected)


def contact_corrected(intake: Intake, name: str, email: str, phone: str, address: str) -> Contact:
    """Return what counts of what came in, by what an officer put right of it; "" for nothing."""
    return Contact(
        complainant=name or intake.complainant,
        company=intake.company,
        email=email if EmailAddress.found_in(email) else intake.email,
        phone=phone if PhoneNumber.found_in(phone) else intake.phone,
        address=address or intake.address,
    )

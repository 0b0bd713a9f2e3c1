"""An office as its letters, its workflow and its mails need it, from its settings."""

from __future__ import annotations

from automation.domain.numbers import ComplaintNumber
from automation.domain.reference import signed_reference
from automation.domain.rules import Rules
from automation.letters.values import IssuingOffice, Letterhead, Official
from automation.mail.values import Sender
from automation.settings.values import OfficeSettings


def rules_of(settings: OfficeSettings) -> Rules:
    """Return the office's choices within the SOP."""
    return Rules(
        head=settings.office.head.person,
        head_deputy=settings.office.head_deputy,
        officers=settings.office.service_officers,
        superior=settings.office.superior,
        norms=settings.norms,
        customer_norms=settings.customer_norms,
        ladders=settings.ladders,
        disposition=settings.disposition.mode,
        wait_for_scan=settings.letters.await_scan,
        numbers_letters=settings.letters.own_numbering,
        letter_number_pattern=settings.letters.number_pattern,
        prefix=settings.office.number_prefix,
    )


def letters_of(settings: OfficeSettings) -> IssuingOffice:
    """Return what every letter says of the office; missing lines of the letterhead stay empty."""
    ministry, agency, office, address, contact = (*settings.letters.letterhead, "", "", "", "", "")[:5]
    signer = settings.letters.signer
    return IssuingOffice(
        letterhead=Letterhead(ministry=ministry, agency=agency, office=office, address=address, contact=contact),
        city=settings.office.city,
        head=Official(signer.name, signer.nip, signer.title),
        zone=settings.hours.zone,
    )


def sender_of(settings: OfficeSettings) -> Sender:
    """Return the office as it signs its mails."""
    office = settings.office
    return Sender(
        name=office.name, email=office.email, phone=office.phone, website=office.website, zone=settings.hours.zone
    )


def reference_of(number: ComplaintNumber, settings: OfficeSettings) -> str:
    """Return the signed reference that mails about a complaint print; "" where no answers are read."""
    secret = settings.letters.code_key
    return signed_reference(number, secret.value) if settings.incoming.is_on and secret else ""

"""How a complainant can be reached, and what to say beside the row where they cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from automation.domain.address import EmailAddress, WrongAddress
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.contact import Contact
from automation.domain.phone import PhoneNumber, WrongPhone
from automation.jobs.telling import wording


def reach_warnings(case: Case, facts: StaffFacts, own: Collection[str]) -> Iterator[str]:
    """Return warnings where no news can reach the complainant by mail or phone, with what to do instead.

    Args:
        case: the complaint's.
        facts: its row.
        own: the office's own addresses, in small letters.
    """
    if case.outcome is not None:
        return
    contact = case.contact
    yield from _address_warnings(contact, own)
    yield from _phone_warnings(contact)
    if not (contact.email or contact.phone):
        yield wording.NO_WAY
    if facts.data_wanted and not (EmailAddress.found_in(contact.email) or _has_whatsapp(contact)):
        yield wording.DATA_NOT_ASKED


def _address_warnings(contact: Contact, own: Collection[str]) -> Iterator[str]:
    if contact.email:
        try:
            address = EmailAddress.parse(contact.email)
        except WrongAddress as error:
            yield wording.wrong_address(error)
            return
        if address.folded in own:
            yield wording.OUR_OWN_ADDRESS


def _phone_warnings(contact: Contact) -> Iterator[str]:
    if not contact.phone:
        return
    has_mail = EmailAddress.found_in(contact.email) is not None
    try:
        number = PhoneNumber.parse(contact.phone)
    except WrongPhone as error:
        yield wording.wrong_phone(error, has_mail=has_mail)
        return
    if not (number.is_mobile or has_mail):
        yield wording.NOT_MOBILE


def _has_whatsapp(contact: Contact) -> bool:
    number = PhoneNumber.found_in(contact.phone)
    return number is not None and number.is_mobile

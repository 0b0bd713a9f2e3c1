"""How a complainant can be reached, and what to say beside the row where they cannot."""

from __future__ import annotations

from collections.abc import Iterator

from automation.domain.address import EmailAddress, WrongAddress
from automation.domain.case import Case
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.phone import PhoneNumber, WrongPhone


def reach_warnings(case: Case, facts: StaffFacts) -> Iterator[str]:
    """Warn of what the complainant's address and number lack for word to reach them, and what to do instead."""
    if case.outcome is not None:
        return
    intake = case.intake
    yield from _address_warnings(intake)
    yield from _phone_warnings(intake)
    if not (intake.email or intake.phone):
        yield "Pelapor tidak meninggalkan surel maupun telepon; balasan disampaikan langsung atau lewat pos."
    if facts.data_wanted and not (EmailAddress.found_in(intake.email) or _has_whatsapp(intake)):
        yield "Data yang diminta belum tersampaikan: pelapor tidak punya surel atau WhatsApp; mintalah sendiri."


def _address_warnings(intake: Intake) -> Iterator[str]:
    if intake.email:
        try:
            EmailAddress.parse(intake.email)
        except WrongAddress as error:
            yield f"Surel pelapor: {error}; hubungi pelapor lewat telepon atau surat."


def _phone_warnings(intake: Intake) -> Iterator[str]:
    if not intake.phone:
        return
    otherwise = "kabar tetap dikirim lewat surel" if EmailAddress.found_in(intake.email) else ""
    try:
        number = PhoneNumber.parse(intake.phone)
    except WrongPhone as error:
        yield f"Telepon pelapor: {error}; {otherwise or 'hubungi pelapor langsung atau lewat pos'}."
        return
    if not (number.is_mobile or otherwise):
        yield "Telepon pelapor bukan nomor seluler, jadi tanpa WhatsApp; sampaikan kabar lewat telepon atau pos."


def _has_whatsapp(intake: Intake) -> bool:
    number = PhoneNumber.found_in(intake.phone)
    return number is not None and number.is_mobile

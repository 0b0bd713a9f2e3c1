"""An office as its letters, its workflow and its mails need it, from its settings."""

from __future__ import annotations

from automation.domain.case import Case
from automation.domain.reference import signed_reference
from automation.domain.rules import Rules
from automation.letters.values import IssuingOffice, Letterhead, Official, Procedure
from automation.mail.values import Sender
from automation.settings.values import OfficeSettings, Signing


def rules_of(settings: OfficeSettings) -> Rules:
    """Return the office's choices within the SOP."""
    return Rules(
        head=settings.office.head.person,
        head_deputy=settings.office.head_deputy,
        officers=settings.office.service_officers,
        superior=settings.office.superior,
        others=settings.office.others,
        qualified=settings.office.qualified,
        numbers=settings.office.numbers,
        norms=settings.norms,
        customer_norms=settings.customer_norms,
        ladders=settings.ladders,
        disposition=settings.disposition.mode,
        wait_for_scan=settings.letters.await_scan,
        numbers_letters=settings.letters.own_numbering,
        letter_number_pattern=settings.letters.number_pattern,
        archive_class=settings.letters.archive_class,
        signs_electronically=settings.letters.signing is Signing.SRIKANDI,
        prefix=settings.office.number_prefix,
        reopen_within=settings.handling.reopen_within,
        norm_begins_anew=settings.handling.norm_begins_anew,
        closing_waits_since=settings.handling.closing_waits_since,
        check_after=settings.handling.check_after,
        recurs_within=settings.handling.recurs_within,
        outer_limits=settings.outer_limits,
        officers_take_turns=settings.handling.officers_take_turns,
        survey_weight=settings.survey_weight,
    )


def signers(settings: OfficeSettings) -> tuple[str, ...]:
    """Return the names of those who may sign a reply: who signs the office's letters, and the deputy."""
    deputy = settings.office.head_deputy
    return (settings.letters.signer.name, *([deputy.name] if deputy else ()))


def letters_of(settings: OfficeSettings) -> IssuingOffice:
    """Return what every letter says of the office; missing lines of the letterhead stay empty."""
    ministry, agency, office, address, contact = (*settings.letters.letterhead, "", "", "", "", "")[:5]
    signer, signs_there = settings.letters.signer, settings.letters.signing is Signing.SRIKANDI
    return IssuingOffice(
        letterhead=Letterhead(ministry=ministry, agency=agency, office=office, address=address, contact=contact),
        city=settings.office.city,
        head=Official(signer.name, signer.nip, signer.title),
        zone=settings.hours.zone,
        electronic_sentence=settings.srikandi.letter_sentence if signs_there else "",
        procedure=Procedure(
            number=settings.procedure.number,
            legal_basis=settings.procedure.legal_basis,
            related=tuple(filter(None, (settings.procedure.incoming_mail, settings.procedure.outgoing_mail))),
        ),
    )


def sender_of(settings: OfficeSettings) -> Sender:
    """Return the office as it signs its mails."""
    office = settings.office
    return Sender(
        name=office.name, email=office.email, phone=office.phone, website=office.website, zone=settings.hours.zone
    )


def reference_of(case: Case, settings: OfficeSettings) -> str:
    """Return the signed reference that mails to a complainant print; "" where no answers are read."""
    secret = settings.letters.code_key
    return signed_reference(case.number, secret.value, case.mail_mark) if settings.incoming.is_on and secret else ""

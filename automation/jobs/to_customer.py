"""The mails that a case owes its complainant, one by one, and the chat for who has no address.

Everything here is derived from where the case stands at this moment; what was told already is found in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.effects import EffectKey, SendMail
from automation.domain.phone import PhoneNumber
from automation.domain.vocabulary import Outcome, Step
from automation.mail.values import CustomerCase, Message, ReplyLetter, Sender
from automation.mail.wording import customer
from automation.settings.values import OfficeSettings
from automation.workflow.holds import on_hold
from automation.workflow.phase import letter_number
from automation.workflow.surroundings import Surroundings

from .office_view import sender_of
from .paperwork import CaseFile

MAIL = "surel"
ACKNOWLEDGEMENT = "penerimaan"


def mails_owed(file: CaseFile, settings: OfficeSettings) -> Iterator[SendMail]:
    """Give every mail that the complainant should have had by now, sent ones included."""
    address = EmailAddress.found_in(file.case.intake.email)
    if address is None:
        return
    for detail, message, attachments in _customer_messages(file, sender_of(settings)):
        yield SendMail(
            file.key(MAIL, detail), file.case.number, str(address), message.subject, message.body, attachments
        )


def _customer_messages(file: CaseFile, sender: Sender) -> Iterator[tuple[str, Message, tuple[EffectKey, ...]]]:
    case, facts, now = file.case, file.facts, file.around.now
    known = customer_case(case)
    yield ACKNOWLEDGEMENT, customer.acknowledgement(known, sender), ()
    if case.outcome is None:
        if case.disposition and Step.REVIEW <= case.current.step <= Step.ACTION:
            yield "dikaji", customer.being_examined(known, sender, case.disposition.group), ()
        if case.current.step is Step.VERIFICATION and facts.applied_on:
            yield "diterapkan", customer.action_applied(known, sender, facts.applied_on), ()
        if on_hold(case, now) and facts.held_from:
            detail = f"ditunda.{facts.held_from.isoformat()}"
            yield detail, customer.on_hold(known, sender, facts.hold_reason, facts.held_until), ()
    if case.current.step is Step.DELIVERY and (letter := reply_letter(file)):
        attachment = _signed_reply(file)
        if attachment:
            yield "balasan", customer.reply_sent(known, sender, letter), (attachment,)
    if case.outcome is not None:
        yield f"akhir.{case.outcome.name.lower()}", _ending(case, facts, known, sender), ()


def _ending(case: Case, facts: StaffFacts, known: CustomerCase, sender: Sender) -> Message:
    at = case.closed_at or case.registered_at
    match case.outcome:
        case Outcome.NOT_A_COMPLAINT:
            return customer.not_a_complaint(known, sender, _note(facts))
        case Outcome.OUT_OF_SCOPE:
            return customer.out_of_scope(known, sender, _note(facts))
        case Outcome.DUPLICATE:
            return customer.duplicate(known, sender, str(facts.duplicate_of or ""))
        case Outcome.WITHDRAWN:
            return customer.withdrawn(known, sender, at)
        case Outcome.SETTLED | None:
            return customer.closed(known, sender, at)


def _note(facts: StaffFacts) -> str:
    """Give what staff wrote in Alasan about the ending; the reason of a hold is not meant here."""
    return "" if facts.held_from else facts.hold_reason


def customer_case(case: Case) -> CustomerCase:
    """Give a complaint as its complainant knows it."""
    intake = case.intake
    return CustomerCase(
        str(case.number),
        intake.complainant,
        intake.subject,
        intake.received_at,
        intake.channel.value,
        len(intake.attachments),
    )


def reply_letter(file: CaseFile) -> ReplyLetter | None:
    """Give the reply's number and date, once it has both."""
    number = letter_number(file.case, file.facts)
    return ReplyLetter(number, file.facts.letter_date or file.today) if number else None


def _signed_reply(file: CaseFile) -> EffectKey | None:
    """Name the effect whose file goes out: the signed scan where it is awaited, else the PDF."""
    wanted = "pindaian" if file.around.rules.wait_for_scan else "pdf"
    replies = [one for one in file.around.documents if one.kind is DocumentKind.SURAT_BALASAN and one.form == wanted]
    return EffectKey.parse(replies[-1].effect) if replies else None


# -- WhatsApp, for complainants without an address


def chat_link(
    case: Case, facts: StaffFacts, around: Surroundings, settings: OfficeSettings
) -> tuple[str, str] | None:
    """Give purpose and link of the chat that is due now; None where the complainant reads mail or has no WhatsApp."""
    intake = case.intake
    if EmailAddress.found_in(intake.email):
        return None
    phone = PhoneNumber.found_in(intake.phone) if intake.phone else None
    if phone is None or not phone.is_mobile:
        return None
    sender, known = sender_of(settings), customer_case(case)
    if case.outcome is Outcome.SETTLED:
        return "pemberitahuan selesai", phone.whatsapp_link(customer.chat_closed(known, sender))
    if case.outcome is not None:
        notice = customer.chat_notice(known, sender, _ending(case, facts, known, sender))
        return "pemberitahuan penutupan", phone.whatsapp_link(notice)
    number = letter_number(case, facts)
    if case.current.step is Step.DELIVERY and number:
        letter = ReplyLetter(number, facts.letter_date or around.now.astimezone(sender.zone).date())
        return "surat balasan", phone.whatsapp_link(customer.chat_reply(known, sender, letter))
    return "konfirmasi penerimaan", phone.whatsapp_link(customer.chat_acknowledgement(known, sender))

"""The news that a complainant receives: by mail, or by chat where they left only a WhatsApp number.

Everything here is derived from the current status of the case; the journal knows what was sent already.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.customer_news import News, NewsName
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Deed, EffectKey, SendMail
from automation.domain.phone import PhoneNumber
from automation.domain.vocabulary import Outcome, Step
from automation.jobs.documents_due import CaseFile
from automation.jobs.settings_views import reference_of, sender_of
from automation.mail.values import CustomerCase, Message, ReplyLetter, Sender
from automation.mail.wording import chat, customer
from automation.mail.wording.incoming_mail import referenced
from automation.settings.values import OfficeSettings
from automation.workflow.case_context import CaseContext
from automation.workflow.phase import letter_number

ACKNOWLEDGEMENT = NewsName(News.ACKNOWLEDGEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNews:
    """One piece of news for a complainant.

    Attributes:
        message, chat: make the words, for either way.
        attachments: the effects whose files go along by mail.
    """

    name: NewsName
    message: Callable[[], Message]
    chat: Callable[[], str]
    attachments: tuple[EffectKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Chat:
    """A link that opens WhatsApp with a text ready to be sent."""

    name: NewsName
    link: str


def mails_owed(file: CaseFile, settings: OfficeSettings) -> Iterator[SendMail]:
    """Return every mail that the complainant should have had by now and has not."""
    address = EmailAddress.found_in(file.case.intake.email)
    if address is None:
        return
    for news in _news_of(file.case, file.facts, file.context, sender_of(settings)):
        if not file.done(Deed.MAIL, str(news.name)):
            message = referenced(news.message(), reference_of(file.case.number, settings))
            yield SendMail(
                key=file.key(Deed.MAIL, str(news.name)),
                number=file.case.number,
                to=str(address),
                subject=message.subject,
                body=message.body,
                attachments=news.attachments,
                in_reply_to=file.case.intake.message_id,
            )


def chats_due(case: Case, facts: StaffFacts, context: CaseContext, settings: OfficeSettings) -> tuple[Chat, ...]:
    """Return the news that is due by chat now, the latest last.

    There is none for a complainant with a mail address, nor without a mobile number.
    """
    if EmailAddress.found_in(case.intake.email):
        return ()
    phone = PhoneNumber.found_in(case.intake.phone)
    if phone is None or not phone.is_mobile:
        return ()
    return tuple(
        Chat(news.name, phone.whatsapp_link(news.chat()))
        for news in _news_of(case, facts, context, sender_of(settings))
    )


def _news_of(case: Case, facts: StaffFacts, context: CaseContext, sender: Sender) -> Iterator[CustomerNews]:
    known = customer_case(case)
    yield CustomerNews(
        name=ACKNOWLEDGEMENT,
        message=lambda: customer.acknowledgement(known, sender),
        chat=lambda: chat.acknowledgement(known, sender),
    )
    if case.outcome is None:
        yield from _progress(case, known, sender)
        yield from _request(facts, known, sender)
    letter, signed = _reply_letter(case, facts, context), _signed_reply(context)
    if case.current.step is Step.DELIVERY and letter and signed:
        yield CustomerNews(
            name=NewsName(News.REPLY),
            message=lambda: customer.reply_sent(known, sender, letter),
            chat=lambda: chat.reply_sent(known, sender, letter),
            attachments=(signed,),
        )
    if case.outcome is not None:
        survey = context.survey.link_for(case.number) if context.survey else ""
        name = NewsName(News.ENDED, case.outcome.name.lower())
        message, by_chat = _ending(case, facts, known, sender, survey)
        yield CustomerNews(name=name, message=message, chat=by_chat)


def _progress(case: Case, known: CustomerCase, sender: Sender) -> Iterator[CustomerNews]:
    """Return the news that step 4 and step 6 are done, each once; a later round of the same steps is no news."""
    disposition = case.disposition
    if disposition and Step.CAUSE <= case.current.step <= Step.ACTION and case.round_of(Step.CAUSE) == 1:
        yield CustomerNews(
            name=NewsName(News.STUDIED),
            message=lambda: customer.studied(known, sender, disposition.group),
            chat=lambda: chat.studied(known, sender),
        )
    if case.current.step is Step.VERIFICATION:
        yield CustomerNews(
            name=NewsName(News.ACTION_SET),
            message=lambda: customer.action_set(known, sender),
            chat=lambda: chat.action_set(known, sender),
        )


def _request(facts: StaffFacts, known: CustomerCase, sender: Sender) -> Iterator[CustomerNews]:
    """Ask for what an officer wrote in Data yang diminta: once for each text, the answer comes by mail or chat."""
    wanted = facts.data_wanted
    if wanted:
        yield CustomerNews(
            name=request_named(wanted),
            message=lambda: customer.data_wanted(known, sender, wanted),
            chat=lambda: chat.data_wanted(known, sender, wanted),
        )


def request_named(wanted: str) -> NewsName:
    """Name a request for data by its words: the same words ask once."""
    return NewsName(News.DATA_WANTED, hashlib.sha256(" ".join(wanted.split()).encode()).hexdigest()[:12])


def _ending(
    case: Case, facts: StaffFacts, known: CustomerCase, sender: Sender, survey: str
) -> tuple[Callable[[], Message], Callable[[], str]]:
    """Return the words for how a case ended: for a mail, and for a chat."""
    at, first = case.closed_at or case.registered_at, str(facts.duplicate_of or "")
    match case.outcome:
        case Outcome.NOT_A_COMPLAINT:
            return partial(customer.not_a_complaint, known, sender), partial(chat.not_a_complaint, known, sender)
        case Outcome.OUT_OF_SCOPE:
            return partial(customer.out_of_scope, known, sender), partial(chat.out_of_scope, known, sender)
        case Outcome.DUPLICATE:
            return partial(customer.duplicate, known, sender, first), partial(chat.duplicate, known, sender, first)
        case Outcome.WITHDRAWN:
            return partial(customer.withdrawn, known, sender, at), partial(chat.withdrawn, known, sender)
        case Outcome.SETTLED | None:
            return partial(customer.closed, known, sender, at, survey), partial(chat.closed, known, sender, survey)


def customer_case(case: Case) -> CustomerCase:
    """Return a complaint as its complainant knows it."""
    intake = case.intake
    return CustomerCase(
        number=str(case.number),
        complainant=intake.complainant,
        subject=intake.subject,
        received_at=intake.received_at,
        channel=intake.channel.value,
        attachments=len(intake.attachments),
    )


def _reply_letter(case: Case, facts: StaffFacts, context: CaseContext) -> ReplyLetter | None:
    """Return the reply's number and date, once it has both."""
    number = letter_number(case, facts)
    today = context.calendar.hours.day_of(context.now)
    return ReplyLetter(number, facts.letter_date or today) if number else None


def _signed_reply(context: CaseContext) -> EffectKey | None:
    """Name the effect whose file goes out: the signed scan where it is awaited, else the PDF."""
    wanted = DocumentForm.SCAN if context.rules.wait_for_scan else DocumentForm.PDF
    replies = [one for one in context.documents if one.kind is DocumentKind.SURAT_BALASAN and one.form is wanted]
    return EffectKey.parse(replies[-1].effect) if replies else None

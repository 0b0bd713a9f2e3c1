"""The news that a complainant receives: by mail, or by chat where only a WhatsApp number reaches them.

Everything here is derived from the current status of the case; the journal knows what was sent already. What a
corrected address or number is told has names of its own: it hears what holds now, each once, whatever went elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.contact import Contact
from automation.domain.customer_news import News, NewsName
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Deed, Document, EffectKey, SendMail, keys_of
from automation.domain.memory import Memory
from automation.domain.phone import PhoneNumber
from automation.domain.vocabulary import Outcome, Step, YesNo
from automation.jobs.documents_due import CaseFile
from automation.jobs.settings_views import reference_of, sender_of
from automation.jobs.telling import wording
from automation.mail.values import CustomerCase, Message, ReplyLetter, Sender
from automation.mail.wording import chat, customer
from automation.mail.wording.incoming_mail import referenced
from automation.settings.values import OfficeSettings
from automation.workflow.case_context import CaseContext, FirstComplaint, LetterHead
from automation.workflow.closed_row import REASON
from automation.workflow.letter_numbers import former_head, head_of, letter_head
from automation.workflow.reopening import may_be_proposed_until

ACKNOWLEDGEMENT = NewsName(News.ACKNOWLEDGEMENT)
_WITHOUT_REPLY = (Outcome.NOT_A_COMPLAINT, Outcome.OUT_OF_SCOPE, Outcome.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNews:
    """One piece of news for a complainant.

    Attributes:
        message, chat: make the words, for either way.
        attachments: the effects whose files go along by mail.
        follows: it is mailed only to whom this was mailed; None where it is for everybody.
    """

    name: NewsName
    message: Callable[[], Message]
    chat: Callable[[], str]
    attachments: tuple[EffectKey, ...] = ()
    follows: NewsName | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """A link that opens WhatsApp with a text ready to be sent."""

    name: NewsName
    link: str


def mails_owed(file: CaseFile, settings: OfficeSettings) -> Iterator[SendMail]:
    """Return every mail that the complainant should have had by now and has not."""
    case, sender = file.case, sender_of(settings)
    if case.ended_before_import:
        return
    yield from _farewells(file, sender)
    address = EmailAddress.found_in(case.contact.email)
    if address is None:
        return
    # Only the address that came in knows the mail that the complaint came by.
    answered = "" if case.mail_mark else case.intake.message_id
    for news in _news_to(case.mail_mark, case, file.facts, file.context, sender):
        heard_before = news.follows is None or file.done(Deed.MAIL, str(replace(news.follows, to=news.name.to)))
        if heard_before and not file.done(Deed.MAIL, str(news.name)):
            message = referenced(news.message(), reference_of(case, settings))
            yield SendMail(
                key=file.key(Deed.MAIL, str(news.name)),
                number=case.number,
                to=str(address),
                subject=message.subject,
                body=message.body,
                attachments=news.attachments,
                in_reply_to=answered,
            )


def _farewells(file: CaseFile, sender: Sender) -> Iterator[SendMail]:
    """Tell each former address that had answered that it is left, once, and not what came in its place."""
    for contact in _left_after_answering(file.case, file.context.documents):
        address = EmailAddress.found_in(contact.email)
        name = NewsName(News.ADDRESS_CHANGED, to=address.mark if address else "")
        if address is not None and not file.done(Deed.MAIL, str(name)):
            # Where the news is seen now is no business of who has this address.
            known = replace(customer_case(file.case), complainant=contact.complainant)
            message = customer.address_changed(known, sender)
            yield SendMail(
                key=file.key(Deed.MAIL, str(name)),
                number=file.case.number,
                to=str(address),
                subject=message.subject,
                body=message.body,
            )


def _left_after_answering(case: Case, documents: Iterable[Document]) -> tuple[Contact, ...]:
    """Return the former contact data whose mail address, no longer in force, had sent a mail of the case."""
    mails = [one.filed_at for one in documents if one.form is DocumentForm.MAIL]
    now, found, since = EmailAddress.found_in(case.contact.email), dict[str, Contact](), None
    for left in case.former:
        address = EmailAddress.found_in(left.contact.email)
        answered = any((since is None or since < at) and at <= left.until for at in mails)
        if address and answered and not (now and now.folded == address.folded):
            found[address.folded] = left.contact
        since = left.until
    return tuple(found.values())


def chats_due(case: Case, facts: StaffFacts, context: CaseContext, settings: OfficeSettings) -> tuple[Chat, ...]:
    """Return the news that is due by chat now, the latest last.

    There is none for a complainant with a mail address, nor without a mobile number.
    """
    if EmailAddress.found_in(case.contact.email) or case.ended_before_import:
        return ()
    phone = PhoneNumber.found_in(case.contact.phone)
    if phone is None or not phone.is_mobile:
        return ()
    return tuple(
        Chat(news.name, phone.whatsapp_link(news.chat()))
        for news in _news_to(case.phone_mark, case, facts, context, sender_of(settings))
    )


def _news_to(
    mark: str, case: Case, facts: StaffFacts, context: CaseContext, sender: Sender
) -> Iterator[CustomerNews]:
    """Return the news under the names of its receiver; see `Case.mail_mark`.

    Who is first reached after the end hears what came of it, and not that it is going to be looked into.
    """
    for news in _news_of(case, facts, context, sender):
        if not mark or case.outcome is None or news.name != ACKNOWLEDGEMENT:
            yield replace(news, name=replace(news.name, to=mark))


def _news_of(case: Case, facts: StaffFacts, context: CaseContext, sender: Sender) -> Iterator[CustomerNews]:
    known = customer_case(case, context)
    if not case.is_imported:  # Who complained long ago was answered then.
        yield CustomerNews(
            name=ACKNOWLEDGEMENT,
            message=lambda: customer.acknowledgement(known, sender),
            chat=lambda: chat.acknowledgement(known, sender),
        )
    if case.outcome is None:
        yield from _separated(case, known, sender)
        yield from _resumed(case, known, sender)
        yield from _progress(case, known, sender)
        yield from _request(facts, known, sender)
    letter, signed = _reply_letter(case, facts, context), _signed_reply(case.letter_sequence, context)
    if case.current.step is Step.DELIVERY and letter and signed:
        yield CustomerNews(
            name=_reply_named(case.letter_sequence),
            message=lambda: customer.reply_sent(known, sender, letter),
            chat=lambda: chat.reply_sent(known, sender, letter),
            attachments=(signed,),
        )
    if case.outcome is not None:
        survey = context.survey.link_for(case.number) if context.survey else ""
        message, by_chat = _ending(case, facts, context, known, sender, survey)
        name = _end_named(case.outcome, _which_end(case, facts))
        yield CustomerNews(name=name, message=message, chat=by_chat)
    if case.outcome is Outcome.DUPLICATE and context.first is not None:
        yield from _of_first(case, context.first, known, sender)
        yield from _letter_of_first(case, facts, context, known, sender)


def _progress(case: Case, known: CustomerCase, sender: Sender) -> Iterator[CustomerNews]:
    """Return the news that step 4 and step 6 are done, each once; a later round of the same steps is no news."""
    disposition, again = case.disposition, _opening(case)
    if again:
        yield CustomerNews(
            name=NewsName(News.REOPENED, again),
            message=lambda: customer.reopened(known, sender),
            chat=lambda: chat.reopened(known, sender),
        )
    is_first = case.arrivals_at(Step.CAUSE, since_reopening=True) == 1
    if disposition and Step.CAUSE <= case.current.step <= Step.ACTION and is_first:
        yield CustomerNews(
            name=NewsName(News.STUDIED, again),
            message=lambda: customer.studied(known, sender, disposition.group),
            chat=lambda: chat.studied(known, sender),
        )
    if case.current.step is Step.VERIFICATION:
        yield CustomerNews(
            name=NewsName(News.ACTION_SET, again),
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


def reply_keys(case: Case, letter: int = 1) -> frozenset[str]:
    """Return the printed keys of the mails that take a reply to its complainant: one for each address there was."""
    marks = {"", case.mail_mark, *(case.mark_of_mail(left.contact) for left in case.former)}
    names = (replace(_reply_named(letter), to=mark) for mark in marks)
    return frozenset(str(EffectKey.of(case.number, Deed.MAIL, str(name))) for name in names)


def sent_before(case: Case, context: CaseContext, memory: Memory) -> tuple[str, ...]:
    """Return what was mailed to the complainant of a case, in a few words each; a letter by its number."""
    details = (key.detail for key in keys_of(memory.results, case.number, Deed.MAIL))
    names = filter(None, map(NewsName.read, details))
    ordered = sorted(names, key=lambda name: (list(News).index(name.news), name.which))
    return tuple(dict.fromkeys(_told_of(name, case, context) for name in ordered))


def _told_of(name: NewsName, case: Case, context: CaseContext) -> str:
    letter = int(name.which or 1) if name.news is News.REPLY else 0
    head = head_of(letter, context) if letter else None
    if head is None:
        return name.news.title
    is_void = letter < case.letter_sequence and bool(case.voided[letter - 1] or letter in context.void_before)
    return wording.letter_sent(name.news.title, head.number, is_void=is_void)


def request_named(wanted: str) -> NewsName:
    """Name a request for data by its words: the same words ask once."""
    return NewsName(News.DATA_WANTED, _mark(wanted))


def _mark(text: str) -> str:
    """Return what stands for a text, however it is spaced."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def _separated(case: Case, known: CustomerCase, sender: Sender) -> Iterator[CustomerNews]:
    """Tell whoever heard that their complaint was joined to another that it is handled by itself after all."""
    if case.firsts:
        yield CustomerNews(
            name=NewsName(News.SEPARATED, str(len(case.firsts))),
            message=lambda: customer.separated(known, sender),
            chat=lambda: chat.separated(known, sender),
        )


def _resumed(case: Case, known: CustomerCase, sender: Sender) -> Iterator[CustomerNews]:
    """Tell whoever heard that their complaint ended without a reply that it goes on."""
    ends = [one.outcome for one in case.former_ends if one.outcome in _WITHOUT_REPLY]
    if ends and case.former_ends[-1].outcome in _WITHOUT_REPLY:
        yield CustomerNews(
            name=NewsName(News.RESUMED, str(len(ends)) if len(ends) > 1 else ""),
            message=lambda: customer.resumed(known, sender),
            chat=lambda: chat.resumed(known, sender),
            follows=_end_named(ends[-1], _times(ends.count(ends[-1]))),
        )


def _of_first(case: Case, first: FirstComplaint, known: CustomerCase, sender: Sender) -> Iterator[CustomerNews]:
    """Tell the complainant of a duplicate in general words what came of it."""
    which = f"{first.number}.{first.openings}" if first.openings > 1 else str(first.number)
    joined_before = (
        first.reopened_at is not None and case.closed_at is not None and case.closed_at < first.reopened_at
    )
    if first.outcome is None and joined_before:
        yield CustomerNews(
            name=NewsName(News.JOINED_REOPENED, which),
            message=lambda: customer.joined_reopened(known, sender),
            chat=lambda: chat.joined_reopened(known, sender),
        )
    ended = first.closed_at
    if first.outcome is Outcome.SETTLED and ended is not None:
        yield CustomerNews(
            name=NewsName(News.JOINED_END, which),
            message=lambda: customer.joined_end(known, sender, ended),
            chat=lambda: chat.joined_end(known, sender),
        )


def _letter_of_first(
    case: Case, facts: StaffFacts, context: CaseContext, known: CustomerCase, sender: Sender
) -> Iterator[CustomerNews]:
    """Send the first complaint's letter where an officer says that both complainants are one person.

    It takes the place of the void letter that this person had before, of whichever of the two complaints.
    """
    first = context.first
    if facts.same_person is not YesNo.YES or first is None or not first.letter:
        return
    head = first.letter_head
    if head is None or head.on is None:
        return
    letter = ReplyLetter(
        head.number, head.on, _void_letter(first.replaced or former_head(case, context)), first.letter_signed_by
    )
    yield CustomerNews(
        name=NewsName(News.JOINED_REPLY, f"{first.number}.{first.letter_sequence}"),
        message=lambda: customer.reply_sent(known, sender, letter),
        chat=lambda: chat.reply_sent(known, sender, letter),
        attachments=(EffectKey.parse(first.letter),),
    )


def first_complaint(first: Case, context: CaseContext) -> FirstComplaint:
    """Return what may be told of a complaint to those whose own was joined to it; `context` is the first one's."""
    back = context.signed_letter(first.letter_sequence)
    signed = _signed_reply(first.letter_sequence, context) if first.current.step is Step.DELIVERY else None
    # Its record of delivery shows an end that nobody kept.
    recorded = [one.filed_at for one in context.documents if one.kind is DocumentKind.NOTULEN]
    settled = (one.at for one in first.former_ends if one.outcome is Outcome.SETTLED)
    return FirstComplaint(
        number=first.number,
        outcome=first.outcome,
        closed_at=first.closed_at,
        openings=len(first.reopenings) + 1,
        reopened_at=first.reopenings[-1].at if first.reopenings else None,
        settled_at=max((*settled, *recorded), default=None),
        answered_at=max((*(one.at for one in first.reopenings), *recorded), default=None),
        letter=str(signed or ""),
        letter_sequence=first.letter_sequence,
        letter_head=head_of(first.letter_sequence, context),
        letter_signed_by=back.signed_by if back else "",
        replaced=former_head(first, context),
    )


def _end_named(outcome: Outcome, which: str) -> NewsName:
    return NewsName(News.ENDED, ".".join(filter(None, (outcome.name.lower(), which))))


def _which_end(case: Case, facts: StaffFacts) -> str:
    """Return what tells the ends of a case apart: each joining to a first complaint, and each handling, is told.

    So is each end of one kind, and a reason that an officer put right since it was given.
    """
    if case.outcome is Outcome.DUPLICATE:
        return str(len(case.firsts)) if len(case.firsts) > 1 else ""
    if case.outcome is Outcome.SETTLED:
        return _opening(case)
    times = _times(1 + sum(one.outcome is case.outcome for one in case.former_ends))
    reworded = _mark(facts.reason_given) if REASON in case.unheeded else ""
    return ".".join(filter(None, (times, reworded)))


def _times(count: int) -> str:
    return str(count) if count > 1 else ""


def _opening(case: Case) -> str:
    """Return what tells the news of a reopened case from those before; "" as long as it never was reopened."""
    return str(len(case.reopenings) + 1) if case.reopenings else ""


def _ending(
    case: Case, facts: StaffFacts, context: CaseContext, known: CustomerCase, sender: Sender, survey: str
) -> tuple[Callable[[], Message], Callable[[], str]]:
    """Return the words for how a case ended: for a mail, and for a chat."""
    at, first = case.closed_at or case.registered_at, str(case.first or "")
    match case.outcome:
        case Outcome.NOT_A_COMPLAINT:
            return partial(customer.not_a_complaint, known, sender), partial(chat.not_a_complaint, known, sender)
        case Outcome.OUT_OF_SCOPE:
            why = facts.reason_given
            return partial(customer.out_of_scope, known, sender, why), partial(chat.out_of_scope, known, sender, why)
        case Outcome.DUPLICATE:
            is_settled = context.first is not None and context.first.outcome is Outcome.SETTLED
            by_mail = partial(customer.duplicate, known, sender, first, is_settled=is_settled)
            return by_mail, partial(chat.duplicate, known, sender, first)
        case Outcome.WITHDRAWN:
            return partial(customer.withdrawn, known, sender, at), partial(chat.withdrawn, known, sender)
        case Outcome.SETTLED | None:
            until = may_be_proposed_until(case, context.rules, context.calendar.hours.zone)
            by_mail = partial(customer.closed, known, sender, at, survey, until)
            return by_mail, partial(chat.closed, known, sender, survey)


def customer_case(case: Case, context: CaseContext | None = None) -> CustomerCase:
    """Return a complaint as its complainant knows it; with the office around it, where they see how it stands."""
    intake = case.stated
    return CustomerCase(
        number=str(case.number),
        complainant=case.contact.complainant,
        subject=intake.subject,
        received_at=intake.received_at,
        channel=intake.shown_channel,
        attachments=len(intake.attachments),
        page=context.page if context else "",
        procedure_page=context.procedure_page if context else "",
        answers_status=context.answers_status if context else False,
    )


def _reply_named(letter: int) -> NewsName:
    return NewsName(News.REPLY, str(letter) if letter > 1 else "")


def _reply_letter(case: Case, facts: StaffFacts, context: CaseContext) -> ReplyLetter | None:
    """Return the reply as it is sent, once it bears a number, with the letter that it replaces."""
    head = letter_head(case, facts, context)
    today = context.calendar.hours.day_of(context.now)
    back = context.signed_letter(case.letter_sequence)
    if not head.number:
        return None
    replaces = _void_letter(former_head(case, context))
    return ReplyLetter(head.number, head.on or today, replaces, back.signed_by if back else "")


def _void_letter(former: LetterHead | None) -> ReplyLetter | None:
    return ReplyLetter(former.number, former.on) if former and former.on else None


def _signed_reply(letter: int, context: CaseContext) -> EffectKey | None:
    """Name the effect whose file goes out."""
    document = context.outgoing(letter)
    return EffectKey.parse(document.effect) if document else None

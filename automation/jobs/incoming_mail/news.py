"""Notices about incoming mails: kept in the ledger from the moment a mail is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from automation.domain.addresses import Addresses
from automation.domain.effects import SettleMail
from automation.domain.mail_fate import MailNews, Tidings
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.notices import MailArrived
from automation.domain.numbers import ComplaintNumber
from automation.domain.views import RegisterView
from automation.jobs.settings_views import rules_of
from automation.jobs.telling.heading import case_reference
from automation.jobs.telling.notices import Notice
from automation.jobs.telling.owed import Owed, served
from automation.ledger.codec import from_json, to_json
from automation.mail.values import ArrivedMail, CaseReference, Item
from automation.mail.wording import incoming_mail as wording
from automation.settings.values import OfficeSettings
from automation.workflow.reopening import may_be_proposed_until

#: So long a warning about refused files stays beside a row, once everybody was notified.
_SHOWN = timedelta(days=7)
#: What cannot wait for the day's digest: whoever acts must know of it first.
_AT_ONCE = frozenset({Tidings.ANSWER, Tidings.KEPT, Tidings.BOUNCED, Tidings.OVER, Tidings.GONE, Tidings.TWIN})
_WARNED_OF = frozenset(Tidings) - {Tidings.LATE_ANSWER, Tidings.OVER}


def remembered(effect: SettleMail, news: MailNews) -> tuple[Note, str]:
    """Return the name and the text of the note that keeps a notice."""
    return Note.mail_news(effect.key.detail), to_json(news)


def kept_news(memory: Memory) -> Mapping[str, MailNews]:
    """Return all that is kept, by the mailbox's id of its mail."""
    return {message: from_json(MailNews, text) for name, text in memory.notes.items() if (message := name.message)}


def owed(memory: Memory, views: Mapping[ComplaintNumber, RegisterView], settings: OfficeSettings) -> Iterator[Notice]:
    """Return the notices not delivered yet; `views` names those of the Register that show the complaints."""
    addresses = Addresses(settings.google.base_address)
    for message, news in kept_news(memory).items():
        twin = _reference(news.twin, memory, views, settings) if news.twin else None
        matter = replace(_matter(news, addresses, twin), advice=_advice(news, memory, settings))
        item = Item(_reference(news.number, memory, views, settings), matter)
        yield from _owed(message, news).notices(item, memory.covered, at_once=news.tidings in _AT_ONCE)


def _advice(news: MailNews, memory: Memory, settings: OfficeSettings) -> str:
    """Return what can be done about a case that was over when its complainant wrote."""
    case = memory.cases.get(news.number) if news.number else None
    if news.tidings is not Tidings.LATE_ANSWER or case is None or case.outcome is None:
        return ""
    until = may_be_proposed_until(case, rules_of(settings), settings.hours.zone)
    return wording.after_a_reply(until, passed=news.on > until) if until else wording.WITHOUT_A_REPLY


def warnings(memory: Memory) -> Mapping[ComplaintNumber, tuple[str, ...]]:
    """Return the warnings beside the complaints' rows for the time being."""
    found: dict[ComplaintNumber, list[str]] = defaultdict(list)
    for news in kept_news(memory).values():
        if news.number is not None and news.tidings in _WARNED_OF and not _is_put_right(news, memory):
            found[news.number] += wording.warnings(news.tidings, news.details)
            found[news.number] += _about(news, memory)
            if news.twin is not None:
                found[news.twin].append(wording.later_twin_warning(str(news.number)))
    return {number: tuple(dict.fromkeys(texts)) for number, texts in found.items()}


def _about(news: MailNews, memory: Memory) -> list[str]:
    """Return what to do beside a row that depends on its complaint."""
    case = memory.cases.get(news.number) if news.number else None
    if news.twin is not None:
        return [wording.twin_warning(str(news.twin))]
    if news.tidings is Tidings.BOUNCED and case is not None:
        return [wording.next_way(case.intake, case.contact), wording.PUT_RIGHT]
    return []


def notes_to_forget(memory: Memory, reviewed: frozenset[str], today: date) -> tuple[Note, ...]:
    """Return the notes to forget: everybody was notified, and what they ask for is done or over."""
    news_of = kept_news(memory).items()
    passed = (_owed(message, news) for message, news in news_of if _has_passed(news, memory, reviewed, today))
    return served(passed, memory.told)


def _has_passed(news: MailNews, memory: Memory, reviewed: frozenset[str], today: date) -> bool:
    case = memory.cases.get(news.number) if news.number else None
    match news.tidings:
        case Tidings.KEPT:
            return news.file in reviewed
        case Tidings.BOUNCED:
            is_over = case is None or case.outcome is not None
            return _is_put_right(news, memory) or (is_over and news.on + _SHOWN < today)
        case Tidings.TWIN:
            return case is None or case.outcome is not None or news.on + _SHOWN < today
        case Tidings.OVER:
            return news.on < today
        case Tidings.GONE:
            return news.on + _SHOWN < today
        case Tidings.COMPLAINT | Tidings.ANSWER | Tidings.LATE_ANSWER:
            return news.on + (_SHOWN if news.details else timedelta()) < today


def _is_put_right(news: MailNews, memory: Memory) -> bool:
    """Return whether a mail did not arrive at an address that was corrected since."""
    case = memory.cases.get(news.number) if news.number else None
    return news.tidings is Tidings.BOUNCED and case is not None and case.mail_mark != news.sent_to


def _owed(message: str, news: MailNews) -> Owed:
    return Owed(note=Note.mail_news(message), number=news.number, topic=MailArrived(message), to=news.to)


def _reference(
    number: ComplaintNumber | None,
    memory: Memory,
    views: Mapping[ComplaintNumber, RegisterView],
    settings: OfficeSettings,
) -> CaseReference:
    case = memory.cases.get(number) if number else None
    if case is None:
        return wording.OFFICE_REFERENCE
    return case_reference(case, views.get(case.number, RegisterView.OPEN), memory, settings)


def _matter(news: MailNews, addresses: Addresses, twin: CaseReference | None) -> ArrivedMail:
    return ArrivedMail(
        tidings=news.tidings,
        subject=news.subject,
        details=news.details,
        link=addresses.file(news.file) if news.file else "",
        twin=twin,
    )

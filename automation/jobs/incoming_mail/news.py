"""Notices about incoming mails: kept in the ledger from the moment a mail is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from automation.domain.addresses import Addresses
from automation.domain.effects import SettleMail
from automation.domain.mail_fate import MailNews, Tidings
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.notices import MailArrived
from automation.domain.numbers import ComplaintNumber
from automation.jobs.telling.heading import case_reference
from automation.jobs.telling.notices import Notice
from automation.jobs.telling.owed import Owed, served
from automation.ledger.codec import from_json, to_json
from automation.mail.values import ArrivedMail, CaseReference, Item
from automation.mail.wording import incoming_mail as wording
from automation.settings.values import OfficeSettings

#: So long a warning about refused files stays beside a row, once everybody was notified.
_SHOWN = timedelta(days=7)
#: What cannot wait for the day's digest: whoever acts must know of it first.
_AT_ONCE = frozenset({Tidings.ANSWER, Tidings.KEPT, Tidings.BOUNCED, Tidings.OVER, Tidings.GONE})
_WARNED_OF = frozenset({Tidings.KEPT, Tidings.BOUNCED, Tidings.COMPLAINT, Tidings.ANSWER, Tidings.GONE})


def remembered(effect: SettleMail, news: MailNews) -> tuple[Note, str]:
    """Return the name and the text of the note that keeps a notice."""
    return Note.mail_news(effect.key.detail), to_json(news)


def unsettled(memory: Memory) -> Mapping[str, MailNews]:
    """Return all that is kept, by the mailbox's id of its mail."""
    return {message: from_json(MailNews, text) for name, text in memory.notes.items() if (message := name.message)}


def owed(memory: Memory, rows: Mapping[ComplaintNumber, int | None], settings: OfficeSettings) -> Iterator[Notice]:
    """Return the notices not delivered yet; `rows` holds the complaints' rows in the Register."""
    addresses = Addresses(settings.google.base_address)
    for message, news in unsettled(memory).items():
        item = Item(_reference(news, memory, rows, settings), _matter(news, addresses))
        yield from _owed(message, news).notices(item, memory.covered, at_once=news.tidings in _AT_ONCE)


def warnings(memory: Memory) -> Mapping[ComplaintNumber, tuple[str, ...]]:
    """Return the warnings beside the complaints' rows for the time being."""
    found: dict[ComplaintNumber, list[str]] = defaultdict(list)
    for news in unsettled(memory).values():
        if news.number is not None and news.tidings in _WARNED_OF:
            found[news.number] += wording.warnings(news.tidings, news.details)
    return {number: tuple(dict.fromkeys(texts)) for number, texts in found.items()}


def settled(memory: Memory, reviewed: frozenset[str], today: date) -> tuple[Note, ...]:
    """Return the notes to forget: everybody was notified, and what they ask for is done or over."""
    news_of = unsettled(memory).items()
    passed = (_owed(message, news) for message, news in news_of if _has_passed(news, memory, reviewed, today))
    return served(passed, memory.covered)


def _has_passed(news: MailNews, memory: Memory, reviewed: frozenset[str], today: date) -> bool:
    case = memory.cases.get(news.number) if news.number else None
    match news.tidings:
        case Tidings.KEPT:
            return news.file in reviewed
        case Tidings.BOUNCED:
            return case is None or case.outcome is not None
        case Tidings.OVER:
            return news.on < today
        case Tidings.GONE:
            return news.on + _SHOWN < today
        case Tidings.COMPLAINT | Tidings.ANSWER | Tidings.LATE_ANSWER:
            return news.on + (_SHOWN if news.details else timedelta()) < today


def _owed(message: str, news: MailNews) -> Owed:
    return Owed(note=Note.mail_news(message), number=news.number, topic=MailArrived(message), to=news.to)


def _reference(
    news: MailNews, memory: Memory, rows: Mapping[ComplaintNumber, int | None], settings: OfficeSettings
) -> CaseReference:
    case = memory.cases.get(news.number) if news.number else None
    if case is None:
        return wording.OFFICE_REFERENCE
    return case_reference(case, rows.get(case.number), memory, settings)


def _matter(news: MailNews, addresses: Addresses) -> ArrivedMail:
    return ArrivedMail(
        tidings=news.tidings,
        subject=news.subject,
        details=news.details,
        link=addresses.file(news.file) if news.file else "",
    )

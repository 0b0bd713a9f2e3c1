"""Answers to mails that ask where a complaint stands: each request once, several of a complaint together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from automation.domain.address import EmailAddress
from automation.domain.case import Case
from automation.domain.customer_news import News, NewsName
from automation.domain.effects import Deed, EffectKey, SendMail
from automation.domain.mail_fate import Fate
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.mail.values import Message


def status_answers(
    memory: Memory, cases: Mapping[ComplaintNumber, Case], message: Callable[[Case], Message]
) -> Iterator[SendMail]:
    """Return the answers to requests of the last two days that no answer followed.

    Args:
        memory: what the ledger remembers.
        cases: the complaints as they are now.
        message: says where one stands.
    """
    asked, answered = _asked(memory), _answered(memory)
    for number, (at, mail) in asked.items():
        case = cases.get(number)
        address = EmailAddress.found_in(case.contact.email) if case else None
        if case is None or address is None or (number in answered and answered[number] >= at):
            continue
        said = message(case)
        yield SendMail(
            key=EffectKey.of(number, Deed.MAIL, str(NewsName(News.STATUS, mail, case.mail_mark))),
            number=number,
            to=str(address),
            subject=said.subject,
            body=said.body,
        )


def _asked(memory: Memory) -> Mapping[ComplaintNumber, tuple[datetime, str]]:
    """Return when each complaint's status was asked for last, and by which mail."""
    found: dict[ComplaintNumber, tuple[datetime, str]] = {}
    for printed, at in memory.done_lately.items():
        fate, _, words = memory.results.get(printed, "").partition(" ")
        number = ComplaintNumber.read(words.rpartition(" ")[2]) if fate == Fate.ASKED.value else None
        if number is not None:
            request = at, EffectKey.parse(printed).detail
            found[number] = max(request, found.get(number, request))
    return found


def _answered(memory: Memory) -> Mapping[ComplaintNumber, datetime]:
    """Return when each complaint's status was told last."""
    found: dict[ComplaintNumber, datetime] = {}
    for printed, at in memory.done_lately.items():
        key = EffectKey.read(printed)
        name = NewsName.read(key.detail) if key and key.what is Deed.MAIL else None
        if key and key.number and name and name.news is News.STATUS:
            found[key.number] = max(at, found.get(key.number, at))
    return found

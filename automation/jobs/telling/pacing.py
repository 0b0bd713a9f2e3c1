"""Rate limits of acknowledgements and of answers to STATUS: anybody may write anybody's address into a form.

What is beyond a limit waits in order of arrival, and is sent once the limit allows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from automation.domain.address import EmailAddress
from automation.domain.customer_news import News, NewsName
from automation.domain.effects import Deed, Effect, EffectKey, SendMail
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.settings.values import OfficeSettings

#: What is answered by itself, at any hour.
_ANSWERS = frozenset({News.ACKNOWLEDGEMENT, News.STATUS})
#: Such answers to one address in a day: who writes more often knows that we answer.
TO_ONE_ADDRESS = 3
#: So many go out together, so that a flood of complaints keeps no other mail waiting.
AT_ONCE = 50
_A_DAY = timedelta(hours=24)


def is_acknowledgement(effect: Effect) -> bool:
    """Return whether an effect answers a new complaint, or a mail that asks for the status."""
    return isinstance(effect, SendMail) and _acknowledgement(effect.key) is not None


def beyond_measure(
    effects: Iterable[Effect], memory: Memory, settings: OfficeSettings, now: datetime
) -> Iterator[SendMail]:
    """Return the acknowledgements that must wait: too many to one address or in all within 24 hours, or at once."""
    asked = [one for one in effects if isinstance(one, SendMail) and is_acknowledgement(one)]
    if not asked:
        return
    sent = Counter(_sent_to(memory, now))
    left = min(settings.mail.acknowledgements_a_day - sent.total(), AT_ONCE)
    for effect in asked:
        address = _mark(effect.to)
        if left <= 0 or sent[address] >= TO_ONE_ADDRESS:
            yield effect
        else:
            sent[address] += 1
            left -= 1


def _sent_to(memory: Memory, now: datetime) -> Iterator[str]:
    """Return what stands for the address of each acknowledgement of the last 24 hours."""
    for printed, at in memory.done_lately.items():
        key = EffectKey.read(printed)
        name = _acknowledgement(key) if key and now - at < _A_DAY else None
        if key and name:
            case = memory.cases.get(ComplaintNumber.parse(key.subject))
            yield name.to or _mark(case.intake.email if case else "")


def _acknowledgement(key: EffectKey) -> NewsName | None:
    """Read the name of an acknowledgement; None of any other effect."""
    name = NewsName.read(key.detail) if key.what is Deed.MAIL else None
    return name if name and name.news in _ANSWERS else None


def _mark(text: str) -> str:
    address = EmailAddress.found_in(text)
    return address.mark if address else ""

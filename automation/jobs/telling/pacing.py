"""Rate limits of acknowledgements: anybody may write anybody's address into a form.

What is beyond a limit waits in order of arrival, and is sent once the limit allows it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from automation.domain.effects import Deed, Effect, EffectKey, SendMail
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.jobs.telling.to_customer import ACKNOWLEDGEMENT
from automation.settings.values import OfficeSettings

#: Acknowledgements to one address in a day: who writes more often knows that we answer.
TO_ONE_ADDRESS = 3
#: So many go out together, so that a flood of complaints keeps no other mail waiting.
AT_ONCE = 50
_A_DAY = timedelta(hours=24)


def is_acknowledgement(effect: Effect) -> bool:
    """Return whether an effect answers a new complaint."""
    return isinstance(effect, SendMail) and effect.key.what is Deed.MAIL and effect.key.detail == str(ACKNOWLEDGEMENT)


def beyond_measure(
    effects: Iterable[Effect], memory: Memory, settings: OfficeSettings, now: datetime
) -> Iterator[SendMail]:
    """Return the acknowledgements that must wait: too many to one address or in all within 24 hours, or at once."""
    sent = Counter(_sent_to(memory, now))
    left = min(settings.mail.acknowledgements_a_day - sent.total(), AT_ONCE)
    for effect in effects:
        if not isinstance(effect, SendMail) or not is_acknowledgement(effect):
            continue
        address = effect.to.casefold()
        if left <= 0 or sent[address] >= TO_ONE_ADDRESS:
            yield effect
        else:
            sent[address] += 1
            left -= 1


def _sent_to(memory: Memory, now: datetime) -> Iterator[str]:
    """Return the address of each acknowledgement of the last 24 hours."""
    for printed, at in memory.done_lately.items():
        key = EffectKey.read(printed)
        if key and key.what is Deed.MAIL and key.detail == str(ACKNOWLEDGEMENT) and now - at < _A_DAY:
            case = memory.cases.get(ComplaintNumber.parse(key.subject))
            yield case.intake.email.strip().casefold() if case else ""

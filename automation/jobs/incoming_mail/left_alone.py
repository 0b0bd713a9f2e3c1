"""How many mails were left alone, by day and reason. They lie in the mailbox, where a person can look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from automation.domain.effects import Deed, keys_of
from automation.domain.mail_fate import Fate, LeftAlone
from automation.domain.memory import Memory

_FATES = frozenset({Fate.PASSED.value, Fate.OVER.value})


def left_alone(memory: Memory, first: date, last: date) -> Mapping[date, Counter[LeftAlone]]:
    """Return the counts of the days on which such mails came in, `first` to `last`, in their order.

    What an older program left alone bears no reason, and is not counted.
    """
    found: dict[date, Counter[LeftAlone]] = {}
    for key in keys_of(memory.results, None, Deed.INCOMING_MAIL):
        words = memory.results[str(key)].split()
        why = _why(words)
        if why is not None and first <= (day := date.fromisoformat(words[1])) <= last:
            found.setdefault(day, Counter())[why] += 1
    return dict(sorted(found.items()))


def _why(words: list[str]) -> LeftAlone | None:
    if len(words) < 3 or words[0] not in _FATES:
        return None
    if words[0] == Fate.OVER.value:
        return LeftAlone.BEYOND_CAP
    return next((one for one in LeftAlone if [one.value] == words[3:4]), None)

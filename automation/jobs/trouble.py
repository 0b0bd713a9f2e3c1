"""What a tick could not do, from the moment it fails until the ledger keeps it.

Gathering and deciding write nothing: they return their troubles as values, and the tick keeps them in the ledger as
setbacks, by name. A setback whose thing went well, or is wanted no more, is forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from automation.domain.effects import CopyLetter, Effect, FileReport, SendMail, SettleMail, WriteDocument
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import FILES, Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from automation.jobs.boundary import OnBug, attempt
from automation.ledger import Ledger
from automation.ledger.codec import to_json
from automation.letters.words import undated
from automation.ports import TryLater

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that failed in this tick; the attributes are those of `Setback`."""

    name: SetbackName
    failure: Failure
    number: ComplaintNumber | None = None
    rests_on: str = ""


def fingerprint(*parts: str) -> str:
    """Return a hash of these texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def effect_rests_on(effect: Effect, checksums: Iterable[str] = ()) -> str:
    """Return the fingerprint of an effect: of what it would do, and of the files that it builds on."""
    files = tuple(checksums)
    return _what(effect) + (f"{FILES}{fingerprint(*files)}" if files else "")


def _what(effect: Effect) -> str:
    """Return the fingerprint of what an effect would do, whatever the day or hour: else no pause would ever grow."""
    match effect:
        case SendMail(to=to, covers=covers) if covers:  # Its words tell how much time is left.
            return fingerprint(to, *sorted(covers))
        case WriteDocument(words=words) | FileReport(words=words):
            return fingerprint(to_json(replace(effect, words=undated(words))))
        case SettleMail():
            return fingerprint(to_json(replace(effect, day="")))
        case CopyLetter():  # The name of a scan says when it was filed.
            return fingerprint(to_json(replace(effect, name="")))
        case _:
            return fingerprint(to_json(effect))


@dataclass(slots=True)
class Attempts:
    """Things tried one after another, each kept apart from the others.

    A failure for the moment may concern one thing or everything. It concerns everything when the next thing fails
    in the same way; when the next one goes well, it concerned that one thing.

    Attributes:
        troubles: what failed, by name.
        pending: the last failure for the moment, while it is open whether it concerns everything.
    """

    on_bug: OnBug
    troubles: dict[SetbackName, Trouble] = field(default_factory=dict)
    pending: Trouble | None = None

    def of(
        self, name: SetbackName, call: Callable[[], T], number: ComplaintNumber | None = None, rests_on: str = ""
    ) -> T | None:
        """Do one thing and return its result; None when it failed, or when there was nothing to do.

        Raises:
            TryLater: the thing before it failed for the moment as well.
            What `boundary.NEVER_KEPT` names.
        """
        found = attempt(call, self.on_bug)
        if not isinstance(found, Failure):
            # None proves nothing: perhaps nobody was asked.
            if found is not None:
                self.conclude()
            return found
        trouble = Trouble(name=name, failure=found, number=number, rests_on=rests_on)
        if found.cause is Cause.MOMENT:
            if self.pending is not None:
                raise TryLater(found.reason, found.said)
            self.pending = trouble
        else:
            self.troubles[name] = trouble
        return None

    def conclude(self) -> None:
        """Hold the last failure for the moment to have concerned its one thing: nothing else failed after it."""
        if self.pending is not None:
            self.troubles[self.pending.name] = self.pending
            self.pending = None

    def failure_of(self, name: SetbackName) -> Failure | None:
        """Return why a thing failed; None where it did not."""
        pending = self.pending if self.pending and self.pending.name == name else None
        trouble = self.troubles.get(name) or pending
        return trouble.failure if trouble else None


def keep(ledger: Ledger, memory: Memory, troubles: Iterable[Trouble], now: datetime) -> None:
    """Keep what failed now; a setback that was there counts one more failure."""
    for one in troubles:
        before = memory.setbacks.get(one.name)
        if before is None:
            ledger.set_back(
                Setback(
                    name=one.name,
                    number=one.number,
                    failure=one.failure,
                    rests_on=one.rests_on,
                    since=now,
                    tried_at=now,
                )
            )
        else:
            ledger.set_back(before.again(one.failure, one.rests_on, now))


def forget(ledger: Ledger, setbacks: Mapping[SetbackName, Setback], is_over: Callable[[SetbackName], bool]) -> None:
    """Forget the setbacks of things that went well or are wanted no more."""
    for name in setbacks:
        if is_over(name):
            ledger.overcome(name)

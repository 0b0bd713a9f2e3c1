"""Reading the world one thing at a time: what cannot be read is noted, and the rest is read all the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName, Thing
from automation.jobs.boundary import OnBug
from automation.jobs.trouble import Attempts

T = TypeVar("T")


class Looking:
    """What a tick looks at, and what of it failed or rests.

    Args:
        on_bug: receives an unforeseen error.
        memory: what the ledger remembers.
        now: this tick.
    """

    def __init__(self, on_bug: OnBug, memory: Memory, now: datetime) -> None:
        self.memory = memory
        self.now = now
        self._attempts = Attempts(on_bug)
        self._resting: set[SetbackName] = set()
        self._into: set[Thing | SetbackName] = set()

    def of(
        self, name: SetbackName, call: Callable[[], T], rests_on: str = "", number: ComplaintNumber | None = None
    ) -> T | None:
        """Look at one thing, of a complaint or of none; None where that fails. Raises as `Attempts.of`."""
        return self._attempts.of(name, call, number, rests_on)

    def rests(self, name: SetbackName, rests_on: str = "") -> bool:
        """Return whether a thing failed of late and is left alone for now."""
        setback = self.memory.setbacks.get(name)
        if setback is None or not setback.rests(self.now, rests_on):
            return False
        self._resting.add(name)
        return True

    def into(self, what: Thing | SetbackName) -> None:
        """Note that everything of this kind, or within this name, was looked at, failed or rests."""
        self._into.add(what)

    def failures(self) -> dict[str, Any]:
        """Return the fields of `Arrivals` that report failures."""
        troubles = dict(self._attempts.troubles)
        if pending := self._attempts.pending:
            troubles[pending.name] = pending
        return {
            "troubles": troubles,
            "looked_into": frozenset(self._into),
            "resting": frozenset(self._resting),
        }

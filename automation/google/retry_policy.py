"""How often and how long calls are tried again: never blindly or for ever, and all of one tick from one budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TypeVar

from .answers import CLIENT_ERRORS, answered, is_unreachable

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The world's part in waiting.

    Attributes:
        now: the time, by which Google's quotas of a minute are renewed.
        seconds: a running count of seconds.
        sleep: waits for a number of seconds.
        chance: returns a number from 0 up to 1, not included.
    """

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryBudget:
    """What one tick may spend on trying again; times in seconds.

    Attributes:
        first_wait: doubled from try to try, and spread by chance from half to one and a half of it.
        longest_wait: what it is doubled to.
        seconds: for all waits, and for all tries that failed.
        tries: how often anything is tried again.
        tries_a_call: how often one call is: what fails for good leaves the others their share.
        waits_for_quota: whether a call over Google's quota waits for the next minute's; where many offices share a
            quota, it is given up at once.
    """

    first_wait: float = 1.0
    longest_wait: float = 20.0
    seconds: float = 120.0
    tries: int = 30
    tries_a_call: int = 5
    waits_for_quota: bool = True


class RetryPolicy:
    """Repeats what may be repeated, while the budget lasts; `renew` begins the next tick's.

    Of calls that are made at once, what they wait and fail together is paid for once.

    Attributes:
        met_quota: whether Google refused a call for its quota since the last renewal.
    """

    def __init__(self, waiting: Clock, budget: RetryBudget | None = None) -> None:
        self._waiting = waiting
        self._budget = budget or RetryBudget()
        self._lock = Lock()
        self.renew()

    def renew(self) -> None:
        """Begin anew with the whole budget."""
        self._spent = 0.0
        self._tries = 0
        self._paid_until = float("-inf")
        self._quota_until: float | None = None
        self.met_quota = False

    def repeated(self, call: Callable[[], T]) -> T:
        """Make a call that may be done twice without harm, again while the fault may pass."""
        return self._tried(call, _may_pass)

    def careful(self, call: Callable[[], T]) -> T:
        """Make a call that must not be done twice, again only when Google says it did not do it."""
        return self._tried(call, _was_not_done)

    def _tried(self, call: Callable[[], T], may_be_repeated: Callable[[BaseException], bool]) -> T:
        wait = self._budget.first_wait
        for left in range(self._budget.tries_a_call, -1, -1):
            began = self._waiting.seconds()
            try:
                return call()
            except CLIENT_ERRORS as error:
                with self._lock:
                    self._pay(began, self._waiting.seconds())
                if not left or not may_be_repeated(error) or not self._has_waited(error, wait, began):
                    raise
            wait = min(2 * wait, self._budget.longest_wait)
        raise AssertionError("the last try returns or raises")

    def _has_waited(self, error: BaseException, wait: float, began: float) -> bool:
        """Wait before another try of a call that began then, if the budget has room for it."""
        with self._lock:
            pause = self._pause(error, wait, began)
            if pause is None or self._tries >= self._budget.tries:
                return False
            now = self._waiting.seconds()
            if self._spent + self._unpaid(now, now + pause) > self._budget.seconds:
                return False
            self._tries += 1
            self._pay(now, now + pause)
        self._waiting.sleep(pause)
        return True

    def _unpaid(self, began: float, ended: float) -> float:
        """Return how many seconds of a time nobody has paid for yet."""
        return max(0.0, ended - max(began, self._paid_until))

    def _pay(self, began: float, ended: float) -> None:
        self._spent += self._unpaid(began, ended)
        self._paid_until = max(self._paid_until, ended)

    def _pause(self, error: BaseException, wait: float, began: float) -> float | None:
        found = answered(error)
        if found is None or not found.is_busy:
            return wait * (0.5 + self._waiting.chance())
        self.met_quota = True
        if found.is_spent_for_today or not self._budget.waits_for_quota:
            return None
        at = self._waiting.seconds()
        if self._quota_until is None:
            # A quota of a minute is renewed with the next one.
            now = self._waiting.now()
            self._quota_until = at + 60 - now.second - now.microsecond / 1e6 + 5 * self._waiting.chance()
        elif began >= self._quota_until:
            return None  # What is over it twice in a tick is for the next tick.
        return max(0.0, self._quota_until - at)


def _may_pass(error: BaseException) -> bool:
    found = answered(error)
    return found.is_passing if found else is_unreachable(error)


def _was_not_done(error: BaseException) -> bool:
    found = answered(error)
    return found is not None and found.is_busy

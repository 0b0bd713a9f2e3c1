"""How often and how long a call is tried again: never blindly, never for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from google.api_core.exceptions import RetryError
from google.api_core.retry import Retry

from .errors import answered, is_unreachable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits between tries, jittered and doubling, up to a total limit; all in seconds."""

    first_wait: float = 1.0
    longest_wait: float = 20.0
    limit: float = 90.0

    def repeated(self, call: Callable[[], T]) -> T:
        """Make a call that may be done twice without harm, again while the fault may pass."""
        return self._tried(call, _may_pass)

    def careful(self, call: Callable[[], T]) -> T:
        """Make a call that must not be done twice, again only when Google says it did not do it."""
        return self._tried(call, _was_not_done)

    def _tried(self, call: Callable[[], T], when: Callable[[BaseException], bool]) -> T:
        retry = Retry(
            predicate=when,
            initial=self.first_wait,
            maximum=self.longest_wait,
            multiplier=2.0,
            timeout=self.limit,
        )
        try:
            answer: T = retry(call)()
        except RetryError as error:
            raise error.cause from error
        return answer


def _may_pass(error: BaseException) -> bool:
    found = answered(error)
    return found.is_passing if found else is_unreachable(error)


def _was_not_done(error: BaseException) -> bool:
    found = answered(error)
    return found is not None and found.is_busy

"""How fast calls go out: never faster than Google documents, however many are made at once.

Google counts by account. What another process of the same account called a moment ago is not known here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Limit:
    """So much, at most, in any so many seconds."""

    most: int
    seconds: float


#: "Avoid exceeding 3 requests per second of sustained write or insert requests, per account"
#: (https://support.google.com/a/answer/10445916): in any ten seconds.
DRIVE_WRITES = Limit(30, 10)
#: Units of a user (https://developers.google.com/workspace/gmail/api/reference/quota).
GMAIL_UNITS = Limit(6_000, 60)
_SEND, _WRITE, _READ = 100, 15, 20


class Pace:
    """Lets calls wait for their turn; for any number of threads.

    Args:
        seconds: a running count of seconds.
        sleep: waits for a number of seconds.
    """

    def __init__(self, seconds: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._seconds = seconds
        self._sleep = sleep
        self._turns = {limit: _Turns(limit) for limit in (DRIVE_WRITES, GMAIL_UNITS)}
        self._lock = Lock()

    def await_turn(self, verb: str, url: str) -> None:
        """Wait until a call may go out."""
        found = cost_of(verb, url)
        if found is None:
            return
        limit, cost = found
        with self._lock:
            now = self._seconds()
            turn = self._turns[limit].next(now, cost)
        if turn > now:
            self._sleep(turn - now)


def cost_of(verb: str, url: str) -> tuple[Limit, int] | None:
    """Return the limit that a call counts towards, and how much; None for one that nothing paces."""
    path, is_read = urlsplit(url).path, verb.upper() == "GET"
    if "/gmail/" in path:
        return GMAIL_UNITS, _SEND if path.endswith("/send") else _READ if is_read else _WRITE
    return None if is_read or "/drive/" not in path else (DRIVE_WRITES, 1)


class _Turns:
    """The turns that were given for one limit, as far back as it reaches."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._given: deque[tuple[float, int]] = deque()
        self._sum = 0
        self._last = float("-inf")

    def next(self, now: float, cost: int) -> float:
        """Give the next turn, which comes no sooner than the last one given."""
        turn = max(now, self._last)
        while self._given and (self._sum + cost > self._limit.most or self._is_over(turn)):
            at, gone = self._given.popleft()
            turn = max(turn, at + self._limit.seconds)
            self._sum -= gone
        self._given.append((turn, cost))
        self._sum += cost
        self._last = turn
        return turn

    def _is_over(self, turn: float) -> bool:
        return self._given[0][0] + self._limit.seconds <= turn

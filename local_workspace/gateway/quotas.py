"""Google's rate limits, off until switched on: so many reads and writes a minute, per user and per project."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

from local_workspace.api.calls import Identity
from local_workspace.api.errors import Refusal

from .served import READING_POSTS

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Calls a minute."""

    per_user: int = 60
    per_project: int = 300


class Quotas:
    """Counts the calls to Sheets of the last minute, by the machine's time."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self.limits: Limits | None = None
        self._spent: dict[tuple[str, str], deque[float]] = {}

    def switch(self, limits: Limits | None) -> None:
        """Apply `limits` from now on, or none."""
        with self._guard:
            self.limits = limits
            self._spent.clear()

    def spend(self, method: str, verb: str, who: Identity) -> None:
        """Count a call.

        Raises:
            Refusal: 429 when the minute's share is used up; such a call counts for nothing.
        """
        if self.limits is None or not method.startswith("sheets."):
            return
        kind = "Read" if verb == "GET" or method in READING_POSTS else "Write"
        with self._guard:
            now = time.monotonic()
            mine, all_of_us = self._recent((kind, who.email), now), self._recent((kind, ""), now)
            if len(mine) >= self.limits.per_user:
                raise exceeded(kind, "per minute per user", self.limits.per_user)
            if len(all_of_us) >= self.limits.per_project:
                raise exceeded(kind, "per minute", self.limits.per_project)
            mine.append(now)
            all_of_us.append(now)

    def _recent(self, key: tuple[str, str], now: float) -> deque[float]:
        found = self._spent.setdefault(key, deque())
        while found and found[0] <= now - MINUTE:
            found.popleft()
        return found


def exceeded(kind: str, window: str, limit: int) -> Refusal:
    """Return Sheets' answer to one call too many."""
    name = f"{kind}Requests" + "".join(word.title() for word in window.split())
    return Refusal(
        429,
        f"Quota exceeded for quota metric '{kind} requests' and limit '{kind} requests {window}' "
        "of service 'sheets.googleapis.com' for consumer 'project_number:000000000000'.",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "RATE_LIMIT_EXCEEDED",
                "domain": "googleapis.com",
                "metadata": {
                    "consumer": "projects/000000000000",
                    "quota_limit": name,
                    "quota_limit_value": str(limit),
                    "quota_location": "global",
                    "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
                    "service": "sheets.googleapis.com",
                },
            },
            {
                "@type": "type.googleapis.com/google.rpc.Help",
                "links": [
                    {
                        "description": "Request a higher quota limit.",
                        "url": "https://cloud.google.com/docs/quotas/help/request_increase",
                    }
                ],
            },
        ],
    )

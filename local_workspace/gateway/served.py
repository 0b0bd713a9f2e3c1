"""What was served: the API calls, one by one and counted."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from local_workspace.core.clock import rfc3339

# POST methods that change nothing.
READING_POSTS = {
    "sheets.spreadsheets.getByDataFilter",
    "sheets.spreadsheets.values.batchGetByDataFilter",
    "sheets.spreadsheets.developerMetadata.search",
    "drive.files.download",
}


@dataclass(frozen=True, slots=True)
class ServedCall:
    """One API call as it was answered; `number` counts up from 1, `when` is the workspace's time."""

    number: int
    method: str
    verb: str
    path: str
    status: int
    who: str
    when: str
    api: str
    kind: str


class Served:
    """The API calls served since the start or since `clear`, in memory; safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._calls: list[ServedCall] = []
        self._number = 0

    def note(self, method: str, verb: str, path: str, status: int, who: str, when: datetime) -> None:
        """Add one call; a token is neither a read nor a write."""
        api = method.partition(".")[0]
        kind = "read" if verb == "GET" or method in READING_POSTS else "write"
        if api in ("auth", "batch"):
            kind = api
        with self._guard:
            self._number += 1
            self._calls.append(ServedCall(self._number, method, verb, path, status, who, rfc3339(when), api, kind))

    def since(self, number: int = 0) -> tuple[ServedCall, ...]:
        """Return the calls after the one of this number."""
        with self._guard:
            return tuple(call for call in self._calls if call.number > number)

    def clear(self) -> None:
        """Forget all calls; numbers go on."""
        with self._guard:
            self._calls.clear()

    def report(self, number: int = 0) -> dict[str, Any]:
        """Return the calls after `number` and their counters by API and kind, ready for JSON."""
        calls = self.since(number)
        by_api: dict[str, Counter[str]] = {}
        for call in calls:
            by_api.setdefault(call.api, Counter())[call.kind] += 1
        kinds = Counter(call.kind for call in calls)
        return {
            "requests": [asdict(call) for call in calls],
            "last": calls[-1].number if calls else number,
            "counters": {
                "calls": len(calls),
                "reads": kinds["read"],
                "writes": kinds["write"],
                "by_api": {api: dict(counts) for api, counts in sorted(by_api.items())},
                "by_method": dict(sorted(Counter(call.method for call in calls).items())),
            },
        }

"""Where a tick can be cut off: after each change it makes, to Google's side by a call, or to the ledger by a commit.

Between two changes a tick only computes and reads. So to kill it after one change and to kill it before the next
leaves the very same world, and each such place is tried once. Of calls that are in flight together, some are made by
then of which nobody has heard, and others are not.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

import requests
from sqlalchemy.engine.default import DefaultDialect

from automation.google.transport import SignedSession


class Loss(Enum):
    """How the answer to a call that was done gets lost."""

    UNAVAILABLE = "503"
    RESET = "reset"
    TIMEOUT = "timeout"


@dataclass(slots=True)
class Trap:
    """Counts the changes of this process, and springs at one of them.

    Attributes:
        kill_after: the process dies once so many changes are made; None lets it live.
        lose: the number among the calls that change something, from 1, whose answer is lost.
        loss: how.
        order: seeds the order in which the calls of a tick that are in flight at once are made and told of.
        changes: what was changed so far.
    """

    kill_after: int | None = None
    lose: int | None = None
    loss: Loss = Loss.UNAVAILABLE
    order: int = 0
    changes: list[str] = field(default_factory=list)
    calls: int = 0

    def set(self) -> None:
        """Lie in wait in this process, for good."""
        SignedSession.request = self._watching(SignedSession.request)  # type: ignore[method-assign]  # (every write of this process passes here)
        DefaultDialect.do_commit = self._committing(DefaultDialect.do_commit)  # type: ignore[method-assign]  # (every write of this process passes here)
        self._spring()

    def _watching(self, request: Callable[..., requests.Response]) -> Any:
        def watched(session: SignedSession, method: str, url: str, *args: Any, **named: Any) -> requests.Response:
            answer = request(session, method, url, *args, **named)
            if method.upper() == "GET":
                return answer
            self.calls += 1
            self._changed(f"{method} {urlsplit(url).path}")
            return self._lost(answer) if self.calls == self.lose else answer

        return watched

    def _committing(self, commit: Callable[..., None]) -> Any:
        # By the driver's own connection, which counts on; the pool lends it out in a new wrapper each time.
        written: dict[Any, int] = {}

        def has_written(own: Any) -> bool:
            if not hasattr(own, "total_changes"):
                # PostgreSQL gives a transaction a number once it writes.
                ((number,),) = own.execute("select pg_current_xact_id_if_assigned()")
                return number is not None
            before, written[own] = written.get(own, 0), own.total_changes
            return bool(written[own] > before)

        def committed(dialect: DefaultDialect, connection: Any) -> None:
            wrote = has_written(getattr(connection, "driver_connection", connection))
            commit(dialect, connection)
            if wrote:
                self._changed("commit")

        return committed

    def _changed(self, what: str) -> None:
        self.changes.append(what)
        self._spring()

    def _spring(self) -> None:
        if self.kill_after == len(self.changes):
            os.kill(os.getpid(), signal.SIGKILL)

    def _lost(self, answer: requests.Response) -> requests.Response:
        if self.loss is Loss.RESET:
            raise requests.ConnectionError("the answer was lost on its way")
        if self.loss is Loss.TIMEOUT:
            raise requests.ReadTimeout("the answer did not come in time")
        answer.status_code = 503
        answer._content = b'{"error": {"code": 503, "message": "The service is currently unavailable."}}'
        return answer

"""The workspace's time: the machine's, shifted or stopped, so that all services see the same simulated time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from .store import Store


class Clock:
    """Tells the time that files, mails and form answers are stamped with; kept in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> datetime:
        """Return the workspace's time, in UTC."""
        frozen = self._store.fact("clock.frozen")
        if frozen:
            return datetime.fromisoformat(frozen)
        return datetime.now(UTC) + timedelta(seconds=self._store.fact("clock.shift", 0.0))

    @property
    def is_real(self) -> bool:
        """Whether it tells the machine's own time."""
        return not self._store.fact("clock.frozen") and not self._store.fact("clock.shift", 0.0)

    def stop_at(self, instant: datetime) -> None:
        """Stand still at `instant` (aware) until told otherwise."""
        self._store.remember("clock.frozen", instant.astimezone(UTC).isoformat())

    def run_from(self, instant: datetime) -> None:
        """Go on from `instant` (aware) at the pace of real time."""
        self._store.remember("clock.frozen", None)
        self._store.remember("clock.shift", (instant - datetime.now(UTC)).total_seconds())

    def follow_the_machine(self) -> None:
        """Show the machine's own time again."""
        self._store.remember("clock.frozen", None)
        self._store.remember("clock.shift", 0.0)


def rfc3339(instant: datetime) -> str:
    """Print an instant as Google does: `2026-11-02T01:30:00.000Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"

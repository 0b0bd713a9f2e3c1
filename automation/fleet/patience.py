"""What follows from how a tick ended: an office that keeps failing ticks less and less often, then not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from .offices import Result, Standing
from .tempo import USUAL, Patience

_FAILED = (Result.LATER, Result.REFUSED, Result.BUG)
_WELL = (Result.DONE, Result.PERSON)


def standing_after(
    before: Standing, result: Result, reason: str, now: datetime, patience: Patience = USUAL.patience
) -> Standing:
    """Return how an office stands after a tick.

    Google's quota, another tick of the same office and the end of a worker say nothing of how an office is.
    """
    if result in _WELL:
        return Standing()
    if result not in _FAILED:
        return before
    since = before.failing_since or now
    found = replace(before, failures=before.failures + 1, failing_since=since, reason=reason)
    needs_a_person = result is not Result.LATER and found.failures >= patience.failures
    if found.put_aside is None and (needs_a_person or now - since >= patience.lasting):
        return replace(found, put_aside=now)
    return found


def wait_after(standing: Standing, patience: Patience = USUAL.patience) -> timedelta:
    """Return how long an office is left alone at least after a failure; nothing where it did not fail."""
    if not standing.failures:
        return timedelta()
    doubled: timedelta = patience.first_wait * 2 ** min(standing.failures - 1, 20)
    return min(doubled, patience.longest_wait)

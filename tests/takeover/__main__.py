"""`python -m tests.takeover`: take over every state of the fixture, not one of each kind alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial

from tests.crash.children import all_at_once

from .fixture import Fixture, State
from .taking_over import faults_of

JOBS = 2


def main() -> int:
    """Print what each takeover did wrong; gives 0 when none did."""
    fixture = Fixture()
    shares = [partial(taken_over, fixture, fixture.stopped[job::JOBS]) for job in range(JOBS)]
    wrong = sum(all_at_once(shares))
    print(f"{len(fixture.stopped)} states taken over, {wrong} violations")
    return 1 if wrong else 0


def taken_over(fixture: Fixture, states: Sequence[State]) -> int:
    """Take states over; gives how many went wrong."""
    wrong = 0
    for state in states:
        faults = faults_of(fixture, state)
        print("\n  ".join([f"{state}: {'as it should' if not faults else ''}", *faults[:20]]), flush=True)
        wrong += bool(faults)
    return wrong


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.takeover`: take over every state of the fixture; `--sample` or `--few`, one of each kind."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from tests.crash.children import all_at_once

from .fixture import Fixture, State
from .taking_over import faults_of, few_of, one_of_each_kind

JOBS = 2


def main() -> int:
    """Print what each takeover did wrong; return 0 when none did."""
    parser = argparse.ArgumentParser(prog="python -m tests.takeover", description=__doc__)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="every state (the usual)")
    which.add_argument(
        "--few", action="store_true", help="of these, those that differ in how an effect is found done"
    )
    which.add_argument("--sample", action="store_true", help="one state of each kind of effect")
    fixture = Fixture()
    asked, states = parser.parse_args(), list(fixture.stopped)
    if asked.sample or asked.few:
        states = one_of_each_kind(states)
    if asked.few:
        states = few_of(states)
    shares = [partial(taken_over, fixture, states[job::JOBS]) for job in range(JOBS)]
    wrong = sum(all_at_once(shares))
    print(f"{len(states)} states taken over, {wrong} violations")
    return 1 if wrong else 0


def taken_over(fixture: Fixture, states: Sequence[State]) -> int:
    """Take states over; return how many went wrong."""
    wrong = 0
    for state in states:
        faults = faults_of(fixture, state)
        print("\n  ".join([f"{state}: {'as it should' if not faults else ''}", *faults[:20]]), flush=True)
        wrong += bool(faults)
    return wrong


if __name__ == "__main__":
    sys.exit(main())

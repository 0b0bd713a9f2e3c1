"""A worker in a process of its own, at a tempo of seconds: `python -m tests.fleet.worker 4`."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from automation.commands import ended
from automation.fleet.commands import work_at
from automation.fleet.tempo import Patience, Tempo
from automation.job_log import Style

#: Three seconds from tick to tick; whoever is silent for three is taken for dead.
QUICK = Tempo(
    shortest=3.0,
    step=1.0,
    slice=timedelta(seconds=1),
    ahead=timedelta(seconds=2),
    heartbeat=timedelta(seconds=3),
    patience=Patience(first_wait=timedelta(seconds=1), longest_wait=timedelta(seconds=3), failures=3),
)

if __name__ == "__main__":
    slots = int(sys.argv[1])
    sys.exit(ended(argparse.Namespace(log=Style.TEXT), lambda _: work_at(QUICK, slots, 2)))

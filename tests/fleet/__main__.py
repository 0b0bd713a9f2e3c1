"""A long run: `python -m tests.fleet --minutes 10 --offices 4 --workers 3 --restarts 5 --seed 1`.

Workers are killed and stopped at random, connections cut and PostgreSQL restarted, while people complain. In the end
every complaint of every office was taken in, filed and acknowledged once. Ends with a traceback where one was not.
"""

from __future__ import annotations

import argparse

import pytest

from tests.fleet.chaos import played
from tests.fleet.fleets import a_fleet

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--minutes", type=float, default=10.0)
parser.add_argument("--offices", type=int, default=4)
parser.add_argument("--workers", type=int, default=3)
parser.add_argument("--restarts", type=int, default=5)
parser.add_argument("--seed", type=int, default=1)
asked = parser.parse_args()

with pytest.MonkeyPatch.context() as patch:
    made = a_fleet(patch)
    print(played(made, asked.minutes * 60, asked.seed, asked.offices, asked.workers, asked.restarts))

"""A long run: `python -m tests.fleet --minutes 10 --kills 200 --offices 4 --workers 3 --restarts 5 --seed 1`.

Workers are killed and stopped at random, connections cut and PostgreSQL restarted, while people complain; one office
more is refused by its Google for good, and one has a bomb for a draft. In the end every complaint of every office was
taken in, filed and acknowledged once, or it ends with a traceback; with 1 where an office that is well had no good
tick for a minute.
"""

from __future__ import annotations

import argparse
import sys

import pytest

from tests.fleet.chaos import Trouble, played
from tests.fleet.fleets import a_fleet

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--minutes", type=float, default=10.0)
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--offices", type=int, default=4)
parser.add_argument("--workers", type=int, default=3)
parser.add_argument("--restarts", type=int, default=5)
parser.add_argument("--seed", type=int, default=1)
asked = parser.parse_args()

with pytest.MonkeyPatch.context() as patch:
    found = played(
        a_fleet(patch),
        Trouble(
            seconds=asked.minutes * 60,
            seed=asked.seed,
            offices=asked.offices,
            workers=asked.workers,
            kills=asked.kills,
            restarts=asked.restarts,
        ),
    )
print(found)
sys.exit(1 if found.late else 0)

"""`python -m tests.edits`: edit anything at any step, and count what contradicts itself."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.watching import watched

from .playing import played
from .reaching import EXPECTED, reached

#: So many steps are taken in one office; then the next seed opens another.
STEPS_EACH = 250
#: So many offices must come to all that is expected.
_OFFICES_THAT_REACH_ALL = 20


def main() -> int:
    """Play and check; gives 0 when nothing was wrong and, in a long run, all was tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.edits", description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began, wrong, counts = time.process_time(), 0, Counter[str]()
    offices = -(-options.steps // STEPS_EACH)
    with watched("offices", offices) as step:
        for place in range(offices):
            steps = min(STEPS_EACH, options.steps - place * STEPS_EACH)
            with tempfile.TemporaryDirectory() as folder:
                office, found = played(Path(folder), options.seed + place, steps)
                counts += reached(office)
            wrong += len(found)
            for line in found:
                print(f"seed {options.seed + place}: {line}", flush=True)
            step()
    print(f"{options.steps} steps, {wrong} violations, {time.process_time() - began:.0f} s CPU")
    print("reached: " + ", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    missed = sorted(EXPECTED - (+counts).keys()) if offices >= _OFFICES_THAT_REACH_ALL else []
    if missed:
        print("never reached: " + ", ".join(missed))
    return 1 if wrong or missed else 0


if __name__ == "__main__":
    sys.exit(main())

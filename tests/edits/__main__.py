"""`python -m tests.edits`: edit anything at any step, and count what contradicts itself."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from .playing import played

#: So many steps are taken in one office; then the next seed opens another.
STEPS_EACH = 250


def main() -> int:
    """Play and check; gives 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.edits", description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began, wrong, letters = time.process_time(), 0, 0
    for place in range(-(-options.steps // STEPS_EACH)):
        steps = min(STEPS_EACH, options.steps - place * STEPS_EACH)
        with tempfile.TemporaryDirectory() as folder:
            office, found = played(Path(folder), options.seed + place, steps)
        letters += len(office.world.drive.printed)
        wrong += len(found)
        for line in found:
            print(f"seed {options.seed + place}: {line}", flush=True)
        print(f"  … {place * STEPS_EACH + steps} steps, {letters} letters printed", file=sys.stderr, flush=True)
    print(f"{options.steps} steps, {letters} letters, {wrong} violations, {time.process_time() - began:.0f} s CPU")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

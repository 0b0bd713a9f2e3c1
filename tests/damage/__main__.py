"""`python -m tests.damage drafts|mails --count N --seed S`: open so many damaged ones in the process apart."""

from __future__ import annotations

import argparse
import sys
import time

from automation.sandbox import ProcessSandbox
from automation.sandbox.limits import Limits

from .drafts import a_draft, damaged_drafts
from .mails import mutated_mails
from .trials import numbering, reading, tried

COUNTS = {"drafts": 1_000, "mails": 2_000}


def main() -> int:
    """Print what became of them; gives 0 when each was read or refused."""
    parser = argparse.ArgumentParser(prog="python -m tests.damage", description=__doc__)
    parser.add_argument("kind", choices=COUNTS)
    parser.add_argument("--count", type=int, help="how many (1000 drafts, 2000 mails)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = options.count or COUNTS[options.kind]
    sandbox = ProcessSandbox(time.monotonic, Limits(tick_seconds=float("inf"), processor_seconds=36_000))
    if options.kind == "drafts":
        tally = tried(damaged_drafts(count, options.seed), numbering(sandbox))
        numbering(sandbox)(a_draft())
    else:
        tally = tried(mutated_mails(count, options.seed), reading(sandbox))
    sandbox.rest()
    print(f"{count} {options.kind}: {tally.told()}")
    print("".join(f"  {one}\n" for one in tally.violations[:20]), end="")
    return 1 if tally.violations else 0


if __name__ == "__main__":
    sys.exit(main())

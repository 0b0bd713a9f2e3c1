"""`make year`: play an office's year, and let a checker of its own count what went wrong."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.watching import watched

from .checker.counting import Year
from .checker.reports import differences
from .play import Play
from .telling import told

SHOWN = 10


def main() -> int:
    """Play and check; gives 0 when nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
    parser.add_argument("--complaints", type=int, default=500)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        play = Play(Path(folder), seed=options.seed, complaints=options.complaints, days=options.days)
        with watched("months", options.days // 30) as step:
            played = play.run(lambda _: step())
    year = Year(played.office)
    year.read(played.entries)
    print(*told(played, year), sep="\n")
    for kind, lines in year.violations.items():
        print(f"\n{kind}: {len(lines)}", *lines[:SHOWN], sep="\n  ")
    counted = list(differences(played.reports, year.cases.values(), year.clock, year.actions))
    print(f"\n{len(played.reports)} monthly reports, {len(counted)} measures counted otherwise", *counted, sep="\n  ")
    wrong = sum(map(len, year.violations.values())) + len(counted)
    print(f"\n{wrong} violations, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

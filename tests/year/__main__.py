"""`make year`: play an office's year, and let a checker of its own count what went wrong."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.watching import watched

from .checker.counting import FILED, Year
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
    parser.add_argument("--reports", action="store_true", help="tick seldom, and hold the reports alone")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        play = Play(
            Path(folder),
            seed=options.seed,
            complaints=options.complaints,
            days=options.days,
            seldom=options.reports,
        )
        with watched("months", options.days // 30) as step:
            played = play.run(lambda _: step())
    year = Year(played.office)
    year.read(played.entries)
    print(*told(played, year), sep="\n")
    found = {kind: lines for kind, lines in year.violations.items() if kind == FILED or not options.reports}
    for kind, lines in found.items():
        print(f"\n{kind}: {len(lines)}", *lines[:SHOWN], sep="\n  ")
    counted = list(differences(played.reports, year.cases.values(), year.clock, year.actions))
    asked = len(played.reports)
    print(f"\n{asked} periods asked for at the end, {len(counted)} measures counted otherwise", *counted, sep="\n  ")
    changed = [name for name, sha in played.given_again.items() if sha != played.filed[name]]
    print(f"{year.papers.figures} figures in {len(year.papers.stated)} reports held as they were filed")
    print(f"{len(played.given_again)} of {len(played.filed)} files asked for again, {len(changed)} others", *changed)
    wrong = sum(map(len, found.values())) + len(counted) + len(changed)
    print(f"\n{wrong} violations, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

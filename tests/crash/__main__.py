"""`make crash`: kill the job everywhere, lose every answer, and hold the worlds against the undisturbed one."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from tests.postgresql import server
from tests.watching import watched

from .children import all_at_once
from .trials import Act, Trial, kills, losses, pairs, races, tried, undisturbed

KINDS = ("kills", "losses", "pairs", "races")


def main() -> int:
    """Run all trials asked for; gives 0 when no world differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--pairs", type=int, default=1_000, help="pairs of places to die at (1000)")
    parser.add_argument("--races", type=int, default=200, help="times that two processes start together (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the pairs, and of the order of calls in flight (1)")
    parser.add_argument("--only", choices=KINDS, nargs="+", default=KINDS, help="only these kinds of trials")
    parser.add_argument("--limit", type=int, help="no more than so many trials of each kind, evenly spread")
    parser.add_argument("--after", type=int, default=0, help="leave out so many of each kind, tried before (0)")
    parser.add_argument("--jobs", type=int, default=2, help="how many run side by side (2)")
    parser.add_argument(
        "--postgresql", action="store_true", help="keep the ledger on a server that is started for it"
    )
    options = parser.parse_args()
    options.role = server().office() if options.postgresql else ""
    began = time.monotonic()
    shares = [partial(share, options, number) for number in range(options.jobs)]
    points, wrong = Counter[str](), Counter[str]()
    for tried_here, wrong_here in all_at_once(shares):
        points += tried_here
        wrong += wrong_here
    for kind in options.only:
        print(f"{kind}: {points[kind]} points, {wrong[kind]} violations")
    print(f"{wrong.total()} violations in {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0


def share(options: argparse.Namespace, number: int) -> tuple[Counter[str], Counter[str]]:
    """Run every trial that falls to one of the jobs, in an office of its own; gives trials and violations by kind."""
    points, wrong = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        acts = undisturbed(folder, options.seed, options.role)
        if number == 0:
            calls, changes = sum(act.calls for act in acts), sum(len(act.changes) for act in acts)
            print(f"{len(acts)} ticks with {calls} calls that change something and {changes - calls} commits")
        for kind in options.only:
            trials = _trials(kind, acts, options)[number :: options.jobs]
            with watched(kind, len(trials), here=number == 0) as step:
                for trial in trials:
                    points[kind] += 1
                    if faults := tried(trial, folder):
                        wrong[kind] += 1
                        print("\n  ".join([f"\n{trial.name}:", *faults[:20]]), flush=True)
                    step()
    return points, wrong


def _trials(kind: str, acts: list[Act], options: argparse.Namespace) -> list[Trial]:
    match kind:
        case "kills":
            found = list(kills(acts))
        case "losses":
            found = list(losses(acts))
        case "pairs":
            found = list(pairs(acts, options.pairs, options.seed))
        case _:
            found = list(races(acts, options.races))
    found = found[options.after :]
    if options.limit is None or options.limit >= len(found):
        return found
    return [found[place * len(found) // options.limit] for place in range(options.limit)]


if __name__ == "__main__":
    sys.exit(main())

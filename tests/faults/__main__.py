"""`make faults`: refuse every call of a busy tick in every way, and see that one thing stops and all else goes on."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from tests.crash.children import all_at_once
from tests.watching import watched

from .running import Undisturbed, tried
from .trials import Trial, matrix, prepared

#: After so many trials each job says how far it is.


def main() -> int:
    """Run all trials asked for; gives 0 when none shows a violation."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", nargs="+", default=["*"], metavar="METHOD", help="only these methods, with *")
    parser.add_argument("--answer", default="", help="only answers whose name holds this")
    parser.add_argument("--skip", type=int, default=0, help="leave out the first ones, which another run has tried")
    parser.add_argument("--limit", type=int, help="no more than so many trials, evenly spread")
    parser.add_argument("--everywhere", action="store_true", help="at each place that makes a call, not at one")
    parser.add_argument("--sample", action="store_true", help="each method and each answer at least once")
    parser.add_argument("--seed", type=int, default=1, help="chooses the sample, and the places")
    parser.add_argument("--jobs", type=int, default=2, help="how many run side by side (2)")
    options = parser.parse_args()
    began = time.monotonic()
    shares = [partial(share, options, number) for number in range(options.jobs)]
    methods, wrong = Counter[str](), Counter[str]()
    for methods_here, wrong_here in all_at_once(shares):
        methods += methods_here
        wrong += wrong_here
    for method, count in sorted(methods.items()):
        print(f"{method}: {count} trials, {wrong[method]} violations")
    print(
        f"{len(methods)} methods, {methods.total()} trials, {wrong.total()} violations "
        f"in {time.monotonic() - began:.0f} s"
    )
    return 1 if wrong else 0


def share(options: argparse.Namespace, number: int) -> tuple[Counter[str], Counter[str]]:
    """Run the trials that fall to one of the jobs, in an office of its own; gives trials and violations by method."""
    methods, wrong = Counter[str](), Counter[str]()
    known: Undisturbed = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trials = chosen(list(matrix(prepared(folder))), options)
        mine = trials[number :: options.jobs]
        if number == 0:
            print(f"{len(trials)} trials", flush=True)
        with watched("answers", len(mine), here=number == 0) as step:
            for trial in mine:
                faults, _ = tried(trial, folder, known)
                methods[trial.call.id] += 1
                if faults:
                    wrong[trial.call.id] += 1
                    print("\n  ".join([f"\n{trial.name}:", *faults]), flush=True)
                step()
    return methods, wrong


def chosen(trials: list[Trial], options: argparse.Namespace) -> list[Trial]:
    """Give the trials asked for."""
    found = [
        trial
        for trial in trials
        if any(fnmatchcase(trial.call.method, one) for one in options.only) and options.answer in trial.spoilt.name
    ]
    if options.sample:
        found = sampled(found, options.seed)
    elif not options.everywhere:
        found = at_one_place(found, options.seed)
    found = found[options.skip :]
    if options.limit is None or options.limit >= len(found):
        return found
    return [found[place * len(found) // options.limit] for place in range(options.limit)]


def at_one_place(trials: list[Trial], seed: int) -> list[Trial]:
    """Give each answer to each method, once and for good, at one of the places that make such a call."""
    drawn = {
        (trial.call.id, trial.spoilt.name, trial.for_good): trial
        for trial in random.Random(seed).sample(trials, len(trials))
    }
    return [trial for trial in trials if drawn[trial.call.id, trial.spoilt.name, trial.for_good] is trial]


def sampled(trials: list[Trial], seed: int) -> list[Trial]:
    """Give few trials in which each use of a method and each kind of answer is met at least once."""
    shuffled = sorted(random.Random(seed).sample(trials, len(trials)), key=lambda trial: trial.for_good)
    left_methods = {trial.call.method for trial in trials}
    left_answers = {trial.spoilt.name for trial in trials}
    found = []
    for both in (True, False):
        for trial in shuffled:
            news = (trial.call.method in left_methods, trial.spoilt.name in left_answers)
            if all(news) if both else any(news):
                found.append(trial)
                left_methods.discard(trial.call.method)
                left_answers.discard(trial.spoilt.name)
    return found


if __name__ == "__main__":
    sys.exit(main())

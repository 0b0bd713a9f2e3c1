"""Opens offices in one process, ticks each, and prints the cost: `python -m tests.fleet.open_offices FILE …`."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from automation import wiring as office_wiring
from automation.fleet import wiring
from automation.jobs.watch.alarm import attended_sync

_IDLE_TICKS = 5


def main(files: list[str]) -> None:
    memory, ticks = [], []
    with ExitStack() as stack:
        for file in files:
            office = stack.enter_context(
                office_wiring.open_office(Path(file), budget=wiring.IN_A_SLOT, as_it_is=True)
            )
            for place in range(_IDLE_TICKS):
                began = time.process_time()
                office.hand_over()
                attended_sync(office.job_context(), office_wiring.now(), setup=office.setup_context)
                office.rest()
                if place > 1:
                    ticks.append(time.process_time() - began)
            gc.collect()
            memory.append(wiring.megabytes())
    more = [later - sooner for sooner, later in pairwise(memory[1:])]
    print(f"{len(files)} real offices in one process: {memory[0]:.0f} MB with the first, {memory[-1]:.0f} with all")
    print(f"    {statistics.mean(more):.2f} MB an office more, from the third on")
    print(f"    {1000 * statistics.median(ticks):.0f} ms of a core an idle tick, {1000 * max(ticks):.0f} at most")


if __name__ == "__main__":
    main(sys.argv[1:])

"""A worker of offices with open cases, over fakes: `python -m tests.fleet.grown_worker 8 180 500 20`.

Takes the slots, the seconds to work, how many offices there are, and how many open cases each has. It opens them all
and ticks each until it is at rest; then it says "ready" and waits for a line. Prints what it used, after a line with
what an idle tick took of a core: the median and the 99th of a hundred, in milliseconds.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from automation.fleet.offices import Figures, FleetOffice, Result
from automation.fleet.registry import Ticked
from automation.jobs.job_context import JobContext
from automation.jobs.tick.sync import sync
from automation.ledger import open_ledger
from tests.bench.grown import grown
from tests.fleet.measured import worked

#: Ticks of an office until it is at rest and what it keeps is kept.
_WARMING = 3
#: Until all that was put together is told of and shown.
_SETTLING, _A_WHILE = 24, timedelta(minutes=5)


def main(slots: int, seconds: float, count: int, open_: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        jobs, began = _offices(Path(name), count, open_)
        took: list[float] = []
        at = time.monotonic()

        def tick(office: FleetOffice, asked_to_stop: Callable[[], bool]) -> Ticked:
            job, before = jobs[office.name], time.thread_time()
            report = sync(job, began + timedelta(seconds=time.monotonic() - at))
            job.ledger.rest()
            took.append(time.thread_time() - before)
            assert not report.effects
            return Ticked(name=office.name, result=Result.DONE, figures=Figures(sheet_reads=1))

        print("ready", flush=True)
        sys.stdin.readline()
        used = worked(slots, seconds, tick)
        took.sort()
        print(f"{1000 * statistics.median(took):.0f} {1000 * took[int(len(took) * 0.99)]:.0f}")
        print(used)


def _offices(folder: Path, count: int, open_: int) -> tuple[dict[str, JobContext], datetime]:
    """Return so many offices at rest, by name: they share the fakes, which no idle tick writes to."""
    world = grown(folder / "kantor", 1, open_)
    for _ in range(_SETTLING):
        world.tick(world.now + _A_WHILE)
    world.ledger.close()
    jobs: dict[str, JobContext] = {}
    for place in range(count):
        file = folder / f"{place}.db"
        shutil.copy(folder / "kantor" / "tanggap.db", file)
        job = replace(world.job, ledger=open_ledger(f"sqlite:///{file}"))
        for minute in range(_WARMING):
            sync(job, world.now + timedelta(minutes=minute))
        job.ledger.rest()
        jobs[f"kantor_{place}"] = job
    return jobs, world.now + timedelta(minutes=_WARMING)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

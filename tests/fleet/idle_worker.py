"""A worker whose offices only wait, for measuring the engine itself: `python -m tests.fleet.idle_worker 20 45`.

Takes the slots and the seconds to work, and prints what it used: seconds of a core, ticks, and megabytes.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from automation import wiring as office_wiring
from automation.fleet import wiring
from automation.fleet.keeping import KeptOffices
from automation.fleet.offices import Figures, FleetOffice, Result
from automation.fleet.queue import Queue
from automation.fleet.registry import Ticked
from automation.fleet.worker import FleetWorker, Workbench

#: What an idle tick waits for Google, and what it works, in seconds.
_WAITS, _WORKS = 0.3, 0.005


def main(slots: int, seconds: float) -> None:
    count = 0

    def tick(office: FleetOffice, asked_to_stop: Callable[[], bool]) -> Ticked:
        nonlocal count
        count += 1
        until = time.thread_time() + _WORKS
        while time.thread_time() < until:
            pass
        time.sleep(_WAITS)
        return Ticked(name=office.name, result=Result.DONE, figures=Figures(sheet_reads=1))

    with wiring.registry() as registry, tempfile.TemporaryDirectory() as folder:
        kept = KeptOffices(
            office_wiring.open_office, registry.sealed, registry.keep_sealed, wiring.seal, Path(folder)
        )
        worker = FleetWorker(
            Workbench(
                registry=registry,
                queue=Queue(wiring.address()),
                kept=kept,
                shown=wiring.this_worker(slots),
                tick=tick,
                seconds=office_wiring.seconds,
                megabytes=wiring.megabytes,
            )
        )
        before = _used()
        ending = threading.Timer(seconds, worker.stop)
        ending.start()
        asyncio.run(worker.run())
        print(f"{_used() - before:.2f} {count} {wiring.megabytes():.0f} {os.getpid()}")


def _used() -> float:
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))

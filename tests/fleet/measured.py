"""A worker in this process for so many seconds, and what it used of the machine."""

from __future__ import annotations

import asyncio
import resource
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from automation import wiring as office_wiring
from automation.fleet import wiring
from automation.fleet.keeping import KeptOffices
from automation.fleet.offices import FleetOffice
from automation.fleet.queue import Queue
from automation.fleet.registry import Registry, Ticked
from automation.fleet.worker import FleetWorker, Workbench

Tick = Callable[[FleetOffice, Callable[[], bool]], Ticked]


@dataclass(frozen=True, slots=True)
class Used:
    """What a worker used: seconds of a core, ticks, and megabytes at the end."""

    seconds: float
    ticks: int
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} {self.ticks} {self.megabytes:.0f}"

    @classmethod
    def read(cls, told: str) -> Used:
        """Read what such a process printed last."""
        seconds, ticks, megabytes = told.split()[-3:]
        return cls(float(seconds), int(ticks), float(megabytes))


def worked(slots: int, seconds: float, tick: Tick) -> Used:
    """Work with so many slots for a while; offices are ticked by `tick`, and none is opened."""
    count = 0

    def counted(office: FleetOffice, asked_to_stop: Callable[[], bool]) -> Ticked:
        nonlocal count
        count += 1
        return tick(office, asked_to_stop)

    with wiring.registry() as registry, tempfile.TemporaryDirectory() as folder:
        worker = FleetWorker(_bench(registry, Path(folder), slots, counted))
        before = _seconds()
        ending = threading.Timer(seconds, worker.stop)
        ending.start()
        asyncio.run(worker.run())
        return Used(_seconds() - before, count, wiring.megabytes())


def _bench(registry: Registry, folder: Path, slots: int, tick: Tick) -> Workbench:
    return Workbench(
        registry=registry,
        queue=Queue(wiring.address()),
        kept=KeptOffices(office_wiring.open_office, registry.sealed, registry.keep_sealed, wiring.seal, folder),
        shown=wiring.this_worker(slots),
        tick=tick,
        seconds=office_wiring.seconds,
        megabytes=wiring.megabytes,
    )


def _seconds() -> float:
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime

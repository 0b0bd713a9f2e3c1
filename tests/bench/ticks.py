"""Ticks over fakes: the job's own time, and its calls."""

import tempfile
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from tests.bench.measuring import measured
from tests.jobs.world import World


def ticks() -> None:
    print("\nTicks over fakes (no network): the job's own time and its calls")
    for complaints in (50, 200):
        with tempfile.TemporaryDirectory() as folder:
            world = World(Path(folder), plain=True)
            for place in range(complaints):
                world.complain(email=f"pelapor{place}@contoh.example")
            world.faults.forget()
            measured(f"{complaints} new complaints", world.tick)
            told(world)
            later: datetime = world.now + timedelta(minutes=1)
            measured(f"idle tick over {complaints} complaints", partial(world.tick, later))
            told(world)


def told(world: World) -> None:
    sheet = world.faults.writes.count("workbook.write")
    print(
        f"{'':<12}{len(world.faults.reads)} reads, {len(world.faults.writes)} writes, {sheet} of them to the workbook"
    )
    world.faults.forget()

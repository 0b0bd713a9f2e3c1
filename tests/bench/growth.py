"""What a tick costs as the office grows: by far the most complaints are settled, a few are open."""

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.bench.grown import grown, number_of
from tests.jobs.world import World

OPEN = 20


def growth(sizes: tuple[int, ...] = (100, 400, 1600)) -> None:
    print(f"\nGrowth over fakes (no network): settled complaints and {OPEN} open ones")
    print(f"{'settled':>8} {'tick':<22} {'CPU s':>7} {'a case':>9} {'reads':>6} {'writes':>6}")
    for settled in sizes:
        with tempfile.TemporaryDirectory() as folder:
            world = grown(Path(folder) / "kantor", settled, OPEN)
            _told(world, settled, "idle", lambda: None)
            edit = partial(world.fill, number_of(settled + 1), incoming_number="123/2026")
            _told(world, settled, "one edited cell", edit)
            _told(world, settled, "one new complaint", partial(world.complain, email="baru@contoh.example"))
            size = (world.folder / "tanggap.db").stat().st_size
            print(f"{settled:>8} {'ledger':<22} {size / 1e6:>6.1f}M {size / settled / 1e3:>7.1f}kB")


def _told(world: World, settled: int, what: str, act: Callable[[], object]) -> None:
    act()
    world.faults.forget()
    began = time.process_time()
    world.tick(world.now + timedelta(minutes=1))
    took = time.process_time() - began
    calls = f"{len(world.faults.reads):>6} {len(world.faults.writes):>6}"
    print(f"{settled:>8} {what:<22} {took:>7.3f} {1000 * took / settled:>7.2f}ms {calls}")

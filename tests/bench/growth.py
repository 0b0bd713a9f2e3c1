"""What a tick costs as the office grows: by far the most complaints are settled, two in a hundred are open.

Processor time is the job's own: what the fake workbook takes to give its cells is left out, and what it takes to read
as much out of Google's JSON is put in its place.
"""

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from automation.ledger import open_ledger
from tests.bench.grown import Played, grown, number_of
from tests.jobs.world import World

#: `python -m tests.bench growth 20000` prints another size.
SIZES = (100, 1_000, 5_000)
#: So many complaints stand in the workbook; the rows of all before them in yearly ones.
IN_THE_WORKBOOK = 2_000
HEADING = "   ever  open tick                     CPU s  reads writes  MB read    SQL  MB kept"


def growth(sizes: Sequence[int] = SIZES) -> None:
    print("\nGrowth over fakes (no network), one process that ticks on")
    print(HEADING)
    played = Played()
    for ever in sizes:
        with tempfile.TemporaryDirectory() as folder:
            open_ = max(2, ever // 50)
            before = _resident()
            away = max(0, ever - IN_THE_WORKBOOK)
            world = grown(Path(folder) / "kantor", ever - open_, open_, played, away=away)
            asked = _Asked(world)
            for what, act in _ticks(world, number_of(ever)):
                _told(asked, f"{ever:>7} {open_:>5} {what:<22}", act, before)
            size = (world.folder / "tanggap.db").stat().st_size
            print(f"{ever:>7} {open_:>5} {'ledger':<22} {size / 1e6:>6.1f}M {size / ever / 1e3:>7.1f} kB each")


def _ticks(world: World, last: str) -> Sequence[tuple[str, Callable[[], object]]]:
    return (
        ("from cold", world.reborn),
        ("idle", lambda: None),
        ("idle again", lambda: None),
        ("one edited cell", partial(world.fill, last, incoming_number="B-123/2026")),
        ("one new", partial(world.complain, email="baru@contoh.example")),
        ("fifty new", lambda: [world.complain(email=f"baru{place}@contoh.example") for place in range(50)]),
    )


class _Asked:
    """What one office's ticks ask for: calls, bytes of cells, statements; and the time that is none of the job's."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.bytes = self.statements = 0
        self.aside = 0.0
        book: Any = world.workbook
        self._read, self._write = book.read, book.write
        book.read, book.write = self.read, self.write

    def forget(self) -> None:
        self.bytes = self.statements = 0
        self.aside = 0.0
        self.world.faults.forget()
        engine: Engine = self.world.ledger._engine
        if not event.contains(engine, "before_cursor_execute", self._executed):
            event.listen(engine, "before_cursor_execute", self._executed)

    def read(self, *given: Any, **how: Any) -> Any:
        began = time.process_time()
        found = self._read(*given, **how)
        printed = json.dumps(found, ensure_ascii=False)
        self.aside += time.process_time() - began
        self.bytes += len(printed)
        # As the adapter does: out of JSON, each row without its empty end.
        json.loads(printed)
        return found

    def write(self, *given: Any) -> None:
        began = time.process_time()
        try:
            self._write(*given)
        finally:
            self.aside += time.process_time() - began

    def _executed(self, *_: Any) -> None:
        self.statements += 1


def _told(asked: _Asked, what: str, act: Callable[[], object], before: float) -> None:
    world = asked.world
    act()
    asked.forget()
    began = time.process_time()
    if "cold" in what:
        world.ledger.close()
        world.ledger = open_ledger(f"sqlite:///{world.folder / 'tanggap.db'}")
        asked.forget()
    world.tick(world.now + timedelta(minutes=1))
    took = time.process_time() - began - asked.aside
    calls = f"{len(world.faults.reads):>6} {len(world.faults.writes):>6}"
    kept = _resident() - before
    print(f"{what} {took:>7.3f} {calls} {asked.bytes / 1e6:>8.2f} {asked.statements:>6} {kept:>8.0f}", flush=True)


def _resident() -> float:
    """Return the memory of this process in MB, with the fakes in it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6

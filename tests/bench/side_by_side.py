"""What fifty new complaints take where each call takes 200 ms: one call after another, and some at once."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from automation.google.pace import Pace
from automation.lanes import OneByOne, Threads
from automation.ports import Lanes
from tests.fakes import Faults
from tests.jobs.world import World

NEW = 50
#: Seconds that a call takes.
A_CALL = 0.2
_ADDRESSES = {
    "drive": "https://www.googleapis.com/drive/v3/files",
    "mailbox.draft": "https://gmail.googleapis.com/gmail/v1/users/me/drafts",
    "mailbox.send": "https://gmail.googleapis.com/gmail/v1/users/me/drafts/send",
}


class Distance(Faults):
    """Lets each call take its time, and wait for its turn where there is a pace."""

    pace: Pace | None = None

    def read(self, name: str) -> None:
        self._travel("GET", name)
        super().read(name)

    @contextmanager
    def write(self, name: str) -> Iterator[None]:
        self._travel("POST", name)
        with super().write(name):
            yield

    def _travel(self, verb: str, name: str) -> None:
        address = _ADDRESSES.get(name) or _ADDRESSES.get(name.partition(".")[0], "")
        if self.pace is not None:
            self.pace.await_turn(verb, address)
        time.sleep(A_CALL)


class _Afar(World):
    new_faults = Distance
    faults: Distance


def side_by_side() -> None:
    print(f"\n{NEW} new complaints in one tick over fakes, each call takes {A_CALL * 1000:.0f} ms")
    print(f"{'':<42} wall s  CPU s  reads writes")
    _told("one call after another, as fast as it goes", OneByOne(), None)
    _told("four at once, as fast as it goes", Threads(), None)
    _told("one call after another, at Google's pace", OneByOne(), _pace())
    _told("four at once, at Google's pace", Threads(), _pace())


def _pace() -> Pace:
    return Pace(time.monotonic, time.sleep)


def _told(what: str, lanes: Lanes, pace: Pace | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = _Afar(Path(folder), plain=True)
        world.faults.pace = pace
        world.lanes = lanes
        for place in range(NEW):
            world.complain(email=f"pelapor{place}@contoh.example")
        world.faults.forget()
        began, spent = time.perf_counter(), time.process_time()
        world.tick()
        took, spent = time.perf_counter() - began, time.process_time() - spent
        lanes.close()
        print(f"{what:<42} {took:>6.1f} {spent:>6.1f} {len(world.faults.reads):>6} {len(world.faults.writes):>6}")

"""A fleet to which much happens: workers killed and stopped, connections cut, PostgreSQL restarted, complaints."""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from automation.fleet.offices import Result, State
from automation.ports import NotAllowed, TryLater
from tests.fleet.fleets import Fleet
from tests.fleet.site import RealOffice, a_worker, real_offices, wait_until
from tests.postgresql import server

#: Seconds until a worker that ended is started again, as `RestartSec` says for the unit.
_RESTART = 1.0
#: Until everything that was left is done, once nothing happens any more; a tick takes long where the machine is busy.
_SETTLING = 300.0


@dataclass(slots=True)
class Found:
    """What a long run came to.

    Attributes:
        happened: how often what happened.
        longest: the longest time from one good tick of an office to its next one, by office.
    """

    happened: Counter[str] = field(default_factory=Counter)
    longest: dict[str, timedelta] = field(default_factory=dict)

    def __str__(self) -> str:
        told = ", ".join(f"{count} × {what}" for what, count in sorted(self.happened.items()))
        gaps = ", ".join(f"{name} {gap.total_seconds():.0f} s" for name, gap in sorted(self.longest.items()))
        return f"{told}; longest without a good tick: {gaps}"


class Chaos:
    """A fleet to which things happen.

    Args:
        fleet: whose.
        offices: the offices, all of which are well in the end.
        folder: for the workers' logs.
        seed: decides what happens when.
        workers: how many run at once.
        restarts: how often PostgreSQL is restarted.
    """

    def __init__(
        self, fleet: Fleet, offices: list[RealOffice], folder: Path, seed: int, workers: int = 2, restarts: int = 1
    ) -> None:
        self._fleet = fleet
        self._offices = offices
        self._folder = folder
        self._chance = random.Random(seed)
        self._stack = ExitStack()
        self._workers: list[subprocess.Popen[bytes]] = []
        self._stopped: list[tuple[float, subprocess.Popen[bytes]]] = []
        self._count = workers
        self._restarts = restarts
        self._seen: dict[str, datetime] = {}
        self.found = Found()

    def play(self, seconds: float) -> Found:
        """Let things happen for a while, then let all be finished, and check that everything was done once."""
        with self._stack:
            began = time.monotonic()
            restarts = [began + seconds * (place + 1) / (self._restarts + 1) for place in range(self._restarts)]
            while time.monotonic() < began + seconds:
                self._keep_workers()
                if restarts and time.monotonic() > restarts[0]:
                    restarts.pop(0)
                    self._restart()
                self._chance.choices([self._kill, self._stop, self._cut, self._complain], [3, 2, 3, 3])[0]()
                self._look()
                time.sleep(self._chance.uniform(0.5, 2.5))
            self._finish()
        return self.found

    # -- what happens

    def _keep_workers(self) -> None:
        now = time.monotonic()
        for until, worker in [one for one in self._stopped if one[0] < now]:
            worker.send_signal(signal.SIGCONT)
            self._stopped.remove((until, worker))
        self._workers = [one for one in self._workers if one.poll() is None]
        while len(self._workers) < self._count:
            time.sleep(_RESTART / self._count)
            self._workers.append(self._stack.enter_context(a_worker(self._fleet, self._folder / "log")))

    def _kill(self) -> None:
        self._chance.choice(self._workers).kill()
        self.found.happened["worker killed"] += 1

    def _stop(self) -> None:
        """Stop a worker for longer than it may be silent; it goes on in the middle of what it did."""
        worker = self._chance.choice(self._workers)
        if worker not in [one for _, one in self._stopped]:
            worker.send_signal(signal.SIGSTOP)
            self._stopped.append((time.monotonic() + self._chance.uniform(2, 8), worker))
            self.found.happened["worker stopped"] += 1

    def _cut(self) -> None:
        """Cut the connections of an office, or of the registry and the queue."""
        role = self._chance.choice([self._fleet.role, *(one.place.role for one in self._offices)])
        with server().connected() as connection:
            ended = "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s"
            self.found.happened["connection cut"] += len(connection.execute(ended, [role]).fetchall())

    def _restart(self) -> None:
        server().restart()
        self.found.happened["PostgreSQL restarted"] += 1

    def _complain(self) -> None:
        self._chance.choice(self._offices).complain()
        self.found.happened["complaint"] += 1

    # -- what is seen

    def _look(self) -> None:
        """Note how long each office has been without a good tick."""
        try:
            with self._fleet.registry() as registry:
                offices = registry.everything().offices
        except (TryLater, NotAllowed, psycopg.Error):
            return
        for one in offices:
            if one.succeeded is None:
                continue
            before = self._seen.setdefault(one.name, one.succeeded)
            gap = max(self.found.longest.get(one.name, timedelta()), one.succeeded - before)
            self.found.longest[one.name] = gap
            self._seen[one.name] = one.succeeded

    def _finish(self) -> None:
        for _, worker in self._stopped:
            worker.send_signal(signal.SIGCONT)
        self._stopped.clear()
        self._until(lambda: all(one.is_done() for one in self._offices), "all is done")
        self._until(self._is_well, "every office is well")
        for office in self._offices:
            office.hold_to_once()

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        def kept() -> bool:
            self._keep_workers()
            self._look()
            return is_so()

        wait_until(kept, what, _SETTLING)

    def _is_well(self) -> bool:
        with self._fleet.registry() as registry:
            offices = registry.everything().offices
            now = registry.now()
        return all(
            one.state is State.RUNNING
            and one.result in (Result.DONE, Result.PERSON)
            and one.succeeded is not None
            and now - one.succeeded < timedelta(seconds=30)
            for one in offices
        )


def played(fleet: Fleet, seconds: float, seed: int, offices: int, workers: int, restarts: int) -> Found:
    """Play a long run with new offices, and return what it came to; raises where a world is not as it must be."""
    names = [f"balai_{place}" for place in range(1, offices + 1)]
    with (
        tempfile.TemporaryDirectory(prefix="tanggap-armada-uji-") as folder,
        real_offices(fleet, Path(folder), names) as made,
    ):
        return Chaos(fleet, made, Path(folder), seed, workers, restarts).play(seconds)

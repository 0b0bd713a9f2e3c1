"""A fleet to which much happens: workers killed and stopped, connections cut, PostgreSQL restarted, complaints.

Beside the offices that are well there is one whose Google refuses everything, and one with a bomb for a draft.
"""

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

from automation.fleet.offices import FleetOffice, Result, State
from automation.ports import NotAllowed, TryLater
from demo.casework import Casework
from tests.damage.drafts import a_bomb_that_lies
from tests.fleet.fleets import Fleet
from tests.fleet.site import RealOffice, a_worker, real_offices, wait_until
from tests.postgresql import server

#: Seconds until a worker that ended is started again, as `RestartSec` says for the unit.
_RESTART = 1.0
#: Until everything that was left is done, once nothing happens any more; a tick takes long where the machine is busy.
_SETTLING = 300.0
#: Whatever happens to workers and neighbours, an office that is well has a good tick at least so often.
LATEST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What happens to a fleet, and for how long.

    Attributes:
        seconds: how long things happen.
        seed: decides what happens when.
        offices: those that are well.
        workers: how many run at once.
        kills: how often one is killed.
        restarts: how often PostgreSQL is restarted.
    """

    seconds: float
    seed: int
    offices: int = 2
    workers: int = 2
    kills: int = 5
    restarts: int = 1


@dataclass(slots=True)
class Found:
    """What a long run came to.

    Attributes:
        happened: how often what happened.
        longest: the longest time from one good tick of an office to its next one, by office.
    """

    happened: Counter[str] = field(default_factory=Counter)
    longest: dict[str, timedelta] = field(default_factory=dict)

    @property
    def late(self) -> list[str]:
        """The offices that had no good tick for too long."""
        return [name for name, gap in self.longest.items() if gap > LATEST]

    def __str__(self) -> str:
        told = ", ".join(f"{count} × {what}" for what, count in sorted(self.happened.items()))
        gaps = ", ".join(f"{name} {gap.total_seconds():.0f} s" for name, gap in sorted(self.longest.items()))
        return f"{told}; longest without a good tick: {gaps}"


class Chaos:
    """A fleet to which things happen.

    Args:
        fleet: whose.
        well: the offices that everything goes well for.
        refused: an office whose Google refuses everything, until all else is over.
        bombed: an office with a bomb for a draft.
        folder: for the workers' logs.
        trouble: what happens.
    """

    def __init__(
        self,
        fleet: Fleet,
        well: list[RealOffice],
        refused: RealOffice,
        bombed: RealOffice,
        folder: Path,
        trouble: Trouble,
    ) -> None:
        self._fleet = fleet
        self._well = well
        self._refused = refused
        self._bombed = bombed
        self._folder = folder
        self._trouble = trouble
        self._chance = random.Random(trouble.seed)
        self._stack = ExitStack()
        self._workers: list[subprocess.Popen[bytes]] = []
        self._stopped: list[tuple[float, subprocess.Popen[bytes]]] = []
        self._seen: dict[str, datetime] = {}
        self.found = Found()

    @property
    def _offices(self) -> list[RealOffice]:
        return [*self._well, self._refused, self._bombed]

    def play(self) -> Found:
        """Let things happen for a while, then let all be finished, and check that everything was done once."""
        case = self._bombed.put_in_place_of_a_draft(a_bomb_that_lies())
        for office in self._offices:
            office.complain()
        self._refused.break_google()
        with self._stack:
            began = time.monotonic()
            due = self._due(began)
            while (now := time.monotonic()) < began + self._trouble.seconds:
                self._keep_workers()
                if due and now > due[0][0]:
                    due.pop(0)[1]()
                else:
                    self._chance.choice([self._stop, self._cut, self._complain])()
                    time.sleep(self._chance.uniform(0.5, 2.5))
                self._look()
            for _, happens in due:  # What came due while the last thing happened.
                self._keep_workers()
                happens()
            self._finish(case)
        return self.found

    def _due(self, began: float) -> list[tuple[float, Callable[[], None]]]:
        """Return what happens so and so often, and when: restarts evenly spread, kills at any time."""
        asked = self._trouble
        restarts = [asked.seconds * (place + 1) / (asked.restarts + 1) for place in range(asked.restarts)]
        kills = [self._chance.uniform(0, asked.seconds) for _ in range(asked.kills)]
        due = [(began + at, self._restart) for at in restarts] + [(began + at, self._kill) for at in kills]
        return sorted(due, key=lambda one: one[0])

    # -- what happens

    def _keep_workers(self) -> None:
        now = time.monotonic()
        for until, worker in [one for one in self._stopped if one[0] < now]:
            worker.send_signal(signal.SIGCONT)
            self._stopped.remove((until, worker))
        self._workers = [one for one in self._workers if one.poll() is None]
        while len(self._workers) < self._trouble.workers:
            time.sleep(_RESTART / self._trouble.workers)
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
        self._chance.choice([*self._well, self._bombed]).complain()
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

    def _finish(self, case: Casework) -> None:
        for _, worker in self._stopped:
            worker.send_signal(signal.SIGCONT)
        self._stopped.clear()
        served = [*self._well, self._bombed]
        self._until(lambda: all(one.is_done() for one in served), "all is done")
        self._until(lambda: all(map(self._is_well, served)), "every other office is well")
        self._until(lambda: self._known(self._refused).state is State.PUT_ASIDE, "it is put aside")
        assert self._refused.registered() == []
        self._refused.heal_calls()
        assert self._fleet.run("lanjut", self._refused.name).status == 0
        self._until(self._refused.is_done, "the office that was put aside goes on")
        for office in self._offices:
            office.hold_to_once()
        told = self._bombed.stage.shown(case.case, "warning")
        assert "Konsep surat balasan" in told, told

    def _until(self, is_so: Callable[[], bool], what: str) -> None:
        def kept() -> bool:
            self._keep_workers()
            self._look()
            return is_so()

        wait_until(kept, what, _SETTLING)

    def _known(self, office: RealOffice) -> FleetOffice:
        with self._fleet.registry() as registry:
            return registry.office_named(office.name)

    def _is_well(self, office: RealOffice) -> bool:
        with self._fleet.registry() as registry:
            one, now = registry.office_named(office.name), registry.now()
        return (
            one.state is State.RUNNING
            and one.result in (Result.DONE, Result.PERSON)
            and one.succeeded is not None
            and now - one.succeeded < timedelta(seconds=30)
        )


def played(fleet: Fleet, trouble: Trouble) -> Found:
    """Play a long run with new offices, and return what it came to; raises where a world is not as it must be."""
    names = [*(f"balai_{place}" for place in range(1, trouble.offices + 1)), "balai_ditolak", "balai_bom"]
    with (
        tempfile.TemporaryDirectory(prefix="tanggap-armada-uji-") as folder,
        real_offices(fleet, Path(folder), names) as made,
    ):
        *well, refused, bombed = made
        return Chaos(fleet, well, refused, bombed, Path(folder), trouble).play()

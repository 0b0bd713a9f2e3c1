"""A fleet: lateness, cost and connections of the engine; memory and cost of offices; life under Google's quota."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from automation.fleet.offices import FleetOffice
from automation.ledger import HEAD
from tests.fleet.fleets import ROOT, Fleet, a_fleet
from tests.fleet.measured import Used
from tests.fleet.site import real_offices
from tests.postgresql import server

_SECONDS = 75
_REAL = 5
#: Offices with open cases: how many, of how many cases, how many workers, and for how long.
_MANY, _OPEN, _WORKERS, _LONGER = 500, 20, 4, 150
#: A project's quota, and for how long offices live under it: some of their turns.
_QUOTA, _UNDER_IT = 300, 540
_SLOTS = 8


def fleet() -> None:
    print("\nA fleet, on the tests' PostgreSQL (nothing is synced to disk)")
    with pytest.MonkeyPatch.context() as patch:
        for offices, workers in ((30, 1), (_MANY, _WORKERS)):
            _idle(a_fleet(patch), offices, workers)
        _real(a_fleet(patch))


def quota() -> None:
    print(
        f"\nA fleet of {_MANY} offices in one Google project of {_QUOTA} reads a minute, which is counted and kept to"
    )
    with pytest.MonkeyPatch.context() as patch:
        _under_quota(a_fleet(patch))


def open_cases() -> None:
    print(f"\nA fleet of {_MANY} offices of {_OPEN} open cases each, over fakes, beside one whose ticks are empty")
    with pytest.MonkeyPatch.context() as patch:
        _idle(a_fleet(patch), _MANY, _WORKERS)
        _with_open_cases(a_fleet(patch))


@dataclass(frozen=True, slots=True)
class _Run:
    """What workers came to: lateness in order, seconds of a core, and the largest worker's megabytes."""

    late: list[float]
    connections: int
    used: float
    database: float
    ticks: int
    megabytes: float
    seconds: float
    gaps: dict[str, list[float]]

    def tell(self, what: str) -> None:
        print(f"{what}, {self.seconds:.0f} s: {self.ticks} ticks")
        middle, nearly_all = statistics.median(self.late), self.late[int(len(self.late) * 0.99)]
        print(f"{'':<4}late p50 {middle:.2f} s, p99 {nearly_all:.2f} s, most {self.late[-1]:.2f} s")
        each, database = 1000 * self.used / self.ticks, 1000 * self.database / self.ticks
        print(f"{'':<4}workers {each:.1f} ms of a core a tick, database {database:.1f} ms")
        print(f"{'':<4}{self.megabytes:.0f} MB a worker, {self.connections} connections in all at most")


def _add(made: Fleet, offices: int, projects: int = 4) -> None:
    with made.registry() as registry:
        for place in range(offices):
            known = FleetOffice(name=f"kantor_{place}", project=f"proyek_{place % projects}", ledger=HEAD)
            registry.add(known, None)


def _started(made: Fleet, module: str, *given: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.fleet.{module}", *map(str, given)],
        cwd=ROOT,
        env={**os.environ, **made.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _ran(made: Fleet, running: list[subprocess.Popen[str]]) -> tuple[_Run, list[str]]:
    """Watch workers until they end; gives what they came to, and what each printed."""
    before = _of_database()
    late, connections, began, gaps = _watched(made, running)
    told = [one.communicate()[0] for one in running]
    used = [Used.read(one) for one in told]
    return _Run(
        late=sorted(late),
        connections=connections,
        used=sum(one.seconds for one in used),
        database=_of_database() - before,
        ticks=sum(one.ticks for one in used),
        megabytes=max(one.megabytes for one in used),
        seconds=time.monotonic() - began,
        gaps=gaps,
    ), told


def _idle(made: Fleet, offices: int, workers: int) -> None:
    """Let offices only wait, each for 0.3 s and 5 ms of work a tick, and print what the engine costs."""
    _add(made, offices)
    run, _ = _ran(made, [_started(made, "idle_worker", _SLOTS, _SECONDS) for _ in range(workers)])
    run.tell(f"{offices} offices, {workers} workers of {_SLOTS} slots")


def _with_open_cases(made: Fleet) -> None:
    """Let offices with open cases tick that are at rest, each in every worker; print what that costs."""
    _add(made, _MANY)
    running = [_started(made, "grown_worker", _SLOTS, _LONGER, _MANY, _OPEN) for _ in range(_WORKERS)]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    run, told = _ran(made, running)
    run.tell(f"{_MANY} offices of {_OPEN} open cases, {_WORKERS} workers of {_SLOTS} slots")
    for printed in told:
        middle, nearly_all = printed.split()[:2]
        print(f"{'':<4}a worker's idle tick: median {middle} ms of a core, 99 of 100 within {nearly_all} ms")


def _under_quota(made: Fleet) -> None:
    """Let offices that only wait read what a project gives, and print how many reads were refused."""
    _add(made, _MANY, projects=1)
    made.sql("create table served (minute bigint primary key, reads int not null, refused int not null)")
    run, _ = _ran(made, [_started(made, "idle_worker", _SLOTS, _UNDER_IT, _QUOTA) for _ in range(2)])
    run.tell(f"{_MANY} offices, 2 workers of {_SLOTS} slots")
    minutes = made.sql("select reads, refused from served order by minute")
    reads, refused = (sum(one[place] for one in minutes) for place in (0, 1))
    print(
        f"{'':<4}{refused} of {reads} reads refused ({refused / reads:.2%}); by minute {[one[0] for one in minutes]}"
    )
    gaps = [gap for theirs in run.gaps.values() for gap in theirs]
    middle, longest = statistics.median(gaps), max(gaps)
    print(f"{'':<4}from an office's tick to its next: median {middle:.0f} s, longest {longest:.0f} s")
    print(f"{'':<4}ticks of the least served office: {1 + min(map(len, run.gaps.values()))}")


def _watched(
    made: Fleet, running: list[subprocess.Popen[str]]
) -> tuple[list[float], int, float, dict[str, list[float]]]:
    """Look each second how late ticks began, how many connections there are, and how long each office waited."""
    began, connections = time.monotonic(), 0
    late: dict[tuple[str, datetime], float] = {}
    while any(one.poll() is None for one in running):
        for name, at, seconds in made.sql("select name, began, lateness from office where ended > began"):
            late[name, at] = seconds
        asked = f"select count(*) from pg_stat_activity where usename = '{made.role}'"  # noqa: S608 (a name of our own)
        connections = max(connections, server().run(asked)[0][0])
        time.sleep(1)
    turns: dict[str, list[datetime]] = defaultdict(list)
    for name, at in sorted(late, key=lambda one: one[1]):
        turns[name].append(at)
    gaps = {
        name: [(later - sooner).total_seconds() for sooner, later in pairwise(theirs)]
        for name, theirs in turns.items()
    }
    return list(late.values()), connections, began, gaps


def _of_database() -> float:
    """Return how many seconds of a core the server has used: its processes, and those that ended."""
    pid = int((server().folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    own = _times(pid)
    return (sum(own) + sum(sum(_times(int(one))[:2]) for one in children)) / os.sysconf("SC_CLK_TCK")


def _times(pid: int) -> tuple[int, ...]:
    """Return a process's own ticks, and those of its children that ended: user, system, user, system."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return (0, 0, 0, 0)
    return tuple(map(int, told[11:15]))


def _real(made: Fleet) -> None:
    """Open real offices in one process of their own, tick each some times, and print what one more costs."""
    names = [f"balai_{place}" for place in range(_REAL)]
    with tempfile.TemporaryDirectory() as folder, real_offices(made, Path(folder), names) as offices:
        files = [str(one.settings) for one in offices]
        told = subprocess.run(
            [sys.executable, "-m", "tests.fleet.open_offices", *files],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        print(told.stdout, end="")

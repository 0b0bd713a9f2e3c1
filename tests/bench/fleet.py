"""A fleet: lateness, cost and connections of the engine with offices that only wait; memory and cost of real ones."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from automation.fleet.offices import FleetOffice
from automation.ledger import HEAD
from tests.fleet.fleets import ROOT, Fleet, a_fleet
from tests.fleet.site import real_offices
from tests.postgresql import server

_SECONDS = 75
_REAL = 5


def fleet() -> None:
    print("\nA fleet, on the tests' PostgreSQL (nothing is synced to disk)")
    with pytest.MonkeyPatch.context() as patch:
        for offices, workers, slots in ((30, 1, 8), (500, 4, 8)):
            _idle(a_fleet(patch), offices, workers, slots)
        _real(a_fleet(patch))


def _idle(made: Fleet, offices: int, workers: int, slots: int) -> None:
    """Let offices only wait, each for 0.3 s and 5 ms of work a tick, and print what the engine costs."""
    with made.registry() as registry:
        for place in range(offices):
            registry.add(FleetOffice(name=f"kantor_{place}", project=f"proyek_{place % 4}", ledger=HEAD), None)
    command = [sys.executable, "-m", "tests.fleet.idle_worker", str(slots), str(_SECONDS)]
    environment = {**os.environ, **made.environment}
    before = _of_database()
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(workers)
    ]
    late, connections, began = _watched(made, running)
    used, ticks, memory = 0.0, 0, 0.0
    for one in running:
        told = one.communicate()[0].split()
        used, ticks, memory = used + float(told[0]), ticks + int(told[1]), max(memory, float(told[2]))
    database, took = _of_database() - before, time.monotonic() - began
    late.sort()
    print(f"{offices} offices, {workers} workers of {slots} slots, {took:.0f} s: {ticks} ticks")
    middle, nearly_all = statistics.median(late), late[int(len(late) * 0.99)]
    print(f"{'':<4}late p50 {middle:.2f} s, p99 {nearly_all:.2f} s, most {late[-1]:.2f} s")
    print(f"{'':<4}workers {1000 * used / ticks:.1f} ms of a core a tick, database {1000 * database / ticks:.1f} ms")
    print(f"{'':<4}{memory:.0f} MB a worker, {connections} connections in all at most")


def _watched(made: Fleet, running: list[subprocess.Popen[str]]) -> tuple[list[float], int, float]:
    """Look each second how late ticks began and how many connections there are, until the workers end."""
    began, connections = time.monotonic(), 0
    late: dict[tuple[str, object], float] = {}
    while any(one.poll() is None for one in running):
        for name, at, seconds in made.sql("select name, began, lateness from office where ended > began"):
            late[name, at] = seconds
        asked = f"select count(*) from pg_stat_activity where usename = '{made.role}'"  # noqa: S608 (a name of our own)
        connections = max(connections, server().run(asked)[0][0])
        time.sleep(1)
    return list(late.values()), connections, began


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

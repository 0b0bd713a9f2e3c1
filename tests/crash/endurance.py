"""`make endurance`: one process ticks thousands of times over HTTP, and its memory must stay as it is."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from automation.jobs.watch.alarm import attended_sync
from automation.wiring import open_office

from .site import Site

#: Kilobytes that memory may grow by from the first tenth of the ticks to the last: what an allocator keeps in hand.
ALLOWED = 4_096
BEGINS = datetime(2026, 11, 2, 1, tzinfo=UTC)


def main() -> int:
    """Tick, and print memory and time on the way; gives 0 when memory did not grow."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash.endurance", description=__doc__)
    parser.add_argument("--ticks", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Site.built(Path(folder) / "kantor", BEGINS)
        with site.served():
            seen = ticked(site, options.ticks)
    grown = seen[-1] - seen[0]
    print(f"grown by {grown:,} kB after the first tenth; {ALLOWED:,} allowed")
    return 1 if grown > ALLOWED else 0


def ticked(site: Site, ticks: int) -> list[int]:
    """Run so many ticks as `run` does, and give the memory after each tenth of them, in kilobytes."""
    seen = []
    began = time.monotonic()
    with open_office(site.settings) as office:
        for tick in range(1, ticks + 1):
            attended_sync(office.job_context(), BEGINS + timedelta(minutes=tick))
            if tick % max(1, ticks // 10) == 0:
                seen.append(resident())
                print(f"{tick:>7,} ticks {seen[-1]:>9,} kB {time.monotonic() - began:7.1f} s", flush=True)
    return seen


def resident() -> int:
    """Give this process's memory in kilobytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


if __name__ == "__main__":
    sys.exit(main())

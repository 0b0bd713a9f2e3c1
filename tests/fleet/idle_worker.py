"""A worker whose offices only wait, for measuring the engine itself: `python -m tests.fleet.idle_worker 20 45 [300]`.

Takes the slots, the seconds to work and, if asked for, how many reads a minute Google gives all of them together; the
table `served` counts those. Prints what it used: seconds of a core, ticks, and megabytes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import psycopg
from sqlalchemy.engine import make_url

from automation.fleet import wiring
from automation.fleet.offices import Figures, FleetOffice, Result
from automation.fleet.registry import Ticked
from tests.fleet.measured import worked

#: What an idle tick waits for Google, and what it works, in seconds.
_WAITS, _WORKS = 0.3, 0.005
#: Google counts by the minute, and refused calls too.
_COUNT = (
    "insert into served (minute, reads, refused) values (floor(extract(epoch from now()) / 60), 1, 0) "
    "on conflict (minute) do update set reads = served.reads + 1, "
    "refused = served.refused + (case when served.reads >= %s then 1 else 0 end) returning reads"
)


def main(slots: int, seconds: float, quota: int) -> None:
    def tick(office: FleetOffice, asked_to_stop: Callable[[], bool]) -> Ticked:
        until = time.thread_time() + _WORKS
        while time.thread_time() < until:
            pass
        time.sleep(_WAITS)
        result = Result.QUOTA if quota and _reads() > quota else Result.DONE
        return Ticked(name=office.name, result=result, figures=Figures(sheet_reads=1))

    def _reads() -> int:
        with psycopg.connect(_address(), autocommit=True) as connection:
            connection.execute(f"set search_path = {connection.info.user}".encode())
            found = connection.execute(_COUNT, [quota]).fetchone()
        assert found is not None
        return int(found[0])

    print(worked(slots, seconds, tick))


def _address() -> str:
    url = make_url(wiring.address()).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)

"""How a figure is measured and printed."""

import time
from collections.abc import Callable


def measured(
    what: str,
    work: Callable[[], object],
    per: int = 1,
    unit: str = "",
    clock: Callable[[], float] = time.perf_counter,
) -> None:
    """Do some work once and print how long it took, and how many a second that makes.

    Work that waits for nobody may be timed by `time.process_time`: one core's seconds, however busy the machine is.
    """
    began = clock()
    work()
    took = clock() - began
    rate = f"{per / took:>12,.0f} {unit}/s" if per > 1 else ""
    print(f"{what:<66} {took:>8.2f} s {rate}")

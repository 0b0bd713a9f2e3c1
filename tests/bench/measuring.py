"""How a figure is measured and printed."""

import time
from collections.abc import Callable


def measured(what: str, work: Callable[[], object], per: int = 1, unit: str = "") -> None:
    """Do some work once and print how long it took, and how many a second that makes."""
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    rate = f"{per / took:>12,.0f} {unit}/s" if per > 1 else ""
    print(f"{what:<66} {took:>8.2f} s {rate}")

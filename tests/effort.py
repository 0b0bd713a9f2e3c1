"""How much work hostile input makes: the best of some tries, since the machine has other things to do."""

import gc
import time
from collections.abc import Callable

_TRIES = 5


def is_done_within(seconds: float, work: Callable[[], object]) -> bool:
    """Whether the work took at most so many CPU seconds in one of some tries."""
    return any(_seconds(work) < seconds for _ in range(_TRIES))


def grows_with_length_alone(work: Callable[[str], object], text: str, times: int) -> bool:
    """Whether so many times the length is about so many times the work; its square is far more at eight times."""
    short = min(_seconds(lambda: work(text)) for _ in range(2))
    return is_done_within(2.5 * times * short + 0.3, lambda: work(text * times))


def _seconds(work: Callable[[], object]) -> float:
    # A full collection walks through all that the other tests have left behind.
    gc.disable()
    try:
        began = time.process_time()
        work()
        return time.process_time() - began
    finally:
        gc.enable()

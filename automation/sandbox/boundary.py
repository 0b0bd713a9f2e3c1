"""The boundary between opening and its failures: whatever opening raises says that this one cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from automation.ports import CannotOpen

from .wording import Faults


@contextmanager
def refusing(faults: Faults) -> Iterator[None]:
    """Turn everything raised meanwhile into a refusal, but want of memory, which spares no other file.

    Raises:
        CannotOpen: as said; what was raised and where is kept for who mends it, without a word of the file.
        MemoryError: memory ran out.
    """
    try:
        yield
    except (CannotOpen, MemoryError):
        raise
    except Exception as error:  # Whatever a hostile file brings a library to raise, the file cannot be read.
        raise CannotOpen(faults.damaged, said=_place_of(error)) from error


def _place_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}"

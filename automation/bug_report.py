"""What an unforeseen error is: whose fault, and for print where it happened, and nothing of what it says."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from pathlib import Path

from automation.log_wording import BUG_ADVICE

_PRODUCT = Path(__file__).resolve().parent
_ROOT = _PRODUCT.parent
_OF_THE_MACHINE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE})


def bug_report(error: BaseException) -> str:
    """Name the lines of the program that an error went through, outermost first, and its kind.

    An error's own words are left out: an address that was called, a database's statement or a text that could not be
    read may hold what a complainant wrote.
    """
    return "\n".join([*_places(error), BUG_ADVICE])


def place_of(error: BaseException) -> str:
    """Name the innermost line of the program that an error went through, and its kind, in one short line."""
    places = [
        f"{file.relative_to(_ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if (file := Path(frame.filename)).is_relative_to(_PRODUCT)
    ]
    return f"{places[-1] if places else '?'} {type(error).__qualname__}"


def is_of_the_machine(error: BaseException) -> bool:
    """Return whether an error is this machine's: no memory, or a disk that is full, read-only or failing.

    It is no fault of the one thing that was in hand, and the next one would meet it too.
    """
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _OF_THE_MACHINE)


def _places(error: BaseException) -> Iterator[str]:
    earlier = error.__cause__ or error.__context__
    if earlier is not None:
        yield from _places(earlier)
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        name = file.relative_to(_ROOT) if file.is_relative_to(_ROOT) else file.name
        yield f"  {name}:{frame.lineno} {frame.name}"
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    yield f"{type(error).__module__}.{type(error).__qualname__}" + (f" {status}" if isinstance(status, int) else "")

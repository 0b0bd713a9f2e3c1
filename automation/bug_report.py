"""What is printed of an unforeseen error: where it happened, and nothing of what it says."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from automation.log_wording import BUG_ADVICE

_PRODUCT = Path(__file__).resolve().parent
_ROOT = _PRODUCT.parent


def bug_report(error: BaseException) -> str:
    """Name the lines of the program that an error went through, outermost first, and its kind.

    An error's own words are left out: an address that was called, a database's statement or a text that could not be
    read may hold what a complainant wrote.
    """
    return "\n".join([*_told(error), BUG_ADVICE])


def place_of(error: BaseException) -> str:
    """Name the innermost line of the program that an error went through, and its kind, in one short line."""
    places = [
        f"{file.relative_to(_ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if (file := Path(frame.filename)).is_relative_to(_PRODUCT)
    ]
    return f"{places[-1] if places else '?'} {type(error).__qualname__}"


def _told(error: BaseException) -> Iterator[str]:
    earlier = error.__cause__ or error.__context__
    if earlier is not None:
        yield from _told(earlier)
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        name = file.relative_to(_ROOT) if file.is_relative_to(_ROOT) else file.name
        yield f"  {name}:{frame.lineno} {frame.name}"
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    yield f"{type(error).__module__}.{type(error).__qualname__}" + (f" {status}" if isinstance(status, int) else "")

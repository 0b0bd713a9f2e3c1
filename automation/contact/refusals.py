"""What a refused call is called in an answer: its status, and those of its words that say nothing of anybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from automation.google.answers import CLIENT_ERRORS, Answered, answered
from automation.ports import Refusal

#: What a probe may meet and answer with; anything else is our bug.
REFUSALS = (*CLIENT_ERRORS, Refusal)
#: Parts of Google's messages by which `automation.google` tells one refusal from another.
_WORDS = (
    "maximum of 50000 characters",
    "not a draft",
    "Unable to parse range",
    "protected",
    "Message too large",
    "insufficient authentication scopes",
)
_MACHINE_WORD = re.compile(r"[A-Za-z_]{1,60}")


def refusal_of(error: BaseException) -> str:
    """Return a refusal as an answer shows it, such as `403 fileNotDownloadable`."""
    found = next(filter(None, map(answered, _causes(error))), None)
    return _facts_of(found) if found else f"unanswered {type(error).__name__}"


def refused_with(call: Callable[[], Any]) -> str | None:
    """Make a call; return how it was refused, None where it was not."""
    try:
        call()
    except REFUSALS as error:
        return refusal_of(error)
    return None


def was_not_done(error: BaseException) -> bool:
    """Return whether a call was certainly refused: no answer, and one of the moment, leave it open."""
    found = next(filter(None, map(answered, _causes(error))), None)
    return found is not None and not found.is_passing


def _facts_of(found: Answered) -> str:
    machine = sorted(reason for reason in found.reasons if _MACHINE_WORD.fullmatch(reason))
    words = [words for words in _WORDS if words in found.message]
    foreign = ["not of Google"] if found.is_foreign else []
    return " ".join([str(found.status), *machine, *words, *foreign])


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__

"""The one place where the failure of one thing is kept to that thing.

One effect, one mail, one scan, one form answer, one case, one row: what is refused, and what nobody foresaw, becomes
a `Failure` of that one, and the others go on. Nothing else in the jobs catches unknown errors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from automation.bug_report import is_of_the_machine, place_of
from automation.domain.calendar import CalendarRunOut
from automation.domain.setback import Cause, Failure
from automation.jobs import wording
from automation.ledger import LEDGER_ERRORS, Locked
from automation.ports import (
    AskedToStop,
    EnoughForNow,
    NotAllowed,
    NothingOpens,
    Refused,
    TryLater,
    UnreadableWorkbook,
)
from automation.register.lines import WrongHeadings

T = TypeVar("T")
#: Receives each unforeseen error. In tests it raises, so that a bug inside the boundary shows.
OnBug = Callable[[Exception], None]


class Implausible(Exception):
    """What the tick sees cannot be right, so nothing is done until a person has acted; the text says how."""


#: What ends more than the thing in hand, wherever it is met: being stopped, a tick's time for files that is over, the
#: office's access, the ledger itself, and a world that cannot be right (`Implausible`).
NEVER_KEPT = (
    AskedToStop,
    EnoughForNow,
    NotAllowed,
    UnreadableWorkbook,
    WrongHeadings,
    Implausible,
    Locked,
    *LEDGER_ERRORS,
    MemoryError,
)


def attempt(call: Callable[[], T], on_bug: OnBug) -> T | Failure:
    """Do one thing and return its result, or why it failed.

    Args:
        call: what is done.
        on_bug: receives an unforeseen error.

    Raises:
        What `NEVER_KEPT` names, and errors of the machine: they concern everything.
    """
    try:
        return call()
    except NEVER_KEPT:
        raise
    except NothingOpens as machine:
        return Failure(Cause.MACHINE, str(machine), machine.said)
    except TryLater as moment:
        return Failure(Cause.MOMENT, str(moment), moment.said)
    except Refused as refusal:
        return Failure(Cause.REFUSED, str(refusal), refusal.said)
    except CalendarRunOut as unknown:
        return Failure(Cause.REFUSED, str(unknown))
    except Exception as bug:  # The one place that keeps whatever it is to the thing in hand.
        if is_of_the_machine(bug):
            raise
        on_bug(bug)
        place = place_of(bug)
        return Failure(Cause.BUG, wording.bug_in_one_thing(place=place), place)


def show(bug: Exception) -> None:
    """Raise an unforeseen error, as tests and tools want it."""
    raise bug


def keep(_bug: Exception) -> None:
    """Ignore an unforeseen error: in an office, its `Failure` is reported to the supervisor."""

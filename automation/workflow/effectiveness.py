"""Which round of a case was called effective in step 7, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from automation.domain.case import Case
from automation.domain.vocabulary import Outcome, Step


def effective_on(case: Case) -> tuple[int, datetime] | None:
    """Return the round whose action was called effective last, and when that was; None where none was."""
    rounds = effective_rounds(case)
    return max(rounds.items()) if rounds and case.outcome in (None, Outcome.SETTLED) else None


def effective_rounds(case: Case) -> Mapping[int, datetime]:
    """Return when the action of each round was called effective, of those that were.

    What follows step 7 is step 8 only after "efektif".
    """
    arrived, found = 0, {}
    for record, following in zip(case.steps, (*case.steps[1:], None), strict=False):
        if record.step is not Step.VERIFICATION:
            continue
        if following is None or following.step is not Step.VERIFICATION:
            arrived += 1
        if following is not None and following.step is Step.REPLY_DRAFT and record.ended:
            found[arrived] = record.ended
    return found

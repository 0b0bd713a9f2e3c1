"""Which round of a case was called effective in step 7, and when."""

from __future__ import annotations

from datetime import datetime

from automation.domain.case import Case
from automation.domain.vocabulary import Outcome, Step


def effective_on(case: Case) -> tuple[int, datetime] | None:
    """Return the round whose action was called effective last, and when that was; None where none was.

    What follows step 7 is step 8 only after "efektif".
    """
    arrived = found = 0
    at = None
    for record, following in zip(case.steps, (*case.steps[1:], None), strict=False):
        if record.step is not Step.VERIFICATION:
            continue
        if following is None or following.step is not Step.VERIFICATION:
            arrived += 1
        if following is not None and following.step is Step.REPLY_DRAFT and record.ended:
            found, at = arrived, record.ended
    return (found, at) if at and case.outcome in (None, Outcome.SETTLED) else None

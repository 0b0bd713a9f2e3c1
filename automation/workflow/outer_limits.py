"""What stands beside a row when one of the law's outer limits draws near or has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from automation.domain.case import Case
from automation.domain.outer_limits import LimitState, complete_since, limits_of, stated_complete

from . import wording
from .case_context import CaseContext


@dataclass(frozen=True, slots=True)
class Pressing:
    """A limit that is not met and draws near, or has passed."""

    state: LimitState
    passed: bool


def pressing(case: Case, context: CaseContext) -> Iterator[Pressing]:
    """Return the limits that people must know of now; those of a complaint that is over are told no more."""
    if case.outcome is not None:
        return
    limits = context.rules.outer_limits
    for state in limits_of(case, limits, context.calendar):
        if state.met is None and context.today >= state.due - timedelta(days=limits.warned):
            yield Pressing(state, passed=context.today > state.due)


def limit_warnings(case: Case, context: CaseContext) -> Iterator[str]:
    """Return the warnings beside a row."""
    stated = stated_complete(case)
    zone = context.calendar.hours.zone
    if stated is not None and (complete_since(case, zone) is None or stated > context.today):
        yield wording.COMPLETE_ON_NO_SUCH_DAY
    for one in pressing(case, context):
        yield wording.limit_near(one.state.limit, one.state.due, passed=one.passed)

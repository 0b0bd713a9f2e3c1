"""The kind of a cause: asked for beside its words from step 5 on, and never waited for."""

from __future__ import annotations

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.vocabulary import Step

from . import wording
from .case_context import CaseContext


def category_wanted(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Ask for the category of a cause that is stated, until the reply is signed; "" where nothing is asked."""
    is_asked = case.outcome is None and Step.CAUSE <= case.current.step <= Step.SIGNATURE and facts.cause
    return wording.CATEGORY_WANTED if is_asked and context.asks_category and not facts.cause_category else ""


def category_of(case: Case) -> str:
    """Return the category of a cause as its row states it, of this round; "" where it states none."""
    return "" if "cause_category" in case.stale else case.cells.get("cause_category", "")

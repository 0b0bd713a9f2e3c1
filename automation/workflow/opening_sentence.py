"""What a reply says in its opening of how its complaint came, held against what the office knows by now.

It reads the sentence of the template that the program brings along; of other words nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.dates import long_date
from automation.domain.letter_wording import OPENING_OF_REPLY, way_in

from . import wording
from .case_context import CaseContext

_OPENING = re.compile(OPENING_OF_REPLY)
_SEVERAL = re.compile(r", | dan ")


def former_opening(case: Case, facts: StaffFacts, context: CaseContext) -> str:
    """Say which words of a reply that is not signed yet are no longer true; "" where all are, or nobody can tell."""
    if case.outcome is not None or context.draft is None or context.holds_signed_reply(case.letter_sequence):
        return ""
    opening = _OPENING.search("\n".join(context.draft.content.lines))
    if opening is None or context.joint_source(case.letter_sequence):
        return ""
    wrong = tuple(_wrong_in(opening, case, facts, context))
    return wording.former_opening(wrong, made=context.letter_is_made(case.letter_sequence)) if wrong else ""


def _wrong_in(
    opening: re.Match[str], case: Case, facts: StaffFacts, context: CaseContext
) -> Iterator[tuple[str, str]]:
    """Return what is said and what is known, where they differ; people may have added to what they found."""
    intakes = [one.stated for one in (case, *context.joining)]
    days = dict.fromkeys(long_date(context.calendar.hours.day_of(one.received_at)) for one in intakes)
    if frozenset(_SEVERAL.split(opening["on"])) != frozenset(days):
        yield opening["on"], ", ".join(days)
    if not context.joining:
        for said, now in ((opening["way"], way_in(intakes[0].channel)), (opening["service"], facts.service)):
            if now and not said.startswith(now):
                yield said, now

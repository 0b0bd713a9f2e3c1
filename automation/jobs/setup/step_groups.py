"""The Register's columns in groups that fold, one a step: its first column stays in sight.

Setup hides nothing and unfolds nothing. Groups have no ids: one over a step's columns is known by that, and where
people have a group of their own over any of them, theirs stays and none is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from automation.domain.layout import GroupColumns, LayoutChange
from automation.jobs.setup.columns import There, places_of
from automation.jobs.setup.layout import tab_id
from automation.register.schema import tabs

REGISTER = "register"
#: First and last column of each group. Neighbours would become one: between them stands a step's first column.
_GROUPS = (
    ("channel", "former_number"),
    ("duplicate_of", "answer_edit"),
    ("instruction", "instruction"),
    ("findings", "meeting_participants"),
    ("cause_category", "recurrence"),
    ("preventive_action", "preventive_action"),
    ("verification", "verified_by"),
    ("initials", "initials"),
    ("decision_note", "decided_by"),
    ("letter_date", "letter_date"),
    ("delivered_on", "response"),
    ("held_until", "hold_reason"),
    ("remake", "reopening"),
)


def group_changes(there: There | None) -> Iterator[LayoutChange]:
    """Return the groups that are missing.

    Args:
        there: the Register as it is; None where it is about to be made.
    """
    register = tabs()[REGISTER]
    places = places_of(register, there) if there else {one.key: at for at, one in enumerate(register.columns)}
    taken = there.found.groups if there else ()
    for first, last in _GROUPS:
        span = _span(first, last, places)
        if span and not any(start < span[1] and span[0] < end for start, end in taken):
            yield GroupColumns(tab_id(REGISTER), *span)


def _span(first: str, last: str, places: Mapping[str, int]) -> tuple[int, int] | None:
    """Return where a group's columns stand; None where people moved another of ours in between, or took one away."""
    register = tabs()[REGISTER]
    keys = [one.key for one in register.columns[register.position(first) : register.position(last) + 1]]
    at = [places[key] for key in keys if key in places]
    if len(at) < len(keys):
        return None
    span = min(at), max(at) + 1
    within = sum(span[0] <= place < span[1] for place in places.values())
    return span if within == len(keys) else None

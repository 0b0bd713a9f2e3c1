"""Which Petugas Pelayanan has a complaint: whom the row names, or whose turn it is where the office takes turns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from automation.domain.complaint import StaffFacts
from automation.domain.groups import Person
from automation.domain.numbers import ComplaintNumber
from automation.domain.persons import Likeness, same_person

from . import wording
from .case_context import CaseContext


def officers_of(number: ComplaintNumber, facts: StaffFacts, context: CaseContext) -> tuple[Person, ...]:
    """Return who of the officers in office today acts on a complaint: one where anybody has it, else all."""
    officers = context.rules.officers
    named = _named(facts, context)
    if named is not None:
        return (named,)
    if not context.rules.officers_take_turns or len(officers) < _A_FEW:
        return officers
    # By the largest hash: while somebody is away theirs alone are others', and come back; all have about as many.
    return (max(officers, key=lambda one: hashlib.sha256(f"{number}/{one.email.casefold()}".encode()).digest()),)


def owner_shown(number: ComplaintNumber, facts: StaffFacts, context: CaseContext) -> str:
    """Return the name of the one officer who has a complaint; "" where all have it."""
    found = officers_of(number, facts, context)
    return found[0].name if len(found) == 1 else ""


def owner_warnings(facts: StaffFacts, context: CaseContext) -> Iterator[str]:
    """Say that whom the row names is no officer in office today."""
    if facts.handled_by and _named(facts, context) is None:
        yield wording.no_such_officer(takes_turns=context.rules.officers_take_turns)


_A_FEW = 2


def _named(facts: StaffFacts, context: CaseContext) -> Person | None:
    if not facts.handled_by:
        return None
    found = [
        one
        for one in context.rules.officers
        if same_person(facts.handled_by, f"{one.name} <{one.email}>", context.known) is Likeness.SAME
    ]
    return found[0] if len(found) == 1 else None

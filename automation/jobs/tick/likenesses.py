"""Complaints like one another are looked for when one comes in, and again at step 5; the index fills itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from automation.domain.case import Case
from automation.domain.likenesses import Traits
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome, Step
from automation.ledger import Ledger
from automation.workflow.likenesses import alike_to, rarest, traits_of

#: So many complaints a tick come into the index: an old office fills it over some ticks, and compares after that.
A_TICK = 1_000


class LastSearch:
    """The complaints of the last look, where it had nothing to do, and what was like them then."""

    def __init__(self) -> None:
        self._idle_in: tuple[object, object] = None, None

    def was_idle(self, memory: Memory) -> bool:
        """Return whether nothing is another since a look that had nothing to do."""
        cases, alike = self._idle_in
        return cases is memory.cases and alike is memory.alike

    def idle(self, memory: Memory) -> None:
        """Note that there was nothing to do."""
        self._idle_in = memory.cases, memory.alike


def look_at_all(ledger: Ledger, memory: Memory) -> bool:
    """Look for complaints like one another, as `look_for_alike` does, unless all of them stand as they did."""
    last = memory.worked_out.of(LastSearch)
    if last.was_idle(memory):
        return False
    found = look_for_alike(ledger, memory.cases)
    if not (found or ledger.likenesses.missing(1)):
        last.idle(memory)
    return found


def look_for_alike(ledger: Ledger, cases: Mapping[ComplaintNumber, Case]) -> bool:
    """Bring the index up to date, look for others like those that are new to it or to step 5; tell whether any was.

    A tick in which no complaint is new or changed writes nothing.
    """
    index = ledger.likenesses
    marks = index.marks()
    open_ones = dict(_open_ones(cases))
    missing = index.missing(A_TICK)
    fresh = {number: traits_of(cases[number]) for number in missing}
    changed = {number: one for number, one in open_ones.items() if number in marks and marks[number][0] != one.mark}
    index.keep({**fresh, **changed})
    if len(missing) >= A_TICK and index.missing(1):
        return False
    states = {number: _state(cases[number], traits) for number, traits in open_ones.items()}
    sought = [number for number, state in states.items() if marks.get(number, ("", ""))[1] != state]
    duplicates = _duplicates(cases) if sought else frozenset()
    for number in sought:
        candidates = index.candidates(number, open_ones[number], rarest)
        index.keep_alike(number, states[number], alike_to(open_ones[number], candidates, duplicates))
    return bool(sought)


def _open_ones(cases: Mapping[ComplaintNumber, Case]) -> Iterator[tuple[ComplaintNumber, Traits]]:
    for number, case in cases.items():
        if case.outcome is None:
            yield number, traits_of(case)


def _duplicates(cases: Mapping[ComplaintNumber, Case]) -> frozenset[ComplaintNumber]:
    return frozenset(number for number, case in cases.items() if case.outcome is Outcome.DUPLICATE)


def _state(case: Case, traits: Traits) -> str:
    """Return what changes when others are to be looked for once more."""
    turn = f"5.{case.round_of(Step.CAUSE)}" if case.current.step >= Step.CAUSE else "1"
    return f"{traits.mark}.{turn}"

"""What a complaint must know of all others while it is brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.effects import Document
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome, Step
from automation.workflow.letter_numbers import compared


@dataclass(frozen=True, slots=True)
class OtherCases:
    """The other cases; a change is a new value.

    Attributes:
        outcomes: how each complaint ended; None while it is open.
        numbers: outgoing numbers that are taken, void ones too, as they are compared, with the complaint of each.
        firsts: the complaints that others are duplicates of, or are said to be.
    """

    outcomes: Mapping[ComplaintNumber, Outcome | None]
    numbers: Mapping[str, ComplaintNumber]
    firsts: Mapping[ComplaintNumber, Case]

    @classmethod
    def of(cls, memory: Memory, firsts: Iterable[ComplaintNumber]) -> OtherCases:
        """Return what the ledger remembers."""
        known = {number: memory.cases[number] for number in firsts if number in memory.cases}
        work = memory.worked_out
        return cls(work.of(_outcomes, memory.cases), work.of(_taken_numbers, memory.cases, memory.documents), known)

    def with_fresh(self, fresh: Iterable[Case]) -> OtherCases:
        """Add complaints that were just taken in."""
        return replace(self, outcomes={**self.outcomes, **{case.number: case.outcome for case in fresh}})

    def after(self, case: Case, facts: StaffFacts) -> OtherCases:
        """Return what the next case must know once this one was brought up to date; itself where nothing is new."""
        own = compared(case.own_letter_number or (facts.letter_number if case.current.step is Step.SIGNATURE else ""))
        found = self
        if self.outcomes.get(case.number) is not case.outcome:
            found = replace(found, outcomes={**self.outcomes, case.number: case.outcome})
        # Of two letters that shall bear one number in the same tick, the first gets it.
        if own and own not in self.numbers:
            found = replace(found, numbers={**self.numbers, own: case.number})
        if case.number in self.firsts and self.firsts[case.number] is not case:
            found = replace(found, firsts={**self.firsts, case.number: case})
        return found


def _outcomes(cases: Mapping[ComplaintNumber, Case]) -> Mapping[ComplaintNumber, Outcome | None]:
    return {number: case.outcome for number, case in cases.items()}


def _taken_numbers(
    cases: Mapping[ComplaintNumber, Case], documents: Iterable[Document]
) -> Mapping[str, ComplaintNumber]:
    """Return the complaint of each outgoing number that is taken."""
    given = [(case.own_letter_number, case.number) for case in cases.values()]
    given += [(document.letter_number, document.number) for document in documents]
    given += [(case.cells.get("letter_number", ""), case.number) for case in cases.values() if _is_past(case)]
    # A letter that answers several complaints is told first by the one that it was made for.
    return {compared(number): complaint for number, complaint in reversed(given) if number}


def _is_past(case: Case) -> bool:
    """Return whether a letter of the register of before answered a case, by the number in its row."""
    return case.is_imported and bool(case.closed_at or case.former_ends)

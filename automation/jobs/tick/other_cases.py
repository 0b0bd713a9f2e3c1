"""What a complaint must know of all others while it is brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.effects import Document
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.tracked import Folded
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
        letters = work.of(_letters_folded).of(memory.cases)
        taken = work.of(_taken_numbers, letters, work.of(_numbers_of, memory.documents))
        return cls(work.of(_outcomes_folded).of(memory.cases), taken, known)

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


#: A complaint's own outgoing numbers: those of its letters here, and those of before it was taken over.
Numbers = tuple[str, str]


def _outcomes_folded() -> Folded[ComplaintNumber, Case, Outcome | None]:
    return Folded(lambda case: case.outcome)


def _letters_folded() -> Folded[ComplaintNumber, Case, Numbers]:
    return Folded(_numbers, keeps=any)


def _numbers(case: Case) -> Numbers:
    return case.own_letter_number, case.cells.get("letter_number", "") if _is_past(case) else ""


def _numbers_of(documents: Iterable[Document]) -> Mapping[str, ComplaintNumber]:
    """Return the complaint of each outgoing number that a document bears."""
    # A letter that answers several complaints is told first by the one that it was made for.
    found: dict[str, ComplaintNumber] = {}
    for document in documents:
        if document.letter_number:
            found.setdefault(compared(document.letter_number), document.number)
    return found


def _taken_numbers(
    letters: Mapping[ComplaintNumber, Numbers], of_documents: Mapping[str, ComplaintNumber]
) -> Mapping[str, ComplaintNumber]:
    """Return the complaint of each outgoing number that is taken, by a case, a document, or one of before."""
    own: dict[str, ComplaintNumber] = {}
    past: dict[str, ComplaintNumber] = {}
    for complaint, (number, before) in letters.items():
        if number:
            own.setdefault(compared(number), complaint)
        if before:
            past.setdefault(compared(before), complaint)
    return {**past, **of_documents, **own}


def _is_past(case: Case) -> bool:
    """Return whether a letter of the register of before answered a case, by the number in its row."""
    return case.is_imported and bool(case.closed_at or case.former_ends)

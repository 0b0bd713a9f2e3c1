"""What was derived of settled cases, of which nothing changes until one of these is another value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from automation.domain.case import Case
from automation.domain.effects import Document
from automation.domain.numbers import ComplaintNumber
from automation.register.lines import Line

D = TypeVar("D")
Documents = tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class _Known(Generic[D]):
    """What was derived, and of what."""

    case: Case
    line: Line
    documents: Documents
    derived: D


class CasesAtRest(Generic[D]):
    """Settled cases whose rows are there and say what the ledger holds; who related to another is none of them.

    Nothing of these depends on other cases, or on the hour.
    """

    def __init__(self) -> None:
        self._known: dict[ComplaintNumber, _Known[D]] = {}
        self._in_motion: Collection[ComplaintNumber] = ()

    def derived(
        self,
        cases: Mapping[ComplaintNumber, Case],
        lines: Mapping[ComplaintNumber, Line],
        documents: Mapping[ComplaintNumber, Documents],
        in_motion: Collection[ComplaintNumber],
    ) -> dict[ComplaintNumber, D]:
        """Return what is known already and still holds; of all others nothing is known any more."""
        self._in_motion = in_motion
        self._known = {
            number: known
            for number, known in self._known.items()
            if number not in in_motion
            and lines.get(number) is known.line
            and cases.get(number) is known.case
            and documents.get(number, ()) == known.documents
        }
        return {number: known.derived for number, known in self._known.items()}

    def others(self, cases: Mapping[ComplaintNumber, Case]) -> list[ComplaintNumber]:
        """Return the cases of which nothing is known, in their order."""
        return [number for number in cases if number not in self._known]

    def keep(self, case: Case, line: Line | None, documents: Documents, derived: D) -> None:
        """Keep what was derived, where it holds until something changes; of what is in motion it holds for now."""
        if case.number in self._in_motion:
            return
        is_alone = case.first is None and not case.cells.get("related_to") and not case.intake.related_to
        if case.settled and case.row_seen and line is not None and is_alone:
            self._known[case.number] = _Known(case, line, documents, derived)

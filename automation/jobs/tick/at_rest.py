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
    line: Line | None
    documents: Documents
    derived: D


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Still(Generic[D]):
    """What is known of cases at rest: the very same value as long as none of them begins or ends to be one.

    Attributes:
        derived: what was derived of each.
        others: the cases of which nothing is known, in their order.
    """

    derived: Mapping[ComplaintNumber, D]
    others: tuple[ComplaintNumber, ...]


class CasesAtRest(Generic[D]):
    """Settled cases whose rows are there and say what the ledger holds; who related to another is none of them.

    Nothing of these depends on other cases, or on the hour.
    """

    def __init__(self) -> None:
        self._known: dict[ComplaintNumber, _Known[D]] = {}
        self._around: tuple[object, ...] = ()
        self._in_motion: Collection[ComplaintNumber] = ()
        self._still: Still[D] | None = None

    def look(
        self,
        cases: Mapping[ComplaintNumber, Case],
        lines: Mapping[ComplaintNumber, Line],
        documents: Mapping[ComplaintNumber, Documents],
        in_motion: Collection[ComplaintNumber],
    ) -> Still[D]:
        """Return what is known already and still holds; of all others nothing is known any more.

        Where all of these are what they were, so is what is returned: no case is looked at.
        """
        around = cases, lines, documents
        is_same = len(self._around) == len(around) and all(map(_is, self._around, around))
        if not is_same or in_motion != self._in_motion:
            self._known = {
                number: known
                for number, known in self._known.items()
                if number not in in_motion
                and lines.get(number) is known.line
                and cases.get(number) is known.case
                and documents.get(number, ()) == known.documents
            }
            self._around, self._in_motion, self._still = around, in_motion, None
        if self._still is None:
            self._still = Still(
                derived={number: known.derived for number, known in self._known.items()},
                others=tuple(number for number in cases if number not in self._known),
            )
        return self._still

    def keep(self, case: Case, line: Line | None, documents: Documents, derived: D, *, is_away: bool = False) -> None:
        """Keep what was derived, where it holds until something changes; of what is in motion it holds for now.

        A case has its row, or is away in a yearly workbook.
        """
        if case.number in self._in_motion:
            return
        is_alone = case.first is None and not case.cells.get("related_to") and not case.intake.related_to
        if case.settled and case.row_seen and (line is not None or is_away) and is_alone:
            self._known[case.number] = _Known(case, line, documents, derived)
            self._still = None


def _is(one: object, other: object) -> bool:
    return one is other

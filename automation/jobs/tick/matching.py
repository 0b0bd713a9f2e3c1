"""The Register's rows and the complaints that they are of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from automation.domain.case import Case
from automation.domain.numbers import ComplaintNumber
from automation.jobs.tick import wording
from automation.jobs.tick.ledger_guard import LedgerLost
from automation.register.lines import Line
from automation.workflow.relations import claims_in


def claims_of(
    lines: Iterable[Line], cases: Mapping[ComplaintNumber, Case]
) -> Mapping[ComplaintNumber, ComplaintNumber]:
    """Return what the rows of open complaints say to be duplicates of what."""
    rows = (
        (number, line.text("classification"), line.text("duplicate_of"))
        for line in lines
        if (number := ComplaintNumber.read(line.text("number"))) and number in cases and cases[number].outcome is None
    )
    return claims_in(rows)


def matched(
    lines: Iterable[Line], cases: Collection[ComplaintNumber]
) -> tuple[Mapping[ComplaintNumber, Line], tuple[str, ...]]:
    """Match the Register's rows with the complaints; a row that fits none is a problem of its own.

    Raises:
        LedgerLost: there are rows and no complaints.
    """
    found: dict[ComplaintNumber, Line] = {}
    twins: list[str] = []
    strangers: list[Line] = []
    for line in lines:
        number = ComplaintNumber.read(line.text("number"))
        if number is None or number not in cases:
            strangers.append(line)
        elif number in found:
            twins.append(wording.row_twice(row=line.row + 1, number=number, first=found[number].row + 1))
        else:
            found[number] = line
    if strangers and not cases:
        raise LedgerLost(wording.ledger_is_empty(rows=len(strangers)))
    unknown = (wording.row_unknown(row=line.row + 1) for line in strangers)
    return found, (*twins, *unknown)

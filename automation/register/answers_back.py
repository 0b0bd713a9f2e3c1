"""The survey's single answers read back from their workbook: what was on paper may stand in no form any more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import tzinfo

from automation.domain.cells import Cell
from automation.domain.numbers import ComplaintNumber
from automation.domain.survey import ELEMENTS, PROFILE, SurveyAnswer

from . import wording
from .history_tab import moment_shown
from .lines import Line, lines_of
from .schema import answers_tab


def answers_in(table: Sequence[Sequence[Cell]], zone: tzinfo, of_nobody: Collection[str]) -> tuple[SurveyAnswer, ...]:
    """Return the answers that the tab shows; a row without its key or its time is none of ours.

    Args:
        table: the tab.
        zone: the office's.
        of_nobody: verdicts of answers that named no complaint, so that their number is anybody's text.

    Raises:
        WrongHeadings: a heading is missing or stands twice.
    """
    _, lines = lines_of(answers_tab(), table)
    return tuple(answer for line in lines if (answer := _answer(line, zone, of_nobody)))


def _answer(line: Line, zone: tzinfo, of_nobody: Collection[str]) -> SurveyAnswer | None:
    response, at, reference = line.text("response"), moment_shown(line, "at", zone), line.text("number")
    if not response or at is None:
        return None
    return SurveyAnswer(
        response=response,
        submitted_at=at,
        reference=reference,
        number=None if line.text("counted") in of_nobody else ComplaintNumber.read(reference),
        marks=tuple(_mark(line.cells.get(f"u{place}", "")) for place in range(1, len(ELEMENTS) + 1)),
        suggestion=line.text("suggestion"),
        profile=tuple(one.read(line.text(one.key)) for one in PROFILE),
        on_paper=line.text("way") == wording.ON_PAPER,
    )


def _mark(cell: Cell) -> int | None:
    return int(cell) if cell in (1, 2, 3, 4) and not isinstance(cell, bool | str) else None

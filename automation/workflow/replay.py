"""A case told again from Riwayat, should the ledger be lost: what happened says when, the cells say what.

Times come back to the second, as the tab shows them; deadlines of ended steps are computed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from automation.domain.case import Case, Disposition, Hold
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.happenings import (
    Assigned,
    Closed,
    ClosingChanged,
    DeadlineMovedByCalendar,
    DeadlineMovedByNorm,
    DeadlinePassed,
    Delivered,
    DraftReturned,
    Edited,
    GroupProposed,
    Happening,
    Held,
    Ineffective,
    LedgerRebuilt,
    LetterNumbered,
    LineLost,
    MailboxOpened,
    MailHandled,
    Reassigned,
    Registered,
    Reopened,
    Resumed,
    RowDeleted,
    ScanFiled,
    ScanFiledFromBatch,
    ScanToReview,
    StepEntered,
    SurveyAnswered,
    Verbatim,
)
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber

from . import holds, stale_cells
from .case_context import CaseContext
from .progress import registered
from .step_clock import delivered, ended, entered, recomputed, with_current

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """How the Register's staff cells are read: column keys by heading, and facts from kept texts by key."""

    keys: Mapping[str, str]
    facts_of: Callable[[Cells], StaffFacts]


def replayed(
    number: ComplaintNumber,
    intake: Intake,
    lines: Sequence[HistoryLine],
    cells: Cells | None,
    columns: Columns,
    context: CaseContext,
) -> Case:
    """Return a case as its kept lines and cells tell it.

    Args:
        number: the complaint.
        intake: what came in.
        lines: its lines of Riwayat, oldest first.
        cells: its staff cells as the Register shows them now; None: as its lines tell of them.
        columns: the Register's.
        context: the office; its documents and moment do not matter here.
    """
    case = registered(number, intake, context)
    if lines:
        case = replace(case, registered_at=lines[0].at)
    replay = _Replay(case, cells or {}, columns, context)
    replay.tell(lines)
    if cells is None:
        cells = {key: text for key, text in replay.typed.items() if text}
    return replace(replay.case, cells=dict(cells), stale=stale_cells.still_stale(replay.case.stale, cells))


class _Replay:
    """One case on its way through its lines; `typed` is what its cells said by then, as far as the lines tell."""

    def __init__(self, case: Case, shown: Cells, columns: Columns, context: CaseContext) -> None:
        self.case = case
        self.shown = shown
        self.columns = columns
        self.context = context
        self.typed: dict[str, str] = {}

    def tell(self, lines: Sequence[HistoryLine]) -> None:
        """Take in lines in their order; the edits that one tick saw count together, as they did then."""
        told = [(line.at, line.happening) for line in lines]
        for (at, edited), group in groupby(told, key=lambda one: (one[0], isinstance(one[1], Edited))):
            happenings = [happening for _, happening in group]
            if edited:
                self._edit(happenings, at)
            else:
                for happening in happenings:
                    self._happen(happening, at)

    def _edit(self, edits: Sequence[Happening], at: datetime) -> None:
        for edit in edits:
            if isinstance(edit, Edited) and edit.heading in self.columns.keys:
                self.typed[self.columns.keys[edit.heading]] = edit.new
        self.case = replace(self.case, stale=stale_cells.still_stale(self.case.stale, self.typed))
        self._hold(self._stated(self.typed), at)

    def _happen(self, happening: Happening, at: datetime) -> None:
        self.case = self._after(happening, at)
        match happening:
            case Held():
                self._hold_as_noticed(at)
            case Resumed() if holds.on_hold(self.case, at):
                self._hold(None, at)
            case Reopened():
                self._hold(self._stated(self.typed), at)
            case _:
                pass

    # -- holds: the cells state them, and Riwayat tells when the job noticed

    def _stated(self, cells: Cells) -> Hold | None:
        return holds.stated_hold(self.columns.facts_of(cells), self.context.calendar.hours.zone)[0]

    def _hold(self, stated: Hold | None, at: datetime) -> None:
        if self.case.outcome is not None:
            return
        before = self.case.holds
        self.case = holds.with_hold(self.case, stated, at)
        if self.case.holds != before:
            self.case, _ = recomputed(self.case, self.context, holds_changed=True)

    def _hold_as_noticed(self, at: datetime) -> None:
        """Hold a case whose lines do not tell the cells of its hold: by what the row shows, or from this moment."""
        if not holds.on_hold(self.case, at):
            shown = self._stated(self.shown)
            self._hold(shown if shown and holds.is_on(shown, at) else Hold(at), at)

    # -- everything else

    def _after(self, happening: Happening, at: datetime) -> Case:
        """Return the case after one happening; what changes nothing of it leaves it as it was."""
        case, context = self.case, self.context
        match happening:
            case StepEntered(step):
                return entered(ended(case, at, context), step, at, context)
            case Assigned(by, group):
                return replace(case, disposition=Disposition(group=group, by=by, at=at, sequence=_sheets(case) + 1))
            case Reassigned(_, group):
                return replace(
                    case,
                    disposition=Disposition(
                        group=group, by=context.rules.head.name, at=at, sequence=_sheets(case) + 1
                    ),
                )
            case GroupProposed(group):
                return replace(case, proposed=group)
            case Ineffective():
                return self._with_stale(stale_cells.INEFFECTIVE)
            case DraftReturned():
                return self._with_stale(stale_cells.RETURNED)
            case LetterNumbered(number):
                return replace(case, own_letter_number=number)
            case Delivered(on):
                return delivered(case, on, at, context) if on else ended(case, at, context)
            case DeadlinePassed():
                return with_current(case, replace(case.current, breached=True))
            case Closed(outcome):
                return replace(ended(case, at, context), outcome=outcome, closed_at=at)
            case ClosingChanged(_, outcome):
                return replace(case, outcome=outcome)
            case Reopened():
                return replace(case, outcome=None, closed_at=None)
            case Held() | Resumed() | Edited() | DeadlineMovedByCalendar() | DeadlineMovedByNorm():
                return case
            case Registered() | RowDeleted() | SurveyAnswered() | LineLost() | Verbatim():
                return case
            case ScanFiled() | ScanFiledFromBatch() | ScanToReview() | MailHandled():
                return case
            case MailboxOpened() | LedgerRebuilt():
                return case

    def _with_stale(self, keys: tuple[str, ...]) -> Case:
        return replace(self.case, stale={**self.case.stale, **stale_cells.made_stale(self.typed, keys)})


def _sheets(case: Case) -> int:
    return case.disposition.sequence if case.disposition else 0

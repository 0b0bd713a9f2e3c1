"""A case told again from Riwayat, should the ledger be lost: what happened says when, the cells say what.

Times come back to the second, as the tab shows them; deadlines of ended steps are computed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from automation.domain.actions import DecidedActions, with_decided
from automation.domain.answer_edits import FIELDS, AnswerEdit
from automation.domain.case import Case, Disposition, Hold
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.documents import Remade
from automation.domain.form_decisions import FormCell
from automation.domain.happenings import (
    ActionDecided,
    ActionEdited,
    ActionReopened,
    ActionReviewDropped,
    ActionRowDeleted,
    ActionsDecided,
    AnswerEdited,
    Assigned,
    Closed,
    ClosingChanged,
    CopyVoided,
    DeadlineMovedByCalendar,
    DeadlineMovedByNorm,
    DeadlinePassed,
    DecisionLapsed,
    Delivered,
    DocumentRemade,
    DraftChanged,
    DraftEditedLate,
    DraftInitialled,
    DraftReturned,
    Edited,
    EndedBeforeImport,
    FiguresPublished,
    FiguresWithdrawn,
    FilledByForm,
    FirstChanged,
    FirstLost,
    FormAnswerRefused,
    GroupProposed,
    HandledAnew,
    Happening,
    Held,
    Imported,
    IndependenceLost,
    Ineffective,
    InitialledForOthers,
    LedgerRebuilt,
    LetterIssued,
    LetterNumbered,
    LetterSigned,
    LetterVoided,
    LineLost,
    MailboxOpened,
    MailboxSearched,
    MailHandled,
    PeriodCorrected,
    PeriodReported,
    Reassigned,
    RecurrenceDenied,
    RecurrenceStated,
    RecurrenceSuspected,
    RecurrenceUnsaid,
    Registered,
    Reopened,
    ReopeningProposed,
    ReportReturned,
    Resumed,
    RowDeleted,
    ScanDesignated,
    ScanFiled,
    ScanFiledFromBatch,
    ScanToReview,
    SignedTextDiffers,
    SignedTextMatches,
    SignedTextUnread,
    StepEntered,
    SurveyAnswered,
    Verbatim,
)
from automation.domain.letter_content import Seal, Sealed
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import Rules
from automation.domain.vocabulary import Outcome, YesNo

from . import disposition, form_cells, holds, stale_cells
from .case_context import CaseContext
from .contacts import with_cells
from .importing import ended_before, taken_over
from .independence import with_deciders
from .joint_letters import numbers_in
from .progress import after_void, registered, with_first
from .recurrence import unsaid, with_recurrence
from .reopening import handled_anew, open_again
from .step_clock import delivered, ended, entered, receipt_stated, received_at, recomputed, with_current

Cells = Mapping[str, str]
#: What changes what a cell says, or counts as saying.
_CellNews = Edited | FilledByForm
#: What befalls a reply letter.
_LetterNews = (
    DraftReturned
    | DraftInitialled
    | InitialledForOthers
    | DraftChanged
    | DecisionLapsed
    | DraftEditedLate
    | LetterNumbered
    | LetterIssued
    | LetterSigned
    | SignedTextMatches
    | SignedTextDiffers
    | SignedTextUnread
    | LetterVoided
    | CopyVoided
)
#: What closes a case, changes how it is closed, or opens it again.
_EndingNews = (
    EndedBeforeImport
    | Closed
    | ClosingChanged
    | FirstLost
    | FirstChanged
    | Reopened
    | ReopeningProposed
    | HandledAnew
)


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
    edit: AnswerEdit | None = None,
    rules_at: Callable[[datetime], Rules] | None = None,
    begun: Cells | None = None,
) -> Case:
    """Return a case as its kept lines and cells tell it.

    Args:
        number: the complaint.
        intake: what came in.
        lines: its lines of Riwayat, oldest first.
        cells: its staff cells as the Register shows them now; None: as its lines tell of them.
        columns: the Register's.
        context: the office; its documents and moment do not matter here.
        edit: the latest edit of the form's answer; where its line is found, with what the officers' cell said then.
        rules_at: the office's rules as they held at a moment; without them, those of the context hold throughout.
        begun: what its cells said before the first of its lines; nothing, but of what was taken over.
    """
    case = registered(number, intake, context)
    if lines:
        case = replace(case, registered_at=lines[0].at)
    edit = edit if cells is None else None
    case = replace(case, cells=dict(begun or {}))
    replay = _Replay(case, cells or {}, columns, context, edit, rules_at or (lambda at: context.rules))
    replay.tell(lines)
    if cells is None:
        cells = {key: text for key, text in replay.typed.items() if text}
    else:
        found = form_cells.in_force(replay.case, cells)
        replay.case, cells = found.case, found.cells
    return replace(
        replay.case,
        cells=dict(cells),
        stale=stale_cells.still_stale(replay.case.stale, cells),
        answer_edit=replay.case.answer_edit or edit,
    )


class _Replay:
    """One case on its way through its lines; `typed` is what its cells said by then, as far as the lines tell."""

    def __init__(
        self,
        case: Case,
        shown: Cells,
        columns: Columns,
        context: CaseContext,
        edit: AnswerEdit | None,
        rules_at: Callable[[datetime], Rules],
    ) -> None:
        self.case = case
        self.edit = edit
        self.edited_at: datetime | None = None
        self.shown = shown
        self.columns = columns
        self.context = context
        self.rules_at = rules_at
        self.typed: dict[str, str] = dict(case.cells)

    def tell(self, lines: Sequence[HistoryLine]) -> None:
        """Take in lines in their order; the edits that one tick saw count together, as they did then."""
        happened = [(line.at, line.happening) for line in lines]
        for (at, edited), group in groupby(happened, key=lambda one: (one[0], isinstance(one[1], _CellNews))):
            happenings = [happening for _, happening in group]
            if edited:
                self._edit(happenings, at)
            else:
                for happening in happenings:
                    self._happen(happening, at)

    def _edit(self, edits: Sequence[Happening], at: datetime) -> None:
        decided = self.typed.get("decision", "")
        for edit in edits:
            if isinstance(edit, FilledByForm) and edit.heading in self.columns.keys:
                self._fill(edit)
            if isinstance(edit, Edited) and edit.heading in self.columns.keys:
                self.typed[self.columns.keys[edit.heading]] = edit.new
        if self.typed.get("decision", "") != decided:
            # What Status named then is known where it was initialled; else a line that follows may tell.
            named = self.case.sealed.seal.digest if self.case.sealed else ""
            self.case = replace(self.case, decided_on=named)
        if at == self.edited_at:  # One tick saw both: the cell was written before anybody was told of the edit.
            self._meet_edit()
        self.case = with_deciders(self.case, self.typed, self.rules_at(at))
        self.case = with_cells(self.case, {key: text for key, text in self.typed.items() if text}, at)
        self.case = replace(self.case, stale=stale_cells.still_stale(self.case.stale, self.typed))
        if self.case.issued < self.case.letter_sequence and self.typed.get("replacement"):
            self.case = self._with_stale(stale_cells.REPLACED)
        if (stated := receipt_stated(self.case, self.columns.facts_of(self.typed))) != self.case.received:
            self.case = received_at(self.case, stated, self.context)
        self._hold(self._stated(self.typed), at)

    def _fill(self, filled: FilledByForm) -> None:
        """Let the signed form stand for a cell, which said nothing then, or what counted no more."""
        key, case = self.columns.keys[filled.heading], self.case
        before = case.by_form.get(key)
        base = before.base if before else case.stale.get(key, "")
        step = case.current.step
        cell = FormCell(text=filled.new, base=base, by=filled.by, step=step, round=case.round_of(step))
        self.case = replace(
            case,
            by_form={**case.by_form, key: cell},
            stale={other: text for other, text in case.stale.items() if other != key},
        )
        self.typed[key] = filled.new

    def _happen(self, happening: Happening, at: datetime) -> None:
        self.case = self._after(happening, at)
        match happening:
            case AnswerEdited(old) if (
                self.edit and self.edited_at is None and at >= self.edit.at.replace(microsecond=0)
            ):
                self.edited_at = at
                self.edit = _as_it_met(self.edit, old, self.columns.keys)
                self._meet_edit()
            case Held():
                self._hold_as_noticed(at)
            case Resumed() if holds.on_hold(self.case, at):
                self._hold(None, at)
            case Reopened() | HandledAnew() | FirstLost():
                self._hold(self._stated(self.typed), at)
            case _:
                pass

    def _meet_edit(self) -> None:
        met = self.edit and replace(self.edit, cell=self.typed.get("answer_edit", ""))
        self.case = replace(self.case, answer_edit=met)

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
        if isinstance(happening, _LetterNews):
            return self._after_letter(happening, at)
        if isinstance(happening, _EndingNews):
            return self._after_ending(happening, at)
        case, context = self.case, self.context
        match happening:
            case StepEntered(step):
                return entered(ended(case, at, context), step, at, context)
            case Imported():
                return replace(taken_over(case.number, case.intake, replace(context, now=at)), cells=case.cells)
            case Assigned(by, group):
                return self._given(group, by, at)
            case Reassigned(_, group):
                return self._given(group, self.rules_at(at).head.name, at)
            case GroupProposed(group):
                return replace(case, proposed=group)
            case Ineffective():
                return self._with_stale(stale_cells.INEFFECTIVE)
            case IndependenceLost(duty, who):
                return replace(case, dependent=(*case.dependent, f"{duty.value}: {who}"))
            case DocumentRemade(kind, replaced, reason):
                case = self._with_stale(stale_cells.REMADE)
                return replace(case, remade=(*case.remade, Remade(kind, replaced, reason)))
            case Delivered(on):
                return delivered(case, on, at, context) if on else ended(case, at, context)
            case DeadlinePassed():
                return with_current(case, replace(case.current, breached=True))
            case ActionDecided(round, kind, text):
                return replace(case, decided=with_decided(case.decided, round, kind, text))
            case ActionsDecided(round, corrective, preventive):
                return replace(case, decided=(*case.decided, DecidedActions(round, corrective, preventive)))
            case RecurrenceSuspected(of):
                return with_recurrence(case, of, None, context.calendar.hours.day_of(at))
            case RecurrenceStated(of):
                return with_recurrence(case, of, YesNo.YES, context.calendar.hours.day_of(at))
            case RecurrenceDenied(of):
                return with_recurrence(case, of, YesNo.NO, context.calendar.hours.day_of(at))
            case RecurrenceUnsaid():
                return replace(case, recurrence=unsaid(case.recurrence) if case.recurrence else None)
            case ActionEdited() | ActionRowDeleted() | ActionReopened() | ActionReviewDropped():
                return case
            case Held() | Resumed() | DeadlineMovedByCalendar() | DeadlineMovedByNorm():
                return case
            case Edited() | FilledByForm() | FormAnswerRefused():
                return case
            case Registered() | RowDeleted() | SurveyAnswered() | LineLost() | Verbatim():
                return case
            case ScanFiled() | ScanFiledFromBatch() | ScanDesignated() | ScanToReview():
                return case
            case MailHandled() | AnswerEdited():
                return case
            case MailboxOpened() | MailboxSearched() | LedgerRebuilt():
                return case
            case PeriodReported() | PeriodCorrected() | ReportReturned() | FiguresPublished() | FiguresWithdrawn():
                return case

    def _after_letter(self, happening: _LetterNews, at: datetime) -> Case:
        """Return the case after what befell its reply letter, from the first paraf to the signed scan."""
        case = self.case
        match happening:
            case DraftReturned():
                return replace(self._with_stale(stale_cells.RETURNED), sealed=None, asked_about=None)
            case DraftInitialled(seal):
                # A decision that stood there already was made on this version, unless a line says that it lapsed.
                decided = self.typed.get("decision") and "decision" not in case.stale
                return replace(case, sealed=Sealed(Seal(seal)), decided_on=seal if decided else case.decided_on)
            case InitialledForOthers(numbers):
                return replace(case, joint_with=numbers_in(numbers))
            case DraftChanged():
                return replace(self._with_stale(stale_cells.RETURNED), sealed=None, asked_about=case.sealed)
            case DecisionLapsed():
                return replace(self._with_stale(stale_cells.DECIDED), decided_on="")
            case DraftEditedLate():
                return replace(case, edited_late=True)
            case LetterNumbered(number):
                return replace(case, own_letter_number=number)
            case LetterIssued() | LetterSigned():
                return replace(case, issued=case.letter_sequence)
            case SignedTextMatches(name):
                return replace(case, signed=name)
            case SignedTextDiffers(name):
                return replace(self._with_stale(stale_cells.DECIDED), signed=name)
            case SignedTextUnread(name):
                return replace(self._with_stale(stale_cells.UNREAD), signed=name)
            case CopyVoided():
                return case
            case LetterVoided(_, reason):
                return after_void(
                    self._with_stale(stale_cells.of_going_on(self.case, stale_cells.VOIDED)), reason, at
                )

    def _after_ending(self, happening: _EndingNews, at: datetime) -> Case:
        """Return the case after it was closed, closed otherwise, or opened again."""
        case = self.case
        match happening:
            case EndedBeforeImport(outcome, on):
                return ended_before(case, outcome, on, self.context.calendar.hours.zone)
            case Closed(outcome, because):
                return self._ended(outcome, because, at)
            case ClosingChanged(_, outcome):
                first = self.columns.facts_of(self.typed).duplicate_of if outcome is Outcome.DUPLICATE else None
                return with_first(replace(case, outcome=outcome), first)
            case FirstLost():
                return open_again(case, at)
            case FirstChanged(_, after):
                return with_first(case, ComplaintNumber.read(after))
            case Reopened():
                return open_again(case, at)
            case ReopeningProposed(reason):
                return replace(case, proposal=reason)
            case HandledAnew(reason):
                head = self.rules_at(at).head.name
                return handled_anew(
                    self._with_stale(stale_cells.of_going_on(self.case, stale_cells.HANDLED_ANEW)), reason, at, head
                )

    def _ended(self, outcome: Outcome, because: str, at: datetime) -> Case:
        written = tuple(key for key in stale_cells.ENDED if self.typed.get(key)) if outcome is Outcome.SETTLED else ()
        case = replace(ended(self._with_stale(written), at, self.context), outcome=outcome, closed_at=at)
        return with_first(case, ComplaintNumber.read(because) if outcome is Outcome.DUPLICATE else None)

    def _given(self, group: str, by: str, at: datetime) -> Case:
        service = self.columns.facts_of(self.typed).service
        sequence = _sheets(self.case) + 1
        former = disposition.former_group(self.case, group)
        given = Disposition(group=group, by=by, at=at, sequence=sequence, service=service, former=former)
        return replace(self.case, disposition=given)

    def _with_stale(self, keys: tuple[str, ...]) -> Case:
        return replace(self.case, stale={**self.case.stale, **stale_cells.made_stale(self.typed, keys)})


def _as_it_met(edit: AnswerEdit, old: str, keys: Mapping[str, str]) -> AnswerEdit:
    """Return an edit with the texts that counted when it came, which an earlier edit may have brought.

    All that its line does not name reads the same before and after.
    """
    texts: dict[str, list[str]] = {}
    last = ""
    for line in old.split("\n"):
        heading, colon, text = line.partition(": ")
        key = keys.get(heading, "") if colon else ""
        if key in FIELDS and key not in texts:
            last = key
            texts[key] = [text]
        elif last:
            texts[last].append(line)
    told: dict[str, Any] = {key: "\n".join(lines) for key, lines in texts.items()}
    same: dict[str, Any] = {key: getattr(edit.after, key) for key in FIELDS if key not in told}
    return replace(edit, before=replace(edit.before, **same, **told)) if told else edit


def _sheets(case: Case) -> int:
    return case.disposition.sequence if case.disposition else 0

"""The ten steps: one function derives where a case stands from the facts people entered.

Facts are read in the order of the SOP. Each that is there ends its step; the first that is missing is what the case
waits for. "Tidak efektif" returns to step 5, "Kembalikan" to step 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case, Disposition, Event, StepRecord
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.dates import local_day
from automation.domain.documents import DocumentForm, DocumentKind
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
    LetterNumbered,
    Reassigned,
    Reopened,
    Resumed,
    StepEntered,
)
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import DispositionMode
from automation.domain.vocabulary import Classification, Decision, Outcome, Step, YesNo

from . import disposition, holds, stale_cells, wording
from .case_context import CaseContext
from .independence import approver_of, approver_refused, verifier_refused
from .phase import approved, letter_number
from .step_clock import Mover, delivered, ended, entered, norm_end, recomputed, with_current


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A case brought up to date, with the facts that counted, what happened, and what is out of order."""

    case: Case
    facts: StaffFacts
    events: tuple[Event, ...]
    warnings: tuple[str, ...]


def registered(number: ComplaintNumber, intake: Intake, context: CaseContext) -> Case:
    """Open a case for a complaint that came in: step 1 is done when it was received."""
    submission = StepRecord(step=Step.SUBMISSION, round=1, began=intake.received_at, ended=intake.received_at, took=0)
    case = Case(number=number, intake=intake, registered_at=context.now, steps=(submission,))
    return entered(case, Step.SORTING, intake.received_at, context)


def progressed(
    case: Case, facts: StaffFacts, cells: Mapping[str, str], context: CaseContext, headings: Mapping[str, str]
) -> Progress:
    """Bring a case in line with its row.

    Args:
        case: what is remembered.
        facts: the row's staff columns, read.
        cells: the same cells as kept text, by column key.
        context: the office, at this moment.
        headings: what people call each column, for warnings.
    """
    walk = _Walk(case, facts, context, headings)
    walk.note_edits(cells)
    walk.case = replace(walk.case, stale=stale_cells.still_stale(case.stale, cells))
    walk.facts = stale_cells.without(facts, walk.case.stale)
    walk.note_hold()
    walk.settle_or_reopen()
    while walk.case.outcome is None and walk.one_step():
        walk.facts = stale_cells.without(facts, walk.case.stale)
    walk.note_breach()
    if walk.case.outcome is None:
        walk.warn(wording.out_of_order(walk.case, walk.facts, headings))
    return Progress(
        case=walk.case, facts=walk.facts, events=tuple(walk.events), warnings=tuple(dict.fromkeys(walk.warnings))
    )


class _Walk:
    """One case on its way through one tick. Each method changes the case for one reason."""

    def __init__(self, case: Case, facts: StaffFacts, context: CaseContext, headings: Mapping[str, str]) -> None:
        self.case = case
        self.facts = facts
        self.context = context
        self.headings = headings
        self.events: list[Event] = []
        self.warnings: list[str] = []

    def tell(self, happening: Happening) -> None:
        self.events.append(Event(self.case.number, happening))

    def warn(self, text: str) -> None:
        if text:
            self.warnings.append(text)

    def _shown(self, at: datetime | None) -> str:
        return f"{at.astimezone(self.context.calendar.hours.zone):%d/%m/%Y %H.%M}" if at else "–"

    # -- what people changed

    def note_edits(self, cells: Mapping[str, str]) -> None:
        before = self.case.cells
        for key in dict.fromkeys([*before, *cells]):
            if before.get(key, "") != cells.get(key, ""):
                edit = Edited(self.headings[key], before.get(key, ""), cells.get(key, ""))
                self.events.append(Event(self.case.number, edit, column=key))
        if dict(before) != dict(cells):
            self.case = replace(self.case, cells=dict(cells))

    def note_hold(self) -> None:
        stated, advice = holds.stated_hold(self.facts, self.context.calendar.hours.zone)
        self.warn(advice)
        if self.case.outcome is not None:
            return
        before = self.case
        self.case = holds.with_hold(before, stated, self.context.now)
        now_on = holds.on_hold(self.case, self.context.now)
        if now_on != holds.on_hold(before, self.context.now):
            self.tell(Held(self.facts.hold_reason) if now_on else Resumed())
        self._recompute(holds_changed=self.case.holds != before.holds)

    def _recompute(self, *, holds_changed: bool) -> None:
        due = self.case.current.due
        self.case, mover = recomputed(self.case, self.context, holds_changed=holds_changed)
        before, after = self._shown(due), self._shown(self.case.current.due)
        match mover:
            case Mover.CALENDAR:
                self.tell(DeadlineMovedByCalendar(before, after))
            case Mover.NORM:
                self.tell(DeadlineMovedByNorm(before, after))
            case None:
                pass

    # -- endings other than the SOP's own

    def settle_or_reopen(self) -> None:
        stated = self.facts.classification
        ends = _EARLY.get(stated) if stated else None
        if self.case.outcome is Outcome.SETTLED:
            return
        if self.case.outcome is not None:
            if stated is Classification.COMPLAINT:
                self._reopen()
            elif ends is not None and ends is not self.case.outcome:
                self._end_otherwise(self.case.outcome, ends)
        elif ends is not None:
            self._end_early(ends)

    def _end_otherwise(self, before: Outcome, ends: Outcome) -> None:
        if not self._refused_ending(ends):
            self.tell(ClosingChanged(before, ends))
            self.case = replace(self.case, outcome=ends, settled=False)

    def _end_early(self, ends: Outcome) -> None:
        if self.case.current.step is Step.DELIVERY:
            self.warn(wording.CLOSED_TOO_LATE)
        elif not self._refused_ending(ends):
            self._close(ends)

    def _refused_ending(self, ends: Outcome) -> bool:
        if ends is not Outcome.DUPLICATE:
            return False
        first, others = self.facts.duplicate_of, self.context.others or {}
        if first is None:
            self.warn(wording.DUPLICATE_OF_NOTHING)
        elif first == self.case.number:
            self.warn(wording.DUPLICATE_OF_ITSELF)
        elif first not in others:
            self.warn(wording.duplicate_of_unknown(first))
        elif others[first] is Outcome.DUPLICATE:
            self.warn(wording.duplicate_of_duplicate(first))
        else:
            return False
        return True

    def _close(self, outcome: Outcome) -> None:
        self.case = ended(self.case, self.context.now, self.context)
        self.case = replace(self.case, outcome=outcome, closed_at=self.context.now)
        self.tell(Closed(outcome, str(self.facts.duplicate_of or self.facts.hold_reason or "")))

    def _reopen(self) -> None:
        self.tell(Reopened(self.case.outcome))
        step = self.case.current.step
        self.case = replace(self.case, outcome=None, closed_at=None, settled=False)
        self.note_hold()  # What happened to a hold while the case was closed counts before its new deadline.
        self._enter(step, self.context.now)

    # -- the steps

    def one_step(self) -> bool:
        """Go one step on where the facts allow; tell whether it did."""
        match self.case.current.step:
            case Step.SUBMISSION | Step.SORTING:
                return self._sorted()
            case Step.DISPOSITION:
                return self._disposed()
            case Step.REVIEW:
                return self._reassigned() or self._reviewed()
            case Step.CAUSE:
                return self._reassigned() or self._on_when(bool(self.facts.cause), Step.ACTION)
            case Step.ACTION:
                done = bool(self.facts.corrective_action and self.facts.preventive_action)
                return self._reassigned() or self._on_when(done, Step.VERIFICATION)
            case Step.VERIFICATION:
                return self._reassigned() or self._verified()
            case Step.REPLY_DRAFT:
                return self._initialled()
            case Step.SIGNATURE:
                return self._signed()
            case Step.DELIVERY:
                return self._delivered()

    def _on_when(self, done: bool, following: Step) -> bool:
        if done:
            self._go_on(following)
        return done

    def _sorted(self) -> bool:
        if self.facts.classification is not Classification.COMPLAINT:
            return False
        if not self.facts.service:
            self.warn(wording.SERVICE_WANTED)
            return False
        self._go_on(Step.DISPOSITION)
        return True

    def _disposed(self) -> bool:
        stated = disposition.group_named(self.facts.assigned_to, self.context.groups)
        if stated is not None:
            return self._assign(stated.name, self.context.rules.head.name)
        match disposition.routed(self.facts.service, self.context.groups):
            case disposition.AskHead(reason):
                self.warn(reason)
                return False
            case disposition.Assigned(group):
                if self.context.rules.disposition is DispositionMode.AUTO:
                    return self._assign(group.name, "tabel disposisi")
                if self.case.proposed != group.name:
                    self.case = replace(self.case, proposed=group.name)
                    self.tell(GroupProposed(group.name))
                return False

    def _assign(self, group: str, by: str) -> bool:
        sequence = self.case.disposition.sequence + 1 if self.case.disposition else 1
        self.case = replace(
            self.case, disposition=Disposition(group=group, by=by, at=self.context.now, sequence=sequence)
        )
        self.tell(Assigned(by, group))
        self._go_on(Step.REVIEW)
        return True

    def _reassigned(self) -> bool:
        """Follow the Kepala Balai who gives the case to another group; a review not yet done begins anew."""
        held = self.case.disposition
        stated = disposition.group_named(self.facts.assigned_to, self.context.groups)
        if held is None or stated is None or stated.name == held.group:
            return False
        given = Disposition(
            group=stated.name, by=self.context.rules.head.name, at=self.context.now, sequence=held.sequence + 1
        )
        self.tell(Reassigned(held.group, stated.name))
        self.case = replace(self.case, disposition=given)
        if self.case.current.step is Step.REVIEW:
            self._go_on(Step.REVIEW)
        return True

    def _reviewed(self) -> bool:
        if self.facts.meeting_needed is YesNo.YES and self.facts.meeting_at is None:
            self.warn(wording.MEETING_DATE_WANTED)
        return self._on_when(bool(self.facts.findings), Step.CAUSE)

    def _verified(self) -> bool:
        facts = self.facts
        if facts.effective is None:
            return False
        missing = tuple(key for key in ("applied_on", "verification", "verified_by") if not getattr(facts, key))
        if missing:
            named = ", ".join(self.headings[key] for key in missing)
            self.warn(wording.verified_too_early(missing=named, renewal=wording.to_renew(self.case, missing)))
            return False
        if refused := verifier_refused(facts):
            self.warn(refused)
            return False
        if facts.effective is YesNo.YES:
            self._go_on(Step.REPLY_DRAFT)
            return True
        self.tell(Ineffective(facts.verification))
        self._make_stale(stale_cells.INEFFECTIVE)
        self._go_on(Step.CAUSE)
        return True

    def _initialled(self) -> bool:
        if not self.facts.initials:
            return False
        if not self.facts.reply_text:
            self.warn(wording.REPLY_TEXT_WANTED)
            return False
        if not self.context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.DOCX):
            return False  # The draft is being written in this very tick.
        self._go_on(Step.SIGNATURE)
        return True

    def _signed(self) -> bool:
        if self.facts.decision is Decision.RETURNED:
            return self._returned()
        if self.facts.decision is Decision.APPROVED:
            self.warn(approver_refused(self.facts, self.context.rules))
        if not approved(self.facts, self.context):
            return False
        self._give_own_number()
        self._warn_of_a_date_alone()
        if self.context.rules.wait_for_scan:
            return self._on_when(self.context.holds_signed_reply(), Step.DELIVERY)
        return self._on_when(self.context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.PDF), Step.DELIVERY)

    def _returned(self) -> bool:
        if approver_of(self.facts, self.context.rules) is None:
            self.warn(approver_refused(self.facts, self.context.rules))
            return False
        if not self.facts.decision_note:
            self.warn(wording.NOTE_WANTED)
            return False
        if self.context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.PDF):
            self.warn(wording.RETURNED_TOO_LATE)
            return False
        self.tell(DraftReturned(self.facts.decision_note))
        self._make_stale(stale_cells.RETURNED)
        self._go_on(Step.REPLY_DRAFT)
        return True

    def _give_own_number(self) -> None:
        rules, now = self.context.rules, self.context.now.astimezone(self.context.calendar.hours.zone)
        if not rules.numbers_letters or letter_number(self.case, self.facts):
            return
        number = rules.letter_number_pattern.format(
            urut=self.context.letters_numbered + 1, bulan=wording.ROMAN[now.month - 1], tahun=now.year
        )
        self.case = replace(self.case, own_letter_number=number)
        self.tell(LetterNumbered(number))

    def _warn_of_a_date_alone(self) -> None:
        if self.context.rules.numbers_letters:
            return
        if bool(self.facts.letter_number) != bool(self.facts.letter_date):
            lacking = "letter_date" if self.facts.letter_number else "letter_number"
            self.warn(wording.needed_for_the_letter(self.headings[lacking]))

    def _delivered(self) -> bool:
        """End step 10 at the day that staff state, and close once every document of the case is there."""
        current, day = self.case.current, self.facts.delivered_on
        if current.ended is None:
            if day is None:
                return False
            zone = self.context.calendar.hours.zone
            if day > local_day(self.context.now, zone):
                self.warn(wording.DELIVERED_IN_FUTURE)
                return False
            if day < local_day(current.began, zone):
                self.warn(wording.DELIVERED_BEFORE_SIGNED)
                return False
            self.case = delivered(self.case, day, self.context.now, self.context)
            self.tell(Delivered(day))
        if not self.context.holds_document(DocumentKind.NOTULEN, DocumentForm.DOCX):
            return False  # The record of delivery is being written in this very tick.
        self.case = replace(self.case, outcome=Outcome.SETTLED, closed_at=self.context.now)
        self.tell(Closed(Outcome.SETTLED))
        return False

    # -- turns

    def _make_stale(self, keys: tuple[str, ...]) -> None:
        self.case = replace(self.case, stale={**self.case.stale, **stale_cells.made_stale(self.case.cells, keys)})

    def _go_on(self, following: Step) -> None:
        self.case = ended(self.case, self.context.now, self.context)
        self._enter(following, self.context.now)

    def _enter(self, step: Step, at: datetime) -> None:
        self.case = entered(self.case, step, at, self.context)
        self.tell(StepEntered(step))

    def note_breach(self) -> None:
        current = self.case.current
        if (
            current.ended is None
            and current.due is not None
            and self.context.now > current.due
            and not current.breached
        ):
            self.tell(DeadlinePassed(current.step, self._shown(current.due)))
            self.case = with_current(self.case, replace(current, breached=True))
        if current.ended is None and not holds.on_hold(self.case, self.context.now):
            try:
                norm_end(self.case, current.step, current.began, self.context)
            except CalendarRunOut as error:
                self.warn(str(error))


_EARLY = {
    Classification.NOT_A_COMPLAINT: Outcome.NOT_A_COMPLAINT,
    Classification.OUT_OF_SCOPE: Outcome.OUT_OF_SCOPE,
    Classification.DUPLICATE: Outcome.DUPLICATE,
    Classification.WITHDRAWN: Outcome.WITHDRAWN,
}

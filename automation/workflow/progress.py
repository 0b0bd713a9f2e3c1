"""The ten steps: one function derives where a case stands from the facts people entered.

Facts are read in the order of the SOP. Each that is there ends its step; the first that is missing is what the case
waits for. "Tidak efektif" returns to step 5, "Kembalikan" to step 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.actions import ActionKind, DecidedActions
from automation.domain.calendar import CalendarRunOut
from automation.domain.case import Case, Disposition, Event, StepRecord
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.dates import local_day
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.happenings import (
    ActionDecided,
    Assigned,
    Closed,
    ClosingChanged,
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
    FirstChanged,
    FirstLost,
    GroupProposed,
    HandledAnew,
    Happening,
    Held,
    IndependenceLost,
    Ineffective,
    InitialledForOthers,
    LetterIssued,
    LetterNumbered,
    LetterSigned,
    LetterVoided,
    Reassigned,
    Reopened,
    ReopeningProposed,
    Resumed,
    SignedTextDiffers,
    SignedTextMatches,
    SignedTextUnread,
    StepEntered,
)
from automation.domain.letter_content import LetterContent, Sealed, changes_between, says_nothing_beyond
from automation.domain.numbers import ComplaintNumber
from automation.domain.rules import DispositionMode
from automation.domain.signatures import TextCheck
from automation.domain.vocabulary import Classification, Decision, Outcome, Step, YesNo

from . import (
    causes,
    closed_row,
    disposition,
    holds,
    joint_letters,
    papers,
    recurrence,
    relations,
    reopening,
    stale_cells,
    wording,
)
from .case_context import CaseContext
from .contacts import former_addressee, former_signer_in, with_cells
from .independence import (
    approver_of,
    approver_refused,
    dependent,
    doubtful,
    verifier_refused,
    with_deciders,
    workers_wanted,
)
from .letter_numbers import (
    differing_cells,
    issued_head,
    letter_head,
    next_number,
    number_doubted,
    number_refused,
)
from .opening_sentence import former_opening
from .phase import approved, is_sealed, left_open, meeting_is_planned, way_of_delivery
from .remaking import demand_in
from .step_clock import (
    Mover,
    delivered,
    ended,
    entered,
    norm_end,
    receipt_stated,
    received_at,
    recomputed,
    with_current,
)


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
    walk.note_draft()
    walk.note_received()
    walk.case = replace(walk.case, stale=stale_cells.still_stale(case.stale, cells))
    walk.facts = stale_cells.without(facts, walk.case.stale)
    walk.note_hold()
    walk.note_reopening()
    walk.note_replacement()
    walk.note_joint_void()
    walk.note_remaking()
    walk.settle_or_reopen()
    while walk.case.outcome is None and walk.one_step():
        walk.facts = stale_cells.without(facts, walk.case.stale)
    walk.note_breach()
    walk.warn_of_a_meeting_nowhere()
    walk.note_letter()
    walk.note_late_edit()
    walk.warn(former_addressee(walk.case, context))
    walk.warn(former_opening(walk.case, walk.facts, context))
    if former := former_signer_in(walk.case, context):
        made = context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.PDF, walk.case.letter_sequence)
        walk.warn(wording.former_signer(former, context.signer, made=made))
    walk.warn_of_an_action_to_come()
    walk.warn_of_a_letter_of_another()
    if walk.case.outcome is None and "classification" in walk.case.stale:
        walk.warn(wording.CLASSIFIED_AFTER_THE_END)
    if walk.case.outcome is None:
        walk.warn(wording.out_of_order(walk.case, walk.facts, headings))
    walk.note_recurrence()
    walk.ask_for("cause_category", causes.category_wanted(walk.case, walk.facts, context))
    walk.note_dependence()
    walk.forget_words()
    walk.warn(disposition.rerouting_advice(walk.case, walk.facts, context))
    for warning in (
        *relations.warnings_of(walk.case, context),
        *closed_row.warnings_of(walk.case, context, headings),
    ):
        walk.warn(warning)
    return Progress(
        case=walk.case, facts=walk.facts, events=tuple(walk.events), warnings=tuple(dict.fromkeys(walk.warnings))
    )


def after_void(case: Case, reason: str, at: datetime) -> Case:
    """Return a case whose letter was declared void: another letter follows, and a closed case goes on."""
    return reopening.with_next_letter(reopening.open_again(case, at), reason)


def with_first(case: Case, first: ComplaintNumber | None) -> Case:
    """Return a duplicate as it is joined to a first complaint."""
    return replace(case, firsts=(*case.firsts, first)) if first else case


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

    def ask_for(self, key: str, text: str) -> None:
        """Ask for a cell that is empty; of one that cannot be read is told why."""
        if key not in self.facts.unreadable:
            self.warn(text)

    def _shown(self, at: datetime | None) -> str:
        return f"{at.astimezone(self.context.calendar.hours.zone):%d/%m/%Y %H.%M}" if at else "–"

    # -- what people changed

    def note_edits(self, cells: Mapping[str, str]) -> None:
        before = self.case.cells
        for key in dict.fromkeys([*before, *cells]):
            if before.get(key, "") != cells.get(key, ""):
                edit = Edited(self.headings[key], before.get(key, ""), cells.get(key, ""))
                self.events.append(Event(self.case.number, edit, column=key))
        if before.get("decision", "") != cells.get("decision", ""):
            # Before this tick's draft is taken in: whoever decided had read what Status named until now.
            named = self.case.draft.content.seal.digest if self.case.draft else ""
            self.case = replace(self.case, decided_on=named)
        self.case = with_deciders(self.case, cells, self.context.rules)
        if dict(before) != dict(cells):
            self.case = with_cells(self.case, cells, self.context.now)

    def note_draft(self) -> None:
        seen = self.context.draft if self.case.outcome is None else None
        if seen is not None and seen != self.case.draft:
            self.case = replace(self.case, draft=seen)

    def note_received(self) -> None:
        """Take the time received as an officer put it right; warn of one that cannot be."""
        stated = receipt_stated(self.case, self.facts)
        self.warn(wording.RECEIVED_AFTER_ENTRY if stated != self.facts.corrected_received else "")
        if stated != self.case.received:
            self.case = received_at(self.case, stated, self.context)

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
        if self.case.outcome is Outcome.DUPLICATE and self._judge_first():
            return
        if self.case.outcome is not None:
            if stated is not None and stated.is_handled:
                self._reopen()
            elif ends is not None and ends is not self.case.outcome:
                self._end_otherwise(self.case.outcome, ends)
        elif ends is not None:
            self._end_early(ends)

    def _end_otherwise(self, before: Outcome, ends: Outcome) -> None:
        if not self._refused_ending(ends):
            self.tell(ClosingChanged(before, ends))
            self.case = replace(self.case, outcome=ends, settled=False)
            if ends is Outcome.DUPLICATE:
                self.case = with_first(self.case, self.facts.duplicate_of)

    def _end_early(self, ends: Outcome) -> None:
        if self.case.current.step is Step.DELIVERY:
            self.warn(wording.CLOSED_TOO_LATE)
        elif not self._refused_ending(ends):
            self._close(ends)

    def _refused_ending(self, ends: Outcome) -> bool:
        if ends is Outcome.OUT_OF_SCOPE and not self.facts.reason_given:
            self.ask_for("reason_given", wording.REASON_WANTED)
            return True
        if ends is not Outcome.DUPLICATE:
            return False
        refused = relations.first_refused(self.case.number, self.facts.duplicate_of, self.context)
        self.ask_for("duplicate_of", refused)
        return bool(refused)

    def _judge_first(self) -> bool:
        """Follow what became of a duplicate's first complaint; tell whether the case is sorted anew."""
        stated, held = self.facts.duplicate_of, self.case.first
        stands = self.facts.classification is Classification.DUPLICATE
        if stands and stated != held and not relations.first_refused(self.case.number, stated, self.context):
            self.tell(FirstChanged(str(held or ""), str(stated)))
            self.case = replace(with_first(self.case, stated), settled=False)
        ended = relations.lost_first(self.case, self.context)
        if ended is None:
            return False
        self.tell(FirstLost(str(self.case.first), ended))
        self.case = reopening.open_again(self.case, self.context.now)
        self.note_hold()
        self._enter(Step.SORTING, self.context.now)
        return True

    def _close(self, outcome: Outcome) -> None:
        self.case = ended(self.case, self.context.now, self.context)
        self.case = replace(self.case, outcome=outcome, closed_at=self.context.now)
        if outcome is Outcome.DUPLICATE:
            self.case = with_first(self.case, self.facts.duplicate_of)
        self.tell(Closed(outcome, self._because(outcome)))

    def _because(self, outcome: Outcome) -> str:
        facts = self.facts
        given = facts.reason_given if outcome is Outcome.OUT_OF_SCOPE else ""
        return str(facts.duplicate_of or given or facts.hold_reason or "")

    def _reopen(self) -> None:
        self.tell(Reopened(self.case.outcome))
        step = self.case.current.step
        self.case = reopening.open_again(self.case, self.context.now)
        self.note_hold()  # What happened to a hold while the case was closed counts before its new deadline.
        self._enter(step, self.context.now)

    def note_reopening(self) -> None:
        """Begin anew at step 4 where the Kepala Balai says so of a settled case; tell what an officer proposes."""
        facts, outcome = self.facts, self.case.outcome
        is_new = reopening.is_new_reason(self.case, facts.reopening)
        if outcome is None and (is_new or facts.reopening_proposed):
            self.warn(wording.NOT_OVER_YET)
        elif outcome is Outcome.SETTLED and is_new:
            self._handle_anew(facts.reopening)
        elif outcome is Outcome.SETTLED and facts.reopening_proposed not in ("", self.case.proposal):
            self._propose_reopening(facts.reopening_proposed)

    def _handle_anew(self, reason: str) -> None:
        now, head = self.context.now, self.context.rules.head.name
        if self.facts.replacement and self._holds_letter():
            self._void_letter(self.facts.replacement)
        self.tell(HandledAnew(reason))
        self._make_stale(stale_cells.of_going_on(self.case, stale_cells.HANDLED_ANEW))
        self.case = reopening.handled_anew(self.case, reason, now, head)
        self.facts = stale_cells.without(self.facts, self.case.stale)
        self.note_hold()
        # What was over before it was taken over was with no working group here.
        self._enter(Step.REVIEW if self.case.disposition else Step.DISPOSITION, now)

    def _propose_reopening(self, reason: str) -> None:
        zone = self.context.calendar.hours.zone
        until = reopening.may_be_proposed_until(self.case, self.context.rules, zone)
        if until is not None and self.context.today <= until:
            self.tell(ReopeningProposed(reason))
            self.case = replace(self.case, proposal=reason, settled=False)

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
                return self._reassigned() or self._decided_actions()
            case Step.VERIFICATION:
                return self._reassigned() or self._verified()
            case Step.REPLY_DRAFT:
                return self._initialled()
            case Step.SIGNATURE:
                is_joint = self.context.joint_source(self.case.letter_sequence)
                return self._signed_with_another() if is_joint else self._signed()
            case Step.DELIVERY:
                return self._delivered()

    def _on_when(self, done: bool, following: Step) -> bool:
        if done:
            self._go_on(following)
        return done

    def _sorted(self) -> bool:
        stated = self.facts.classification
        if stated is None or not stated.is_handled:
            return False
        if not self.facts.service:
            self.ask_for("service", wording.SERVICE_WANTED)
            return False
        if stated is Classification.APPEAL and self.facts.service not in wording.DECIDING_SERVICES:
            self.warn(wording.NOTHING_TO_APPEAL_AGAINST)
            return False
        self._go_on(Step.DISPOSITION)
        return True

    def _disposed(self) -> bool:
        stated = disposition.group_named(self.facts.assigned_to, self.context.groups)
        if stated is not None:
            if refused := disposition.appeal_refused(stated, self.facts):
                self.warn(refused)
                return False
            return self._assign(stated.name, self.context.rules.head.name)
        match disposition.routed_by(self.facts, self.context.groups):
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
        self._dispose(group, by, sequence)
        self.tell(Assigned(by, group))
        self._go_on(Step.REVIEW)
        return True

    def _reassigned(self) -> bool:
        """Follow the Kepala Balai who gives the case to another group; a review not yet done begins anew."""
        held = self.case.disposition
        stated = disposition.group_named(self.facts.assigned_to, self.context.groups)
        if held is None or stated is None or stated.name == held.group:
            return False
        if refused := disposition.appeal_refused(stated, self.facts):
            self.warn(refused)
            return False
        self.tell(Reassigned(held.group, stated.name))
        self._dispose(stated.name, self.context.rules.head.name, held.sequence + 1)
        current = self.case.current.step
        if current is Step.REVIEW or self.context.rules.norm_begins_anew:
            self._go_on(current)
        return True

    def _dispose(self, group: str, by: str, sequence: int) -> None:
        at, service = self.context.now, self.facts.service
        former = disposition.former_group(self.case, group)
        given = Disposition(group=group, by=by, at=at, sequence=sequence, service=service, former=former)
        self.case = replace(self.case, disposition=given)

    def _reviewed(self) -> bool:
        if self.facts.meeting_needed is YesNo.YES and self.facts.meeting_at is None:
            self.ask_for("meeting_at", wording.MEETING_DATE_WANTED)
        return self._on_when(bool(self.facts.findings), Step.CAUSE)

    def _decided_actions(self) -> bool:
        corrective, preventive = self.facts.corrective_action, self.facts.preventive_action
        if not (corrective and preventive):
            return False
        self._go_on(Step.VERIFICATION)
        decided = DecidedActions(self.case.arrivals_at(Step.VERIFICATION), corrective, preventive)
        for kind in (ActionKind.CORRECTIVE, ActionKind.PREVENTIVE):
            self.tell(ActionDecided(decided.round, kind, decided.of(kind)))
        self.case = replace(self.case, decided=(*self.case.decided, decided))
        return True

    def note_recurrence(self) -> None:
        """Propose that a matter came back, and take in what the lead says of it."""
        found = recurrence.judged(self.case, self.facts, self.context)
        for happening in found.happened:
            self.tell(happening)
        self.case = replace(self.case, recurrence=found.recurrence)
        self.warn(found.advice)

    def _verified(self) -> bool:
        facts = self.facts
        if facts.effective is None:
            return False
        missing = tuple(key for key in ("applied_on", "verification", "verified_by") if not getattr(facts, key))
        if missing:
            named = ", ".join(self.headings[key] for key in missing)
            self.warn(wording.verified_too_early(missing=named, renewal=wording.to_renew(self.case, missing)))
            return False
        if refused := verifier_refused(facts, self.context.known):
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
        if joint_letters.joins(self.case, self.facts, self.context):
            return self._on_when(self._holds_letter(), Step.SIGNATURE)
        obstacles = self._obstacles_of_a_joint_letter()
        if not self.facts.initials:
            self._warn_of_outside()
            return False
        if not self.facts.reply_text:
            self.ask_for("reply_text", wording.REPLY_TEXT_WANTED)
            return False
        if not self.context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.DOCX, self.case.letter_sequence):
            return False  # The draft is being written in this very tick.
        draft = self._readable_draft()
        if draft is None or self._is_unfinished(draft):
            return False
        if obstacles:
            return False
        self._seal(draft)
        self._go_on(Step.SIGNATURE)
        return True

    def _readable_draft(self) -> LetterContent | None:
        if self.context.draft_is_gone:
            self.warn(wording.DRAFT_GONE)
        elif self._is_doubtful():
            return None
        return self.context.draft.content if self.context.draft else None

    def _is_doubtful(self) -> bool:
        """Return whether another file may be meant as the draft; a person is asked which."""
        if self.context.draft_rivals:
            self.warn(wording.which_draft(self.context.draft_rivals))
        return bool(self.context.draft_rivals)

    def _is_unfinished(self, draft: LetterContent) -> bool:
        left = left_open(self.case, draft)
        self._warn_of_what_is_open(draft)
        is_empty = says_nothing_beyond(self.context.draft_frame, draft.lines)
        self.warn(wording.REPLY_LEFT_OUT if is_empty else "")
        self._warn_of_outside()
        return draft.is_tracked or is_empty or bool(left or draft.outside)

    def _warn_of_what_is_open(self, draft: LetterContent) -> None:
        left = left_open(self.case, draft)
        self.warn(wording.TRACKED_CHANGES if draft.is_tracked else "")
        self.warn(wording.fields_left(left) if left else "")

    def _warn_of_outside(self) -> None:
        """Say what the draft takes from elsewhere or runs, before anybody initials it."""
        for fault in self.context.draft.content.outside if self.context.draft else ():
            self.warn(fault)

    def _obstacles_of_a_joint_letter(self) -> bool:
        """Say what keeps a letter for several complaints from being initialled; tell whether anything does."""
        draft = self.context.draft.content if self.context.draft else None
        found = tuple(joint_letters.obstacles(self.case, self.facts, self.context, draft)) if draft else ()
        for obstacle in found:
            self.warn(obstacle)
        return bool(found)

    def _seal(self, draft: LetterContent) -> None:
        self._adopt(draft)
        others = tuple(one.number for one in self.context.joining)
        if others or self.case.joint_with:
            self.tell(InitialledForOthers(joint_letters.listed(others) or wording.NO_OTHERS))
            self.case = replace(self.case, joint_with=others)
        if self.facts.decision is not None and self.case.decided_on != draft.seal.digest:
            self.tell(DecisionLapsed())
            self._make_stale(stale_cells.DECIDED)

    def _signed(self) -> bool:
        self._note_signed_letter()
        if self.facts.decision is Decision.RETURNED:
            return self._returned()
        if not self._holds_letter():
            if self._is_unsealed():
                return True
            if self._is_doubtful() or not is_sealed(self.case, self.context):
                return False  # Nobody can tell whether the draft says what was approved.
        if self.facts.decision is not None:
            self.warn(self._refused_approver())
        if not approved(self.case, self.facts, self.context):
            return False
        if self.context.is_electronic(self.case.letter_sequence):
            return self._signed_electronically()
        if not self._holds_letter():
            self._give_own_number()
            self._warn_of_a_date_alone()
            self.warn(number_refused(self.case, self.facts, self.context))
        self.warn(number_doubted(self.case, self.facts, self.context))
        if self.context.rules.wait_for_scan:
            return self._on_when(self.context.holds_signed_reply(self.case.letter_sequence), Step.DELIVERY)
        return self._on_when(self._holds_letter(), Step.DELIVERY)

    def _signed_with_another(self) -> bool:
        signed = self.context.holds_signed_reply(self.case.letter_sequence)
        return self._on_when(signed or not self.context.rules.wait_for_scan, Step.DELIVERY)

    def _refused_approver(self) -> str:
        return approver_refused(self.facts, self.context.rules, self.context.known, self.case.deciders)

    def _note_signed_letter(self) -> None:
        """Tell once what came of checking a letter that came back from Srikandi, and ask for what must be stated."""
        back = self.context.signed_letter(self.case.letter_sequence)
        if back is None:
            return
        if self.case.signed != back.name:
            self.case = replace(self.case, signed=back.name)
            if back.text_check is TextCheck.DIFFERS:
                self.tell(SignedTextDiffers(back.name, back.differences))
                self._make_stale(stale_cells.DECIDED)
            elif back.text_check is TextCheck.MATCHES:
                self.tell(SignedTextMatches(back.name))
            else:
                self.tell(SignedTextUnread(back.name))
                self._make_stale(stale_cells.UNREAD)
            self.facts = stale_cells.without(self.facts, self.case.stale)
        if back.text_check is TextCheck.DIFFERS and self.facts.decision is None:
            self.warn(wording.signed_differs(back.differences))

    def _signed_electronically(self) -> bool:
        """End step 9 with a signed letter whose number is known; who approved has accepted what differs in it."""
        back = self.context.signed_letter(self.case.letter_sequence)
        if back is None:
            return False
        if back.text_check and back.text_check.needs_statement and not back.letter_number:
            self.warn(wording.SIGNED_UNREAD)
            self._warn_of_a_date_alone()
            self.warn(number_refused(self.case, self.facts, self.context))
        self.warn(number_doubted(self.case, self.facts, self.context))
        return self._on_when(bool(back.letter_number), Step.DELIVERY)

    def _is_unsealed(self) -> bool:
        """Go back to step 8 where the draft no longer says what was initialled; tell whether it did."""
        draft = self._readable_draft()
        if draft is None:
            return False
        if self.case.sealed is None:  # It was initialled before there were seals.
            self._adopt(draft)
        before = self.case.sealed
        if self._is_for_others(draft):
            return True
        if before is None or before.seal == draft.seal:
            # The same words may be struck out and put in again, which a PDF would show; so may somebody's comment.
            self._warn_of_what_is_open(draft)
            self._warn_of_outside()
            return False
        changes = changes_between(before.lines, draft.lines)
        self.tell(DraftChanged("; ".join(changes)))
        self._make_stale(stale_cells.RETURNED)
        self.case = replace(self.case, sealed=None, asked_about=before)
        self._go_on(Step.REPLY_DRAFT)
        return True

    def _is_for_others(self, draft: LetterContent) -> bool:
        """Go back to step 8 where the letter answers others than it was initialled for; tell whether it did.

        So it does where it shows by now who complained, since an officer no longer allows it.
        """
        now = tuple(one.number for one in self.context.joining)
        if frozenset(now) == frozenset(self.case.joint_with) and not tuple(
            joint_letters.obstacles(self.case, self.facts, self.context, draft)
        ):
            return False
        self.tell(DraftChanged(wording.joint_changed(self.case.joint_with, now)))
        self._make_stale(stale_cells.RETURNED)
        self.case = replace(self.case, sealed=None, asked_about=self.case.sealed)
        self._go_on(Step.REPLY_DRAFT)
        return True

    def _adopt(self, draft: LetterContent) -> None:
        self.tell(DraftInitialled(draft.seal.digest))
        self.case = replace(self.case, sealed=Sealed(draft.seal, draft.lines))

    def note_late_edit(self) -> None:
        """Tell once that a draft was edited after the letter was made, and warn of it while that is so."""
        draft, sealed = self.context.draft, self.case.sealed
        made = self._holds_letter()
        if not made or self.case.outcome is not None or draft is None or sealed is None:
            return
        if draft.content.seal == sealed.seal:
            return
        self.warn(wording.EDITED_LATE)
        if not self.case.edited_late:
            self.tell(DraftEditedLate("; ".join(changes_between(sealed.lines, draft.content.lines))))
            self.case = replace(self.case, edited_late=True)

    def note_dependence(self) -> None:
        """Hold who verified and approved against who did the work; what comes out anew is told, once."""
        self.ask_for("workers", workers_wanted(self.case, self.facts))
        found = tuple(dependent(self.case, self.facts, self.context))
        names = tuple(f"{duty.value}: {who}" for duty, who in found)
        for duty, who in found:
            self.warn(wording.not_independent(duty=duty.value, who=who))
            if f"{duty.value}: {who}" not in self.case.dependent:
                self.tell(IndependenceLost(duty, who))
        for duty, who, worker in doubtful(self.case, self.facts, self.context):
            self.warn(wording.perhaps_not_independent(duty=duty.value, who=who, worker=worker))
        if names != self.case.dependent:
            # Where something is new, a closed case has somebody to be told again.
            self.case = replace(
                self.case, dependent=names, settled=self.case.settled and set(names) <= set(self.case.dependent)
            )

    def forget_words(self) -> None:
        """Keep no letter's words once the case is closed; what was initialled is known by its seal."""
        case = self.case
        if case.outcome is not None and (case.draft or case.asked_about or (case.sealed and case.sealed.lines)):
            sealed = case.sealed and Sealed(case.sealed.seal)
            self.case = replace(case, draft=None, asked_about=None, sealed=sealed)

    def _returned(self) -> bool:
        if approver_of(self.facts, self.context.rules, self.case.deciders) is None:
            self.warn(self._refused_approver())
            return False
        if not self.facts.decision_note:
            self.ask_for("decision_note", wording.NOTE_WANTED)
            return False
        if self._holds_letter():
            electronic = self.context.is_electronic(self.case.letter_sequence)
            self.warn(wording.RETURNED_FROM_SRIKANDI if electronic else wording.RETURNED_TOO_LATE)
            return False
        self.tell(DraftReturned(self.facts.decision_note))
        self._make_stale(stale_cells.RETURNED)
        self.case = replace(self.case, sealed=None, asked_about=None)
        self._go_on(Step.REPLY_DRAFT)
        return True

    def _holds_letter(self) -> bool:
        return self.context.letter_is_made(self.case.letter_sequence)

    def _give_own_number(self) -> None:
        rules, context = self.context.rules, self.context
        if not rules.numbers_letters or letter_head(self.case, self.facts, context).number:
            return
        pattern, taken = rules.letter_number_pattern, context.letter_numbers
        number = next_number(pattern, taken, context.today, rules.archive_class)
        self.case = replace(self.case, own_letter_number=number)
        self.tell(LetterNumbered(number))

    def note_letter(self) -> None:
        """Tell once which number and date a letter bears, and warn where the cells differ from it."""
        bears = issued_head(self.case, self.context)
        if bears is None:
            return
        if self.case.outcome is None:
            self.warn(differing_cells(self.case, self.facts, self.context))
        if self.case.issued < self.case.letter_sequence:
            back = self.context.signed_letter(self.case.letter_sequence)
            if back is not None and self.case.current.step is Step.SIGNATURE:
                return  # What differs in it awaits a decision.
            signed = back and LetterSigned(bears.number, bears.on, back.signed_by)
            self.tell(signed or LetterIssued(bears.number, bears.on))
            self.case = replace(self.case, issued=self.case.letter_sequence)

    def note_replacement(self) -> None:
        """Begin anew at step 8 where the Kepala Balai declares the letter void; the case may be closed by then.

        What was written before there was a letter voids none that is made later.
        """
        early = stale_cells.early_replacement(self.case)
        if not (self.facts.replacement or early) or self.case.outcome not in (None, Outcome.SETTLED):
            return
        if not self._holds_letter():
            stands = self.case.voided and not self.case.voided[-1]
            self.warn(wording.FORMER_LETTER_STANDS if stands else wording.NOTHING_TO_REPLACE)
            self._make_stale(stale_cells.REPLACED)
            self.facts = stale_cells.without(self.facts, self.case.stale)
            return
        if not self.facts.replacement:
            self.warn(wording.REPLACED_TOO_EARLY)
            return
        self._void_letter(self.facts.replacement)
        self._go_on(Step.REPLY_DRAFT)

    def _void_letter(self, reason: str) -> None:
        bears = letter_head(self.case, self.facts, self.context)
        self.tell(LetterVoided(bears.number or wording.NO_NUMBER, reason))
        self._make_stale(stale_cells.of_going_on(self.case, stale_cells.VOIDED))
        self.case = after_void(self.case, reason, self.context.now)
        self.facts = stale_cells.without(self.facts, self.case.stale)

    def note_joint_void(self) -> None:
        """Begin anew at step 8 where the letter that answers the case, too, was declared void with its own one."""
        if self.case.outcome not in (None, Outcome.SETTLED):
            return
        if reason := joint_letters.void_reason(self.case, self.context):
            self._void_letter(reason)
            self._go_on(Step.REPLY_DRAFT)

    def note_remaking(self) -> None:
        """Have documents made anew that an officer names, once for each text."""
        if not self.facts.remake or self.case.outcome is not None:
            return
        demand = demand_in(self.facts.remake, self.case, self.facts, self.context)
        for text in demand.refused:
            self.warn(text)
        if demand.refused:
            return
        for one in demand.met:
            self.tell(DocumentRemade(one.kind, one.replaced, one.reason))
        self._make_stale(stale_cells.REMADE)
        self.case = replace(self.case, remade=(*self.case.remade, *demand.met))

    def _warn_of_a_date_alone(self) -> None:
        if self.context.rules.numbers_letters:
            return
        if bool(self.facts.letter_number) != bool(self.facts.letter_date):
            lacking = "letter_date" if self.facts.letter_number else "letter_number"
            self.ask_for(lacking, wording.needed_for_the_letter(self.headings[lacking]))

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
        if not self.context.holds_document(DocumentKind.NOTULEN, DocumentForm.DOCX, self.case.letter_sequence):
            if way_of_delivery(self.facts, self.context) is None:
                self.ask_for("sent_by", wording.WAY_WANTED)
            return False  # The record of delivery is being written in this very tick.
        if awaited := papers.held_back(self.case, self.context):
            self.warn(wording.waits_for_papers(awaited))
            return False
        lacking = papers.lacking(self.case, self.context)
        self.case = replace(self.case, outcome=Outcome.SETTLED, closed_at=self.context.now)
        self._make_stale(tuple(key for key in stale_cells.ENDED if self.case.cells.get(key)))
        self.tell(Closed(Outcome.SETTLED, lacking))
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

    def warn_of_a_meeting_nowhere(self) -> None:
        """Ask for the place of a meeting: its invitation waits for it."""
        if meeting_is_planned(self.case, self.facts) and not self.facts.meeting_place:
            self.ask_for("meeting_place", wording.MEETING_PLACE_WANTED)

    def warn_of_an_action_to_come(self) -> None:
        """Ask about an action that was judged before the day it is applied: a plan alone may lie ahead."""
        day, judged = self.facts.applied_on, self.facts.effective is not None
        if self.case.outcome is None and judged and day is not None and day > self.context.today:
            self.warn(wording.applied_in_future(day))

    def warn_of_a_letter_of_another(self) -> None:
        """Say why the letter of the complaint that the row names cannot answer this one, too."""
        if self.case.outcome is None:
            self.warn(joint_letters.refused(self.case, self.facts, self.context))

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

"""Where exactly a case stands: a step may wait for several people in turn."""

from __future__ import annotations

from enum import Enum

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.letter_content import LetterContent
from automation.domain.rules import DispositionMode
from automation.domain.signatures import TextCheck
from automation.domain.vocabulary import Delivery, Step, YesNo

from . import disposition
from .case_context import CaseContext
from .contacts import former_signer_in
from .independence import approver_refused
from .joint_letters import joins
from .letter_numbers import letter_head, number_refused
from .papers import held_back


class Phase(Enum):
    """What a case waits for."""

    SORTING = "sorting"
    ASK_HEAD = "ask_head"
    CONFIRMATION = "confirmation"
    REVIEW = "review"
    CAUSE = "cause"
    ACTION = "action"
    APPLICATION = "application"
    VERIFICATION = "verification"
    REPLY_TEXT = "reply_text"
    INITIALS = "initials"
    JOINT_LETTER = "joint_letter"
    DECISION = "decision"
    SIGNER_CHANGED = "signer_changed"
    LETTER_NUMBER = "letter_number"
    LETTER = "letter"
    SIGNED_SCAN = "signed_scan"
    SIGNED_PDF = "signed_pdf"
    SIGNED_DIFFERS = "signed_differs"
    SIGNED_UNREAD = "signed_unread"
    DELIVERY = "delivery"
    WAY_OF_DELIVERY = "way_of_delivery"
    PAPERS = "papers"
    CLOSING = "closing"
    CLOSED = "closed"


def phase_of(case: Case, facts: StaffFacts, context: CaseContext) -> Phase:
    """Return what a case waits for; `facts` are without stale cells."""
    if case.outcome is not None:
        return Phase.CLOSED
    match case.current.step:
        case Step.SUBMISSION | Step.SORTING:
            return Phase.SORTING
        case Step.DISPOSITION:
            found = disposition.routed_by(facts, context.groups)
            confirms = context.rules.disposition is DispositionMode.CONFIRM
            return Phase.CONFIRMATION if confirms and isinstance(found, disposition.Assigned) else Phase.ASK_HEAD
        case Step.REVIEW:
            return Phase.REVIEW
        case Step.CAUSE:
            return Phase.CAUSE
        case Step.ACTION:
            return Phase.ACTION
        case Step.VERIFICATION:
            return Phase.VERIFICATION if facts.applied_on else Phase.APPLICATION
        case Step.REPLY_DRAFT:
            return _draft_phase(case, facts, context)
        case Step.SIGNATURE:
            return _signature_phase(case, facts, context)
        case Step.DELIVERY:
            return _closing_phase(case, facts, context) if case.current.ended else Phase.DELIVERY


def _draft_phase(case: Case, facts: StaffFacts, context: CaseContext) -> Phase:
    if joins(case, facts, context):
        return Phase.JOINT_LETTER
    return Phase.INITIALS if facts.reply_text else Phase.REPLY_TEXT


def _closing_phase(case: Case, facts: StaffFacts, context: CaseContext) -> Phase:
    if context.holds_document(DocumentKind.NOTULEN, DocumentForm.DOCX, case.letter_sequence):
        return Phase.PAPERS if held_back(case, context) else Phase.CLOSING
    return Phase.WAY_OF_DELIVERY if way_of_delivery(facts, context) is None else Phase.CLOSING


def _signature_phase(case: Case, facts: StaffFacts, context: CaseContext) -> Phase:
    if context.joint_source(case.letter_sequence):
        electronic = context.is_electronic(case.letter_sequence)
        return Phase.SIGNED_PDF if electronic else Phase.SIGNED_SCAN
    if context.is_electronic(case.letter_sequence):
        return _srikandi_phase(case, facts, context)
    if not approved(case, facts, context):
        return Phase.DECISION
    if context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.PDF, case.letter_sequence):
        return Phase.SIGNED_SCAN
    if former_signer_in(case, context):
        return Phase.SIGNER_CHANGED
    head = letter_head(case, facts, context)
    if not head.number or head.on is None or number_refused(case, facts, context):
        return Phase.LETTER_NUMBER
    return Phase.LETTER


def _srikandi_phase(case: Case, facts: StaffFacts, context: CaseContext) -> Phase:
    back = context.signed_letter(case.letter_sequence)
    if back is not None and back.text_check is TextCheck.DIFFERS and facts.decision is None:
        return Phase.SIGNED_DIFFERS
    if not approved(case, facts, context):
        return Phase.DECISION
    if back is not None:
        return Phase.LETTER if back.letter_number else Phase.SIGNED_UNREAD
    if former_signer_in(case, context) and not context.letter_is_made(case.letter_sequence):
        return Phase.SIGNER_CHANGED
    return Phase.SIGNED_PDF if context.letter_is_made(case.letter_sequence) else Phase.LETTER


def approved(case: Case, facts: StaffFacts, context: CaseContext) -> bool:
    """Return whether the draft is approved by somebody who may."""
    return (
        facts.decision is not None
        and facts.decision.approves
        and not approver_refused(facts, context.rules, context.known, case.deciders)
    )


def meeting_is_planned(case: Case, facts: StaffFacts) -> bool:
    """Return whether the working group, still at work, calls a meeting on a stated day."""
    with_group = Step.REVIEW <= case.current.step <= Step.VERIFICATION and case.outcome is None
    return with_group and facts.meeting_needed is YesNo.YES and facts.meeting_at is not None


def way_of_delivery(facts: StaffFacts, context: CaseContext) -> Delivery | None:
    """Return how the reply reached the customer: as staff stated, else by the job's own mail; None while unknown."""
    return facts.sent_by or (Delivery.EMAIL if context.reply_mailed else None)


def is_sealed(case: Case, context: CaseContext) -> bool:
    """Return whether the draft says what was initialled, names who can sign, and leaves nothing that awaits a yes."""
    if case.sealed is None or context.draft is None or former_signer_in(case, context):
        return False
    content = context.draft.content
    return content.seal == case.sealed.seal and not content.is_tracked and not left_open(case, content)


def left_open(case: Case, draft: LetterContent) -> tuple[str, ...]:
    """Return what nobody filled in or resolved in a draft; what the complainant wrote stands there as it is."""
    intake, contact = case.stated, case.contact
    theirs = "\n".join((intake.subject, contact.complainant, intake.company, contact.address, intake.description))
    return tuple(one for one in draft.leftovers if one not in theirs)

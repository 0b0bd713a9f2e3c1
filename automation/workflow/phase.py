"""Where exactly a case stands: a step may wait for several people in turn."""

from __future__ import annotations

from enum import Enum

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.rules import DispositionMode
from automation.domain.vocabulary import Decision, Step

from . import disposition
from .case_context import CaseContext
from .independence import approver_refused


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
    DECISION = "decision"
    LETTER_NUMBER = "letter_number"
    LETTER = "letter"
    SIGNED_SCAN = "signed_scan"
    DELIVERY = "delivery"
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
            found = disposition.routed(facts.service, context.groups)
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
            return Phase.INITIALS if facts.reply_text else Phase.REPLY_TEXT
        case Step.SIGNATURE:
            return _signature_phase(case, facts, context)
        case Step.DELIVERY:
            return Phase.CLOSING if case.current.ended else Phase.DELIVERY


def _signature_phase(case: Case, facts: StaffFacts, context: CaseContext) -> Phase:
    if not approved(facts, context):
        return Phase.DECISION
    if not (letter_number(case, facts) and (facts.letter_date or context.rules.numbers_letters)):
        return Phase.LETTER_NUMBER
    if not context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.PDF):
        return Phase.LETTER
    return Phase.SIGNED_SCAN


def approved(facts: StaffFacts, context: CaseContext) -> bool:
    """Return whether the draft is approved by somebody who may."""
    return facts.decision is Decision.APPROVED and not approver_refused(facts, context.rules)


def letter_number(case: Case, facts: StaffFacts) -> str:
    """Return the outgoing number: what staff entered, else what the job gave."""
    return facts.letter_number or case.own_letter_number

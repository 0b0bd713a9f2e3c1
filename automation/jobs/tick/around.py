"""The office around one case: its papers, its letter, the cases it has to do with, whoever stands for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from automation.domain.case import Case
from automation.domain.documents import DocumentKind
from automation.domain.effects import Deed, EffectKey
from automation.domain.groups import Person
from automation.domain.likenesses import Likeness
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.officials import standing_on
from automation.domain.places import Place
from automation.domain.vocabulary import Step
from automation.jobs.officials import former_signers
from automation.jobs.telling import to_customer
from automation.jobs.tick.ground import Ground
from automation.jobs.tick.other_cases import OtherCases
from automation.workflow import relations
from automation.workflow.case_context import CaseContext, EffectiveBefore, FirstComplaint
from automation.workflow.joint_letters import named_lead, void_reason
from automation.workflow.likenesses import alike_lines
from automation.workflow.recurrence import effective_before
from automation.workflow.relations import Related, lines_about


@dataclass(frozen=True, slots=True)
class Around:
    """The office around a case before it is brought up to date, and for which others and which letter that holds."""

    others: OtherCases
    letter: int
    context: CaseContext


def context_of(ground: Ground, number: ComplaintNumber, others: OtherCases, letter: int = 1) -> CaseContext:
    """Return the office around a complaint, whose letter is its first, second and so on."""
    draft = str(EffectKey.of(number, Deed.SURAT_BALASAN, str(letter)))
    case = ground.memory.cases.get(number)
    mailed = frozenset(_letters_mailed(ground, case, letter)) if case else frozenset[int]()
    lead = others.firsts.get(source) if (source := _lead_of(ground, case)) else None
    return CaseContext(
        rules=ground.rules,
        groups=ground.snapshot.workbook.groups,
        calendar=ground.snapshot.workbook.calendar,
        now=ground.now,
        documents=ground.documents.get(number, ()),
        others=others.outcomes,
        letter_numbers=others.numbers,
        reply_mailed=letter in mailed,
        letters_mailed=mailed,
        void_before=dict(_void_before(ground, number, letter, others)),
        draft=ground.snapshot.arrivals.drafts.get(draft),
        draft_is_gone=draft in ground.snapshot.arrivals.drafts_gone,
        draft_rivals=ground.snapshot.arrivals.rivals.get(draft, ()),
        draft_frame=ground.memory.notes.get(Note.frame(draft), ""),
        survey=ground.survey_form,
        claims=ground.claims,
        alike=alike_lines(ground.memory.alike.get(number, ()), ground.memory.cases, ground.settings.hours.zone),
        effective_before=tuple(_effective_before(ground, case)) if case else (),
        writes_concepts=Place.template(DocumentKind.KONSEP_TINDAKAN.value) in ground.memory.places,
        relations=tuple(one.line for one in _relations_of(ground, case)) if case else (),
        former_signers=former_signers(ground.snapshot.workbook.officials.known, ground.settings),
        head_then=_head_then(ground, case),
        asks_category="cause_category" in ground.snapshot.workbook.headings.places,
        signer=f"{ground.letters.head.name}, {ground.letters.head.position}",
        joining=tuple(_joining(ground, number, others)),
        lead=lead,
        lead_documents=ground.documents.get(lead.number, ()) if lead else (),
    )


def _letters_mailed(ground: Ground, case: Case, letter: int) -> Iterator[int]:
    for one in range(1, letter + 1):
        if not ground.memory.results.keys().isdisjoint(to_customer.reply_keys(case, one)):
            yield one


def _void_before(
    ground: Ground, number: ComplaintNumber, letter: int, others: OtherCases
) -> Iterator[tuple[int, str]]:
    """Return the earlier letters of a case that answered another one first, and are void there by now."""
    for document in ground.documents.get(number, ()):
        source = document.joint_source if document.sequence < letter else None
        lead = others.firsts.get(source[0]) if source else None
        if source and lead and source[1] <= len(lead.voided) and lead.voided[source[1] - 1]:
            yield document.sequence, lead.voided[source[1] - 1]


def _relations_of(ground: Ground, case: Case) -> tuple[Related, ...]:
    return lines_about(case, ground.kinship, ground.memory.cases, ground.settings.hours.zone)


def _joining(ground: Ground, number: ComplaintNumber, others: OtherCases) -> Iterator[Case]:
    """Return the open cases that the letter of this one shall answer too, which have none of their own."""
    for other in ground.kinship.joint.get(number, ()):
        case = others.firsts.get(other)
        if case is None or named_lead(case) != number:
            continue
        waits = case.outcome is None and case.current.step <= Step.REPLY_DRAFT
        context = replace(ground.bare, lead=others.firsts.get(number), documents=ground.documents.get(other, ()))
        if waits or void_reason(case, context):
            yield case


def _lead_of(ground: Ground, case: Case | None) -> ComplaintNumber | None:
    """Return the complaint whose letter answers a case, or shall by its row."""
    if case is None:
        return None
    theirs = ground.documents.get(case.number, ())
    sources = (one.joint_source for one in theirs if one.sequence == case.letter_sequence)
    return next((source[0] for source in sources if source), named_lead(case))


def first_of(ground: Ground, case: Case, others: OtherCases) -> FirstComplaint | None:
    """Return what may be told of the first complaint of a duplicate."""
    first = others.firsts.get(case.first) if case.first else None
    if first is None:
        return None
    context = replace(
        ground.bare,
        documents=ground.documents.get(first.number, ()),
        letters_mailed=frozenset(_letters_mailed(ground, first, first.letter_sequence - 1)),
        void_before=dict(_void_before(ground, first.number, first.letter_sequence, others)),
    )
    return to_customer.first_complaint(first, context)


def _effective_before(ground: Ground, case: Case) -> Iterator[EffectiveBefore]:
    """Return the complaints like an open one, or named as related, whose action was called effective of late."""
    if case.outcome is not None:
        return
    alike = ground.memory.alike.get(case.number, ())
    likely = [one.other for one in alike if one.likeness is not Likeness.CUSTOMER]
    for other in dict.fromkeys((*likely, *relations.related_numbers(case))):
        before = ground.memory.cases.get(other)
        if before is None or other == case.number:
            continue
        found = effective_before(before, ground.now, ground.rules.recurs_within, likely=other in likely)
        if found is not None:
            yield found


def _head_then(ground: Ground, case: Case | None) -> Person | None:
    """Return who was Kepala Balai when a reply was signed, where the tab Pejabat tells."""
    signed = [one for one in (case.steps if case else ()) if one.step is Step.SIGNATURE and one.ended]
    terms = ground.snapshot.workbook.officials.known.terms
    if not signed or not terms or (ended := signed[-1].ended) is None:
        return None
    then = standing_on(terms, ground.settings.hours.day_of(ended))
    holder = then.acting or then.head
    return holder.person if holder else None


def with_page(ground: Ground, context: CaseContext, case: Case) -> CaseContext:
    """Return the office around a case with where its complainant sees how it stands."""
    if not ground.settings.customer_pages.is_on:
        return context
    page = ground.pages.link(case)
    return replace(
        context,
        page=page,
        procedure_page=ground.pages.procedure_link,
        answers_status=ground.pages.answers_status and not page,
    )


def context_around(ground: Ground, known: Around, case: Case, others: OtherCases) -> CaseContext:
    """Return the office around a case; what is known of it serves while letter and other cases are the same."""
    if known.others is others and known.letter == case.letter_sequence:
        return known.context
    return context_of(ground, case.number, others, case.letter_sequence)

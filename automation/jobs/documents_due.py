"""The documents that a case should have by now. What exists already is found in the journal and left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.dates import local_day
from automation.domain.documents import DocumentKind
from automation.domain.effects import (
    CreateCaseFolder,
    Deed,
    Effect,
    EffectKey,
    MakePdf,
    NumberLetter,
    ShareCaseFolder,
    WriteDocument,
    keys_of,
)
from automation.domain.places import Place
from automation.domain.vocabulary import Delivery, Outcome, Step, YesNo
from automation.letters import wording, words
from automation.letters.values import Assignment, Complaint, Handover, IssuingOffice, Meeting, Official, Reply, Report
from automation.workflow.case_context import CaseContext
from automation.workflow.disposition import group_named
from automation.workflow.independence import involved, leader_of
from automation.workflow.phase import approved, letter_number

_WRITTEN = frozenset(kind.value for kind in DocumentKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case with all that its documents need: what people stated, its context, and the office."""

    case: Case
    facts: StaffFacts
    context: CaseContext
    office: IssuingOffice
    results: Mapping[str, str]

    @property
    def complaint(self) -> Complaint:
        """The complaint as letters show it."""
        return Complaint(self.case.number, self.case.intake, self.facts)

    @property
    def today(self) -> date:
        """The office's date."""
        return local_day(self.context.now, self.office.zone)

    def key(self, what: Deed, detail: str = "") -> EffectKey:
        """Name an effect of this case."""
        return EffectKey.of(self.case.number, what, detail)

    def done(self, what: Deed, detail: str = "") -> bool:
        """Return whether an effect of this case is done."""
        return str(self.key(what, detail)) in self.results

    def written(self, kind: DocumentKind, sequence: int, words_of_it: Mapping[str, str]) -> WriteDocument:
        """Return the effect that writes one document of a kind."""
        again = f" ({sequence})" if sequence > 1 else ""
        return WriteDocument(
            key=self.key(Deed(kind.value), str(sequence)),
            number=self.case.number,
            kind=kind,
            sequence=sequence,
            name=f"{self.case.number} {kind.file_word}{again}.docx",
            words=words_of_it,
        )


def source_of(key: EffectKey) -> EffectKey | Place | None:
    """Return the file, edited by people, that an effect builds on: the effect that made it, or its place."""
    if key.what in (Deed.NUMBER_LETTER, Deed.PDF):
        return EffectKey(key.subject, Deed.SURAT_BALASAN, "1")
    return Place.template(key.what.value) if key.what.value in _WRITTEN else None


def files_of(effect: Effect, checksums: Mapping[str, str]) -> tuple[str, ...]:
    """Return the checksum of the file that an effect builds on, where it is watched because the effect failed."""
    source = str(source_of(effect.key) or "")
    return (checksums[source],) if source in checksums else ()


def papers_wanted(file: CaseFile) -> Iterator[Effect]:
    """Return every document effect that the case needs so far, in order, done ones included."""
    yield CreateCaseFolder(file.key(Deed.FOLDER), file.case.number, str(file.case.number))
    yield file.written(DocumentKind.FORM_PENGADUAN, 1, words.form_words(file.office, file.complaint))
    yield from _disposition(file)
    yield from _invitation(file)
    yield from _report(file)
    yield from _reply(file)
    yield from _delivery_record(file)


def _assignment(file: CaseFile) -> Assignment:
    held = file.case.disposition
    group = group_named(held.group, file.context.groups) if held else None
    leader = leader_of(group, file.facts.workers, file.today) if group else None
    review = next((record for record in reversed(file.case.steps) if record.step is Step.REVIEW), None)
    return Assignment(
        group=held.group if held else "",
        lead=leader.name if leader else "",
        at=held.at if held else file.context.now,
        review_due=review.due if review else None,
    )


def _disposition(file: CaseFile) -> Iterator[Effect]:
    held = file.case.disposition
    if held is None:
        return
    yield file.written(
        DocumentKind.LEMBAR_DISPOSISI,
        held.sequence,
        words.disposition_words(file.office, file.complaint, _assignment(file)),
    )
    group = group_named(held.group, file.context.groups)
    leader = leader_of(group, file.facts.workers, file.today) if group else None
    if leader is not None and leader.email and file.case.outcome is None:
        # Keys are printed where no address may stand.
        named = hashlib.sha256(leader.email.encode()).hexdigest()[:12]
        yield ShareCaseFolder(file.key(Deed.SHARE, named), file.case.number, leader.email)


def _invitation(file: CaseFile) -> Iterator[Effect]:
    """One invitation for each date the meeting was set to, while the case is with the working group."""
    facts = file.facts
    with_group = Step.REVIEW <= file.case.current.step <= Step.VERIFICATION and file.case.outcome is None
    if not with_group or facts.meeting_needed is not YesNo.YES or facts.meeting_at is None:
        return
    invited = facts.meeting_participants or (_assignment(file).lead,)
    meeting = Meeting(
        at=facts.meeting_at,
        place=file.office.letterhead.office,
        agenda="",
        invited=invited,
        written_on=file.today,
        copied_to=(file.office.head.position,),
    )
    kind = DocumentKind.UNDANGAN_RAPAT
    detail = f"{facts.meeting_at.astimezone(file.office.zone):%Y-%m-%dT%H.%M}"
    invitations = keys_of(file.results, file.case.number, Deed.UNDANGAN_RAPAT)
    sequence = 1 + sum(key.detail != detail for key in invitations)
    letter = words.invitation_words(file.office, file.complaint, _assignment(file), meeting)
    one = file.written(kind, sequence, letter)
    yield WriteDocument(
        key=file.key(Deed.UNDANGAN_RAPAT, detail),
        number=one.number,
        kind=kind,
        sequence=sequence,
        name=one.name,
        words=letter,
    )


def _report(file: CaseFile) -> Iterator[Effect]:
    if file.case.disposition is None or file.case.round_of(Step.REPLY_DRAFT) == 0:
        return
    rounds = file.case.round_of(Step.VERIFICATION)
    report = Report(round=rounds, written_on=file.today)
    yield file.written(
        DocumentKind.LAPORAN_TINDAKAN,
        rounds,
        words.report_words(file.office, file.complaint, _assignment(file), report),
    )


def _reply(file: CaseFile) -> Iterator[Effect]:
    case, facts = file.case, file.facts
    if case.round_of(Step.REPLY_DRAFT) == 0 or not facts.reply_text:
        return
    group = case.disposition.group if case.disposition else ""
    letter = words.reply_words(_signing(file), file.complaint, Reply(copied_to=wording.copies_of_reply(group)))
    draft = file.written(DocumentKind.SURAT_BALASAN, 1, letter)
    yield draft
    if case.current.step < Step.SIGNATURE or not approved(facts, file.context):
        return
    number = letter_number(case, facts)
    on = facts.letter_date or (file.today if file.context.rules.numbers_letters else None)
    if not number or on is None:
        return
    yield NumberLetter(
        key=file.key(Deed.NUMBER_LETTER), number=case.number, draft=draft.key, letter_number=number, letter_date=on
    )
    yield MakePdf(
        key=file.key(Deed.PDF, DocumentKind.SURAT_BALASAN.value),
        number=case.number,
        source=draft.key,
        kind=DocumentKind.SURAT_BALASAN,
        name=f"{case.number} {DocumentKind.SURAT_BALASAN.file_word}.pdf",
    )


def _signing(file: CaseFile) -> IssuingOffice:
    """Return the office as the reply names it: the deputy signs where the Kepala Balai did the work complained of."""
    rules = file.context.rules
    if rules.head_deputy is None or not involved(rules.head, file.facts.workers):
        return file.office
    position = f"Plh. {file.office.head.position}"
    return replace(file.office, head=Official(rules.head_deputy.name, wording.TO_BE_WRITTEN, position))


def _delivery_record(file: CaseFile) -> Iterator[Effect]:
    case, facts = file.case, file.facts
    over = case.current.step is Step.DELIVERY and case.current.ended is not None
    if not over or case.outcome not in (None, Outcome.SETTLED) or facts.delivered_on is None:
        return
    officers = file.context.rules.officers
    handover = Handover(
        delivered_on=facts.delivered_on,
        way=facts.sent_by or Delivery.EMAIL,
        recipient=facts.recipient,
        officer=officers[0].name if officers else "",
        letter_number=letter_number(case, facts),
        letter_date=facts.letter_date or file.today,
        written_on=file.today,
    )
    yield file.written(DocumentKind.NOTULEN, 1, words.handover_words(file.office, file.complaint, handover))

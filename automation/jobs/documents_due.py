"""The documents that a case should have by now. What exists already is found in the journal and left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from automation.archive.wording import scan_name
from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.dates import local_day
from automation.domain.documents import PRINTABLE, DocumentForm, DocumentKind
from automation.domain.effects import (
    CompleteForm,
    CopyLetter,
    CreateCaseFolder,
    Deed,
    Document,
    Effect,
    EffectKey,
    KeepUpload,
    MakePdf,
    MarkDocument,
    NumberLetter,
    PrepareSigning,
    ShareCaseFolder,
    StateLetter,
    WriteDocument,
    keys_of,
)
from automation.domain.groups import Person, WorkingGroup
from automation.domain.letter_content import Variables
from automation.domain.numbers import ComplaintNumber
from automation.domain.officials import Post, plain_office
from automation.domain.persons import Likeness, same_person
from automation.domain.places import Place
from automation.domain.vocabulary import Outcome, Step, YesNo
from automation.intake.file_names import harmless
from automation.letters import wording, words
from automation.letters.values import (
    Assignment,
    Complaint,
    Concept,
    FormerLetter,
    Handover,
    IssuingOffice,
    Meeting,
    Official,
    Reply,
    Report,
)
from automation.workflow import wording as workflow_wording
from automation.workflow.case_context import MADE, CaseContext
from automation.workflow.disposition import group_named, supporters
from automation.workflow.independence import involved, leader_of
from automation.workflow.joint_letters import joins
from automation.workflow.known_people import known_people, named
from automation.workflow.letter_numbers import former_head, letter_head, number_refused, stated_head
from automation.workflow.phase import approved, is_sealed, meeting_is_planned, way_of_delivery
from automation.workflow.remaking import meeting_end
from automation.workflow.versions import versions_before

_WRITTEN = frozenset(kind.value for kind in DocumentKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case with all that its documents need: what people stated, its context, and the office.

    `departures` are how often access was taken back from an address, in small letters: what was shared with it
    before is shared anew.
    """

    case: Case
    facts: StaffFacts
    context: CaseContext
    office: IssuingOffice
    results: Mapping[str, str]
    variables: Variables = field(default_factory=Variables)
    departures: Mapping[str, int] = field(default_factory=dict)

    @property
    def complaint(self) -> Complaint:
        """The complaint as letters show it."""
        return Complaint(self.case.number, self.case.stated, self.facts)

    @property
    def complaint_as_it_came(self) -> Complaint:
        """The complaint as it came in, whatever was put right since."""
        return Complaint(self.case.number, self.case.intake, self.facts)

    @property
    def today(self) -> date:
        """The office's date."""
        return local_day(self.context.now, self.office.zone)

    def key(self, what: Deed, detail: str = "") -> EffectKey:
        """Name an effect of this case."""
        return EffectKey.of(self.case.number, what, detail)

    def number_of(self, person: Person) -> str:
        """Return the NIP of somebody, where the tab Pejabat has it; else ""."""
        numbers = self.context.rules.numbers
        return next((number for one, number in numbers if one.email.casefold() == person.email.casefold()), "")

    def number_named(self, name: str) -> str:
        """Return the NIP of whom a cell names, where the tab Pejabat has it; else ""."""
        numbers, known = self.context.rules.numbers, self.context.known
        likely = (number for one, number in numbers if _is_named(name, one, known))
        return next(likely, "") if name.strip() else ""

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


def _is_named(name: str, person: Person, known: Sequence[Person]) -> bool:
    return same_person(name, f"{person.name} <{person.email}>", known) is Likeness.SAME


def source_of(key: EffectKey) -> EffectKey | Place | None:
    """Return the file, edited by people, that an effect builds on: the effect that made it, or its place."""
    if key.what in (Deed.NUMBER_LETTER, Deed.PDF, Deed.SRIKANDI):
        return EffectKey(key.subject, Deed.SURAT_BALASAN, str(key.sequence))
    return Place.template(key.what.value) if key.what.value in _WRITTEN else None


def numbering_of(number: ComplaintNumber, letter: int) -> EffectKey:
    """Name the numbering of one letter of a complaint: of the first one, the key says nothing."""
    return EffectKey.of(number, Deed.NUMBER_LETTER, str(letter) if letter > 1 else "")


def stating_of(document: Document) -> EffectKey:
    """Name the effect that keeps what a person states of a signed letter."""
    return EffectKey.of(document.number, Deed.STATE, document.effect.removeprefix(f"{document.number}/"))


def marking_of(document: Document) -> EffectKey:
    """Name the effect that marks a document as one that no longer counts."""
    return EffectKey.of(document.number, Deed.MARK, document.effect.removeprefix(f"{document.number}/"))


def files_of(effect: Effect, checksums: Mapping[str, str]) -> tuple[str, ...]:
    """Return the checksum of the file that an effect builds on, where it is watched because the effect failed."""
    source = str(source_of(effect.key) or "")
    return (checksums[source],) if source in checksums else ()


def folder_of(number: ComplaintNumber) -> CreateCaseFolder:
    """Return the effect that makes the folder of a case."""
    return CreateCaseFolder(EffectKey.of(number, Deed.FOLDER), number, str(number))


def papers_wanted(file: CaseFile) -> Iterator[Effect]:
    """Return every document effect that the case needs so far, in order, done ones included.

    What was over before it was taken over needs none, but what somebody wants to print.
    """
    if file.case.ended_before_import and not file.facts.to_print:
        return
    yield folder_of(file.case.number)
    if file.case.ended_before_import:
        yield from _to_print(file)
        return
    yield from _form(file)
    yield from _uploads(file)
    yield from _to_print(file)
    yield from _disposition(file)
    yield from _invitation(file)
    yield from _concept(file)
    yield from _report(file)
    yield from _void_letters(file)
    yield from _superseded(file)
    yield from _reply(file)
    yield from _joint(file)
    yield from _delivery_record(file)


def _form(file: CaseFile) -> Iterator[Effect]:
    """The Form Pengaduan as it came, and completed each time that the sorting says something else."""
    said = words.form_words(file.office, file.complaint_as_it_came)
    form = file.written(DocumentKind.FORM_PENGADUAN, 1, said)
    yield form
    if file.facts.classification is None:
        return
    sorting = "\n".join(said[word] for word in words.SORTING_WORDS)
    named = hashlib.sha256(sorting.encode()).hexdigest()[:12]
    yield CompleteForm(key=file.key(Deed.COMPLETE, named), number=file.case.number, form=form.key, words=said)


def _uploads(file: CaseFile) -> Iterator[Effect]:
    """Keep what came with the form's answer, and with its latest edit, beside the other papers of the case."""
    edit = file.case.answer_edit
    given = (*file.case.intake.uploads, *(edit.before.uploads if edit else ()), *(edit.after.uploads if edit else ()))
    for place, upload in enumerate(dict.fromkeys(given), start=1):
        # By the file and not by its place: an edit may take one away.
        named = hashlib.sha256(upload.file.encode()).hexdigest()[:12]
        yield KeepUpload(
            key=file.key(Deed.UPLOAD, named),
            number=file.case.number,
            source=upload.file,
            name=wording.upload_name(number=file.case.number, place=place, name=harmless(upload.name)),
            place=place,
        )


def _to_print(file: CaseFile) -> Iterator[Effect]:
    """Make the cover sheets and the label that an officer wants to print, each once."""
    for title in file.facts.to_print:
        kind = PRINTABLE[title]
        if kind is DocumentKind.LABEL_MAP:
            held = file.case.disposition
            yield file.written(kind, 1, words.label_words(file.office, file.complaint, held.group if held else ""))
            continue
        yield WriteDocument(
            key=file.key(Deed.LEMBAR_SAMPUL, kind.value),
            number=file.case.number,
            kind=DocumentKind.LEMBAR_SAMPUL,
            sequence=1,
            name=f"{file.case.number} {DocumentKind.LEMBAR_SAMPUL.file_word} {title}.docx",
            words=words.cover_words(file.office, file.complaint, title),
            covers=kind,
        )


def _assignment(file: CaseFile) -> Assignment:
    held = file.case.disposition
    group = group_named(held.group, file.context.groups) if held else None
    leader = leader_of(group, file.facts.workers, file.today, file.context.known) if group else None
    review = next((record for record in reversed(file.case.steps) if record.step is Step.REVIEW), None)
    return Assignment(
        group=held.group if held else "",
        lead=leader.name if leader else "",
        at=held.at if held else file.context.now,
        review_due=review.due if review else None,
        alike=file.context.alike,
        lead_number=file.number_of(leader) if leader else "",
        among=tuple(one.name for one in file.context.groups),
    )


def _disposition(file: CaseFile) -> Iterator[Effect]:
    held = file.case.disposition
    if held is None:
        return
    yield file.written(
        DocumentKind.LEMBAR_DISPOSISI,
        held.sequence + versions_before(DocumentKind.LEMBAR_DISPOSISI, file.case),
        words.disposition_words(file.office, file.complaint, _assignment(file)),
    )
    group = group_named(held.group, file.context.groups)
    leader = leader_of(group, file.facts.workers, file.today, file.context.known) if group else None
    if group is not None and leader is not None and leader.email and file.case.outcome is None:
        yield _shared(file, leader, group)
    for helper, person in supporters(file.case, file.facts, file.context):
        if person.email:
            yield _shared(file, person, helper)


def _shared(file: CaseFile, leader: Person, group: WorkingGroup) -> ShareCaseFolder:
    # Keys are printed where no address may stand.
    mark = hashlib.sha256(leader.email.encode()).hexdigest()[:12]
    again = file.departures.get(leader.email.lower(), 0)
    return ShareCaseFolder(
        file.key(Deed.SHARE, f"{mark}.{again}" if again else mark), file.case.number, leader.email, group.name
    )


def _invitation(file: CaseFile) -> Iterator[Effect]:
    """One invitation for each date the meeting was set to, while the case is with the working group."""
    facts = file.facts
    if facts.meeting_at is None or not facts.meeting_place or not meeting_is_planned(file.case, facts):
        return
    known = known_people(file.context.groups, file.context.rules)
    invited = tuple(named(one, known) for one in facts.meeting_participants) or (_assignment(file).lead,)
    meeting = Meeting(
        at=facts.meeting_at,
        place=facts.meeting_place,
        agenda=facts.meeting_agenda,
        invited=invited,
        written_on=file.today,
        copied_to=(plain_office(file.office.head.position),),
    )
    kind = DocumentKind.UNDANGAN_RAPAT
    detail = meeting_end(file.case, facts.meeting_at.astimezone(file.office.zone))
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


def _concept(file: CaseFile) -> Iterator[Effect]:
    """What step 6 decided, on paper before the work; of rounds that were decided since there is such a document."""
    case, context = file.case, file.context
    if not (case.decided and case.disposition and context.writes_concepts) or case.current.step < Step.VERIFICATION:
        return
    turn = next((one for one in reversed(case.steps) if one.step is Step.VERIFICATION), None)
    decided = case.decided[-1]
    concept = Concept(round=decided.round, written_on=file.today, due=turn.due if turn else None)
    yield file.written(
        DocumentKind.KONSEP_TINDAKAN,
        decided.round + versions_before(DocumentKind.KONSEP_TINDAKAN, case),
        words.concept_words(file.office, file.complaint, _assignment(file), concept),
    )


def _report(file: CaseFile) -> Iterator[Effect]:
    if file.case.disposition is None or file.case.current.step < Step.REPLY_DRAFT:
        return
    rounds = file.case.arrivals_at(Step.VERIFICATION)
    helpers = tuple(group.name for group, _ in supporters(file.case, file.facts, file.context))
    report = Report(
        round=rounds,
        written_on=file.today,
        supported_by=helpers,
        relations=file.context.relations,
        qualifications=tuple(_qualifications(file)),
        check_after=file.context.rules.check_after,
    )
    yield file.written(
        DocumentKind.LAPORAN_TINDAKAN,
        rounds + versions_before(DocumentKind.LAPORAN_TINDAKAN, file.case),
        words.report_words(file.office, file.complaint, _assignment(file), report),
    )


def _qualifications(file: CaseFile) -> Iterator[str]:
    """Return what the tab Pejabat says of those who acted on a complaint."""
    acted = (
        (Post.GROUP_LEAD.value, _assignment(file).lead),
        (wording.VERIFIER, file.facts.verified_by),
        (plain_office(file.office.head.position), file.office.head.name),
    )
    known = file.context.known
    for role, name in acted:
        for person, said in file.context.rules.qualified if name else ():
            if _is_named(name, person, known):
                yield wording.qualification(role, person.name, said)
                break


def _reply(file: CaseFile) -> Iterator[Effect]:
    case, facts = file.case, file.facts
    if case.current.step < Step.REPLY_DRAFT or not facts.reply_text or joins(case, facts, file.context):
        return
    answered = (case, *file.context.joining)
    joining = tuple(Complaint(one.number, one.stated, StaffFacts(), one.contact) for one in file.context.joining)
    former = former_head(case, file.context)
    letter = words.reply_words(
        _signing(file),
        file.complaint,
        Reply(
            copied_to=wording.copies_of_reply(one.disposition.group for one in answered if one.disposition),
            joining=joining,
            names_all=facts.addressees_shown is YesNo.YES,
            replaces=FormerLetter(former.number, former.on) if former and former.on else None,
        ),
    )
    draft = replace(file.written(DocumentKind.SURAT_BALASAN, case.letter_sequence, letter), reply=facts.reply_text)
    yield draft
    if case.current.step < Step.SIGNATURE or not approved(case, facts, file.context):
        return
    if file.context.is_electronic(case.letter_sequence):
        yield from _signing_through_srikandi(file, draft)
    else:
        yield from _numbered_letter(file, draft)


def _joint(file: CaseFile) -> Iterator[Effect]:
    """Copy what was made of another complaint's letter, once it is there; what came back signed, once that counts."""
    case, context, lead = file.case, file.context, file.context.lead
    waits = Step.REPLY_DRAFT <= case.current.step <= Step.SIGNATURE and case.outcome is None
    if not waits or lead is None or not joins(case, file.facts, context):
        return
    letters = [letter for form in MADE for letter in context.lead_letters(form)][-1:]
    is_through = lead.current.step is Step.DELIVERY
    signed = context.lead_letters(DocumentForm.SCAN) if is_through else ()
    for letter in (*letters, *signed[-1:]):
        detail = f"{lead.number}.{lead.letter_sequence}.{letter.form.value}.{case.letter_sequence}"
        again = f" ({case.letter_sequence})" if case.letter_sequence > 1 else ""
        title, ending = DocumentKind.SURAT_BALASAN.file_word, letter.name.rpartition(".")[2]
        plain = f"{case.number} {title}{again}.{ending}"
        scanned = scan_name(
            case.number, DocumentKind.SURAT_BALASAN, case.letter_sequence, file.today.isoformat(), ending
        )
        yield CopyLetter(
            key=file.key(Deed.JOINT, detail),
            number=case.number,
            document=letter.effect,
            name=scanned if letter.form is DocumentForm.SCAN else plain,
            sequence=case.letter_sequence,
        )


def _signing_through_srikandi(file: CaseFile, draft: WriteDocument) -> Iterator[Effect]:
    """Make the approved draft ready for Srikandi; what came back and nobody could read, a person states."""
    case, context = file.case, file.context
    back = context.signed_letter(case.letter_sequence)
    if back is not None and back.text_check and back.text_check.needs_statement:
        head = stated_head(case, file.facts, context)
        if head.number and head.on and not number_refused(case, file.facts, context) and not back.letter_number:
            yield StateLetter(
                key=stating_of(back),
                number=case.number,
                document=back.effect,
                letter_number=head.number,
                letter_date=head.on,
            )
    if context.letter_is_made(case.letter_sequence) or case.sealed is None or not is_sealed(case, context):
        return
    if context.draft_rivals:
        return
    yield PrepareSigning(
        key=file.key(Deed.SRIKANDI, str(case.letter_sequence)),
        number=case.number,
        source=draft.key,
        name=wording.name_for_srikandi(draft.name.removesuffix(".docx")),
        variables=file.variables,
        signer=_signing(file).head.name,
        seal=case.sealed.seal.digest,
        sequence=case.letter_sequence,
    )


def _numbered_letter(file: CaseFile, draft: WriteDocument) -> Iterator[Effect]:
    case, facts = file.case, file.facts
    made = file.context.holds_document(DocumentKind.SURAT_BALASAN, DocumentForm.PDF, case.letter_sequence)
    head = stated_head(case, facts, file.context)
    if made or not head.number or head.on is None or case.sealed is None or not is_sealed(case, file.context):
        return
    if number_refused(case, facts, file.context) or file.context.draft_rivals:
        return
    again = f".{case.letter_sequence}" if case.letter_sequence > 1 else ""
    kind, seal = DocumentKind.SURAT_BALASAN, case.sealed.seal.digest
    yield NumberLetter(
        key=numbering_of(case.number, case.letter_sequence),
        number=case.number,
        draft=draft.key,
        letter_number=head.number,
        letter_date=head.on,
        seal=seal,
        sequence=case.letter_sequence,
    )
    yield MakePdf(
        key=file.key(Deed.PDF, f"{kind.value}{again}"),
        number=case.number,
        source=draft.key,
        kind=kind,
        name=f"{draft.name.removesuffix('.docx')}.pdf",
        letter_number=head.number,
        letter_date=head.on,
        seal=seal,
        sequence=case.letter_sequence,
    )


def _void_letters(file: CaseFile) -> Iterator[Effect]:
    """Mark whatever was made of a letter that is void by now: draft, PDF, scans and the record of its delivery."""
    kinds = (DocumentKind.SURAT_BALASAN, DocumentKind.NOTULEN)
    for document in file.context.documents:
        if document.kind not in kinds or document.sequence >= file.case.letter_sequence:
            continue
        why = file.case.voided[document.sequence - 1] or file.context.void_before.get(document.sequence, "")
        if why:
            yield MarkDocument(
                key=marking_of(document),
                number=file.case.number,
                document=document.effect,
                name=wording.void_name(document.name),
                remark=wording.void_remark(document.sequence + 1, why),
            )


def _superseded(file: CaseFile) -> Iterator[Effect]:
    """Mark each document that a new version takes the place of, and the scans of its paper."""
    for one in file.case.remade:
        key = str(file.key(Deed(one.kind.value), one.replaced))
        made = next((document.sequence for document in file.context.documents if document.effect == key), None)
        for document in file.context.documents:
            scanned = document.form is DocumentForm.SCAN and document.kind is one.kind and document.sequence == made
            if document.effect == key or scanned:
                yield MarkDocument(
                    key=marking_of(document),
                    number=file.case.number,
                    document=document.effect,
                    name=wording.superseded_name(document.name),
                    remark=wording.superseded_remark(one.reason),
                )


def made_of_other_words(file: CaseFile) -> Iterator[str]:
    """Warn of each document that was made from what the row no longer says."""
    if file.case.outcome is not None:
        return
    made = {document.effect: document.made_from for document in file.context.documents if document.made_from}
    for effect in (*_disposition(file), *_invitation(file), *_concept(file), *_report(file)):
        known = made.get(str(effect.key), "")
        if known and isinstance(effect, WriteDocument) and words.made_from(effect.words) != known:
            yield workflow_wording.made_of_other_words(effect.kind.title)


def _signing(file: CaseFile) -> IssuingOffice:
    """Return the office as the reply names it: the deputy signs where the Kepala Balai did the work complained of."""
    rules = file.context.rules
    if rules.head_deputy is None or not involved(rules.head, file.facts.workers, file.context.known):
        return file.office
    position = f"{Post.PLH.prefix} {plain_office(file.office.head.position)}"
    return replace(file.office, head=Official(rules.head_deputy.name, file.number_of(rules.head_deputy), position))


def _delivery_record(file: CaseFile) -> Iterator[Effect]:
    case, facts = file.case, file.facts
    over = case.current.step is Step.DELIVERY and case.current.ended is not None
    if not over or case.outcome not in (None, Outcome.SETTLED) or facts.delivered_on is None:
        return
    way, head = way_of_delivery(facts, file.context), letter_head(case, facts, file.context)
    if way is None:
        return
    back = file.context.signed_letter(case.letter_sequence)
    handover = Handover(
        delivered_on=facts.delivered_on,
        way=way,
        recipient=facts.recipient,
        officer=facts.handed_over_by,
        officer_number=file.number_named(facts.handed_over_by),
        response=facts.response,
        letter_number=head.number,
        letter_date=head.on,
        signed_by=back.signed_by if back else "",
        written_on=file.today,
    )
    yield file.written(
        DocumentKind.NOTULEN, case.letter_sequence, words.handover_words(file.office, file.complaint, handover)
    )

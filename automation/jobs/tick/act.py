"""Act: journal each effect, do it, mark it done. Killed anywhere, the next tick finishes it: nothing twice."""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import ParamSpec, TypeVar, cast

from automation.domain.address import WrongAddress
from automation.domain.case import Event
from automation.domain.codes import DocumentCode
from automation.domain.columns import Owner
from automation.domain.documents import (
    FIGURES_TITLE,
    PERIODIC_REPORT,
    PERIODIC_TITLE,
    REMAKABLE,
    DocumentForm,
    DocumentKind,
)
from automation.domain.effects import (
    CloseFiles,
    CompleteForm,
    CopyLetter,
    CreateCaseFolder,
    Deed,
    DesignateScan,
    Document,
    Effect,
    EffectKey,
    FileReport,
    FileScan,
    KeepUpload,
    ListRelated,
    MakePdf,
    MarkDocument,
    NumberLetter,
    OfficeDocument,
    OpenFiles,
    PrepareFigures,
    PrepareSigning,
    RemovePage,
    RenewProtections,
    SendMail,
    SetAside,
    SettleMail,
    ShareCaseFolder,
    SplitScan,
    StateLetter,
    WriteDocument,
    WritePage,
    keys_of,
)
from automation.domain.letter_content import SeenDraft, frame_of
from automation.domain.mail_fate import Fate
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.paper import Leaflet
from automation.domain.places import Place
from automation.domain.setback import Cause
from automation.domain.setback_name import SetbackName
from automation.intake.file_kinds import KINDS, acts, kind_of, mime_type_of
from automation.jobs.boundary import NEVER_KEPT
from automation.jobs.documents_due import files_of, numbering_of
from automation.jobs.effect_words import deed_of
from automation.jobs.incoming_mail import filing as mail_filing
from automation.jobs.job_context import JobContext
from automation.jobs.making_files import file_made
from automation.jobs.periodic.due import document_key
from automation.jobs.periodic.filing import Filing
from automation.jobs.settings_views import rules_of
from automation.jobs.setup.columns import renewed_protections
from automation.jobs.tick import wording
from automation.jobs.tick.claims import next_of, template_claim
from automation.jobs.tick.flight import Flight, Outside
from automation.jobs.tick.related_lists import list_of
from automation.jobs.tick.scanning import remembered
from automation.jobs.trouble import Attempts, effect_rests_on
from automation.ledger.codec import from_json, to_json
from automation.letters.words import made_from
from automation.mail.message import Attachment, Mail, message_bytes
from automation.ports import AskedToStop, DraftGone, Ended, EnoughForNow, Missing, Refused, TryLater

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
PLAIN_TEXT = "text/plain"
#: Bytes of all files of a mail: in base64, with line ends, they are a third more, and Gmail takes 25 MB in all.
LARGEST_ATTACHED = 18_000_000


T = TypeVar("T")
Given = ParamSpec("Given")


class CannotAct(Refused):
    """This one effect cannot be done until a person does what the text says; all others go on."""


def _by_effect(documents: Iterable[Document]) -> dict[str, Document]:
    return {document.effect: document for document in documents}


@dataclass(slots=True, kw_only=True)
class Acting:
    """The effects of one tick, while they are done.

    Attributes:
        attempts: what was tried in this tick and failed.
        done: keys of the effects that were done, in order.
        events: what goes into Riwayat together with the beginning of an effect, by the effect's key.
        drafts: of replies that were written in this tick, by the key that made them.
        checksums: of files that effects which failed before build on, by the key that made them.
    """

    job: JobContext
    now: datetime
    results: MutableMapping[str, str]
    begun: dict[str, str]
    documents: MutableMapping[str, Document]
    office_documents: dict[str, OfficeDocument]
    places: dict[Place, str]
    attempts: Attempts
    done: list[str] = field(default_factory=list)
    events: Mapping[EffectKey, tuple[Event, ...]] = field(default_factory=dict)
    checksums: Mapping[str, str] = field(default_factory=dict)
    drafts: dict[str, SeenDraft] = field(default_factory=dict)
    _usable: set[str] = field(default_factory=set)
    _ids: list[str] = field(default_factory=list)
    _templates: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def at(cls, job: JobContext, memory: Memory, now: datetime, attempts: Attempts | None = None) -> Acting:
        """Start from what the ledger remembers."""
        documents = memory.worked_out.of(_by_effect, memory.documents)
        return cls(
            job=job,
            now=now,
            # Below what this tick does lies what the ledger remembers, of which no copy is made.
            results=ChainMap({}, cast(dict[str, str], memory.results)),
            begun=dict(memory.begun),
            documents=ChainMap({}, documents),
            office_documents={document.effect: document for document in memory.office_documents},
            places=dict(memory.places),
            attempts=attempts or Attempts(job.on_bug),
        )

    def do_all(self, effects: Sequence[Effect]) -> None:
        """Do these effects, those side by side that rest on nothing of one another, all others in their order.

        One that cannot be done stops only those that need it. Whatever ends the others early, what is in progress
        is waited for and kept.

        Raises:
            TryLater: the other side is out of reach for one after another.
            NotAllowed: it refuses altogether.
            AskedToStop: the process shall end; nothing of the next effect was begun.
        """
        waiting = [one for one in effects if self._is_open(SetbackName.effect(one.key))]
        self._fetch_ids(waiting)
        if waiting:
            self.job.progress.begin(wording.DOING, len(waiting))
        with Flight[_Underway](self.job.lanes) as flight:
            try:
                while waiting or flight.aboard:
                    if not self._begin_another(waiting, flight):
                        self._conclude(*flight.landed())
            except AskedToStop:
                self._land(flight)
                raise
            except Exception:
                # The next calls might be refused likewise: each is left as if the process had died before it.
                flight.ground()
                self._land(flight)
                raise

    def _begin_another(self, waiting: list[Effect], flight: Flight[_Underway]) -> bool:
        """Begin the next effect that may be done beside those in progress; returns whether there is one."""
        if not flight.has_room:
            return False
        fetched = frozenset(map(template_claim, self._templates))
        effect = next_of(waiting, [one.effect for one in flight.aboard], fetched)
        if effect is None:
            return False
        self.job.progress.step(deed_of(effect))
        if self.job.asked_to_stop():
            raise AskedToStop
        waiting.remove(effect)
        if self._is_open(SetbackName.effect(effect.key)):
            rests_on = effect_rests_on(effect, files_of(effect, self.checksums))
            flight.begin(_Underway(effect, rests_on), self._whole(effect))
        return True

    def _conclude(self, one: _Underway, ended: Ended) -> None:
        """Keep how an effect ended."""
        key = SetbackName.effect(one.effect.key)
        if self.attempts.of(key, ended.result, _number_of(one.effect), one.rests_on):
            self.done.append(str(key))
        elif key in self.begun and (failure := self.attempts.failure_of(key)):
            self.job.ledger.fail(key, failure.reason)

    def _land(self, flight: Flight[_Underway]) -> None:
        """Wait for what is in progress and keep how it ended; what ended all the others was met before."""
        for one, ended in flight.rest():
            with suppress(TryLater, *NEVER_KEPT):
                self._conclude(one, ended)

    def resume(self, memory: Memory) -> None:
        """Finish what a killed tick had begun and nothing calls for again: filings."""
        for begun in self.job.ledger.begun():
            if kind := _RESUMED.get(begun.kind):
                effect = from_json(kind, begun.payload)
                before = memory.setbacks.get(SetbackName.effect(begun.key))
                if before is None or not before.rests(self.now, effect_rests_on(effect)):
                    self.do_all([effect])

    def _is_open(self, key: SetbackName) -> bool:
        return key not in self.results and self.attempts.failure_of(key) is None

    async def _whole(self, effect: Effect) -> bool | None:
        """Do one effect; None where another one must come first, or where it waits for the next tick."""
        try:
            self._begin(effect)
            await self._do(effect)
        except (_NeedsAnother, EnoughForNow):
            return None
        return True

    def _fetch_ids(self, effects: Iterable[Effect]) -> None:
        """Get all ids that these effects need in one call; where that fails, those that need one fail."""
        needed = sum(_ids_of(effect) for effect in effects if not self.begun.get(str(effect.key))) - len(self._ids)
        if needed > 0 and self.attempts.failure_of(SetbackName.NEW_IDS) is None:
            self._ids += self.attempts.of(SetbackName.NEW_IDS, partial(self.job.drive.new_ids, needed)) or ()

    def _id(self) -> str:
        """Return one id; where fetching them failed, whoever needs one fails in the same way."""
        if not self._ids and (failure := self.attempts.failure_of(SetbackName.NEW_IDS)):
            raise (TryLater if failure.cause is Cause.MOMENT else Refused)(failure.reason, failure.said)
        if not self._ids:
            self._ids += self.job.drive.new_ids(1)
        return self._ids.pop()

    def _begin(self, effect: Effect) -> None:
        key, token = str(effect.key), self.begun.get(str(effect.key), "")
        if not token and (count := _ids_of(effect)):
            token = " ".join(self._id() for _ in range(count))
        covers = effect.covers if isinstance(effect, SendMail) else ()
        self.job.ledger.begin(
            effect.key,
            type(effect).__name__,
            _number_of(effect),
            to_json(effect),
            token,
            covers=covers,
            events=self.events.get(effect.key, ()),
            at=self.now,
        )
        self.begun[key] = token

    async def _do(self, effect: Effect) -> None:
        match effect:
            case CreateCaseFolder():
                await self._create_folder(effect)
            case ShareCaseFolder():
                await self._share(effect)
            case WriteDocument():
                await self._write(effect)
            case NumberLetter():
                await self._number(effect)
            case MakePdf():
                await self._make_pdf(effect)
            case SendMail():
                await self._send(effect)
            case FileScan():
                await self._file(effect)
            case SplitScan():
                await self._split(effect)
            case SetAside():
                await self._set_aside(effect)
            case SettleMail():
                await self._settle(effect)
            case MarkDocument():
                await self._mark(effect)
            case CompleteForm():
                await self._complete(effect)
            case OpenFiles() | CloseFiles():
                await self._let(effect)
            case RenewProtections():
                self._protect(effect)
            case KeepUpload():
                await self._keep_upload(effect)
            case DesignateScan():
                await self._designate(effect)
            case PrepareSigning():
                await self._prepare(effect)
            case StateLetter():
                self._state(effect)
            case CopyLetter():
                await self._copy_letter(effect)
            case ListRelated():
                await self._list_related(effect)
            case FileReport():
                await self._report(effect)
            case PrepareFigures():
                self._prepare_figures(effect)
            case WritePage():
                await self._write_page(effect)
            case RemovePage():
                await self._remove_page(effect)

    async def _set_aside(self, effect: SetAside) -> None:
        self._remember(effect.key, effect.name, effect.reason)
        review = self._place(Place.folder("review"))
        await self._out(self.job.drive.move, effect.source, review, effect.name, note=effect.reason)
        self._finish(effect.key, effect.source)

    def _remember(self, key: EffectKey, name: str, reason: str, number: ComplaintNumber | None = None) -> None:
        """Note that officers must hear of a scan: once it is moved, nothing else knows that they must."""
        settings = self.job.settings
        officers, today = rules_of(settings).officers, settings.hours.day_of(self.now)
        filed = str(number) if number else ""
        self.job.ledger.note_memory(*remembered(key, name, reason, officers, today, filed))

    # -- folders and documents

    async def _create_folder(self, effect: CreateCaseFolder) -> None:
        id = self.begun[str(effect.key)]
        cases, mark = self._place(Place.folder("cases")), _properties(effect.key)
        await self._out(self.job.drive.create_folder, id, effect.name, cases, mark)
        self._usable.add(id)
        self._finish(effect.key, id)

    async def _share(self, effect: ShareCaseFolder) -> None:
        folder = await self._folder(effect.number)
        try:
            await self._out(self.job.drive.share, folder, effect.email, "writer")
        except Missing:
            raise
        except Refused as refusal:
            text = wording.not_shared(group=effect.group, email=effect.email, refusal=refusal)
            raise CannotAct(text, refusal.said) from refusal
        self._finish(effect.key, effect.email)

    async def _let(self, effect: OpenFiles | CloseFiles) -> None:
        """Share files with who came, or take them back from who left; what is gone needs neither."""
        try:
            shut = effect.files if isinstance(effect, CloseFiles) else ()
            for file in shut:
                with suppress(Missing):
                    await self._out(self.job.drive.unshare, file, effect.email)
            for file in effect.kept if isinstance(effect, CloseFiles) else effect.files:
                with suppress(Missing):
                    await self._out(self.job.drive.share, file, effect.email, "writer")
        except Refused as refusal:
            say = wording.official_not_let_in if isinstance(effect, OpenFiles) else wording.official_not_shut_out
            raise CannotAct(say(email=effect.email, refusal=refusal), refusal.said) from refusal
        self._finish(effect.key, effect.email)

    def _protect(self, effect: RenewProtections) -> None:
        """Renew the editors; whom nobody ever let in is left out, or Google would refuse them all."""
        found = self.job.workbook.layout()
        known = {email for tab in found for one in tab.protections for email in one.editors}
        known |= {self.results[str(key)] for key in keys_of(self.results, None, Deed.ACCESS)}
        editors = {Owner(owner): frozenset(known.intersection(those)) for owner, those in effect.editors.items()}
        self.job.workbook.arrange(renewed_protections(found, editors))
        self._finish(effect.key, "")

    async def _write(self, effect: WriteDocument) -> None:
        shown = effect.covers or effect.kind
        code = DocumentCode(effect.number, shown, effect.sequence).signed(self.job.code_secret)
        filled = await self._filled(effect.kind, effect.words, code)
        id = self.begun[str(effect.key)]
        content = await self._put(effect, DOCX, filled)
        document = self._made(effect, effect.sequence, DocumentForm.DOCX, id, content)
        if effect.kind in REMAKABLE and content == filled:
            document = replace(document, made_from=made_from(effect.words))
        if effect.kind is DocumentKind.SURAT_BALASAN:
            md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
            seen = SeenDraft(md5, self.job.sandbox.content_of(content))
            self.drafts[str(effect.key)] = seen
            self.job.ledger.note_memory(Note.frame(str(effect.key)), frame_of(seen.content.lines, effect.reply))
        self._finish(effect.key, id, document)

    async def _filled(self, kind: DocumentKind, words: Mapping[str, str], code: str) -> bytes:
        template, logo = await self._template(kind.value, kind.title), self.job.settings.letters.logo
        return self.job.sandbox.filled(template, words, code, kind.title, logo)

    async def _number(self, effect: NumberLetter) -> None:
        file = self._result(effect.draft)
        called = self._called(effect.draft)
        numbered = await self._numbered(file, effect, called)
        await self._out(self.job.drive.replace, file, numbered, DOCX, called=called)
        # What we changed ourselves is no reason to try anew what builds on it.
        md5 = hashlib.md5(numbered, usedforsecurity=False).hexdigest()
        self.checksums = {**self.checksums, str(effect.draft): md5}
        sha256 = hashlib.sha256(numbered).hexdigest()
        draft = replace(self.documents[str(effect.draft)], sha256=sha256)
        draft = replace(draft, letter_number=effect.letter_number, letter_date=effect.letter_date)
        self._finish(effect.key, file, draft)

    async def _make_pdf(self, effect: MakePdf) -> None:
        self._result(numbering_of(effect.number, effect.sequence))
        numbered = await self._numbered(self._result(effect.source), effect, self._called(effect.source))
        content = await self._out(self.job.drive.as_pdf, numbered, effect.name)
        if not any(self._code_of(effect) in page for page in self.job.sandbox.look(content, PDF).pages):
            raise CannotAct(wording.CODE_NOT_SHOWN)
        id, content = self.begun[str(effect.key)], await self._put(effect, PDF, content, exactly=True)
        made = self._made(effect, effect.sequence, DocumentForm.PDF, id, content)
        letter = replace(made, letter_number=effect.letter_number, letter_date=effect.letter_date)
        self._finish(effect.key, id, letter)

    async def _complete(self, effect: CompleteForm) -> None:
        """Fill the form once more; one that was edited or taken away by hand stays as people left it."""
        file, form = self._result(effect.form), self.documents.get(str(effect.form))
        if form is None:
            raise _NeedsAnother
        code = DocumentCode(effect.number, form.kind, form.sequence).signed(self.job.code_secret)
        content = await self._filled(form.kind, effect.words, code)
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 != form.sha256:
            with suppress(Missing):
                standing = hashlib.sha256(await self._content(effect.form)).hexdigest()
                if standing == form.sha256:
                    await self._out(self.job.drive.replace, file, content, DOCX, called=wording.file_named(form.name))
                if standing in (form.sha256, sha256):
                    form = replace(form, sha256=sha256)
        self._finish(effect.key, file, form)

    async def _prepare(self, effect: PrepareSigning) -> None:
        draft = await self._approved(self._result(effect.source), effect, self._called(effect.source))
        content = self.job.sandbox.prepared(draft, self._code_of(effect), effect.variables, effect.signer)
        if self.job.sandbox.content_of(content).seal.digest != effect.seal:
            raise CannotAct(wording.NOT_AS_APPROVED)
        id, content = self.begun[str(effect.key)], await self._put(effect, DOCX, content, exactly=True)
        self._finish(effect.key, id, self._made(effect, effect.sequence, DocumentForm.SRIKANDI, id, content))

    def _state(self, effect: StateLetter) -> None:
        letter = self.documents[effect.document]
        stated = replace(letter, letter_number=effect.letter_number, letter_date=effect.letter_date)
        self._finish(effect.key, letter.file, stated)

    async def _copy_letter(self, effect: CopyLetter) -> None:
        letter = self.documents[effect.document]
        content = await self._out(self.job.drive.download, letter.file, called=wording.file_named(letter.name))
        id = self.begun[str(effect.key)]
        await self._put(effect, mime_type_of(effect.name), content, exactly=True)
        copy = replace(
            letter,
            effect=str(effect.key),
            number=effect.number,
            sequence=effect.sequence,
            file=id,
            name=effect.name,
            filed_at=self.now,
            remark="",
            shelf="",
        )
        self._finish(effect.key, id, copy)

    async def _list_related(self, effect: ListRelated) -> None:
        """Write the list into the file that held it so far; where somebody threw that away, into a new one."""
        content = effect.text.encode("utf-8-sig")
        if effect.before and await self._is_still_there(effect.before):
            await self._out(
                self.job.drive.replace, effect.before, content, PLAIN_TEXT, called=wording.file_named(effect.name)
            )
            self._finish(effect.key, effect.before)
            return
        id = self._new_file(effect.key)
        folder, mark = await self._folder(effect.number), _marked(str(list_of(effect.number)))
        await self._out(self.job.drive.upload, id, effect.name, folder, PLAIN_TEXT, content, mark)
        self._finish(effect.key, id)

    async def _write_page(self, effect: WritePage) -> None:
        """Print a page into the file that was it so far; where that was thrown away, into one with a new link."""
        content = self.job.leaflets.printed(effect.leaflet)
        if effect.before and await self._is_still_there(effect.before):
            file, is_open = effect.before, effect.is_open
            await self._out(self.job.drive.replace, file, content, PDF, called=wording.file_named(effect.name))
        else:
            file, is_open = self._new_file(effect.key), False
            mark = _marked(str(effect.mark))
            await self._out(
                self.job.drive.upload, file, effect.name, self._place(Place.folder("pages")), PDF, content, mark
            )
        if not is_open:
            await self._out(self.job.drive.publish, file)
        self._finish(effect.key, file)

    def _prepare_figures(self, effect: PrepareFigures) -> None:
        """Print an issue and list it in Arsip; what a killed tick kept of it is what it says."""
        note = Note.figures(effect.period)
        if kept := self.job.ledger.noted(note):
            leaflet = from_json(Leaflet, kept)
        else:
            leaflet = effect.leaflet
            self.job.ledger.note_memory(note, to_json(leaflet))
        id, key, listed = self.begun[str(effect.key)], str(effect.key), document_key(effect.key, "pdf")
        content, folder = self.job.leaflets.printed(leaflet), self._place(Place.folder("reports"))
        content = file_made(self.job.drive, id, effect.name, folder, PDF, content, _marked(listed))
        made = OfficeDocument(
            effect=listed,
            title=FIGURES_TITLE,
            file=id,
            name=effect.name,
            sha256=hashlib.sha256(content).hexdigest(),
            filed_at=self.now,
        )
        self.job.ledger.finish(effect.key, id, office_documents=(made,), at=self.now)
        self.results[key] = id
        self.office_documents[made.effect] = made

    async def _remove_page(self, effect: RemovePage) -> None:
        await self._out(self.job.drive.withdraw, effect.file)
        self._finish(effect.key, effect.file)

    def _new_file(self, key: EffectKey) -> str:
        """Return the id that was journalled for an effect; where it was thought to need none, one more."""
        if not (id := self.begun[str(key)]):
            id = self.begun[str(key)] = self._id()
            self.job.ledger.note(key, id)
        return id

    async def _is_still_there(self, file: str) -> bool:
        with suppress(Missing):
            return not await self._out(self.job.drive.is_in_bin, file)
        return False

    async def _numbered(self, file: str, effect: NumberLetter | MakePdf, called: str) -> bytes:
        """Return the draft with number and date, made of the very bytes that were held against the approval."""
        draft = await self._approved(file, effect, called)
        return self.job.sandbox.numbered(draft, self._code_of(effect), effect.letter_number, effect.letter_date)

    async def _approved(self, file: str, effect: NumberLetter | MakePdf | PrepareSigning, called: str) -> bytes:
        """Return the draft as it is now, where that is what was approved."""
        draft = await self._out(self.job.drive.download, file, called=called)
        content = self.job.sandbox.content_of(draft)
        if content.seal.digest != effect.seal or content.is_tracked:
            raise _NeedsAnother  # It was edited a moment ago: the next tick asks for the approval again.
        return draft

    def _code_of(self, effect: NumberLetter | MakePdf | PrepareSigning) -> str:
        return DocumentCode(effect.number, DocumentKind.SURAT_BALASAN, effect.sequence).signed(self.job.code_secret)

    # -- mail

    async def _send(self, effect: SendMail) -> None:
        """Draft, note the draft's id, send: a mail that stops in between is cleared up by `unsent`."""
        if self.begun[str(effect.key)]:
            raise _NeedsAnother  # Perhaps it is sent: that must be known first.
        draft = await self._out(self.job.mailbox.draft, await self._message(effect))
        self.job.ledger.note(effect.key, draft)
        self.begun[str(effect.key)] = draft
        try:
            message = await self._out(self.job.mailbox.send, draft)
        except DraftGone as gone:
            # Whether it went out is found before anything new is decided; that it keeps happening must be heard.
            raise Refused(wording.DRAFT_VANISHED, str(gone)) from gone
        self._finish(effect.key, message, covers=effect.covers)

    async def _message(self, effect: SendMail) -> bytes:
        attachments = await self._attachments(effect)
        mail = Mail(
            key=str(effect.key),
            to=effect.to,
            subject=effect.subject,
            body=effect.body,
            attachments=tuple(attachments),
            in_reply_to=effect.in_reply_to,
        )
        try:
            return message_bytes(mail)
        except WrongAddress as wrong:
            raise CannotAct(wording.not_addressed(wrong)) from wrong

    async def _attachments(self, effect: SendMail) -> Sequence[Attachment]:
        """Return the files that go along, made smaller where a complainant's mail would be too large.

        A digest links to each of its files: one that is gone, refused or too large to be printed stays behind.
        """
        found = []
        largest = LARGEST_ATTACHED // max(1, len(effect.attachments))
        for key in effect.attachments:
            name = PurePath(self.documents[str(key)].name).stem + ".pdf"
            if effect.number is not None:
                bound = self.job.sandbox.bound(await self._content(key))
                found.append(Attachment(name, self.job.sandbox.smaller(bound, largest)))
                continue
            with suppress(Refused):
                content = await self._content(key)
                if len(content) <= largest:
                    found.append(Attachment(name, content))
        return found

    async def _mark(self, effect: MarkDocument) -> None:
        document = self.documents[effect.document]
        await self._out(
            self.job.drive.move, document.file, await self._folder(effect.number), effect.name, note=effect.remark
        )
        marked = replace(document, name=effect.name, remark=effect.remark)
        self._finish(effect.key, document.file, marked)

    async def _keep_upload(self, effect: KeepUpload) -> None:
        """Copy a file from the form's own folder: nothing of ours opens it."""
        try:
            content = await self._out(self.job.drive.download, effect.source, called=wording.upload(effect.place))
        except Missing as gone:
            raise CannotAct(wording.upload_gone(place=effect.place), gone.said) from gone
        except Refused as refusal:
            raise CannotAct(wording.upload_unread(place=effect.place, refusal=refusal), refusal.said) from refusal
        ending = kind_of(content, effect.name, "")
        if not ending or acts(content):
            raise CannotAct(wording.upload_refused(place=effect.place, acts=acts(content)))
        # Whoever opens it goes by its name: that of another kind is not kept.
        name = effect.name if mime_type_of(effect.name) == KINDS[ending] else f"{effect.name}.{ending}"
        id, folder, mark = self.begun[str(effect.key)], await self._folder(effect.number), _properties(effect.key)
        content = await self._file_made(id, name, folder, KINDS[ending], content, mark)
        document = Document(
            effect=str(effect.key),
            number=effect.number,
            kind=DocumentKind.LAMPIRAN,
            sequence=effect.place,
            form=DocumentForm.UPLOAD,
            file=id,
            name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            pages=None,
            filed_at=self.now,
        )
        self._finish(effect.key, id, document)

    async def _designate(self, effect: DesignateScan) -> None:
        document = self.documents[effect.document]
        await self._out(self.job.drive.move, document.file, await self._folder(effect.number), effect.name)
        ours = replace(document, name=effect.name, kind=effect.kind, sequence=effect.sequence, remark="")
        self._finish(effect.key, document.file, ours)

    # -- scans

    async def _file(self, effect: FileScan) -> None:
        if effect.remark:
            self._remember(effect.key, effect.name, effect.remark, effect.number)
        await self._out(self.job.drive.move, effect.source, await self._folder(effect.number), effect.name)
        document = Document(
            effect=str(effect.key),
            number=effect.number,
            kind=effect.kind,
            sequence=effect.sequence,
            form=DocumentForm.SCAN,
            file=effect.source,
            name=effect.name,
            sha256=effect.sha256,
            pages=effect.pages,
            filed_at=self.now,
            remark=effect.remark,
            letter_number=effect.letter_number,
            letter_date=effect.letter_date,
            signed_by=effect.signed_by,
            checked=effect.checked,
        )
        self._finish(effect.key, effect.source, document)

    async def _split(self, effect: SplitScan) -> None:
        parts = self.job.sandbox.split(
            await self._out(self.job.drive.download, effect.source, called=wording.SCAN_BATCH),
            tuple((part.first, part.end) for part in effect.parts),
        )
        ids = self.begun[str(effect.key)].split()
        for place, (part, content, id) in enumerate(zip(effect.parts, parts, ids, strict=True), start=1):
            key = effect.key.part(place)
            if part.remark:
                self._remember(key, part.name, part.remark, part.number)
            folder, mark = await self._folder(part.number), _properties(key)
            lying = await self._file_made(id, part.name, folder, PDF, content, mark)
            document = Document(
                effect=str(key),
                number=part.number,
                kind=part.kind,
                sequence=part.sequence,
                form=DocumentForm.SCAN,
                file=id,
                name=part.name,
                sha256=hashlib.sha256(lying).hexdigest(),
                pages=part.end - part.first,
                filed_at=self.now,
                remark=part.remark,
            )
            self.job.ledger.begin(key, "ScanPart", part.number, "", id)
            self._finish(key, id, document)
        await self._out(
            self.job.drive.move, effect.source, self._place(Place.folder("originals")), effect.key.detail + ".pdf"
        )
        self._finish(effect.key, " ".join(ids))

    async def _settle(self, effect: SettleMail) -> None:
        in_case = effect.fate is Fate.FILED and effect.number is not None
        folder = (
            await self._folder(effect.number) if in_case and effect.number else self._place(Place.folder("review"))
        )
        for key, document in mail_filing.filed(self.job, effect, folder, _properties, self.now):
            self.job.ledger.begin(key, "MailPart", document.number, "", document.file)
            self._finish(key, document.file, document)
        self._finish(effect.key, mail_filing.result_of(effect))

    # -- reports

    async def _report(self, effect: FileReport) -> None:
        template = await self._template(PERIODIC_REPORT, PERIODIC_TITLE)
        filing = Filing(self.job, self.now, template, self._place(Place.folder("reports")), _marked)
        made = filing.filed(effect, self.begun[str(effect.key)], self.office_documents)
        result = " ".join(one.file for one in made[-2:])
        self.job.ledger.finish(effect.key, result, office_documents=made, at=self.now)
        self.results[str(effect.key)] = result
        self.office_documents |= {one.effect: one for one in made}

    # -- what effects need of one another and of the world outside

    def _out(self, call: Callable[Given, T], *args: Given.args, **named: Given.kwargs) -> Outside[T]:
        """Return a call to be awaited: it is made beside those of other effects."""
        return Outside(partial(call, *args, **named))

    def _file_made(
        self,
        id: str,
        name: str,
        folder: str,
        mime_type: str,
        content: bytes,
        properties: Mapping[str, str],
        *,
        exactly: bool = False,
    ) -> Outside[bytes]:
        return self._out(file_made, self.job.drive, id, name, folder, mime_type, content, properties, exactly=exactly)

    def _finish(
        self, key: EffectKey, result: str, document: Document | None = None, covers: tuple[str, ...] = ()
    ) -> None:
        self.job.ledger.finish(key, result, covers=covers, document=document, at=self.now)
        self.results[str(key)] = result
        if document is not None:
            self.documents[document.effect] = document

    async def _put(
        self,
        effect: WriteDocument | MakePdf | PrepareSigning | CopyLetter,
        mime_type: str,
        content: bytes,
        *,
        exactly: bool = False,
    ) -> bytes:
        """Make the file of an effect in the folder of its case and return what it holds."""
        id, folder, mark = self.begun[str(effect.key)], await self._folder(effect.number), _properties(effect.key)
        return await self._file_made(id, effect.name, folder, mime_type, content, mark, exactly=exactly)

    def _result(self, key: EffectKey) -> str:
        if str(key) not in self.results:
            raise _NeedsAnother
        return self.results[str(key)]

    async def _content(self, key: EffectKey) -> bytes:
        """Return the contents of the document that an effect made."""
        return await self._out(self.job.drive.download, self._result(key), called=self._called(key))

    def _called(self, key: EffectKey) -> str:
        document = self.documents.get(str(key))
        return wording.file_named(document.name) if document else ""

    async def _folder(self, number: ComplaintNumber) -> str:
        """Return the folder of a case; what is put into one in the bin would be lost with it."""
        folder = self._result(EffectKey.of(number, Deed.FOLDER))
        if folder not in self._usable:
            if await self._out(self.job.drive.is_in_bin, folder):
                raise CannotAct(wording.folder_in_bin(number))
            self._usable.add(folder)
        return folder

    def _place(self, name: Place) -> str:
        try:
            return self.places[name]
        except KeyError:
            raise CannotAct(wording.place_missing(name)) from None

    async def _template(self, name: str, title: str) -> bytes:
        if name not in self._templates:
            place = self._place(Place.template(name))
            self._templates[name] = await self._out(self.job.drive.download, place, called=wording.template(title))
        return self._templates[name]

    def _made(
        self,
        effect: WriteDocument | MakePdf | PrepareSigning,
        sequence: int,
        form: DocumentForm,
        file: str,
        content: bytes,
    ) -> Document:
        return Document(
            effect=str(effect.key),
            number=effect.number,
            kind=effect.kind,
            sequence=sequence,
            form=form,
            file=file,
            name=effect.name,
            sha256=hashlib.sha256(content).hexdigest(),
            pages=None,
            filed_at=self.now,
        )


@dataclass(frozen=True, slots=True)
class _Underway:
    """An effect in progress, and what it rested on when it began."""

    effect: Effect
    rests_on: str


class _NeedsAnother(Exception):
    """An effect that this one builds on is not done; the next tick tries both again."""


def calls_of(effect: Effect) -> int:
    """Return about how many calls an effect makes."""
    match effect:
        case CreateCaseFolder() | WriteDocument():
            return 1
        case ShareCaseFolder() | FileScan() | SetAside() | MarkDocument() | DesignateScan() | RenewProtections():
            return 2
        case OpenFiles(files=files):
            return 2 * len(files)
        case CloseFiles(files=files, kept=kept):
            return 2 * (len(files) + len(kept))
        case NumberLetter() | KeepUpload() | CompleteForm():
            return 3
        case PrepareSigning() | CopyLetter() | ListRelated():
            return 2
        case PrepareFigures():
            return 1
        case WritePage(is_open=is_open):
            return 2 if is_open else 3
        case RemovePage():
            return 3
        case StateLetter():
            return 0
        case MakePdf():
            return 7
        case SendMail(attachments=attachments):
            return 2 + 2 * len(attachments)
        case SplitScan(parts=parts):
            return 4 + len(parts)
        case SettleMail(files=files):
            return 1 + len(files)
        case FileReport():
            return 11


def _ids_of(effect: Effect) -> int:
    """Return how many Drive ids an effect needs."""
    match effect:
        case CreateCaseFolder() | WriteDocument() | MakePdf() | KeepUpload() | PrepareSigning() | CopyLetter():
            return 1
        case SplitScan(parts=parts):
            return len(parts)
        case ListRelated(before=before) | WritePage(before=before):
            return 0 if before else 1
        case PrepareFigures():
            return 1
        case FileReport():
            return 2
        case ShareCaseFolder() | NumberLetter() | SendMail() | SettleMail():
            return 0
        case FileScan() | SetAside() | MarkDocument() | DesignateScan() | CompleteForm():
            return 0
        case OpenFiles() | CloseFiles() | RenewProtections():
            return 0
        case StateLetter() | RemovePage():
            return 0


def _number_of(effect: Effect) -> ComplaintNumber | None:
    of_the_office = SplitScan | SetAside | OpenFiles | CloseFiles | RenewProtections | FileReport | PrepareFigures
    return None if isinstance(effect, of_the_office) else effect.number


def _properties(key: EffectKey) -> dict[str, str]:
    """Mark a file as ours, so that it can be found again should the ledger be lost.

    Drive limits a property's key and value together to 124 bytes.
    """
    return _marked(str(key))


def _marked(key: str) -> dict[str, str]:
    return {"tanggap": key[:110]}


def is_resumed(kind: str) -> bool:
    """Return whether an effect of this kind, once begun, is finished whatever the world calls for."""
    return kind in _RESUMED


#: Effects that no fact of the world calls for again once they were begun: they are finished from the journal.
_RESUMED: Mapping[str, type[FileScan | SplitScan | SetAside | SettleMail | FileReport]] = {
    kind.__name__: kind for kind in (FileScan, SplitScan, SetAside, SettleMail, FileReport)
}

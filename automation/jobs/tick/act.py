"""Act: journal each effect, do it, mark it done. Killed anywhere, the next tick finishes it: nothing twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import PurePath

from automation.domain.address import WrongAddress
from automation.domain.case import Event
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import (
    CreateCaseFolder,
    Deed,
    Document,
    Effect,
    EffectKey,
    FileScan,
    MakePdf,
    NumberLetter,
    SendMail,
    SetAside,
    SettleMail,
    ShareCaseFolder,
    SplitScan,
    WriteDocument,
)
from automation.domain.mail_fate import Fate
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.setback import Cause
from automation.jobs.documents_due import files_of
from automation.jobs.incoming_mail import filing as mail_filing
from automation.jobs.job_context import JobContext
from automation.jobs.settings_views import rules_of
from automation.jobs.tick import wording
from automation.jobs.tick.scanning import remembered
from automation.jobs.trouble import NEW_IDS, Attempts, effect_rests_on
from automation.ledger.codec import from_json, to_json
from automation.mail.message import Attachment, Mail, message_bytes
from automation.ports import AskedToStop, DraftGone, EnoughForNow, Refused, TryLater

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
#: Bytes of all files of a mail: in base64, with line ends, they are a third more, and Gmail takes 25 MB in all.
LARGEST_ATTACHED = 18_000_000


class CannotAct(Refused):
    """This one effect cannot be done until a person does what the text says; all others go on."""


@dataclass(slots=True, kw_only=True)
class Acting:
    """The effects of one tick, while they are done.

    Attributes:
        attempts: what was tried in this tick and failed.
        done: keys of the effects that were done, in order.
        events: what goes into Riwayat together with the beginning of an effect, by the effect's key.
        checksums: of files that effects which failed before build on, by the key that made them.
    """

    job: JobContext
    now: datetime
    results: dict[str, str]
    begun: dict[str, str]
    documents: dict[str, Document]
    places: dict[Place, str]
    attempts: Attempts
    done: list[str] = field(default_factory=list)
    events: Mapping[EffectKey, tuple[Event, ...]] = field(default_factory=dict)
    checksums: Mapping[str, str] = field(default_factory=dict)
    _ids: list[str] = field(default_factory=list)
    _templates: dict[DocumentKind, bytes] = field(default_factory=dict)

    @classmethod
    def at(cls, job: JobContext, memory: Memory, now: datetime, attempts: Attempts | None = None) -> Acting:
        """Start from what the ledger remembers."""
        documents = {document.effect: document for document in memory.documents}
        return cls(
            job=job,
            now=now,
            results=dict(memory.results),
            begun=dict(memory.begun),
            documents=documents,
            places=dict(memory.places),
            attempts=attempts or Attempts(job.on_bug),
        )

    def do_all(self, effects: Sequence[Effect]) -> None:
        """Do these effects in their order; one that cannot be done stops only those that need it.

        Raises:
            TryLater: the other side is out of reach for one after another.
            NotAllowed: it refuses altogether.
            AskedToStop: the process shall end; nothing of the next effect was begun.
        """
        waiting = [one for one in effects if self._is_open(str(one.key))]
        self._fetch_ids(waiting)
        for effect in waiting:
            if self.job.asked_to_stop():
                raise AskedToStop
            key = str(effect.key)
            if self._is_open(key):
                rests_on = effect_rests_on(effect, files_of(effect, self.checksums))
                if self.attempts.of(key, partial(self._whole, effect), _number_of(effect), rests_on):
                    self.done.append(key)
                elif key in self.begun and (failure := self.attempts.failure_of(key)):
                    self.job.ledger.fail(key, failure.reason)

    def resume(self, memory: Memory) -> None:
        """Finish what a killed tick had begun and nothing calls for again: filings."""
        for begun in self.job.ledger.begun():
            if kind := _RESUMED.get(begun.kind):
                effect = from_json(kind, begun.payload)
                before = memory.setbacks.get(begun.key)
                if before is None or not before.rests(self.now, effect_rests_on(effect)):
                    self.do_all([effect])

    def _is_open(self, key: str) -> bool:
        return key not in self.results and self.attempts.failure_of(key) is None

    def _whole(self, effect: Effect) -> bool | None:
        """Do one effect; None where another one must come first, or where it waits for the next tick."""
        try:
            self._begin(effect)
            self._do(effect)
        except (_NeedsAnother, EnoughForNow):
            return None
        return True

    def _fetch_ids(self, effects: Iterable[Effect]) -> None:
        """Get all ids that these effects need in one call; where that fails, those that need one fail."""
        needed = sum(_ids_of(effect) for effect in effects if not self.begun.get(str(effect.key))) - len(self._ids)
        if needed > 0 and self._is_open(NEW_IDS):
            self._ids += self.attempts.of(NEW_IDS, partial(self.job.drive.new_ids, needed)) or ()

    def _id(self) -> str:
        """Return one id; where fetching them failed, whoever needs one fails in the same way."""
        if not self._ids and (failure := self.attempts.failure_of(NEW_IDS)):
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

    def _do(self, effect: Effect) -> None:
        match effect:
            case CreateCaseFolder():
                self._create_folder(effect)
            case ShareCaseFolder():
                self.job.drive.share(self._folder(effect.number), effect.email, "writer")
                self._finish(effect.key, effect.email)
            case WriteDocument():
                self._write(effect)
            case NumberLetter():
                self._number(effect)
            case MakePdf():
                self._make_pdf(effect)
            case SendMail():
                self._send(effect)
            case FileScan():
                self._file(effect)
            case SplitScan():
                self._split(effect)
            case SetAside():
                self._set_aside(effect)
            case SettleMail():
                self._settle(effect)

    def _set_aside(self, effect: SetAside) -> None:
        # Noted first: once it is moved, nothing else knows that somebody must be notified.
        settings = self.job.settings
        today = settings.hours.day_of(self.now)
        self.job.ledger.note_memory(*remembered(effect, rules_of(settings).officers, today))
        self.job.drive.move(effect.source, self._place(Place.folder("review")), effect.name, note=effect.reason)
        self._finish(effect.key, effect.source)

    # -- folders and documents

    def _create_folder(self, effect: CreateCaseFolder) -> None:
        id = self.begun[str(effect.key)]
        self.job.drive.create_folder(id, effect.name, self._place(Place.folder("cases")), _properties(effect.key))
        self._finish(effect.key, id)

    def _write(self, effect: WriteDocument) -> None:
        code = DocumentCode(effect.number, effect.kind, effect.sequence).signed(self.job.code_secret)
        content = self.job.sandbox.filled(self._template(effect.kind), effect.words, code, effect.kind.title)
        id = self.begun[str(effect.key)]
        self.job.drive.upload(id, effect.name, self._folder(effect.number), DOCX, content, _properties(effect.key))
        document = self._made(effect, effect.sequence, DocumentForm.DOCX, id, content)
        self._finish(effect.key, id, document)

    def _number(self, effect: NumberLetter) -> None:
        file = self._result(effect.draft)
        draft = self.job.drive.download(file)
        code = DocumentCode(effect.number, DocumentKind.SURAT_BALASAN).signed(self.job.code_secret)
        numbered = self.job.sandbox.numbered(draft, code, effect.letter_number, effect.letter_date)
        self.job.drive.replace(file, numbered, DOCX)
        sha256 = hashlib.sha256(numbered).hexdigest()
        self._finish(effect.key, file, replace(self.documents[str(effect.draft)], sha256=sha256))

    def _make_pdf(self, effect: MakePdf) -> None:
        self._result(EffectKey(effect.key.subject, Deed.NUMBER_LETTER))
        content = self.job.drive.as_pdf(self.job.drive.download(self._result(effect.source)), effect.name)
        id = self.begun[str(effect.key)]
        self.job.drive.upload(id, effect.name, self._folder(effect.number), PDF, content, _properties(effect.key))
        self._finish(effect.key, id, self._made(effect, 1, DocumentForm.PDF, id, content))

    # -- mail

    def _send(self, effect: SendMail) -> None:
        """Draft, note the draft's id, send: what becomes of a mail that stops in between is settled by `unsent`."""
        if self.begun[str(effect.key)]:
            raise _NeedsAnother  # Perhaps it is sent: that must be known first.
        draft = self.job.mailbox.draft(self._message(effect))
        self.job.ledger.note(effect.key, draft)
        self.begun[str(effect.key)] = draft
        try:
            message = self.job.mailbox.send(draft)
        except DraftGone as gone:
            raise _NeedsAnother from gone
        self._finish(effect.key, message, covers=effect.covers)

    def _message(self, effect: SendMail) -> bytes:
        attachments = tuple(self._attachment(key, len(effect.attachments)) for key in effect.attachments)
        mail = Mail(
            key=str(effect.key),
            to=effect.to,
            subject=effect.subject,
            body=effect.body,
            attachments=attachments,
            in_reply_to=effect.in_reply_to,
        )
        try:
            return message_bytes(mail)
        except WrongAddress as wrong:
            raise CannotAct(wording.not_addressed(wrong)) from wrong

    def _attachment(self, key: EffectKey, among: int) -> Attachment:
        """Return a file as an attachment, made smaller where the mail would be too large."""
        bound = self.job.sandbox.bound(self.job.drive.download(self._result(key)))
        content = self.job.sandbox.smaller(bound, LARGEST_ATTACHED // among)
        return Attachment(PurePath(self.documents[str(key)].name).stem + ".pdf", content)

    # -- scans

    def _file(self, effect: FileScan) -> None:
        self.job.drive.move(effect.source, self._folder(effect.number), effect.name)
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
        )
        self._finish(effect.key, effect.source, document)

    def _split(self, effect: SplitScan) -> None:
        parts = self.job.sandbox.split(
            self.job.drive.download(effect.source), tuple((part.first, part.end) for part in effect.parts)
        )
        ids = self.begun[str(effect.key)].split()
        for place, (part, content, id) in enumerate(zip(effect.parts, parts, ids, strict=True), start=1):
            key = effect.key.part(place)
            self.job.drive.upload(id, part.name, self._folder(part.number), PDF, content, _properties(key))
            document = Document(
                effect=str(key),
                number=part.number,
                kind=part.kind,
                sequence=part.sequence,
                form=DocumentForm.SCAN,
                file=id,
                name=part.name,
                sha256=hashlib.sha256(content).hexdigest(),
                pages=part.end - part.first,
                filed_at=self.now,
            )
            self.job.ledger.begin(key, "ScanPart", part.number, "", id)
            self._finish(key, id, document)
        self.job.drive.move(effect.source, self._place(Place.folder("originals")), effect.key.detail + ".pdf")
        self._finish(effect.key, " ".join(ids))

    def _settle(self, effect: SettleMail) -> None:
        in_case = effect.fate is Fate.FILED and effect.number is not None
        folder = self._folder(effect.number) if in_case and effect.number else self._place(Place.folder("review"))
        for key, document in mail_filing.filed(self.job, effect, folder, _properties, self.now):
            self.job.ledger.begin(key, "MailPart", document.number, "", document.file)
            self._finish(key, document.file, document)
        self._finish(effect.key, mail_filing.result_of(effect))

    # -- what effects need of one another

    def _finish(
        self, key: EffectKey, result: str, document: Document | None = None, covers: tuple[str, ...] = ()
    ) -> None:
        self.job.ledger.finish(key, result, covers=covers, document=document, at=self.now)
        self.results[str(key)] = result
        if document is not None:
            self.documents[document.effect] = document

    def _result(self, key: EffectKey) -> str:
        if str(key) not in self.results:
            raise _NeedsAnother
        return self.results[str(key)]

    def _folder(self, number: ComplaintNumber) -> str:
        return self._result(EffectKey.of(number, Deed.FOLDER))

    def _place(self, name: Place) -> str:
        try:
            return self.places[name]
        except KeyError:
            raise CannotAct(wording.place_missing(name)) from None

    def _template(self, kind: DocumentKind) -> bytes:
        if kind not in self._templates:
            self._templates[kind] = self.job.drive.download(self._place(Place.template(kind.value)))
        return self._templates[kind]

    def _made(
        self, effect: WriteDocument | MakePdf, sequence: int, form: DocumentForm, file: str, content: bytes
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


class _NeedsAnother(Exception):
    """An effect that this one builds on is not done; the next tick tries both again."""


def calls_of(effect: Effect) -> int:
    """Return about how many calls an effect makes."""
    match effect:
        case CreateCaseFolder() | WriteDocument():
            return 1
        case ShareCaseFolder() | FileScan() | SetAside():
            return 2
        case NumberLetter():
            return 3
        case MakePdf():
            return 7
        case SendMail(attachments=attachments):
            return 2 + 2 * len(attachments)
        case SplitScan(parts=parts):
            return 4 + len(parts)
        case SettleMail(files=files):
            return 1 + len(files)


def _ids_of(effect: Effect) -> int:
    """Return how many Drive ids an effect needs."""
    match effect:
        case CreateCaseFolder() | WriteDocument() | MakePdf():
            return 1
        case SplitScan():
            return len(effect.parts)
        case _:
            return 0


def _number_of(effect: Effect) -> ComplaintNumber | None:
    return None if isinstance(effect, SplitScan | SetAside) else effect.number


def _properties(key: EffectKey) -> dict[str, str]:
    """Mark a file as ours, so that it can be found again should the ledger be lost.

    Drive limits a property's key and value together to 124 bytes.
    """
    return {"tanggap": str(key)[:110]}


def is_resumed(kind: str) -> bool:
    """Return whether an effect of this kind, once begun, is finished whatever the world calls for."""
    return kind in _RESUMED


#: Effects that no fact of the world calls for again once they were begun: they are finished from the journal.
_RESUMED: Mapping[str, type[FileScan | SplitScan | SetAside | SettleMail]] = {
    kind.__name__: kind for kind in (FileScan, SplitScan, SetAside, SettleMail)
}

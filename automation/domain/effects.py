"""What a tick does to the world outside: each effect has a name for ever, so that no run repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Protocol, runtime_checkable

from . import letter_wording
from .documents import DocumentForm, DocumentKind
from .letter_content import Variables
from .mail_fate import Fate, LeftAlone, MailNews
from .notices import OFFICE
from .numbers import ComplaintNumber
from .paper import Block, Leaflet
from .periodic import Stated
from .prose import Paragraph
from .signatures import TextCheck


class Deed(Enum):
    """What an effect does; the value is the middle of its printed key, so it never changes."""

    FOLDER = "folder"
    SHARE = "berbagi"
    FORM_PENGADUAN = DocumentKind.FORM_PENGADUAN.value
    LEMBAR_DISPOSISI = DocumentKind.LEMBAR_DISPOSISI.value
    UNDANGAN_RAPAT = DocumentKind.UNDANGAN_RAPAT.value
    KONSEP_TINDAKAN = DocumentKind.KONSEP_TINDAKAN.value
    LAPORAN_TINDAKAN = DocumentKind.LAPORAN_TINDAKAN.value
    SURAT_BALASAN = DocumentKind.SURAT_BALASAN.value
    NOTULEN = DocumentKind.NOTULEN.value
    LEMBAR_SAMPUL = DocumentKind.LEMBAR_SAMPUL.value
    LABEL_MAP = DocumentKind.LABEL_MAP.value
    NUMBER_LETTER = "nomor-surat"
    PDF = "pdf"
    MAIL = "surel"
    DIGEST = "kabar"
    DAILY_DIGEST = "kabar-harian"
    ALARM = "peringatan"
    SUPERVISOR_DAY = "harian"
    SCAN = "pindaian"
    BATCH = "berkas"
    INCOMING_MAIL = "surel-masuk"
    SETUP = "pasang"
    MARK = "tandai"
    COMPLETE = "lengkapi"
    ACCESS = "akses"
    PROTECT = "lindungi"
    OFFICIAL = "pejabat"
    UPLOAD = "lampiran-formulir"
    DESIGNATE = "tetapkan"
    SRIKANDI = "srikandi"
    STATE = "nyatakan"
    JOINT = "surat-bersama"
    RELATED = "keluhan-terkait"
    REPORT = "laporan"
    PAGE = "halaman"
    PAGE_GONE = "halaman-hapus"
    FIGURES = "angka-publik"
    FIGURES_PAGE = "angka-terbit"
    FIGURES_GONE = "angka-tarik"
    MOVE = "pindah"


@dataclass(frozen=True, slots=True)
class EffectKey:
    """The name of an effect: complaint (or "kantor"), what, and which one of these.

    Printed as `KEL-2026-0042/surat_balasan/1`; only this class takes a printed key apart.
    """

    subject: str
    what: Deed
    detail: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.subject, self.what.value, self.detail) if part)

    @classmethod
    def of(cls, number: ComplaintNumber | None, what: Deed, detail: str = "") -> EffectKey:
        """Name an effect of a complaint; None: of the office."""
        return cls(str(number or OFFICE), what, detail)

    @classmethod
    def parse(cls, text: str) -> EffectKey:
        """Read a printed key.

        Raises:
            ValueError: it is none.
        """
        subject, _, rest = text.partition("/")
        what, _, detail = rest.partition("/")
        return cls(subject, Deed(what), detail)

    @classmethod
    def read(cls, text: str) -> EffectKey | None:
        """Read what may be a printed key; None where it is none."""
        try:
            return cls.parse(text)
        except ValueError:
            return None

    @property
    def number(self) -> ComplaintNumber | None:
        """The complaint; None for the office."""
        return ComplaintNumber.read(self.subject)

    @property
    def sequence(self) -> int:
        """Which document of its kind this is about, where the key counts them; else 1."""
        which = self.detail.rpartition(".")[2] if self.what in (Deed.PDF, Deed.JOINT) else self.detail
        return int(which) if which.isdecimal() else 1

    def part(self, place: int) -> EffectKey:
        """Name one of the files that an effect makes, from 1."""
        return replace(self, detail=f"{self.detail}.{place}")

    @property
    def whole(self) -> EffectKey:
        """The effect that this names a part of."""
        return replace(self, detail=self.detail.rpartition(".")[0] or self.detail)


@runtime_checkable
class Shelved(Protocol):
    """Printed keys among which those that begin alike are found without a look at all the others."""

    def beginning(self, start: str) -> Iterable[str]:
        """Return those."""


def keys_of(printed: Iterable[str], number: ComplaintNumber | None, what: Deed) -> Iterator[EffectKey]:
    """Find among many printed keys those of one deed of a complaint, or of the office; only these are read."""
    start = f"{EffectKey.of(number, what)}/"
    if isinstance(printed, Shelved):
        return map(EffectKey.parse, printed.beginning(start))
    return (EffectKey.parse(text) for text in printed if text.startswith(start))


@dataclass(frozen=True, slots=True)
class CreateCaseFolder:
    """Make the folder of a case. Result: its id."""

    key: EffectKey
    number: ComplaintNumber
    name: str


@dataclass(frozen=True, slots=True)
class ShareCaseFolder:
    """Let the one who leads a working group work in the folder of a case. Result: the address."""

    key: EffectKey
    number: ComplaintNumber
    email: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteDocument:
    """Fill a template and put the .docx into the case's folder. Result: the file's id.

    `words` are the template's words with what stands in their place; `sequence` tells repeated documents of a
    kind apart, in the QR code and the file name. `covers` is the paper whose code a cover sheet bears; None for any
    other document, which bears its own. `reply` is what a letter has to say, of all its words; "" for no letter.
    """

    key: EffectKey
    number: ComplaintNumber
    kind: DocumentKind
    sequence: int
    name: str
    words: Mapping[str, str]
    covers: DocumentKind | None = None
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLetter:
    """Fill number and date into the draft that people edited. Result: the draft's id.

    `seal` is the digest of what was approved: another content is left alone.
    """

    key: EffectKey
    number: ComplaintNumber
    draft: EffectKey
    letter_number: str
    letter_date: date
    seal: str = ""
    sequence: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePdf:
    """Turn the approved draft, with its number and date, into a PDF beside it. Result: the file's id.

    `seal` is as in `NumberLetter`.
    """

    key: EffectKey
    number: ComplaintNumber
    source: EffectKey
    kind: DocumentKind
    name: str
    letter_number: str
    letter_date: date
    seal: str
    sequence: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareSigning:
    """Put the approved draft into the case's folder as Srikandi takes it, with variables. Result: the file's id.

    `seal` is as in `NumberLetter`; `signer` is whose name stands under the signature.
    """

    key: EffectKey
    number: ComplaintNumber
    source: EffectKey
    name: str
    variables: Variables
    signer: str
    seal: str
    sequence: int = 1

    @property
    def kind(self) -> DocumentKind:
        """What it is."""
        return DocumentKind.SURAT_BALASAN


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLetter:
    """Keep what a person states of a signed letter that no program could read. Result: the file's id.

    `document` is the printed key that filed it.
    """

    key: EffectKey
    number: ComplaintNumber
    document: str
    letter_number: str
    letter_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMail:
    """Send one mail; `attachments` are the effects whose files go along. Result: the message's id.

    `covers` names the notices it carries: a digest counts as each of them; `in_reply_to` is a Message-ID it answers.
    """

    key: EffectKey
    number: ComplaintNumber | None
    to: str
    subject: str
    body: tuple[Paragraph, ...]
    attachments: tuple[EffectKey, ...] = ()
    covers: tuple[str, ...] = ()
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileScan:
    """Move a scan into a case's folder under a clear name. Result: the file's id.

    `remark` is what an officer must still say of it; "" for nothing.
    `letter_number`, `letter_date`, `signed_by` and `checked` are as in `Document`.
    """

    key: EffectKey
    number: ComplaintNumber
    kind: DocumentKind
    sequence: int
    source: str
    name: str
    sha256: str
    pages: int
    remark: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    signed_by: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPart:
    """Some pages (from, to; 0-based, `to` excluded) of a batch, and where they belong; `remark` as of `FileScan`."""

    number: ComplaintNumber
    kind: DocumentKind
    sequence: int
    first: int
    end: int
    name: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitScan:
    """Put each part of a batch into its case's folder and keep the original. Result: the parts' ids, by spaces."""

    key: EffectKey
    source: str
    sha256: str
    parts: tuple[ScanPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Move a scan to `Perlu Ditinjau` and say why. Result: the file's id."""

    key: EffectKey
    source: str
    name: str
    reason: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A file to be made of a mail, under an id given beforehand; `place` is which leaf, -1 the mail itself."""

    id: str
    place: int
    kind: DocumentKind
    name: str
    mime_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleMail:
    """Deal with one mail that came in, for ever. Result: what was done, on which day, for whom, and the files.

    Attributes:
        message: the mailbox's id of it.
        day: the office's day, as ISO date.
        mark: stands for the sender's address, so that its mails of a day can be counted.
        sequence: which mail of its complaint it is.
        news: what people must hear of it; None where nothing needs to be said.
        left: why nothing was done about it; None where something was.
    """

    key: EffectKey
    number: ComplaintNumber | None
    message: str
    fate: Fate
    day: str
    mark: str
    sequence: int = 1
    files: tuple[MailFile, ...] = ()
    news: MailNews | None = None
    left: LeftAlone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkDocument:
    """Mark a document that no longer counts: its name, its description in Drive, and Arsip. Result: the file's id.

    `document` is the printed key that made or filed it.
    """

    key: EffectKey
    number: ComplaintNumber
    document: str
    name: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteForm:
    """Fill the Form Pengaduan once more, after the sorting, where nobody edited it meanwhile. Result: the file's id.

    `form` is what made it.
    """

    key: EffectKey
    number: ComplaintNumber
    form: EffectKey
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFiles:
    """Let somebody who came into an office work in files or folders, by id. Result: the address."""

    key: EffectKey
    email: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFiles:
    """Take back that somebody who left their office can open files or folders, by id. Result: the address.

    `kept` are files below them that this person goes on working in: they are shared again, on themselves.
    """

    key: EffectKey
    email: str
    files: tuple[str, ...]
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewProtections:
    """Let those who hold office now write in their columns, and nobody else. Result: "".

    `editors` are addresses in small letters, by owner of a column.
    """

    key: EffectKey
    editors: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepUpload:
    """Copy a file that came with a form's answer into the case folder. Result: the copy's id.

    Attributes:
        source: the file's id in the form's own folder.
        place: which of the case's uploads it is, from 1.
    """

    key: EffectKey
    number: ComplaintNumber
    source: str
    name: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignateScan:
    """Make a scan without our code the document that an officer says it is. Result: the file's id.

    Attributes:
        document: the printed key that filed it.
        name: what it is called from now on; `before` is its name until then.
    """

    key: EffectKey
    number: ComplaintNumber
    document: str
    kind: DocumentKind
    sequence: int
    name: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLetter:
    """Put a letter that was made for another complaint into the folder of one that it answers too. Result: its id.

    Attributes:
        document: the printed key that made or filed it there.
        name: what it is called here, where it names no other complaint.
        sequence: which letter of this complaint it is.
    """

    key: EffectKey
    number: ComplaintNumber
    document: str
    name: str
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRelated:
    """Let a text in the case's folder say which complaints it is related to, and how they stand. Result: its id.

    Attributes:
        before: the file that said so until now, or that a killed tick may have made; "" where there is none.
    """

    key: EffectKey
    number: ComplaintNumber
    name: str
    text: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """Make the report of a period, as .docx and PDF, for ever. Result: the ids of both, by a space.

    Attributes:
        period: its code.
        name: of the files, without an ending.
        words: what the template asks for besides the contents.
        blocks: the contents; of a version that only adds a note, none: they are those of `source`.
        stated: what it states of its own period, and of earlier ones that it corrects.
        version: from 1.
        source: the printed key of the version that was returned; "" for the first.
        note: what the Kepala Balai returned that one with.
    """

    key: EffectKey
    period: str
    name: str
    words: Mapping[str, str]
    blocks: tuple[Block, ...] = ()
    stated: tuple[Stated, ...] = ()
    version: int = 1
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareFigures:
    """Put figures for everybody where the Kepala Balai judges them; nobody else sees them. Result: the file's id.

    Attributes:
        period: the code of the quarter that is the last of them.
        name: of the file.
    """

    key: EffectKey
    period: str
    name: str
    leaflet: Leaflet


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """Let a file that everybody with its link can read say what is so now. Result: its id.

    Attributes:
        number: whose complaint it shows; None for a page of the office.
        mark: finds the file again should the ledger be lost.
        before: the file that said so until now, or that a killed tick may have made; "" where there is none.
        is_open: that file can be read by its link already.
    """

    key: EffectKey
    number: ComplaintNumber | None
    name: str
    leaflet: Leaflet
    mark: EffectKey
    before: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class RemovePage:
    """Take such a file away, so that its link leads nowhere. Result: its id."""

    key: EffectKey
    number: ComplaintNumber | None
    file: str


Effect = (
    CreateCaseFolder
    | ShareCaseFolder
    | WriteDocument
    | NumberLetter
    | MakePdf
    | SendMail
    | FileScan
    | SplitScan
    | SetAside
    | SettleMail
    | MarkDocument
    | CompleteForm
    | OpenFiles
    | CloseFiles
    | RenewProtections
    | KeepUpload
    | DesignateScan
    | PrepareSigning
    | StateLetter
    | CopyLetter
    | ListRelated
    | FileReport
    | PrepareFigures
    | WritePage
    | RemovePage
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the archive.

    Attributes:
        effect: the printed key of the effect that made or filed it; unique.
        letter_number, letter_date: what an outgoing letter bears; "" and None for what is none, or is not known.
        remark: of a document of ours, why it no longer counts; of another, what an officer must still say of it.
        made_from: stands for the statements it was made from; "" where that does not matter, or is not known.
        signed_by: whose certificate signed it electronically; "" for nobody's.
        checked: what came of checking an electronic signature and its text, in words; "" where nothing was.
        shelf: where its paper lies, as officers wrote into Arsip.
    """

    effect: str
    number: ComplaintNumber
    kind: DocumentKind
    sequence: int
    form: DocumentForm
    file: str
    name: str
    sha256: str
    pages: int | None
    filed_at: datetime
    letter_number: str = ""
    letter_date: date | None = None
    remark: str = ""
    made_from: str = ""
    signed_by: str = ""
    checked: str = ""
    shelf: str = ""

    @property
    def is_paper(self) -> bool:
        """Whether it lies in a cupboard as one of the case's own papers: scanned, in force, signed by hand."""
        by_hand = not (self.signed_by or self.checked or self.remark or self.joint_source)
        return self.form is DocumentForm.SCAN and self.kind is not DocumentKind.LAMPIRAN and by_hand

    @property
    def joint_source(self) -> tuple[ComplaintNumber, int] | None:
        """For which complaint this letter was made, and which of its letters it is; None for what is no such copy."""
        if f"/{Deed.JOINT.value}/" not in self.effect:
            return None
        number, letter, *_ = EffectKey.parse(self.effect).detail.split(".")
        return ComplaintNumber.parse(number), int(letter)

    @property
    def text_check(self) -> TextCheck | None:
        """What came of holding its text against what was approved; None where it was not signed electronically."""
        return next((check for check in TextCheck if self.checked.startswith(text_checked(check))), None)

    @property
    def differences(self) -> str:
        """Which words of a signed letter differ from what was approved; "" for none."""
        found = self.checked.removeprefix(text_checked(TextCheck.DIFFERS))
        told = found.removeprefix(": ").rpartition(f". {letter_wording.SIGNATURE_WHOLE}")[0]
        return told if self.text_check is TextCheck.DIFFERS else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDocument:
    """One document of the archive that belongs to no complaint.

    Attributes:
        effect: the printed key of the effect that made it; unique.
        title: what it is, as Arsip shows it.
        remark: why it no longer counts; "" while it does.
    """

    effect: str
    title: str
    file: str
    name: str
    sha256: str
    filed_at: datetime
    remark: str = ""


def text_checked(check: TextCheck) -> str:
    """Return how `Document.checked` begins."""
    return f"Teks {check.value}"

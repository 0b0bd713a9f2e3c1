"""What a tick does to the world outside: each effect has a name for ever, so that no run repeats it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from .documents import DocumentForm, DocumentKind
from .mail_fate import Fate, MailNews
from .notices import OFFICE
from .numbers import ComplaintNumber
from .prose import Paragraph


class Deed(Enum):
    """What an effect does; the value is the middle of its printed key, so it never changes."""

    FOLDER = "folder"
    SHARE = "berbagi"
    FORM_PENGADUAN = DocumentKind.FORM_PENGADUAN.value
    LEMBAR_DISPOSISI = DocumentKind.LEMBAR_DISPOSISI.value
    UNDANGAN_RAPAT = DocumentKind.UNDANGAN_RAPAT.value
    LAPORAN_TINDAKAN = DocumentKind.LAPORAN_TINDAKAN.value
    SURAT_BALASAN = DocumentKind.SURAT_BALASAN.value
    NOTULEN = DocumentKind.NOTULEN.value
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
        return int(self.detail) if self.detail.isdecimal() else 1

    def part(self, place: int) -> EffectKey:
        """Name one of the files that an effect makes, from 1."""
        return replace(self, detail=f"{self.detail}.{place}")

    @property
    def whole(self) -> EffectKey:
        """The effect that this names a part of."""
        return replace(self, detail=self.detail.rpartition(".")[0] or self.detail)


def keys_of(printed: Iterable[str], number: ComplaintNumber | None, what: Deed) -> Iterator[EffectKey]:
    """Find among many printed keys those of one deed of a complaint, or of the office; only these are read."""
    beginning = f"{EffectKey.of(number, what)}/"
    return (EffectKey.parse(text) for text in printed if text.startswith(beginning))


@dataclass(frozen=True, slots=True)
class CreateCaseFolder:
    """Make the folder of a case. Result: its id."""

    key: EffectKey
    number: ComplaintNumber
    name: str


@dataclass(frozen=True, slots=True)
class ShareCaseFolder:
    """Let a person work in the folder of a case. Result: the address."""

    key: EffectKey
    number: ComplaintNumber
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteDocument:
    """Fill a template and put the .docx into the case's folder. Result: the file's id.

    `words` are the template's words with what stands in their place; `sequence` tells repeated documents of a
    kind apart, in the QR code and the file name.
    """

    key: EffectKey
    number: ComplaintNumber
    kind: DocumentKind
    sequence: int
    name: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLetter:
    """Fill number and date into the draft that people edited. Result: the draft's id."""

    key: EffectKey
    number: ComplaintNumber
    draft: EffectKey
    letter_number: str
    letter_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePdf:
    """Turn a finished .docx of the case into a PDF beside it. Result: the file's id."""

    key: EffectKey
    number: ComplaintNumber
    source: EffectKey
    kind: DocumentKind
    name: str


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
    """Move a scan into a case's folder under a clear name. Result: the file's id."""

    key: EffectKey
    number: ComplaintNumber
    kind: DocumentKind
    sequence: int
    source: str
    name: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPart:
    """Some pages (from, to; 0-based, `to` excluded) of a batch, and where they belong."""

    number: ComplaintNumber
    kind: DocumentKind
    sequence: int
    first: int
    end: int
    name: str


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
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of the archive.

    Attributes:
        effect: the printed key of the effect that made or filed it; unique.
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

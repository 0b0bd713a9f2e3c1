"""What the jobs wish of the world outside, in our words.

Every adapter is held to these promises by one suite in `tests/ports`. All of them raise the refusals below.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Protocol, Self

from automation.domain.cells import Cell, Change, WholeRow
from automation.domain.complaint import ExtraAnswer, UploadedFile
from automation.domain.incoming_mail import IncomingMail
from automation.domain.layout import (
    DriveRights,
    FormText,
    FoundForm,
    FoundTab,
    LayoutChange,
    Marked,
    MergedArea,
    Question,
    Region,
    Responder,
)
from automation.domain.letter_content import LetterContent, Variables
from automation.domain.paper import Block, Chart, Leaflet
from automation.domain.scans import HeldScan, SeenScan
from automation.domain.signatures import SignedPdf

#: The header that finds a mail of ours again: the key of the effect that sent it.
KEY_HEADER = "X-Tanggap-Kunci"
#: The largest message, as bytes with its attachments encoded, that Gmail sends.
LARGEST_MESSAGE = 25 * 1024 * 1024
#: The largest file, in bytes, that is taken into memory, a scan too.
LARGEST_DOWNLOAD = 100_000_000


class Refusal(Exception):
    """The world outside said no; the text tells a person what to do.

    Its kinds tell what a refusal is about, for that decides what goes on: `TryLater` the moment, `NotAllowed` and
    `UnreadableWorkbook` the office's access, `Refused` one object alone.

    Attributes:
        said: what the other side said itself, such as `403 exportSizeLimitExceeded: This file is too large to be
            exported.`, with addresses masked; "" where it said nothing.
    """

    def __init__(self, text: str = "", said: str = "") -> None:
        super().__init__(text)
        self.said = said


class TryLater(Refusal):
    """The moment: the other side is out of reach, busy or over its quota; nothing is known to be wrong. Status 3."""


class NothingOpens(TryLater):
    """This machine cannot start the process that opens files; whatever needs none goes on."""


class NotAllowed(Refusal):
    """The office's access is refused or a key was revoked, so nothing can be done at all. Exit status 2."""


class UnreadableWorkbook(Refusal):
    """The workbook or a tab is missing or renamed; the text names it. Exit status 1."""


class Refused(Refusal):
    """One object is refused: a file, a mail, a person, a row. Everything else goes on."""


class Unexplained(Refused):
    """It was refused in words that nobody knows yet, so nobody can tell whether it would be refused again."""


class NoAccount(Refused):
    """An address belongs to no Google account, so that nothing can be shared with it in silence."""


class EnoughShared(Refused):
    """Google lets share no more for now; later it does."""


class StepRefused(Refused):
    """One step of several that are made together or not at all is refused; none was made.

    Attributes:
        step: its place, counted from 0; None where nobody said which.
    """

    def __init__(self, text: str, said: str = "", step: int | None = None) -> None:
        super().__init__(text, said)
        self.step = step


class Missing(Refused):
    """What an id names is gone (or was never there)."""


class RowRefused(Refused):
    """A write of the workbook is refused for what it writes; nothing of it was done.

    Attributes:
        places: which of the changes may be meant, counted from 0; empty where it could be any.
    """

    def __init__(self, text: str, said: str = "", places: tuple[int, ...] = ()) -> None:
        super().__init__(text, said)
        self.places = places


class AskedToStop(Exception):
    """The process was asked to end: the effect in hand is done, and the next tick goes on from there."""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """One answer of a form: question key → texts; file questions hold Drive ids.

    Attributes:
        submitted_at: when it was last sent: later than `created_at` where it was edited.
        uploads: the files, by the question that asked for them.
        respondent: the address that the form itself collects; "" where it does not.
        extras: answers to questions that are none of ours, once their titles are known.
    """

    response: str
    submitted_at: datetime
    answers: Mapping[str, tuple[str, ...]]
    created_at: datetime | None = None
    uploads: Mapping[str, tuple[UploadedFile, ...]] = field(default_factory=dict)
    respondent: str = ""
    extras: tuple[ExtraAnswer, ...] = ()

    @property
    def is_edited(self) -> bool:
        """Whether it was sent again after it was first sent."""
        return self.created_at is not None and self.submitted_at > self.created_at


class EntryKind(Enum):
    """What lies in a folder; only a `FILE` has contents to download."""

    FILE = "berkas"
    NATIVE = "dokumen Google"
    SHORTCUT = "pintasan"
    FOLDER = "folder"


_NATIVE = "application/vnd.google-apps."


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One thing in a folder.

    Attributes:
        size: in bytes; 0 for an empty file, for one whose first bytes have not come yet, and for what is no file.
        md5: of the contents, in hexadecimal; "" for what is no file, or where it is not known.
        modified_at: when the contents last changed (aware); None where it is not known.
        created_at: when it came (aware); None where it is not known.
        parent: the id of the folder in which it lies; "" where that was not asked or is not known.
    """

    id: str
    name: str
    mime_type: str
    size: int
    md5: str = ""
    modified_at: datetime | None = None
    created_at: datetime | None = None
    parent: str = ""

    @property
    def kind(self) -> EntryKind:
        """What it is."""
        if not self.mime_type.startswith(_NATIVE):
            return EntryKind.FILE
        match self.mime_type.removeprefix(_NATIVE):
            case "folder":
                return EntryKind.FOLDER
            case "shortcut":
                return EntryKind.SHORTCUT
            case _:
                return EntryKind.NATIVE


class Workbook(Protocol):
    """The office's workbook."""

    def read(self, ranges: Sequence[str], *, as_shown: bool = False) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
        """Return the cells of several ranges (a tab's title or A1 notation) in one call.

        Values are unformatted, dates are serial numbers; with `as_shown` all are texts as people see them. Trailing
        empty cells and rows are left out.

        Raises:
            UnreadableWorkbook: a range names a tab that is not there.
        """

    def write(self, changes: Sequence[Change]) -> None:
        """Make all changes or none, in one call; a text is stored as text, tabs grow as needed.

        Raises:
            RowRefused: one of the changes cannot be written (a text longer than a cell holds, more cells than Google
                allows, a protected row); none was.
        """

    def grow(self, tab: str, rows: int, looks: Sequence[LayoutChange]) -> None:
        """Add empty rows at a tab's end and make these changes of its layout, all or none."""

    def layout(self) -> tuple[FoundTab, ...]:
        """Return the tabs as they are, with who may write where."""

    def arrange(self, changes: Sequence[LayoutChange]) -> None:
        """Make all changes of the layout or none, in one call; none asks nothing."""

    def tabs(self) -> Mapping[str, int]:
        """Return the titles of all tabs with their ids."""

    def region(self) -> Region:
        """Return the locale and the time zone that are in force, whatever was asked for."""

    def whole(self, rows: Mapping[str, Collection[int]]) -> Mapping[str, Mapping[int, WholeRow]]:
        """Return rows of several tabs (by their schema names) with all that is copied of their cells, in one call.

        Rows are counted from 0, the heading. Trailing empty cells are left out, and rows without anything in them.
        """

    def add_whole(self, rows: Mapping[str, Sequence[WholeRow]], changes: Sequence[LayoutChange] = ()) -> None:
        """Add rows below the last ones of several tabs, with their looks and notes, then change the layout.

        All or none, in one call.

        Raises:
            RowRefused: as `write`.
        """

    def merged(self, tab: str) -> tuple[MergedArea, ...]:
        """Return the cells of a tab (by its schema name) that people merged; none of one that is gone."""


class YearBooks(Protocol):
    """The workbooks into which what was settled long ago is moved, one a year or more."""

    def made(self, mark: str, name: str) -> str:
        """Return the id of the workbook of the office that bears this mark; it is made where there is none."""

    def opened(self, id: str) -> Workbook:
        """Return such a workbook; its tabs bear the same ids as those of the office's own."""

    def is_in_bin(self, id: str) -> bool:
        """Return whether such a workbook lies in the bin, where it can be written until it is deleted for good."""

    def account(self) -> str:
        """Return the e-mail address, in small letters, that the job acts as."""


class Forms(Protocol):
    """The forms' answers."""

    def answers(self, form: str, since: datetime | None) -> tuple[FormAnswer, ...]:
        """Return the answers submitted at or after `since` (all when None), oldest first, from all pages."""

    def questions(self, form: str) -> Mapping[str, str]:
        """Return the titles of what a form asks now, by question id."""

    def asks_to_sign_in(self, form: str) -> bool:
        """Return whether who answers must be signed in, so that the address of an answer is theirs."""

    def offer(self, form: str, question: Question, choices: Sequence[str], ours: Collection[str]) -> None:
        """Let a question offer these; what people added to it stays behind them. Done already is done.

        A question is found by its id or its words; one that is gone is left out.

        Args:
            form: its id.
            question: ours.
            choices: in their order.
            ours: what may be taken away, since it came from us.
        """


class Drive(Protocol):
    """Folders and files. Ids come from `new_ids`, so that a repeated creation makes nothing twice."""

    def new_ids(self, count: int) -> tuple[str, ...]:
        """Return so many ids to create files and folders with; 0 asks nothing."""

    def contents(self, folder: str) -> tuple[FileEntry, ...]:
        """Return all that lies directly in a folder, folders too, oldest first; what is in the bin is left out."""

    def listing(self, folder: str) -> tuple[FileEntry, ...]:
        """Return the same without folders; documents of Google and shortcuts are among it."""

    def contents_with(
        self, folder: str, keys: Sequence[str], inner: Sequence[str] = ()
    ) -> tuple[tuple[FileEntry, ...], tuple[tuple[str, FileEntry], ...]]:
        """Return what `contents` does, and each file made with one of these as its property `tanggap`, in one call.

        Many keys take further calls. Copies that people made may bear the same key; none in the bin is among them.

        Args:
            folder: whose contents are wanted.
            keys: of files.
            inner: some dozens of folders at most, whose contents are wanted in the same call; entries tell `parent`.

        Raises:
            Missing: one of the folders is gone for good.
        """

    def create_folder(self, id: str, name: str, parent: str, properties: Mapping[str, str]) -> None:
        """Make a folder; done already is done."""

    def upload(
        self, id: str, name: str, parent: str, mime_type: str, content: bytes, properties: Mapping[str, str]
    ) -> bool:
        """Make a file whose contents are exactly these bytes; done already is done.

        Returns:
            Whether it was made now. One that was there stays as it is: it may hold other bytes.
        """

    def replace(self, id: str, content: bytes, mime_type: str, *, called: str = "") -> None:
        """Replace a file's contents by exactly these bytes, as its next revision.

        Args:
            id: the file's.
            content: what it holds from now on.
            mime_type: of what kind that is.
            called: what people call the file; refusals say it.

        Raises:
            Refused: somebody locked its contents, or it may not be changed.
        """

    def download(
        self, id: str, known: FileEntry | None = None, *, called: str = "", largest: int = LARGEST_DOWNLOAD
    ) -> bytes:
        """Return a file's contents, checked against the size and MD5 that Drive knows.

        Args:
            id: the file's.
            known: its entry in a listing, where there is one; it saves a call.
            called: what people call the file; refusals say it.
            largest: so many bytes at most are taken into memory.

        Raises:
            Refused: it has no contents to give (a document of Google, a shortcut, a folder), they are withheld, or
                they are larger than `largest`: then nothing of it was fetched.
            Missing: it is gone, or in the bin.
            TryLater: what came is not what Drive says there is, twice.
        """

    def move(self, id: str, parent: str, name: str, note: str = "") -> None:
        """Put a file into another folder under another name, with a note as its description; done already is done.

        Raises:
            Refused: somebody locked it, so that its name cannot change, or it may not be moved.
        """

    def as_pdf(self, document: bytes, name: str) -> bytes:
        """Have a .docx turned into a PDF, leaving nothing behind.

        Where the account may not delete the copy made for it, that goes into the bin; where not even that, it stays.

        Raises:
            Refused: it becomes larger than Google exports.
        """

    def share(self, id: str, email: str, role: str) -> None:
        """Share a file with somebody as "reader" or "writer"; done already is done. No notice is mailed.

        What a folder above gives does not count: it may be taken back.

        Raises:
            NoAccount: the address belongs to no account that files can be shared with.
            EnoughShared: so many were shared that Google takes no more for now.
        """

    def invite(self, id: str, email: str, role: str) -> None:
        """Share a file with an address that has no account yet; Google mails it an invitation, each time."""

    def unshare(self, id: str, email: str) -> None:
        """Take back what a file was shared with somebody for; done already is done.

        Its owner stays, and what a folder above gives, the file goes on giving.

        Raises:
            Missing: the file is gone for good.
        """

    def publish(self, id: str) -> None:
        """Let everybody who has a file's link read it, without being found by search; done already is done.

        Raises:
            Refused: the domain, or the shared drive, forbids it.
        """

    def withdraw(self, id: str) -> None:
        """Take a published file away: its link leads nowhere from now on; done already is done.

        Where the account may not delete it, it goes into the bin.
        """

    def is_in_bin(self, id: str) -> bool:
        """Return whether a file or folder lies in the bin, by itself or within another.

        Raises:
            Missing: it is gone for good.
        """

    def edited_by(self, id: str, since: datetime, until: datetime) -> frozenset[str] | None:
        """Return the addresses of everybody but ourselves who changed a file between two moments.

        None when that is not known: an editor without an address, or edits after `until` that may hide earlier ones.
        """


class DraftGone(Exception):
    """A stored draft is no longer there: it was sent, or a person deleted it."""


class Mailbox(Protocol):
    """The mailbox that the office writes from."""

    def draft(self, message: bytes) -> str:
        """Keep a message as a draft, byte for byte, and return its id.

        Raises:
            Refused: it is larger than `LARGEST_MESSAGE`.
        """

    def send(self, draft: str) -> str:
        """Send a draft and return the message's id.

        Raises:
            DraftGone: the draft is not there (any more).
        """

    def discard(self, draft: str) -> bool:
        """Delete a draft; False when it is not there (any more), or is a sent mail by now, which stays."""

    def sent(self, key: str, subject: str) -> str | None:
        """Return the id of the sent message whose `X-Tanggap-Kunci` header is `key`, if there is one."""

    def drafted(self, key: str) -> str | None:
        """Return the id of the draft whose `X-Tanggap-Kunci` header is `key`, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMail:
    """One mail that came in, as the mailbox keeps it.

    Attributes:
        id: the mailbox's own id of it, for ever.
        thread: the id of the conversation that the mailbox counts it to.
        arrived_at: when it came in (aware).
        content: the whole message as it came.
    """

    id: str
    thread: str
    arrived_at: datetime
    content: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """What a mail answers.

    Attributes:
        keys: the `X-Tanggap-Kunci` of mails in Sent: a header that somebody else wrote proves nothing.
        mails: the mailbox's ids of mails that came in, itself among them.
    """

    keys: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMails:
    """What came into the mailbox since it was looked at before.

    Attributes:
        ids: the mailbox's ids of the mails, oldest first or in the order in which they came to light.
        mark: how far the mailbox's own history was read; to be given the next time.
    """

    ids: tuple[str, ...]
    mark: str


class Inbox(Protocol):
    """The mails that others sent to the office."""

    def arrivals(self, since: datetime, mark: str = "", only: str = "") -> NewMails:
        """Return the mails that came in, from all pages; drafts, our own mails, spam and the bin never are.

        Args:
            since: where the history is not known, those that arrived at or after this moment are returned.
            mark: what was returned before; then all that was added or rescued from spam since, whatever its date.
                What was taken out of the bin counts if it arrived at or after `since`. "" for the first time; a mark
                that the mailbox has forgotten is as none.
            only: the mailbox's own search for those that concern us; "" for all.
        """

    def received(self, id: str) -> ReceivedMail:
        """Return a mail.

        Raises:
            Missing: it is gone for good.
        """

    def answered(self, thread: str, references: Sequence[str], own: str = "") -> Answered:
        """Return what a mail answers: the mails in its thread, or else those under the Message-IDs it refers to.

        Under its `own` Message-ID only mails that came in are looked for: it may have been delivered twice.
        """


class CannotOpen(Refused):
    """A file or mail is not what it should be, or costs more than it may; the text tells a person what to do."""


class EnoughForNow(Exception):
    """So much time went into scans, or into mails, that the others of their kind wait for the next tick."""


class Charts(Protocol):
    """Draws charts."""

    def drawn(self, charts: Sequence[Chart]) -> tuple[bytes, ...]:
        """Return each chart as a picture (PNG); the same numbers give the same bytes.

        Raises:
            Refused: it cannot draw on this machine.
        """


class Leaflets(Protocol):
    """Prints pages for everybody."""

    def printed(self, leaflet: Leaflet) -> bytes:
        """Return it as a PDF whose properties hold its title alone; the same contents give the same bytes.

        Raises:
            Refused: it cannot print on this machine.
        """


class Sandbox(Protocol):
    """Opens what strangers and staff made. A file or mail that breaks what opens it leaves all others unharmed."""

    def look(self, content: bytes, mime_type: str) -> SeenScan:
        """Return what can be seen on a scan; `mime_type`, what Drive takes it for, only helps to say what is wrong.

        Raises:
            CannotOpen: a person must look at it.
            EnoughForNow: it was not looked at.
        """

    def bound(self, content: bytes) -> bytes:
        """Return a scan as a PDF; one that is a PDF stays as it is.

        Raises:
            CannotOpen: a person must look at it, as at a PDF that acts by itself.
        """

    def smaller(self, pdf: bytes, largest: int) -> bytes:
        """Return a PDF of the same pages with at most so many bytes; one that fits stays as it is.

        Raises:
            CannotOpen: it bears an electronic signature, which nothing may change, or does not get small enough.
        """

    def split(self, content: bytes, ranges: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
        """Return the parts of a PDF, one for each range of pages (0-based, the end not included).

        Raises:
            CannotOpen: a person must look at it.
        """

    def read_mail(self, mail: ReceivedMail, largest_file: int) -> IncomingMail:
        """Read a mail; files of it are kept up to `largest_file` bytes each.

        Raises:
            CannotOpen: a person must look at it.
            EnoughForNow: it was not read.
        """

    def leaves(self, mail: ReceivedMail, places: Sequence[int]) -> tuple[bytes, ...]:
        """Return the contents of some of a mail's leaves, as `Enclosure.place` counts them.

        Raises:
            CannotOpen: a person must look at it.
        """

    def filled(self, template: bytes, words: Mapping[str, str], code: str, name: str, logo: bytes = b"") -> bytes:
        """Return a document: a template (.docx) with its words, and with `code` as a QR code.

        Args:
            template: as staff keep it.
            words: every word that it may ask for.
            code: the text of the QR code.
            name: what people call this template; refusals say it.
            logo: the office's logo, as its file is; empty for none.

        Raises:
            CannotOpen: the template or the logo cannot be read, or the template asks for what cannot be given.
        """

    def laid_out(
        self,
        template: bytes,
        words: Mapping[str, str],
        blocks: Sequence[Block],
        pictures: Sequence[bytes],
        name: str,
        logo: bytes = b"",
    ) -> bytes:
        """Return a report: a template (.docx) with its words, and with parts where it says `{{ isi }}`.

        Args:
            template: as staff keep it.
            words: every other word that it may ask for.
            blocks: the parts in their order.
            pictures: one for each chart among them, as PNG.
            name: what people call this template; refusals say it.
            logo: the office's logo, as its file is; empty for none.

        Raises:
            CannotOpen: the template or the logo cannot be read, or the template asks for what cannot be given.
        """

    def numbered(self, draft: bytes, code: str, letter_number: str, letter_date: date) -> bytes:
        """Return an edited reply letter with its number and date; one that bears both stays as it is.

        Args:
            draft: the .docx as people left it.
            code: the text that its QR code must have.
            letter_number: as the Register has it.
            letter_date: likewise.

        Raises:
            CannotOpen: it cannot be read, lost something while it was edited, or has no place for them.
        """

    def content_of(self, draft: bytes) -> LetterContent:
        """Return what a reader sees of an edited reply letter, without number, date and our code.

        Raises:
            CannotOpen: it cannot be read.
        """

    def prepared(self, draft: bytes, code: str, variables: Variables, signer: str) -> bytes:
        """Return an edited reply letter with variables for Srikandi in place of number, date and signature.

        Args:
            draft: the .docx as people left it.
            code: the text that its QR code must have.
            variables: their names.
            signer: whose name the signature stands above.

        Raises:
            CannotOpen: it cannot be read, lost something while it was edited, or has no place for them.
        """

    def signed_pdf(self, pdf: bytes, roots: bytes, now: datetime) -> SignedPdf:
        """Return the electronic signatures of a PDF, none where it bears none, and the text of its pages.

        Args:
            pdf: the file.
            roots: certificates (PEM) that are trusted; empty for none.
            now: the moment, for a signature that does not say when it was made.

        Raises:
            CannotOpen: a person must look at it.
            EnoughForNow: it was not looked at.
        """

    def held_against(self, scan: bytes, pages: Sequence[int], letter: bytes, names: Sequence[str]) -> HeldScan:
        """Hold a scan against the PDF that was printed: what differs, and whether ink signs it where it should.

        Args:
            scan: the scan.
            pages: which of its pages are the letter's, counted from 0.
            letter: the PDF that was printed.
            names: of those who may sign it; where the letter shows none, ink counts anywhere on its last page.

        Raises:
            CannotOpen: a person must compare them.
            EnoughForNow: they were not compared.
        """

    def words_asked(self, template: bytes, name: str) -> frozenset[str]:
        """Return the words that a template asks for, `qr` included.

        Raises:
            CannotOpen: it cannot be read.
        """

    def rest(self) -> None:
        """End what this tick has begun; the next opening begins anew."""


class Construction(Protocol):
    """What setup and doctor need besides: finding what was made, and building the workbook and the forms."""

    def account(self) -> str:
        """Return the e-mail address that the job acts as."""

    def owner_of(self, id: str) -> str | None:
        """Return who owns a file; "" where a shared drive does, None where the account does not see it."""

    def storage(self) -> tuple[int, int | None]:
        """Return how many bytes that account uses, and of how many; None where nothing limits it."""

    def home(self) -> str:
        """Return the id of the folder (My Drive, or the shared drive) where the office's root folder belongs."""

    def shared_drive(self) -> DriveRights | None:
        """Return what the account may do in the shared drive of the settings; None where these name none.

        Raises:
            Missing: there is none of this id, or the account is no member.
        """

    def sees_mark(self, id: str) -> bool:
        """Return whether a file bears a mark that this project of Google Cloud sees; each sees its own alone."""

    def has_unmarked_folder(self, parent: str, name: str) -> bool:
        """Return whether a folder of this name lies in another one without a mark that this project sees."""

    def marked(self, parent: str, office: str) -> tuple[Marked, ...]:
        """Return what lies in a folder under this office's mark, oldest first; what is in the bin is left out."""

    def state(self, id: str) -> str:
        """Return whether a file is "present", in the "bin", or "gone"."""

    def make(self, kind: str, name: str, parent: str, properties: Mapping[str, str]) -> str:
        """Make an empty "workbook" or "form" and return its id. Done twice it makes two: look first."""

    def shared_with(self, id: str) -> frozenset[str]:
        """Return the addresses, in small letters, that may write in a file or folder."""

    def layout(self, workbook: str) -> tuple[FoundTab, ...]:
        """Return the tabs of a workbook as they are."""

    def arrange(self, workbook: str, changes: Sequence[LayoutChange]) -> None:
        """Make all changes or none, in one call.

        Raises:
            StepRefused: one of them cannot be made.
        """

    def form(self, id: str) -> FoundForm:
        """Return a form as it is."""

    def ask(self, id: str, text: FormText) -> None:
        """Write a form's title and questions, all or none."""

    def ask_more(self, id: str, questions: Sequence[Question], after: int) -> None:
        """Add questions below the first so many things of a form, all or none."""

    def publish(self, id: str) -> None:
        """Publish a form and let it accept answers, of those who may answer it; done already is done."""

    def responders(self, id: str) -> frozenset[Responder]:
        """Return who may answer a form."""

    def admit(self, id: str, responder: Responder) -> None:
        """Let somebody answer a form; done already is done. No notice is mailed.

        Raises:
            Refused: the address belongs to no account, or a policy forbids it.
        """


class Progress(Protocol):
    """Shows whoever waits how far long work has come. The work never depends on it."""

    def begin(self, what: str, total: int | None = None) -> None:
        """Tell what is done from now on, and in how many steps; None where nobody knows."""

    def step(self, what: str = "") -> None:
        """Tell that the next step begins, and which it is."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended: with what it returned, or with what it raised."""

    value: object = None
    error: Exception | None = None

    @classmethod
    def of(cls, call: Callable[[], object]) -> Self:
        """Make a call now."""
        try:
            return cls(call())
        except Exception as error:  # noqa: BLE001 (whoever asked for the call hears of it by `result`)
            return cls(error=error)

    def result(self) -> object:
        """Return what the call returned, or raise what it raised."""
        if self.error is not None:
            raise self.error
        return self.value


class Lanes(Protocol):
    """Makes calls to the world outside, some of them at once, and orders them.

    Calls are made in threads of their own; who starts them is one thread, which alone hears how they ended.
    """

    @property
    def width(self) -> int:
        """How many calls may be in flight at once, 1 or more."""

    def start(self, call: Callable[[], object]) -> int:
        """Begin a call, and return a number by which it is known."""

    def ended(self) -> tuple[int, Ended]:
        """Wait until one of the calls in flight has ended, and return which, and how; each is returned once."""

    def settle(self) -> None:
        """Wait until no call is in flight; how they ended is lost."""

    def rest(self) -> None:
        """End the threads, once no call is in flight, until the next call is begun."""

    def close(self) -> None:
        """End the threads, once no call is in flight."""

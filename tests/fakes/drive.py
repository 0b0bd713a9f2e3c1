"""A Drive in memory that keeps the promises of `automation.ports.Drive`."""

import hashlib
import io
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from PIL import Image

from automation.ports import LARGEST_DOWNLOAD, EntryKind, FileEntry, Missing, NoAccount, NotAllowed, Refused, TryLater
from local_workspace.drive.rendering import typesetting

from .faults import Faults

FOLDER = "application/vnd.google-apps.folder"
DOCUMENT = "application/vnd.google-apps.document"
#: When a file last changed, unless a test says otherwise: long ago, so that it is whole.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)

_ROLES = ("reader", "commenter", "writer")


@dataclass
class FakeFile:
    id: str
    name: str
    parent: str
    mime_type: str
    content: bytes = b""
    note: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    shares: dict[str, str] = field(default_factory=dict)
    revisions: list[bytes] = field(default_factory=list)
    modified_at: datetime = LONG_AGO
    created_at: datetime = LONG_AGO
    is_trashed: bool = False
    is_withheld: bool = False
    is_locked: bool = False
    is_public: bool = False

    @property
    def entry(self) -> FileEntry:
        """What a listing shows of it; what is no file has neither size nor MD5."""
        entry = FileEntry(
            id=self.id,
            name=self.name,
            mime_type=self.mime_type,
            size=0,
            md5="",
            modified_at=self.modified_at,
            created_at=self.created_at,
        )
        if entry.kind is not EntryKind.FILE:
            return entry
        md5 = hashlib.md5(self.content, usedforsecurity=False).hexdigest()
        return replace(entry, size=len(self.content), md5=md5)


class FakeDrive:
    """Files by id, in the order of their making; "root" is there from the start.

    `role` is that of the account where it works: an "organizer" deletes, a "fileOrganizer" only bins, a "writer"
    neither. `without_account` are addresses that nothing can be shared with. What a folder above gives already is
    not noted again on a file: Google promises nothing better.
    """

    def __init__(self, faults: Faults | None = None, role: str = "organizer") -> None:
        self.faults = faults or Faults()
        self.role = role
        self.without_account: set[str] = set()
        #: The domain forbids that files are read by their link.
        self.keeps_links = False
        self.largest_export = 10 * 1024 * 1024
        #: PDFs show the whole document, as they do over the wire; it takes longer.
        self.typesets = False
        self.files: dict[str, FakeFile] = {"root": FakeFile("root", "Drive Saya", "", FOLDER)}
        self._given = 0
        self._spoilt: dict[str, int] = {}
        #: The documents that PDFs were made of.
        self.printed: list[bytes] = []
        self.edits: list[tuple[str, datetime, str]] = []
        self._meanwhile: Callable[[], None] | None = None

    def meanwhile(self, act: Callable[[], None]) -> None:
        """Let somebody do something while the next file is made."""
        self._meanwhile = act

    def new_ids(self, count: int) -> tuple[str, ...]:
        if not count:
            return ()
        self.faults.read("drive.new_ids")
        self._given += count
        return tuple(f"file-{number}" for number in range(self._given - count + 1, self._given + 1))

    def contents(self, folder: str) -> tuple[FileEntry, ...]:
        self.faults.read("drive.listing")
        self._find(folder)
        return tuple(file.entry for file in self.inside(folder) if not self._is_gone(file))

    def contents_with(
        self, folder: str, keys: Sequence[str], inner: Sequence[str] = ()
    ) -> tuple[tuple[FileEntry, ...], tuple[tuple[str, FileEntry], ...]]:
        for one in inner:
            self._find(one)
        here = tuple(
            replace(entry, parent=one)
            for one in (folder, *inner)
            for entry in (self.contents(one) if one == folder else self._lying_in(one))
        )
        marks = {key[:110]: key for key in keys}
        made = [
            (marks[mark], file.entry)
            for file in self.files.values()
            if (mark := file.properties.get("tanggap", "")) in marks and not self._is_gone(file)
        ]
        return here, tuple(made)

    def _lying_in(self, folder: str) -> tuple[FileEntry, ...]:
        return tuple(file.entry for file in self.inside(folder) if not self._is_gone(file))

    def listing(self, folder: str) -> tuple[FileEntry, ...]:
        return tuple(entry for entry in self.contents(folder) if entry.kind is not EntryKind.FOLDER)

    def create_folder(self, id: str, name: str, parent: str, properties: Mapping[str, str]) -> None:
        self._create(FakeFile(id, name, parent, FOLDER, properties=dict(properties)))

    def upload(
        self, id: str, name: str, parent: str, mime_type: str, content: bytes, properties: Mapping[str, str]
    ) -> bool:
        file = FakeFile(id, name, parent, mime_type, content, properties=dict(properties), revisions=[content])
        return self._create(file)

    def replace(self, id: str, content: bytes, mime_type: str, *, called: str = "") -> None:
        with self.faults.write("drive.replace"):
            file = self._find(id)
            _check_open(file)
            file.content, file.mime_type = content, mime_type
            file.revisions.append(content)

    def download(
        self, id: str, known: FileEntry | None = None, *, called: str = "", largest: int = LARGEST_DOWNLOAD
    ) -> bytes:
        self.faults.read("drive.download")
        file = self._find(id, called)
        if self._is_gone(file) and known is None:
            raise Missing(f"Berkas {file.name} ada di Sampah. Pulihkan.")
        if (known or file.entry).kind is not EntryKind.FILE or file.entry.kind is not EntryKind.FILE:
            raise Refused(f"{file.name} adalah {file.entry.kind.value}, bukan berkas.")
        if file.is_withheld:
            raise Refused(f"{file.name} tidak boleh diunduh.")
        if (known or file.entry).size > largest:
            raise Refused(f"{file.name} terlalu besar, padahal paling banyak {largest // 10**6} MB.")
        for _ in range(2):
            if not self._spoilt.get(id):
                return file.content
            self._spoilt[id] -= 1
        raise TryLater(f"Isi {file.name} tidak sama dengan yang tercatat.")

    def move(self, id: str, parent: str, name: str, note: str = "") -> None:
        with self.faults.write("drive.move"):
            self._find(parent)
            file = self._find(id)
            if name != file.name:
                _check_open(file)
            file.parent, file.name, file.note = parent, name, note

    def as_pdf(self, document: bytes, name: str) -> bytes:
        with self.faults.write("drive.as_pdf"):
            self.printed.append(document)
            printed = typesetting.pdf(document) if self.typesets else _printed(document, len(self.printed))
            if self.role == "writer":
                self.files[f"copy-{len(self.files)}"] = FakeFile(f"copy-{len(self.files)}", name, "root", DOCUMENT)
            if len(printed) > self.largest_export:
                raise Refused("PDF-nya lebih besar daripada yang diekspor Google.")
            return printed

    def share(self, id: str, email: str, role: str) -> None:
        with self.faults.write("drive.share"):
            if email in self.without_account and email.casefold() not in self._find(id).shares:
                raise NoAccount("Alamat itu tidak punya akun Google.")
            shares, above = self._find(id).shares, self._from_above(id, email)
            if above is None or _ROLES.index(above) < _ROLES.index(role):
                shares[email.casefold()] = max(role, shares.get(email.casefold(), "reader"), key=_ROLES.index)

    def role_of(self, id: str, email: str) -> str | None:
        """Give the role that somebody has on a file, by itself or from a folder above."""
        own, above = self._find(id).shares.get(email.casefold()), self._from_above(id, email)
        return max([one for one in (own, above) if one], key=_ROLES.index, default=None)

    def _from_above(self, id: str, email: str) -> str | None:
        parent = self.files[id].parent
        return self.role_of(parent, email) if parent in self.files else None

    def unshare(self, id: str, email: str) -> None:
        with self.faults.write("drive.unshare"):
            self._find(id).shares.pop(email.casefold(), None)

    def invite(self, id: str, email: str, role: str) -> None:
        with self.faults.write("drive.invite"):
            self._find(id).shares[email.casefold()] = role

    def publish(self, id: str) -> None:
        with self.faults.write("drive.publish"):
            if self.keeps_links:
                raise Refused("Aturan domain melarang membuka berkas bagi umum.")
            self._find(id).is_public = True

    def withdraw(self, id: str) -> None:
        with self.faults.write("drive.withdraw"):
            if id in self.files and self.role == "organizer":
                del self.files[id]
            elif id in self.files:
                self.files[id].is_public, self.files[id].is_trashed = False, True

    def is_in_bin(self, id: str) -> bool:
        self.faults.read("drive.is_in_bin")
        return self._is_gone(self._find(id))

    def edited_by(self, id: str, since: datetime, until: datetime) -> frozenset[str] | None:
        self.faults.read("drive.edited_by")
        found = [(at, who) for file, at, who in self.edits if file == id and at >= since]
        if any(at > until or not who for at, who in found):
            return None
        return frozenset(who for _, who in found)

    # What people do.

    def note_edit(self, id: str, at: datetime, who: str) -> None:
        """Note that somebody changed a file, as Drive's revisions do; "" for somebody without an address."""
        self.edits.append((id, at, who))

    def drop(
        self,
        folder: str,
        name: str,
        content: bytes,
        mime_type: str = "application/pdf",
        modified_at: datetime = LONG_AGO,
    ) -> str:
        """Put something into a folder by hand and give its id."""
        id = f"dropped-{len(self.files)}"
        self.files[id] = FakeFile(id, name, folder, mime_type, content, modified_at=modified_at)
        return id

    def trash(self, id: str) -> None:
        self.files[id].is_trashed = True

    def withhold(self, id: str) -> None:
        """Let nobody download a file."""
        self.files[id].is_withheld = True

    def lock(self, id: str, *, locked: bool = True) -> None:
        """Let nobody change a file's contents and name, or let them again."""
        self.files[id].is_locked = locked

    def spoil(self, id: str, times: int) -> None:
        """Let the next downloads of a file bring something else than Drive says there is."""
        self._spoilt[id] = times

    def delete(self, id: str) -> None:
        del self.files[id]

    def edit(self, id: str, content: bytes) -> None:
        self.files[id].content = content

    def inside(self, folder: str) -> list[FakeFile]:
        """Give everything directly in a folder, folders too."""
        return [file for file in self.files.values() if file.parent == folder]

    def _is_gone(self, file: FakeFile) -> bool:
        """Return whether a file is in the bin, by itself or with a folder above it."""
        above = self.files.get(file.parent)
        return file.is_trashed or (above is not None and self._is_gone(above))

    def _create(self, file: FakeFile) -> bool:
        if self._meanwhile is not None:
            act, self._meanwhile = self._meanwhile, None
            act()
        with self.faults.write("drive.create"):
            if file.id in self.files:
                return False
            if not file.id.startswith("file-"):
                raise NotAllowed(f"{file.id} was never given by new_ids")
            self._find(file.parent)
            self.files[file.id] = file
            return True

    def _find(self, id: str, called: str = "") -> FakeFile:
        if id not in self.files:
            raise Missing(f"{called or id} tidak ditemukan di Drive; mungkin di Sampah.")
        return self.files[id]


def _check_open(file: FakeFile) -> None:
    if file.is_locked:
        raise Refused(f"Berkas {file.name} dikunci; buka kuncinya.")


def _printed(document: bytes, which: int) -> bytes:
    """Give one page that shows the document's pictures (its QR code among them), and the first at its foot again.

    Like Google's, no two are the same bytes, though they show the same; the first of each drive are.
    """
    page = Image.new("L", (1240, 1754), 255)
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        pictures = [parts.read(name) for name in sorted(parts.namelist()) if name.startswith("word/media/")]
    left = 60
    for picture in pictures:
        drawn = Image.open(io.BytesIO(picture)).convert("L").resize((240, 240))
        page.paste(drawn, (left, 60))
        if left == 60:
            # As letters have it at two places: nobody can tell from one corner alone how a page lies.
            page.paste(drawn, (940, 1454))
        left += 300
    out = io.BytesIO()
    never = time.gmtime(0)
    page.save(out, "PDF", resolution=150, title=f"{which}", creationDate=never, modDate=never)
    return out.getvalue()

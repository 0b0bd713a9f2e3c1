"""A Drive in memory that keeps the promises of `automation.ports.Drive`."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PIL import Image

from automation.ports import EntryKind, FileEntry, Missing, NotAllowed, Refused, TryLater

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
    is_trashed: bool = False
    is_withheld: bool = False

    @property
    def entry(self) -> FileEntry:
        """What a listing shows of it; what is no file has neither size nor MD5."""
        entry = FileEntry(
            id=self.id, name=self.name, mime_type=self.mime_type, size=0, md5="", modified_at=self.modified_at
        )
        if entry.kind is not EntryKind.FILE:
            return entry
        md5 = hashlib.md5(self.content, usedforsecurity=False).hexdigest()
        return FileEntry(
            id=self.id,
            name=self.name,
            mime_type=self.mime_type,
            size=len(self.content),
            md5=md5,
            modified_at=self.modified_at,
        )


class FakeDrive:
    """Files by id, in the order of their making; "root" is there from the start.

    `role` is that of the account where it works: an "organizer" deletes, a "fileOrganizer" only bins, a "writer"
    neither. `without_account` are addresses that nothing can be shared with.
    """

    def __init__(self, faults: Faults | None = None, role: str = "organizer") -> None:
        self.faults = faults or Faults()
        self.role = role
        self.without_account: set[str] = set()
        self.largest_export = 10 * 1024 * 1024
        self.files: dict[str, FakeFile] = {"root": FakeFile("root", "Drive Saya", "", FOLDER)}
        self._given = 0
        self._spoilt: dict[str, int] = {}
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
        return tuple(file.entry for file in self.inside(folder) if not file.is_trashed)

    def listing(self, folder: str) -> tuple[FileEntry, ...]:
        return tuple(entry for entry in self.contents(folder) if entry.kind is not EntryKind.FOLDER)

    def create_folder(self, id: str, name: str, parent: str, properties: Mapping[str, str]) -> None:
        self._create(FakeFile(id, name, parent, FOLDER, properties=dict(properties)))

    def upload(
        self, id: str, name: str, parent: str, mime_type: str, content: bytes, properties: Mapping[str, str]
    ) -> None:
        file = FakeFile(id, name, parent, mime_type, content, properties=dict(properties), revisions=[content])
        self._create(file)

    def replace(self, id: str, content: bytes, mime_type: str) -> None:
        with self.faults.write("drive.replace"):
            file = self._find(id)
            file.content, file.mime_type = content, mime_type
            file.revisions.append(content)

    def download(self, id: str, known: FileEntry | None = None) -> bytes:
        self.faults.read("drive.download")
        file = self._find(id)
        if file.is_trashed and known is None:
            raise Missing(f"Berkas {file.name} ada di Sampah; pulihkan.")
        if (known or file.entry).kind is not EntryKind.FILE or file.entry.kind is not EntryKind.FILE:
            raise Refused(f"{file.name} adalah {file.entry.kind.value}, bukan berkas.")
        if file.is_withheld:
            raise Refused(f"{file.name} tidak boleh diunduh.")
        for _ in range(2):
            if not self._spoilt.get(id):
                return file.content
            self._spoilt[id] -= 1
        raise TryLater(f"Isi {file.name} tidak sama dengan yang tercatat.")

    def move(self, id: str, parent: str, name: str, note: str = "") -> None:
        with self.faults.write("drive.move"):
            self._find(parent)
            file = self._find(id)
            file.parent, file.name, file.note = parent, name, note

    def as_pdf(self, document: bytes, name: str) -> bytes:
        with self.faults.write("drive.as_pdf"):
            printed = _printed(document)
            if self.role == "writer":
                self.files[f"copy-{len(self.files)}"] = FakeFile(f"copy-{len(self.files)}", name, "root", DOCUMENT)
            if len(printed) > self.largest_export:
                raise Refused("PDF-nya lebih besar daripada yang diekspor Google.")
            return printed

    def share(self, id: str, email: str, role: str) -> None:
        with self.faults.write("drive.share"):
            if email in self.without_account:
                raise Refused("Alamat itu tidak punya akun Google.")
            shares = self._find(id).shares
            shares[email.casefold()] = max(role, shares.get(email.casefold(), "reader"), key=_ROLES.index)

    def checksums(self, keys: Sequence[str]) -> Mapping[str, str]:
        self.faults.read("drive.checksums")
        marks = {file.properties.get("tanggap", ""): file for file in self.files.values()}
        return {
            key: hashlib.md5(marks[key[:110]].content, usedforsecurity=False).hexdigest()
            for key in keys
            if key[:110] in marks
        }

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

    def _create(self, file: FakeFile) -> None:
        if self._meanwhile is not None:
            act, self._meanwhile = self._meanwhile, None
            act()
        with self.faults.write("drive.create"):
            if file.id in self.files:
                return
            if not file.id.startswith("file-"):
                raise NotAllowed(f"{file.id} was never given by new_ids")
            self._find(file.parent)
            self.files[file.id] = file

    def _find(self, id: str) -> FakeFile:
        if id not in self.files:
            raise Missing(f"Berkas atau folder {id} tidak ada di Drive.")
        return self.files[id]


def _printed(document: bytes) -> bytes:
    """Give one page that shows the document's pictures (its QR code among them)."""
    page = Image.new("L", (1240, 1754), 255)
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        pictures = [parts.read(name) for name in sorted(parts.namelist()) if name.startswith("word/media/")]
    left = 60
    for picture in pictures:
        drawn = Image.open(io.BytesIO(picture)).convert("L").resize((240, 240))
        page.paste(drawn, (left, 60))
        left += 300
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()

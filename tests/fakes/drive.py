"""A Drive in memory that keeps the promises of `automation.ports.Drive`."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PIL import Image

from automation.ports import FileEntry, Missing, NotAllowed

from .faults import Faults

FOLDER = "application/vnd.google-apps.folder"


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


class FakeDrive:
    """Files by id, in the order of their making; "root" is there from the start."""

    def __init__(self, faults: Faults | None = None) -> None:
        self.faults = faults or Faults()
        self.files: dict[str, FakeFile] = {"root": FakeFile("root", "Drive Saya", "", FOLDER)}
        self._given = 0
        self.edits: list[tuple[str, datetime, str]] = []
        self._meanwhile: Callable[[], None] | None = None

    def meanwhile(self, act: Callable[[], None]) -> None:
        """Let somebody do something while the next file is made."""
        self._meanwhile = act

    def new_ids(self, count: int) -> tuple[str, ...]:
        self.faults.read("drive.new_ids")
        self._given += count
        return tuple(f"file-{number}" for number in range(self._given - count + 1, self._given + 1))

    def listing(self, folder: str) -> tuple[FileEntry, ...]:
        self.faults.read("drive.listing")
        self._find(folder)
        return tuple(
            FileEntry(file.id, file.name, file.mime_type, len(file.content))
            for file in self.files.values()
            if file.parent == folder and file.mime_type != FOLDER
        )

    def create_folder(self, id: str, name: str, parent: str, properties: Mapping[str, str]) -> None:
        self._create(FakeFile(id, name, parent, FOLDER, b"", dict(properties)))

    def upload(
        self, id: str, name: str, parent: str, mime_type: str, content: bytes, properties: Mapping[str, str]
    ) -> None:
        self._create(FakeFile(id, name, parent, mime_type, content, dict(properties), revisions=[content]))

    def replace(self, id: str, content: bytes, mime_type: str) -> None:
        with self.faults.write("drive.replace"):
            file = self._find(id)
            file.content, file.mime_type = content, mime_type
            file.revisions.append(content)

    def download(self, id: str) -> bytes:
        self.faults.read("drive.download")
        return self._find(id).content

    def move(self, id: str, parent: str, name: str, note: str = "") -> None:
        with self.faults.write("drive.move"):
            self._find(parent)
            file = self._find(id)
            file.parent, file.name, file.note = parent, name, note or file.note

    def as_pdf(self, document: bytes, name: str) -> bytes:
        with self.faults.write("drive.as_pdf"):
            return _printed(document)

    def share(self, id: str, email: str, role: str) -> None:
        with self.faults.write("drive.share"):
            self._find(id).shares[email] = role

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

    def drop(self, folder: str, name: str, content: bytes, mime_type: str = "application/pdf") -> str:
        """Put a file into a folder by hand and give its id."""
        id = f"dropped-{len(self.files)}"
        self.files[id] = FakeFile(id, name, folder, mime_type, content)
        return id

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

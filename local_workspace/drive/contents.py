"""The bytes of files: kept under the data folder by their SHA-256, written before the commit that names them.

What a crash leaves unnamed is garbage and harms nobody.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from local_workspace.api.errors import Refusal
from local_workspace.core.answers import Answer
from local_workspace.core.clock import Clock
from local_workspace.core.store import Store

from .file import File
from .files import Files

TABLES = """
create table if not exists revision (
    number integer primary key autoincrement, file text not null, id text not null, mime_type text not null,
    modified text not null, modified_by text not null, size integer not null, md5 text not null,
    sha256 text not null, name text not null
);
create index if not exists revision_file on revision (file);
"""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a file's content."""

    id: str
    mime_type: str
    modified: datetime
    modified_by: str
    size: int
    md5: str
    sha256: str
    name: str


class Contents:
    """Stored contents, the latest and the earlier ones."""

    def __init__(self, store: Store, clock: Clock, files: Files) -> None:
        self._store = store
        self._clock = clock
        self._files = files
        store.define(TABLES)

    def keep(self, content: bytes) -> str:
        """Write bytes as a file of their own, whole or not at all; return their SHA-256."""
        name = hashlib.sha256(content).hexdigest()
        place = self._store.blobs / name[:2] / name
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            draft = place.with_name(f"{name}.{secrets.token_hex(4)}.new")
            draft.write_bytes(content)
            draft.replace(place)
        return name

    def read(self, sha256: str) -> bytes:
        """Return kept bytes."""
        return (self._store.blobs / sha256[:2] / sha256).read_bytes()

    def of(self, file: File) -> bytes:
        """Return a file's present content; empty when it never had one."""
        return self.read(file.sha256) if file.sha256 else b""

    def replace(self, who: str, id: str, content: bytes, mime_type: str) -> None:
        """Make `content` (of this type) the present content of a file; the earlier one stays as a revision."""
        sha256, head = self.keep(content), "0B" + secrets.token_urlsafe(36)[:48]
        md5, sha1 = hashlib.md5(content).hexdigest(), hashlib.sha1(content).hexdigest()  # noqa: S324 (Drive's own checksums, no secret)
        self._store.do(
            "insert into revision (file, id, mime_type, modified, modified_by, size, md5, sha256, name)"
            " values (?,?,?,?,?,?,?,?,?)",
            *(id, head, mime_type, self._clock.now().isoformat(), who, len(content), md5, sha256),
            self._files.find(id).name,
        )
        self._files.set(id, head=head, size=len(content), md5=md5, sha1=sha1, sha256=sha256)
        self._files.touch(who, id)

    def revisions(self, id: str) -> tuple[Revision, ...]:
        """Return all states of a file's content, oldest first."""
        return tuple(
            Revision(
                row["id"],
                row["mime_type"],
                datetime.fromisoformat(row["modified"]),
                row["modified_by"],
                row["size"],
                row["md5"],
                row["sha256"],
                row["name"],
            )
            for row in self._store.all("select * from revision where file = ? order by number", id)
        )

    def forget(self, id: str) -> None:
        """Drop the revisions of a file that is gone."""
        self._store.do("delete from revision where file = ?", id)


def ranged(content: bytes, mime_type: str, wanted: str) -> Answer:
    """Return a content, or the part that a `Range` header asks for."""
    found = re.fullmatch(r"bytes=(\d*)-(\d*)", wanted.strip())
    if not found or found.groups() == ("", ""):
        return Answer(content, mime_type, 200, {"Accept-Ranges": "bytes"})
    first, last = found.groups()
    start = int(first) if first else max(0, len(content) - int(last))
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start > end:
        text = "Request range not satisfiable"
        headers = {"Content-Range": f"bytes */{len(content)}"}
        raise Refusal(416, text, reason="requestedRangeNotSatisfiable", headers=headers)
    headers = {"Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{end}/{len(content)}"}
    return Answer(content[start : end + 1], mime_type, 206, headers)

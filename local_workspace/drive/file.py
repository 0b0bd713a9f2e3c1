"""One file of Drive, and the kinds that Google keeps in a form of its own."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DOCUMENT = "application/vnd.google-apps.document"
FORM = "application/vnd.google-apps.form"
FOLDER = "application/vnd.google-apps.folder"
NATIVE = "application/vnd.google-apps."


@dataclass(frozen=True, slots=True)
class File:
    """One Drive file; times are aware, UTC.

    Attributes:
        kind: `file`, `root` (somebody's My Drive) or `drive` (a shared drive's top).
        trashed: whether it or a folder above it lies in the trash.
        drive: the shared drive it lives in, or empty.
        app: the project whose program made it, or empty.
        head: the id of its content's latest revision; empty when it has no stored content.
        extras: what is kept of the rarer fields, by their API names.
        indexed: the machine's time of the last change, as a search index would learn it.
    """

    id: str
    name: str
    mime_type: str
    parent: str | None
    owner: str
    created: datetime
    modified: datetime
    modified_by: str
    trashed: bool
    kind: str = "file"
    number: int = 0
    drive: str = ""
    app: str = ""
    version: int = 1
    head: str = ""
    size: int | None = None
    md5: str = ""
    sha1: str = ""
    sha256: str = ""
    explicitly_trashed: bool = False
    extras: dict[str, Any] = field(default_factory=dict)
    indexed: float = 0.0

    @property
    def is_native(self) -> bool:
        """Whether Google keeps its content in a form of its own."""
        return self.mime_type.startswith(NATIVE)

    @property
    def is_locked(self) -> bool:
        """Whether a content restriction keeps everybody, its owner too, from changing its contents and name."""
        return any(one.get("readOnly") for one in self.extras.get("contentRestrictions", ()))


def file_of(row: sqlite3.Row, *, trashed: bool) -> File:
    """Read a row of the catalogue."""
    return File(
        row["id"],
        row["name"],
        row["mime_type"],
        row["parent"],
        row["owner"],
        datetime.fromisoformat(row["created"]),
        datetime.fromisoformat(row["modified"]),
        row["modified_by"],
        trashed,
        row["kind"],
        row["number"],
        row["drive"],
        row["app"],
        row["version"],
        row["head"],
        row["size"],
        row["md5"],
        row["sha1"],
        row["sha256"],
        bool(row["trashed"]),
        json.loads(row["extras"]),
        row["indexed"],
    )

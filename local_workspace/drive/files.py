"""Drive's files as the other services see them: identity, name, parents, roles and times.

A spreadsheet or a form is a Drive file too; its service asks here who may read or write it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from local_workspace.clock import Clock
from local_workspace.errors import Refusal
from local_workspace.store import Store

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DOCUMENT = "application/vnd.google-apps.document"
FORM = "application/vnd.google-apps.form"
FOLDER = "application/vnd.google-apps.folder"

ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")

TABLES = """
create table if not exists file (
    id text primary key, name text not null, mime_type text not null, parent text, owner text not null,
    created text not null, modified text not null, modified_by text not null, trashed integer not null default 0
);
create table if not exists permission (
    file text not null, id text not null, kind text not null, email text not null default '', role text not null,
    primary key (file, id)
);
"""


@dataclass(frozen=True, slots=True)
class File:
    """One Drive file; times are aware, UTC."""

    id: str
    name: str
    mime_type: str
    parent: str | None
    owner: str
    created: datetime
    modified: datetime
    modified_by: str
    trashed: bool


class Files:
    """The catalogue of files and who may do what with them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        store.define(TABLES)

    def new_id(self) -> str:
        """Make an id as Google's look: 44 characters for native files."""
        return "1" + secrets.token_urlsafe(40)[:43].replace("-", "x").replace("_", "y")

    def create(self, who: str, name: str, mime_type: str, parent: str | None = None, id: str = "") -> File:
        """Add a file owned by `who` and give it."""
        id = id or self.new_id()
        now = self._clock.now().isoformat()
        self._store.do("insert into file values (?,?,?,?,?,?,?,?,0)", id, name, mime_type, parent, who, now, now, who)
        self._store.do("insert into permission values (?,?,?,?,?)", id, id[:20], "user", who, "owner")
        return self.find(id)

    def find(self, id: str) -> File:
        """Give a file whoever asks.

        Raises:
            Refusal: 404 when there is none.
        """
        row = self._store.one("select * from file where id = ?", id)
        if row is None:
            raise Refusal(
                404, f"File not found: {id}.", reason="notFound", location="fileId", location_type="parameter"
            )
        return File(
            row["id"],
            row["name"],
            row["mime_type"],
            row["parent"],
            row["owner"],
            datetime.fromisoformat(row["created"]),
            datetime.fromisoformat(row["modified"]),
            row["modified_by"],
            bool(row["trashed"]),
        )

    def role(self, who: str, id: str) -> str | None:
        """Give the highest role `who` has on a file, through its folders too; None when none."""
        best, current = -1, str(id)
        while current:
            for row in self._store.all("select * from permission where file = ?", current):
                if row["kind"] == "anyone" or row["email"].lower() == who.lower():
                    best = max(best, ROLES.index(row["role"]))
            row_of = self._store.one("select parent from file where id = ?", current)
            current = row_of["parent"] if row_of else ""
        return ROLES[best] if best >= 0 else None

    def allows(self, who: str, id: str, least: str) -> bool:
        """Tell whether `who` has at least the role `least` on a file."""
        role = self.role(who, id)
        return role is not None and ROLES.index(role) >= ROLES.index(least)

    def touch(self, who: str, id: str) -> None:
        """Note that `who` changed a file's contents now."""
        self._store.do(
            "update file set modified = ?, modified_by = ? where id = ?",
            self._clock.now().isoformat(),
            who,
            id,
        )

    def rename(self, who: str, id: str, name: str) -> None:
        """Give a file another name (Sheets' and Forms' titles are Drive names)."""
        self._store.do("update file set name = ? where id = ?", name, id)
        self.touch(who, id)

    def delete(self, id: str) -> None:
        """Remove a file for good."""
        self._store.do("delete from file where id = ?", id)
        self._store.do("delete from permission where file = ?", id)

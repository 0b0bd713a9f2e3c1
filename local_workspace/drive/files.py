"""Drive's files as the other services see them: identity, name, place, roles and times.

A spreadsheet or a form is a Drive file too; its service asks here who may read or write it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Iterator, Mapping
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.core.clock import Clock
from local_workspace.core.store import Store

from .edits import Edits
from .file import FOLDER, File, file_of
from .natives import Natives
from .responders import Responders
from .roles import Roles, higher

ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")

TABLES = """
create table if not exists file (
    number integer primary key autoincrement, id text not null unique, kind text not null, name text not null,
    mime_type text not null, parent text, drive text not null default '', owner text not null,
    created text not null, modified text not null, modified_by text not null,
    trashed integer not null default 0, app text not null default '', version integer not null default 1,
    head text not null default '', size integer, md5 text not null default '', sha1 text not null default '',
    sha256 text not null default '', extras text not null default '{}', indexed real not null default 0
);
create index if not exists file_parent on file (parent);
create index if not exists file_name on file (name);
create table if not exists permission (
    file text not null, id text not null, kind text not null, email text not null default '', role text not null,
    primary key (file, id)
);
create index if not exists permission_email on permission (email, kind);
create table if not exists generated_id (id text primary key);
create table if not exists change (
    number integer primary key autoincrement, file text not null, at text not null, removed integer not null
);
"""


class Files:
    """The catalogue of files and who may do what with them.

    Nothing here asks who calls; `drive.desk` does.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.natives = Natives()
        self.edits = Edits(store, clock)
        self.responders = Responders(store)
        store.define(TABLES)

    @property
    def project(self) -> str:
        """The project whose programs call now; each sees the `appProperties` that it wrote itself."""
        return str(self._store.fact("drive.project", default=""))

    @project.setter
    def project(self, name: str) -> None:
        self._store.remember("drive.project", name)

    def app_properties(self, file: File) -> dict[str, str]:
        """Return what the project that calls now wrote into a file's `appProperties`; others keep theirs."""
        if file.extras.get("appPropertiesOf", "") == self.project:
            return dict(file.extras.get("appProperties", {}))
        return dict(file.extras.get("appPropertiesOfOthers", {}).get(self.project, {}))

    def with_own_app_properties(self, extras: Mapping[str, Any]) -> dict[str, Any]:
        """Return a file's rarer fields with those `appProperties` in their place that the calling project wrote."""
        writer = extras.get("appPropertiesOf", "")
        if writer == self.project:
            return dict(extras)
        others = dict(extras.get("appPropertiesOfOthers", {}))
        if extras.get("appProperties"):
            others[writer] = extras["appProperties"]
        own = others.pop(self.project, {})
        return {**extras, "appProperties": own, "appPropertiesOf": self.project, "appPropertiesOfOthers": others}

    @staticmethod
    def new_id() -> str:
        """Make an id as Google's look: 44 characters for native files."""
        return "1" + secrets.token_urlsafe(40)[:43].replace("-", "x").replace("_", "y")

    def create(
        self,
        who: str,
        name: str,
        mime_type: str,
        parent: str | None = None,
        id: str = "",
        app: str = "",
    ) -> File:
        """Add a file owned by `who` (in a shared drive: by the drive) and return it; without a parent in My Drive."""
        id = id or self.new_id()
        place = parent or self.root_of(who)
        drive = self.find(place).drive
        now = self._clock.now().isoformat()
        self._store.do(
            "insert into file (id, kind, name, mime_type, parent, drive, owner, created, modified, modified_by, app)"
            " values (?, 'file', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(id, name, mime_type, place, drive, "" if drive else who, now, now, who, app),
        )
        if not drive:
            self.permit(id, "user", who, "owner")
        self._changed(id)
        return self.find(id)

    def root_of(self, who: str) -> str:
        """Return the id of somebody's My Drive, made at first need."""
        id = "0A" + hashlib.sha256(f"root {who.lower()}".encode()).hexdigest()[:14] + "PVA"
        if self._store.one("select 1 from file where id = ?", id) is None:
            self._top(id, "root", "My Drive", who, "")
            self.permit(id, "user", who, "owner")
        return id

    def create_drive(self, who: str, name: str) -> File:
        """Make a shared drive organised by `who`."""
        id = "0A" + secrets.token_hex(7) + "PVA"
        self._top(id, "drive", name, who, id)
        self.permit(id, "user", who, "organizer")
        return self.find(id)

    def _top(self, id: str, kind: str, name: str, who: str, drive: str) -> None:
        now = self._clock.now().isoformat()
        self._store.do(
            "insert into file (id, kind, name, mime_type, drive, owner, created, modified, modified_by)"
            " values (?,?,?,?,?,?,?,?,?)",
            *(id, kind, name, FOLDER, drive, "" if drive else who, now, now, who),
        )

    def find(self, id: str) -> File:
        """Return a file whoever asks.

        Raises:
            Refusal: 404 when there is none.
        """
        row = self._store.one("select * from file where id = ?", id)
        if row is None:
            raise unknown_file(id)
        return file_of(row, trashed=bool(row["trashed"]) or self._lies_in_trash(row["parent"]))

    def exists(self, id: str) -> bool:
        """Check whether there is such a file."""
        return self._store.one("select 1 from file where id = ?", id) is not None

    def _lies_in_trash(self, parent: str | None) -> bool:
        while parent:
            row = self._store.one("select parent, trashed from file where id = ?", parent)
            if row is None:
                return False
            if row["trashed"]:
                return True
            parent = row["parent"]
        return False

    def children(self, id: str) -> tuple[str, ...]:
        """Return the ids of what lies directly in a folder."""
        return tuple(row["id"] for row in self._store.all("select id from file where parent = ?", id))

    def descendants(self, id: str) -> Iterator[str]:
        """Return the ids of all that lies in a folder at any depth, deepest last."""
        for child in self.children(id):
            yield child
            yield from self.descendants(child)

    def role(self, who: str, id: str) -> str | None:
        """Return the highest role `who` has on a file, through its folders too; None when none.

        An owner of a folder is a writer of what others put into it.
        """
        best: str | None = None
        current, inherited = id, False
        while current:
            rows = self._store.all(
                "select role from permission where file = ? and (email = ? and kind = 'user' or kind = 'anyone'"
                " or kind = 'domain' and email = ?)",
                *(current, who.lower(), who.lower().partition("@")[2]),
            )
            for row in rows:
                best = higher(best, "writer" if inherited and row["role"] == "owner" else row["role"])
            above = self._store.one("select parent from file where id = ?", current)
            current, inherited = (above["parent"] if above else None) or "", True
        return best

    def allows(self, who: str, id: str, least: str) -> bool:
        """Check whether `who` has at least the role `least` on a file."""
        role = self.role(who, id)
        return role is not None and ROLES.index(role) >= ROLES.index(least)

    def roles(self, who: str) -> Roles:
        """Return the roles of `who` on all files at once, for lists."""
        return Roles(self._store, who)

    def permit(self, id: str, kind: str, email: str, role: str) -> str:
        """Give a role to a `user`, a `domain` or `anyone`; return the permission's id."""
        permission = permission_id(kind, email)
        self._store.do(
            "insert into permission values (?,?,?,?,?) on conflict (file, id) do update set role = excluded.role",
            *(id, permission, kind, email.lower(), role),
        )
        return permission

    def forbid(self, id: str, permission: str) -> None:
        """Take a permission away."""
        self._store.do("delete from permission where file = ? and id = ?", id, permission)

    def permission_rows(self, id: str) -> list[sqlite3.Row]:
        """Return the permissions given on a file itself."""
        return self._store.all("select * from permission where file = ?", id)

    def note(self, id: str) -> None:
        """Let change lists show a file whose sharing changed."""
        self._changed(id)

    def touch(self, who: str, id: str) -> None:
        """Note that `who` changed a file's contents now."""
        self._store.do(
            "update file set modified = ?, modified_by = ? where id = ?", self._clock.now().isoformat(), who, id
        )
        self._changed(id)

    def rename(self, who: str, id: str, name: str) -> None:
        """Give a file another name (Sheets' and Forms' titles are Drive names)."""
        self._store.do("update file set name = ? where id = ?", name, id)
        self.touch(who, id)

    def set(self, id: str, **columns: Any) -> None:
        """Change columns of a file, among them `extras` given as a dictionary."""
        if isinstance(columns.get("extras"), dict):
            columns["extras"] = json.dumps(columns["extras"], ensure_ascii=False)
        names = ", ".join(f"{name} = ?" for name in columns)
        self._store.do(f"update file set {names} where id = ?", *columns.values(), id)  # noqa: S608 (names of columns, from our own calls)
        self._changed(id)

    def change_drive(self, id: str, drive: str, who: str) -> None:
        """Note that a file and all below it now belong to a shared drive, or (empty) to `who`."""
        for one in (id, *self.descendants(id)):
            self._store.do("delete from permission where file = ? and role = 'owner'", one)
            self.set(one, drive=drive, owner="" if drive else who)
            if not drive:
                self.permit(one, "user", who, "owner")

    def delete(self, id: str) -> None:
        """Remove a file for good, and what its service keeps of it; what lay in a folder is left to the caller."""
        file = self.find(id)
        self.natives.of(file.mime_type).deleted(id)
        self._store.do("delete from file where id = ?", id)
        self._store.do("delete from permission where file = ?", id)
        self._note_change(id, removed=True)

    def generate_ids(self, count: int) -> list[str]:
        """Make ids to create files with."""
        ids = ["1" + secrets.token_urlsafe(32)[:32].replace("-", "x").replace("_", "y") for _ in range(count)]
        self._store.many("insert into generated_id values (?)", [(id,) for id in ids])
        return ids

    def was_generated(self, id: str) -> bool:
        """Check whether an id was given out to create with."""
        return self._store.one("select 1 from generated_id where id = ?", id) is not None

    def _changed(self, id: str) -> None:
        # The search index learns by the machine's time: the workspace's clock may stand still.
        self._store.do("update file set version = version + 1, indexed = ? where id = ?", time.time(), id)
        self._note_change(id, removed=False)

    def _note_change(self, id: str, *, removed: bool) -> None:
        self._store.do(
            "insert into change (file, at, removed) values (?,?,?)", id, self._clock.now().isoformat(), int(removed)
        )

    def rows(self, where: str = "1", *values: Any) -> list[sqlite3.Row]:
        """Return the catalogue's rows that meet an SQL condition."""
        return self._store.all(f"select * from file where kind = 'file' and {where}", *values)  # noqa: S608 (conditions of our own, values apart)


def permission_id(kind: str, email: str) -> str:
    """Return the id of a permission: one per account, whatever the file."""
    if kind == "anyone":
        return "anyoneWithLink"
    digits = str(int(hashlib.sha256(email.lower().encode()).hexdigest()[:16], 16)).zfill(20)
    return f"{digits}k" if kind == "domain" else digits


def unknown_file(id: str) -> Refusal:
    """Return Drive's answer for a file that is not there, or not for this caller."""
    return Refusal(404, f"File not found: {id}.", reason="notFound", location="fileId", location_type="parameter")

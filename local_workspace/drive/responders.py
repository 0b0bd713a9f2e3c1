"""Who may answer a form: Drive's permissions of the view `published`, which give nothing on the file itself."""

from __future__ import annotations

import sqlite3

from local_workspace.core.store import Store

TABLES = """
create table if not exists responder (
    file text not null, id text not null, kind text not null, email text not null default '', primary key (file, id)
);
"""


class Responders:
    """Keeps the responders of forms."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def admit(self, file: str, id: str, kind: str, email: str) -> None:
        """Let a `user`, a `domain` or `anyone` answer; done already is done."""
        self._store.do("insert or ignore into responder values (?,?,?,?)", file, id, kind, email.lower())

    def dismiss(self, file: str, id: str) -> None:
        """Let them answer no longer."""
        self._store.do("delete from responder where file = ? and id = ?", file, id)

    def rows(self, file: str) -> list[sqlite3.Row]:
        """Return the responders of a form."""
        return self._store.all("select * from responder where file = ? order by id", file)

    def admits(self, file: str, who: str) -> bool:
        """Check whether somebody may answer; "" is a browser that nobody signed in with."""
        return any(
            row["kind"] == "anyone" or (who != "" and row["email"] in (who.lower(), who.lower().partition("@")[2]))
            for row in self.rows(file)
        )

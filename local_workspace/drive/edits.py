"""Who edited Google's own documents, and when: their revisions, which bear no content of their own.

Google draws neighbouring edits together; here those of one person make one revision, until somebody else edits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from local_workspace.core.clock import Clock
from local_workspace.core.store import Store

TABLES = """
create table if not exists edit (
    number integer primary key autoincrement, file text not null, modified text not null, modified_by text not null
);
create index if not exists edit_file on edit (file);
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """One person's edits of a file, up to somebody else's."""

    number: int
    modified: datetime
    modified_by: str


class Edits:
    """The edits of all files that have no content of their own."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        store.define(TABLES)

    def note(self, who: str, file: str) -> None:
        """Note that somebody edited a file now."""
        now = self._clock.now().isoformat()
        last = self._store.one("select * from edit where file = ? order by number desc limit 1", file)
        if last is not None and last["modified_by"] == who:
            self._store.do("update edit set modified = ? where number = ?", now, last["number"])
        else:
            self._store.do("insert into edit (file, modified, modified_by) values (?,?,?)", file, now, who)

    def of(self, file: str) -> tuple[Edit, ...]:
        """Return the edits of a file, oldest first."""
        rows = self._store.all("select * from edit where file = ? order by number", file)
        return tuple(Edit(row["number"], datetime.fromisoformat(row["modified"]), row["modified_by"]) for row in rows)

    def forget(self, file: str) -> None:
        """Drop the edits of a file that is gone."""
        self._store.do("delete from edit where file = ?", file)

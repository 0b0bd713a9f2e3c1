"""What this process wrote since the memory was last read: rows where a method names them, else whole tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, event

#: Tables of which single rows are read again. Of a statement on one that named no rows, the whole table counts.
BY_ROW = frozenset({"action", "complaint", "cover", "document", "effect", "response"})
_WRITES = re.compile(r"\s*(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from)\s+\"?(\w+)", re.I)


class Changes:
    """Gathers what one engine writes; a transaction that is rolled back leaves too much here, never too little."""

    def __init__(self, engine: Engine) -> None:
        self.tables: set[str] = set()
        self.rows: dict[str, set[str]] = defaultdict(set)
        self._named: set[str] = set()
        event.listen(engine, "before_cursor_execute", self._notice)

    def begin(self) -> None:
        """Expect a new transaction: none of its rows was named yet."""
        self._named.clear()

    def name(self, table: str, keys: Iterable[str]) -> None:
        """Say which rows of a table this transaction writes; all it writes there must be among them.

        Of `cover` the rows are named by their effect.
        """
        self._named.add(table)
        self.rows[table].update(keys)

    def taken(self) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
        """Return the tables that changed as a whole, and the rows of others; from now on nothing has changed."""
        found = frozenset(self.tables), {table: frozenset(keys) for table, keys in self.rows.items() if keys}
        self.tables.clear()
        self.rows.clear()
        return found

    def _notice(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        written = _WRITES.match(statement)
        if written and (written[1] not in BY_ROW or written[1] not in self._named):
            self.tables.add(written[1])

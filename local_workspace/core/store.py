"""Everything the workspace knows, in one SQLite file that survives `kill -9`.

One lock serialises all calls; each call is one transaction: it commits whole or leaves no trace.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SCHEMA = """
create table if not exists fact (name text primary key, value text not null);
"""


class _Undone(Exception):
    """Ends a transaction that is always rolled back."""


class Store:
    """The data folder of one workspace.

    Services add their tables with `define`, keep large contents as files under `blobs`, and read and write only
    inside `transaction()`. What a service caches in memory it drops in a hook given to `on_rollback`.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.blobs = folder / "blobs"
        self.blobs.mkdir(exist_ok=True)
        self.lock = threading.RLock()
        self._depth = 0
        self._rollback_hooks: list[Callable[[], None]] = []
        self._commit_hooks: list[Callable[[], None]] = []
        self._db = sqlite3.connect(folder / "workspace.db", check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        self.define(SCHEMA)

    def define(self, schema: str) -> None:
        """Create a service's tables (`create table if not exists …`)."""
        with self.lock:
            self._db.executescript(schema)

    def on_rollback(self, hook: Callable[[], None]) -> None:
        """Call `hook` after a transaction was undone, so that caches forget what never happened."""
        self._rollback_hooks.append(hook)

    def before_commit(self, hook: Callable[[], None]) -> None:
        """Call `hook` at the end of each transaction, so that a service writes what it changed in memory."""
        self._commit_hooks.append(hook)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the block as one transaction, or as part of the one around it; other threads wait."""
        with self.lock:
            if self._depth:
                yield
                return
            self._depth = 1
            self._db.execute("begin")
            try:
                yield
                for hook in self._commit_hooks:
                    hook()
                self._db.execute("commit")
            except BaseException:
                self._db.execute("rollback")
                for hook in self._rollback_hooks:
                    hook()
                raise
            finally:
                self._depth = 0

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Run the block in a transaction that is then rolled back."""
        with suppress(_Undone), self.transaction():
            yield
            raise _Undone

    def all(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        with self.lock:
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """Return the first row of a query, if any."""
        with self.lock:
            row: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
            return row

    def do(self, sql: str, *values: Any) -> int:
        """Run one statement; return the number of rows it changed."""
        with self.lock:
            return self._db.execute(sql, values).rowcount

    def many(self, sql: str, rows: list[tuple[Any, ...]]) -> None:
        """Run one statement for many rows."""
        with self.lock:
            self._db.executemany(sql, rows)

    def fact(self, name: str, default: Any = None) -> Any:
        """Return a small remembered value."""
        row = self.one("select value from fact where name = ?", name)
        return default if row is None else json.loads(row["value"])

    def remember(self, name: str, value: Any) -> None:
        """Keep a small value (anything JSON can hold)."""
        self.do(
            "insert into fact values (?, ?) on conflict (name) do update set value = excluded.value",
            name,
            json.dumps(value),
        )

    def close(self) -> None:
        """Release the file."""
        with self.lock:
            self._db.close()

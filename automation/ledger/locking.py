"""One tick at a time: a lock that a killed process leaves open, on the ledger that stands in its place."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from automation import private

from . import wording
from .opening import Locked, UnusableLedger, file_of, unusable


class TickLock:
    """The lock of one ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._own = threading.Lock()
        self._file = file_of(engine.url)
        self._opened = self._identity()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock.

        Raises:
            Locked: another process, or another part of this one, holds it.
            UnusableLedger: another file stands in the ledger's place than the one that is open.
        """
        if not self._own.acquire(blocking=False):
            raise Locked(wording.TICK_IS_RUNNING)
        try:
            with self._among_processes():
                yield
        finally:
            self._own.release()

    @contextmanager
    def _among_processes(self) -> Iterator[None]:
        if self._engine.dialect.name == "postgresql":
            with self._on_the_server():
                yield
        elif self._file is None:
            yield
        else:
            with held_beside(self._file):
                # A copy that was put back lies under the same name; what is open here is the file it replaced.
                if self._identity() != self._opened:
                    raise UnusableLedger(wording.LEDGER_REPLACED)
                yield

    def _identity(self) -> tuple[int, int] | None:
        if self._file is None or not self._file.exists():
            return None
        found = self._file.stat()
        return found.st_dev, found.st_ino

    @contextmanager
    def _on_the_server(self) -> Iterator[None]:
        number = "hashtext(current_database() || '.' || current_schema() || '.tanggap')"
        with self._engine.connect() as connection:
            if not connection.execute(text(f"select pg_try_advisory_lock({number})")).scalar():
                raise Locked(wording.TICK_IS_RUNNING)
            try:
                yield
            finally:
                connection.execute(text(f"select pg_advisory_unlock({number})"))


@contextmanager
def held_beside(database: Path) -> Iterator[None]:
    """Hold an exclusive transaction on an empty database beside a ledger's; the system ends it with the process.

    Raises:
        Locked: another process holds it.
        UnusableLedger: it cannot be made.
    """
    path = database.with_name(database.name + ".lock")
    try:
        private.make_file(path)
    except OSError as error:
        raise unusable(error) from error
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)) as connection:
        try:
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise Locked(wording.TICK_IS_RUNNING) from error
        yield

"""One tick at a time: a lock that a killed process leaves open, on the ledger that stands in its place."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from automation import private

from . import wording
from .opening import file_of
from .postgresql import advisory_number
from .refusals import TickIsRunning, UnusableLedger, unusable
from .turns import Turn, wait_to_write


class TickLock:
    """The lock of one ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._own = threading.Lock()
        self._file = file_of(engine.url)
        self._opened = self._identity()
        self._turn: Turn | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock.

        Raises:
            TickIsRunning: another process, or another part of this one, holds it.
            UnusableLedger: another file stands in the ledger's place than the one that is open.
        """
        if not self._own.acquire(blocking=False):
            raise TickIsRunning(wording.TICK_IS_RUNNING)
        try:
            with self._among_processes():
                yield
        finally:
            self._own.release()

    def hold_to_turn(self) -> None:
        """Check, before something is done outside, that a tick that holds the lock has not lost it.

        Where no tick is running in this process, there is nothing to hold to.

        Raises:
            TurnOver: it was lost.
        """
        if self._turn is not None:
            self._turn.hold()

    def begin_writing(self, connection: Connection) -> int:
        """Begin a transaction that writes: alone, and of a tick only while it holds the lock.

        Returns:
            How many transactions will have written on a server when this one has (`turns`); 0 on SQLite.

        Raises:
            TurnOver: it was lost.
        """
        if not self._is_on_a_server:
            return 0
        count = wait_to_write(connection)
        self.hold_to_turn()
        return count

    @property
    def _is_on_a_server(self) -> bool:
        return self._engine.dialect.name == "postgresql"

    @contextmanager
    def _among_processes(self) -> Iterator[None]:
        if self._is_on_a_server:
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
        """Hold a lock that the server ends with this process's connection, which is in no transaction meanwhile."""
        with _connected(self._engine) as connection:
            try:
                self._turn = _taken(connection)
                yield
            finally:
                self._turn = None
                _let_go(connection)


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except DBAPIError as error:
        raise unusable(error) from error
    with connection:
        yield connection


def _taken(connection: Connection) -> Turn:
    try:
        if not connection.execute(text(f"select pg_try_advisory_lock({advisory_number('putaran')})")).scalar():
            raise TickIsRunning(wording.TICK_IS_RUNNING)
        return Turn(connection)
    except DBAPIError as error:
        raise unusable(error) from error


def _let_go(connection: Connection) -> None:
    """End the lock; where that fails, end its connection, and the server ends both."""
    try:
        connection.execute(text("select pg_advisory_unlock_all()"))
    except SQLAlchemyError:
        connection.invalidate()


@contextmanager
def held_beside(database: Path) -> Iterator[None]:
    """Hold an exclusive transaction on an empty database beside a ledger's; the system ends it with the process.

    Raises:
        TickIsRunning: another process holds it.
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
            raise TickIsRunning(wording.TICK_IS_RUNNING) from error
        yield

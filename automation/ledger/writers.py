"""Whether anybody else wrote to a ledger since this process last looked, and all must be read anew."""

from __future__ import annotations

import threading

from sqlalchemy import Connection

from .turns import writes_of


class Writers:
    """Tells this process's writing from that of others. On PostgreSQL it sees what other Tanggaps write alone."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._count = 0
        self._others = 0

    def wrote(self, count: int) -> None:
        """Note that a transaction of this process was kept, as the so many-th (`turns.wait_to_write`)."""
        with self._one_at_a_time:
            if count != self._count + 1:
                self._others += 1
            self._count = max(self._count, count)

    def seen(self, connection: Connection) -> object:
        """Return what differs from the last look once anybody else's transaction was kept."""
        if connection.dialect.name == "sqlite":
            version = connection.exec_driver_sql("pragma data_version").scalar()
            return id(connection.connection.dbapi_connection), version
        count = writes_of(connection)
        with self._one_at_a_time:
            if count < self._count:
                # Another thread wrote after this transaction's moment: nobody has seen both.
                return object()
            if count > self._count:
                self._count, self._others = count, self._others + 1
            return self._others

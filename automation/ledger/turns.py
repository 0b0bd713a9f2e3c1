"""Whose turn it is to write, on PostgreSQL: the fence between a tick that lost its lock and the one that follows.

The lock belongs to a connection, which may be cut while its process goes on. So each tick raises a number when it
takes the lock. Whoever writes counts itself in the row of that number first: writers come one after another, and a
tick whose number is not the newest writes nothing. Before it does anything outside, a tick asks the same over the
lock's connection. The other side fences nothing: a tick that stalls between asking and doing does it late.

On SQLite there is nothing to fence: the lock is one of the operating system's, held by the process itself, and a
process that goes on has it.
"""

from __future__ import annotations

import hmac
import threading

from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, Table, Text, select, update
from sqlalchemy.exc import SQLAlchemyError

from . import wording
from .refusals import TurnOver, UnusableLedger

metadata = MetaData()
#: One row: the newest turn, how many transactions wrote, and the mark of the office whose ledger this is, "" while
#: nobody has set it up.
turn = Table(
    "turn",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    Column("writes", BigInteger, nullable=False),
    Column("office", Text, nullable=False, server_default=""),
)
_NUMBER = select(turn.c.number).where(turn.c.id == 1)


class Turn:
    """The turn of one tick, from taking the lock until it is let go.

    Args:
        connection: the lock's, each of whose statements is a transaction of its own.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._one_at_a_time = threading.Lock()
        self._is_over = False
        taking = update(turn).where(turn.c.id == 1).values(number=turn.c.number + 1).returning(turn.c.number)
        # Whoever writes right now comes to its end first.
        self._number: int = connection.execute(taking).scalar_one()

    def hold(self) -> None:
        """Check that the lock is still held and nobody has taken it since.

        Asked by who has waited to write (`wait_to_write`), it holds until that transaction ends: whoever takes the
        lock has to raise the number of a row that is locked till then.

        Raises:
            TurnOver: it is not, now or at an earlier look; a connection that was cut is never opened anew.
        """
        with self._one_at_a_time:
            if not self._is_over:
                try:
                    self._is_over = self._connection.execute(_NUMBER).scalar() != self._number
                except SQLAlchemyError:
                    self._is_over = True
            if self._is_over:
                raise TurnOver(wording.TURN_IS_OVER)


def wait_to_write(connection: Connection) -> int:
    """Wait until nobody else writes; from here to the end of the transaction nobody else does.

    Returns:
        How many transactions will have written when this one has.
    """
    counting = update(turn).where(turn.c.id == 1).values(writes=turn.c.writes + 1).returning(turn.c.writes)
    return int(connection.execute(counting).scalar_one())


def writes_of(connection: Connection) -> int:
    """Return how many transactions have written."""
    return int(connection.execute(select(turn.c.writes).where(turn.c.id == 1)).scalar_one())


def mark_of(code_key: bytes) -> str:
    """Return the mark of the office that has a key of the QR codes, from which nobody learns the key."""
    return hmac.digest(code_key, b"tanggap.buku-besar", "sha256").hex()


def marked_as(connection: Connection) -> str:
    """Return the mark of the office whose ledger this is; "" for nobody's yet."""
    return connection.execute(select(turn.c.office).where(turn.c.id == 1)).scalar() or ""


def mark(connection: Connection, office: str) -> None:
    """Mark a ledger as an office's, in a transaction that writes alone.

    Raises:
        UnusableLedger: it is another's.
    """
    if marked_as(connection) not in ("", office):
        raise UnusableLedger(wording.OF_ANOTHER_OFFICE)
    connection.execute(update(turn).where(turn.c.id == 1).values(office=office))

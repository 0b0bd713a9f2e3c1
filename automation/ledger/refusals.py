"""What a database error means for a person: the moment, which passes by itself, or something to put right."""

from __future__ import annotations

import errno
import sqlite3

from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError, SQLAlchemyError

from automation.ports import NotAllowed, TryLater

from . import wording

#: What SQLite says on a full disk: also where there is no room for what its connections share.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
#: Whatever goes wrong with a database, foreseen or not.
LEDGER_ERRORS = (SQLAlchemyError, sqlite3.Error)


class UnusableLedger(NotAllowed):
    """The ledger cannot be opened or written; the text tells a person what to do."""


class Locked(TryLater):
    """The ledger is not to be had for the moment: another tick or program holds it, or its server is away."""


class TickIsRunning(Locked):
    """Another tick of the same office holds the ledger."""


class TurnOver(Locked):
    """This process held the office's only tick and lost it: whatever it would do next is another's to do."""


def is_about_one_thing(error: DatabaseError) -> bool:
    """Check whether an error is about what was asked, and not about the ledger: a form answer twice, a bug."""
    code = getattr(error.orig, "sqlstate", None) or ""
    return isinstance(error, IntegrityError | ProgrammingError) and code not in _OF_THE_LEDGER


def unusable(error: Exception) -> UnusableLedger | Locked:
    """Say what an error means for a person: where somebody else holds the ledger, nothing is wrong with it."""
    cause = getattr(error, "orig", None) or error
    if hasattr(cause, "sqlstate"):
        return _of_a_server(str(cause).strip(), cause.sqlstate or "")
    # An extended code, such as that of a lock that is being recovered, has the plain one in its last byte.
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(wording.LEDGER_IS_HELD)
    if getattr(cause, "sqlite_errorcode", 0) in _FULL or getattr(cause, "errno", 0) in (errno.ENOSPC, errno.EDQUOT):
        return UnusableLedger(wording.LEDGER_DISK_FULL)
    return UnusableLedger(wording.ledger_unusable(str(cause)))


#: PostgreSQL's error codes of what passes by itself, and classes of them: the connection, transactions undone for
#: others' sake, memory and connections used up, a server that stops or starts, one that only reads for now.
#: https://www.postgresql.org/docs/current/errcodes-appendix.html
_PASSING = ("08", "40", "53200", "53300", "57", "25P03", "25006")
_LOCK_NOT_AVAILABLE, _DISK_FULL = "55P03", "53100"
#: A table or schema that is gone or not this role's, which SQLAlchemy counts among what is wrong with a statement.
_OF_THE_LEDGER = ("42P01", "42501", "3F000")
#: A refused sign-in bears no code; these are the server's words for what does not pass by itself.
_NOT_LET_IN = (
    "authentication failed",
    "no password supplied",
    "does not exist",
    "no pg_hba.conf entry",
    "permission denied for database",
    "is not permitted to log in",
)


def _of_a_server(said: str, code: str) -> UnusableLedger | Locked:
    if code == _LOCK_NOT_AVAILABLE:
        return Locked(wording.SERVER_IS_HELD)
    if code == _DISK_FULL:
        return UnusableLedger(wording.SERVER_DISK_FULL)
    if code.startswith(_PASSING) or not (code or any(words in said for words in _NOT_LET_IN)):
        return Locked(wording.server_is_away(said))
    return UnusableLedger(wording.server_unusable(said))

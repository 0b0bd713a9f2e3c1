"""How a ledger is opened: durable, and brought to the newest tables."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from automation import private
from automation.ports import NotAllowed, TryLater

from . import wording
from .mounts import Disk, Trust
from .soundness import is_known_sound

_MIGRATIONS = Path(__file__).parent / "migrations"
#: The newest migration: files are named `v0008_what_it_adds.py`.
HEAD = max(module.name[1:5] for module in iter_modules([str(_MIGRATIONS / "versions")]))
_WRITING = "tanggap_writing"


#: What SQLite says on a full disk: also where there is no room for what its connections share.
_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
#: Whatever goes wrong with a database, foreseen or not.
LEDGER_ERRORS = (SQLAlchemyError, sqlite3.Error)


class UnusableLedger(NotAllowed):
    """The ledger cannot be opened or written; the text tells a person what to do."""


class Locked(TryLater):
    """Another tick is running for this office, or another program holds its ledger."""


def engine_for(url: str, day: date | None = None) -> Engine:
    """Open the database of a URL (a plain path means SQLite) with the newest tables.

    Args:
        url: the database's.
        day: today; a file that was found sound on it, and was not touched since, is not checked again.

    Raises:
        UnusableLedger: it cannot be used, or a newer program wrote it.
        Locked: another program holds it.
    """
    try:
        engine = _engine(_as_url(url), day)
        with writing(engine) as connection:
            is_newer = _bring_up(connection)
        if is_newer:
            _give_back_room(engine)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UnusableLedger(wording.address_unusable(error)) from error
    except (DatabaseError, OSError) as error:
        raise unusable(error) from error
    return engine


def file_of(url: str | URL) -> Path | None:
    """Return the file of a SQLite ledger; None where it lies in memory or in another database."""
    parsed = make_url(_as_url(url)) if isinstance(url, str) else url
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database))


def hold_to_a_disk(file: Path, disk: Disk) -> None:
    """Check that SQLite can rely on what a ledger lies on.

    Raises:
        UnusableLedger: it lies on a network or bucket mount.
    """
    if disk.trust is Trust.NONE:
        raise UnusableLedger(wording.ledger_on_a_network(file=file, disk=disk.name))


def _as_url(text: str) -> str:
    return text if "://" in text else f"sqlite:///{text}"


def writing(engine: Engine) -> Any:
    """Return a context manager: one transaction that nobody else writes beside."""
    return engine.execution_options(**{_WRITING: True}).begin()


def unusable(error: Exception) -> UnusableLedger | Locked:
    """Say what a database error means for a person: where somebody else holds the file, nothing is wrong with it."""
    cause = getattr(error, "orig", None) or error
    # An extended code, such as that of a lock that is being recovered, has the plain one in its last byte.
    if getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(wording.LEDGER_IS_HELD)
    if getattr(cause, "sqlite_errorcode", 0) in _FULL or getattr(cause, "errno", 0) in (errno.ENOSPC, errno.EDQUOT):
        return UnusableLedger(wording.LEDGER_DISK_FULL)
    return UnusableLedger(wording.ledger_unusable(str(cause)))


def _engine(url: str, day: date | None) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, isolation_level="SERIALIZABLE", pool_pre_ping=True, hide_parameters=True)
    file = file_of(parsed)
    if file is None:
        engine = create_engine(
            parsed, poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True
        )
    else:
        private.make_folder(file.parent)
        # SQLite gives the files that it keeps beside it the same rights.
        private.make_file(file)
        engine = create_engine(parsed, connect_args={"timeout": 30}, hide_parameters=True)
    if file is None or day is None or not is_known_sound(file, day):
        event.listen(engine, "connect", _check)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _check(connection: sqlite3.Connection, _record: object) -> None:
    """Look through the whole file before the first statement: a damaged one is not written to."""
    (found,) = connection.execute("pragma quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(wording.ledger_damaged(found))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin late and end at table changes; ours are begun in `_begin`.
    connection.isolation_level = None
    for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on"):
        connection.execute(f"pragma {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _give_back_room(engine: Engine) -> None:
    """Make a SQLite ledger's file as small as what it holds; without room on the disk for that it stays as it is."""
    file = file_of(engine.url)
    if file is not None:
        with suppress(sqlite3.Error), closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("vacuum")


def _bring_up(connection: Connection) -> bool:
    """Bring the tables up; returns whether they were older."""
    if not inspect(connection).has_table("alembic_version"):
        found = None
    else:
        found = connection.execute(text("select version_num from alembic_version")).scalar()
    if found == HEAD:
        return False
    # Alembic takes a while to load: only when there is something to do.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise UnusableLedger(wording.ledger_is_newer(found))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return found is not None

"""How a ledger is opened: durable, and brought to the newest tables."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from automation import private

from . import wording
from .mounts import Disk, Trust
from .postgresql import alone_to_migrate, is_postgresql, server_engine
from .refusals import UnusableLedger, unusable
from .soundness import is_known_sound

_MIGRATIONS = Path(__file__).parent / "migrations"
#: The newest migration: files are named `v0008_what_it_adds.py`.
HEAD = max(module.name[1:5] for module in iter_modules([str(_MIGRATIONS / "versions")]))
_WRITING = "tanggap_writing"
#: What was written stays also when the power goes: each commit waits for the disk.
SYNCHRONOUS = "full"

#: Alembic keeps what it works on in its modules: one migration at a time in a process.
_MIGRATING = threading.Lock()


def engine_for(url: str, day: date | None = None, *, as_it_is: bool = False) -> Engine:
    """Open the database of a URL (a plain path means SQLite) with the newest tables.

    Args:
        url: the database's.
        day: today; a file that was found sound on it, and was not touched since, is not checked again.
        as_it_is: bring no tables up; where they are older, it cannot be used.

    Raises:
        UnusableLedger: it cannot be used, or a newer program wrote it.
        Locked: another program holds it.
    """
    try:
        engine = _engine(_as_url(url), day)
        try:
            with writing(engine) as connection:
                is_newer = _bring_up(connection, as_it_is=as_it_is)
        except BaseException:
            engine.dispose()
            raise
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
    """Return a context manager: one transaction to write in; see `turns` for what keeps others out on PostgreSQL."""
    if is_postgresql(engine.url):
        # Whoever waited for its turn to write must see what was written meanwhile.
        return engine.execution_options(isolation_level="READ COMMITTED").begin()
    return engine.execution_options(**{_WRITING: True}).begin()


def _engine(url: str, day: date | None) -> Engine:
    parsed = make_url(url)
    if is_postgresql(parsed):
        return server_engine(parsed)
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
    for pragma in ("journal_mode=wal", f"synchronous={SYNCHRONOUS}", "foreign_keys=on"):
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


def _bring_up(connection: Connection, *, as_it_is: bool) -> bool:
    """Bring the tables up; returns whether they were older."""
    if _version(connection) == HEAD:
        return False
    if as_it_is:
        raise UnusableLedger(wording.ledger_of_another_version(_version(connection), HEAD))
    with _MIGRATING:
        if connection.dialect.name == "postgresql":
            alone_to_migrate(connection)
        return _migrate(connection, _version(connection))


def _version(connection: Connection) -> str | None:
    """Return what the tables were last brought up to; None where there are none."""
    schema = None
    if connection.dialect.name == "postgresql":
        schema = connection.execute(text("select current_schema()")).scalar()
    if not inspect(connection).has_table("alembic_version", schema=schema):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def _migrate(connection: Connection, found: str | None) -> bool:
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

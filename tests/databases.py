"""The two databases that a ledger may lie in, for tests that hold on both."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from automation.ledger import open_ledger
from tests.postgresql import NoServer, server

NAMES = ("sqlite", "postgresql")


class Database(Protocol):
    """Where one ledger lies."""

    @property
    def name(self) -> str:
        """Its kind, one of `NAMES`."""

    @property
    def address(self) -> str:
        """What a ledger is opened by."""

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement beside the ledger and keep what it did; values stand where it says `?`."""

    def run_for_each(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for the values of each row."""


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """A file, which need not be there yet."""

    file: Path
    name: str = "sqlite"

    @property
    def address(self) -> str:
        """The URL of the file."""
        return f"sqlite:///{self.file}"

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def run_for_each(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each row."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.executemany(statement, rows)


@dataclass(frozen=True, slots=True)
class PostgresqlOffice:
    """A role with a schema of its own on the tests' server."""

    role: str
    name: str = "postgresql"

    @property
    def address(self) -> str:
        """The URL by which the role signs in."""
        return server().address(self.role)

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement."""
        with server().connected(self.role) as connection:
            # Without values a percent sign is one.
            asked = statement.replace("?", "%s").encode() if values else statement.encode()
            done = connection.execute(asked, values or None)
            return done.fetchall() if done.description else []

    def cut_its_lock(self) -> None:
        """End the connection that holds the lock of its tick, if one does, as a broken network would."""
        with server().connected() as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid) "
                "where locktype = 'advisory' and usename = %s",
                [self.role],
            )

    def states(self) -> set[str]:
        """Return what its connections are doing, in the server's words."""
        with server().connected() as connection:
            asked = connection.execute("select state from pg_stat_activity where usename = %s", [self.role])
            return {state for (state,) in asked}

    def run_for_each(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run one statement for each row."""
        with server().connected(self.role) as connection, connection.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s").encode(), rows)


def new_database(name: str, folder: Path) -> Database:
    """Make a place for a ledger; raises `NoServer` where PostgreSQL is asked for and there is none."""
    return SqliteFile(folder / "kantor" / "buku.db") if name == "sqlite" else new_office()


def new_office() -> PostgresqlOffice:
    """Make an office on PostgreSQL whose tables are there already, as the migrations made them once."""
    office = PostgresqlOffice(server().office())
    with server().connected(office.role) as connection:
        connection.execute(_tables_in_sql().replace("kantor_pola", office.role).encode())
    return office


@cache
def _tables_in_sql() -> str:
    """Return the statements that make a new ledger's tables, in a schema named `kantor_pola`."""
    made = server()
    for statement in ("create role kantor_pola login", "create schema authorization kantor_pola"):
        made.run(statement)
    open_ledger(made.address("kantor_pola")).close()
    asked = [
        "-h",
        str(made.folder),
        "-U",
        "postgres",
        "-n",
        "kantor_pola",
        "-O",
        "--inserts",
        "--restrict-key=x",
        "postgres",
    ]
    told = subprocess.run([str(made.programs / "pg_dump"), *asked], check=True, capture_output=True, text=True)
    unwanted = ("\\", "--", "SET ", "CREATE SCHEMA", "ALTER SCHEMA", "SELECT pg_catalog.set_config")
    return "\n".join(line for line in told.stdout.splitlines() if not line.startswith(unwanted))


__all__ = ["NAMES", "Database", "NoServer", "PostgresqlOffice", "SqliteFile", "new_database", "new_office"]

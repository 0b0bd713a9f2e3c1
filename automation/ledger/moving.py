"""A ledger is moved from a SQLite file into PostgreSQL: whole, into an empty one, and compared row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select

from . import wording
from .ledger import Ledger, open_ledger
from .refusals import UnusableLedger
from .tables import metadata

#: So many rows are in memory at a time.
_IN_PARTS = {"yield_per": 1_000}


def move(file: Path, target: Ledger) -> Mapping[str, int]:
    """Take a SQLite ledger over into one on a server; nothing is there until all of it is, and the file stays.

    Args:
        file: the ledger that was; brought to the newest tables first.
        target: the ledger that shall be.

    Returns:
        How many rows each table has.

    Raises:
        UnusableLedger: there is no such ledger, the target is none on a server or holds something, or what it keeps
            is not what it was given; nothing was moved.
        Locked: a tick is running on either.
    """
    if not target.is_on_a_server:
        raise UnusableLedger(wording.MOVES_TO_POSTGRESQL_ALONE)
    if not _is_ledger(file):
        raise UnusableLedger(wording.nothing_to_move(file))
    with (
        open_ledger(str(file)) as source,
        source.lock(),
        target.lock(),
        source.to_take_from() as there,
        target.to_fill() as here,
    ):
        for table in metadata.sorted_tables:
            if here.execute(select(table).limit(1)).first() is not None:
                raise UnusableLedger(wording.target_not_empty(table.name))
        for table in metadata.sorted_tables:
            _copy(table, there, here)
        return {table.name: _compared(table, there, here) for table in metadata.sorted_tables}


def _is_ledger(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return found is not None


def _copy(table: Table, there: Connection, here: Connection) -> None:
    with there.execute(select(table), execution_options=_IN_PARTS) as rows:
        for some in rows.mappings().partitions():
            here.execute(insert(table), [dict(row) for row in some])


def _compared(table: Table, there: Connection, here: Connection) -> int:
    """Return how many rows a table has, once each of them is the same on both sides."""
    query, count = select(table).order_by(*table.primary_key.columns), 0
    with (
        there.execute(query, execution_options=_IN_PARTS) as given,
        here.execute(query, execution_options=_IN_PARTS) as kept,
    ):
        for one, other in zip_longest(given, kept):
            if one is None or other is None or tuple(one) != tuple(other):
                raise UnusableLedger(wording.moved_otherwise(table.name))
            count += 1
    return count

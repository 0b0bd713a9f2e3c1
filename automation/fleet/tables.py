"""The registry's tables, in a schema of the fleet's own."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

#: Raised with every change of these tables, which `migrasi` then brings up.
VERSION = 1

metadata = MetaData()


def _moment(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True))


#: One row: the version of these tables.
fleet = Table("fleet", metadata, Column("version", Integer, nullable=False))

office = Table(
    "office",
    metadata,
    Column("name", Text, primary_key=True),
    Column("project", Text, nullable=False),
    Column("folder", Text, nullable=False, server_default=""),
    #: The office's files, encrypted; null where they lie in the folder.
    Column("sealed", LargeBinary),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("ledger", Text, nullable=False, server_default=""),
    Column("is_paused", Boolean, nullable=False, server_default="false"),
    _moment("next_due"),
    _moment("busy_until"),
    Column("reads", Float, nullable=False, server_default="1"),
    _moment("began"),
    _moment("ended"),
    _moment("succeeded"),
    Column("result", Text),
    Column("worker", Text, nullable=False, server_default=""),
    Column("failures", Integer, nullable=False, server_default="0"),
    _moment("failing_since"),
    _moment("put_aside"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("sheet_reads", Integer, nullable=False, server_default="0"),
    Column("open_cases", Integer, nullable=False, server_default="0"),
    Column("late_cases", Integer, nullable=False, server_default="0"),
    Column("failing", Integer, nullable=False, server_default="0"),
    Column("seconds", Float, nullable=False, server_default="0"),
    Column("lateness", Float, nullable=False, server_default="0"),
)

project = Table(
    "project",
    metadata,
    Column("name", Text, primary_key=True),
    Column("reads_a_minute", Integer, nullable=False, server_default="300"),
    Column("share", Float, nullable=False, server_default="0.8"),
    _moment("not_before"),
    Column("refused", BigInteger, nullable=False, server_default="0"),
)

worker = Table(
    "worker",
    metadata,
    Column("name", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("ledger", Text, nullable=False),
    Column("slots", Integer, nullable=False),
    Column("open_offices", Integer, nullable=False),
    Column("megabytes", Float, nullable=False),
    Column("seen", DateTime(timezone=True), nullable=False),
)

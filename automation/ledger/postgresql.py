"""How a ledger on PostgreSQL is opened: one role and one schema an office, both of one name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from . import wording
from .refusals import UnusableLedger

#: Seconds until a server is given up that does not answer, and until one is that has stopped answering.
CONNECTION: Mapping[str, Any] = {
    "application_name": "tanggap",
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
#: What the server holds a connection to; it notices a machine that vanished as soon as we notice the server.
SESSION = """
select set_config('search_path', quote_ident(current_user), false),
       set_config('lock_timeout', '30s', false),
       set_config('idle_in_transaction_session_timeout', '60s', false),
       set_config('tcp_keepalives_idle', '30', false),
       set_config('tcp_keepalives_interval', '10', false),
       set_config('tcp_keepalives_count', '3', false)
"""
#: Asked of a connection before its first statement; the answer is what `hold_to_own_schema` takes.
WHERE_IT_LED = "select current_user, current_schema(), current_setting('server_encoding')"


def is_postgresql(url: URL) -> bool:
    """Check whether an address leads to PostgreSQL."""
    return url.get_backend_name() == "postgresql"


def server_engine(url: URL, **pool: int) -> Engine:
    """Return the engine of a ledger on PostgreSQL; each transaction sees one moment.

    Args:
        url: the ledger's.
        pool: how its connections are kept, as SQLAlchemy names it.

    Every connection is looked at before its first statement. It raises `UnusableLedger` where the server gives it
    another role than the address names, or another schema than that role's own: whatever is between (a pooler, a
    default of the database), no office can read another's ledger.
    """
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=dict(CONNECTION),
        **pool,
    )

    def prepare(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(SESSION)
            cursor.execute(WHERE_IT_LED)
            found = cursor.fetchone()
        connection.commit()
        connection.adapters.register_dumper(str, _text_dumper())
        hold_to_own_schema(url.username, *found)

    event.listen(engine, "connect", prepare)
    return engine


@cache
def _text_dumper() -> type[Any]:
    """Return how texts go to the server: a NUL, which it takes in none, as the sign of what cannot be shown."""
    from psycopg.types.string import StrDumper

    class WithoutNul(StrDumper):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    return WithoutNul


def hold_to_own_schema(asked: str | None, role: str, schema: str | None, encoding: str) -> None:
    """Check where a connection led.

    Args:
        asked: the role that the address names.
        role: the one that the server gave.
        schema: the one that its search path leads to.
        encoding: the database's.

    Raises:
        UnusableLedger: to another role, to a schema that is not that role's own, or to a database of other texts.
    """
    if asked is not None and asked != role:
        raise UnusableLedger(wording.server_gives_another_role(asked=asked, role=role))
    if schema != role:
        raise UnusableLedger(wording.no_schema_of_its_own(role))
    if encoding != "UTF8":
        raise UnusableLedger(wording.server_not_in_utf8(encoding))


def alone_to_migrate(connection: Connection) -> None:
    """Wait until nobody else brings this ledger's tables up; it lasts until the transaction ends."""
    connection.execute(text(f"select pg_advisory_xact_lock({advisory_number('migrasi')})"))


def advisory_number(purpose: str) -> str:
    """Return the SQL of an advisory lock's number, the office's own within its database."""
    return f"hashtextextended('tanggap.' || current_schema() || '.{purpose}', 0)"

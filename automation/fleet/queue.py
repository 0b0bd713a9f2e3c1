"""The queue of ticks: PgQueuer, in the fleet's own schema.

A job is known by its office, and there is one of an office at most: queued or being done. It is named by the version
of the office's ledger, so that workers of two versions stand side by side while offices are brought up one by one.
PgQueuer's own retries and held jobs are not used: what a failed tick leads to, the registry says.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from pgqueuer.adapters.persistence.queries import Queries, SyncQueries
from pgqueuer.core.qm import QueueManager
from pgqueuer.domain.models import Job
from psycopg import RawCursor
from psycopg.rows import dict_row
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from automation.ledger import unusable
from automation.ledger.postgresql import CONNECTION, SESSION, WHERE_IT_LED, hold_to_own_schema

from .rhythm import Planned
from .tempo import USUAL, Tempo

#: PgQueuer's record of each job says nothing that the registry does not.
_CLEARED = timedelta(hours=1)
_FIRST, _WAITED = 1, 2


def entrypoint(ledger: str) -> str:
    """Return the name of jobs for offices whose ledgers have a version."""
    return f"putaran.{ledger}"


@dataclass(frozen=True, slots=True)
class _Over:
    """What PgQueuer asks the database by: a transaction of ours."""

    connection: Connection

    def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        driver: Any = self.connection.connection.driver_connection
        with RawCursor(driver, row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), args or None).fetchall()


def enqueue(connection: Connection, planned: Sequence[Planned], now: datetime) -> None:
    """Put ticks into the queue, in a transaction of the registry's.

    Of an office that still waits for its tick before, there is no second one, but it comes before all others then.
    """
    _drop_those_of_other_versions(connection, planned)
    SyncQueries(_Over(connection)).enqueue(
        [entrypoint(one.ledger) for one in planned],
        [one.name.encode() for one in planned],
        [_WAITED if one.has_waited else _FIRST if one.comes_first else 0 for one in planned],
        [max(one.at - now, timedelta()) for one in planned],
        [one.name for one in planned],
        on_conflict="update_priority",
    )


def _drop_those_of_other_versions(connection: Connection, planned: Sequence[Planned]) -> None:
    """Drop jobs of offices that were brought up since: no worker of the new version would take them."""
    left = text(
        "delete from pgqueuer where dedupe_key = :name and entrypoint <> :entrypoint "
        "and (status = 'queued' or (status = 'picked' and heartbeat < now() - make_interval(secs => :silent)))"
    )
    silent = 3 * USUAL.heartbeat.total_seconds()
    named = [{"name": one.name, "entrypoint": entrypoint(one.ledger), "silent": silent} for one in planned]
    connection.execute(left, named)


@dataclass(frozen=True, slots=True)
class Turn:
    """A tick that a worker has taken: of which office, and how many seconds late."""

    name: str
    lateness: float


class Queue:
    """A worker's side of the queue.

    Args:
        address: of the fleet's role and schema.
        tempo: of the fleet.
    """

    def __init__(self, address: str, tempo: Tempo = USUAL) -> None:
        self._address = address
        self._heartbeat = tempo.heartbeat

    async def install(self) -> None:
        """Make PgQueuer's tables, or bring them up."""
        async with self._connected() as connection:
            queries = Queries.from_psycopg_connection(connection)
            if await queries.schema_is_installed():
                await queries.upgrade()
            else:
                await queries.install()

    async def serve(
        self, ledger: str, slots: int, ticked: Callable[[Turn], Awaitable[None]], stopping: asyncio.Event
    ) -> None:
        """Take jobs and do them, so many at once, until asked to stop; those in hand are finished.

        Raises:
            Locked: the connection was lost; what was in hand is others' by then.
        """
        async with self._connected() as connection:
            queries = Queries.from_psycopg_connection(connection)
            manager = QueueManager(queries)

            async def do(job: Job) -> None:
                late = (job.updated - job.execute_after).total_seconds()
                await ticked(Turn((job.payload or b"").decode(), max(0.0, late)))

            manager.entrypoint(entrypoint(ledger))(do)
            watching = [
                asyncio.create_task(_end_with(manager, stopping)),
                asyncio.create_task(_end_without(connection, stopping)),
                asyncio.create_task(_clear(queries, entrypoint(ledger))),
            ]
            try:
                await manager.run(
                    # How often it looks for what others left, where nothing wakes it.
                    dequeue_timeout=self._heartbeat / 4,
                    batch_size=max(1, slots // 2),
                    max_concurrent_tasks=slots,
                    heartbeat_timeout=self._heartbeat,
                    log_aggregation_interval=timedelta(),
                )
            except psycopg.Error as error:
                raise unusable(error) from error
            finally:
                for one in watching:
                    one.cancel()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Any]:
        url = make_url(self._address).set(drivername="postgresql")
        asked = url.render_as_string(hide_password=False)
        try:
            connection: Any = await psycopg.AsyncConnection.connect(asked, autocommit=True, **CONNECTION)
        except psycopg.Error as error:
            raise unusable(error) from error
        async with connection:
            await connection.execute(SESSION)
            found = await (await connection.execute(WHERE_IT_LED)).fetchone()
            hold_to_own_schema(url.username, *found)
            yield connection


async def _end_with(manager: QueueManager, stopping: asyncio.Event) -> None:
    await stopping.wait()
    manager.shutdown.set()


async def _end_without(connection: Any, stopping: asyncio.Event) -> None:
    """End what is in hand once the connection is gone: PgQueuer itself would wait for it first."""
    while not connection.closed:
        await asyncio.sleep(1)
    stopping.set()


async def _clear(queries: Queries, name: str) -> None:
    while True:
        await asyncio.sleep(_CLEARED.total_seconds())
        await queries.clear_queue_log(name)

"""The registry of the fleet: which offices there are and how they are, in PostgreSQL, by the database's own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import Connection, Row, delete, func, insert, inspect, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from automation.ledger import is_postgresql, server_engine, unusable
from automation.ports import TryLater

from . import tables, wording
from .offices import SILENT, Figures, FleetOffice, Project, Result, Standing, Worker
from .patience import standing_after, wait_after
from .refusals import NoFleet, NoSuchOffice
from .rhythm import Planned, plan, share_after
from .tempo import USUAL, Tempo

#: An office that had something to do goes first for so long.
_BUSY = timedelta(minutes=10)
#: How much a tick counts in the average of what is read.
_WEIGHT = 0.2
#: What of a worker that is gone is still shown.
_FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A tick that came to an end, however it did.

    Attributes:
        reason: the kind of refusal that it failed with; "" where it did not.
    """

    name: str
    result: Result
    reason: str = ""
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """The whole registry, as of one moment.

    Attributes:
        now: that moment, by the database's clock.
    """

    now: datetime
    offices: tuple[FleetOffice, ...]
    projects: Mapping[str, Project]
    workers: tuple[Worker, ...]


class Registry:
    """The registry, over one connection that its threads share.

    Args:
        address: of the fleet's role and schema in PostgreSQL.
        tempo: of the fleet.
        connections: how many at most are open at once.

    Raises:
        NoFleet: the address is none of PostgreSQL's.
    """

    def __init__(self, address: str, tempo: Tempo = USUAL, connections: int = 1) -> None:
        self._tempo = tempo
        try:
            url = make_url(address)
            if not is_postgresql(url):
                raise NoFleet(wording.NOT_POSTGRESQL)
            self._engine = server_engine(url, pool_size=connections, max_overflow=0, pool_timeout=60)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise NoFleet(wording.address_unusable(type(error).__name__)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    # -- its tables

    def prepare(self) -> None:
        """Make the tables, where they are missing; one process after another."""
        with self.writing() as connection:
            connection.execute(text("select pg_advisory_xact_lock(hashtext('tanggap.armada.' || current_schema()))"))
            if self._version(connection) is None:
                tables.metadata.create_all(connection)
                connection.execute(insert(tables.fleet).values(version=tables.VERSION))

    def hold_to_version(self) -> None:
        """Check that the tables are those of this program.

        Raises:
            NoFleet: they are not.
        """
        with self._reading() as connection:
            found = self._version(connection)
        if found != tables.VERSION:
            raise NoFleet(wording.of_another_version(found=found, wanted=tables.VERSION))

    @staticmethod
    def _version(connection: Connection) -> int | None:
        schema = connection.execute(text("select current_schema()")).scalar()
        if not inspect(connection).has_table("fleet", schema=schema):
            return None
        return connection.execute(select(tables.fleet.c.version)).scalar()

    # -- offices

    def add(self, office: FleetOffice, sealed: bytes | None) -> None:
        """Add an office, and its project where that is new.

        Raises:
            NoSuchOffice: there is one of that name.
        """
        with self.writing() as connection:
            made = upsert(tables.office).on_conflict_do_nothing()
            values = {"name": office.name, "project": office.project, "folder": office.folder, "sealed": sealed}
            added = made.values(**values, ledger=office.ledger).returning(tables.office.c.name)
            if connection.execute(added).scalar_one_or_none() is None:
                raise NoSuchOffice(wording.name_is_taken(office.name))
            connection.execute(upsert(tables.project).values(name=office.project).on_conflict_do_nothing())

    def replace(self, name: str, *, folder: str, sealed: bytes | None) -> None:
        """Keep other settings of an office; its worker reads them anew.

        Raises:
            NoSuchOffice: there is none of that name.
        """
        revision = tables.office.c.revision + 1
        self._changed(name, folder=folder, sealed=sealed, revision=revision)

    def keep_sealed(self, name: str, revision: int, sealed: bytes) -> None:
        """Keep files that the office's own tick changed; nothing is read anew, unless somebody else changed them."""
        with self.writing() as connection:
            mine = (tables.office.c.name == name) & (tables.office.c.revision == revision)
            connection.execute(update(tables.office).where(mine).values(sealed=sealed))

    def remove(self, name: str) -> None:
        """Forget an office.

        Raises:
            NoSuchOffice: there is none of that name.
        """
        with self.writing() as connection:
            if not connection.execute(delete(tables.office).where(tables.office.c.name == name)).rowcount:
                raise NoSuchOffice(wording.no_such_office(name))

    def pause(self, name: str) -> None:
        """Let an office stand still.

        Raises:
            NoSuchOffice: there is none of that name.
        """
        self._changed(name, is_paused=True)

    def go_on(self, name: str) -> None:
        """Let an office tick again that was paused or put aside.

        Raises:
            NoSuchOffice: there is none of that name.
        """
        self._changed(name, is_paused=False, **_columns_of(Standing()), next_due=func.now())

    def note_ledger(self, name: str, version: str) -> None:
        """Note to which version an office's ledger was brought.

        Raises:
            NoSuchOffice: there is none of that name.
        """
        self._changed(name, ledger=version)

    def limit(self, project: str, reads_a_minute: int) -> None:
        """Note what Google lets a project read of Sheets in a minute."""
        with self.writing() as connection:
            made = upsert(tables.project).values(name=project, reads_a_minute=reads_a_minute)
            changed = {"reads_a_minute": reads_a_minute}
            connection.execute(made.on_conflict_do_update(index_elements=["name"], set_=changed))

    def office_named(self, name: str) -> FleetOffice:
        """Return an office.

        Raises:
            NoSuchOffice: there is none of that name.
        """
        with self._reading() as connection:
            row = connection.execute(_OFFICES.where(tables.office.c.name == name)).one_or_none()
        if row is None:
            raise NoSuchOffice(wording.no_such_office(name))
        return _office(row)

    def sealed(self, name: str) -> bytes | None:
        """Return an office's encrypted files; None where they lie in a folder."""
        with self._reading() as connection:
            asked = select(tables.office.c.sealed).where(tables.office.c.name == name)
            return connection.execute(asked).scalar_one_or_none()

    def names(self) -> frozenset[str]:
        """Return the names of all offices."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(tables.office.c.name)).scalars())

    def everything(self) -> Everything:
        """Return all that is known, of one moment."""
        with self._reading() as connection:
            return _everything(connection)

    # -- the rhythm

    def plan_ahead(self, enqueued: Callable[[Connection, tuple[Planned, ...], datetime], None]) -> bool:
        """Plan the ticks of the next while, and move their offices on, all or nothing; nothing where another does.

        Args:
            enqueued: puts them into the queue, in the same transaction.
        """
        with self.writing() as connection:
            alone = text("select pg_try_advisory_xact_lock(hashtext('tanggap.rencana.' || current_schema()))")
            if not connection.execute(alone).scalar():
                return False
            found = _everything(connection)
            _let_share_grow(connection, found)
            planned = plan(found.offices, found.projects, found.now, self._tempo.ahead, self._tempo)
            if planned:
                enqueued(connection, planned, found.now)
                move = text("update office set next_due = :then where name = :name")
                connection.execute(move, [{"name": one.name, "then": one.then} for one in planned])
            return True

    def begin(self, name: str, worker: str) -> FleetOffice | None:
        """Note that a tick begins, and return its office; None where none may begin now."""
        barred = select(tables.project.c.not_before).where(tables.project.c.name == tables.office.c.project)
        may = (
            (tables.office.c.name == name)
            & ~tables.office.c.is_paused
            & tables.office.c.put_aside.is_(None)
            & (func.coalesce(barred.scalar_subquery(), func.now()) <= func.now())
        )
        with self.writing() as connection:
            begun = update(tables.office).where(may).values(began=func.now(), worker=worker)
            if not connection.execute(begun).rowcount:
                return None
            return _office(connection.execute(_OFFICES.where(tables.office.c.name == name)).one())

    def end(self, ticked: Ticked) -> FleetOffice | None:
        """Note how a tick ended, and return the office as it stands now; None where it was removed meanwhile."""
        with self.writing() as connection:
            row = connection.execute(
                _OFFICES.where(tables.office.c.name == ticked.name).with_for_update()
            ).one_or_none()
            if row is None:
                return None
            before = _office(row)
            now = connection.execute(select(func.now())).scalar_one()
            standing = standing_after(before.standing, ticked.result, ticked.reason, now, self._tempo.patience)
            wait = wait_after(standing, self._tempo.patience)
            values = {**_columns_of(standing), **_ended(before, ticked, wait, now)}
            connection.execute(update(tables.office).where(tables.office.c.name == ticked.name).values(**values))
            if ticked.result is Result.QUOTA:
                _bar(connection, before.project, now)
            return _office(connection.execute(_OFFICES.where(tables.office.c.name == ticked.name)).one())

    def show_worker(self, worker: Worker) -> None:
        """Note that a worker is there; those that were not for a day are forgotten."""
        values = {one.name: getattr(worker, one.name) for one in tables.worker.c if one.name != "seen"}
        with self.writing() as connection:
            made = upsert(tables.worker).values(**values, seen=func.now())
            changed = {**values, "seen": func.now()}
            connection.execute(made.on_conflict_do_update(index_elements=["name"], set_=changed))
            connection.execute(delete(tables.worker).where(tables.worker.c.seen < func.now() - _FORGOTTEN))

    def drop_worker(self, name: str) -> None:
        """Note that a worker has ended."""
        with self.writing() as connection:
            connection.execute(delete(tables.worker).where(tables.worker.c.name == name))

    def now(self) -> datetime:
        """Return the time of the database's clock, which all workers go by."""
        with self._reading() as connection:
            return connection.execute(select(func.now())).scalar_one()

    # -- transactions

    def _changed(self, name: str, **values: Any) -> None:
        with self.writing() as connection:
            found = connection.execute(update(tables.office).where(tables.office.c.name == name).values(**values))
            if not found.rowcount:
                raise NoSuchOffice(wording.no_such_office(name))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a transaction to write in.

        Raises:
            TryLater: the server is away.
            UnusableLedger: it does not let the fleet in.
        """
        with _translated(), self._engine.execution_options(isolation_level="READ COMMITTED").begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _translated(), self._engine.begin() as connection:
            yield connection


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise unusable(error) from error
    except PoolTimeout as error:
        raise TryLater(wording.REGISTRY_IS_BUSY) from error


_OFFICES = select(*(column for column in tables.office.c if column.name != "sealed"))


def _everything(connection: Connection) -> Everything:
    now = connection.execute(select(func.now())).scalar_one()
    offices = connection.execute(_OFFICES.order_by(tables.office.c.name)).all()
    projects = connection.execute(select(tables.project)).all()
    workers = connection.execute(select(tables.worker).order_by(tables.worker.c.name)).all()
    return Everything(
        now=now,
        offices=tuple(map(_office, offices)),
        projects={row.name: Project(**row._asdict()) for row in projects},
        workers=tuple(one for row in workers if now - (one := Worker(**row._asdict())).seen < SILENT),
    )


def _office(row: Row[Any]) -> FleetOffice:
    found = row._asdict()
    standing = {name: found.pop(name) for name in _STANDING}
    figures = {name: found.pop(name) for name in _FIGURES}
    result = found.pop("result")
    busy = found["busy_until"] is not None and found["ended"] is not None and found["busy_until"] > found["ended"]
    return FleetOffice(
        **found,
        result=Result(result) if result else None,
        standing=Standing(**standing),
        figures=Figures(**figures, is_busy=busy),
    )


_STANDING = ("failures", "failing_since", "put_aside", "reason")
_FIGURES = ("sheet_reads", "open_cases", "late_cases", "failing", "seconds", "lateness")


def _columns_of(standing: Standing) -> dict[str, Any]:
    return {name: getattr(standing, name) for name in _STANDING}


def _ended(before: FleetOffice, ticked: Ticked, wait: timedelta, now: datetime) -> dict[str, Any]:
    """Return what a tick changes of its office besides how it stands."""
    found, went_well = ticked.figures, ticked.result in (Result.DONE, Result.PERSON)
    values: dict[str, Any] = {"ended": now, "result": ticked.result.value}
    values |= {name: getattr(found, name) for name in ("sheet_reads", "seconds", "lateness")}
    if found.sheet_reads:
        values["reads"] = before.reads + _WEIGHT * (found.sheet_reads - before.reads)
    if found.is_busy:
        values["busy_until"] = now + _BUSY
    if went_well:
        values |= {name: getattr(found, name) for name in ("open_cases", "late_cases", "failing")}
        values["succeeded"] = now
    elif wait:
        due = now + wait
        values["next_due"] = max(due, before.next_due) if before.next_due else due
    if ticked.result is Result.STOPPED:
        values["next_due"] = now
    return values


def _bar(connection: Connection, name: str, now: datetime) -> None:
    """Move a project's offices on into the next minute, whose quota is another; each has its own turn there."""
    mine = tables.project.c.name == name
    found = Project(**connection.execute(select(tables.project).where(mine).with_for_update()).one()._asdict())
    until = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    share = share_after(found, now, refused=True)
    values = {"not_before": until, "share": share, "refused": found.refused + 1}
    connection.execute(update(tables.project).where(mine).values(**values))


def _let_share_grow(connection: Connection, found: Everything) -> None:
    for one in found.projects.values():
        share = share_after(one, found.now, refused=False)
        if share != one.share:
            connection.execute(update(tables.project).where(tables.project.c.name == one.name).values(share=share))

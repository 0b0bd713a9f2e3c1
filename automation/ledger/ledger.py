"""The ledger: mirror, effect journal, history and documents. Each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from automation.domain.actions import Action
from automation.domain.case import Case, Event
from automation.domain.effects import Document, EffectKey, OfficeDocument
from automation.domain.memory import HistoryLine, Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.setback import Setback
from automation.domain.setback_name import SetbackName
from automation.domain.survey import SurveyAnswer

from . import history, tables, wording
from .actions import keep_actions
from .backup import back_up, kept_private, newest
from .chain import first_fault
from .changes import Changes
from .codec import instant_text
from .kept import portioned
from .likenesses import LikenessIndex
from .locking import TickLock
from .mirror import complaint_row, passage_rows
from .office_documents import keep_office_documents
from .opening import engine_for, file_of, writing
from .postgresql import is_postgresql
from .receipts import receipt_of
from .refusals import UnusableLedger, is_about_one_thing, unusable
from .remembering import KeptMemory, documents_of, places_of
from .setbacks import drop_setback, keep_setback, setbacks_of
from .soundness import note_sound
from .surveys import keep_answers
from .turns import mark, marked_as
from .writers import Writers


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunEffect:
    """An effect that was begun and not finished.

    Attributes:
        key: its printed key.
        kind: the name of its class.
        number: the complaint's printed number; "" for the office.
        payload: the effect itself, as its owner printed it.
        token: an id given beforehand, or a draft's; "" when there is none.
        failures: how often it failed.
        last_failure: why, the last time.
    """

    key: str
    kind: str
    number: str
    payload: str
    token: str
    failures: int
    last_failure: str


def open_ledger(url: str, day: date | None = None, office: str | None = None, *, as_it_is: bool = False) -> Ledger:
    """Open the ledger of a database URL; a plain path means SQLite.

    Args:
        url: the database's.
        day: today, where a file that was found sound on it need not be checked again.
        office: the office's mark, "" while it has none; None where nobody asks whose ledger it is. One on PostgreSQL
            is marked by who first opens it with a mark; a SQLite file belongs to whoever has it in his folder.
        as_it_is: leave its tables as they are; they are brought up elsewhere.

    Raises:
        UnusableLedger: it cannot be used, or a newer program wrote it, or it is another office's.
        Locked: another program holds it, or its server is away.
    """
    closed = kept_private(url)
    ledger = Ledger(engine_for(url, day, as_it_is=as_it_is), closed, day)
    try:
        if office is not None:
            ledger.claim(office)
    except BaseException:
        ledger.close()
        raise
    return ledger


class Ledger:
    """One office's ledger. Killed between any two statements it is whole: each method happens or does not.

    Attributes:
        closed: files of it that others could open until it was opened, and cannot any more.
    """

    def __init__(self, engine: Engine, closed: tuple[Path, ...] = (), checked_on: date | None = None) -> None:
        self.closed = closed
        self._checked_on = checked_on
        self._engine = engine
        self._lock = TickLock(engine)
        self._changes = Changes(engine)
        self._writers = Writers()
        self._kept = KeptMemory()
        self._statuses: tuple[int, Mapping[ComplaintNumber, str]] = (0, {})

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()
        file = file_of(self._engine.url)
        if self._checked_on is not None and file is not None:
            note_sound(file, self._checked_on)

    def rest(self) -> None:
        """Give its connections back until it is next used; what was read of it is kept."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_on_a_server(self) -> bool:
        """Whether it lies on a database server, whose administrator makes its copies."""
        return is_postgresql(self._engine.url)

    @property
    def likenesses(self) -> LikenessIndex:
        """The index by which complaints like one another are found."""
        return LikenessIndex(self._to_read, self._to_write)

    def lock(self) -> AbstractContextManager[None]:
        """Hold the lock of this office's only tick; readers are not held up.

        Raises:
            Locked: on entering, when another tick is running.
        """
        return self._lock.held()

    def claim(self, office: str) -> None:
        """Check that this is an office's ledger; one without a mark bears its mark from now on.

        Raises:
            UnusableLedger: it is another office's.
        """
        if self.is_on_a_server:
            with self._to_read() as connection:
                found = marked_as(connection)
            if found == office:
                return
            with self._to_write() as connection:
                mark(connection, office)

    def drop(self) -> None:
        """Delete the ledger's schema on a server with all that is in it.

        Raises:
            UnusableLedger: it is a file, which people delete themselves.
        """
        if not self.is_on_a_server:
            raise UnusableLedger(wording.FILES_ARE_DELETED_BY_HAND)
        with self._engine.begin() as connection:
            connection.execute(text("select set_config('lock_timeout', '10s', true)"))
            [name] = connection.execute(text("select quote_ident(current_schema())")).scalars()
            connection.execute(text(f"drop schema {name} cascade"))

    def hold_to_turn(self) -> None:
        """Check, before something is done outside, that this process's tick has not lost the lock.

        Raises:
            TurnOver: it has.
        """
        self._lock.hold_to_turn()

    def back_up(self, day: date, keep: int) -> Path | None:
        """Make the day's copy, if there is none yet; see `backup.back_up`."""
        return back_up(self._engine, day, keep)

    def newest_backup(self) -> date | None:
        """Return the day of the newest copy, if there is one."""
        return newest(self._engine)

    def to_take_from(self) -> AbstractContextManager[Connection]:
        """Read all as of one moment, for what takes the whole ledger over."""
        return self._to_read()

    def to_fill(self) -> AbstractContextManager[Connection]:
        """Write all or nothing, for what takes a whole ledger over."""
        return self._to_write()

    def memory(self) -> Memory:
        """Return everything the ledger remembers, of one moment; what did not change is the same value."""
        with self._to_read() as connection:
            return self._kept.read(connection, self._changes, self._writers)

    def save(
        self,
        cases: Iterable[Case],
        events: Iterable[Event],
        at: datetime,
        *,
        responses: Mapping[str, ComplaintNumber] | None = None,
        statuses: Mapping[ComplaintNumber, str] | None = None,
        survey: Iterable[SurveyAnswer] = (),
        shelves: Mapping[str, str] | None = None,
        actions: Iterable[Action] = (),
    ) -> tuple[HistoryLine, ...]:
        """Keep changed cases and what happened, and return the new lines of the history.

        Args:
            cases: new and changed cases; each takes in its intake's response as well.
            events: what happened, in its order.
            at: when; every line bears it.
            responses: further form answers taken in, with the number each belongs to.
            statuses: the status of a case in words; the kept one stays where it is not given.
            survey: answers of the survey; those kept before stay as they are.
            shelves: where papers lie, by the printed key of their document; of others nothing changes.
            actions: new and changed actions of the tab Tindakan.

        Raises:
            IntegrityError: a form answer would become a second complaint.
        """
        with self._to_write() as connection:
            given, named = tuple(cases), tuple(actions)
            self._changes.name("complaint", [str(case.number) for case in given])
            self._changes.name("response", [*(case.intake.response for case in given), *(responses or {})])
            self._changes.name("document", shelves or {})
            self._changes.name("action", [one.key for one in named])
            _keep_cases(connection, given, statuses or {})
            _keep_responses(connection, given, responses or {})
            keep_answers(connection, survey)
            _keep_shelves(connection, shelves or {})
            keep_actions(connection, named)
            return history.append(connection, tuple(events), at)

    def keep_statuses(self, statuses: Mapping[ComplaintNumber, str]) -> None:
        """Let the mirror show these statuses in words, of complaints that it knows; nothing is written where it does.

        A status may change without its case: by a paper that was filed, or by the hour.
        """
        read, known = self._statuses
        if read != self._kept.wholly_read:
            known = {}
        asked = {str(number): words for number, words in statuses.items() if known.get(number) != words}
        if not asked:
            return
        t = tables.complaint.c
        with self._to_read() as connection:
            shown = dict(map(tuple, portioned(connection, select(t.number, t.status), t.number, asked)))
        changed = [
            {"of": number, "words": words} for number, words in asked.items() if shown.get(number, words) != words
        ]
        if changed:
            table = tables.complaint
            statement = update(table).where(table.c.number == bindparam("of")).values(status=bindparam("words"))
            with self._to_write() as connection:
                # The memory holds no status in words.
                self._changes.name("complaint", ())
                connection.execute(statement, changed)
        self._statuses = self._kept.wholly_read, {**known, **statuses}

    def begin(
        self,
        key: EffectKey | str,
        kind: str,
        number: ComplaintNumber | str | None,
        payload: str,
        token: str = "",
        covers: Iterable[str] = (),
        events: Iterable[Event] = (),
        at: datetime | None = None,
    ) -> None:
        """Write down an effect before it is done; begun already, it stays as it was but for a new token.

        Args:
            key: as in `BegunEffect`, like the four that follow.
            kind: the name of its class.
            number: the complaint, or none for the office.
            payload: the effect itself, as its owner printed it.
            token: an id given beforehand.
            covers: keys of the notices that it carries.
            events: what its beginning adds to the history, once.
            at: when, for the events.
        """
        values = {"kind": kind, "number": str(number or ""), "payload": payload, "token": token}
        empty = {"done": False, "result": "", "failures": 0, "last_failure": ""}
        with self._to_write() as connection:
            self._name_effect(key)
            if not _has(connection, tables.effect, str(key)):
                connection.execute(insert(tables.effect), [{"key": str(key), **values, **empty}])
                if at is not None:
                    history.append(connection, tuple(events), at)
            elif token:
                _change_effect(connection, key, token=token)
            _keep_covers(connection, str(key), covers)

    def note(self, key: EffectKey | str, token: str) -> None:
        """Write down what became known of a begun effect: an id, a draft."""
        with self._to_write() as connection:
            self._name_effect(key)
            _change_effect(connection, key, token=token)

    def finish(
        self,
        key: EffectKey | str,
        result: str,
        covers: Iterable[str] = (),
        document: Document | None = None,
        at: datetime | None = None,
        office_documents: Iterable[OfficeDocument] = (),
    ) -> None:
        """Mark a begun effect done, together with the notices it carried and the documents it made.

        It is overcome, if it had failed before. Of its words a receipt stays (`receipts`). `at` is when, where that
        is known.
        """
        with self._to_write() as connection:
            self._name_effect(key)
            self._changes.name("document", [document.effect] if document else [])
            t = tables.effect.c
            begun = connection.execute(select(t.kind, t.payload).where(t.key == str(key))).one_or_none()
            stays = receipt_of(begun.kind, begun.payload) if begun else ""
            done_at = instant_text(at) if at else ""
            _change_effect(connection, key, done=True, result=result, done_at=done_at, payload=stays)
            drop_setback(connection, SetbackName.effect(key))
            _keep_covers(connection, str(key), covers)
            if document is not None:
                _keep_documents(connection, (document,))
            keep_office_documents(connection, office_documents)

    def fail(self, key: EffectKey | str, reason: str) -> int:
        """Record that a begun effect failed, and return how often it has."""
        with self._to_write() as connection:
            self._name_effect(key)
            _change_effect(connection, key, failures=tables.effect.c.failures + 1, last_failure=reason)
            query = select(tables.effect.c.failures).where(tables.effect.c.key == str(key))
            return int(connection.execute(query).scalar_one())

    def abandon(self, key: EffectKey | str) -> None:
        """Forget an effect that was begun but never done, with the notices it would have carried.

        That it failed stays known: what is begun anew rests as long as it would have.
        """
        with self._to_write() as connection:
            t = tables.effect.c
            done = connection.execute(select(t.done).where(t.key == str(key))).scalar()
            if done is False:
                connection.execute(delete(tables.cover).where(tables.cover.c.effect == str(key)))
                connection.execute(delete(tables.effect).where(t.key == str(key)))

    def begun(self) -> tuple[BegunEffect, ...]:
        """Return the effects that were begun and not finished, by key."""
        t = tables.effect.c
        query = select(t.key, t.kind, t.number, t.payload, t.token, t.failures, t.last_failure)
        with self._to_read() as connection:
            return tuple(
                BegunEffect(**row)
                for row in connection.execute(query.where(t.done.is_(False)).order_by(t.key)).mappings()
            )

    def payload(self, key: EffectKey | str) -> str:
        """Return an effect as it was printed when it was begun; "" for one that never was.

        Of one that is done a receipt is left, but of those that others are made of.
        """
        with self._to_read() as connection:
            t = tables.effect.c
            return connection.execute(select(t.payload).where(t.key == str(key))).scalar() or ""

    def setbacks(self) -> Mapping[SetbackName, Setback]:
        """Return what could not be done, by name, the longest-standing first."""
        with self._to_read() as connection:
            return setbacks_of(connection)

    def set_back(self, setback: Setback) -> None:
        """Keep what could not be done, as it is now."""
        with self._to_write() as connection:
            keep_setback(connection, setback)

    def ask_again(self, number: ComplaintNumber | None = None) -> int:
        """Let what could not be done for a complaint, or for anything at all, be tried at once; returns how many."""
        with self._to_write() as connection:
            asked = [one for one in setbacks_of(connection).values() if number is None or one.is_about(number)]
            for setback in asked:
                keep_setback(connection, setback.asked_for())
        return len(asked)

    def overcome(self, name: SetbackName) -> None:
        """Forget what could not be done: it is done, or nobody wants it any more."""
        with self._to_write() as connection:
            drop_setback(connection, name)

    def documents(self) -> tuple[Document, ...]:
        """Return the archive in the order of filing."""
        with self._to_read() as connection:
            return documents_of(connection)

    def keep_documents(self, documents: Iterable[Document]) -> None:
        """Keep documents that no effect of this ledger made (found again after a loss)."""
        with self._to_write() as connection:
            _keep_documents(connection, documents)

    def keep_office_documents(self, documents: Iterable[OfficeDocument]) -> None:
        """Keep documents of the office that no effect of this ledger made (found again after a loss)."""
        with self._to_write() as connection:
            keep_office_documents(connection, documents)

    def places(self) -> Mapping[Place, str]:
        """Return the ids of what setup made, by name."""
        with self._to_read() as connection:
            return places_of(connection)

    def remember_place(self, name: Place, id: str) -> None:
        """Keep the id of something that setup made."""
        with self._to_write() as connection:
            _put(connection, tables.place, name, id=id)

    def forget_place(self, name: Place) -> None:
        """Forget the id of something that is gone."""
        with self._to_write() as connection:
            connection.execute(delete(tables.place).where(tables.place.c.name == name))

    def noted(self, name: Note) -> str:
        """Return a small memory of the job; "" where there is none."""
        with self._to_read() as connection:
            t = tables.note.c
            return connection.execute(select(t.text).where(t.name == name)).scalar() or ""

    def note_memory(self, name: Note, text: str) -> None:
        """Keep a small memory of the job."""
        with self._to_write() as connection:
            _put(connection, tables.note, name, text=text)

    def forget_note(self, name: Note) -> None:
        """Forget a small memory of the job."""
        with self._to_write() as connection:
            connection.execute(delete(tables.note).where(tables.note.c.name == name))

    def history(self, from_sequence: int = 1) -> tuple[HistoryLine, ...]:
        """Return the lines of the history from one on."""
        with self._to_read() as connection:
            where = tables.history.c.sequence >= from_sequence
            return tuple(history.lines(connection, where))

    def history_of(self, number: ComplaintNumber) -> tuple[HistoryLine, ...]:
        """Return the lines of one complaint."""
        with self._to_read() as connection:
            where = tables.history.c.number == str(number)
            return tuple(history.lines(connection, where))

    def verify_history(self) -> int | None:
        """Return the sequence of the first line that was tampered with; None when the history is whole."""
        with self._to_read() as connection:
            length, last = history.end(connection)
            return first_fault(history.lines(connection, None), length, last)

    @contextmanager
    def _to_read(self) -> Iterator[Connection]:
        with self._unusable_named(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _to_write(self) -> Iterator[Connection]:
        with self._unusable_named():
            with writing(self._engine) as connection:
                count = self._lock.begin_writing(connection)
                self._changes.begin()
                yield connection
            self._writers.wrote(count)

    @contextmanager
    def _unusable_named(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            if is_about_one_thing(error):
                raise
            # Whatever it was, the next to open it looks through all of it.
            self._checked_on = None
            raise unusable(error) from error

    def _name_effect(self, key: EffectKey | str) -> None:
        for table in ("effect", "cover"):
            self._changes.name(table, [str(key)])


def _keep_cases(connection: Connection, cases: tuple[Case, ...], statuses: Mapping[ComplaintNumber, str]) -> None:
    table = tables.complaint
    if not cases:
        return
    known: dict[str, str] = {}
    for some in _portions([str(case.number) for case in cases]):
        rows = connection.execute(select(table.c.number, table.c.status).where(table.c.number.in_(some)))
        known.update((number, status) for number, status in rows)
    rows_of = [complaint_row(case, statuses.get(case.number, known.get(str(case.number), ""))) for case in cases]
    place = connection.execute(select(func.max(table.c.place))).scalar() or 0
    fresh = [row for row in rows_of if row["number"] not in known]
    if fresh:
        connection.execute(insert(table), [{"place": place + more, **row} for more, row in enumerate(fresh, 1)])
    if changed := [row for row in rows_of if row["number"] in known]:
        # The number stays: written anew, the same one has SQLite look through all that refers to it.
        columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in changed[0] if name != "number"}
        statement = update(table).where(table.c.number == bindparam("new_number")).values(columns)
        connection.execute(statement, [{f"new_{name}": value for name, value in row.items()} for row in changed])
    _keep_passages(connection, cases)


def _keep_passages(connection: Connection, cases: tuple[Case, ...]) -> None:
    for some in _portions([str(case.number) for case in cases]):
        connection.execute(delete(tables.passage).where(tables.passage.c.number.in_(some)))
    if rows := [row for case in cases for row in passage_rows(case)]:
        connection.execute(insert(tables.passage), rows)


def _keep_responses(connection: Connection, cases: tuple[Case, ...], more: Mapping[str, ComplaintNumber]) -> None:
    given = {case.intake.response: case.number for case in cases if case.intake.response} | dict(more)
    known: set[tuple[str, str]] = set()
    for some in _portions(list(given)):
        t = tables.response.c
        known.update((id, number) for id, number in connection.execute(select(t.id, t.number).where(t.id.in_(some))))
    rows = [{"id": id, "number": str(number)} for id, number in given.items() if (id, str(number)) not in known]
    if rows:
        connection.execute(insert(tables.response), rows)


def _change_effect(connection: Connection, key: EffectKey | str, **values: Any) -> None:
    done = connection.execute(update(tables.effect).where(tables.effect.c.key == str(key)).values(values))
    if done.rowcount != 1:
        raise KeyError(f"effect never begun: {key}")


def _keep_covers(connection: Connection, effect: str, notices: Iterable[str]) -> None:
    t = tables.cover.c
    known = set(connection.execute(select(t.notice).where(t.effect == effect)).scalars())
    if rows := [{"notice": one, "effect": effect} for one in dict.fromkeys(notices) if one not in known]:
        connection.execute(insert(tables.cover), rows)


def _keep_documents(connection: Connection, documents: Iterable[Document]) -> None:
    place = connection.execute(select(func.max(tables.document.c.place))).scalar() or 0
    for document in documents:
        values = {
            "number": str(document.number),
            "kind": document.kind.value,
            "sequence": document.sequence,
            "form": document.form.value,
            "file": document.file,
            "name": document.name,
            "sha256": document.sha256,
            "pages": document.pages,
            "filed_at": instant_text(document.filed_at),
            "letter_number": document.letter_number,
            "letter_date": document.letter_date.isoformat() if document.letter_date else "",
            "remark": document.remark,
            "made_from": document.made_from,
            "signed_by": document.signed_by,
            "checked": document.checked,
        }
        where = tables.document.c.effect == document.effect
        if connection.execute(update(tables.document).where(where).values(values)).rowcount:
            continue
        place += 1
        fresh = {"effect": document.effect, "place": place, "shelf": document.shelf}
        connection.execute(insert(tables.document), [{**fresh, **values}])


def _keep_shelves(connection: Connection, shelves: Mapping[str, str]) -> None:
    t = tables.document.c
    statement = update(tables.document).where(t.effect == bindparam("of")).values(shelf=bindparam("lies"))
    if shelves:
        connection.execute(statement, [{"of": effect, "lies": shelf} for effect, shelf in shelves.items()])


def _has(connection: Connection, table: Table, key: str) -> bool:
    return connection.execute(select(table.c.key).where(table.c.key == key)).first() is not None


def _put(connection: Connection, table: Table, name: str, **values: str) -> None:
    if not connection.execute(update(table).where(table.c.name == name).values(values)).rowcount:
        connection.execute(insert(table), [{"name": name, **values}])


def _portions(items: list[str]) -> Iterator[list[str]]:
    """Return a list in parts that a database takes as parameters."""
    for first in range(0, len(items), 500):
        yield items[first : first + 500]

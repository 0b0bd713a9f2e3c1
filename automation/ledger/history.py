"""The history as the ledger keeps it: lines of a chain, each sealed together with the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from automation.domain.case import Event
from automation.domain.memory import HistoryLine

from . import tables
from .chain import START, seal
from .codec import instant_in, instant_text


def append(connection: Connection, events: tuple[Event, ...], at: datetime) -> tuple[HistoryLine, ...]:
    """Add what happened to the end of the chain, and return the new lines."""
    if not events:
        return ()
    length, previous = end(connection)
    added, rows = [], []
    for sequence, event in enumerate(events, length + 1):
        line = _sealed(previous, _line_of(sequence, event, at))
        previous = line.seal
        added.append(line)
        rows.append(_row(line))
    connection.execute(insert(tables.history), rows)
    new_end = {"length": added[-1].sequence, "hash": previous}
    if length:
        connection.execute(update(tables.chain).values(new_end))
    else:
        connection.execute(insert(tables.chain), [{"id": 1, **new_end}])
    return tuple(added)


def _line_of(sequence: int, event: Event, at: datetime) -> HistoryLine:
    number, since = str(event.number or ""), _to_the_second(event.since) if event.since else None
    sentence = event.sentence
    return HistoryLine(
        sequence=sequence,
        at=_to_the_second(at),
        number=number,
        what=sentence.what,
        # As PostgreSQL keeps it: what is sealed is what can be read again.
        old=sentence.old.replace("\0", "\ufffd"),
        new=sentence.new.replace("\0", "\ufffd"),
        since=since,
        who=event.who,
    )


def _sealed(previous: str, line: HistoryLine) -> HistoryLine:
    return replace(line, seal=seal(previous, line))


def _to_the_second(at: datetime) -> datetime:
    """Return a moment as Riwayat shows it too, so that its seal can be checked from there."""
    return instant_in(instant_text(at.replace(microsecond=0)))


def _row(line: HistoryLine) -> dict[str, Any]:
    return {
        "sequence": line.sequence,
        "at": instant_text(line.at),
        "number": line.number,
        "what": line.what,
        "old": line.old,
        "new": line.new,
        "since": instant_text(line.since) if line.since else "",
        "who": line.who,
        "hash": line.seal,
    }


def end(connection: Connection) -> tuple[int, str]:
    """Return how long the chain is, and its last hash."""
    row = connection.execute(select(tables.chain.c.length, tables.chain.c.hash)).one_or_none()
    return (row[0], row[1]) if row else (0, START)


def lines(connection: Connection, where: Any) -> Iterator[HistoryLine]:
    """Return kept lines, oldest first: those of a condition, or all."""
    t = tables.history.c
    query = select(t.sequence, t.at, t.number, t.what, t.old, t.new, t.since, t.who, t.hash).order_by(t.sequence)
    if where is not None:
        query = query.where(where)
    for sequence, at, number, what, old, new, since, who, kept in connection.execute(query):
        began = instant_in(since) if since else None
        yield HistoryLine(
            sequence=sequence,
            at=instant_in(at),
            number=number,
            what=what,
            old=old,
            new=new,
            since=began,
            who=who,
            seal=kept,
        )

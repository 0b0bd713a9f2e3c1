"""What could not be done, one row a thing."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import Cause, Failure, Setback
from automation.domain.setback_name import SetbackName

from . import tables
from .codec import instant_in, instant_text


def setbacks_of(connection: Connection) -> dict[SetbackName, Setback]:
    """Return all of them by name, the longest-standing first."""
    t = tables.setback.c
    rows = connection.execute(select(tables.setback).order_by(t.since, t.name)).mappings()
    return {
        (name := SetbackName(row["name"])): Setback(
            name=name,
            number=ComplaintNumber.parse(row["number"]) if row["number"] else None,
            failure=Failure(Cause(row["cause"]), row["reason"], row["said"]),
            rests_on=row["rests_on"],
            since=instant_in(row["since"]),
            tried_at=instant_in(row["tried_at"]),
            times=row["times"],
            told=row["told"],
        )
        for row in rows
    }


def keep_setback(connection: Connection, setback: Setback) -> None:
    """Keep one as it is now."""
    values = {
        "number": str(setback.number or ""),
        "cause": setback.failure.cause.value,
        "reason": setback.failure.reason,
        "said": setback.failure.said,
        "rests_on": setback.rests_on,
        "since": instant_text(setback.since),
        "tried_at": instant_text(setback.tried_at),
        "times": setback.times,
        "told": setback.told,
    }
    where = tables.setback.c.name == setback.name
    if not connection.execute(update(tables.setback).where(where).values(values)).rowcount:
        connection.execute(insert(tables.setback), [{"name": setback.name, **values}])


def drop_setback(connection: Connection, name: SetbackName) -> None:
    """Forget one: it was overcome, or nobody wants it any more."""
    connection.execute(delete(tables.setback).where(tables.setback.c.name == name))

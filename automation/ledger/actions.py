"""The actions of the tab Tindakan, one row each, as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from automation.domain.actions import Action

from . import tables
from .codec import to_json
from .kept import Kept, portioned


def actions_of(connection: Connection, keys: Iterable[str] | None = None) -> Kept[str, Action]:
    """Return all actions by printed key, in the order of listing, or some of them."""
    t = tables.action.c
    query = select(t.key, t.memory).order_by(t.place)
    rows: Iterable[Any] = connection.execute(query) if keys is None else portioned(connection, query, t.key, keys)
    texts: dict[str, str] = {row.key: row.memory for row in rows}
    return Kept(Action, texts)


def keep_actions(connection: Connection, actions: Iterable[Action]) -> None:
    """Keep new and changed actions."""
    given = {action.key: action for action in actions}
    if not given:
        return
    table = tables.action
    known = set(connection.execute(select(table.c.key).where(table.c.key.in_(list(given)))).scalars())
    place = int(connection.execute(select(func.max(table.c.place))).scalar() or 0)
    for key, action in given.items():
        memory = to_json(action)
        if key in known:
            connection.execute(update(table).where(table.c.key == key).values(memory=memory))
        else:
            place += 1
            number = str(action.number or "")
            connection.execute(insert(table), [{"key": key, "place": place, "number": number, "memory": memory}])

"""The actions of the tab Tindakan, one row each, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, func, insert, select, update

from automation.domain.actions import Action

from . import tables
from .codec import from_json, to_json


class KeptActions(Mapping[str, Action]):
    """Actions by printed key, in the order of listing, each read from its JSON when it is first looked at."""

    def __init__(self, texts: Mapping[str, str], before: KeptActions | None = None) -> None:
        self._texts = texts
        known, old = (before._read, before._texts) if before else ({}, {})
        self._read: dict[str, Action] = {key: one for key, one in known.items() if old[key] == texts.get(key)}

    def __getitem__(self, key: str) -> Action:
        action = self._read.get(key)
        if action is None:
            action = self._read[key] = from_json(Action, self._texts[key])
        return action

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, key: object) -> bool:
        return key in self._texts


def actions_of(connection: Connection, before: KeptActions | None = None) -> KeptActions:
    """Return all actions."""
    t = tables.action.c
    rows = connection.execute(select(t.key, t.memory).order_by(t.place))
    return KeptActions({key: text for key, text in rows}, before)  # noqa: C416 (rows are no pairs to dict())


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

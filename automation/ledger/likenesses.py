"""The index of what complaints are compared by, and which were found to be like which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, func, insert, select, update

from automation.domain.likenesses import Alike, Candidates, Likeness, Traits
from automation.domain.numbers import ComplaintNumber

from . import tables

#: So many complaints are weighed at most: those that share the most with the one asked about.
MOST_WEIGHED = 120
_ORDER, _CUSTOMER, _WORD = "o:", "c:", "w:"

Transaction = Callable[[], AbstractContextManager[Connection]]
#: Chooses by which words candidates are looked for: of these words, in how many complaints each stands, and of how
#: many complaints.
Chosen = Callable[[Iterable[str], Mapping[str, int], int], list[str]]


class LikenessIndex:
    """The index of one ledger; each method is one transaction."""

    def __init__(self, to_read: Transaction, to_write: Transaction) -> None:
        self._to_read = to_read
        self._to_write = to_write

    def missing(self, most: int) -> tuple[ComplaintNumber, ...]:
        """Return complaints that are not in the index, the newest first."""
        complaint, likeness = tables.complaint, tables.likeness
        query = (
            select(complaint.c.number)
            .outerjoin(likeness, complaint.c.number == likeness.c.number)
            .where(likeness.c.number.is_(None))
            .order_by(complaint.c.place.desc())
            .limit(most)
        )
        with self._to_read() as connection:
            return tuple(map(ComplaintNumber.parse, connection.execute(query).scalars()))

    def marks(self) -> Mapping[ComplaintNumber, tuple[str, str]]:
        """Return of each open complaint what it was indexed as, and what it was when others were looked for."""
        complaint, likeness = tables.complaint.c, tables.likeness
        query = select(likeness.c.number, likeness.c.mark, likeness.c.looked)
        query = query.join(tables.complaint, complaint.number == likeness.c.number).where(complaint.outcome == "")
        with self._to_read() as connection:
            return {
                ComplaintNumber.parse(number): (mark, looked) for number, mark, looked in connection.execute(query)
            }

    def keep(self, traits: Mapping[ComplaintNumber, Traits]) -> None:
        """Keep what complaints are compared by, as it is now."""
        if traits:
            with self._to_write() as connection:
                _keep(connection, traits)

    def candidates(self, number: ComplaintNumber, traits: Traits, chosen: Chosen) -> Candidates:
        """Return other complaints that share something with one."""
        with self._to_read() as connection:
            total = int(connection.execute(select(func.count()).select_from(tables.likeness)).scalar_one())
            spread = _spread(connection, traits.words)
            keys = [
                *(_ORDER + one for one in traits.orders),
                *(_CUSTOMER + one for one in traits.customers),
                *(_WORD + one for one in chosen(traits.words, spread, total)),
            ]
            found = _sharing(connection, keys, str(number))
            words = {word for one in found.values() for word in one.words} - spread.keys()
            return Candidates(traits=found, spread={**spread, **_spread(connection, words)}, total=total)

    def keep_alike(self, number: ComplaintNumber, looked: str, alike: Iterable[Alike]) -> None:
        """Keep which complaints are like one, and what it was when they were looked for."""
        table, likeness = tables.alike, tables.likeness
        rows = [
            {
                "number": str(number),
                "place": place,
                "other": str(one.other),
                "likeness": one.likeness.value,
                "score": one.score,
            }
            for place, one in enumerate(alike, start=1)
        ]
        with self._to_write() as connection:
            connection.execute(delete(table).where(table.c.number == str(number)))
            if rows:
                connection.execute(insert(table), rows)
            connection.execute(update(likeness).where(likeness.c.number == str(number)).values(looked=looked))


def alike_of(connection: Connection) -> dict[ComplaintNumber, tuple[Alike, ...]]:
    """Return which complaints are like those that are open."""
    t, complaint = tables.alike, tables.complaint
    query = select(t.c.number, t.c.other, t.c.likeness, t.c.score).order_by(t.c.number, t.c.place)
    query = query.join(complaint, complaint.c.number == t.c.number).where(complaint.c.outcome == "")
    found: dict[ComplaintNumber, list[Alike]] = {}
    for number, other, likeness, score in connection.execute(query):
        one = Alike(ComplaintNumber.parse(other), Likeness(likeness), score)
        found.setdefault(ComplaintNumber.parse(number), []).append(one)
    return {number: tuple(theirs) for number, theirs in found.items()}


def _keep(connection: Connection, traits: Mapping[ComplaintNumber, Traits]) -> None:
    likeness, key = tables.likeness, tables.likeness_key
    numbers = [str(number) for number in traits]
    before = _rows(connection, numbers)
    change = Counter(word for one in traits.values() for word in one.words)
    change.subtract(Counter(word for one, _ in before.values() for word in one.words))
    connection.execute(delete(likeness).where(likeness.c.number.in_(numbers)))
    connection.execute(delete(key).where(key.c.number.in_(numbers)))
    connection.execute(
        insert(likeness),
        [
            {
                "number": str(number),
                "mark": one.mark,
                "looked": before[str(number)][1] if str(number) in before else "",
                "service": one.service,
                "orders": " ".join(one.orders),
                "customers": " ".join(one.customers),
                "words": " ".join(one.words),
            }
            for number, one in traits.items()
        ],
    )
    keys = [{"key": name, "number": str(number)} for number, one in traits.items() for name in _keys_of(one)]
    if keys:
        connection.execute(insert(key), keys)
    _spread_further(connection, change)


def _keys_of(traits: Traits) -> Iterable[str]:
    names = (
        *(_ORDER + one for one in traits.orders),
        *(_CUSTOMER + one for one in traits.customers),
        *(_WORD + one for one in traits.words),
    )
    return dict.fromkeys(names)


def _spread_further(connection: Connection, change: Mapping[str, int]) -> None:
    table = tables.likeness_spread
    known = _spread(connection, change)
    now = {word: known.get(word, 0) + by for word, by in change.items() if by}
    if changed := [word for word in now if word in known]:
        for portion in _portions(changed):
            connection.execute(delete(table).where(table.c.word.in_(portion)))
    rows = [{"word": word, "complaints": count} for word, count in now.items() if count > 0]
    if rows:
        connection.execute(insert(table), rows)


def _spread(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    t, found = tables.likeness_spread.c, {}
    for portion in _portions(list(words)):
        rows = connection.execute(select(t.word, t.complaints).where(t.word.in_(portion)))
        found.update({word: int(count) for word, count in rows})
    return found


def _sharing(connection: Connection, keys: list[str], leaving: str) -> dict[ComplaintNumber, Traits]:
    if not keys:
        return {}
    t = tables.likeness_key.c
    query = select(t.number).where(t.key.in_(keys), t.number != leaving).group_by(t.number)
    query = query.order_by(func.count().desc(), t.number.desc()).limit(MOST_WEIGHED)
    numbers = list(connection.execute(query).scalars())
    return {ComplaintNumber.parse(number): one for number, (one, _) in _rows(connection, numbers).items()}


def _rows(connection: Connection, numbers: list[str]) -> dict[str, tuple[Traits, str]]:
    t, found = tables.likeness.c, {}
    for portion in _portions(numbers):
        query = select(t.number, t.service, t.orders, t.customers, t.words, t.looked).where(t.number.in_(portion))
        for number, service, orders, customers, words, looked in connection.execute(query):
            traits = Traits(
                orders=tuple(orders.split()),
                customers=tuple(customers.split()),
                service=service,
                words=tuple(words.split()),
            )
            found[number] = (traits, looked)
    return found


def _portions(names: list[str], most: int = 500) -> Iterable[list[str]]:
    return (names[place : place + most] for place in range(0, len(names), most))

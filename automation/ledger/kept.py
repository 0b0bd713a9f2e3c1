"""Values kept as JSON, each read when somebody first looks at it; and rows by many keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Select

from .codec import from_json

#: Longer than this, a track begins anew, and all is looked at once.
_LONGEST_TRACK = 100_000

K = TypeVar("K")
V = TypeVar("V")


class Kept(Mapping[K, V], Generic[K, V]):
    """Values by key in their order, each read from its JSON when it is first looked at."""

    def __init__(self, kind: type[V], texts: Mapping[K, str]) -> None:
        self._kind = kind
        self._texts = dict(texts)
        # Two texts of 64 bits alike are not met by chance.
        self._marks = {key: hash(text) for key, text in texts.items()}
        self._read: dict[K, V] = {}
        #: The keys that changed in all that came of one read, in order, and up to where this one knows of them.
        self._track: list[K] = []
        self._known = 0

    def changed_since(self, before: object) -> Collection[K] | None:
        """Return the keys of which an earlier one may say something else; None where that is of another read."""
        if not isinstance(before, Kept) or before._track is not self._track or before._known > self._known:
            return None
        return dict.fromkeys(self._track[before._known : self._known])

    def with_rows(self, fresh: Kept[K, V]) -> Kept[K, V]:
        """Return the same values with some new or changed; the others stay the very same ones."""
        found = self._copied()
        found._texts.update(fresh._texts)
        found._marks.update(fresh._marks)
        found._read = {key: value for key, value in self._read.items() if key not in fresh._texts}
        found._follow(self, fresh._texts)
        return found

    def as_before(self, before: Kept[K, V]) -> Kept[K, V]:
        """Return the same with the very values of an earlier read, wherever these came of the same texts.

        Where all did, in the same order, that is the earlier one.
        """
        if list(self._marks.items()) == list(before._marks.items()):
            return before
        found = self._copied()
        same = {key: value for key, value in before._read.items() if found._marks.get(key) == before._marks[key]}
        found._read |= same
        found._texts |= dict.fromkeys(same, "")  # As `__getitem__` does.
        if list(found._marks)[: len(before._marks)] == list(before._marks):
            found._follow(before, [key for key, mark in found._marks.items() if before._marks.get(key) != mark])
        return found

    def _follow(self, before: Kept[K, V], changed: Iterable[K]) -> None:
        """Say what changed since; of two that follow the same one, the second begins a line of its own."""
        if before._known == len(before._track) < _LONGEST_TRACK:
            self._track = before._track
            self._track.extend(changed)
            self._known = len(self._track)

    def _copied(self) -> Kept[K, V]:
        found: Kept[K, V] = Kept(self._kind, {})
        found._texts, found._marks, found._read = dict(self._texts), dict(self._marks), dict(self._read)
        return found

    def __getitem__(self, key: K) -> V:
        value = self._read.get(key)
        if value is None:
            value = self._read[key] = from_json(self._kind, self._texts[key])
            # Who has read it needs its text no more, which takes as much room.
            self._texts[key] = ""
        return value

    def __iter__(self) -> Iterator[K]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __repr__(self) -> str:
        return f"Kept({dict(self)!r})"


def portioned(connection: Connection, query: Select[Any], column: Any, keys: Iterable[str]) -> Iterator[Any]:
    """Return the rows of a query whose column is one of many keys, asked for in parts that a database takes."""
    given = sorted(keys)
    for first in range(0, len(given), 500):
        yield from connection.execute(query.where(column.in_(given[first : first + 500])))

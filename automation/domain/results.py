"""What effects came to, so kept that those of one complaint, or of one deed of the office, are found at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .notices import OFFICE


class Results(Mapping[str, str]):
    """Results by printed key, in order; it says what a plain mapping says, and `beginning` is quick."""

    def __init__(self, results: Mapping[str, str]) -> None:
        self._results: Mapping[str, str] = results
        self._shelves: dict[str, tuple[str, ...]] | None = None

    def with_done(self, done: Mapping[str, str]) -> Results:
        """Return these and some more, or others in their place."""
        found = Results({**self._results, **done})
        if self._shelves is not None:
            found._shelves = dict(self._shelves)
            _shelve(found._shelves, (key for key in done if key not in self._results))
        return found

    def beginning(self, start: str) -> Iterable[str]:
        """Return the keys that begin so; the start names a complaint, or the office and one of its deeds."""
        if self._shelves is None:
            self._shelves = {}
            _shelve(self._shelves, self._results)
        return [key for key in self._shelves.get(_shelf(start), ()) if key.startswith(start)]

    def __getitem__(self, key: str) -> str:
        return self._results[key]

    def __contains__(self, key: object) -> bool:
        return key in self._results

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)

    def __repr__(self) -> str:
        return f"Results({self._results!r})"


def _shelve(shelves: dict[str, tuple[str, ...]], keys: Iterable[str]) -> None:
    fresh: dict[str, list[str]] = {}
    for key in keys:
        fresh.setdefault(_shelf(key), []).append(key)
    for shelf, those in fresh.items():
        shelves[shelf] = (*shelves.get(shelf, ()), *those)


def _shelf(key: str) -> str:
    """Return what keys lie together by: the complaint, of which there are few each, or the office's deed."""
    subject, _, rest = key.partition("/")
    return f"{subject}/{rest.partition('/')[0]}" if subject == OFFICE else subject

"""Mappings that know what changed from one to the next: what is worked out of thousands is mended by a few."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Generic, Protocol, TypeVar, runtime_checkable

K = TypeVar("K")
K_co = TypeVar("K_co", covariant=True)
V = TypeVar("V")
P = TypeVar("P")


@runtime_checkable
class Tracked(Protocol[K_co]):
    """A mapping that came of an earlier one, or that later ones come of."""

    def changed_since(self, before: object) -> Collection[K_co] | None:
        """Return the keys of which an earlier mapping may say something else; None where it is of another line."""


class Overlaid(Mapping[K, V], Generic[K, V]):
    """A mapping with some values that are new or others; those of the mapping below are not looked at."""

    def __init__(self, below: Mapping[K, V], values: Mapping[K, V]) -> None:
        self.below, self.values_above = below, dict(values)
        self._fresh = [key for key in values if key not in below]

    def __getitem__(self, key: K) -> V:
        return self.values_above[key] if key in self.values_above else self.below[key]

    def __contains__(self, key: object) -> bool:
        return key in self.values_above or key in self.below

    def __iter__(self) -> Iterator[K]:
        yield from self.below
        yield from self._fresh

    def __len__(self) -> int:
        return len(self.below) + len(self._fresh)


def changed_since(before: object, now: Mapping[K, V]) -> Collection[K] | None:
    """Return the keys of which two mappings may say different things; None where that takes a look at all."""
    if before is now:
        return ()
    above: dict[K, None] = {}
    below: Mapping[K, V] = now
    if isinstance(below, Overlaid):
        above.update(dict.fromkeys(below.values_above))
        below = below.below
    if isinstance(before, Overlaid):
        above.update(dict.fromkeys(before.values_above))
        before = before.below
    if below is before:
        return above
    found = below.changed_since(before) if isinstance(below, Tracked) else None
    return None if found is None else {**dict.fromkeys(found), **above}


class Folded(Generic[K, V, P]):
    """What each value of a mapping comes to, by key; of values that did not change it is not worked out again."""

    def __init__(self, each: Callable[[V], P], *, keeps: Callable[[P], bool] = lambda _: True) -> None:
        """Begin.

        Args:
            each: what a value comes to.
            keeps: whether that is worth a place in what is found.
        """
        self._each, self._keeps = each, keeps
        self._last: Mapping[K, V] = {}
        self._found: Mapping[K, P] = {}

    def of(self, mapping: Mapping[K, V]) -> Mapping[K, P]:
        """Return what is found: the very same mapping as last time where none of it is another."""
        changed = changed_since(self._last, mapping)
        if changed is None or any(key not in mapping for key in changed):
            found = {key: part for key, value in mapping.items() if self._keeps(part := self._each(value))}
            if list(found.items()) != list(self._found.items()):
                self._found = found
        elif changed:
            self._mend(mapping, changed)
        self._last = mapping
        return self._found

    def _mend(self, mapping: Mapping[K, V], changed: Collection[K]) -> None:
        fresh = {key: self._each(mapping[key]) for key in changed}
        kept = {key: part for key, part in fresh.items() if self._keeps(part)}
        before, gone = self._found, fresh.keys() - kept.keys()
        if kept.keys() <= before.keys() and gone.isdisjoint(before):
            if any(before[key] != part for key, part in kept.items()):
                self._found = {**before, **kept}
            return
        found = {**before, **kept}
        # In the order of the mapping, as one would find it who looks for the first time.
        self._found = {key: found[key] for key in mapping if key in found and key not in gone}

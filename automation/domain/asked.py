"""What a function asked of values that may be others next time: while each answers the same, so does the function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, TypeVar

from .results import Results

K = TypeVar("K")
V = TypeVar("V")
_NONE: Any = object()


class Questions:
    """All that was asked of some sources, by the name of the source, each with what it answered."""

    def __init__(self) -> None:
        self._answers: dict[str, dict[tuple[str, Hashable], object]] = defaultdict(dict)

    def note(self, source: str, how: str, what: Hashable, answer: V) -> V:
        """Note a question, and return its answer."""
        self._answers[source][how, what] = answer
        return answer

    def answer_the_same(self, sources: Mapping[str, Any], names: Iterable[str]) -> bool:
        """Return whether these of the sources would answer as they did; of others nothing is asked."""
        return all(
            _is_same(how, _ASKING[how](sources[name], what), answer)
            for name in names
            for (how, what), answer in self._answers.get(name, {}).items()
        )


def _is_same(how: str, now: object, before: object) -> bool:
    return now is before or (how != _WHOLE and now == before)


_WHOLE = "whole"
_ASKING: Mapping[str, Callable[[Any, Any], object]] = {
    _WHOLE: lambda source, _: source,
    "any": lambda source, _: bool(source),
    "get": lambda source, key: source.get(key, _NONE),
    "in": lambda source, key: key in source,
    "attribute": getattr,
    "beginning": lambda source, start: tuple(source.beginning(start)),
    "call": lambda source, what: getattr(source, what[0])(*what[1:]),
}


class AskedMapping(Mapping[K, V]):
    """A mapping that notes which of its keys were looked up; whoever goes through it asked for all of it."""

    def __init__(self, of: Mapping[K, V], name: str, questions: Questions) -> None:
        self._of, self._name, self._questions = of, name, questions

    def __getitem__(self, key: K) -> V:
        found: Any = self._questions.note(self._name, "get", key, self._of.get(key, _NONE))
        if found is _NONE:
            raise KeyError(key)
        whole: V = found
        return whole

    def __contains__(self, key: object) -> bool:
        of: Mapping[Any, Any] = self._of
        return self._questions.note(self._name, "get", key, of.get(key, _NONE)) is not _NONE

    def __bool__(self) -> bool:
        return self._questions.note(self._name, "any", None, bool(self._of))

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> Mapping[K, V]:
        return self._questions.note(self._name, _WHOLE, None, self._of)


class AskedResults(AskedMapping[str, str]):
    """The same of what finds at once the keys that begin alike."""

    def __init__(self, of: Results, name: str, questions: Questions) -> None:
        super().__init__(of, name, questions)
        self._shelved = of

    def beginning(self, start: str) -> Iterable[str]:
        """Return the keys that begin so."""
        return self._questions.note(self._name, "beginning", start, tuple(self._shelved.beginning(start)))


class AskedSet(Collection[K]):
    """The same of a set."""

    def __init__(self, of: Collection[K], name: str, questions: Questions) -> None:
        self._of, self._name, self._questions = of, name, questions

    def __contains__(self, one: object) -> bool:
        return self._questions.note(self._name, "in", one, one in self._of)

    def __bool__(self) -> bool:
        return self._questions.note(self._name, "any", None, bool(self._of))

    def __iter__(self) -> Iterator[K]:
        return iter(self._questions.note(self._name, _WHOLE, None, self._of))

    def __len__(self) -> int:
        return len(self._questions.note(self._name, _WHOLE, None, self._of))


class AskedValue:
    """A value of which it is noted which attributes were read; `parts` stand for those that note by themselves."""

    def __init__(self, of: object, name: str, questions: Questions, parts: Mapping[str, object]) -> None:
        self._of, self._name, self._questions, self._parts = of, name, questions, parts

    def __getattr__(self, attribute: str) -> object:
        if attribute in self._parts:
            return self._parts[attribute]
        return self._questions.note(self._name, "attribute", attribute, getattr(self._of, attribute))


_PLAIN = frozenset({str, int, float, bool, bytes, type(None), date, datetime, timedelta})


def is_plain(value: object) -> bool:
    """Return whether a value is made of nothing but texts, numbers, moments and frozen values of the domain."""
    if type(value) in _PLAIN or isinstance(value, Enum):
        return True
    if type(value) in (tuple, list, frozenset, set):
        parts: Any = value
        return all(map(is_plain, parts))
    if type(value) is dict:
        return all(is_plain(key) and is_plain(one) for key, one in value.items())
    if is_dataclass(value):
        return all(is_plain(getattr(value, field.name)) for field in fields(value))
    return False

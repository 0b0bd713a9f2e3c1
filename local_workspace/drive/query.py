"""Drive's search language (`q`): parsed into a tree, then asked of each file.

`and` and `or` bind alike and are read from left to right, as Google documents; `not` binds to what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from local_workspace.api.errors import Refusal

TEXTS = ("name", "mimeType", "fullText")
INSTANTS = ("modifiedTime", "createdTime")
TRUTHS = ("trashed", "starred", "sharedWithMe")
COLLECTIONS = ("parents", "owners", "writers", "readers")
MAPPINGS = ("properties", "appProperties")

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<sign><=|>=|!=|=|<|>|\(|\)|\{|\})
      | (?P<word>[A-Za-z]+)
    )""",
    re.VERBOSE | re.DOTALL,
)


class Searchable(Protocol):
    """What a query may ask of one file."""

    def text(self, field: str) -> str:
        """Return `name`, `mimeType` or `fullText`."""

    def instant(self, field: str) -> datetime:
        """Return `modifiedTime` or `createdTime`, aware."""

    def truth(self, field: str) -> bool:
        """Return `trashed`, `starred` or `sharedWithMe`."""

    def members(self, field: str) -> Set[str]:
        """Return `parents`, or the addresses of `owners`, `writers` or `readers`, in lower case."""

    def mapping(self, field: str) -> Mapping[str, str]:
        """Return `properties` or `appProperties`."""


@dataclass(frozen=True, slots=True)
class Text:
    """A comparison of a text."""

    field: str
    operator: str
    value: str


@dataclass(frozen=True, slots=True)
class Instant:
    """A comparison of a time."""

    field: str
    operator: str
    value: datetime


@dataclass(frozen=True, slots=True)
class Truth:
    """A yes-or-no field and the answer wanted."""

    field: str
    value: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A value that a collection must hold."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Property:
    """A key and value that a mapping must hold."""

    field: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """A condition that must not hold."""

    inner: Query


@dataclass(frozen=True, slots=True)
class Both:
    """Two conditions that must both hold."""

    left: Query
    right: Query


@dataclass(frozen=True, slots=True)
class Either:
    """Two conditions of which one must hold."""

    left: Query
    right: Query


Query = Text | Instant | Truth | Member | Property | Not | Both | Either


def parsed(q: str) -> Query:
    """Read a query.

    Raises:
        Refusal: 400 "Invalid Value" when it is malformed.
    """
    return _Parser(q).whole()


def invalid() -> Refusal:
    """Return Drive's answer to a malformed query."""
    return Refusal(400, "Invalid Value", reason="invalid", location="q", location_type="parameter")


class _Parser:
    def __init__(self, q: str) -> None:
        self._tokens: list[tuple[str, str]] = []
        position, q = 0, q.rstrip()
        while position < len(q):
            found = _TOKEN.match(q, position)
            if found is None or found.lastgroup is None:
                raise invalid()
            self._tokens.append((found.lastgroup, found.group(found.lastgroup)))
            position = found.end()
        self._at = 0

    def whole(self) -> Query:
        query = self._sequence()
        if self._at < len(self._tokens):
            raise invalid()
        return query

    def _sequence(self) -> Query:
        left = self._one()
        while self._sees("word", "and", "or"):
            word = self._next()[1].lower()
            right = self._one()
            left = Both(left, right) if word == "and" else Either(left, right)
        return left

    def _one(self) -> Query:
        if self._sees("word", "not"):
            self._next()
            return Not(self._one())
        if self._sees("sign", "("):
            self._next()
            inner = self._sequence()
            self._take("sign", ")")
            return inner
        kind, token = self._next()
        if kind == "text":
            return self._member(_plain(token))
        if kind == "word":
            return self._comparison(token)
        raise invalid()

    def _member(self, value: str) -> Query:
        self._take("word", "in")
        kind, field = self._next()
        if kind != "word" or field not in COLLECTIONS:
            raise invalid()
        return Member(field, value)

    def _comparison(self, field: str) -> Query:
        if field in MAPPINGS:
            return self._property(field)
        if field in TRUTHS:
            return self._truth(field)
        operator = self._next()[1]
        value = self._text()
        if field in TEXTS:
            allowed = ("contains",) if field == "fullText" else ("=", "!=", "contains")
            if operator in allowed:
                return Text(field, operator, value)
        elif field in INSTANTS and operator in _COMPARE:
            return Instant(field, operator, _instant(value))
        raise invalid()

    def _truth(self, field: str) -> Query:
        if not self._sees("sign", "=", "!="):
            return Truth(field, value=True)
        sign = self._next()[1]
        kind, word = self._next()
        if kind != "word" or word.lower() not in ("true", "false"):
            raise invalid()
        return Truth(field, value=(word.lower() == "true") == (sign == "="))

    def _property(self, field: str) -> Query:
        self._take("word", "has")
        self._take("sign", "{")
        self._take("word", "key")
        self._take("sign", "=")
        key = self._text()
        self._take("word", "and")
        self._take("word", "value")
        self._take("sign", "=")
        value = self._text()
        self._take("sign", "}")
        return Property(field, key, value)

    def _sees(self, kind: str, *tokens: str) -> bool:
        if self._at >= len(self._tokens):
            return False
        found, token = self._tokens[self._at]
        return found == kind and token.lower() in tokens

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise invalid()
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, kind: str, token: str) -> None:
        if not self._sees(kind, token):
            raise invalid()
        self._at += 1

    def _text(self) -> str:
        kind, token = self._next()
        if kind != "text":
            raise invalid()
        return _plain(token)


def _plain(token: str) -> str:
    return re.sub(r"\\(.)", r"\1", token[1:-1], flags=re.DOTALL)


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid() from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


_COMPARE: dict[str, Callable[[datetime, datetime], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


def matches(query: Query, file: Searchable) -> bool:
    """Check whether a file is what the query asks for."""
    match query:
        case Both(left, right):
            return matches(left, file) and matches(right, file)
        case Either(left, right):
            return matches(left, file) or matches(right, file)
        case Not(inner):
            return not matches(inner, file)
        case Text(field, operator, value):
            return _text_matches(field, operator, value, file.text(field))
        case Instant(field, operator, value):
            return _COMPARE[operator](_to_millisecond(file.instant(field)), value)
        case Truth(field, value):
            return file.truth(field) == value
        case Member(field, value):
            return (value if field == "parents" else value.lower()) in file.members(field)
        case Property(field, key, value):
            return file.mapping(field).get(key) == value


def _to_millisecond(instant: datetime) -> datetime:
    # What a client reads from `modifiedTime` and asks back has milliseconds only.
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def _text_matches(field: str, operator: str, wanted: str, text: str) -> bool:
    if operator == "=":
        return text == wanted
    if operator == "!=":
        return text != wanted
    if field == "mimeType":
        return wanted.lower() in text.lower()
    words = _words(text)
    if field == "fullText":
        return all(word in words for word in _words(wanted))
    return all(any(word.startswith(start) for word in words) for start in _words(wanted))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def asks_for_name(query: Query) -> bool:
    """Check whether a query searches names or texts, which Drive answers from an index that lags."""
    match query:
        case Both(left, right) | Either(left, right):
            return asks_for_name(left) or asks_for_name(right)
        case Not(inner):
            return asks_for_name(inner)
        case Text(field, _, _):
            return field in ("name", "fullText")
        case _:
            return False


def required_parent(query: Query) -> str | None:
    """Return the folder that every answer must lie in, if the query says one: it narrows the search."""
    match query:
        case Both(left, right):
            return required_parent(left) or required_parent(right)
        case Member("parents", value):
            return value
        case _:
            return None


def required_name(query: Query) -> str | None:
    """Return the name that every answer must bear, if the query says one."""
    match query:
        case Both(left, right):
            return required_name(left) or required_name(right)
        case Text("name", "=", value):
            return value
        case _:
            return None


def parents_in(query: Query) -> set[str]:
    """Return all folders that a query names."""
    match query:
        case Both(left, right) | Either(left, right):
            return parents_in(left) | parents_in(right)
        case Not(inner):
            return parents_in(inner)
        case Member("parents", value):
            return {value}
        case _:
            return set()

"""Values of the domain as JSON and back, exactly: the types of the dataclasses say how.

A field that is absent takes its default, so an older ledger reads; one that nobody knows is refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Turn = Callable[[Any], Any]


class NotOurs(ValueError):
    """A JSON text that this type never printed."""


def to_json(value: object) -> str:
    """Print a dataclass of the domain.

    Raises:
        ValueError: an instant has no time zone.
    """
    kind: Any = type(value)
    return json.dumps(_encoder(kind)(value), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """Read what `to_json` printed.

    Raises:
        NotOurs: it does not fit the type.
    """
    try:
        wanted: Any = kind
        found: T = _decoder(wanted)(json.loads(text))
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise NotOurs(f"{kind.__name__}: {error}") from error
    return found


def instant_text(instant: datetime) -> str:
    """Print an instant as the ledger keeps it: UTC, ISO 8601, so that texts sort as instants do.

    Raises:
        ValueError: it has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a time zone: {instant!r}")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def instant_in(text: str) -> datetime:
    """Read a kept instant."""
    return datetime.fromisoformat(text)


@cache
def _encoder(kind: Any) -> Turn:
    if optional := _optional(kind):
        inner = _encoder(optional)
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        item = _encoder(_item(kind))
        return lambda value: [item(one) for one in value]
    if get_origin(kind) is frozenset:
        member = _encoder(get_args(kind)[0])
        return lambda value: sorted(member(one) for one in value)
    if get_origin(kind) is Mapping:
        held = _encoder(get_args(kind)[1])
        return lambda value: {key: held(one) for key, one in value.items()}
    if is_dataclass(kind):
        parts = [(field.name, _encoder(hint)) for field, hint in _fields_of(kind)]
        return lambda value: {name: encode(getattr(value, name)) for name, encode in parts}
    if issubclass(kind, Enum):
        return lambda value: value.value
    if kind is datetime:
        return instant_text
    if kind is date:
        return date.isoformat
    if kind in (str, int, bool):
        return _itself
    raise TypeError(f"the ledger cannot keep a {kind}")


@cache
def _decoder(kind: Any) -> Turn:
    if optional := _optional(kind):
        inner = _decoder(optional)
        return lambda given: None if given is None else inner(given)
    if get_origin(kind) is tuple:
        item = _decoder(_item(kind))
        return lambda given: tuple([item(one) for one in given])
    if get_origin(kind) is frozenset:
        member = _decoder(get_args(kind)[0])
        return lambda given: frozenset(member(one) for one in given)
    if get_origin(kind) is Mapping:
        held = _decoder(get_args(kind)[1])
        return lambda given: {key: held(one) for key, one in given.items()}
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if kind in (str, int, bool):
        return _itself
    raise TypeError(f"the ledger cannot keep a {kind}")


def _dataclass_decoder(kind: Any) -> Turn:
    parts = [(field, _decoder(hint)) for field, hint in _fields_of(kind)]
    names = [(field.name, decode) for field, decode in parts]
    known = frozenset(name for name, _ in names)

    def decode_whole(given: dict[str, Any]) -> Any:
        if unknown := given.keys() - known:
            raise NotOurs(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        if absent := [field.name for field, _ in parts if field.name not in given and not _has_default(field)]:
            raise NotOurs(f"{kind.__name__} needs {', '.join(absent)}")
        return kind(**{name: decode(given[name]) for name, decode in names if name in given})

    return decode_whole


def _fields_of(kind: Any) -> list[tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return [(field, hints[field.name]) for field in fields(kind)]


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _optional(kind: Any) -> Any:
    """Return X of `X | None`, None of anything else."""
    if get_origin(kind) not in (Union, UnionType):
        return None
    others = [one for one in get_args(kind) if one is not NoneType]
    if len(others) != 1:
        raise TypeError(f"the ledger cannot tell the sides of {kind} apart")
    return others[0]


def _item(kind: Any) -> Any:
    match get_args(kind):
        case (item, end) if end is Ellipsis:
            return item
        case _:
            raise TypeError(f"the ledger keeps tuples of one type only, not {kind}")


def _itself(value: Any) -> Any:
    return value

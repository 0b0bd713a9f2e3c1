"""Keys of a settings file that have another name now: the old one still works, and what to write instead is said.

A key is retired here, in one line, and in CHANGELOG.md. It is taken out two versions later; after that it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import wording
from .faults import Fault

_Content = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Retired:
    """A key that has another name now; a value keeps its meaning.

    Args:
        table: the table it stood in, such as `kantor.kepala_balai`.
        key: its old name.
        new_table: the table it stands in now.
        new_key: its name now.
    """

    table: str
    key: str
    new_table: str
    new_key: str

    @property
    def advice(self) -> str:
        """What to write instead, in one line for people."""
        return wording.key_renamed(table=self.table, key=self.key, new_table=self.new_table, new_key=self.new_key)


#: Today none is.
RETIRED: tuple[Retired, ...] = ()


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file's content under the names of today, what to tell people, and what is wrong."""

    content: _Content
    advice: tuple[str, ...]
    faults: tuple[Fault, ...]


def under_new_names(content: _Content, retired: Sequence[Retired] = RETIRED) -> Renamed:
    """Return the content with every retired key under its new name; written under both, it is a fault."""
    used = [one for one in retired if one.key in _table(content, one.table)]
    twice = [one for one in used if one.new_key in _table(content, one.new_table)]
    for one in used:
        value = _table(content, one.table)[one.key]
        content = _without(content, one.table.split("."), one.key)
        if one not in twice:
            content = _with(content, one.new_table.split("."), one.new_key, value)
    return Renamed(content, tuple(one.advice for one in used if one not in twice), tuple(_faults(twice)))


def _faults(twice: Sequence[Retired]) -> Iterator[Fault]:
    for one in twice:
        what = wording.written_twice(table=one.new_table, key=one.new_key)
        yield Fault(f"[{one.table}] {one.key}", what, wording.REMOVE_THE_OLD)


def _table(content: _Content, name: str) -> _Content:
    for part in name.split("."):
        inner = content.get(part)
        content = inner if isinstance(inner, Mapping) else {}
    return content


def _without(content: _Content, path: Sequence[str], key: str) -> _Content:
    if not path:
        return {name: value for name, value in content.items() if name != key}
    inner = content[path[0]]
    assert isinstance(inner, Mapping)  # noqa: S101 (the key was found on this path)
    return {**content, path[0]: _without(inner, path[1:], key)}


def _with(content: _Content, path: Sequence[str], key: str, value: object) -> _Content:
    if not path:
        return {**content, key: value}
    inner = content.get(path[0])
    return {**content, path[0]: _with(inner if isinstance(inner, Mapping) else {}, path[1:], key, value)}

"""Reads the tables of a TOML file key by key and collects every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import TypeVar

from automation.domain.address import EmailAddress, WrongAddress

from . import wording
from .faults import Fault

Choice = TypeVar("Choice", bound=Enum)
Parsed = TypeVar("Parsed")

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def shown(value: object) -> str:
    """Quote a wrong value for a message, cut where it is long."""
    text = value if isinstance(value, str) else repr(value)
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


class Table:
    """One table of the file; a value that is missing or wrong becomes a fault, and a harmless one takes its place."""

    def __init__(self, name: str, content: Mapping[str, object], faults: list[Fault]) -> None:
        self._name, self._content, self._faults = name, content, faults
        self._known: set[str] = set()

    def has(self, key: str) -> bool:
        """Return whether the key is written at all."""
        return key in self._content

    def fault(self, key: str, what: str, advice: str) -> None:
        """Keep a fault of a key."""
        where = f"[{self._name}] {key}" if self._name else wording.outside_known_tables(key)
        self._faults.append(Fault(where, what, advice))

    def text(self, key: str, default: str | None = None, *, advice: str = wording.FILL_THE_VALUE) -> str:
        """Return one line of text; without a default it must be there and not be empty."""
        value = self._taken(key)
        if value is None:
            if default is None:
                self.fault(key, wording.NOT_FILLED, advice)
            return default or ""
        if not isinstance(value, str):
            self.fault(key, wording.not_a_text(shown(value)), wording.QUOTE_IT)
            return ""
        line = value.strip()
        if _CONTROL.search(line):
            self.fault(key, wording.WITH_CONTROLS, wording.ONE_LINE_ONLY)
        elif not line and default is None:
            self.fault(key, wording.EMPTY, advice)
        return line

    def texts(self, key: str, *, advice: str, required: bool = True) -> tuple[str, ...]:
        """Return a list of lines."""
        value = self._taken(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, wording.NOT_FILLED if value is None else wording.NOT_A_LIST_OF_TEXTS, advice)
            return ()
        lines = tuple(item.strip() for item in value)
        if required and not all(lines or [""]):
            self.fault(key, wording.EMPTY, advice)
        return lines

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._taken(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, wording.not_yes_or_no(shown(value)), wording.WRITE_TRUE_OR_FALSE)
            return default
        return value

    def count(self, key: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self._taken(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fault(key, wording.out_of_bounds(shown(value)), wording.write_a_number(least=least, most=most))
            return default
        return value

    def choice(self, key: str, default: Choice) -> Choice:
        """Return one of the words that an enumeration has."""
        word = self.text(key, str(default.value))
        kinds = type(default)
        for kind in kinds:
            if kind.value == word:
                return kind
        words = [str(kind.value) for kind in kinds]
        self.fault(
            key,
            wording.unknown_word(word=shown(word), meant=meant(word, words)),
            wording.choose_among(words),
        )
        return default

    def email(self, key: str, default: str | None = None) -> str:
        """Return exactly one e-mail address."""
        line = self.text(key, default, advice=wording.ONE_ADDRESS_WANTED)
        if not line or line == default:
            return line
        try:
            return str(EmailAddress.parse(line))
        except WrongAddress as error:
            self.fault(key, f"{shown(line)} — {error}", wording.WRITE_ONE_ADDRESS)
            return ""

    def parsed(self, key: str, default: Parsed, parse: Callable[[str], Parsed], *, advice: str) -> Parsed:
        """Return what `parse` makes of a text; its ValueError becomes a fault."""
        if not self.has(key):
            self._known.add(key)
            return default
        line = self.text(key, "")
        try:
            return parse(line)
        except ValueError as error:
            self.fault(key, str(error), advice)
            return default

    def table(self, key: str, *, required: bool = True) -> Table:
        """Return a table inside this one; an empty one when it is missing."""
        name = f"{self._name}.{key}" if self._name else key
        value = self._taken(key)
        if isinstance(value, Mapping):
            return Table(name, value, self._faults)
        if value is None and not required:
            return Table(name, {}, self._faults)
        what = wording.NOT_THERE if value is None else wording.NOT_A_TABLE
        self._faults.append(Fault(f"[{name}]", what, wording.write_the_table(name)))
        # One fault says it all: those of the keys inside go nowhere.
        return Table(name, {}, [])

    def tables(self, key: str, *, advice: str, required: bool = True) -> tuple[Table, ...]:
        """Return the tables of a list, each with its place in its name."""
        name = f"{self._name}.{key}" if self._name else key
        value = self._taken(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value) or not value:
            what = wording.NOT_THERE if value is None else wording.NOT_A_LIST_OF_TABLES
            self._faults.append(Fault(f"[[{name}]]", what, advice))
            return ()
        return tuple(Table(f"{name} ke-{place}", item, self._faults) for place, item in enumerate(value, start=1))

    def end(self) -> None:
        """Name every key that nobody asked for."""
        for key in self._content:
            if key not in self._known:
                self.fault(key, wording.unknown_key(meant(key, self._known)), wording.CORRECT_OR_REMOVE)

    def _taken(self, key: str) -> object:
        self._known.add(key)
        return self._content.get(key)


def meant(word: str, known: set[str] | list[str]) -> str:
    """Guess what a misspelt word was to be."""
    close = get_close_matches(word.casefold(), sorted(known), n=1, cutoff=0.6)
    return wording.maybe_meant(close[0]) if close else ""

"""Reads the tables of a TOML file key by key and collects every fault on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import TypeVar

from automation.domain.address import EmailAddress, WrongAddress

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
        """Tell whether the key is written at all."""
        return key in self._content

    def fault(self, key: str, what: str, advice: str) -> None:
        """Keep a fault of a key."""
        where = f"[{self._name}] {key}" if self._name else f"di luar bagian yang dikenal: {key}"
        self._faults.append(Fault(where, what, advice))

    def text(self, key: str, default: str | None = None, *, advice: str = "Isi nilainya.") -> str:
        """Give one line of text; without a default it must be there and not be empty."""
        value = self._taken(key)
        if value is None:
            if default is None:
                self.fault(key, "belum diisi", advice)
            return default or ""
        if not isinstance(value, str):
            self.fault(key, f"{shown(value)} bukan teks", "Tulis di antara tanda kutip.")
            return ""
        line = value.strip()
        if _CONTROL.search(line):
            self.fault(key, "memuat ganti baris atau karakter kendali", "Tulis dalam satu baris.")
        elif not line and default is None:
            self.fault(key, "kosong", advice)
        return line

    def texts(self, key: str, *, advice: str, required: bool = True) -> tuple[str, ...]:
        """Give a list of lines."""
        value = self._taken(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(key, "belum diisi" if value is None else "bukan daftar teks", advice)
            return ()
        lines = tuple(item.strip() for item in value)
        if required and not all(lines or [""]):
            self.fault(key, "kosong", advice)
        return lines

    def flag(self, key: str, default: bool) -> bool:
        """Give true or false."""
        value = self._taken(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.fault(key, f"{shown(value)} bukan ya atau tidak", "Tulis true atau false, tanpa tanda kutip.")
            return default
        return value

    def count(self, key: str, default: int, *, least: int, most: int) -> int:
        """Give a whole number within bounds."""
        value = self._taken(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fault(key, f"{shown(value)} di luar batas", f"Tulis bilangan bulat dari {least} sampai {most}.")
            return default
        return value

    def choice(self, key: str, default: Choice) -> Choice:
        """Give one of the words that an enumeration has."""
        word = self.text(key, str(default.value))
        kinds = type(default)
        for kind in kinds:
            if kind.value == word:
                return kind
        words = [str(kind.value) for kind in kinds]
        self.fault(key, f"{shown(word)} tidak dikenal{meant(word, words)}", f"Pilih salah satu: {', '.join(words)}.")
        return default

    def email(self, key: str, default: str | None = None) -> str:
        """Give exactly one e-mail address."""
        line = self.text(key, default, advice="Isi satu alamat surel.")
        if not line or line == default:
            return line
        try:
            return str(EmailAddress.parse(line))
        except WrongAddress as error:
            self.fault(key, f"{shown(line)} — {error}", "Tulis tepat satu alamat, misalnya nama@kantor.go.id.")
            return ""

    def parsed(self, key: str, default: Parsed, parse: Callable[[str], Parsed], *, advice: str) -> Parsed:
        """Give what `parse` makes of a text; its ValueError becomes a fault."""
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
        """Give a table inside this one; an empty one when it is missing."""
        name = f"{self._name}.{key}" if self._name else key
        value = self._taken(key)
        if isinstance(value, Mapping):
            return Table(name, value, self._faults)
        if value is None and not required:
            return Table(name, {}, self._faults)
        what = "belum ada" if value is None else "bukan bagian"
        self._faults.append(Fault(f"[{name}]", what, f"Tulis bagian [{name}] seperti dalam office.example.toml."))
        # One fault says it all: those of the keys inside go nowhere.
        return Table(name, {}, [])

    def tables(self, key: str, *, advice: str, required: bool = True) -> tuple[Table, ...]:
        """Give the tables of a list, each with its place in its name."""
        name = f"{self._name}.{key}" if self._name else key
        value = self._taken(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value) or not value:
            self._faults.append(Fault(f"[[{name}]]", "belum ada" if value is None else "bukan daftar bagian", advice))
            return ()
        return tuple(Table(f"{name} ke-{place}", item, self._faults) for place, item in enumerate(value, start=1))

    def end(self) -> None:
        """Name every key that nobody asked for."""
        for key in self._content:
            if key not in self._known:
                self.fault(key, f"kunci ini tidak dikenal{meant(key, self._known)}", "Perbaiki ejaannya atau hapus.")

    def _taken(self, key: str) -> object:
        self._known.add(key)
        return self._content.get(key)


def meant(word: str, known: set[str] | list[str]) -> str:
    """Guess what a misspelt word was to be."""
    close = get_close_matches(word.casefold(), sorted(known), n=1, cutoff=0.6)
    return f"; mungkin maksudnya “{close[0]}”" if close else ""

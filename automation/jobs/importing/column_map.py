"""Which column of an old register becomes what: asked once, kept in a file, and read from there ever after."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from automation import private
from automation.domain.vocabulary import Outcome

from . import wording
from .old_file import OldSheet, WrongRegister, column_letters, text_of, titles

NEEDED = ("former_number", "received_at", "complainant")
_KEYS: Mapping[str, str] = {label: key for key, label in wording.LABELS.items()}
_LOOKED_THROUGH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMap:
    """What an office's old register says where.

    Attributes:
        sheet: its sheet's title; "" for the only one.
        heading_row: counted from 1.
        columns: its headings by what they become, a key of `wording.LABELS`.
        kept: headings of further columns, whose content is kept among the other answers.
        statuses: what each word of the column of status means, in small letters; None for still open.
    """

    sheet: str
    heading_row: int
    columns: Mapping[str, str]
    kept: tuple[str, ...] = ()
    statuses: Mapping[str, Outcome | None]


def beside(file: Path) -> Path:
    """Return where the map of a register is kept."""
    return file.with_name(file.name + wording.MAP_ENDING)


def folded(text: str) -> str:
    """Return a heading or a word as it is compared: without signs and capitals."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def sheet_of(found: ColumnMap, sheets: Sequence[OldSheet]) -> OldSheet:
    """Return the sheet that a map is about.

    Raises:
        WrongRegister: there is none of its title.
    """
    if not found.sheet and len(sheets) == 1:
        return sheets[0]
    for one in sheets:
        if one.title.casefold() == found.sheet.casefold():
            return one
    raise WrongRegister(wording.no_sheet(found.sheet, titles(sheets)))


# -- kept in a file


def read(file: Path) -> ColumnMap:
    """Read a map.

    Raises:
        WrongRegister: it is none; all that is wrong is named.
    """
    if not file.is_file():
        raise WrongRegister(wording.no_such_file(file.name))
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise WrongRegister(wording.map_unreadable(file.name, str(reason))) from reason
    if faults := [*_strange(given), *_wanting(given)]:
        raise WrongRegister(wording.map_unreadable(file.name, ", ".join(faults)))
    columns = {_KEYS[label]: heading for label, heading in given[wording.COLUMNS].items()}
    meanings = {word.casefold(): wording.MEANINGS[said] for word, said in given.get(wording.STATUSES, {}).items()}
    return ColumnMap(
        sheet=given.get(wording.SHEET, ""),
        heading_row=given[wording.HEADING_ROW],
        columns=columns,
        kept=tuple(given.get(wording.KEPT, ())),
        statuses=meanings,
    )


def _strange(given: Mapping[str, Any]) -> Iterator[str]:
    """Return what a map says that nobody knows."""
    known = (wording.SHEET, wording.HEADING_ROW, wording.COLUMNS, wording.STATUSES, wording.KEPT)
    yield from (wording.map_strange(name) for name in given if name not in known)
    for table, names in ((wording.COLUMNS, _KEYS), (wording.STATUSES, None)):
        said = given.get(table, {})
        if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
            yield wording.map_strange(table)
        elif names is not None:
            yield from (wording.map_strange(one) for one in said if one not in names)
        else:
            yield from (wording.map_strange(one) for one in said.values() if one not in wording.MEANINGS)
    kept = given.get(wording.KEPT, [])
    if not isinstance(kept, list) or not all(isinstance(one, str) for one in kept):
        yield wording.map_strange(wording.KEPT)


def _wanting(given: Mapping[str, Any]) -> Iterator[str]:
    """Return what a map lacks."""
    row = given.get(wording.HEADING_ROW)
    if not isinstance(row, int) or row < 1:
        yield wording.map_wants(wording.HEADING_ROW)
    said = given.get(wording.COLUMNS, {})
    columns = {_KEYS.get(label) for label in said} if isinstance(said, dict) else set()
    yield from (wording.map_wants(wording.LABELS[key]) for key in NEEDED if key not in columns)
    yield from _alternatives(columns)


def _alternatives(columns: set[str | None]) -> Iterator[str]:
    if not columns & {"status", "ended_on"}:
        yield wording.ONE_OF_BOTH
    if not columns & {"subject", "description"}:
        yield wording.TEXT_NEEDED


def keep(found: ColumnMap, file: Path) -> None:
    """Write a map where it is read again."""
    shown = {outcome: said for said, outcome in wording.MEANINGS.items()}
    lines = [
        wording.MAP_HEAD,
        f"{wording.SHEET} = {_quoted(found.sheet)}",
        f"{wording.HEADING_ROW} = {found.heading_row}",
        f"{wording.KEPT} = [{', '.join(map(_quoted, found.kept))}]",
        f"\n[{wording.COLUMNS}]",
        *(f"{wording.LABELS[key]} = {_quoted(heading)}" for key, heading in found.columns.items()),
        f"\n[{wording.STATUSES}]",
        *(f"{_quoted(word)} = {_quoted(shown[outcome])}" for word, outcome in found.statuses.items()),
    ]
    private.replace_file(file.resolve(), ("\n".join(lines) + "\n").encode())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


# -- asked


def asked(sheets: Sequence[OldSheet], ask: Callable[[str], str], show: Callable[[str], None]) -> ColumnMap:
    """Ask a person for the map; Enter takes what is proposed.

    Args:
        sheets: what the file holds.
        ask: shows a question and returns what is typed.
        show: shows a line.
    """
    conversation = _Conversation(ask, show)
    sheet = sheets[conversation.one_of(wording.WHICH_SHEET, titles(sheets))] if len(sheets) > 1 else sheets[0]
    row = conversation.number(wording.WHICH_ROW, likely_heading_row(sheet), len(sheet.rows))
    headings = sheet.headings(row)
    show(wording.HEADINGS_ARE)
    for place, heading in enumerate(headings, 1):
        if heading:
            show(wording.numbered(place, heading))
    columns = conversation.columns(headings)
    others = [place for place, heading in enumerate(headings, 1) if heading and heading not in columns.values()]
    kept = conversation.several(wording.WHICH_KEPT, others) if others else ()
    return ColumnMap(
        sheet=sheet.title,
        heading_row=row,
        columns=columns,
        kept=tuple(headings[place - 1] for place in kept),
        statuses=conversation.meanings(_words_below(sheet, row, columns.get("status", ""))),
    )


def likely_heading_row(sheet: OldSheet) -> int:
    """Return the row whose texts most look like headings, counted from 1; of two rows of headings the lower one."""
    known = {guess for guesses in wording.GUESSES.values() for guess in guesses}
    rows = range(1, min(len(sheet.rows), _LOOKED_THROUGH) + 1)
    alike = {row: len({folded(one) for one in sheet.headings(row)} & known) for row in rows}
    return max(rows, key=lambda row: (alike[row], row if alike[row] else -row))


def guessed(headings: Sequence[str]) -> Mapping[str, int]:
    """Return the columns that are most likely meant, counted from 1, by what they become; each is meant once."""
    found: dict[str, int] = {}
    named = [folded(one) for one in headings]
    for key, guesses in wording.GUESSES.items():
        places = [named.index(guess) + 1 for guess in guesses if guess in named]
        free = [place for place in places if place not in found.values()]
        if free:
            found[key] = free[0]
    return found


def _words_below(sheet: OldSheet, row: int, heading: str) -> tuple[str, ...]:
    """Return the different words of a column, in their order."""
    if not heading:
        return ()
    column = sheet.headings(row).index(heading) + 1
    words = (text_of(sheet.cell(at, column)) for at in range(row + 1, len(sheet.rows) + 1))
    return tuple({word.casefold(): word for word in words if word}.values())


@dataclass(frozen=True, slots=True)
class _Conversation:
    """Questions that are asked again until an answer can be used."""

    ask: Callable[[str], str]
    show: Callable[[str], None]

    def number(self, text: str, proposed: int, most: int) -> int:
        while True:
            said = self.ask(wording.question(text, str(proposed))).strip() or str(proposed)
            if said.isdecimal() and 1 <= int(said) <= most:
                return int(said)
            self.show(wording.NOT_AMONG)

    def one_of(self, text: str, choices: Sequence[str], proposed: int = 1) -> int:
        """Return the place of what was chosen, from 0."""
        for place, choice in enumerate(choices, 1):
            self.show(wording.numbered(place, choice))
        return self.number(text, proposed, len(choices)) - 1

    def columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        while True:
            found = self._columns(headings)
            faults = tuple(_alternatives(set(found)))
            if not faults:
                return found
            for fault in faults:
                self.show(fault)

    def _columns(self, headings: Sequence[str]) -> Mapping[str, str]:
        self.show(wording.WHICH_COLUMN)
        proposed, found = guessed(headings), dict[str, str]()
        for key, label in wording.LABELS.items():
            usual = str(proposed.get(key, "-"))
            place = self._column(label, usual, headings, needed=key in NEEDED)
            if place:
                found[key] = headings[place - 1]
        return found

    def _column(self, label: str, usual: str, headings: Sequence[str], *, needed: bool) -> int:
        while True:
            said = self.ask(wording.question(label, usual)).strip() or usual
            if said == "-" and not needed:
                return 0
            if said == "-":
                self.show(wording.NEEDED)
            elif said.isdecimal() and 1 <= int(said) <= len(headings) and headings[int(said) - 1]:
                return int(said)
            else:
                self.show(wording.NOT_AMONG)

    def several(self, text: str, places: Sequence[int]) -> tuple[int, ...]:
        usual = ", ".join(map(str, places))
        while True:
            said = self.ask(wording.question(text, usual)).strip() or usual
            parts = [] if said == "-" else [one.strip() for one in said.split(",")]
            if all(one.isdecimal() and int(one) in places for one in parts):
                return tuple(map(int, parts))
            self.show(wording.NOT_AMONG)

    def meanings(self, words: Sequence[str]) -> Mapping[str, Outcome | None]:
        choices = tuple(wording.MEANINGS)
        found: dict[str, Outcome | None] = {}
        if words:
            self.show(wording.WHICH_MEANING)
        for word in words:
            proposed = choices.index(wording.guessed_meaning(word)) + 1
            found[word.casefold()] = wording.MEANINGS[choices[self.one_of(word, choices, proposed)]]
        return found


def columns_of(found: ColumnMap, sheet: OldSheet) -> Mapping[str, int]:
    """Return where each heading of a map stands in a sheet, counted from 1.

    Raises:
        WrongRegister: one is not there, or twice.
    """
    headings = sheet.headings(found.heading_row)
    places: dict[str, int] = {}
    for heading in (*found.columns.values(), *found.kept):
        there = [place for place, one in enumerate(headings, 1) if folded(one) == folded(heading)]
        if not there:
            raise WrongRegister(wording.no_heading(heading, found.heading_row))
        if len(there) > 1:
            raise WrongRegister(wording.heading_twice(heading, found.heading_row, list(map(column_letters, there))))
        places[heading] = there[0]
    return places

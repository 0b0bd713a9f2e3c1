"""Dates that people type while the workbook's locale is not Indonesian: 03/12/2026 becomes the twelfth of March.

Such a date is doubted until its cell reads differently. What was typed before stays as it is: nothing is converted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from automation.domain.cells import Cell
from automation.domain.columns import Column, Kind, StaffColumn
from automation.domain.dates import date_in, long_date
from automation.domain.notes import Note

from . import wording
from .lines import Line, WrongHeadings, canonical, lines_of
from .schema import Tab, tabs

#: Tabs with dates whose rows have no number of their own.
WITHOUT_NUMBERS = ("groups", "holidays", "officials", "actions")
Serials = Mapping[str, frozenset[float]]
Table = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDates:
    """What is believed of the dates in people's columns.

    Attributes:
        doubted: by complaint number and column, how the cell reads.
        doubted_in: serial numbers that are doubted, by tab.
        known_in: those that are believed, by tab; None before anybody looked.
    """

    doubted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    doubted_in: Serials = field(default_factory=dict)
    known_in: Serials | None = None

    @classmethod
    def remembered(cls, notes: Mapping[Note, str]) -> TypedDates:
        """Return what an earlier tick came to."""
        doubted = json.loads(notes.get(Note.DATES_DOUBTED) or "{}")
        known = notes.get(Note.DATES_KNOWN)
        return cls(
            doubted=doubted.get("register", {}),
            doubted_in=_read(doubted),
            known_in=_read(json.loads(known)) if known else None,
        )

    def notes(self, before: Mapping[Note, str]) -> Mapping[Note, str]:
        """Return what the ledger must note anew."""
        doubted = {"register": self.doubted, **_printed(self.doubted_in)}
        texts = {
            Note.DATES_DOUBTED: json.dumps(doubted, sort_keys=True) if any(doubted.values()) else "",
            Note.DATES_KNOWN: json.dumps(_printed(self.known_in or {}), sort_keys=True),
        }
        return {name: text for name, text in texts.items() if before.get(name, "") != text}

    def marked(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return the Register's rows with their doubted cells marked."""
        if not self.doubted:
            return tuple(lines)
        return tuple(
            replace(line, doubted=frozenset(here)) if (here := self.doubted.get(line.text("number"))) else line
            for line in lines
        )

    def without_doubted(self, key: str, table: Table) -> tuple[Table, tuple[str, ...]]:
        """Return a tab's cells as if the doubted dates were not there, and what to do about each row.

        A row of Hari Libur is left out as a whole: half a holiday is another holiday.
        """
        serials = self.doubted_in.get(key, frozenset())
        if not serials:
            return table, ()
        kept: list[Sequence[Cell]] = []
        problems = []
        for row, cells in enumerate(table):
            found = [cell for cell in cells if row and _is_serial(cell) and cell in serials]
            if not found:
                kept.append(cells)
                continue
            kept.append(() if key == "holidays" else ["" if cell in found else cell for cell in cells])
            problems.append(wording.tab_date_doubted(tab=tabs()[key].title, row=row + 1, shown=shown_date(found[0])))
        return kept, tuple(problems)


def look_at(
    lines: Sequence[Line],
    serials: Serials,
    kept: Mapping[str, Mapping[str, str]],
    before: TypedDates,
    is_indonesian: Callable[[], bool],
) -> TypedDates:
    """Return what is believed of the dates that are there now.

    Args:
        lines: the Register's rows.
        serials: the dates in the tabs `WITHOUT_NUMBERS`, as `serials_in` gives them.
        kept: by complaint number, what the cells said at the last tick.
        before: what was believed then.
        is_indonesian: asks for the locale in force; not asked where no date is new.
    """
    there = {number: dates for line in lines if (number := line.text("number")) and (dates := dates_of(line))}
    doubted = _narrowed(there, lambda number, key, text: before.doubted.get(number, {}).get(key) == text)
    new = _narrowed(
        there,
        lambda number, key, text: kept.get(number, {}).get(key) != text and key not in doubted.get(number, {}),
    )
    doubted_in = {key: there_now & before.doubted_in.get(key, frozenset()) for key, there_now in serials.items()}
    known = before.known_in if before.known_in is not None else serials
    new_in = {key: serials[key] - doubted_in[key] - known.get(key, frozenset()) for key in WITHOUT_NUMBERS}
    if (new or any(new_in.values())) and not is_indonesian():
        doubted = {number: {**doubted.get(number, {}), **new.get(number, {})} for number in (*doubted, *new)}
        doubted_in = {key: doubted_in[key] | new_in[key] for key in WITHOUT_NUMBERS}
    return TypedDates(
        doubted=doubted,
        doubted_in=doubted_in,
        known_in={key: serials[key] - doubted_in[key] for key in WITHOUT_NUMBERS},
    )


def dates_of(line: Line) -> dict[str, str]:
    """Return the dates of a row that Sheets itself read out of what people typed, as they are kept."""
    return {
        column.key: canonical(column, cell)
        for column in _dated(tabs()["register"])
        if _is_serial(cell := line.cells.get(column.key, ""))
    }


def are_known(line: Line, cells: Mapping[str, str]) -> bool:
    """Check whether these cells, as they are kept, hold all dates of a row."""
    return all(cells.get(key) == text for key, text in dates_of(line).items())


def may_be_swapped(serial: Cell) -> bool:
    """Check whether a date would be another one with day and month exchanged."""
    day = date_in(serial) if _is_serial(serial) else None
    return day is not None and day.day <= 12 and day.day != day.month


def swappable(table: Table) -> Iterator[str]:
    """Return the dates of the Register that may be swapped, each with its complaint and its column."""
    _, lines = lines_of(tabs()["register"], table)
    for line in lines:
        for column in _dated(tabs()["register"]):
            if may_be_swapped(cell := line.cells.get(column.key, "")):
                yield wording.date_to_check(
                    number=line.text("number"), heading=column.heading, shown=shown_date(cell)
                )


def shown_date(serial: Cell) -> str:
    """Print a date with the name of its month, so that day and month are told apart."""
    day = date_in(serial)
    return long_date(day) if day else str(serial)


def _dated(tab: Tab) -> tuple[Column, ...]:
    return tuple(
        column
        for column in tab.columns
        if isinstance(column, StaffColumn) and column.kind in (Kind.DATE, Kind.DATETIME)
    )


def serials_in(tab: Tab, table: Table) -> frozenset[float]:
    """Return the dates in people's columns of a tab, as Sheets keeps them; none where its headings are wrong."""
    try:
        _, lines = lines_of(tab, table)
    except WrongHeadings:
        return frozenset()  # Whoever reads the tab says so.
    cells = (line.cells.get(column.key, "") for line in lines for column in _dated(tab))
    return frozenset(float(cell) for cell in cells if _is_serial(cell) and isinstance(cell, int | float))


def _is_serial(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _narrowed(
    dates: Mapping[str, Mapping[str, str]], wanted: Callable[[str, str, str], bool]
) -> dict[str, dict[str, str]]:
    chosen = {
        number: {key: text for key, text in cells.items() if wanted(number, key, text)}
        for number, cells in dates.items()
    }
    return {number: cells for number, cells in chosen.items() if cells}


def _read(printed: Mapping[str, Collection[float]]) -> Serials:
    return {key: frozenset(printed.get(key, ())) for key in WITHOUT_NUMBERS}


def _printed(serials: Serials) -> dict[str, list[float]]:
    return {key: sorted(found) for key, found in serials.items()}

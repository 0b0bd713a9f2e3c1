"""Numbers where a number of Srikandi's, a telephone's or a certificate's may stand: whole ones, as people see them.

Typed as 1/12, Sheets makes it a date, and hands over 46357. Only how the cell is shown tells them apart, which one
read cannot say beside the numbers themselves: it is asked for once, when such a number is new.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from automation.domain.cells import Cell
from automation.domain.columns import Column, StaffColumn
from automation.domain.notes import Note

from .lines import Line, canonical, lines_of
from .schema import tabs
from .statements import is_number

Shown = Mapping[str, Mapping[str, tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class TypedNumbers:
    """How numbers in columns of words are shown: by complaint and column, how the cell reads and how it is seen."""

    shown: Shown = field(default_factory=dict)

    @classmethod
    def remembered(cls, notes: Mapping[Note, str]) -> TypedNumbers:
        """Return what an earlier tick came to."""
        kept = json.loads(notes.get(Note.NUMBERS_SHOWN) or "{}")
        return cls(
            {number: {key: (pair[0], pair[1]) for key, pair in cells.items()} for number, cells in kept.items()}
        )

    def notes(self, before: Mapping[Note, str]) -> Mapping[Note, str]:
        """Return what the ledger must note anew."""
        text = json.dumps(self.shown, sort_keys=True) if self.shown else ""
        return {Note.NUMBERS_SHOWN: text} if before.get(Note.NUMBERS_SHOWN, "") != text else {}

    def marked(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return the Register's rows with how their numbers are shown."""
        if not self.shown:
            return tuple(lines)
        return tuple(
            replace(line, shown={key: shown for key, (_, shown) in here.items()})
            if (here := self.shown.get(line.text("number")))
            else line
            for line in lines
        )


def look_at(
    lines: Sequence[Line], before: TypedNumbers, as_shown: Callable[[], Sequence[Sequence[Cell]]]
) -> TypedNumbers:
    """Return how the numbers that are there now are shown.

    Args:
        lines: the Register's rows.
        before: what was known at the last tick.
        as_shown: reads the Register as people see it; not asked where no number is new.
    """
    there = {number: cells for line in lines if (number := line.text("number")) and (cells := _numbers(line))}
    known = {
        number: {key: kept for key, text in cells.items() if (kept := _kept(before, number, key, text))}
        for number, cells in there.items()
    }
    if known and any(there[number].keys() - cells for number, cells in known.items()):
        seen = {line.text("number"): line for line in lines_of(tabs()["register"], as_shown())[1]}
        for number, cells in there.items():
            row = seen.get(number)
            for key in cells.keys() - known[number].keys():
                known[number][key] = (cells[key], row.text(key) if row else "")
    return TypedNumbers({number: cells for number, cells in known.items() if cells})


def _kept(before: TypedNumbers, number: str, key: str, text: str) -> tuple[str, str] | None:
    kept = before.shown.get(number, {}).get(key)
    return kept if kept and kept[0] == text else None


def _numbers(line: Line) -> dict[str, str]:
    return {
        column.key: canonical(column, cell)
        for column in _with_digits()
        if is_number(cell := line.cells.get(column.key, ""))
    }


def _with_digits() -> tuple[Column, ...]:
    return tuple(one for one in tabs()["register"].columns if isinstance(one, StaffColumn) and one.digits)

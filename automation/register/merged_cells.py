"""Cells that people merged: of several rows or columns only the first says then what all of them show.

The values that a tick reads do not tell which these are. It is asked for when people have changed something in the
Register, and once a day from outside a tick: quiet ticks ask nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from automation.domain.columns import StaffColumn
from automation.domain.layout import MergedArea
from automation.domain.notes import Note

from .lines import Headings, Line, staff_cells
from .schema import tabs

Covered = Mapping[str, frozenset[str]]
_TO_BE_ASKED = "?"


@dataclass(frozen=True, slots=True)
class MergedCells:
    """What is known of the Register's merged cells.

    Attributes:
        covered: by complaint number people's columns whose cell shows what stands in another one.
        seen: stands for the edits after which that was asked, which is no part of what is known.
    """

    covered: Covered = field(default_factory=dict)
    seen: str = field(default="", compare=False)

    @classmethod
    def remembered(cls, notes: Mapping[Note, str]) -> MergedCells:
        """Return what an earlier tick came to."""
        kept = json.loads(notes.get(Note.CELLS_COVERED) or "{}")
        return cls(
            {number: frozenset(keys) for number, keys in kept.get("covered", {}).items()}, kept.get("seen", "")
        )

    @property
    def note(self) -> str:
        """What the ledger keeps of it; "" for nothing."""
        covered = {number: sorted(keys) for number, keys in self.covered.items()}
        kept = {"covered": covered, "seen": self.seen}
        return json.dumps(kept, sort_keys=True) if self.covered or self.seen else ""

    def notes(self, before: Mapping[Note, str]) -> Mapping[Note, str]:
        """Return what the ledger must note anew."""
        return {Note.CELLS_COVERED: self.note} if before.get(Note.CELLS_COVERED, "") != self.note else {}

    def to_be_asked(self) -> MergedCells:
        """Return the same, for the next tick to ask again whatever people changed."""
        return replace(self, seen=_TO_BE_ASKED)

    def marked(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return the Register's rows with their covered cells marked, and empty as people take them to be."""
        if not self.covered:
            return tuple(lines)
        return tuple(
            _with_covered(line, here) if (here := self.covered.get(line.text("number"))) else line for line in lines
        )


def look_at(
    lines: Sequence[Line],
    loud: Sequence[Line],
    headings: Headings,
    kept: Mapping[str, Mapping[str, str]],
    before: MergedCells,
    areas: Callable[[], Iterable[MergedArea]],
) -> MergedCells:
    """Return which cells are merged now.

    Args:
        lines: the Register's rows.
        loud: those of them that are looked at, with what else is known of their cells.
        headings: where its columns stand.
        kept: by complaint number, what the cells said at the last tick.
        before: what was known then.
        areas: asks for the Register's merged cells; not asked where people changed nothing since.
    """
    edits = _edits(loud, kept)
    if before.seen != _TO_BE_ASKED and edits in ("", before.seen):
        return before
    found = tuple(areas())
    covered = {line.text("number"): _covered(line, headings, found) for line in lines} if found else {}
    return MergedCells({number: keys for number, keys in covered.items() if number and keys}, edits)


def _edits(lines: Sequence[Line], kept: Mapping[str, Mapping[str, str]]) -> str:
    """Return what stands for what people changed since the last tick; "" where they changed nothing."""
    register = tabs()["register"]
    changed = {
        number: cells
        for line in lines
        if (number := line.text("number")) in kept and (cells := staff_cells(line, register)) != kept[number]
    }
    return hashlib.sha256(json.dumps(changed, sort_keys=True).encode()).hexdigest()[:16] if changed else ""


def _covered(line: Line, headings: Headings, areas: Iterable[MergedArea]) -> frozenset[str]:
    places = {
        column.key: headings.places[column.key]
        for column in tabs()["register"].columns
        if isinstance(column, StaffColumn) and column.key in headings.places
    }
    return frozenset(key for area in areas for key, place in places.items() if area.covers(line.row, place))


def _with_covered(line: Line, keys: frozenset[str]) -> Line:
    return replace(line, cells={key: cell for key, cell in line.cells.items() if key not in keys}, covered=keys)

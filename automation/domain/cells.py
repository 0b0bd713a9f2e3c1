"""Cells as the workbook gives and takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

#: A cell as read, unformatted: text, number (dates are serial numbers), check box, or "" when empty.
Cell = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of our own making; text of people is never wrapped in it."""

    text: str


#: A cell to write. A `str` is stored as text whatever it looks like; `datetime` is office time without zone.
Written = str | int | float | bool | datetime | date | Formula | None


@dataclass(frozen=True, slots=True)
class AppendRows:
    """Rows to add below the last one with data of a tab (by its schema name)."""

    tab: str
    rows: tuple[tuple[Written, ...], ...]


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """Cells to put into one row of a tab; row 0 is the heading, `column` counts from 0."""

    tab: str
    row: int
    column: int
    cells: tuple[Written, ...]


Change = AppendRows | UpdateRow

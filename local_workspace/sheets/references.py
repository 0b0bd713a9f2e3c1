"""The references inside formulas: found, moved, renamed, without understanding the rest of the formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .a1 import column_name, column_number, quoted


class Corner(NamedTuple):
    """One end of a reference; a row or column of None is open (`A:A`, `2:3`)."""

    row: int | None
    column: int | None
    row_fixed: bool = False
    column_fixed: bool = False

    def __str__(self) -> str:
        column = "" if self.column is None else ("$" if self.column_fixed else "") + column_name(self.column)
        return column + ("" if self.row is None else ("$" if self.row_fixed else "") + str(self.row + 1))


class Reference(NamedTuple):
    """A cell or a range in a formula; `title` is None where no sheet is named."""

    title: str | None
    first: Corner
    last: Corner | None = None

    def __str__(self) -> str:
        prefix = "" if self.title is None else quoted(self.title) + "!"
        return f"{prefix}{self.first}" + ("" if self.last is None else f":{self.last}")


_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d*"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_ROW = r"\$?[1-9]\d*"
_PIECE = re.compile(
    r'(?P<string>"(?:[^"]|"")*")'
    r"|(?P<title>'(?:[^']|'')+'!|[^\W\d][\w.]*!)?"
    rf"(?P<reference>{_CELL}:{_CELL}|{_CELL}:{_COLUMN}(?![\w(])|{_CELL}:{_ROW}|{_COLUMN}:{_CELL}"
    rf"|{_COLUMN}:{_COLUMN}|{_ROW}:{_ROW}|{_CELL})(?![\w(.!])"
    r"|(?P<name>[^\W\d][\w.]*!?|\d[\d.]*(?:[eE][-+]?\d+)?)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)([1-9]\d*)?\Z")


def _corner(text: str) -> Corner:
    match = _CORNER.match(text)
    if match is None:
        raise AssertionError(text)
    column_fixed, letters, row_fixed, digits = match.groups()
    if letters is None:
        row_fixed, column_fixed = column_fixed or row_fixed, ""
    return Corner(
        int(digits) - 1 if digits else None,
        column_number(letters) if letters else None,
        bool(row_fixed),
        bool(column_fixed),
    )


def reference_of(title: str | None, text: str) -> Reference:
    """Read a reference's text, the sheet's title given apart."""
    first, colon, last = text.partition(":")
    return Reference(title, _corner(first), _corner(last) if colon else None)


@lru_cache(maxsize=50_000)
def pieces(formula: str) -> tuple[str | Reference, ...]:
    """Split a formula into its references and the text between them."""
    found: list[str | Reference] = []
    for match in _PIECE.finditer(formula):
        if match["reference"]:
            title = match["title"]
            if title is not None:
                title = title[:-1]
                title = title[1:-1].replace("''", "'") if title.startswith("'") else title
            found.append(reference_of(title, match["reference"]))
        elif found and isinstance(found[-1], str):
            found[-1] += match[0]
        else:
            found.append(match[0])
    return tuple(found)


def rewritten(formula: str, change: Callable[[Reference], Reference | str | None]) -> str:
    """Return a formula with each reference changed; None becomes `#REF!`."""
    said = []
    for piece in pieces(formula):
        if isinstance(piece, str):
            said.append(piece)
        else:
            new = change(piece)
            said.append("#REF!" if new is None else str(new))
    return "".join(said)


def moved(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads when copied so many rows down and columns right."""
    if not rows and not columns:
        return formula

    def shifted(corner: Corner) -> Corner | None:
        row, column = corner.row, corner.column
        if row is not None and not corner.row_fixed:
            row += rows
        if column is not None and not corner.column_fixed:
            column += columns
        if (row is not None and row < 0) or (column is not None and column < 0):
            return None
        return corner._replace(row=row, column=column)

    def change(reference: Reference) -> Reference | None:
        first = shifted(reference.first)
        last = None if reference.last is None else shifted(reference.last)
        if first is None or (last is None and reference.last is not None):
            return None
        return Reference(reference.title, first, last)

    return rewritten(formula, change)


def retitled(formula: str, old: str, new: str | None) -> str:
    """Return a formula after a sheet was renamed, or deleted (`new` None)."""

    def change(reference: Reference) -> Reference | None:
        if reference.title is None or reference.title.lower() != old.lower():
            return reference
        return None if new is None else reference._replace(title=new)

    return rewritten(formula, change) if old.lower() in formula.lower() else formula


Along = Callable[[int], "int | None"]
"""Where an index goes; None when it is deleted."""


def remapped(
    formula: str,
    here: str,
    title: str,
    *,
    rows: bool,
    start: Callable[[int], int],
    end: Callable[[int], int],
    along: Along,
) -> str:
    """Return a formula after rows (or columns) of the sheet `title` were inserted, deleted or moved.

    Args:
        formula: the formula.
        here: the title of the sheet it stands on.
        title: the sheet that changed.
        rows: whether rows or columns changed.
        start: where the first index of a range goes.
        end: where the last index of a range goes; before its start means that the range is gone.
        along: where a single index goes; None when it is gone.
    """

    def change(reference: Reference) -> Reference | None:
        if (reference.title or here).lower() != title.lower():
            return reference
        first, last = reference.first, reference.last
        if last is None:
            index = first.row if rows else first.column
            new = None if index is None else along(index)
            if new is None:
                return None if index is not None else reference
            return reference._replace(first=_placed(first, new, rows=rows))
        low, high = (first.row, last.row) if rows else (first.column, last.column)
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
            new_low, new_high = start(low), end(high)
            if new_high < new_low:
                return None
            return Reference(reference.title, _placed(first, new_low, rows=rows), _placed(last, new_high, rows=rows))
        if low is not None:
            return reference._replace(first=_placed(first, start(low), rows=rows))
        if high is not None:
            return reference._replace(last=_placed(last, start(high), rows=rows))
        return reference

    return rewritten(formula, change)


def _placed(corner: Corner, index: int, *, rows: bool) -> Corner:
    return corner._replace(row=index) if rows else corner._replace(column=index)

"""Whether a cell states anything: only if it is one of its column's kind.

A tick box, a formula's error, signs that nobody sees and a number where words belong are no statements of anybody.
Sheets hands a date over as its number, so that of a number it must be known how people see it.
"""

from __future__ import annotations

import re

from automation.domain.cells import Cell
from automation.domain.columns import Column, Kind
from automation.domain.texts import UNSEEN, keepable, visible

from . import wording

_AROUND = re.compile(rf"^[\s{UNSEEN}]+|[\s{UNSEEN}]+$")
#: Joiners and variation selectors within a word belong to emoji and to other scripts; these belong to nothing.
_WITHIN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e]")
_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|ERROR!|SPILL!|CALC!)(\s*\(.*\))?", re.I | re.S)
#: Smart chips whose words nobody handed over, and nothing beside them; within words the sign says "at so much".
_CHIP = re.compile(r"[\s,;/&]*(?:@[\s,;/&]*)+")
_BOXES = ("true", "false")


def is_number(cell: Cell) -> bool:
    """Return whether a cell holds a number; a tick box is none."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def digits_of(cell: Cell) -> str:
    """Return a whole number's digits; "" for any other cell."""
    return str(int(cell)) if is_number(cell) and float(cell) == int(float(cell)) else ""


def visible_lines(text: str) -> str:
    """Return a text without the signs that nobody sees, each line for itself."""
    return "\n".join(map(visible, text.splitlines()))


def words_in(column: Column, text: str) -> str:
    """Return the words of a cell as people see them: one line where the column holds one."""
    seen = _WITHIN.sub("", _AROUND.sub("", keepable(text)))
    return seen if column.kind is Kind.LONG_TEXT else " ".join(seen.split())


def no_statement(column: Column, cell: Cell, shown: str = "") -> str:
    """Return why a cell of a column of words states nothing, and what to do; "" where it is a statement or empty.

    Args:
        column: where it stands.
        cell: what it holds.
        shown: how people see it, where that was asked for: a number's digits, or a date.
    """
    if is_number(cell):
        return _number_fault(column, cell, shown)
    text = str(cell)
    if _plainly_words(text) or not text.strip():
        return ""
    bare = visible(text)
    if not bare:
        return wording.NOTHING_VISIBLE
    if bare.casefold() in _BOXES:
        return wording.NO_TICK_BOX
    if _ERROR.fullmatch(bare):
        return wording.formula_failed(bare.partition(" ")[0])
    return wording.CHIP_UNREAD if _CHIP.fullmatch(bare) else ""


def _plainly_words(text: str) -> bool:
    """Return whether one look is enough, as for nearly all cells: it begins as no box, error or sign can."""
    first = text[:1]
    return first.isascii() and first.isalnum() and first not in "TtFf" and "@" not in text


def _number_fault(column: Column, cell: Cell, shown: str) -> str:
    if not column.digits:
        return wording.NUMBER_NOT_WORDS
    return "" if digits_of(cell) and digits_of(cell) == shown.strip() else wording.A_NUMBER_NOT_A_DATE

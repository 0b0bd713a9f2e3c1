"""A tab of a workbook as the spreadsheet page draws it: compact rows, looks, drop-downs, and what changed since."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from datetime import date
from typing import Any

from local_workspace.sheets.conditions import Conditions
from local_workspace.sheets.grid import cell_data
from local_workspace.sheets.model import Cell, Content, Sheet, Value, as_cell
from local_workspace.sheets.reader import Reader

from .local_links import local_address
from .sheet_rules import Rules
from .sheet_styles import Looks, Palette
from .sheet_typing import typed_text

Shown = None | str | dict[str, Any]
REMEMBERED = 12
_ADDRESS = re.compile(r"https?://\S+\Z")
_LINKING = re.compile(r"\s*=\s*HYPERLINK\s*\(", re.IGNORECASE)


class Rendered:
    """A tab drawn once, kept so that a later drawing knows which rows are new.

    Attributes:
        token: names this series of drawings; another token means that earlier rows are worth nothing.
        revision: the workbook's revision drawn.
        rows: the rows drawn.
        changed: for each row, the revision in which it last became another.
        texts: the plain texts met, as they are shown; most of a tab is unchanged from one drawing to the next.
    """

    def __init__(self) -> None:
        self.token = secrets.token_hex(6)
        self.revision = -1
        self.day: date | None = None
        self.palette = Palette()
        self.texts: dict[str, Shown] = {}
        self.validations: list[dict[str, Any]] = []
        self.rows: list[list[Shown]] = []
        self.changed: list[int] = []

    def take(self, revision: int, rows: list[list[Shown]]) -> None:
        """Remember a new drawing."""
        self.changed = [
            self.changed[index] if index < len(self.rows) and self.rows[index] == row else revision
            for index, row in enumerate(rows)
        ]
        self.rows, self.revision = rows, revision

    def since(self, token: str, revision: int) -> dict[str, Any]:
        """Return all rows, or, to who has a drawing of this series, those that changed after its revision."""
        if token != self.token or revision > self.revision:
            return {"rows": self.rows}
        return {
            "count": len(self.rows),
            "changed": {i: self.rows[i] for i, at in enumerate(self.changed) if at > revision},
        }


class Drawings:
    """The latest drawing of each tab."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], Rendered] = OrderedDict()

    def of(self, reader: Reader, sheet: Sheet) -> Rendered:
        """Return a tab's drawing, made anew when the workbook changed or a day went by."""
        key = (reader.book.id, sheet.id)
        found = self._kept.setdefault(key, Rendered())
        self._kept.move_to_end(key)
        while len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)
        if (found.revision, found.day) != (reader.book.revision, reader.today):
            if found.day != reader.today:
                found.texts.clear()
            artist = Artist(reader, sheet, found.palette, found.texts)
            rows = artist.rows()
            if found.day != reader.today or found.validations != artist.rules.described:
                palette, texts = found.palette, found.texts
                found = self._kept[key] = Rendered()
                found.palette, found.texts = palette, texts
            found.take(reader.book.revision, rows)
            found.day, found.validations = reader.today, artist.rules.described
        return found


class Artist:
    """Draws the rows of one tab.

    A cell is None, a plain text, or an object: `t` text, `s` look, `v` number of its rule, `x` the number or truth
    behind the text, `d` 1 where dates are shown and 2 where times are too, `e` the text to edit where it differs,
    `n` note, `l` link, `w` 1 where the value does not fit the rule.
    """

    def __init__(self, reader: Reader, sheet: Sheet, palette: Palette, texts: dict[str, Shown]) -> None:
        self._reader = reader
        self._sheet = sheet
        self._texts = texts
        self._looks = Looks(reader, sheet, palette)
        self._conditions = Conditions(reader, sheet)
        self.rules = Rules(reader, self._conditions)

    def rows(self) -> list[list[Shown]]:
        """Draw all rows down to the last that holds anything."""
        spills = self._reader.may_spill
        last = self._sheet.row_count if spills else len(self._sheet.rows)
        drawn = [self._row(row, self._sheet.row_cells(row), spills=spills) for row in range(last)]
        while drawn and not drawn[-1]:
            drawn.pop()
        return drawn

    def _row(self, row: int, contents: list[Content], *, spills: bool) -> list[Shown]:
        width = self._sheet.column_count
        if not spills and not (contents and self._looks.reaches_empty_cells):
            width = min(width, len(contents))
        shown = [
            self._cell(row, column, contents[column] if column < len(contents) else None) for column in range(width)
        ]
        while shown and shown[-1] is None:
            shown.pop()
        return shown

    def _cell(self, row: int, column: int, content: Content) -> Shown:
        reader, sheet = self._reader, self._sheet
        value = reader.value(sheet, row, column, content)
        if value is None and content is None and not self._looks.reaches_empty_cells:
            return None
        look = self._looks.of(row, column, content, _side(value))
        if type(content) is str and not look:
            if content not in self._texts:
                self._texts[content] = self._text(content)
            return self._texts[content]
        found: dict[str, Any] = {}
        cell = as_cell(content)
        if value is not None:
            self._tell_value(found, row, column, cell, value, content)
        if cell.format and (moment := _moment(reader.number_format(sheet, row, column, content))):
            found["d"] = moment
        if look:
            found["s"] = look
        if cell.note:
            found["n"] = cell.note
        if cell.validation:
            found["v"] = self.rules.number(cell.validation)
            if value is not None and not self.rules.fits(cell.validation, value, found.get("t", ""), row, column):
                found["w"] = 1
        return found or None

    def _text(self, text: str) -> Shown:
        typed = typed_text(text, "", {}, self._reader.locale, self._reader.today)
        if typed == text and not _ADDRESS.match(text):
            return text
        found: dict[str, Any] = {"t": text}
        if typed != text:
            found["e"] = typed
        if _ADDRESS.match(text) and (link := local_address(text)):
            found["l"] = link
        return found

    def _tell_value(
        self, found: dict[str, Any], row: int, column: int, cell: Cell, value: Value, content: Content
    ) -> None:
        reader, sheet = self._reader, self._sheet
        found["t"] = reader.formatted(sheet, row, column, content)
        number_format = reader.number_format(sheet, row, column, content)
        typed = typed_text(value, cell.formula, number_format, reader.locale, reader.today)
        if typed != found["t"]:
            found["e"] = typed
        if isinstance(value, bool | int | float):
            found["x"] = value
        if link := self._link(row, column, cell, content, found["t"]):
            found["l"] = link

    def _link(self, row: int, column: int, cell: Cell, content: Content, text: str) -> str:
        if cell.formula and (start := _LINKING.match(cell.formula)):
            target = self._reader.calculation.evaluated(
                self._sheet, row, column, "=" + _first_argument(cell.formula[start.end() :])
            )
            return local_address(target) if isinstance(target, str) else ""
        if cell.format or cell.runs:
            link = cell_data(self._reader, self._sheet, row, column, content, {"hyperlink"}, None).get("hyperlink")
            if link:
                return local_address(str(link))
        return local_address(text) if _ADDRESS.match(text) else ""


def _first_argument(text: str) -> str:
    depth, quoted = 0, False
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in "({":
            depth += 1
        elif not quoted and (letter in ",;" and not depth):
            return text[:place]
        elif not quoted and letter in ")}":
            if not depth:
                return text[:place]
            depth -= 1
    return text


def _moment(number_format: dict[str, Any]) -> int:
    return {"DATE": 1, "DATE_TIME": 2}.get(number_format.get("type", ""), 0)


def _side(value: Value) -> str:
    if isinstance(value, str) or value is None:
        return "left"
    return "right" if isinstance(value, int | float) and not isinstance(value, bool) else "center"

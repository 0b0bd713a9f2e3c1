"""How cells look: formats boiled down to the few things a page shows, each kind numbered once."""

from __future__ import annotations

from typing import Any

from local_workspace.sheets.conditions import ConditionalFormats
from local_workspace.sheets.links import link_of_whole
from local_workspace.sheets.model import Cell, Content, Sheet
from local_workspace.sheets.reader import Reader

ALIGNMENTS = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
HEIGHTS = {"TOP": "top", "MIDDLE": "middle", "BOTTOM": "bottom"}
Style = dict[str, Any]


class Palette:
    """The looks used on one sheet; number 0 is plain black text on white."""

    def __init__(self) -> None:
        self.styles: list[Style] = [{}]
        self._numbers: dict[tuple[tuple[str, Any], ...], int] = {(): 0}

    def number(self, style: Style) -> int:
        """Return the number of a look, taken in if it is new."""
        key = tuple(sorted(style.items()))
        if key not in self._numbers:
            self._numbers[key] = len(self.styles)
            self.styles.append(style)
        return self._numbers[key]


class Looks:
    """Tells the looks of one sheet's cells."""

    def __init__(self, reader: Reader, sheet: Sheet, palette: Palette) -> None:
        self._reader = reader
        self._sheet = sheet
        self._palette = palette
        self._formats = ConditionalFormats(reader, sheet)
        self._banded = bool(sheet.list_of("bandedRanges"))
        self._conditional = bool(sheet.list_of("conditionalFormats"))
        self._known: dict[tuple[Any, ...], int] = {}

    @property
    def reaches_empty_cells(self) -> bool:
        """Whether a cell without content may have a look of its own."""
        return self._banded or self._conditional

    def of(self, row: int, column: int, content: Content, side: str) -> int:
        """Return the number of a cell's look; `side` is where its kind of value stands by itself."""
        if self._banded:
            return self._palette.number(self._style(row, column, content))
        rules = tuple(id(rule) for rule in self._formats.rules_met(row, column)) if self._conditional else ()
        # A link has a look of its own, which its formula brings and not its format.
        linked = isinstance(content, Cell) and bool(link_of_whole(content, {}))
        key = (content.format if isinstance(content, Cell) else 0, rules, side, linked)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._palette.number(self._style(row, column, content))
        return found

    def _style(self, row: int, column: int, content: Content) -> Style:
        return style_of(self._formats.effective(row, column, content))


def style_of(format: dict[str, Any]) -> Style:
    """Return the few parts of a CellFormat that a page shows; what is as usual is left out."""
    text = format.get("textFormat") or {}
    found: Style = {}
    for name, color, usual in (
        ("background", format.get("backgroundColor"), "#ffffff"),
        ("color", text.get("foregroundColor"), "#000000"),
    ):
        shown = _hexadecimal(color)
        if shown and shown != usual:
            found[name] = shown
    for name in ("bold", "italic", "underline", "strikethrough"):
        if text.get(name):
            found[name] = True
    if text.get("fontSize", 10) != 10:
        found["size"] = text["fontSize"]
    side = ALIGNMENTS.get(format.get("horizontalAlignment", ""), "left")
    if side != "left":
        found["side"] = side
    height = HEIGHTS.get(format.get("verticalAlignment", ""), "bottom")
    if height != "bottom":
        found["height"] = height
    if format.get("wrapStrategy") == "WRAP":
        found["wrap"] = True
    return found


def _hexadecimal(color: dict[str, Any] | None) -> str:
    if color is None:
        return ""
    return "#" + "".join(f"{round(255 * float(color.get(name) or 0)):02x}" for name in ("red", "green", "blue"))

"""IronCalc, given only what a set of formulas needs.

Whole-column references are ruinous to it, so each reference is clipped to the rows in use; only the referenced cells
are handed over; the workspace's clock replaces the machine's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import ironcalc

from local_workspace.sheets.a1 import Area, area_of_grid_range
from local_workspace.sheets.entered import whole_if_possible
from local_workspace.sheets.model import Fault, Sheet, Value, Workbook
from local_workspace.sheets.references import Corner, Reference, pieces

Place = tuple[int, int, int]
"""(sheetId, row, column)."""

MESSAGES = {
    "#DIV/0!": "Function DIVIDE parameter 2 cannot be zero.",
    "#NAME?": "Unknown function or name.",
    "#REF!": "Reference does not exist.",
    "#N/A": "Did not find value.",
    "#VALUE!": "A parameter is of the wrong type.",
    "#NUM!": "A number is out of range.",
    "#ERROR!": "Formula parse error.",
}
_SAME_AS = {"#CIRC!": "#REF!", "#SPILL!": "#REF!", "#CALC!": "#N/A", "#N/IMPL!": "#NAME?", "#NULL!": "#NULL!"}
_LOOKS_FAR = re.compile(r"\b(INDIRECT|OFFSET)\s*\(", re.IGNORECASE)


def fault(kind: str) -> Fault:
    """Return the error value of a kind, with the sentence for it."""
    kind = _SAME_AS.get(kind, kind)
    return Fault(kind, MESSAGES.get(kind, ""))


def canonical(formula: str, decimal: str) -> str:
    """Return a formula with commas between arguments and points in numbers, whatever the locale wrote."""
    said, depth = [], 0
    for piece in pieces(formula):
        if isinstance(piece, Reference):
            said.append(str(piece))
            continue
        for part in re.split(r'("(?:[^"]|"")*")', piece):
            if part.startswith('"'):
                said.append(part)
                continue
            if decimal == ",":
                part = re.sub(r"(?<=\d),(?=\d)", ".", part)
            for letter in part:
                depth += (letter == "{") - (letter == "}")
                said.append("," if letter == "\\" or (letter == ";" and not depth) else letter)
    return "".join(said)


class Engine:
    """One evaluation of some formulas of a workbook."""

    def __init__(self, book: Workbook, known: Callable[[Sheet, int, int], Value], today: int, now: float) -> None:
        self._book = book
        self._known = known
        self._today = today
        self._now = now
        self._tabs = {sheet.id: number for number, sheet in enumerate(book.sheets)}
        self._model: Any = ironcalc.create("workbook", "en", "UTC", "en")
        self._loaded: set[Place] = set()

    def results(self, formulas: dict[Place, str]) -> dict[Place, Value]:
        """Evaluate formulas by place; spilled cells come back as places of their own."""
        self._model.rename_sheet(0, "Tab_0")
        for number in range(1, len(self._book.sheets)):
            self._model.add_sheet(f"Tab_{number}")
        self._define_names()
        for place, formula in formulas.items():
            self._hand_over(formulas, place, formula)
        for place, formula in formulas.items():
            number = self._tabs[place[0]]
            try:
                self._model.update_cell_with_formula(
                    number, place[1] + 1, place[2] + 1, self._clipped(place, formula)
                )
            except ironcalc.WorkbookError:
                self._model.update_cell_with_formula(number, place[1] + 1, place[2] + 1, "=NA(")
        self._model.evaluate()
        return self._read(formulas)

    def _define_names(self) -> None:
        for named in self._book.named_ranges:
            area = area_of_grid_range(self._book, named["range"])
            if area.height and area.width:
                first, last = (
                    Corner(area.top, area.left, True, True),
                    Corner(area.bottom - 1, area.right - 1, True, True),
                )
                self._model.new_defined_name(named["name"], None, f"Tab_{self._tabs[area.sheet.id]}!{first}:{last}")

    def _sheet(self, place: Place, reference: Reference) -> Sheet | None:
        return self._book.sheet(place[0]) if reference.title is None else self._book.titled(reference.title)

    def _area(self, sheet: Sheet, reference: Reference) -> Area:
        return clipped_area(sheet, reference)

    def _clipped(self, place: Place, formula: str) -> str:
        said = []
        for piece in pieces(canonical(formula, ".")):
            if isinstance(piece, Reference):
                sheet = self._sheet(place, piece)
                if sheet is None:
                    said.append("#REF!")
                    continue
                prefix = "" if piece.title is None else f"Tab_{self._tabs[sheet.id]}!"
                if piece.last is None:
                    said.append(prefix + str(piece.first))
                else:
                    area = self._area(sheet, piece)
                    first, last = (
                        Corner(area.top, area.left, True, True),
                        Corner(area.bottom - 1, area.right - 1, True, True),
                    )
                    said.append(f"{prefix}{first}:{last}")
            else:
                text = re.sub(r"\bTODAY\(\s*\)", str(self._today), piece, flags=re.IGNORECASE)
                said.append(re.sub(r"\bNOW\(\s*\)", repr(self._now), text, flags=re.IGNORECASE))
        whole = "".join(said)
        match = re.fullmatch(r"=\s*ARRAYFORMULA\((.*)\)\s*", whole, re.IGNORECASE | re.DOTALL)
        return "=" + match.group(1) if match else whole

    def _hand_over(self, formulas: dict[Place, str], place: Place, formula: str) -> None:
        areas: Iterable[Area]
        if _LOOKS_FAR.search(formula):
            areas = [Area(sheet, 0, 0, len(sheet.rows), sheet.column_count) for sheet in self._book.sheets]
        else:
            references = [piece for piece in pieces(formula) if isinstance(piece, Reference)]
            areas = [self._area(sheet, one) for one in references if (sheet := self._sheet(place, one)) is not None]
            areas = [*areas, *self._named_areas(formula)]
        for area in areas:
            self._hand_over_area(formulas, area)

    def _named_areas(self, formula: str) -> list[Area]:
        upper = formula.upper()
        return [
            area_of_grid_range(self._book, named["range"])
            for named in self._book.named_ranges
            if named["name"].upper() in upper
        ]

    def _hand_over_area(self, formulas: dict[Place, str], area: Area) -> None:
        sheet, number = area.sheet, self._tabs[area.sheet.id]
        for row in range(area.top, min(area.bottom, len(sheet.rows))):
            width = min(area.right, len(sheet.row_cells(row)))
            for column in range(area.left, width):
                place = (sheet.id, row, column)
                if place in self._loaded or place in formulas:
                    continue
                self._loaded.add(place)
                value = self._known(sheet, row, column)
                if isinstance(value, bool):
                    self._model.update_cell_with_bool(number, row + 1, column + 1, value)
                elif isinstance(value, str):
                    self._model.update_cell_with_text(number, row + 1, column + 1, value)
                elif isinstance(value, Fault):
                    self._model.update_cell_with_formula(number, row + 1, column + 1, "=" + value.kind)
                elif value is not None:
                    self._model.update_cell_with_number(number, row + 1, column + 1, float(value))

    def _read(self, formulas: dict[Place, str]) -> dict[Place, Value]:
        ids = [sheet.id for sheet in self._book.sheets]
        found: dict[Place, Value] = {}
        for number, row, column in self._model.get_all_cells():
            place = (ids[number], row - 1, column - 1)
            if place in self._loaded:
                continue
            found[place] = self._value(number, row, column)
        return found

    def _value(self, number: int, row: int, column: int) -> Value:
        value = self._model.get_cell_value(number, row, column)
        if isinstance(value, float):
            return whole_if_possible(value)
        if isinstance(value, str) and self._model.get_cell_type(number, row, column) == ironcalc.CellType.ErrorValue:
            return fault(value)
        return value if isinstance(value, bool | str) else None


def clipped_area(sheet: Sheet, reference: Reference) -> Area:
    """Return the cells of a reference, open ends and everything below the last row in use cut off."""
    first, last = reference.first, reference.last or reference.first
    used = max(1, len(sheet.rows))
    rows = [corner.row for corner in (first, last) if corner.row is not None]
    columns = [corner.column for corner in (first, last) if corner.column is not None]
    if reference.last is None:
        return Area(sheet, rows[0], columns[0], rows[0] + 1, columns[0] + 1)
    top = min(rows, default=0)
    left = min(columns, default=0)
    if len(rows) < 2 and first.row is None and last.row is None:
        top = 0
    right = max(columns) + 1 if len(columns) == 2 else sheet.column_count
    # A closed range keeps its rows, which another formula may fill; but not ten thousand empty ones.
    bottom = min(max(rows) + 1, max(used, top + 1) + 1000) if len(rows) == 2 else used
    return Area(sheet, top, left, max(top + 1, bottom), right)

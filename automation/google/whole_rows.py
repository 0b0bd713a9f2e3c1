"""Rows as Sheets gives and takes them with all that is copied of their cells: values, notes, looks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from automation.domain.cells import Cell, WholeCell, WholeRow
from automation.register.schema import tabs

from .cell import cell_of

#: What is asked of each cell; the looks come and go as they are.
_LOOKS = ("userEnteredFormat", "textFormatRuns")
_CELL = f"effectiveValue,note,{','.join(_LOOKS)}"
WHOLE_FIELDS = f"sheets(properties(sheetId),data(startRow,rowData(values({_CELL}))))"
_WRITTEN = f"userEnteredValue,note,{','.join(_LOOKS)}"
#: So many ranges of one tab, whose names must fit into one address; what lies between the nearest goes along.
_MOST_RANGES = 20


def ranges_of(rows: Mapping[str, Sequence[int]]) -> list[str]:
    """Return the ranges that hold some rows of tabs (by their schema names), each tab's in their order."""
    return [
        "'{}'!{}:{}".format(tabs()[key].title.replace("'", "''"), first + 1, last + 1)
        for key, those in rows.items()
        for first, last in _runs(those)
    ]


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    gaps = [place for place, (one, other) in enumerate(pairwise(rows), 1) if other != one + 1]
    if len(gaps) >= _MOST_RANGES:
        gaps = sorted(sorted(gaps, key=lambda place: rows[place - 1] - rows[place])[: _MOST_RANGES - 1])
    return [(rows[start], rows[end - 1]) for start, end in pairwise([0, *gaps, len(rows)])]


def whole_rows(sheet: Mapping[str, Any], wanted: frozenset[int]) -> Mapping[int, WholeRow]:
    """Read those rows of a sheet that are wanted."""
    found: dict[int, WholeRow] = {}
    for part in sheet.get("data", ()):
        for row, given in enumerate(part.get("rowData", ()), part.get("startRow", 0)):
            if row in wanted and (cells := _trimmed([_whole(one) for one in given.get("values", ())])):
                found[row] = cells
    return found


def _trimmed(cells: list[WholeCell]) -> WholeRow:
    end = max((place for place, cell in enumerate(cells, 1) if not cell.is_empty), default=0)
    return tuple(cells[:end])


def _whole(given: Mapping[str, Any]) -> WholeCell:
    shown = given.get("effectiveValue", {})
    looks = {name: given[name] for name in _LOOKS if name in given}
    return WholeCell(
        value=_value(shown),
        note=given.get("note", ""),
        look=json.dumps(looks, sort_keys=True, ensure_ascii=False) if looks else "",
        is_doubtful="errorValue" in shown,
    )


def _value(shown: Mapping[str, Any]) -> Cell:
    if "numberValue" in shown:
        number = float(shown["numberValue"])
        return int(number) if number.is_integer() else number
    return next((shown[name] for name in ("stringValue", "boolValue") if name in shown), "")


def added_whole(sheet: int, rows: Sequence[WholeRow]) -> dict[str, Any]:
    """Return the request that adds rows below the last one with data."""
    made = [{"values": [_written(cell) for cell in row]} for row in rows]
    return {"appendCells": {"sheetId": sheet, "rows": made, "fields": _WRITTEN}}


def _written(cell: WholeCell) -> dict[str, Any]:
    looks = json.loads(cell.look) if cell.look else {}
    noted = {"note": cell.note} if cell.note else {}
    return {**cell_of(cell.value), **looks, **noted}

"""Texts found, replaced, split and trimmed."""

from __future__ import annotations

import re
from typing import Any

from local_workspace.api.errors import Refusal
from local_workspace.sheets.a1 import Area, whole
from local_workspace.sheets.model import Cell
from local_workspace.sheets.writing import Writer

from .edit import Edit


def _find_replace(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    find = body.get("find") or ""
    if not find:
        raise Refusal(400, "find must not be empty.")
    flags = 0 if body.get("matchCase") else re.IGNORECASE
    try:
        pattern = re.compile(find if body.get("searchByRegex") else re.escape(find), flags)
    except re.error as error:
        raise Refusal(400, f"Invalid regular expression: {error}") from error
    replacement = body.get("replacement") or ""
    if body.get("searchByRegex"):
        replacement = re.sub(r"\$(\d)", r"\\\1", replacement)
    else:
        replacement = replacement.replace("\\", "\\\\")
    counts = dict.fromkeys(("occurrences", "values", "formulas", "rows", "sheets"), 0)
    for area in _searched(edit, body):
        rows = 0
        for row in range(area.top, min(area.bottom, len(area.sheet.rows))):
            changed = _replace_in_row(edit, area, row, pattern, replacement, body, counts)
            rows += changed
        counts["rows"] += rows
        counts["sheets"] += rows > 0
    return {f"{name}Changed": number for name, number in counts.items() if number}


def _searched(edit: Edit, body: dict[str, Any]) -> list[Area]:
    if body.get("allSheets"):
        return [whole(sheet) for sheet in edit.book.sheets]
    if "sheetId" in body:
        return [whole(edit.sheet(body["sheetId"]))]
    if "range" in body:
        return [edit.area(body["range"])]
    raise Refusal(400, "Must specify one of 'range', 'sheetId' and 'allSheets'.")


def _replace_in_row(
    edit: Edit,
    area: Area,
    row: int,
    pattern: re.Pattern[str],
    replacement: str,
    body: dict[str, Any],
    counts: dict[str, int],
) -> bool:
    sheet, reader = area.sheet, edit.reader()
    writer = Writer(edit.book, edit.sheets.today(edit.book, edit.now))
    changed = False
    for column in range(area.left, min(area.right, len(sheet.row_cells(row)))):
        content = sheet.content(row, column)
        formula = content.formula if isinstance(content, Cell) else ""
        if formula and not body.get("includeFormulas"):
            continue
        text = formula or reader.formatted(sheet, row, column, content)
        if not text or (body.get("matchEntireCell") and not pattern.fullmatch(text)):
            continue
        new, times = pattern.subn(replacement, text)
        if not times:
            continue
        edit.guard.check(Area(sheet, row, column, row + 1, column + 1))
        writer.typed(sheet, row, column, new)
        counts["occurrences"] += times
        counts["formulas" if formula else "values"] += 1
        changed = True
    return changed


_DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def _split(edit: Edit, body: dict[str, Any]) -> None:
    area = edit.protected_area(body.get("source"))
    if area.width != 1:
        raise Refusal(400, "source must span exactly one column.")
    kind = body.get("delimiterType", "AUTODETECT")
    sheet = area.sheet
    texts = {
        row: str(content.value if isinstance(content, Cell) else content)
        for row in range(area.top, min(area.bottom, len(sheet.rows)))
        if (content := sheet.content(row, area.left)) is not None
    }
    if kind == "CUSTOM":
        delimiter = body.get("delimiter") or ""
        if not delimiter:
            raise Refusal(400, "delimiter is required for a custom delimiter type.")
    elif kind == "AUTODETECT":
        joined = "\n".join(texts.values())
        delimiter = next((one for one in (",", ";", "\t", "|", ".", " ") if one in joined), ",")
    else:
        delimiter = _DELIMITERS[kind]
    parts = {row: text.split(delimiter) for row, text in texts.items()}
    right = area.left + max((len(part) for part in parts.values()), default=1)
    if right > sheet.column_count:
        sheet.resize(columns=right)
    edit.guard.check(area._replace(right=right))
    writer = Writer(edit.book, edit.sheets.today(edit.book, edit.now))
    for row, part in parts.items():
        for column, text in enumerate(part, area.left):
            writer.typed(sheet, row, column, text)


def _trim(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    area = edit.protected_area(body.get("range"))
    sheet, count = area.sheet, 0
    for row in range(area.top, min(area.bottom, len(sheet.rows))):
        for column in range(area.left, min(area.right, len(sheet.row_cells(row)))):
            content = sheet.content(row, column)
            value = content.value if isinstance(content, Cell) else content
            if isinstance(value, str):
                new = re.sub(r"[ \u00a0]+", " ", value).strip()
                if new != value:
                    sheet.set_value(row, column, new or None)
                    count += 1
    return {"cellsChangedCount": count} if count else {}


HANDLERS = {"findReplace": _find_replace, "textToColumns": _split, "trimWhitespace": _trim}

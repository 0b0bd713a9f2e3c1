"""The charts of a tab as the spreadsheet page draws them: names and numbers, read from the cells they point to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from local_workspace.sheets.model import Sheet
from local_workspace.sheets.reader import Reader

#: More bars than this are no picture any more.
_MOST = 60


def charts_of(reader: Reader, sheet: Sheet) -> list[dict[str, Any]]:
    """Return the tab's charts in their order: title, kind, names, and the series with their numbers.

    Of a chart of a kind that is not drawn here only the title is given.
    """
    return [_chart(reader, one.get("spec") or {}) for one in sheet.list_of("charts")]


def _chart(reader: Reader, spec: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"title": str(spec.get("title") or ""), "kind": "", "names": [], "series": []}
    if basic := spec.get("basicChart"):
        domains = [one.get("domain") or {} for one in basic.get("domains") or []]
        series = [one.get("series") or {} for one in basic.get("series") or []]
        found["kind"] = str(basic.get("chartType") or "COLUMN")
    elif pie := spec.get("pieChart"):
        domains, series = [pie.get("domain") or {}], [pie.get("series") or {}]
        found["kind"] = "PIE"
    else:
        return found
    skipped = int((spec.get("basicChart") or {}).get("headerCount", 0))
    names = [text for text, _ in _cells(reader, domains[0])] if domains else []
    found["names"] = names[skipped : skipped + _MOST]
    for one in series:
        cells = list(_cells(reader, one))
        heading = cells[0][0] if skipped and cells else ""
        numbers = [number for _, number in cells[skipped : skipped + _MOST]]
        found["series"].append({"name": heading, "values": numbers})
    return found


def _cells(reader: Reader, data: dict[str, Any]) -> Iterator[tuple[str, float | None]]:
    """Return what the cells of a chart's ranges show, and their numbers."""
    for area in (data.get("sourceRange") or {}).get("sources") or []:
        sheet = reader.book.sheet(int(area.get("sheetId", 0)))
        if sheet is None:
            continue
        rows = range(int(area.get("startRowIndex", 0)), int(area.get("endRowIndex", sheet.data_end())))
        columns = range(int(area.get("startColumnIndex", 0)), int(area.get("endColumnIndex", sheet.data_width())))
        for row in rows:
            for column in columns:
                content = sheet.content(row, column)
                value = reader.value(sheet, row, column, content)
                number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
                yield reader.formatted(sheet, row, column, content), number

"""A workbook's charts in its .xlsx: drawn by whoever opens it, from the cells that they point to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook as XlsxBook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.utils import get_column_letter

from .reader import Reader

#: Centimetres; a chart that says nothing of its size has these of Google's 600 by 371 pixels.
_PIXEL = 2.54 / 96
_WIDTH, _HEIGHT = 600, 371
_BARS = {"BAR": "bar", "COLUMN": "col"}


def draw_charts(target: XlsxBook, reader: Reader) -> None:
    """Draw the charts that are bars, columns or lines; the pages of `target` stand in the order of the sheets."""
    pages = {sheet.id: page for sheet, page in zip(reader.book.sheets, target.worksheets, strict=True)}
    for sheet in reader.book.sheets:
        for one in sheet.list_of("charts"):
            chart = _drawn(one.get("spec") or {}, pages)
            if chart is not None:
                place = (one.get("position") or {}).get("overlayPosition") or {}
                chart.width = place.get("widthPixels", _WIDTH) * _PIXEL
                chart.height = place.get("heightPixels", _HEIGHT) * _PIXEL
                pages[sheet.id].add_chart(chart, _corner(place.get("anchorCell") or {}))


def _corner(anchor: dict[str, Any]) -> str:
    return f"{get_column_letter(anchor.get('columnIndex', 0) + 1)}{anchor.get('rowIndex', 0) + 1}"


def _drawn(spec: dict[str, Any], pages: dict[int, Any]) -> BarChart | LineChart | None:
    basic = spec.get("basicChart") or {}
    kind = basic.get("chartType", "")
    if kind not in (*_BARS, "LINE"):
        return None
    chart = LineChart() if kind == "LINE" else _bars(kind)
    chart.title = spec.get("title") or None
    # Some programs hide the axes of a chart that does not say otherwise.
    chart.x_axis.delete = chart.y_axis.delete = False
    if basic.get("legendPosition") == "NO_LEGEND":
        chart.legend = None
    skipped = int(basic.get("headerCount", 0))
    for one in basic.get("series") or ():
        for area in _areas(one.get("series") or {}, pages):
            chart.series.append(_series(area, pages, skipped))
    for one in basic.get("domains") or ():
        for area in _areas(one.get("domain") or {}, pages):
            chart.set_categories(_reference(area, pages, skipped))
    return chart


def _bars(kind: str) -> BarChart:
    chart = BarChart()
    chart.type = _BARS[kind]
    return chart


def _areas(data: dict[str, Any], pages: dict[int, Any]) -> Iterator[dict[str, Any]]:
    """Return the areas of a range; none in a sheet that was deleted."""
    sources = (data.get("sourceRange") or {}).get("sources") or ()
    yield from (area for area in sources if int(area.get("sheetId", 0)) in pages)


def _series(area: dict[str, Any], pages: dict[int, Any], skipped: int) -> Series:
    page = pages[int(area.get("sheetId", 0))]
    heading = page.cell(area.get("startRowIndex", 0) + 1, area.get("startColumnIndex", 0) + 1).value
    made: Series = SeriesFactory(
        _reference(area, pages, skipped), title=str(heading) if skipped and heading else None
    )
    return made


def _reference(area: dict[str, Any], pages: dict[int, Any], skipped: int) -> Reference:
    """Return the cells of an area, without so many at its head: along its row, or else down its column."""
    page = pages[int(area.get("sheetId", 0))]
    top, left = area.get("startRowIndex", 0), area.get("startColumnIndex", 0)
    bottom, right = area.get("endRowIndex", page.max_row), area.get("endColumnIndex", page.max_column)
    if bottom - top == 1:
        left += skipped
    else:
        top += skipped
    return Reference(page, min_col=left + 1, min_row=top + 1, max_col=right, max_row=bottom)

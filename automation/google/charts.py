"""Charts as Sheets describes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from automation.domain.layout import Chart

WIDTH, HEIGHT = 640, 400


def chart_request(chart: Chart, *, there: bool) -> dict[str, Any]:
    """Return the request that adds a chart, or that changes what one draws which is there."""
    if there:
        return {"updateChartSpec": {"chartId": chart.id, "spec": _spec(chart)}}
    row, column = chart.corner
    anchor = {"sheetId": chart.tab, "rowIndex": row, "columnIndex": column}
    overlay = {"anchorCell": anchor, "widthPixels": WIDTH, "heightPixels": HEIGHT}
    return {
        "addChart": {
            "chart": {"chartId": chart.id, "spec": _spec(chart), "position": {"overlayPosition": overlay}},
        }
    }


def rows_drawn(spec: Mapping[str, Any]) -> tuple[int, int]:
    """Return the rows that a chart takes its bars' names from; (0, 0) for a chart of another kind."""
    try:
        source = spec["basicChart"]["domains"][0]["domain"]["sourceRange"]["sources"][0]
    except (KeyError, IndexError):
        return (0, 0)
    return source.get("startRowIndex", 0), source.get("endRowIndex", 0)


def _spec(chart: Chart) -> dict[str, Any]:
    names, lengths = chart.columns
    if chart.across:
        return _across(chart)
    return {
        "title": chart.title,
        "altText": chart.title,
        "basicChart": {
            "chartType": "BAR",  # Not columns: the bars' names are long, and stand beside them.
            "legendPosition": "NO_LEGEND",
            "domains": [{"domain": _cells(chart, names)}],
            "series": [{"series": _cells(chart, lengths), "targetAxis": "BOTTOM_AXIS"}],
        },
    }


def _across(chart: Chart) -> dict[str, Any]:
    first, end = chart.columns
    return {
        "title": chart.title,
        "altText": chart.title,
        "basicChart": {
            "chartType": "COLUMN",
            "legendPosition": "BOTTOM_LEGEND",
            "headerCount": 1,  # The first cell of each row is its name.
            "domains": [{"domain": _area(chart, chart.rows, (first, end))}],
            "series": [
                {"series": _area(chart, (row, row + 1), (first, end)), "targetAxis": "LEFT_AXIS"}
                for row in chart.across
            ],
        },
    }


def _cells(chart: Chart, column: int) -> dict[str, Any]:
    return _area(chart, chart.rows, (column, column + 1))


def _area(chart: Chart, rows: tuple[int, int], columns: tuple[int, int]) -> dict[str, Any]:
    area = {
        "sheetId": chart.tab,
        "startRowIndex": rows[0],
        "endRowIndex": rows[1],
        "startColumnIndex": columns[0],
        "endColumnIndex": columns[1],
    }
    return {"sourceRange": {"sources": [area]}}

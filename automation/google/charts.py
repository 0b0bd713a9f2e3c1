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


def _cells(chart: Chart, column: int) -> dict[str, Any]:
    first, end = chart.rows
    area = {
        "sheetId": chart.tab,
        "startRowIndex": first,
        "endRowIndex": end,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
    return {"sourceRange": {"sources": [area]}}

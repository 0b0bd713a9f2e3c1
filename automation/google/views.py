"""The workbook's filter views, as Sheets describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from automation.domain.layout import FilterView, Shows

#: Of Google's conditions those that filters take, with no formula: a formula's separators follow the locale.
_CONDITIONS = {
    Shows.FILLED: "NOT_BLANK",
    Shows.WITH: "TEXT_CONTAINS",
    Shows.WITHOUT: "TEXT_NOT_CONTAINS",
    Shows.PAST_MONTH: "DATE_AFTER",
}
_SHOWS = {condition: shows for shows, condition in _CONDITIONS.items()}
#: What a condition compares with where that is no text: Sheets takes a relative date in filters, with this condition.
_RELATIVE = {Shows.PAST_MONTH: {"relativeDate": "PAST_MONTH"}}
_FALLING = "DESCENDING"


def view_request(view: FilterView, *, is_there: bool) -> dict[str, Any]:
    """Return the request that makes a filter view, or makes another of the one that is there."""
    described: dict[str, Any] = {
        "filterViewId": view.id,
        "title": view.title,
        "range": {"sheetId": view.tab, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": view.columns},
        "filterSpecs": [
            {"columnIndex": column, "filterCriteria": {"condition": _condition(*shown)}}
            for column, shown in sorted(view.shows.items())
        ],
    }
    if view.order:
        column, falling = view.order
        described["sortSpecs"] = [{"dimensionIndex": column, "sortOrder": _FALLING if falling else "ASCENDING"}]
    if not is_there:
        return {"addFilterView": {"filter": described}}
    return {"updateFilterView": {"filter": described, "fields": "title,range,filterSpecs,sortSpecs"}}


def _condition(shows: Shows, text: str) -> dict[str, Any]:
    condition: dict[str, Any] = {"type": _CONDITIONS[shows]}
    value = {"userEnteredValue": text} if text else _RELATIVE.get(shows)
    return {**condition, "values": [value]} if value else condition


def found_view(found: Mapping[str, Any], rows: int) -> FilterView:
    """Read a filter view of a tab with so many rows; what setup would never ask of one is left out."""
    area = found.get("range", {})
    order = [(one.get("dimensionIndex", 0), one.get("sortOrder") == _FALLING) for one in found.get("sortSpecs", ())]
    return FilterView(
        id=found["filterViewId"],
        tab=area.get("sheetId", 0),
        title=found.get("title", ""),
        columns=area.get("endColumnIndex", 0),
        shows=dict(_shown(found)),
        order=order[0] if len(order) == 1 else None,
        is_whole=area.get("endRowIndex", rows) >= rows and not area.get("startRowIndex", 0),
    )


def _shown(found: Mapping[str, Any]) -> Iterator[tuple[int, tuple[Shows, str]]]:
    """Return the conditions by column; Google gives them under its older name, its newer one, or both."""
    named = [(one.get("columnIndex", 0), one.get("filterCriteria", {})) for one in found.get("filterSpecs", ())]
    for column, criteria in named or [(int(key), one) for key, one in found.get("criteria", {}).items()]:
        condition = criteria.get("condition", {})
        shows = _SHOWS.get(condition.get("type", ""))
        value: Mapping[str, str] = next(iter(condition.get("values", ())), {})
        if shows is not None and (shows not in _RELATIVE or value == _RELATIVE[shows]):
            yield column, (shows, value.get("userEnteredValue", ""))

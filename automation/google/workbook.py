"""The workbook through gspread's calls that take an id: two calls in all, one to read and one to write."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gspread.exceptions import APIError
from gspread.http_client import HTTPClient

from automation.domain.cells import (
    AppendRows,
    Cell,
    Change,
    Formula,
    JobCell,
    NewRows,
    UpdateRow,
    WholeRow,
    Written,
    laid_out,
    trimmed,
)
from automation.domain.layout import FoundTab, LayoutChange, MergedArea, Region
from automation.ports import Refusal, RowRefused, TryLater, UnreadableWorkbook

from . import wording
from .answers import Answered, answered
from .cell import TEXT_FORMAT, cell_of
from .construction import LAYOUT_FIELDS, found_tab, merged_area
from .errors import translated
from .layout import requests_for
from .refusals import refusal_for
from .retry_policy import RetryPolicy
from .whole_rows import WHOLE_FIELDS, added_whole, ranges_of, whole_rows

#: How Google refuses what is written, rather than who writes it; of when it was written, its words tell.
_ABOUT_ROWS = (400, 409, 412, 413)
_NAMED = re.compile(r"requests\[(\d+)\]")


class GoogleWorkbook:
    """Keeps the promises of `automation.ports.Workbook`.

    Args:
        client: gspread's HTTP client.
        id: the spreadsheet's id.
        tabs: sheet ids by schema name.
        retry_policy: for reading, and for writes that Google did not do.
    """

    def __init__(self, client: HTTPClient, id: str, tabs: Mapping[str, int], retry_policy: RetryPolicy) -> None:
        self._client = client
        self._id = id
        self._tabs = tabs
        self._retry_policy = retry_policy

    def read(self, ranges: Sequence[str], *, as_shown: bool = False) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
        """Return the cells of several ranges."""
        # Not get_all_records(): it reads "0042" as 42 and "12,5" as 125.
        params: dict[str, Any] = {
            "valueRenderOption": "FORMATTED_VALUE" if as_shown else "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
            "majorDimension": "ROWS",
        }
        with translated(wording.READING_WORKBOOK, office=True):
            answer = self._retry_policy.repeated(
                lambda: self._client.values_batch_get(self._id, list(ranges), dict(params))
            )
        # A lookup that shows nothing still counts as data for Google.
        return tuple(trimmed(found.get("values", [])) for found in answer.get("valueRanges", []))

    def write(self, changes: Sequence[Change]) -> None:
        """Make all changes or none, in one call; one more where a tab is too small."""
        if not changes:
            return
        doing = wording.WRITING_WORKBOOK
        requests, origins = self._joined(changes)
        with translated(doing, office=True):
            found = self._why_refused(requests)
            # All or nothing: what was refused for a row beyond the tab's end was not done at all.
            if found and found.status == 400 and (more := self._growth(changes)):
                origins = [*[()] * len(more), *origins]
                found = self._why_refused([*more, *requests])
            if found:
                raise _refused(found, origins, doing)

    def grow(self, tab: str, rows: int, looks: Sequence[LayoutChange]) -> None:
        """Add empty rows at a tab's end and make these changes of its layout, all or none, in one call."""
        more = {"appendDimension": {"sheetId": self._tabs[tab], "dimension": "ROWS", "length": rows}}
        with translated(wording.ADDING_ROWS, office=True):
            self._update([more, *(request for look in looks for request in requests_for(look))])

    def layout(self) -> tuple[FoundTab, ...]:
        """Return the tabs as they are, with who may write where."""
        with translated(wording.READING_STRUCTURE):
            params = {"fields": LAYOUT_FIELDS}
            answer = self._retry_policy.repeated(lambda: self._client.fetch_sheet_metadata(self._id, dict(params)))
        return tuple(map(found_tab, answer["sheets"]))

    def arrange(self, changes: Sequence[LayoutChange]) -> None:
        """Make all changes of the layout or none, in one call."""
        if changes:
            with translated(wording.BUILDING_WORKBOOK):
                self._update([request for change in changes for request in requests_for(change)])

    def tabs(self) -> Mapping[str, int]:
        """Return the titles of all tabs with their ids."""
        return {sheet["title"]: sheet.get("sheetId", 0) for sheet in self._sheets()}

    def region(self) -> Region:
        """Return the locale and the time zone that are in force."""
        params: dict[str, Any] = {"fields": "properties(locale,timeZone)"}
        with translated(wording.READING_REGION, office=True):
            answer = self._retry_policy.repeated(lambda: self._client.fetch_sheet_metadata(self._id, dict(params)))
        found = answer.get("properties", {})
        return Region(found.get("locale", ""), found.get("timeZone", ""))

    def whole(self, rows: Mapping[str, Collection[int]]) -> Mapping[str, Mapping[int, WholeRow]]:
        """Return rows with all that is copied of their cells."""
        asked = {key: sorted(those) for key, those in rows.items() if those}
        if not asked:
            return {key: {} for key in rows}
        params: dict[str, Any] = {"fields": WHOLE_FIELDS, "includeGridData": "true", "ranges": ranges_of(asked)}
        with translated(wording.READING_WORKBOOK, office=True):
            answer = self._retry_policy.repeated(lambda: self._client.fetch_sheet_metadata(self._id, dict(params)))
        found = {sheet["properties"].get("sheetId", 0): sheet for sheet in answer["sheets"]}
        return {key: whole_rows(found.get(self._tabs[key], {}), frozenset(those)) for key, those in rows.items()}

    def add_whole(self, rows: Mapping[str, Sequence[WholeRow]], changes: Sequence[LayoutChange] = ()) -> None:
        """Add rows with their looks and notes and change the layout, all or none, in one call."""
        requests = [added_whole(self._tabs[key], those) for key, those in rows.items() if those]
        requests += [request for change in changes for request in requests_for(change)]
        if requests:
            with translated(wording.WRITING_WORKBOOK, office=True):
                if found := self._why_refused(requests):
                    raise _refused(found, [()] * len(requests), wording.WRITING_WORKBOOK)

    def merged(self, tab: str) -> tuple[MergedArea, ...]:
        """Return the cells of a tab that people merged."""
        params: dict[str, Any] = {"fields": "sheets(properties(sheetId),merges)"}
        with translated(wording.READING_STRUCTURE, office=True):
            answer = self._retry_policy.repeated(lambda: self._client.fetch_sheet_metadata(self._id, dict(params)))
        sheets = {sheet["properties"].get("sheetId", 0): sheet for sheet in answer["sheets"]}
        return tuple(map(merged_area, sheets.get(self._tabs[tab], {}).get("merges", ())))

    def _why_refused(self, requests: list[dict[str, Any]]) -> Answered | None:
        """Make a write; give Google's answer where it refuses what is written, None where it is done."""
        try:
            self._update(requests)
        except APIError as error:
            found = answered(error)
            if found is None or not _is_about_rows(found):
                raise
            return found
        return None

    def _update(self, requests: list[dict[str, Any]]) -> None:
        body = {"requests": requests, "includeSpreadsheetInResponse": False}
        self._retry_policy.careful(lambda: self._client.batch_update(self._id, body))

    def _sheets(self) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"fields": "sheets.properties(sheetId,title,gridProperties)"}
        with translated(wording.READING_TABS, office=True):
            answer = self._retry_policy.repeated(lambda: self._client.fetch_sheet_metadata(self._id, dict(params)))
        return [sheet["properties"] for sheet in answer["sheets"]]

    def _growth(self, changes: Sequence[Change]) -> list[dict[str, Any]]:
        """Return the requests that make tabs as large as the rows to write need."""
        grids = {sheet.get("sheetId", 0): sheet.get("gridProperties", {}) for sheet in self._sheets()}
        wanted: dict[tuple[int, str], int] = {}
        for change in changes:
            if isinstance(change, UpdateRow):
                sheet = self._tabs[change.tab]
                width = 1 + max(cell.place for cell in change.cells)
                for side, size in (("ROWS", change.row + 1), ("COLUMNS", width)):
                    wanted[sheet, side] = max(size, wanted.get((sheet, side), 0))
        more = []
        for (sheet, side), size in wanted.items():
            lacking = size - grids.get(sheet, {}).get("rowCount" if side == "ROWS" else "columnCount", 0)
            if lacking > 0:
                more.append({"appendDimension": {"sheetId": sheet, "dimension": side, "length": lacking}})
        return more

    def _joined(self, changes: Sequence[Change]) -> tuple[list[dict[str, Any]], list[tuple[int, ...]]]:
        """Return the requests for these changes, and of each the places of the changes that it carries."""
        requests: list[dict[str, Any]] = []
        origins: list[tuple[int, ...]] = []
        for change, places in _neighbours(changes):
            wanted = self._requests(change)
            requests += wanted
            origins += [places] * len(wanted)
        return requests, origins

    def _requests(self, change: Change) -> list[dict[str, Any]]:
        sheet = self._tabs[change.tab]
        match change:
            case AppendRows(rows=rows):
                return [_appended(sheet, [laid_out(row) for row in rows], _between(rows))]
            case NewRows(rows=rows):
                return [_appended(sheet, rows)]
            case UpdateRow(row=row):
                return [_updated(sheet, row, first, values) for first, values in change.runs()]


def _appended(sheet: int, rows: Sequence[Sequence[Written]], people: frozenset[int] = frozenset()) -> dict[str, Any]:
    fields = _fields(rows)
    made = [_row(row) for row in rows]
    if fields != "userEnteredValue":
        # A mask holds for all cells: without this, people's columns of words would lose their format.
        for row in made:
            for place in people & set(range(len(row["values"]))):
                row["values"][place] = {"userEnteredFormat": {"numberFormat": TEXT_FORMAT}}
    return {"appendCells": {"sheetId": sheet, "rows": made, "fields": fields}}


def _between(rows: Sequence[Sequence[JobCell]]) -> frozenset[int]:
    """Return the places of the columns that lie between the job's: people's, all of words in a tab the job fills."""
    named = {cell.place for row in rows for cell in row}
    return frozenset(range(max(named, default=0))) - named


def _updated(sheet: int, row: int, first: int, values: Sequence[Written]) -> dict[str, Any]:
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": first}
    return {"updateCells": {"start": start, "rows": [_row(values)], "fields": _fields([values])}}


def _row(cells: Iterable[Written]) -> dict[str, Any]:
    return {"values": [cell_of(cell) for cell in cells]}


def _fields(rows: Iterable[Iterable[Written]]) -> str:
    """Return the mask; formats are touched only where we write dates, and no lookup loses its column's format."""
    cells = [cell for row in rows for cell in row]
    formulas = any(isinstance(cell, Formula) for cell in cells)
    dates = any(isinstance(cell, date) for cell in cells)
    return "userEnteredValue,userEnteredFormat.numberFormat" if dates and not formulas else "userEnteredValue"


def _neighbours(changes: Sequence[Change]) -> list[tuple[Change, tuple[int, ...]]]:
    """Return the changes with neighbouring additions to one tab made one, each with the places of what it holds."""
    joined: list[tuple[Change, tuple[int, ...]]] = []
    for place, change in enumerate(changes):
        both = _together(joined[-1][0], change) if joined else None
        if both is None:
            joined.append((change, (place,)))
        else:
            joined[-1] = both, (*joined[-1][1], place)
    return joined


def _together(one: Change, other: Change) -> Change | None:
    """Make two additions to one tab one; None where they are not that."""
    match one, other:
        case (AppendRows(tab=tab), AppendRows(tab=same)) if tab == same:
            return replace(one, rows=one.rows + other.rows)
        case (NewRows(tab=tab), NewRows(tab=same)) if tab == same:
            return replace(one, rows=one.rows + other.rows)
        case _:
            return None


def _is_about_rows(found: Answered) -> bool:
    return (
        found.status in _ABOUT_ROWS
        and not found.is_foreign
        and not isinstance(refusal_for(found, wording.WRITING_WORKBOOK), TryLater)
    )


def _refused(found: Answered, origins: Sequence[tuple[int, ...]], doing: str) -> Refusal:
    """Say which changes a refused write is about: Google names the place of a request, counted from 0."""
    refusal = refusal_for(found, doing)
    if isinstance(refusal, UnreadableWorkbook | TryLater):
        return refusal
    named = _NAMED.search(found.message)
    at = int(named[1]) if named else -1
    places = origins[at] if 0 <= at < len(origins) else ()
    return RowRefused(str(refusal or wording.request_wrong(doing)), found.said, places)

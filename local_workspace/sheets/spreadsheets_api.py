"""Sheets' methods on spreadsheets, their sheets and their developer metadata."""

from __future__ import annotations

from typing import Any

from local_workspace.api import fields
from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves
from local_workspace.drive.file import SPREADSHEET

from .a1 import Area, area_of
from .datafilters import areas_of_filter, matches
from .grid import described, sheet_properties
from .limits import check_size
from .model import Workbook
from .persistence import default_sheets
from .requests import apply
from .requests.edit import Edit
from .requests.tabs import copied, copy_title
from .spreadsheets import Spreadsheets
from .starting import start


class SpreadsheetsApi:
    """The `sheets.spreadsheets` methods on a spreadsheet and its sheets."""

    def __init__(self, sheets: Spreadsheets) -> None:
        self._sheets = sheets

    @serves("sheets.spreadsheets.create")
    def create(self, call: Call) -> dict[str, Any]:
        """Make a spreadsheet with the sheets described."""
        if call.who.service_account:
            raise Refusal(403, "The caller does not have permission")
        title = (call.body.get("properties") or {}).get("title") or "Untitled spreadsheet"
        file = self._sheets.files.create(call.who.email, title, SPREADSHEET)
        book = self._sheets.books.start(file.id, default_sheets())
        start(edit_of(self._sheets, call, book), call.body)
        check_size(book)
        return self._describe(call, book, title, None, {} if _has_data(call.body) else None)

    @serves("sheets.spreadsheets.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Describe a spreadsheet."""
        file, book = self._sheets.access.to_read(call.who.email, call.params["spreadsheetId"])
        texts = call.params.get("ranges")
        areas = [area_of(book, text) for text in texts] if texts else None
        cells = _cells_asked(call, asked=bool(call.params.get("includeGridData")))
        return self._describe(call, book, file.name, areas, cells)

    @serves("sheets.spreadsheets.getByDataFilter")
    def get_by_data_filter(self, call: Call) -> dict[str, Any]:
        """Describe the parts of a spreadsheet that data filters select."""
        file, book = self._sheets.access.to_read(call.who.email, call.params["spreadsheetId"])
        areas: list[Area] | None = None
        if call.body.get("dataFilters"):
            areas = [area for one in call.body["dataFilters"] for area in areas_of_filter(book, one)]
        cells = _cells_asked(call, asked=bool(call.body.get("includeGridData")))
        return self._describe(call, book, file.name, areas, cells)

    @serves("sheets.spreadsheets.batchUpdate")
    def batch_update(self, call: Call) -> dict[str, Any]:
        """Do a list of requests, all or none."""
        file, book = self._sheets.access.to_write(call.who.email, call.params["spreadsheetId"])
        answer: dict[str, Any] = {
            "spreadsheetId": book.id,
            "replies": apply(edit_of(self._sheets, call, book), call.body.get("requests") or []),
        }
        if call.body.get("includeSpreadsheetInResponse"):
            texts = call.body.get("responseRanges")
            areas = [area_of(book, text) for text in texts] if texts else None
            cells: dict[str, Any] | None = {} if call.body.get("responseIncludeGridData") else None
            title = self._sheets.files.find(file.id).name
            answer["updatedSpreadsheet"] = self._describe(call, book, title, areas, cells)
        return answer

    def _describe(
        self, call: Call, book: Workbook, title: str, areas: list[Area] | None, cells: dict[str, Any] | None
    ) -> dict[str, Any]:
        guard = self._sheets.guard(book, call.who.email)
        return described(self._sheets.reader(book, call.now), guard, title, areas, cells)


class SheetsApi:
    """The `sheets.spreadsheets.sheets` method."""

    def __init__(self, sheets: Spreadsheets) -> None:
        self._sheets = sheets

    @serves("sheets.spreadsheets.sheets.copyTo")
    def copy_to(self, call: Call) -> dict[str, Any]:
        """Copy one sheet into another spreadsheet."""
        who = call.who.email
        _, source = self._sheets.access.to_read(who, call.params["spreadsheetId"])
        sheet = source.sheet(int(call.params["sheetId"]))
        if sheet is None:
            raise Refusal(400, f"No sheet with id: {call.params['sheetId']}")
        target_id = call.body.get("destinationSpreadsheetId") or ""
        _, target = self._sheets.access.to_write(who, target_id)
        edit = edit_of(self._sheets, call, target)
        number = edit.new_number(lambda one: target.sheet(one) is not None)
        twin = copied(sheet, number, copy_title(target, sheet.title))
        target.sheets.append(twin)
        check_size(target)
        return sheet_properties(twin, len(target.sheets) - 1)


class DeveloperMetadataApi:
    """The `sheets.spreadsheets.developerMetadata` methods."""

    def __init__(self, sheets: Spreadsheets) -> None:
        self._sheets = sheets

    @serves("sheets.spreadsheets.developerMetadata.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return one developer metadata entry."""
        _, book = self._sheets.access.to_read(call.who.email, call.params["spreadsheetId"])
        for one in book.metadata:
            if str(one["metadataId"]) == str(call.params["metadataId"]):
                return one
        raise Refusal(404, f"No developer metadata with id: {call.params['metadataId']}")

    @serves("sheets.spreadsheets.developerMetadata.search")
    def search(self, call: Call) -> dict[str, Any]:
        """Find developer metadata."""
        _, book = self._sheets.access.to_read(call.who.email, call.params["spreadsheetId"])
        found = []
        for one in book.metadata:
            filters = [
                given
                for given in call.body.get("dataFilters") or []
                if matches(given.get("developerMetadataLookup") or {}, one)
            ]
            if filters:
                found.append({"developerMetadata": one, "dataFilters": filters})
        return {"matchedDeveloperMetadata": found} if found else {}


def edit_of(sheets: Spreadsheets, call: Call, book: Workbook) -> Edit:
    """Return what the requests of a call work with on one workbook."""

    def rename(name: str) -> None:
        sheets.files.rename(call.who.email, book.id, name)

    return Edit(sheets, book, sheets.guard(book, call.who.email), call.now, rename)


def _cells_asked(call: Call, *, asked: bool) -> dict[str, Any] | None:
    """Return the mask of GridData that a call asks for; None for no cells."""
    if "fields" not in call.params:
        return {} if asked else None
    mask = fields.parsed(call.params["fields"])
    for name in ("sheets", "data"):
        if "*" in mask and name not in mask:
            return {}
        if name not in mask:
            return None
        mask = mask[name]
        if not mask:
            return {}
    return mask


def _has_data(body: dict[str, Any]) -> bool:
    return any(sheet.get("data") for sheet in body.get("sheets") or [])

"""The spreadsheet page: a workbook in the browser, edited as the person who is signed in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.calls import Identity
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.clock import Clock
from local_workspace.core.people import People
from local_workspace.core.routes import Routes
from local_workspace.core.store import Store
from local_workspace.drive.file import SPREADSHEET, File
from local_workspace.sheets.a1 import column_name, quoted
from local_workspace.sheets.access import PROTECTED
from local_workspace.sheets.conditions import Conditions
from local_workspace.sheets.filtering import rows_shown
from local_workspace.sheets.model import Sheet, Workbook
from local_workspace.sheets.reader import Reader
from local_workspace.sheets.spreadsheets import Spreadsheets

from .acting import acting_as, attachment
from .base import Pages, signed_in
from .sheet_charts import charts_of
from .sheet_protection import Protections
from .sheet_rules import demand
from .sheet_shown import Drawings

MOST_CELLS = 20_000
MOST_ROWS = 500
WIDEST_TABLE = 10
NO_ACCESS = (
    "Anda belum diberi akses ke lembar kerja ini. Mintalah kepada pemiliknya untuk membagikannya, "
    "atau pilih orang lain di kanan atas."
)
EXPORTS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "pdf": ("application/pdf", ".pdf"),
    "ods": ("application/x-vnd.oasis.opendocument.spreadsheet", ".ods"),
}


#: The fact by which whoever set up a workspace says how rows are shown as cards, by the title of their tab.
CARDS = "pages.cards"


def serve_spreadsheets(
    routes: Routes, pages: Pages, clock: Clock, store: Store, people: People, sheets: Spreadsheets, api: Api
) -> None:
    """Add the spreadsheet page and what its script asks for."""
    page = SpreadsheetPage(pages, clock, store, people, sheets, api)
    add = routes.add
    add("/spreadsheets/d/<id>/edit", page.edit)
    add("/spreadsheets/d/<id>/view", page.edit)
    add("/spreadsheets/d/<id>", page.lead_to_edit)
    add("/spreadsheets/d/<id>/state", page.state)
    add("/spreadsheets/d/<id>/tabs", page.tabs)
    add("/spreadsheets/d/<id>/print", page.printed)
    add("/spreadsheets/d/<id>/tab/<int:gid>", page.tab)
    add("/spreadsheets/d/<id>/write", page.write, ("POST",))
    add("/spreadsheets/d/<id>/rows", page.change_rows, ("POST",))
    add("/spreadsheets/d/<id>/export", page.export)


class SpreadsheetPage:
    """The views of a workbook, and what its script asks for."""

    def __init__(
        self, pages: Pages, clock: Clock, store: Store, people: People, sheets: Spreadsheets, api: Api
    ) -> None:
        self._pages = pages
        self._store = store
        self._clock = clock
        self._people = people
        self._sheets = sheets
        self._files = sheets.files
        self._api = api
        self._drawings = Drawings()

    def lead_to_edit(self, request: Request, id: str) -> Response:
        """Send a short address on to the page."""
        return redirect(f"/spreadsheets/d/{id}/edit", 302, Response)

    def edit(self, request: Request, id: str) -> Response:
        """Return the page; its script fetches the cells."""
        pages, who = self._pages, signed_in(request)
        if not who:
            return pages.ask_who(request)
        try:
            file = self._sheets.access.file(who, id, "reader")
        except Refusal as refusal:
            if refusal.status == 404:
                return pages.refuse(request, "Lembar kerja ini tidak ada, atau sudah dihapus.", 404)
            return pages.refuse(request, NO_ACCESS)
        exports = self._files.natives.of(SPREADSHEET).exports
        return pages.render(
            request,
            "spreadsheet.html",
            file=file,
            may_edit=self._may_edit(who, file),
            exports=[name for name, (mime_type, _) in EXPORTS.items() if mime_type in exports],
            folder=self._folder(who, file),
        )

    def _folder(self, who: str, file: File) -> str:
        return file.parent if file.parent and self._files.allows(who, file.parent, "reader") else ""

    def _may_edit(self, who: str, file: File) -> bool:
        return self._files.allows(who, file.id, "writer") and not file.trashed

    def state(self, request: Request, id: str) -> Response:
        """Return the workbook's revision, so that the page knows when to fetch."""
        _, book = self._sheets.access.to_read(signed_in(request), id)
        return json_response({"revision": book.revision})

    def tabs(self, request: Request, id: str) -> Response:
        """Return the tabs that people see."""
        _, book = self._sheets.access.to_read(signed_in(request), id)
        return json_response({"tabs": tabs_of(book)})

    def printed(self, request: Request, id: str) -> Response:
        """Return a tab to read or print: a table, or one block a row where there are too many columns for paper."""
        who = signed_in(request)
        if not who:
            return self._pages.ask_who(request)
        file, book = self._sheets.access.to_read(who, id)
        gid = request.args.get("gid", tabs_of(book)[0]["gid"], int)
        reader = self._sheets.reader(book, self._clock.now())
        sheet = _sheet(book, gid)
        return self._pages.render(
            request, "spreadsheet_print.html", file=file, title=sheet.title, **printed_tab(reader, sheet)
        )

    def tab(self, request: Request, id: str, gid: int) -> Response:
        """Return a tab: all of it, or what changed after the `token` and `revision` asked with."""
        who = signed_in(request)
        file, book = self._sheets.access.to_read(who, id)
        sheet = book.sheet(gid)
        if sheet is None:
            raise Refusal(404, "Tab ini sudah tidak ada.")
        reader = self._sheets.reader(book, self._clock.now())
        drawing = self._drawings.of(reader, sheet)
        token, revision = request.args.get("token", ""), request.args.get("revision", -1, int)
        guard = self._sheets.guard(book, who)
        body = {
            "token": drawing.token,
            "revision": drawing.revision,
            "name": file.name,
            "tabs": tabs_of(book),
            "may_edit": self._may_edit(who, file),
            "date_order": reader.locale.date_order,
            "protected": Protections(guard, self._people, file.owner).described(sheet),
            "validations": drawing.validations,
            "styles": drawing.palette.styles,
            "charts": charts_of(reader, sheet),
            "card": self._store.fact(CARDS, {}).get(sheet.title),
            **frame_of(sheet),
            **_views(reader, sheet, request.args.get("fvid", 0, int)),
            **drawing.since(token, revision),
        }
        return compact_json(body)

    def write(self, request: Request, id: str) -> Response:
        """Put typed texts into cells, as `values.batchUpdate` with `USER_ENTERED` does; all of them or none.

        Raises:
            Refusal: in Indonesian, for a protected cell, a strict rule, or a person who may only read.
        """
        who = acting_as(request)
        gid, cells = _asked_cells(json_of(request))
        access = self._sheets.access
        file, book = access.to_read(who, id)
        if not self._may_edit(who, file):
            raise Refusal(403, "Anda hanya dapat melihat lembar kerja ini, tidak mengubahnya.")
        sheet = _sheet(book, gid)
        protections = Protections(self._sheets.guard(book, who), self._people, file.owner)
        for row, column, _ in cells:
            if not (0 <= row < sheet.row_count and 0 <= column < sheet.column_count):
                raise Refusal(400, "Sel itu berada di luar lembar. Tambahkan baris lebih dahulu.")
            protections.check(sheet, row, column)
        data = [
            {"range": f"{quoted(sheet.title)}!{column_name(column)}{row + 1}", "values": [[text]]}
            for row, column, text in cells
        ]
        self._call(
            who, f"/v4/spreadsheets/{id}/values:batchUpdate", {"valueInputOption": "USER_ENTERED", "data": data}
        )
        self._hold_to_rules(who, id, gid, cells)
        return json_response({"saved": len(cells)})

    def _hold_to_rules(self, who: str, id: str, gid: int, cells: list[tuple[int, int, str]]) -> None:
        _, book = self._sheets.access.to_read(who, id)
        sheet = _sheet(book, gid)
        reader = self._sheets.reader(book, self._clock.now())
        conditions = Conditions(reader, sheet)
        for row, column, text in cells:
            rule = book.shared.item(sheet.cell(row, column).validation)
            if text and rule.get("strict") and not _fits(reader, conditions, sheet, rule, row, column):
                raise Refusal(422, f"“{_shortened(text)}” tidak diterima di sel ini. {demand(rule, conditions)}")

    def change_rows(self, request: Request, id: str) -> Response:
        """Insert, delete or append rows.

        Raises:
            Refusal: in Indonesian.
        """
        who = acting_as(request)
        match json_of(request):
            case {"gid": int(gid), "act": "insert" | "delete" as act, "row": int(row), "count": int(count)} if (
                0 < count <= MOST_ROWS
            ):
                place = {"sheetId": gid, "dimension": "ROWS", "startIndex": row, "endIndex": row + count}
                ask = {"insertDimension": {"range": place, "inheritFromBefore": row > 0}}
                if act == "delete":
                    ask = {"deleteDimension": {"range": place}}
            case {"gid": int(gid), "act": "append", "count": int(count)} if 0 < count <= MOST_ROWS:
                ask = {"appendDimension": {"sheetId": gid, "dimension": "ROWS", "length": count}}
            case _:
                raise Refusal(400, "Permintaan tidak dikenal.")
        self._call(who, f"/v4/spreadsheets/{id}:batchUpdate", {"requests": [ask]})
        return json_response({"done": True})

    def _call(self, who: str, path: str, body: Mapping[str, Any]) -> None:
        """Call Google's own method as this person, so that the page can do nothing that the API would refuse."""
        headers = {"content-type": "application/json"}
        now = self._clock.now()
        try:
            self._api.answer("POST", path, "", headers, json.dumps(body).encode(), Identity(who), now)
        except Refusal as refusal:
            raise Refusal(refusal.status, in_indonesian(refusal.message)) from refusal

    def export(self, request: Request, id: str) -> Response:
        """Return the workbook as a file: `format=xlsx` and, where it can be made, `format=pdf`."""
        who = signed_in(request)
        if not who:
            return self._pages.ask_who(request)
        file = self._sheets.access.file(who, id, "reader")
        exports = self._files.natives.of(SPREADSHEET).exports
        mime_type, suffix = EXPORTS.get(request.args.get("format", "xlsx"), ("", ""))
        if mime_type not in exports:
            return self._pages.refuse(request, "Lembar kerja tidak dapat diunduh dalam bentuk ini.", 400)
        return attachment(exports[mime_type](id), mime_type, file.name + suffix, inline=suffix == ".pdf")


def tabs_of(book: Workbook) -> list[dict[str, Any]]:
    """Return the tabs that people see, in order."""
    return [
        {"gid": sheet.id, "title": sheet.title}
        for sheet in book.sheets
        if not sheet.properties.get("hidden") and sheet.properties.get("sheetType", "GRID") == "GRID"
    ]


def frame_of(sheet: Sheet) -> dict[str, Any]:
    """Return what surrounds a tab's cells: its size, widths, frozen and hidden parts, merges, heading row."""
    grid = sheet.properties.get("gridProperties", {})
    frozen = int(grid.get("frozenRowCount", 0))
    filtered = (sheet.parts.get("basicFilter") or {}).get("range")
    heading = int(filtered.get("startRowIndex", 0)) if filtered else frozen - 1
    return {
        "row_count": sheet.row_count,
        "column_count": sheet.column_count,
        "frozen_rows": frozen,
        "frozen_columns": int(grid.get("frozenColumnCount", 0)),
        "heading": heading,
        "widths": {
            index: size["pixelSize"] for index, size in sheet.sizes["COLUMNS"].items() if size.get("pixelSize")
        },
        "hidden_columns": _hidden(sheet, "COLUMNS"),
        "hidden_rows": _hidden(sheet, "ROWS"),
        "merges": [
            [
                int(one.get("startRowIndex", 0)),
                int(one.get("startColumnIndex", 0)),
                int(one.get("endRowIndex", sheet.row_count)),
                int(one.get("endColumnIndex", sheet.column_count)),
            ]
            for one in sheet.list_of("merges")
        ],
    }


def _views(reader: Reader, sheet: Sheet, chosen: int) -> dict[str, Any]:
    """Return a tab's filter views, and the rows that the chosen one shows."""
    views = sheet.list_of("filterViews")
    view = next((one for one in views if one["filterViewId"] == chosen), None)
    return {
        "views": [{"id": one["filterViewId"], "title": one["title"]} for one in views],
        "view": {"id": chosen, "title": view["title"], "rows": rows_shown(reader, sheet, view)} if view else None,
    }


def printed_tab(reader: Reader, sheet: Sheet) -> dict[str, Any]:
    """Return a tab's texts for paper: `headings`, `rows`, and whether they go into one table."""
    hidden = set(_hidden(sheet, "COLUMNS"))
    hidden_rows = set(_hidden(sheet, "ROWS"))
    columns = [column for column in range(sheet.data_width()) if column not in hidden]
    texts = [
        [reader.formatted(sheet, row, column, sheet.content(row, column)) for column in columns]
        for row in range(sheet.data_end())
        if row not in hidden_rows
    ]
    first = max(0, int(frame_of(sheet)["heading"]) + 1)
    headings = texts[first - 1] if first and texts else []
    rows = [row for row in texts[first:] if any(row)]
    return {"headings": headings, "rows": rows, "as_table": len(columns) <= WIDEST_TABLE or not headings}


def _hidden(sheet: Sheet, dimension: str) -> list[int]:
    return [index for index, size in sheet.sizes[dimension].items() if size.get("hiddenByUser")]


def compact_json(body: object) -> Response:
    """Return JSON in one line: a tab may have tens of thousands of cells."""
    return Response(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        headers={"Cache-Control": "no-store"},
        content_type="application/json; charset=utf-8",
    )


def in_indonesian(message: str) -> str:
    """Say Google's commonest refusals in Indonesian; others are given as they are."""
    if message == PROTECTED:
        return "Ada sel terkunci di bagian itu. Hubungi pemilik lembar kerja bila perlu mengubahnya."
    if "does not have permission" in message:
        return "Anda hanya dapat melihat lembar kerja ini, tidak mengubahnya."
    return f"Tidak dapat disimpan: {message}"


def _fits(reader: Reader, conditions: Conditions, sheet: Sheet, rule: dict[str, Any], row: int, column: int) -> bool:
    condition = rule.get("condition") or {}
    content = sheet.content(row, column)
    if condition.get("type") in ("ONE_OF_LIST", "ONE_OF_RANGE"):
        shown = reader.formatted(sheet, row, column, content)
        return shown in conditions.choices(condition) or conditions.holds(condition, row, column, (row, column))
    return conditions.holds(condition, row, column, (row, column))


def _sheet(book: Workbook, gid: int) -> Sheet:
    sheet = book.sheet(gid)
    if sheet is None:
        raise Refusal(404, "Tab ini sudah tidak ada.")
    return sheet


def _asked_cells(body: Any) -> tuple[int, list[tuple[int, int, str]]]:
    match body:
        case {"gid": int(gid), "cells": [*cells]} if 0 < len(cells) <= MOST_CELLS:
            found = []
            for one in cells:
                match one:
                    case [int(row), int(column), str(text)]:
                        found.append((row, column, text))
                    case _:
                        raise Refusal(400, "Permintaan tidak dikenal.")
            return gid, found
        case _:
            raise Refusal(400, "Permintaan tidak dikenal.")


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"

"""A form's responses in a workbook: the tab "Form Responses 1" that Google makes and fills."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from local_workspace.api.calls import Call, Identity
from local_workspace.api.dispatch import Api
from local_workspace.api.errors import Refusal
from local_workspace.drive.file import SPREADSHEET
from local_workspace.sheets.limits import fitting

from .keeping import Form, Forms, Response
from .model import Kind, Question, all_questions

TIMESTAMP, EMAIL = "timestamp", "email"
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (serial numbers of cells know no time zone)


class Linker:
    """Writes responses into linked workbooks, as the workbook's owner, through the Sheets API."""

    def __init__(self, api: Api, forms: Forms) -> None:
        self._api = api
        self._forms = forms

    def link(self, form: Form, spreadsheet: str, who: str, now: datetime) -> str:
        """Add a tab for a form's responses to a workbook, with those that are there; return the tab's name.

        Raises:
            Refusal: 404 or 403 when the workbook is none, or `who` may not write in it; 400 when the form is linked.
        """
        file = self._forms.files.find(spreadsheet)
        if file.mime_type != SPREADSHEET:
            raise Refusal(400, "The file is not a spreadsheet.")
        if not self._forms.files.allows(who, spreadsheet, "writer"):
            raise Refusal(403, "The caller does not have permission")
        if form.link:
            raise Refusal(400, "The form is linked to a spreadsheet already; unlink it first.")
        ask = self._asker(spreadsheet, who, now)
        titles = {sheet["properties"]["title"] for sheet in ask("get")["sheets"]}
        title = next(name for n in range(1, 10_000) if (name := f"Form Responses {n}") not in titles)
        columns = self._columns(form)
        grid = {"rowCount": 100, "columnCount": max(len(columns), 1), "frozenRowCount": 1}
        added = ask("batchUpdate", [{"addSheet": {"properties": {"title": title, "gridProperties": grid}}}])
        sheet = added["replies"][0]["addSheet"]["properties"]["sheetId"]
        link = {
            "spreadsheet": spreadsheet,
            "sheet": sheet,
            "keys": list(columns),
            "headings": list(columns.values()),
            "by": who,
        }
        ask("batchUpdate", [_headings(sheet, 0, list(columns.values()))])
        self._forms.link(form, link)
        for response in self._forms.responses(form):
            self.deliver(self._forms.find(form.id), response, now)
        return title

    def unlink(self, form: Form) -> None:
        """End the link of a form to its workbook; the tab stays."""
        self._forms.link(form, None)

    def deliver(self, form: Form, response: Response, now: datetime, before: Response | None = None) -> None:
        """Write a response into the linked workbook, if there is one; a link whose tab is gone ends.

        An edited response takes the place of what was `before`: Google writes into the row that it has already.
        """
        link = form.link
        if link is None:
            return
        if not self._forms.files.exists(link["spreadsheet"]):
            self.unlink(form)
            return
        ask = self._asker(link["spreadsheet"], link["by"], now)
        book = ask("get")
        tab = next(
            (one["properties"] for one in book["sheets"] if one["properties"]["sheetId"] == link["sheet"]), None
        )
        if tab is None:
            self.unlink(form)
            return
        link = self._with_new_columns(form, link, tab, ask)
        zone = ZoneInfo(book["properties"].get("timeZone", "Etc/GMT"))
        questions = {question.id: question for question in all_questions(form.content)}
        cells = {key: _cell(key, questions.get(key), response, zone) for key in link["keys"]}
        places = self._places(link, tab["title"], ask)
        row: list[dict[str, Any]] = [{} for _ in range(max(places.values()) + 1)]
        for key, place in places.items():
            row[place] = cells[key]
        if before and (at := self._row_of(before, places[TIMESTAMP], tab["title"], zone, ask)):
            fields = "userEnteredValue,userEnteredFormat.numberFormat"
            edits = [_put(link["sheet"], at, place, row[place], fields) for place in places.values()]
            ask("batchUpdate", edits)
            return
        append = {
            "sheetId": link["sheet"],
            "rows": [{"values": row}],
            "fields": "userEnteredValue,userEnteredFormat.numberFormat",
        }
        ask("batchUpdate", [{"appendCells": append}])

    def _asker(self, spreadsheet: str, who: str, now: datetime) -> Callable[..., dict[str, Any]]:
        identity = Identity(self._forms.files.find(spreadsheet).owner or who)

        def ask(method: str, requests: list[dict[str, Any]] | None = None, **params: Any) -> dict[str, Any]:
            body = {"requests": requests} if requests else {}
            name = f"sheets.spreadsheets.{method}"
            return self._api.ask(Call(name, {"spreadsheetId": spreadsheet, **params}, body, None, identity, now))

        return ask

    @staticmethod
    def _row_of(
        response: Response, place: int, title: str, zone: ZoneInfo, ask: Callable[..., dict[str, Any]]
    ) -> int | None:
        """Find the row of a response by its time; None where people deleted it."""
        quoted = title.replace("'", "''")
        shown = ask("values.get", range=f"'{quoted}'", valueRenderOption="UNFORMATTED_VALUE").get("values", [])
        sent = _serial(response.submitted.astimezone(UTC).astimezone(zone).replace(tzinfo=None))
        for number, cells in enumerate(shown[1:], start=1):
            cell = cells[place] if place < len(cells) else None
            if isinstance(cell, int | float) and abs(cell - sent) < 1 / 86400:
                return number
        return None

    @staticmethod
    def _columns(form: Form) -> dict[str, str]:
        columns = {TIMESTAMP: "Timestamp"}
        if form.collects != "DO_NOT_COLLECT":
            columns[EMAIL] = "Email Address"
        return columns | {question.id: question.heading for question in all_questions(form.content)}

    def _with_new_columns(
        self, form: Form, link: dict[str, Any], tab: dict[str, Any], ask: Callable[..., dict[str, Any]]
    ) -> dict[str, Any]:
        """Add columns at the end for what the form asks since it was linked."""
        fresh = {key: heading for key, heading in self._columns(form).items() if key not in link["keys"]}
        if not fresh:
            return link
        places = self._places(link, tab["title"], ask)
        begin = max(places.values()) + 1
        missing = begin + len(fresh) - tab["gridProperties"]["columnCount"]
        requests = [_headings(link["sheet"], begin, list(fresh.values()))]
        if missing > 0:
            requests.insert(
                0, {"appendDimension": {"sheetId": link["sheet"], "dimension": "COLUMNS", "length": missing}}
            )
        ask("batchUpdate", requests)
        link = {**link, "keys": [*link["keys"], *fresh], "headings": [*link["headings"], *fresh.values()]}
        self._forms.link(form, link)
        return link

    @staticmethod
    def _places(link: dict[str, Any], title: str, ask: Callable[..., dict[str, Any]]) -> dict[str, int]:
        """Find each column by its heading, since people move and insert columns; else where it was written."""
        quoted = title.replace("'", "''")
        shown = ask("values.get", range=f"'{quoted}'!1:1").get("values", [[]])
        headings = [str(heading) for heading in shown[0]] if shown else []
        places = {}
        for index, (key, heading) in enumerate(zip(link["keys"], link["headings"], strict=True)):
            stays = index < len(headings) and headings[index] == heading
            places[key] = index if stays or headings.count(heading) != 1 else headings.index(heading)
        return places


def _put(sheet: int, row: int, column: int, cell: dict[str, Any], fields: str) -> dict[str, Any]:
    start = {"sheetId": sheet, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": fields}}


def _headings(sheet: int, begin: int, texts: list[str]) -> dict[str, Any]:
    values = [{"userEnteredValue": {"stringValue": text}} for text in texts]
    start = {"sheetId": sheet, "rowIndex": 0, "columnIndex": begin}
    return {"updateCells": {"start": start, "rows": [{"values": values}], "fields": "userEnteredValue"}}


def _serial(instant: datetime) -> float:
    return (instant - EPOCH) / timedelta(days=1)


def _number(value: float, kind: str = "") -> dict[str, Any]:
    cell: dict[str, Any] = {"userEnteredValue": {"numberValue": value}}
    if kind:
        cell["userEnteredFormat"] = {"numberFormat": {"type": kind}}
    return cell


def _cell(key: str, question: Question | None, response: Response, zone: ZoneInfo) -> dict[str, Any]:
    if key == TIMESTAMP:
        local = response.submitted.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        return _number(_serial(local), "DATE_TIME")
    if key == EMAIL:
        return {"userEnteredValue": {"stringValue": response.email}} if response.email else {}
    values = response.answers.get(key, [])
    if not values:
        return {}
    if isinstance(values[0], dict):
        return _text(", ".join(f"https://drive.google.com/open?id={one['fileId']}" for one in values))
    if question and question.kind in (Kind.SCALE, Kind.RATING):
        return _number(int(values[0]))
    if question and question.kind is Kind.DATE and question.spec.get("includeYear"):
        has_time = bool(question.spec.get("includeTime"))
        return _number(_serial(datetime.fromisoformat(values[0])), "DATE_TIME" if has_time else "DATE")
    return _text(", ".join(values))


def _text(text: str) -> dict[str, Any]:
    # Typed as a string, it can never become a formula. An answer may be longer than a cell; the form keeps it whole.
    return {"userEnteredValue": {"stringValue": fitting(text)}}

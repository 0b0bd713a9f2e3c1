"""Changes of the workbook's layout as requests of `spreadsheets.batchUpdate`."""

from __future__ import annotations

from typing import Any

from automation.domain.layout import (
    PLAIN_TEXT,
    AddColumns,
    AddFilter,
    AddRows,
    AddTab,
    AimChart,
    Colour,
    ColumnLook,
    DeleteRows,
    DropDown,
    ExpectDates,
    FillColumn,
    GroupColumns,
    Heading,
    LayoutChange,
    MoveColumn,
    PlaceChart,
    Protect,
    PutRows,
    PutView,
    RemoveTab,
    Reprotect,
    SetRegion,
    Unprotect,
)

from .cell import TEXT_FORMAT, cell_of
from .charts import chart_request
from .views import view_request

_HEADING_LOOK = {
    "textFormat": {"bold": True},
    "wrapStrategy": "WRAP",
    "verticalAlignment": "MIDDLE",
    "backgroundColorStyle": {"rgbColor": {"red": 0.89, "green": 0.93, "blue": 0.96}},
}


def requests_for(change: LayoutChange) -> list[dict[str, Any]]:
    """Return the requests that make a change."""
    match change:
        case SetRegion(region=region):
            properties = {"locale": region.locale, "timeZone": region.zone}
            return [{"updateSpreadsheetProperties": {"properties": properties, "fields": "locale,timeZone"}}]
        case AddTab():
            return [{"addSheet": {"properties": _sheet(change)}}]
        case AddRows(tab=tab, count=count):
            return [{"appendDimension": {"sheetId": tab, "dimension": "ROWS", "length": count}}]
        case AddColumns(tab=tab, count=count):
            return [{"appendDimension": {"sheetId": tab, "dimension": "COLUMNS", "length": count}}]
        case FillColumn():
            return [_filled(change)]
        case RemoveTab(tab=tab):
            return [{"deleteSheet": {"sheetId": tab}}]
        case Heading():
            return _heading(change)
        case MoveColumn(tab=tab, column=column, before=before):
            source = {"sheetId": tab, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
            return [{"moveDimension": {"source": source, "destinationIndex": before}}]
        case PutRows():
            return [_rows(change)]
        case DropDown():
            return [_validation(change.tab, change.column, _choice(change))]
        case ExpectDates(tab=tab, column=column):
            return [_validation(tab, column, {"type": "DATE_IS_VALID"})]
        case ColumnLook():
            return [_look(change)]
        case AddFilter(tab=tab, columns=columns):
            area = {"sheetId": tab, "startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": columns}
            return [{"setBasicFilter": {"filter": {"range": area}}}]
        case Protect():
            return [_protect(change)]
        case Reprotect(id=id, editors=editors, name=name):
            protected = {"protectedRangeId": id, "editors": {"users": sorted(editors)}, "description": name}
            fields = "editors,description" if name else "editors"
            return [{"updateProtectedRange": {"protectedRange": protected, "fields": fields}}]
        case Unprotect(id=id):
            return [{"deleteProtectedRange": {"protectedRangeId": id}}]
        case DeleteRows(tab=tab):
            return [_deleted(tab, *run) for run in change.runs()]
        case Colour():
            return [_colour(change)]
        case PlaceChart(chart=chart) | AimChart(chart=chart):
            return [chart_request(chart, there=isinstance(change, AimChart))]
        case PutView(view=view, is_there=is_there):
            return [view_request(view, is_there=is_there)]
        case GroupColumns(tab=tab, first=first, end=end):
            span = {"sheetId": tab, "dimension": "COLUMNS", "startIndex": first, "endIndex": end}
            return [{"addDimensionGroup": {"range": span}}]


def _sheet(change: AddTab) -> dict[str, Any]:
    grid: dict[str, int] = {"rowCount": change.rows, "columnCount": change.columns}
    if change.frozen_rows:
        grid["frozenRowCount"] = change.frozen_rows
    if change.frozen_columns:
        grid["frozenColumnCount"] = change.frozen_columns
    made = {"sheetId": change.tab, "title": change.title, "gridProperties": grid}
    return {**made, "index": 0} if change.first else made


def _deleted(tab: int, first: int, after: int) -> dict[str, Any]:
    rows = {"sheetId": tab, "dimension": "ROWS", "startIndex": first, "endIndex": after}
    return {"deleteDimension": {"range": rows}}


def _heading(change: Heading) -> list[dict[str, Any]]:
    cell: dict[str, Any] = {**cell_of(change.text), "userEnteredFormat": _HEADING_LOOK}
    if change.note:
        cell["note"] = change.note
    start = {"sheetId": change.tab, "rowIndex": 0, "columnIndex": change.column}
    columns = {
        "sheetId": change.tab,
        "dimension": "COLUMNS",
        "startIndex": change.column,
        "endIndex": change.column + 1,
    }
    return [
        {
            "updateCells": {
                "start": start,
                "rows": [{"values": [cell]}],
                "fields": "userEnteredValue,userEnteredFormat,note",
            }
        },
        {
            "updateDimensionProperties": {
                "range": columns,
                "properties": {"pixelSize": change.width},
                "fields": "pixelSize",
            }
        },
    ]


def _rows(change: PutRows) -> dict[str, Any]:
    rows = [
        {"values": [_strong(cell_of(cell)) if number in change.strong else cell_of(cell) for cell in row]}
        for number, row in enumerate(change.rows)
    ]
    start = {"sheetId": change.tab, "rowIndex": change.row, "columnIndex": 0}
    fields = "userEnteredValue,userEnteredFormat(numberFormat,textFormat)"
    return {"updateCells": {"start": start, "rows": rows, "fields": fields}}


def _strong(cell: dict[str, Any]) -> dict[str, Any]:
    return {**cell, "userEnteredFormat": {"textFormat": {"bold": True, "fontSize": 12}}}


def _choice(change: DropDown) -> dict[str, Any]:
    if change.source:
        return {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": f"={change.source}"}]}
    return {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": choice} for choice in change.choices]}


def _validation(tab: int, column: int, condition: dict[str, Any]) -> dict[str, Any]:
    # Not strict: what a person types stays and is marked; the job says beside the row what to do about it.
    rule = {"condition": condition, "strict": False, "showCustomUi": True}
    return {"setDataValidation": {"range": _below_heading(tab, column, column + 1), "rule": rule}}


def _look(change: ColumnLook) -> dict[str, Any]:
    look: dict[str, Any] = {"verticalAlignment": "TOP"}
    if change.pattern == PLAIN_TEXT:
        look["numberFormat"] = TEXT_FORMAT
    elif change.pattern:
        look["numberFormat"] = {"type": "DATE_TIME" if "h" in change.pattern else "DATE", "pattern": change.pattern}
    if change.wrapped:
        look["wrapStrategy"] = "WRAP"
    fields = ",".join(sorted(look))
    return {
        "repeatCell": {
            "range": _below_heading(change.tab, change.column, change.column + 1),
            "cell": {"userEnteredFormat": look},
            "fields": f"userEnteredFormat({fields})",
        }
    }


def _filled(change: FillColumn) -> dict[str, Any]:
    area = {
        "sheetId": change.tab,
        "startRowIndex": change.row,
        "endRowIndex": change.row + change.rows,
        "startColumnIndex": change.column,
        "endColumnIndex": change.column + 1,
    }
    cell = {"userEnteredValue": {"formulaValue": change.formula}}
    return {"repeatCell": {"range": area, "cell": cell, "fields": "userEnteredValue"}}


def _protect(change: Protect) -> dict[str, Any]:
    area: dict[str, Any] = {"sheetId": change.tab}
    if change.columns is not None:
        area["startColumnIndex"], area["endColumnIndex"] = change.columns
    if change.row:
        area["startRowIndex"] = change.row
    if change.until is not None:
        area["startRowIndex"], area["endRowIndex"] = change.row, change.until
    protected = {"range": area, "description": change.name, "editors": {"users": sorted(change.editors)}}
    return {"addProtectedRange": {"protectedRange": protected}}


def _colour(change: Colour) -> dict[str, Any]:
    look: dict[str, Any] = {"backgroundColorStyle": {"rgbColor": _rgb(change.background)}}
    if change.strong:
        look["textFormat"] = {"bold": True}
    rule = {
        "ranges": [_below_heading(change.tab, change.first, change.first + change.columns)],
        "booleanRule": {
            "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": change.formula}]},
            "format": look,
        },
    }
    return {"addConditionalFormatRule": {"rule": rule, "index": 0}}


def _below_heading(tab: int, first: int, end: int) -> dict[str, int]:
    return {"sheetId": tab, "startRowIndex": 1, "startColumnIndex": first, "endColumnIndex": end}


def _rgb(text: str) -> dict[str, float]:
    parts = (text[number : number + 2] for number in (1, 3, 5))
    return dict(zip(("red", "green", "blue"), (round(int(part, 16) / 255, 3) for part in parts), strict=True))

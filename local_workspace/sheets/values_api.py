"""`spreadsheets.values`: get, update, append, clear, and their batch forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from local_workspace.api.calls import Call
from local_workspace.api.errors import Refusal
from local_workspace.api.registration import serves

from . import tables
from .a1 import Area, area_of, exceeds, quoted
from .access import Guard
from .datafilters import areas_of_filter, filters_of
from .dimensions import insert_dimension
from .limits import check_growth
from .model import BlankRows, Cell, Sheet, Workbook, holds_data
from .reader import Reader
from .spreadsheets import Spreadsheets
from .writing import Writer, checked

RENDER, DATES = "FORMATTED_VALUE", "SERIAL_NUMBER"


class ValuesApi:
    """The `sheets.spreadsheets.values` methods."""

    def __init__(self, sheets: Spreadsheets) -> None:
        self._sheets = sheets

    @serves("sheets.spreadsheets.values.get")
    def get(self, call: Call) -> dict[str, Any]:
        """Return the values of a range."""
        _, book = self._sheets.access.to_read(call.who.email, call.params["spreadsheetId"])
        reader = self._sheets.reader(book, call.now)
        return value_range(reader, area_of(book, call.params["range"]), _options(call.params))

    @serves("sheets.spreadsheets.values.batchGet")
    def batch_get(self, call: Call) -> dict[str, Any]:
        """Return the values of several ranges."""
        _, book = self._sheets.access.to_read(call.who.email, call.params["spreadsheetId"])
        reader = self._sheets.reader(book, call.now)
        options = _options(call.params)
        ranges = [value_range(reader, area_of(book, text), options) for text in call.params.get("ranges", [])]
        return {"spreadsheetId": book.id, **({"valueRanges": ranges} if ranges else {})}

    @serves("sheets.spreadsheets.values.batchGetByDataFilter")
    def batch_get_by_data_filter(self, call: Call) -> dict[str, Any]:
        """Return the values that data filters select."""
        _, book = self._sheets.access.to_read(call.who.email, call.params["spreadsheetId"])
        reader = self._sheets.reader(book, call.now)
        found = []
        for one in filters_of(call.body):
            for area in areas_of_filter(book, one):
                found.append({"valueRange": value_range(reader, area, _options(call.body)), "dataFilters": [one]})
        return {"spreadsheetId": book.id, **({"valueRanges": found} if found else {})}

    @serves("sheets.spreadsheets.values.update")
    def update(self, call: Call) -> dict[str, Any]:
        """Write into a range."""
        text = call.params["range"]
        book, put = self._putter(call, call.params)
        _same_range(book, text, call.body)
        return put(area_of(book, text), call.body, "data")

    @serves("sheets.spreadsheets.values.batchUpdate")
    def batch_update(self, call: Call) -> dict[str, Any]:
        """Write into several ranges."""
        book, put = self._putter(call, call.body)
        answers = []
        for index, one in enumerate(call.body.get("data") or []):
            with _within(index):
                answers.append(put(area_of(book, one.get("range") or ""), one, f"data[{index}]"))
        return _totals(book, answers)

    @serves("sheets.spreadsheets.values.batchUpdateByDataFilter")
    def batch_update_by_data_filter(self, call: Call) -> dict[str, Any]:
        """Write into what data filters select."""
        book, put = self._putter(call, call.body)
        answers = []
        for index, one in enumerate(call.body.get("data") or []):
            with _within(index):
                for area in areas_of_filter(book, one.get("dataFilter") or {}):
                    answer = put(area, one, f"data[{index}]")
                    answers.append({**answer, "dataFilter": one.get("dataFilter")})
                    answers[-1].pop("spreadsheetId")
        return _totals(book, answers)

    @serves("sheets.spreadsheets.values.append")
    def append(self, call: Call) -> dict[str, Any]:
        """Write rows below a table."""
        book, put = self._putter(call, call.params)
        area = area_of(book, call.params["range"])
        rows = _as_rows(call.body, "data")
        table = tables.table_in(area)
        sheet = area.sheet
        top, left = (table.bottom, table.left) if table else (area.top, area.left)
        width = max((len(row) for row in rows), default=0)
        if call.params.get("insertDataOption") == "INSERT_ROWS" and table and top < sheet.row_count:
            guard = self._guard(book, call.who.email)
            guard.check(Area(sheet, top, 0, top + 1, sheet.column_count))
            check_growth(book, sheet, rows=len(rows))
            insert_dimension(book, sheet, "ROWS", top, top + len(rows), inherit=True)
        check_growth(
            book, sheet, max(0, top + len(rows) - sheet.row_count), max(0, left + width - sheet.column_count)
        )
        if top + len(rows) > sheet.row_count:
            sheet.resize(rows=top + len(rows))
        if left + width > sheet.column_count:
            sheet.resize(columns=left + width)
        body = {**call.body, "values": rows, "majorDimension": "ROWS"}
        updates = put(Area(sheet, top, left, top + 1, left + 1), body, "data")
        answer: dict[str, Any] = {"spreadsheetId": book.id}
        if table:
            answer["tableRange"] = str(table)
        return {**answer, "updates": updates}

    @serves("sheets.spreadsheets.values.clear")
    def clear(self, call: Call) -> dict[str, Any]:
        """Empty a range."""
        book, guard = self._open(call)
        area = area_of(book, call.params["range"])
        clear(guard, area)
        return {"spreadsheetId": book.id, "clearedRange": str(area)}

    @serves("sheets.spreadsheets.values.batchClear")
    def batch_clear(self, call: Call) -> dict[str, Any]:
        """Empty several ranges."""
        book, guard = self._open(call)
        areas = [area_of(book, text) for text in call.body.get("ranges") or []]
        for area in areas:
            clear(guard, area)
        return {"spreadsheetId": book.id, "clearedRanges": [str(area) for area in areas]}

    @serves("sheets.spreadsheets.values.batchClearByDataFilter")
    def batch_clear_by_data_filter(self, call: Call) -> dict[str, Any]:
        """Empty what data filters select."""
        book, guard = self._open(call)
        areas = [area for one in call.body.get("dataFilters") or [] for area in areas_of_filter(book, one)]
        for area in areas:
            clear(guard, area)
        return {"spreadsheetId": book.id, "clearedRanges": [str(area) for area in areas]}

    def _guard(self, book: Workbook, who: str) -> Guard:
        return self._sheets.guard(book, who)

    def _open(self, call: Call) -> tuple[Workbook, Guard]:
        _, book = self._sheets.access.to_write(call.who.email, call.params["spreadsheetId"])
        return book, self._guard(book, call.who.email)

    def _putter(
        self, call: Call, options: Any
    ) -> tuple[Workbook, Callable[[Area, dict[str, Any], str], dict[str, Any]]]:
        """Open the workbook; return it with a function that writes one ValueRange and answers for it."""
        option = options.get("valueInputOption", "INPUT_VALUE_OPTION_UNSPECIFIED")
        if option == "INPUT_VALUE_OPTION_UNSPECIFIED":
            raise Refusal(400, "'valueInputOption' is required but not specified")
        book, guard = self._open(call)
        writer = Writer(book, self._sheets.today(book, call.now))
        write = writer.raw_row if option == "RAW" else writer.typed_row
        with_values = options.get("includeValuesInResponse")
        rendering = (
            options.get("responseValueRenderOption") or RENDER,
            options.get("responseDateTimeRenderOption") or DATES,
            "ROWS",
        )

        def put(area: Area, body: dict[str, Any], place: str) -> dict[str, Any]:
            rows = _as_rows(body, place)
            written, cells = _put_rows(guard, area, rows, write)
            answer = _updated(book, written, rows, cells)
            if with_values:
                answer["updatedData"] = value_range(self._sheets.reader(book, call.now), written, rendering)
            return answer

        return book, put


@contextmanager
def _within(index: int) -> Iterator[None]:
    """Say which ValueRange of a batch a refusal speaks of, where it does not say so itself."""
    try:
        yield
    except Refusal as refusal:
        if refusal.status != 400 or refusal.message.startswith("Invalid v"):
            raise
        raise Refusal(400, f"Invalid data[{index}]: {refusal.message}") from refusal


def _options(params: Any) -> tuple[str, str, str]:
    return (
        params.get("valueRenderOption") or RENDER,
        params.get("dateTimeRenderOption") or DATES,
        "COLUMNS" if params.get("majorDimension") == "COLUMNS" else "ROWS",
    )


def _same_range(book: Workbook, text: str, body: dict[str, Any]) -> None:
    if body.get("range") and area_of(book, body["range"]) != area_of(book, text):
        raise Refusal(
            400,
            f"Request range[{area_of(book, text)}] does not match value's range[{area_of(book, body['range'])}]",
        )


def _as_rows(body: dict[str, Any], place: str) -> list[list[Any]]:
    values = checked(body.get("values"), place)
    if body.get("majorDimension") != "COLUMNS":
        return values
    height = max((len(column) for column in values), default=0)
    return [[column[row] if row < len(column) else None for column in values] for row in range(height)]


def _put_rows(
    guard: Guard, area: Area, rows: list[list[Any]], write: Callable[[Sheet, int, int, list[Any]], None]
) -> tuple[Area, int]:
    sheet, top, left = area.sheet, area.top, area.left
    width = max((len(row) for row in rows), default=0)
    target = Area(sheet, top, left, top + max(1, len(rows)), left + max(1, width))
    alone = area.height == 1 and area.width == 1
    if not alone and rows:
        _check_within(area, target)
    if target.bottom > sheet.row_count or target.right > sheet.column_count:
        raise exceeds(sheet, str(target))
    guard.check(target)
    for index, row in enumerate(rows, top):
        write(sheet, index, left, row)
    return target, sum(len(row) - row.count(None) for row in rows)


def _check_within(area: Area, target: Area) -> None:
    said = f"Requested writing within range [{quoted(area.sheet.title)}!{str(area).rpartition('!')[2]}]"
    if target.bottom > area.bottom:
        raise Refusal(400, f"{said}, but tried writing to row [{area.bottom + 1}]")
    if target.right > area.right:
        column = str(area._replace(top=0, left=area.right, right=area.right + 1, bottom=1)).rpartition("!")[2]
        raise Refusal(400, f"{said}, but tried writing to column [{column[:-1]}]")


def _updated(book: Workbook, written: Area, rows: list[list[Any]], cells: int) -> dict[str, Any]:
    answer: dict[str, Any] = {"spreadsheetId": book.id, "updatedRange": str(written)}
    width = max((len(row) for row in rows), default=0)
    for name, number in (("updatedRows", len(rows)), ("updatedColumns", width), ("updatedCells", cells)):
        if number:
            answer[name] = number
    return answer


def _totals(book: Workbook, answers: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {"spreadsheetId": book.id}
    for name in ("Rows", "Columns", "Cells"):
        total = sum(answer.get(f"updated{name}", 0) for answer in answers)
        if total:
            found[f"totalUpdated{name}"] = total
    sheets = {answer["updatedRange"].rpartition("!")[0] for answer in answers}
    if sheets:
        found["totalUpdatedSheets"] = len(sheets)
        found["responses"] = answers
    return found


def clear(guard: Guard, area: Area) -> None:
    """Empty the cells of an area; formats, notes and validation stay."""
    guard.check(area)
    sheet = area.sheet
    for row in range(area.top, min(area.bottom, len(sheet.rows))):
        cells = sheet.row_cells(row)
        held = [c for c in range(area.left, min(area.right, len(cells))) if holds_data(cells[c])]
        for column in held:
            sheet.set_value(row, column, None)


def value_range(reader: Reader, area: Area, options: tuple[str, str, str]) -> dict[str, Any]:
    """Return a ValueRange: rows or columns without their empty ends; no `values` where all is empty."""
    render, dates, major = options
    rows = _rows_rendered(reader, area, render, dates)
    if major == "COLUMNS":
        width = max((len(row) for row in rows), default=0)
        rows = [_trimmed([row[column] if column < len(row) else None for row in rows]) for column in range(width)]
    while rows and not rows[-1]:
        rows.pop()
    found: dict[str, Any] = {"range": str(area), "majorDimension": major}
    if rows:
        found["values"] = [["" if value is None else value for value in row] if None in row else row for row in rows]
    return found


def _rows_rendered(reader: Reader, area: Area, render: str, dates: str) -> list[list[Any]]:
    sheet = area.sheet
    spills = reader.may_spill
    formatted = render == "FORMATTED_VALUE"
    # Rows of plain texts and whole numbers are most of a sheet; they are passed on in one go.
    as_they_are: set[type] = {str} if formatted else {str, int, float, bool}
    if not spills:
        as_they_are.add(type(None))
    printable = as_they_are | {int}
    blank = BlankRows()
    found = []
    for row in range(area.top, area.bottom if spills else min(area.bottom, sheet.data_end())):
        contents = sheet.row_cells(row)[area.left : area.right]
        if spills and len(contents) < area.width:
            contents = [*contents, *([None] * (area.width - len(contents)))]
        kinds = set(map(type, contents))
        if kinds <= as_they_are:
            values: list[Any] = list(contents)
        elif kinds <= printable:
            values = [str(content) if type(content) is int else content for content in contents]
        elif not spills and kinds <= {Cell, type(None)} and blank.hold(contents):
            values = []
        else:
            values = [
                content
                if type(content) in as_they_are
                else reader.rendered(sheet, row, column, content, render, dates)
                for column, content in enumerate(contents, area.left)
            ]
        found.append(_trimmed(values))
    return found


def _trimmed(values: list[Any]) -> list[Any]:
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return values[:end]

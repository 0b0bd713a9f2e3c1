"""What is too large for a cell, a workbook or a request, in Google's words."""

from typing import Any

import pytest

from tests.local_workspace.sheets.asking import Refused, formula, span, text

TOO_LONG = "Your input contains more than the maximum of 50000 characters in a single cell."
TOO_MANY = "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
ALL = "a" * 50_000


@pytest.fixture
def book(office):
    return office.spreadsheet()


def refused(do, *given, **named):
    with pytest.raises(Refused) as caught:
        do(*given, **named)
    return caught.value.status, caught.value.message


def written(cell, kind="updateCells", **place):
    return {kind: {"rows": [{"values": [cell]}], "fields": "userEnteredValue", **place}}


START = {"start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}}


@pytest.mark.parametrize("option", ["RAW", "USER_ENTERED"])
def test_a_cell_takes_fifty_thousand_characters_and_no_more(book, option):
    book.put("A1", [[ALL]], option)
    assert book.values("A1") == [[ALL]]
    assert refused(book.put, "A1", [["x", ALL + "a"]], option) == (400, TOO_LONG)
    assert refused(book.append, "A1", [[ALL + "a"]], option) == (400, TOO_LONG)
    assert book.values("A1") == [[ALL]]


def test_a_character_beyond_the_first_plane_counts_twice(book):
    book.put("A1", [["😀" * 25_000]])
    assert refused(book.put, "A1", [["😀" * 25_001]]) == (400, TOO_LONG)


@pytest.mark.parametrize("cell", [text(ALL + "a"), formula('="' + ALL + '"')])
def test_a_refused_request_of_a_batch_is_named_and_nothing_is_written(book, cell):
    places: dict[str, dict[str, Any]] = {"updateCells": START, "appendCells": {"sheetId": 0}}
    for kind, place in places.items():
        said = refused(book.do, written(text("baik"), **START), written(cell, kind, **place))
        assert said == (400, f"Invalid requests[1].{kind}: {TOO_LONG}")
    assert book.values("A1") == []


def grid(book):
    return book.get()["sheets"][0]["properties"]["gridProperties"]


def test_a_workbook_grows_to_ten_million_cells_and_no_further(book):
    book.do({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 384_615 - 1000}})
    more = {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 1}}
    assert refused(book.do, more) == (400, f"Invalid requests[0].appendDimension: {TOO_MANY}")
    wide = {"insertDimension": {"range": span("COLUMNS", 0, 1)}}
    assert refused(book.do, wide) == (400, f"Invalid requests[0].insertDimension: {TOO_MANY}")
    assert refused(book.do, {"addSheet": {}}) == (400, f"Invalid requests[0].addSheet: {TOO_MANY}")
    book.put("A384615", [["akhir"]])
    assert refused(book.append, "A384615", [["satu"]]) == (400, TOO_MANY)
    appended = written(text("satu"), "appendCells", sheetId=0)
    assert refused(book.do, appended) == (400, f"Invalid requests[0].appendCells: {TOO_MANY}")
    assert grid(book) == {"rowCount": 384_615, "columnCount": 26}


def test_a_tab_copied_into_a_full_workbook_is_refused(office, book):
    full = office.spreadsheet()
    full.do({"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 384_615 - 1000}})
    path = f"{book.path}/sheets/0:copyTo"
    said = refused(office.ask, "POST", path, {"destinationSpreadsheetId": full.id})
    assert said == (400, TOO_MANY)


def test_rows_are_counted_before_columns_are_dropped(book):
    resized = {"sheetId": 0, "gridProperties": {"rowCount": 1_000_000, "columnCount": 1}}
    request = {"updateSheetProperties": {"properties": resized, "fields": "gridProperties(rowCount,columnCount)"}}
    assert refused(book.do, request) == (400, f"Invalid requests[0].updateSheetProperties: {TOO_MANY}")
    narrow = {"sheetId": 0, "gridProperties": {"columnCount": 1}}
    first = {"updateSheetProperties": {"properties": narrow, "fields": "gridProperties.columnCount"}}
    book.do(first, request)
    assert grid(book) == {"rowCount": 1_000_000, "columnCount": 1}


def test_a_million_million_rows_are_refused_before_room_is_made(book):
    request = {"insertDimension": {"range": span("ROWS", 1, 2_000_000_000)}}
    assert refused(book.do, request) == (400, f"Invalid requests[0].insertDimension: {TOO_MANY}")


def test_a_request_above_ten_megabytes_is_refused(book):
    rows = [[ALL] for _ in range(209)]
    book.put("A1:A209", rows)
    said = (400, "Request payload size exceeds the limit: 10485760 bytes.")
    assert refused(book.put, "A1:A210", [*rows, [ALL]]) == said
    many = [written(text(ALL), **START) for _ in range(210)]
    assert refused(book.do, *many) == said

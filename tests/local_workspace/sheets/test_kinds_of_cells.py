"""Cells that hold something else than was meant, as Google keeps and tells them."""

import pytest

SERIAL = 46357  # 1 December 2026


def _under_text_format(book, area):
    cell = {"userEnteredFormat": {"numberFormat": {"type": "TEXT", "pattern": "@"}}}
    book.do({"repeatCell": {"range": area, "cell": cell, "fields": "userEnteredFormat.numberFormat"}})


AREA = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}


@pytest.mark.parametrize("typed", ["1/12", "0042", "TRUE", "=A1", "5%", "Rp5.000"])
def test_a_cell_of_plain_text_keeps_what_is_typed(book, typed):
    _under_text_format(book, AREA)
    book.type("A1", [[typed]])
    assert book.values("A1", valueRenderOption="UNFORMATTED_VALUE") == [[typed]]


def test_elsewhere_a_number_with_a_stroke_is_a_date_and_only_how_it_is_shown_tells(book):
    book.do(
        {"updateSpreadsheetProperties": {"properties": {"locale": "in_ID"}, "fields": "locale"}},
    )
    book.put("A1:B1", [["1/12/2026", str(SERIAL)]], "USER_ENTERED")
    assert book.values("A1:B1", valueRenderOption="UNFORMATTED_VALUE") == [[SERIAL, SERIAL]]
    assert book.values("A1:B1") == [["1/12/2026", str(SERIAL)]]


def test_tick_boxes_put_into_empty_cells_say_false(book):
    rule = {"condition": {"type": "BOOLEAN"}}
    book.do({"setDataValidation": {"range": AREA, "rule": rule}})
    assert book.values("A1", valueRenderOption="UNFORMATTED_VALUE") == [[False]]
    assert book.values("A1") == [["FALSE"]]


def test_a_smart_chip_is_a_sign_where_it_was_entered_and_words_where_it_is_read(book):
    chips = [
        {"startIndex": 0, "chip": {"personProperties": {"email": "rudi@office.example"}}},
        {"startIndex": 5, "chip": {"richLinkProperties": {"uri": "https://drive.google.com/file/d/1"}}},
    ]
    cell = {"userEnteredValue": {"stringValue": "@ dan @"}, "chipRuns": [chips[0], {**chips[1], "startIndex": 6}]}
    start = {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}
    book.do({"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue,chipRuns"}})
    seen = "rudi@office.example dan https://drive.google.com/file/d/1"
    for render in ("FORMATTED_VALUE", "UNFORMATTED_VALUE"):
        assert book.values("A1", valueRenderOption=render) == [[seen]]
    [told] = book.get(includeGridData=True)["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert told["userEnteredValue"] == {"stringValue": "@ dan @"}
    assert told["formattedValue"] == seen
    book.put("A1", [["Rudi"]], "USER_ENTERED")
    assert book.values("A1") == [["Rudi"]]


def test_of_merged_cells_only_the_first_holds_anything(book):
    book.put("A1:A2", [["Setuju"], ["Kembalikan"]])
    book.do({"mergeCells": {"range": {**AREA, "endRowIndex": 2}, "mergeType": "MERGE_ALL"}})
    assert book.values("A1:A2") == [["Setuju"]]
    assert book.get()["sheets"][0]["merges"] == [
        {**{key: at for key, at in AREA.items() if key != "sheetId"}, "endRowIndex": 2}
    ]

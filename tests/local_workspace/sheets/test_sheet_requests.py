"""The requests of batchUpdate, each by what can be read back afterwards."""

import pytest

from tests.local_workspace.sheets.asking import Refused, area, formula, span, text

ABC = [["a", 1], ["b", 2], ["c", 3]]


def sheet_of(book, index=0, **query):
    return book.get(**query)["sheets"][index]


def test_cells_of_a_stated_type_are_never_formulas(book):
    book.do(
        {"updateCells": {"start": {"sheetId": 0}, "rows": [{"values": [text("=1+1")]}], "fields": "userEnteredValue"}}
    )
    assert book.values(valueRenderOption="FORMULA") == [["=1+1"]]
    assert book.values() == [["=1+1"]]


def test_appended_cells_come_after_the_last_row_with_data_and_grow_the_grid(book):
    book.do(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 0, "gridProperties": {"rowCount": 2}},
                "fields": "gridProperties.rowCount",
            }
        }
    )
    book.put("B2", [["x"]])
    book.do({"appendCells": {"sheetId": 0, "rows": [{"values": [text("y"), formula("=LEN(A3)")]}], "fields": "*"}})
    assert book.values() == [[], ["", "x"], ["y", "1"]]
    assert sheet_of(book)["properties"]["gridProperties"]["rowCount"] == 3


def test_a_mask_leaves_the_rest_of_a_cell_alone(book):
    book.do(
        {
            "updateCells": {
                "start": {"sheetId": 0},
                "fields": "*",
                "rows": [
                    {
                        "values": [
                            {**text("x"), "note": "catatan", "userEnteredFormat": {"textFormat": {"bold": True}}}
                        ]
                    }
                ],
            }
        }
    )
    book.do(
        {
            "repeatCell": {
                "range": area((0, 1), (0, 1)),
                "fields": "userEnteredFormat.backgroundColor",
                "cell": {"userEnteredFormat": {"backgroundColor": {"red": 1, "green": 0}}},
            }
        }
    )
    cell = sheet_of(book, ranges="A1", includeGridData="true")["data"][0]["rowData"][0]["values"][0]
    assert cell["note"] == "catatan"
    assert cell["userEnteredFormat"] == {
        "textFormat": {"bold": True},
        "backgroundColor": {"red": 1},
        "backgroundColorStyle": {"rgbColor": {"red": 1}},
    }
    assert cell["effectiveFormat"]["textFormat"]["bold"] is True


def test_repeated_formulas_shift_as_copies_do(book):
    book.put("A1", [[1], [2], [3]])
    book.do(
        {"repeatCell": {"range": area((0, 3), (1, 2)), "fields": "userEnteredValue", "cell": formula("=A1*$A$2")}}
    )
    assert book.values("B1:B3") == [["2"], ["4"], ["6"]]


def test_what_a_range_covers_and_rows_do_not_is_cleared(book):
    book.put("A1", ABC)
    book.do(
        {
            "updateCells": {
                "range": area((0, 3), (0, 2)),
                "rows": [{"values": [text("z")]}],
                "fields": "userEnteredValue",
            }
        }
    )
    assert book.values() == [["z"]]


def test_sheets_are_added_copied_moved_renamed_and_deleted(book):
    book.put("A1", ABC)
    book.do(
        {
            "addSheet": {
                "properties": {"sheetId": 7, "title": "Dua", "gridProperties": {"rowCount": 5, "frozenRowCount": 1}}
            }
        }
    )
    reply = book.do(
        {"duplicateSheet": {"sourceSheetId": 0, "insertSheetIndex": 1, "newSheetId": 8, "newSheetName": "Salinan"}}
    )
    assert reply[0]["duplicateSheet"]["properties"]["index"] == 1
    book.do(
        {
            "updateSheetProperties": {
                "properties": {"sheetId": 7, "index": 0, "title": "Satu"},
                "fields": "index,title",
            }
        }
    )
    assert [one["properties"]["title"] for one in book.get()["sheets"]] == ["Satu", "Sheet1", "Salinan"]
    assert book.values("Salinan") == [["a", "1"], ["b", "2"], ["c", "3"]]
    book.do({"deleteSheet": {"sheetId": 8}})
    assert len(book.get()["sheets"]) == 2


def test_formulas_follow_a_renamed_sheet_and_show_an_error_for_a_deleted_one(book):
    book.do({"addSheet": {"properties": {"sheetId": 7, "title": "Data"}}})
    book.put("Data!A1", [["isi"]])
    book.type("A1", [["=Data!A1"]])
    book.do({"updateSheetProperties": {"properties": {"sheetId": 7, "title": "Data Baru"}, "fields": "title"}})
    assert book.values(valueRenderOption="FORMULA") == [["='Data Baru'!A1"]]
    assert book.values() == [["isi"]]
    book.do({"deleteSheet": {"sheetId": 7}})
    assert book.values() == [["#REF!"]]


def test_inserted_rows_push_formulas_merges_names_and_protections_along(book):
    book.type("A1", [["=A5", "=SUM(A4:A6)", "=$A$5"]])
    book.do(
        {"mergeCells": {"range": area((4, 6), (0, 2)), "mergeType": "MERGE_ALL"}},
        {"addNamedRange": {"namedRange": {"name": "Lima", "range": area((4, 5), (0, 1))}}},
        {"addProtectedRange": {"protectedRange": {"range": area((4, 5), (0, 1))}}},
        {"insertDimension": {"range": span("ROWS", 4, 6), "inheritFromBefore": True}},
    )
    assert book.values("A1:C1", valueRenderOption="FORMULA") == [["=A7", "=SUM(A4:A8)", "=$A$7"]]
    found = book.get()
    assert found["namedRanges"][0]["range"]["startRowIndex"] == 6
    assert found["sheets"][0]["merges"][0]["startRowIndex"] == 6
    assert found["sheets"][0]["protectedRanges"][0]["range"]["startRowIndex"] == 6
    assert found["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 1002


def test_deleted_rows_take_their_references_with_them(book):
    book.put("A1", [[1], [2], [3], [4]])
    book.type("C1", [["=A2"], ["=SUM(A1:A4)"]])
    book.type("D1", [["=A4"]])
    book.do({"deleteDimension": {"range": span("ROWS", 1, 2)}})
    assert book.values("C1:D1", valueRenderOption="FORMULA") == [["=#REF!", "=A3"]]
    assert book.values("C1:D1") == [["#REF!", "4"]]


def test_columns_move_with_their_values_and_references(book):
    book.type("A1", [["a", "b", "c", "=A1"]])
    book.do({"moveDimension": {"source": span("COLUMNS", 0, 1), "destinationIndex": 3}})
    assert book.values("A1:D1", valueRenderOption="FORMULA") == [["b", "c", "a", "=C1"]]


def test_blocks_shift_when_a_range_is_inserted_or_deleted(book):
    book.type("A1", [["a", "x"], ["b", "y"], ["c", "=A2"]])
    book.do({"insertRange": {"range": area((1, 2), (0, 1)), "shiftDimension": "ROWS"}})
    assert book.values(valueRenderOption="FORMULA") == [["a", "x"], ["", "y"], ["b", "=A3"], ["c"]]
    book.do({"deleteRange": {"range": area((0, 1), (0, 1)), "shiftDimension": "COLUMNS"}})
    assert book.values("A1:B1") == [["x"]]


def test_dimensions_are_sized_hidden_appended_and_fitted(book):
    book.put("A1", [["a rather long text in the first column"]])
    book.do(
        {
            "updateDimensionProperties": {
                "range": span("COLUMNS", 1, 2),
                "properties": {"pixelSize": 222},
                "fields": "pixelSize",
            }
        },
        {
            "updateDimensionProperties": {
                "range": span("ROWS", 0, 1),
                "properties": {"hiddenByUser": True},
                "fields": "hiddenByUser",
            }
        },
        {"appendDimension": {"sheetId": 0, "dimension": "COLUMNS", "length": 2}},
        {"autoResizeDimensions": {"dimensions": span("COLUMNS", 0, 1)}},
    )
    data = sheet_of(book, includeGridData="true")["data"][0]
    assert data["columnMetadata"][1] == {"pixelSize": 222}
    assert data["columnMetadata"][0]["pixelSize"] > 200
    assert data["rowMetadata"][0] == {"pixelSize": 21, "hiddenByUser": True}
    assert len(data["columnMetadata"]) == 28


def test_groups_nest_and_fold(book):
    book.do({"addDimensionGroup": {"range": span("ROWS", 0, 6)}})
    reply = book.do({"addDimensionGroup": {"range": span("ROWS", 2, 4)}})
    depths = [
        (one["range"]["startIndex"], one["range"]["endIndex"], one["depth"])
        for one in reply[0]["addDimensionGroup"]["dimensionGroups"]
    ]
    assert depths == [(0, 6, 1), (2, 4, 2)]
    group = {"range": span("ROWS", 2, 4), "depth": 2, "collapsed": True}
    book.do({"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}})
    assert sheet_of(book)["rowGroups"][1]["collapsed"] is True
    book.do({"deleteDimensionGroup": {"range": span("ROWS", 0, 6)}})
    assert [one["depth"] for one in sheet_of(book)["rowGroups"]] == [1]


def test_merging_keeps_the_first_value_alone(book):
    book.put("A1", [["", "b"], ["c", "d"]])
    book.do({"mergeCells": {"range": area((0, 2), (0, 2)), "mergeType": "MERGE_ALL"}})
    assert book.values() == [["b"]]
    with pytest.raises(Refused, match="You must select all cells in a merged range"):
        book.do({"unmergeCells": {"range": area((0, 1), (0, 1))}})


def test_borders_are_drawn_on_the_sides_asked_for(book):
    side = {"style": "SOLID", "color": {"red": 1}}
    book.do({"updateBorders": {"range": area((0, 2), (0, 2)), "top": side, "innerVertical": side}})
    rows = sheet_of(book, ranges="A1:B2", fields="sheets.data.rowData.values.userEnteredFormat.borders")["data"][0][
        "rowData"
    ]
    assert set(rows[0]["values"][0]["userEnteredFormat"]["borders"]) == {"top", "right"}
    assert set(rows[1]["values"][1]["userEnteredFormat"]["borders"]) == {"left"}
    assert rows[0]["values"][0]["userEnteredFormat"]["borders"]["top"]["width"] == 1


def test_a_sort_puts_numbers_before_texts_and_empty_cells_last(book):
    book.put("A1", [["b"], [10], [""], [2], ["A"], [True]])
    spec = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    book.do({"sortRange": {"range": area((0, 6), (0, 1)), "sortSpecs": spec}})
    assert book.values() == [["2"], ["10"], ["A"], ["b"], ["TRUE"]]
    book.do({"sortRange": {"range": area((0, 6), (0, 1)), "sortSpecs": [{**spec[0], "sortOrder": "DESCENDING"}]}})
    assert book.values() == [["TRUE"], ["b"], ["A"], ["10"], ["2"]]


def test_a_sort_carries_notes_formats_and_relative_references(book):
    book.type("A1", [[2, "=A1*10"], [1, "=A2*10"]])
    book.do({"updateCells": {"start": {"sheetId": 0}, "rows": [{"values": [{"note": "dua"}]}], "fields": "note"}})
    book.do({"sortRange": {"range": area((0, 2), (0, 2)), "sortSpecs": [{"dimensionIndex": 0}]}})
    assert book.values() == [["1", "10"], ["2", "20"]]
    data = sheet_of(book, ranges="A1:A2", fields="sheets.data.rowData.values.note")["data"][0]
    assert data["rowData"] == [{"values": [{}]}, {"values": [{"note": "dua"}]}]


def test_duplicates_are_removed_and_counted(book):
    book.put("A1", [["a", 1], ["A", 1], ["b", 1], ["a", 2]])
    reply = book.do({"deleteDuplicates": {"range": area((0, 4), (0, 2))}})
    assert reply == [{"deleteDuplicates": {"duplicatesRemovedCount": 1}}]
    assert book.values() == [["a", "1"], ["b", "1"], ["a", "2"]]


def test_a_filter_hides_rows_and_clearing_it_shows_them(book):
    book.put("A1", [["Kelas", "n"], ["x", 1], ["y", 2], ["x", 3]])
    criteria = {"0": {"hiddenValues": ["x"]}}
    book.do({"setBasicFilter": {"filter": {"range": area((0, 4), (0, 2)), "criteria": criteria}}})
    hidden = [
        row.get("hiddenByFilter", False)
        for row in sheet_of(book, ranges="A1:A4", includeGridData="true")["data"][0]["rowMetadata"]
    ]
    assert hidden == [False, True, False, True]
    book.do({"clearBasicFilter": {"sheetId": 0}})
    assert "basicFilter" not in sheet_of(book)
    rows = sheet_of(book, ranges="A1:A4", includeGridData="true")["data"][0]["rowMetadata"]
    assert not any("hiddenByFilter" in row for row in rows)


def test_filter_views_are_kept_copied_and_removed(book):
    view = book.do({"addFilterView": {"filter": {"title": "Saya", "range": area((0, 9), (0, 2))}}})[0][
        "addFilterView"
    ]["filter"]
    copy = book.do({"duplicateFilterView": {"filterId": view["filterViewId"]}})[0]["duplicateFilterView"]["filter"]
    book.do(
        {"updateFilterView": {"filter": {"filterViewId": copy["filterViewId"], "title": "Dia"}, "fields": "title"}}
    )
    assert [one["title"] for one in sheet_of(book)["filterViews"]] == ["Saya", "Dia"]
    book.do({"deleteFilterView": {"filterId": view["filterViewId"]}})
    assert [one["title"] for one in sheet_of(book)["filterViews"]] == ["Dia"]


def test_cells_are_copied_cut_and_pasted(book):
    book.type("A1", [["1", "=A1+1"]])
    book.do(
        {
            "copyPaste": {
                "source": area((0, 1), (0, 2)),
                "destination": area((1, 3), (0, 2)),
                "pasteType": "PASTE_NORMAL",
            }
        }
    )
    assert book.values("A1:B3", valueRenderOption="FORMULA") == [[1, "=A1+1"], [1, "=A2+1"], [1, "=A3+1"]]
    book.do(
        {
            "copyPaste": {
                "source": area((0, 1), (1, 2)),
                "destination": area((0, 1), (3, 4)),
                "pasteType": "PASTE_VALUES",
            }
        }
    )
    assert book.values("D1", valueRenderOption="FORMULA") == [[2]]
    book.do(
        {"cutPaste": {"source": area((0, 1), (0, 1)), "destination": {"sheetId": 0, "rowIndex": 9, "columnIndex": 0}}}
    )
    assert book.values("B1", valueRenderOption="FORMULA") == [["=A10+1"]]
    assert book.values("A10") == [["1"]]
    book.do({"pasteData": {"coordinate": {"sheetId": 0, "rowIndex": 20}, "data": "a;5%\nb;=1+1", "delimiter": ";"}})
    assert book.values("A21:B22") == [["a", "5%"], ["b", "2"]]


def test_series_are_continued(book):
    book.type("A1", [["1", "Kasus 1", "a"], ["2", "Kasus 2", "b"]])
    book.do(
        {"autoFill": {"sourceAndDestination": {"source": area((0, 2), (0, 3)), "dimension": "ROWS", "fillLength": 2}}}
    )
    assert book.values("A3:C4") == [["3", "Kasus 3", "a"], ["4", "Kasus 4", "b"]]


def test_texts_are_found_replaced_split_and_trimmed(book):
    book.put("A1", [["satu,dua"], ["  tiga   empat "], ["SATU"]])
    reply = book.do({"findReplace": {"find": "satu", "replacement": "1", "allSheets": True}})
    assert reply[0]["findReplace"] == {
        "occurrencesChanged": 2,
        "valuesChanged": 2,
        "rowsChanged": 2,
        "sheetsChanged": 1,
    }
    assert book.do({"trimWhitespace": {"range": area((0, 3), (0, 1))}}) == [
        {"trimWhitespace": {"cellsChangedCount": 1}}
    ]
    book.do({"textToColumns": {"source": area((0, 1), (0, 1)), "delimiterType": "COMMA"}})
    assert book.values() == [["1", "dua"], ["tiga empat"], ["1"]]


def test_banding_metadata_and_charts_are_kept_as_described(book):
    band = {
        "range": area((0, 4), (0, 2)),
        "rowProperties": {"firstBandColor": {"red": 1}, "secondBandColor": {"blue": 1}},
    }
    reply = book.do({"addBanding": {"bandedRange": band}})[0]["addBanding"]["bandedRange"]
    assert sheet_of(book)["bandedRanges"][0]["bandedRangeId"] == reply["bandedRangeId"]
    book.do({"deleteBanding": {"bandedRangeId": reply["bandedRangeId"]}})
    place = {"dimensionRange": span("ROWS", 2, 3)}
    made = {"metadataKey": "kasus", "metadataValue": "7", "location": place, "visibility": "DOCUMENT"}
    book.do({"createDeveloperMetadata": {"developerMetadata": made}})
    book.do({"insertDimension": {"range": span("ROWS", 0, 1)}})
    book.put("A4", [["isi"]])
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "kasus"}}]}
    found = book.office.ask("POST", f"{book.path}/values:batchGetByDataFilter", lookup)
    assert found["valueRanges"][0]["valueRange"]["values"] == [["isi"]]
    entry = book.office.ask("POST", f"{book.path}/developerMetadata:search", lookup)["matchedDeveloperMetadata"][0]
    assert entry["developerMetadata"]["location"]["dimensionRange"]["startIndex"] == 3
    spec = {"title": "Rekap", "basicChart": {"chartType": "COLUMN", "domains": [], "series": []}}
    position = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 3, "columnIndex": 4}}}
    chart = book.do({"addChart": {"chart": {"spec": spec, "position": position}}})[0]["addChart"]["chart"]
    book.do({"updateChartSpec": {"chartId": chart["chartId"], "spec": {**spec, "title": "Baru"}}})
    assert sheet_of(book)["charts"][0]["spec"]["title"] == "Baru"
    book.do({"deleteEmbeddedObject": {"objectId": chart["chartId"]}})
    assert "charts" not in sheet_of(book)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (
            {"addSheet": {"properties": {"title": "Sheet1"}}},
            'A sheet with the name "Sheet1" already exists. Please enter another name.',
        ),
        ({"deleteSheet": {"sheetId": 5}}, "No sheet with id: 5"),
        ({"updateCells": {"start": {"sheetId": 0}, "rows": []}}, "At least one field must be listed in 'fields'."),
        ({"mergeCells": {"range": {"sheetId": 9}}}, "No grid with id: 9"),
        ({"deleteDimension": {"range": span("ROWS", 0, 1000)}}, "You can't delete all the rows on the sheet."),
        (
            {"insertDimension": {"range": span("ROWS", 0, 1), "inheritFromBefore": True}},
            "inheritFromBefore cannot be 'true'",
        ),
        ({"deleteProtectedRange": {"protectedRangeId": 3}}, "No protected range with id: 3"),
    ],
)
def test_refusals_speak_as_google_does(book, request_, words):
    with pytest.raises(Refused, match=r"Invalid requests\[0\]") as refusal:
        book.do(request_)
    assert refusal.value.status == 400
    assert words in refusal.value.message


def test_a_kind_of_request_that_is_not_served_says_so(book):
    with pytest.raises(Refused, match="not served here") as refusal:
        book.do({"refreshDataSource": {"dataSourceId": "x"}})
    assert refusal.value.status == 501


def test_one_bad_request_undoes_the_good_ones_before_it(book):
    book.put("A1", [["lama"]])
    before = book.get()
    with pytest.raises(Refused, match=r"requests\[2\]"):
        book.do(
            {"addSheet": {"properties": {"title": "Baru"}}},
            {
                "updateCells": {
                    "start": {"sheetId": 0},
                    "rows": [{"values": [text("baru")]}],
                    "fields": "userEnteredValue",
                }
            },
            {"deleteSheet": {"sheetId": 99}},
        )
    assert book.get() == before
    assert book.values() == [["lama"]]

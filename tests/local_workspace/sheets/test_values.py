"""Values got, put, appended and cleared, as recorded and documented."""

import pytest

from tests.local_workspace.sheets.asking import Refused


def answer_of(book, range, **query):
    return book.office.ask("GET", f"{book.path}/values/{range}", **query)


def test_empty_ends_are_left_out_and_an_empty_range_has_no_values(book):
    book.put("A1", [["a", "", ""], ["", "", ""], ["", "b"], [""]])
    assert answer_of(book, "Sheet1!A1:D9") == {
        "range": "Sheet1!A1:D9",
        "majorDimension": "ROWS",
        "values": [["a"], [], ["", "b"]],
    }
    assert answer_of(book, "F5") == {"range": "Sheet1!F5", "majorDimension": "ROWS"}


def test_open_ranges_end_at_the_grid(book):
    assert answer_of(book, "A2:B")["range"] == "Sheet1!A2:B1000"
    assert answer_of(book, "2:3")["range"] == "Sheet1!A2:Z3"
    assert answer_of(book, "Sheet1")["range"] == "Sheet1!A1:Z1000"
    assert answer_of(book, "D4:B2")["range"] == "Sheet1!B2:D4"
    assert answer_of(book, "R2C3:R4C5")["range"] == "Sheet1!C2:E4"
    assert answer_of(book, "A1:A5000")["range"] == "Sheet1!A1:A1000"


def test_a_title_with_spaces_is_quoted_and_a_title_like_a_cell_wins(book):
    book.do({"addSheet": {"properties": {"title": "D3"}}}, {"addSheet": {"properties": {"title": "Hari Libur's"}}})
    book.put("'D3'!A1", [["x"]])
    assert answer_of(book, "D3")["range"] == "'D3'!A1:Z1000"
    assert book.put("Hari Libur's!B2", [["y"]])["updatedRange"] == "'Hari Libur''s'!B2"


def test_a_named_range_may_follow_the_title_of_its_own_sheet(book):
    grid = {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 3}
    book.do(
        {"addNamedRange": {"namedRange": {"name": "Tenggat", "range": grid}}},
        {"addSheet": {"properties": {"title": "Lain"}}},
    )
    book.put("B1", [["2", "4"], ["naik"]])
    assert answer_of(book, "'Sheet1'!Tenggat") == {
        "range": "Sheet1!B1:C3",
        "majorDimension": "ROWS",
        "values": [["2", "4"], ["naik"]],
    }
    with pytest.raises(Refused, match="Unable to parse range: Lain!Tenggat"):
        answer_of(book, "Lain!Tenggat")


def test_columns_are_given_when_asked(book):
    book.put("A1", [["a", "b"], ["", "c"]])
    assert answer_of(book, "A1:B2", majorDimension="COLUMNS")["values"] == [["a"], ["b", "c"]]
    body = {"majorDimension": "COLUMNS", "values": [["1", "2"], ["3"]]}
    book.office.ask("PUT", f"{book.path}/values/D1", body, valueInputOption="RAW")
    assert book.values("D1:E2") == [["1", "3"], ["2"]]


def test_null_skips_a_cell_and_an_empty_text_clears_it(book):
    book.put("A1", [["a", "b", "c"]])
    reply = book.put("A1", [[None, "", "d"]])
    assert reply["updatedCells"] == 2
    assert book.values() == [["a", "", "d"]]


def test_raw_is_stored_and_typed_is_parsed(book):
    texts = [["=1+1", "0042", "5%", "2026-01-05", "'07", "true"]]
    book.put("A1", texts)
    assert book.values() == [["=1+1", "0042", "5%", "2026-01-05", "'07", "true"]]
    book.type("A2", texts)
    assert book.values("A2:F2") == [["2", "42", "5%", "2026-01-05", "07", "TRUE"]]
    assert book.values("A2:F2", valueRenderOption="UNFORMATTED_VALUE") == [[2, 42, 0.05, 46027, "07", True]]
    dated = book.values("A2:F2", valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="FORMATTED_STRING")
    assert dated == [[2, 42, 0.05, "2026-01-05", "07", True]]
    assert book.values("A2:B2", valueRenderOption="FORMULA") == [["=1+1", 42]]


def test_a_text_cell_takes_what_is_typed_as_text(book):
    cell = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    book.do({"repeatCell": {"range": {"sheetId": 0, "endRowIndex": 1}, "cell": cell, "fields": "userEnteredFormat"}})
    book.type("A1", [["0042"]])
    assert book.values(valueRenderOption="UNFORMATTED_VALUE") == [["0042"]]


def test_the_locale_decides_what_is_typed(office):
    book = office.spreadsheet(properties={"title": "id", "locale": "in_ID", "timeZone": "Asia/Makassar"})
    book.type("A1", [["12,5", "1.234", "31/12/2026", "3 Mei 2026", "Rp5.000", "=SUM(1,5;2)"]])
    unformatted = book.values(valueRenderOption="UNFORMATTED_VALUE")
    assert unformatted == [[12.5, 1234, 46387, 46145, 5000, 3.5]]
    assert book.values() == [["12,5", "1.234", "31/12/2026", "3 Mei 2026", "Rp5.000", "3,5"]]


def test_append_finds_the_last_table_and_drifts_with_it(book):
    first = book.append("Sheet1", [["1", "", "3"]])
    assert first["updates"]["updatedRange"] == "Sheet1!A1:C1"
    assert "tableRange" not in first
    second = book.append("Sheet1", [["1", "", "3"]])
    assert (second["tableRange"], second["updates"]["updatedRange"]) == ("Sheet1!C1", "Sheet1!C2:E2")


def test_append_goes_below_the_table_that_the_range_touches(book):
    book.put("A1", [["a", "b"], ["c"]])
    book.put("D1", [["x"], ["y"], ["z"]])
    assert book.append("A1:B1", [["e"]])["updates"]["updatedRange"] == "Sheet1!A3"
    assert book.append("D1", [["w"]])["updates"]["updatedRange"] == "Sheet1!D4"


def test_append_inserts_rows_when_told_and_grows_the_grid(book):
    book.put("A1", [["a"], ["b"]])
    book.put("A4", [["bawah"]])
    book.append("A1", [["c"], ["d"]], insertDataOption="INSERT_ROWS")
    assert book.values("A1:A6") == [["a"], ["b"], ["c"], ["d"], [], ["bawah"]]
    book.put("A1002", [["akhir"]])
    book.append("A1002", [["lagi"]])
    assert book.get()["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 1003


def test_clearing_leaves_formats(book):
    book.type("A1", [["5%"]])
    assert book.office.ask("POST", f"{book.path}/values/Sheet1:clear")["clearedRange"] == "Sheet1!A1:Z1000"
    book.put("A1", [[0.25]])
    assert book.values() == [["25%"]]


def test_batches_answer_for_each_range(book):
    data = [{"range": "A1:B1", "values": [["a", "b"]]}, {"range": "A3", "values": [["c"]]}]
    body = {"valueInputOption": "RAW", "data": data}
    reply = book.office.ask("POST", f"{book.path}/values:batchUpdate", body)
    assert (reply["totalUpdatedCells"], reply["totalUpdatedSheets"], len(reply["responses"])) == (3, 1, 2)
    found = book.office.ask("GET", f"{book.path}/values:batchGet", ranges=["A1:B1", "A3"])
    assert [one["values"] for one in found["valueRanges"]] == [[["a", "b"]], [["c"]]]
    cleared = book.office.ask("POST", f"{book.path}/values:batchClear", {"ranges": ["A1:B1", "A3"]})
    assert cleared["clearedRanges"] == ["Sheet1!A1:B1", "Sheet1!A3"]


@pytest.mark.parametrize(
    ("range", "words"),
    [
        ("Nope!A1", "Unable to parse range: Nope!A1"),
        ("A0", "Unable to parse range: A0"),
        ("A1001:A1001", "Range (Sheet1!A1001:A1001) exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("AB1", "Range (Sheet1!AB1) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ],
)
def test_ranges_are_refused_in_googles_words(book, range, words):
    with pytest.raises(Refused) as refusal:
        book.values(range)
    assert (refusal.value.status, refusal.value.message) == (400, words)


def test_writing_outside_the_range_or_the_grid_is_refused(book):
    with pytest.raises(Refused, match=r"tried writing to row \[3\]"):
        book.put("A1:B2", [[1], [2], [3]])
    with pytest.raises(Refused, match=r"tried writing to column \[C\]"):
        book.put("A1:B2", [[1, 2, 3]])
    with pytest.raises(Refused, match="exceeds grid limits"):
        book.put("A999", [[1], [2], [3]])
    with pytest.raises(Refused, match="'valueInputOption' is required"):
        book.office.ask("PUT", f"{book.path}/values/A1", {"values": [[1]]})
    with pytest.raises(Refused, match="struct_value"):
        book.put("A1", [[{"a": 1}]])


def test_values_in_the_answer_show_what_was_written(book):
    reply = book.type(
        "A1", [["=2*21"]], includeValuesInResponse="true", responseValueRenderOption="UNFORMATTED_VALUE"
    )
    assert reply["updatedData"]["values"] == [[42]]

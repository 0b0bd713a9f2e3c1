"""Formulas by their results, worked out here or by the engine."""

from datetime import datetime

import pytest

from tests.local_workspace.sheets.asking import area, formula, text


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("=1+1", "2"),
        ("=-2^2", "4"),
        ('="a"&1', "a1"),
        ("=1/0", "#DIV/0!"),
        ("=NA()", "#N/A"),
        ("=FOO(1)", "#NAME?"),
        ("=QUERY(C1:D2)", "#NAME?"),
        ("=IF(", "#ERROR!"),
        ("=Nope!A1", "#REF!"),
        ("=Z9", ""),
        ('=HYPERLINK("http://x";"label")', "label"),
        ("=DATE(2020;1;2)", "1/2/2020"),
        ("=D1", "2026-01-05"),
        ("=D1+1", "2026-01-06"),
        ('=TEXT(D1;"d mmmm yyyy")', "5 January 2026"),
        ("=SUM(C:C)", "6"),
        ("=AVERAGE(C1:C3)", "2"),
        ("=MEDIAN(C1:C3)", "2"),
        ("=COUNTA(C:D)", "6"),
        ('=COUNTIF(C1:C9;">1")', "2"),
        ('=COUNTIFS(C1:C9;">1";D1:D9;"y*")', "1"),
        ('=SUMIF(D:D;"x";C:C)', "2"),
        ("=VLOOKUP(2;C1:D9;2;FALSE)", "x"),
        ("=MATCH(2;C:C;0)", "2"),
        ("=MATCH(2.5;C1:C3;1)", "2"),
        ('=XLOOKUP(9;C:C;D:D;"tidak ada")', "tidak ada"),
        ('=IFERROR(MATCH("q";D:D;0);"")', ""),
        ('=IF(AND(C1=1;NOT(C2=1));"ya";"tidak")', "ya"),
        ('=JOIN("-";C1:C3)', "1-2-3"),
        ('=REGEXEXTRACT("KEL-0042";"\\d+")', "0042"),
        ("=INDEX(C1:D3;2;2)", "x"),
        ("=NETWORKDAYS(DATE(2026;1;1);DATE(2026;1;31))", "22"),
        ('=INDIRECT("C2")', "2"),
        ("=SUMPRODUCT(C1:C3;C1:C3)", "14"),
    ],
)
def test_formulas_come_to_what_google_shows(book, typed, seen):
    book.type("C1", [[1, "2026-01-05"], [2, "x"], [3, "y"]])
    book.type("A1", [[typed]])
    assert (book.values("A1") or [[""]])[0][0] == seen


def test_an_error_value_has_its_type(book):
    book.type("A1", [["=1/0"], ["=FOO(1)"], ["=A3"]])
    rows = book.get(ranges="A1:A3", includeGridData="true")["sheets"][0]["data"][0]["rowData"]
    kinds = [row["values"][0]["effectiveValue"]["errorValue"]["type"] for row in rows]
    assert kinds == ["DIVIDE_BY_ZERO", "NAME", "REF"]


def test_lookups_by_the_own_row_survive_a_sort(book):
    book.do({"addSheet": {"properties": {"sheetId": 5, "title": "Status"}}})
    book.put("Status!A1", [["K2", "selesai"], ["K1", "baru"]])
    lookup = '=IFERROR(INDEX(Status!$B:$B;MATCH(INDEX($A:$A;ROW());Status!$A:$A;0));"")'
    rows = [{"values": [text(name), formula(lookup)]} for name in ("K1", "K2", "K3")]
    book.do({"appendCells": {"sheetId": 0, "rows": rows, "fields": "userEnteredValue"}})
    assert book.values() == [["K1", "baru"], ["K2", "selesai"], ["K3", ""]]
    falling = [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]
    book.do({"sortRange": {"range": area((0, 3), (0, 2)), "sortSpecs": falling}})
    assert book.values() == [["K3", ""], ["K2", "selesai"], ["K1", "baru"]]


def test_results_change_with_what_they_name(book):
    book.type("A1", [[1, "=A1*2", "=B1+1"]])
    assert book.values() == [["1", "2", "3"]]
    book.put("A1", [[10]])
    assert book.values() == [["10", "20", "21"]]


def test_results_of_the_engine_and_our_own_feed_each_other(book):
    book.type("A1", [[3, "=A1+1", "=MEDIAN(A1:B1)", "=C1*2", "=PRODUCT(D1;2)"]])
    assert book.values() == [["3", "4", "3.5", "7", "14"]]


def test_arrays_spill_over_empty_cells(book):
    book.type("A1", [["=SEQUENCE(3)", "=ARRAYFORMULA(A1:A3*2)"]])
    assert book.values() == [["1", "2"], ["2", "4"], ["3", "6"]]


def test_today_is_the_workspaces_day_where_the_spreadsheet_is(book):
    book.office.workspace.clock.stop_at(datetime.fromisoformat("2026-03-01T20:00:00+00:00"))
    try:
        book.do({"updateSpreadsheetProperties": {"properties": {"timeZone": "Asia/Makassar"}, "fields": "timeZone"}})
        book.type("A1", [["=TODAY()"]])
        assert book.values() == [["3/2/2026"]]
    finally:
        book.office.workspace.clock.follow_the_machine()


def test_today_is_that_of_who_asks_though_other_cells_were_read_before(book):
    clock = book.office.workspace.clock
    clock.stop_at(datetime.fromisoformat("2026-03-01T20:00:00+00:00"))
    try:
        book.do({"updateSpreadsheetProperties": {"properties": {"timeZone": "Asia/Makassar"}, "fields": "timeZone"}})
        book.type("A1", [["=1+1", "=TODAY()"]])
        assert book.values("A1:A1") == [["2"]]
        clock.stop_at(datetime.fromisoformat("2026-03-03T20:00:00+00:00"))
        assert book.values("B1:B1") == [["3/4/2026"]]
    finally:
        clock.follow_the_machine()


def test_conditional_formats_colour_what_meets_them(book):
    book.put("A1", [["Mendesak", 5], ["biasa", 50]])
    red, blue = {"backgroundColor": {"red": 1}}, {"backgroundColor": {"blue": 1}}
    rules = [
        ({"type": "TEXT_EQ", "values": [{"userEnteredValue": "mendesak"}]}, area(columns=(0, 1)), red),
        ({"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=$B1>10"}]}, area(columns=(1, 2)), blue),
    ]
    for condition, where, looks in rules:
        rule = {"ranges": [where], "booleanRule": {"condition": condition, "format": looks}}
        book.do({"addConditionalFormatRule": {"rule": rule, "index": 0}})
    rows = book.get(ranges="A1:B2", includeGridData="true")["sheets"][0]["data"][0]["rowData"]
    colours = [[cell["effectiveFormat"]["backgroundColor"] for cell in row["values"]] for row in rows]
    white = {"red": 1, "green": 1, "blue": 1}
    assert colours == [[{"red": 1}, white], [white, {"blue": 1}]]


@pytest.mark.parametrize(
    ("formula", "coloured"),
    [
        ("=$B1>10", [[False, False], [True, True]]),
        ("=B1>10", [[False, False], [True, False]]),
        ("=COLUMN()=2", [[False, True], [False, True]]),
        ('=INDEX($A:$B,ROW(),1)="biasa"', [[False, False], [True, True]]),
    ],
)
def test_a_formula_colours_a_row_or_the_cells_it_speaks_of(book, formula, coloured):
    book.put("A1", [["Mendesak", 5], ["biasa", 50]])
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    boolean = {"condition": condition, "format": {"backgroundColor": {"red": 1}}}
    book.do(
        {"addConditionalFormatRule": {"rule": {"ranges": [area(columns=(0, 2))], "booleanRule": boolean}, "index": 0}}
    )
    rows = book.get(ranges="A1:B2", includeGridData="true")["sheets"][0]["data"][0]["rowData"]
    found = [[cell["effectiveFormat"]["backgroundColor"] == {"red": 1} for cell in row["values"]] for row in rows]
    assert found == coloured

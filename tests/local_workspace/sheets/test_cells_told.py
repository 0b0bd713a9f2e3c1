"""How single cells are told: formats in force, colours, links, errors; facts seen in real answers of Google."""

import pytest

from tests.local_workspace.sheets.asking import area, formula

A1 = area((0, 1), (0, 1))
LINK_BLUE = {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}
FIELDS = "sheets.data.rowData.values"


def told(book, where="A1"):
    rows = book.get(includeGridData="true", ranges=where, fields=FIELDS)["sheets"][0]["data"][0].get("rowData")
    return rows[0]["values"][0] if rows and rows[0] else {}


def put(book, *cells, fields="*"):
    book.do({"updateCells": {"start": {"sheetId": 0}, "rows": [{"values": list(cells)}], "fields": fields}})


def paint(book, color, field="backgroundColor"):
    cell = {"userEnteredFormat": {field: color}}
    book.do({"repeatCell": {"range": A1, "cell": cell, "fields": f"userEnteredFormat.{field}"}})
    return told(book)["userEnteredFormat"]


def test_a_colour_comes_back_in_steps_of_256_without_zeros_and_alpha(book):
    assert paint(book, {"red": 1, "green": 0, "blue": 0.5, "alpha": 1})["backgroundColor"] == {
        "red": 1,
        "blue": 0.49803922,
    }


def test_a_colour_written_again_as_it_came_back_does_not_change(book):
    steps = [paint(book, {"red": step / 255})["backgroundColor"] for step in (1, 127, 128, 183, 254)]
    assert [paint(book, step)["backgroundColor"] for step in steps] == steps


def test_a_colour_painted_over_another_one_is_the_new_one_in_both_its_names(book):
    paint(book, {"blue": 1})
    paint(book, {"red": 1})
    assert paint(book, {"green": 1}) == {
        "backgroundColor": {"green": 1},
        "backgroundColorStyle": {"rgbColor": {"green": 1}},
    }
    assert paint(book, {"rgbColor": {"red": 1}}, "backgroundColorStyle")["backgroundColor"] == {"red": 1}


def test_a_cell_without_a_value_has_no_side_and_no_way_to_show_links(book):
    paint(book, {"red": 1})
    assert not told(book)["effectiveFormat"].keys() & {"horizontalAlignment", "hyperlinkDisplayType"}


def test_a_cell_takes_its_font_from_the_theme(book):
    book.put("A1", [[5]])
    assert told(book)["effectiveFormat"]["textFormat"]["fontFamily"] == "Arial"


@pytest.mark.parametrize("typed", ['=""', "=T(B9)"])
def test_a_formula_that_comes_to_an_empty_text_has_neither_value_nor_text(book, typed):
    put(book, formula(typed))
    assert told(book).keys() == {"userEnteredValue", "effectiveFormat"}


def test_a_hyperlink_looks_like_one(book):
    put(book, formula('=HYPERLINK("https://example.com", "klik")'))
    found = told(book)
    assert found["hyperlink"] == "https://example.com"
    look = found["effectiveFormat"]
    assert look["hyperlinkDisplayType"] == "LINKED"
    assert look["textFormat"]["foregroundColor"] == LINK_BLUE
    assert look["textFormat"]["underline"] is True
    assert look["textFormat"]["link"] == {"uri": "https://example.com"}


def test_a_link_inside_a_text_is_blue_and_underlined_and_the_first_run_has_no_place(book):
    link = {"format": {"link": {"uri": "https://example.com"}}}
    put(book, {"userEnteredValue": {"stringValue": "satu dua"}, "textFormatRuns": [link, {"startIndex": 4}]})
    first, second = told(book)["textFormatRuns"]
    assert first == {
        "format": {
            "foregroundColor": LINK_BLUE,
            "foregroundColorStyle": {"rgbColor": LINK_BLUE},
            "underline": True,
            "link": {"uri": "https://example.com"},
        }
    }
    assert second["startIndex"] == 4


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("=NA()", {"type": "N_A"}),
        ("=1/0", {"type": "DIVIDE_BY_ZERO", "message": "Function DIVIDE parameter 2 cannot be zero."}),
        ("=TidakAda(1)", {"type": "NAME", "message": "Unknown function: 'TidakAda'."}),
        ("=B1:Z1 B30:Z30", {"type": "ERROR", "message": "Formula parse error."}),
        (
            "=SQRT(-1)",
            {
                "type": "NUM",
                "message": "Function SQRT parameter 1 value is negative. It should be positive or zero.",
            },
        ),
        (
            '=1+"a"',
            {
                "type": "VALUE",
                "message": "Function ADD parameter 2 expects number values. "
                "But 'a' is a text and cannot be coerced to a number.",
            },
        ),
        (
            '=VLOOKUP("x", B1:B1, 1, FALSE)',
            {"type": "N_A", "message": "Did not find value 'x' in VLOOKUP evaluation."},
        ),
    ],
)
def test_an_error_is_told_in_google_s_words(book, typed, error):
    put(book, formula(typed))
    assert told(book)["effectiveValue"] == {"errorValue": error}


def test_a_lookup_over_what_the_engine_works_out_still_tells_what_it_missed(book):
    put(book, formula('=VLOOKUP("x", B1:B1, 1, FALSE)'), formula("=MEDIAN(1,2)"))
    assert told(book)["effectiveValue"]["errorValue"]["message"] == "Did not find value 'x' in VLOOKUP evaluation."


def test_a_lone_request_and_requests_in_lists_are_taken_for_a_list_of_requests(book):
    path = f"{book.path}:batchUpdate"
    book.office.ask("POST", path, {"requests": {"addSheet": {"properties": {"title": "satu"}}}})
    nested = [[{"addSheet": {"properties": {"title": "dua"}}}], {"addSheet": {"properties": {"title": "tiga"}}}]
    assert len(book.office.ask("POST", path, {"requests": nested})["replies"]) == 2
    titles = [sheet["properties"]["title"] for sheet in book.get()["sheets"]]
    assert titles == ["Sheet1", "satu", "dua", "tiga"]

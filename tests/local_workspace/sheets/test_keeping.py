"""Workbooks survive restarts and kills; what was refused leaves no trace."""

import json
import os
import signal
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.local_workspace.sheets.asking import Office, area, span, text

WRITES_THEN_WAITS = """
import sys, time
from pathlib import Path
from tests.local_workspace.sheets.asking import Office
book = Office(Path(sys.argv[1])).spreadsheet()
book.type("A1", [["a", "=1+1"], ["2026-01-05", "5%"]])
book.do({"addSheet": {"properties": {"title": "Dua"}}})
print(book.id, flush=True)
time.sleep(60)
"""


def test_a_killed_workspace_shows_the_same_workbook(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-c", WRITES_THEN_WAITS, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    id = run.stdout.readline().strip()
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    office = Office(tmp_path)
    path = f"/v4/spreadsheets/{id}"
    assert office.ask("GET", f"{path}/values/Sheet1")["values"] == [["a", "2"], ["2026-01-05", "5%"]]
    assert [one["properties"]["title"] for one in office.ask("GET", path)["sheets"]] == ["Sheet1", "Dua"]
    office.close()


def test_everything_a_workbook_holds_comes_back_after_a_restart(tmp_path):
    office = Office(tmp_path)
    book = office.spreadsheet()
    book.type("A1", [["a", "=1+1"], ["b", "c"], ["d", "e"]])
    book.do(
        {
            "updateCells": {
                "start": {"sheetId": 0},
                "fields": "note,userEnteredFormat",
                "rows": [{"values": [{"note": "catatan", "userEnteredFormat": {"textFormat": {"bold": True}}}]}],
            }
        },
        {
            "setDataValidation": {
                "range": area((0, 9), (2, 3)),
                "rule": {
                    "condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Ya"}]},
                    "strict": True,
                },
            }
        },
        {"deleteDimension": {"range": span("ROWS", 1, 2)}},
        {"insertDimension": {"range": span("ROWS", 0, 1)}},
        {
            "updateDimensionProperties": {
                "range": span("COLUMNS", 0, 1),
                "properties": {"pixelSize": 55},
                "fields": "*",
            }
        },
    )
    before = book.get(includeGridData="true")
    office.close()
    again = Office(tmp_path)
    assert again.ask("GET", book.path, includeGridData="true") == before
    again.close()


cells = st.one_of(
    st.none(), st.just(""), st.text("ab=+'0.", min_size=1, max_size=4), st.integers(-9, 9), st.booleans()
)
writes = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.lists(st.lists(cells, max_size=3), min_size=1, max_size=3)),
    max_size=6,
)


@settings(max_examples=15)
@given(writes)
def test_values_written_in_any_order_read_back_as_an_oracle_says(office, writes):
    book, oracle = office.spreadsheet(), {}
    for row, column, values in writes:
        book.put(f"{'ABCD'[column]}{row + 1}", values)
        for r, line in enumerate(values):
            for c, value in enumerate(line):
                if value is not None:
                    oracle[row + r, column + c] = value
    height = 1 + max((row for (row, _), value in oracle.items() if value != ""), default=-1)
    expected = []
    for row in range(height):
        width = 1 + max((c for (r, c), value in oracle.items() if r == row and value != ""), default=-1)
        expected.append([oracle.get((row, column), "") for column in range(width)])
    assert json.dumps(book.values(valueRenderOption="UNFORMATTED_VALUE")) == json.dumps(expected)


moves = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(0, 6), st.integers(1, 3)),
        st.tuples(st.just("delete"), st.integers(0, 6), st.integers(1, 3)),
        st.tuples(st.just("move"), st.integers(0, 6), st.integers(0, 6)),
    ),
    max_size=6,
)


@settings(max_examples=15)
@given(moves)
def test_rows_inserted_deleted_and_moved_read_back_as_a_list_does(office, moves):
    book = office.spreadsheet()
    oracle = [str(number) for number in range(8)]
    book.put("A1", [[one] for one in oracle])
    for kind, at, number in moves:
        if kind == "insert":
            book.do({"insertDimension": {"range": span("ROWS", at, at + number)}})
            oracle[at:at] = [""] * number
        elif kind == "delete":
            book.do({"deleteDimension": {"range": span("ROWS", at, at + number)}})
            del oracle[at : at + number]
        elif number != at:
            book.do({"moveDimension": {"source": span("ROWS", at, at + 1), "destinationIndex": number}})
            oracle.extend([""] * (max(at, number) + 1 - len(oracle)))
            one = oracle.pop(at)
            oracle.insert(number - (number > at), one)
    office.workspace.sheets.books.unload(book.id)
    found = [row[0] if row else "" for row in book.values("A1:A30")]
    while oracle and oracle[-1] == "":
        oracle.pop()
    assert found == oracle


def test_a_copy_of_the_file_holds_the_same_and_goes_its_own_way(book):
    book.type("A1", [["a", "=LEN(A1)"]])
    made = book.office.ask("POST", f"/drive/v3/files/{book.id}/copy", {"name": "Salinan"})
    book.put("A1", [["panjang"]])
    assert book.office.ask("GET", f"/v4/spreadsheets/{made['id']}/values/Sheet1")["values"] == [["a", "1"]]


def test_a_file_made_through_drive_is_an_empty_workbook(office):
    made = office.ask(
        "POST", "/drive/v3/files", {"name": "Baru", "mimeType": "application/vnd.google-apps.spreadsheet"}
    )
    found = office.ask("GET", f"/v4/spreadsheets/{made['id']}")
    assert found["properties"]["title"] == "Baru"
    assert found["sheets"][0]["properties"]["gridProperties"] == {"rowCount": 1000, "columnCount": 26}


def test_a_sheet_copied_into_another_workbook_keeps_its_cells(office, book):
    book.do(
        {"updateCells": {"start": {"sheetId": 0}, "rows": [{"values": [text("isi")]}], "fields": "userEnteredValue"}}
    )
    other = office.spreadsheet()
    made = office.ask("POST", f"{book.path}/sheets/0:copyTo", {"destinationSpreadsheetId": other.id})
    assert (made["title"], made["index"]) == ("Copy of Sheet1", 1)
    assert other.values("Copy of Sheet1") == [["isi"]]

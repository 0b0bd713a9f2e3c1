"""Smart chips and rich links that people put into cells, over HTTP: the job reads what they see."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.domain.places import Place
from automation.register.schema import tabs
from demo.people import OFFICE
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office

from .world import ANSWER

ONE = "KEL-2026-0001"
REGISTER = tabs()["register"]
RUDI, REPORT = "rudi@bspji-samarinda.example", "https://drive.google.com/file/d/1"
CHIPS = [
    {"startIndex": 10, "chip": {"personProperties": {"email": RUDI}}},
    {"startIndex": 11},
    {"startIndex": 18, "chip": {"richLinkProperties": {"uri": REPORT}}},
]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WiredOffice]:
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        yield office


def test_chips_in_a_cell_are_read_as_people_see_them(office: WiredOffice) -> None:
    office.stage.answer_form("public", ANSWER)
    office.sync(wita(2, 9))
    hands, book = office.stage.hands(OFFICE), office.stage.place(Place.WORKBOOK)
    [[headings]] = hands.table(book, ["Register!1:1"])
    cell = {"userEnteredValue": {"stringValue": "Diperiksa @ lihat @"}, "chipRuns": CHIPS}
    column = headings.index(REGISTER.column("findings").heading)
    start = {"sheetId": hands.tabs(book)["Register"], "rowIndex": 1, "columnIndex": column}
    write = {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue,chipRuns"}
    hands.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": [{"updateCells": write}]})
    assert office.sync(wita(2, 9, 5)).status == 0
    [case] = office.stage.memory.cases.values()
    assert case.cells["findings"] == f"Diperiksa {RUDI} lihat {REPORT}"

"""Hari Ini over the wire: its formulas worked out, right after any sort, made by setup where it lacks."""

from collections.abc import Iterator
from typing import Any

import pytest

from automation.jobs.setup.layout import tab_id
from demo.people import OFFICE, STAFF
from tests.builders import wita
from tests.local_workspace.pages.browsing import signed_in
from tests.wired import WiredOffice, a_wired_office

from .world import ANSWER

STAFF_MEMBER = next(iter(STAFF)).email
REGISTER, TODAY = tab_id("register"), tab_id("today")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WiredOffice]:
    with (
        pytest.MonkeyPatch.context() as patch,
        a_wired_office(tmp_path_factory.mktemp("kantor"), wita(2, 8), patch) as office,
    ):
        for subject in ("Bising", "Arsip hilang", "Cap luntur"):
            office.stage.answer_form("public", {**ANSWER, "subject": subject})
        assert office.sync(wita(2, 9)).status == 0
        yield office


def drawn(office: WiredOffice) -> list[list[Any]]:
    """Return the rows of Hari Ini as the page draws them, with each link worked out."""
    book = office.stage.place("workbook")
    with signed_in(STAFF_MEMBER) as browser:
        cells = browser.get(f"{office.serving.address}/spreadsheets/d/{book}/tab/{TODAY}", timeout=60).json()["rows"]
    return [[{"t": "", **one} if isinstance(one, dict) else {"t": one or ""} for one in row] for row in cells]


def register(office: WiredOffice) -> list[list[Any]]:
    return office.stage.hands(OFFICE).table(office.stage.place("workbook"), ["Register"])[0]


def change(office: WiredOffice, *requests: dict[str, Any]) -> None:
    book = office.stage.place("workbook")
    office.ask("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": list(requests)})


def linked(office: WiredOffice) -> dict[str, list[Any]]:
    """Return the Register's row that each number of Hari Ini leads to."""
    rows = register(office)
    links = {row[0]["t"]: row[0].get("l", "") for row in drawn(office) if row[0]["t"].startswith("KEL-")}
    assert all(link.split("&range=")[0].endswith(f"#gid={REGISTER}") for link in links.values())
    return {number: rows[int(link.rpartition("&range=X")[2]) - 1] for number, link in links.items()}


def test_each_link_reaches_its_own_number_after_any_sort(office: WiredOffice) -> None:
    area = {"sheetId": REGISTER, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 0}
    place = register(office)[0].index("Perihal")
    for order in ("ASCENDING", "DESCENDING"):
        change(office, {"sortRange": {"range": area, "sortSpecs": [{"dimensionIndex": place, "sortOrder": order}]}})
        found = linked(office)
        assert len(found) == 3
        assert {number: row[0] for number, row in found.items()} == {number: number for number in found}
    assert '"writes": 0' in office.sync(wita(2, 9), "--json").out


def test_how_long_there_is_goes_on_by_itself(office: WiredOffice) -> None:
    office.stage.set_clock(wita(5, 9))
    assert {row[3]["t"] for row in drawn(office) if row[0]["t"].startswith("KEL-")} == {"lewat 3 hari"}
    office.stage.set_clock(wita(2, 9))


def test_an_older_workbook_gets_it_from_setup_left_of_all_others(office: WiredOffice) -> None:
    before = drawn(office)
    change(office, {"deleteSheet": {"sheetId": TODAY}})
    office.run("setup")
    assert next(iter(office.stage.hands(OFFICE).tabs(office.stage.place("workbook")))) == "Hari Ini"
    assert office.sync(wita(2, 9)).status == 0
    assert [[cell["t"] for cell in row] for row in drawn(office)] == [[cell["t"] for cell in row] for row in before]

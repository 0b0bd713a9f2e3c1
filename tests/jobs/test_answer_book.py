"""The workbook of the survey's single answers, over the wire: made by setup, in older offices too; who opens it."""

from typing import Any

import pytest

from automation.domain.places import Place
from automation.jobs.setup.layout import tab_id
from automation.ports import Refused
from automation.register.schema import ANSWERS, answers_tab
from local_workspace.server import serve

from .test_setup import Office

#: The headings of Survei while it held single answers.
FORMER = ["Nomor", "Dijawab", *(f"U{place}" for place in range(1, 10)), "Indeks", "Dihitung", "Saran", "Kode jawaban"]


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def change(office: Office, *requests: dict[str, Any]) -> None:
    office.connection._sheets.batch_update(office.places["workbook"], {"requests": list(requests)})


def before_the_answers_had_a_workbook(office: Office, headings: list[str]) -> None:
    """Give the office the tab of single answers that it had, and nothing that came later."""
    former = tab_id("survey")
    cells = [{"values": [{"userEnteredValue": {"stringValue": one}} for one in headings]}]
    start = {"sheetId": former, "rowIndex": 0, "columnIndex": 0}
    change(
        office,
        {"deleteSheet": {"sheetId": tab_id("satisfaction")}},
        {"addSheet": {"properties": {"sheetId": former, "title": "Survei"}}},
        {"updateCells": {"start": start, "rows": cells, "fields": "userEnteredValue"}},
    )
    for name in ("tab", "columns", "rows", "look"):
        office.ledger.forget_place(Place(f"{name}.satisfaction"))
    office.ledger.remember_place(Place.tab("survey"), str(former))


def test_an_older_office_gets_its_answers_out_of_the_workbook_and_columns_of_its_own_are_never_deleted(office):
    office.set_up()
    before_the_answers_had_a_workbook(office, [*FORMER, "Catatan Dewi"])
    with pytest.raises(Refused, match="Catatan Dewi"):
        office.set_up()
    assert "Survei" in office.connection.workbook(office.places).tabs()
    start = {"sheetId": tab_id("survey"), "rowIndex": 0, "columnIndex": len(FORMER)}
    change(office, {"updateCells": {"start": start, "rows": [{"values": [{}]}], "fields": "userEnteredValue"}})
    report = office.set_up()
    assert "lembar Survei" in report.made
    assert office.connection.workbook(office.places).tabs()["Survei"] == tab_id("satisfaction")
    assert Place.tab("survey") not in office.places
    again = office.set_up()
    assert (again.made, again.problems) == ([], [])


def test_the_single_answers_lie_in_the_office_s_folder_protected_and_closed_to_all_others(office):
    office.set_up()
    book, root = office.places[Place.ANSWERS], office.places[Place.ROOT]
    (tab,) = office.connection.construction.layout(book)
    assert (tab.id, tab.title) == (tab_id(ANSWERS), "Jawaban")
    assert [(one.name, one.columns) for one in tab.protections] == [("Tanggap: Jawaban", None)]
    ((heads,),) = office.connection.workbook({**office.places, Place.WORKBOOK: book}).read(["Jawaban!1:1"])
    assert list(heads) == [column.heading for column in answers_tab().columns]
    opens = office.connection.construction.shared_with
    assert opens(book) == opens(root)
    assert opens(office.places[Place.WORKBOOK]) > opens(root)

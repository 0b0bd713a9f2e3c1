"""The Register's filter views, over the wire: made once, found again, put right, and people's own left alone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from gspread.http_client import ParamsType

from automation.domain.places import Place
from automation.domain.views import RegisterView
from automation.jobs.setup.layout import tab_id
from automation.jobs.setup.views import view_id
from local_workspace.server import serve
from tests.local_workspace.pages.browsing import signed_in
from tests.ports.served import JOB

from .test_setup import Office

#: JSON of the wire.
Json = dict[str, Any]
REGISTER = tab_id("register")


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def register(office: Office) -> Json:
    params: ParamsType = {"fields": "sheets(properties,filterViews,basicFilter,columnGroups)"}
    sheets = office.connection._sheets.fetch_sheet_metadata(office.places["workbook"], params)["sheets"]
    return next(sheet for sheet in sheets if sheet["properties"]["sheetId"] == REGISTER)


def shown(office: Office) -> dict[int, Json]:
    return {view["filterViewId"]: view for view in register(office).get("filterViews", ())}


def change(office: Office, *requests: Json) -> None:
    office.connection._sheets.batch_update(office.places["workbook"], {"requests": list(requests)})


def test_each_view_is_made_once_and_remembered(office):
    report = office.set_up()
    titles = [line.removeprefix("tampilan filter ") for line in report.made if line.startswith("tampilan filter")]
    assert titles == [
        "Giliran Petugas Pelayanan",
        "Giliran Kepala Balai",
        "Giliran Ketua Pokja",
        "Terlambat",
        "Masih terbuka, terbaru dahulu",
        "Sudah selesai, terbaru dahulu",
        "Masih terbuka, menurut status",
        "Selesai dalam sebulan terakhir",
    ]
    assert shown(office).keys() == {view_id(view) for view in RegisterView}
    assert {office.places[Place.filter_view(view)] for view in RegisterView} == {str(id) for id in shown(office)}
    assert office.set_up().made == []
    assert office.writes == 0


def test_one_that_was_changed_or_deleted_is_put_right_and_people_s_own_stays(office):
    office.set_up()
    before = shown(office)
    theirs = {"title": "Punya Siti", "range": {"sheetId": REGISTER, "startRowIndex": 0, "endColumnIndex": 3}}
    renamed = {"filterViewId": view_id(RegisterView.LATE), "title": "Punya saya", "filterSpecs": []}
    change(
        office,
        {"addFilterView": {"filter": theirs}},
        {"updateFilterView": {"filter": renamed, "fields": "title,filterSpecs"}},
        {"deleteFilterView": {"filterId": view_id(RegisterView.HEAD)}},
    )
    assert office.set_up().made == ["tampilan filter Giliran Kepala Balai", "tampilan filter Terlambat"]
    after = shown(office)
    assert {id: after[id] for id in before} == before
    assert [view["title"] for id, view in after.items() if id not in before] == ["Punya Siti"]
    assert office.set_up().made == []


def test_one_that_new_rows_fell_out_of_spans_them_again(office):
    office.set_up()
    short = {"filterViewId": view_id(RegisterView.OPEN), "range": {"sheetId": REGISTER, "endRowIndex": 5}}
    change(office, {"updateFilterView": {"filter": short, "fields": "range"}})
    assert office.set_up().made == ["tampilan filter Masih terbuka, terbaru dahulu"]
    assert shown(office)[view_id(RegisterView.OPEN)]["range"].get("endRowIndex", 1000) >= 1000


def test_neither_the_basic_filter_nor_the_rows_are_touched(office):
    office.set_up()
    before = register(office)["basicFilter"]
    change(office, {"deleteFilterView": {"filterId": view_id(RegisterView.OPEN)}})
    office.set_up()
    assert register(office)["basicFilter"] == before


def test_a_column_that_people_renamed_costs_only_its_views(office):
    office.set_up()
    for view in RegisterView:
        change(office, {"deleteFilterView": {"filterId": view_id(view)}})
    heading = office.connection.workbook(office.places).read(["Register!1:1"])[0][0]
    cell = {"userEnteredValue": {"stringValue": "Siapa sekarang"}}
    start = {"sheetId": REGISTER, "rowIndex": 0, "columnIndex": heading.index("Penanggung jawab")}
    change(office, {"updateCells": {"start": start, "rows": [{"values": [cell]}], "fields": "userEnteredValue"}})
    office.set_up()
    named = {RegisterView.OFFICERS, RegisterView.HEAD, RegisterView.LEADS}
    assert shown(office).keys() == {view_id(view) for view in set(RegisterView) - named}


def numbers_in(office: Office, view: RegisterView) -> list[str]:
    """Give the complaints that a view shows, in its order, by their cells in column A of its rows."""
    book = office.places["workbook"]
    with signed_in(JOB) as browser:
        address = f"{office.serving.address}/spreadsheets/d/{book}/tab/{REGISTER}"
        rows = browser.get(address, params={"fvid": view_id(view)}).json()["view"]["rows"]
    names = [row[0] if row else "" for row in office.connection.workbook(office.places).read(["Register!A:A"])[0]]
    return [names[row] for row in rows]


def fill(office: Office, *rows: Mapping[str, str | float]) -> None:
    """Write cells below the heading, by their columns' headings."""
    heading = office.connection.workbook(office.places).read(["Register!1:1"])[0][0]
    cells = [[row.get(str(name), "") for name in heading] for row in rows]
    office.connection._sheets.values_update(
        office.places["workbook"], "Register!A2", {"valueInputOption": "RAW"}, {"values": cells}
    )


def test_what_ended_lately_is_what_ended_within_a_month_of_the_day_on_which_somebody_looks(office):
    office.set_up()
    days = {"KEL-2026-0001": 40, "KEL-2026-0002": 20, "KEL-2026-0003": 2, "KEL-2026-0004": 1}
    today = (datetime.now(UTC).date() - date(1899, 12, 30)).days
    fill(
        office,
        *(
            {"Nomor": number, "Urgensi": "Selesai" if number[-1] != "4" else "Normal", "Sejak": today - ago + 0.5}
            for number, ago in days.items()
        ),
    )
    assert numbers_in(office, RegisterView.CLOSED_LATELY) == ["KEL-2026-0003", "KEL-2026-0002"]


def test_what_is_open_stands_together_by_its_status(office):
    office.set_up()
    states = ["Menunggu keputusan", "Menunggu sortir", "Menunggu keputusan"]
    fill(
        office,
        *(
            {"Nomor": f"KEL-2026-000{at}", "Status": state, "Urgensi": "Normal"}
            for at, state in enumerate(states, start=1)
        ),
        {"Nomor": "KEL-2026-0004", "Status": "Ditutup", "Urgensi": "Selesai"},
    )
    assert numbers_in(office, RegisterView.BY_STATE) == ["KEL-2026-0001", "KEL-2026-0003", "KEL-2026-0002"]


def folds(office: Office) -> set[tuple[int, int]]:
    return {
        (one["range"]["startIndex"], one["range"]["endIndex"]) for one in register(office).get("columnGroups", ())
    }


def grouped(first: int, end: int) -> Json:
    return {"range": {"sheetId": REGISTER, "dimension": "COLUMNS", "startIndex": first, "endIndex": end}}


def test_a_step_s_columns_fold_behind_its_first_and_people_s_own_groups_stay(office):
    report = office.set_up()
    before = folds(office)
    assert f"{len(before)} kelompok kolom di lembar Register" in report.made
    assert not any(one.get("collapsed") for one in register(office)["columnGroups"])
    heading = office.connection.workbook(office.places).read(["Register!1:1"])[0][0]
    first, end = heading.index("Catatan"), heading.index("Disetujui oleh") + 1
    assert (first, end) in before
    change(office, {"deleteDimensionGroup": grouped(first, end)})
    assert office.set_up().made == ["1 kelompok kolom di lembar Register"]
    assert folds(office) == before
    change(office, {"deleteDimensionGroup": grouped(first, end)}, {"addDimensionGroup": grouped(first, end - 1)})
    assert office.set_up().made == []
    assert folds(office) == before - {(first, end)} | {(first, end - 1)}


def test_columns_that_people_moved_apart_are_not_grouped(office):
    office.set_up()
    heading = office.connection.workbook(office.places).read(["Register!1:1"])[0][0]
    first, end = heading.index("Catatan"), heading.index("Disetujui oleh") + 1
    source = {"sheetId": REGISTER, "dimension": "COLUMNS", "startIndex": first, "endIndex": first + 1}
    change(
        office,
        {"deleteDimensionGroup": grouped(first, end)},
        {"moveDimension": {"source": source, "destinationIndex": len(heading)}},
    )
    assert [one for one in office.set_up().made if "kelompok kolom" in one] == []

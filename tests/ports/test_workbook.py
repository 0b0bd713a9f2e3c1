"""One suite for the workbook in memory and the adapter over the wire."""

from datetime import date, datetime

import pytest

from automation.domain.cells import AppendRows, Formula, JobCell, NewRows, UpdateRow, WholeCell
from automation.domain.layout import (
    AddRows,
    AddTab,
    DeleteRows,
    Heading,
    LayoutChange,
    MergedArea,
    Protect,
    Region,
    Reprotect,
    Unprotect,
)
from automation.google.workbook import GoogleWorkbook
from automation.jobs.setup.layout import tab_id
from automation.ports import Refused, RowRefused, UnreadableWorkbook
from automation.register.schema import lookup_formula, tabs
from tests.builders import job_cells
from tests.fakes import FakeWorkbook

from .served import JOB, connected

KEYS = ("status", "archive")


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as (_, connection):
        yield connection


@pytest.fixture(params=["memory", "wire"])
def workbook(request):
    if request.param == "memory":
        return FakeWorkbook(described={key: tabs()[key] for key in KEYS})
    connection = request.getfixturevalue("wire")
    construction = connection.construction
    id = construction.make("workbook", "Register", "root", {})
    changes: list[LayoutChange] = []
    for key in KEYS:
        tab = tabs()[key]
        changes.append(
            AddTab(tab=tab_id(key), title=tab.title, rows=20, columns=len(tab.columns), frozen_rows=tab.frozen_rows)
        )
        changes += [
            Heading(tab=tab_id(key), column=place, text=column.heading, note="", width=100)
            for place, column in enumerate(tabs()[key].columns)
        ]
    construction.arrange(id, changes)
    return connection.workbook({"workbook": id, **{f"tab.{key}": str(tab_id(key)) for key in KEYS}})


def test_tabs_are_named_and_numbered(workbook):
    assert {"Status", "Arsip"} <= workbook.tabs().keys()


def test_the_region_in_force_is_told(workbook):
    if isinstance(workbook, GoogleWorkbook):
        assert not workbook.region().is_indonesian
        client, id = workbook._client, workbook._id
        properties = {"locale": "in_ID", "timeZone": "Asia/Makassar"}
        asked = {"updateSpreadsheetProperties": {"properties": properties, "fields": "locale,timeZone"}}
        client.batch_update(id, {"requests": [asked]})
    assert workbook.region() == Region("in_ID", "Asia/Makassar")
    assert workbook.region().is_indonesian


def test_merged_cells_are_told_by_tab(workbook):
    area = MergedArea(1, 0, 3, 2)
    if isinstance(workbook, GoogleWorkbook):
        sheet = {"sheetId": tab_id("status"), "startRowIndex": 1, "endRowIndex": 3, "endColumnIndex": 2}
        workbook._client.batch_update(
            workbook._id, {"requests": [{"mergeCells": {"range": sheet, "mergeType": "MERGE_ALL"}}]}
        )
    else:
        workbook.merged_cells["status"] = (area,)
    assert (workbook.merged("status"), workbook.merged("archive"), str(area)) == ((area,), (), "A2:B3")


def test_several_ranges_come_in_their_order_without_empty_ends(workbook):
    workbook.write([UpdateRow("status", 2, job_cells("status", "KEL-2026-0001", "", "x", "", None))])
    headings, nothing, cells = workbook.read(["'Arsip'!1:1", "Arsip!A2:C", "Status!A2:E"])
    assert headings[0][0] == "Nomor"
    assert nothing == ()
    assert cells == ((), ("KEL-2026-0001", "", "x"))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "0042",
        "1e5",
        "12,5",
        "31/12/2026",
        "TRUE",
        "'satu",
        "+62",
        "-",
        " spasi ",
        "a\nb",
        "😀",
        "שלום",
        "#REF!",
    ],
)
def test_a_text_stays_the_text_it_is(workbook, text):
    workbook.write([AppendRows("archive", (job_cells("archive", text, "akhir"),))])
    assert workbook.read(["Arsip"])[0][-1] == (text, "akhir")


def test_numbers_dates_and_check_boxes_come_back_as_numbers_and_truth(workbook):
    cells = (7, 2.5, True, date(2026, 11, 2), datetime(2026, 11, 2, 12, 0))
    workbook.write([UpdateRow("status", 1, job_cells("status", *cells))])
    assert workbook.read(["Status!A2:E2"])[0] == ((7, 2.5, True, 46328, 46328.5),)


def test_rows_are_added_below_the_last_one_whatever_it_lacks(workbook):
    workbook.write([AppendRows("archive", (job_cells("archive", "1", "", "3"),)), NewRows("archive", (("", "dua"),))])
    workbook.write(
        [AppendRows("archive", (job_cells("archive", "3"),)), AppendRows("status", (job_cells("status", "s"),))]
    )
    assert workbook.read(["Arsip!A2:C", "Status!A2:A"]) == ((("1", "", "3"), ("", "dua"), ("3",)), (("s",),))


def test_a_lookup_shows_what_its_own_row_asks_for(workbook):
    due = lookup_formula(tabs()["register"].column("due"))
    workbook.write([UpdateRow("status", 1, job_cells("status", "KEL-2026-0001", "s", "2", "p", "", "tenggat"))])
    workbook.write([NewRows("archive", (("KEL-2026-0001", Formula(due)), ("KEL-2026-0009", Formula(due))))])
    assert workbook.read(["Arsip!A2:B"])[0] == (("KEL-2026-0001", "tenggat"), ("KEL-2026-0009",))


@pytest.mark.parametrize("text", ["x" * 50_000, "😀" * 25_000])
def test_a_cell_holds_fifty_thousand_characters_and_a_longer_one_refuses_the_whole_write(workbook, text):
    workbook.write([AppendRows("archive", (job_cells("archive", text, "akhir"),))])
    before = workbook.read(["Arsip", "Status"])
    assert before[0][-1] == (text, "akhir")
    for change in (
        AppendRows("archive", (job_cells("archive", "a"), job_cells("archive", text + "x"))),
        NewRows("archive", (("", text + "x"),)),
        UpdateRow("archive", 1, job_cells("archive", text + "x")),
    ):
        with pytest.raises(RowRefused, match="satu sel") as told:
            workbook.write([UpdateRow("status", 1, job_cells("status", "lain")), change])
        assert isinstance(told.value, RowRefused)
        assert workbook.read(["Arsip", "Status"]) == before


def test_a_workbook_that_is_full_refuses_the_whole_write(workbook):
    if isinstance(workbook, GoogleWorkbook):
        row = 10_000_000 // len(tabs()["status"].columns)
    else:
        workbook.most_cells, row = 1000, 1000
    before = workbook.read(["Status"])
    with pytest.raises(RowRefused, match="penuh") as told:
        workbook.write(
            [UpdateRow("status", 1, job_cells("status", "a")), UpdateRow("status", row, job_cells("status", "b"))]
        )
    assert isinstance(told.value, RowRefused)
    assert workbook.read(["Status"]) == before


def test_an_empty_cell_is_emptied(workbook):
    workbook.write([UpdateRow("status", 1, job_cells("status", "a", "b", "c"))])
    workbook.write([UpdateRow("status", 1, job_cells("status", "", None, first=1))])
    assert workbook.read(["Status!A2:C2"])[0] == (("a",),)


def test_tabs_grow_as_needed(workbook):
    workbook.write([AppendRows("archive", tuple(job_cells("archive", str(number)) for number in range(40)))])
    workbook.write(
        [UpdateRow("status", 60, job_cells("status", "jauh")), UpdateRow("status", 1, job_cells("status", "dekat"))]
    )
    assert len(workbook.read(["Arsip!A2:A"])[0]) == 40
    assert workbook.read(["Status!A61"])[0] == (("jauh",),)


def test_who_may_write_in_a_protected_range_is_changed(workbook):
    area = Protect(tab=tab_id("status"), name="Tanggap: Status", editors=frozenset({JOB, "siti@office.example"}))
    workbook.arrange([area])
    (found,) = (tab for tab in workbook.layout() if tab.title == "Status")
    (kept,) = found.protections
    assert (found.id, kept.name, kept.editors) == (tab_id("status"), area.name, area.editors)
    workbook.arrange([Reprotect(kept.id, frozenset({JOB, "budi@office.example"}))])
    (found,) = (tab for tab in workbook.layout() if tab.title == "Status")
    assert [one.editors for one in found.protections] == [{JOB, "budi@office.example"}]
    workbook.arrange([])


def test_a_missing_tab_is_named(workbook):
    with pytest.raises(UnreadableWorkbook, match="Tidak Ada"):
        workbook.read(["Status", "'Tidak Ada'"])


def test_all_changes_are_made_or_none(workbook):
    broken = workbook
    if isinstance(workbook, GoogleWorkbook):
        tabs_known = {"status": tab_id("status"), "archive": 999}
        broken = GoogleWorkbook(workbook._client, workbook._id, tabs_known, workbook._retry_policy)
    else:
        del workbook._titles["archive"]
    with pytest.raises((UnreadableWorkbook, KeyError)):
        broken.write(
            [UpdateRow("status", 1, job_cells("status", "x")), AppendRows("archive", (job_cells("archive", "y"),))]
        )
    assert workbook.read(["Status!A2:A"])[0] == ()


def test_reading_and_writing_are_one_call_each(wire):
    id = wire.construction.make("workbook", "Register", "root", {})
    wire.construction.arrange(id, [AddTab(tab=tab_id("status"), title="Status", rows=20, columns=5)])
    workbook = wire.workbook({"workbook": id, "tab.status": str(tab_id("status"))})
    before = wire.counts.as_mapping()
    workbook.write(
        [
            AppendRows("status", (job_cells("status", "a"),)),
            UpdateRow("status", 4, job_cells("status", "b")),
            AppendRows("status", (job_cells("status", "c"),)),
        ]
    )
    workbook.read(["Status", "Status!A1:A1"])
    workbook.write([])
    after = wire.counts.as_mapping()
    assert (after["reads"] - before["reads"], after["writes"] - before["writes"]) == (1, 1)


def test_cells_between_those_written_are_left_as_they_are(workbook):
    workbook.write([AppendRows("status", (job_cells("status", "1", "2", "3", "4", "5"),))])
    number, _, step, _, since = job_cells("status", "satu", "-", "tiga", "-", "lima")
    workbook.write([UpdateRow("status", 1, (since, number, step))])
    assert workbook.read(["Status!A2:E2"])[0] == (("satu", "2", "tiga", "4", "lima"),)


def test_a_row_is_laid_out_by_the_places_of_its_cells(workbook):
    number, status, step = job_cells("status", "satu", "dua", "tiga")
    moved = [JobCell(number.column, 2, "satu"), JobCell(step.column, 0, "tiga")]
    workbook.write([AppendRows("status", (tuple(moved),))])
    assert workbook.read(["Status!A2:C2"])[0] == (("tiga", "", "satu"),)
    with pytest.raises(ValueError, match="no column of archive"):
        AppendRows("archive", ((status,),))


def test_what_people_see_is_read_as_they_see_it(workbook):
    if isinstance(workbook, GoogleWorkbook):
        body = {"values": [["1/12/2026", "46357", "TRUE", "teks"]]}
        typed = {"valueInputOption": "USER_ENTERED"}
        workbook._client.values_update(workbook._id, "Status!A2:D2", params={**typed}, body=body)
        serial = workbook.read(["Status!A2"])[0][0][0]
    else:
        serial = 46033
        workbook.seen_as[serial] = "1/12/2026"
        cells = {"Nomor": serial, "Status": 46357, "Langkah": True, "Penanggung jawab": "teks"}
        for heading, value in cells.items():
            workbook.type("Status", 1, heading, value)
    assert isinstance(serial, int)
    assert workbook.read(["Status!A2:D2"], as_shown=True) == ((("1/12/2026", "46357", "TRUE", "teks"),),)
    assert workbook.read(["Status!A2:D2"]) == (((serial, 46357, True, "teks"),),)


def noted(workbook, row: int, column: int, text: str) -> None:
    """Put a note on a cell of the tab Arsip, as people do."""
    if isinstance(workbook, GoogleWorkbook):
        start = {"sheetId": tab_id("archive"), "rowIndex": row, "columnIndex": column}
        asked = {"start": start, "rows": [{"values": [{"note": text}]}], "fields": "note"}
        workbook._client.batch_update(workbook._id, {"requests": [{"updateCells": asked}]})
    else:
        workbook.note("Arsip", row, workbook.sheets["Arsip"][0][column], text)


def test_rows_are_copied_whole_with_their_notes_and_dates(workbook):
    day = date(2026, 11, 2)
    workbook.write([AppendRows("archive", (job_cells("archive", "KEL-1", "0042", day, True, 2.5),))])
    noted(workbook, 1, 1, "sudah ditelepon")
    (row,) = workbook.whole({"archive": [1, 7], "status": []})["archive"].values()
    assert [cell.value for cell in row] == ["KEL-1", "0042", 46328, True, 2.5]
    assert [cell.note for cell in row] == ["", "sudah ditelepon", "", "", ""]
    workbook.add_whole({"archive": [row], "status": [row]})
    found = workbook.whole({"archive": [2], "status": [1]})
    assert found == {"archive": {2: row}, "status": {1: row}}
    assert workbook.read(["Arsip!A2:E", "Status!A2:E"]) == ((row_values(row),) * 2, (row_values(row),))


def row_values(row):
    return tuple(cell.value for cell in row)


def test_what_a_formula_shows_is_copied_and_an_error_is_doubtful(workbook):
    due = lookup_formula(tabs()["register"].column("due"))
    workbook.write([UpdateRow("status", 1, job_cells("status", "KEL-2026-0001", "s", "2", "p", "", "tenggat"))])
    workbook.write([NewRows("archive", (("KEL-2026-0001", Formula(due)),))])
    (row,) = workbook.whole({"archive": [1]})["archive"].values()
    assert row[1].value == "tenggat"
    assert not row[1].is_doubtful
    if isinstance(workbook, GoogleWorkbook):
        workbook.write([NewRows("archive", (("KEL-2026-0002", Formula("=1/0")),))])
        assert workbook.whole({"archive": [2]})["archive"][2][1].is_doubtful


def test_a_tab_keeps_a_row_below_its_heading(workbook):
    def rows():
        return next(tab.rows for tab in workbook.layout() if tab.id == tab_id("archive"))

    every = DeleteRows(tab_id("archive"), tuple(range(1, rows())))
    with pytest.raises(Refused):
        workbook.arrange([every])
    workbook.arrange([AddRows(tab_id("archive"), 10), every])
    assert rows() == 11


def test_rows_are_deleted_together_with_the_lock_that_held_them_or_not_at_all(workbook):
    workbook.write([AppendRows("archive", tuple(job_cells("archive", str(place)) for place in range(1, 8)))])
    workbook.arrange([Protect(tab=tab_id("archive"), name="kunci", editors=frozenset({JOB}))])
    (lock,) = [one for tab in workbook.layout() for one in tab.protections if one.name == "kunci"]
    assert lock.editors == {JOB}
    changes = [DeleteRows(tab_id("archive"), (2, 3, 6)), Unprotect(lock.id)]
    workbook.arrange(changes)
    assert workbook.read(["Arsip!A2:A"])[0] == (("1",), ("4",), ("5",), ("7",))
    with pytest.raises(Refused):
        workbook.arrange(changes)
    with pytest.raises(Refused):
        workbook.add_whole({"archive": [(WholeCell("8"),)]}, [Unprotect(lock.id)])
    assert workbook.read(["Arsip!A2:A"])[0] == (("1",), ("4",), ("5",), ("7",))

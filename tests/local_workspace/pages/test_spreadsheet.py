"""What the spreadsheet page's script is told and may do, over the wire."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from local_workspace.server import serve
from local_workspace.web.spreadsheet import CARDS
from tests.local_workspace.clients import client
from tests.local_workspace.pages.browsing import signed_in
from tests.local_workspace.pages.samples import LEAD, OFFICER, OUTSIDER, OWNER, a_workbook

KIND, SERVICE, LETTER_DATE, DONE, FINDINGS, REMARKS = range(7, 13)


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        yield running


@pytest.fixture(scope="module")
def book(serving):
    return a_workbook(serving)


def tab(serving, book, email, query=""):
    with signed_in(email) as browser:
        answer = browser.get(f"{serving.address}/spreadsheets/d/{book}/tab/0{query}")
        assert answer.ok, answer.text
        return answer.json()


def write(serving, book, email, *cells, headers=None):
    with signed_in(email) as browser:
        body = {"gid": 0, "cells": [list(cell) for cell in cells]}
        return browser.post(f"{serving.address}/spreadsheets/d/{book}/write", json=body, headers=headers)


def text(cell):
    return cell if isinstance(cell, str) else (cell or {}).get("t", "")


def test_a_tab_is_told_with_looks_links_rules_and_who_may_write(serving, book):
    found = tab(serving, book, OFFICER)
    assert (found["heading"], found["frozen_columns"], found["date_order"]) == (0, 1, "dmy")
    assert text(found["rows"][1][0]) == "KEL-2026-0001"
    assert found["styles"][found["rows"][1][0]["s"]]["background"] == "#f4cccc"
    assert found["rows"][1][6]["l"] == "/drive/folders/1abcDEF_folder1"
    assert found["validations"][found["rows"][2][KIND]["v"]]["choices"][0] == "Keluhan"
    assert [(one["text"], one["may"]) for one in found["protected"]] == [
        ("Diisi sistem", False),
        ("Petugas Pelayanan", True),
        ("Ketua Pokja", False),
    ]


def test_what_is_typed_is_read_as_google_reads_it(serving, book):
    assert write(serving, book, OFFICER, (4, LETTER_DATE, "17/8/2026"), (4, DONE, "TRUE")).ok
    with client(serving, "sheets", OWNER) as sheets:
        values = sheets.spreadsheets().values()
        found = values.get(
            spreadsheetId=book, range="Register!J5:K5", valueRenderOption="UNFORMATTED_VALUE"
        ).execute()
    assert found["values"] == [[46251, True]]


def test_a_protected_cell_refuses_and_names_who_may(serving, book):
    answer = write(serving, book, OFFICER, (1, FINDINGS, "saya"))
    assert answer.status_code == 403
    assert "Sel L2 terkunci" in answer.json()["error"]["message"]
    assert "Budi Santoso" in answer.json()["error"]["message"]
    assert write(serving, book, LEAD, (1, FINDINGS, "alat belum dikalibrasi")).ok


def test_a_strict_rule_refuses_in_its_own_words_and_nothing_of_the_block_is_written(serving, book):
    answer = write(serving, book, OFFICER, (5, SERVICE, "Pelatihan"), (5, LETTER_DATE, "besok"))
    assert answer.status_code == 422
    assert "Tulis tanggal seperti 31/12/2026." in answer.json()["error"]["message"]
    assert text(tab(serving, book, OFFICER)["rows"][5][SERVICE]) == "Pengujian"


def test_a_lenient_rule_lets_free_text_pass_and_marks_it(serving, book):
    assert write(serving, book, OFFICER, (6, SERVICE, "Layanan lain")).ok
    assert tab(serving, book, OFFICER)["rows"][6][SERVICE]["w"] == 1


@pytest.mark.parametrize("typed", ['\'=HYPERLINK("http://x")', "'0042", "'1e5", "''tanda"])
def test_a_text_that_looks_like_something_else_opens_for_editing_as_it_must_be_typed(serving, book, typed):
    assert write(serving, book, OFFICER, (7, REMARKS, typed)).ok
    cell = tab(serving, book, OFFICER)["rows"][7][REMARKS]
    assert (cell["t"], cell["e"]) == (typed[1:], typed)


def test_only_rows_that_changed_are_sent_to_who_has_seen_the_rest(serving, book):
    before = tab(serving, book, LEAD)
    assert write(serving, book, OFFICER, (9, REMARKS, "baru")).ok
    since = tab(serving, book, LEAD, f"?token={before['token']}&revision={before['revision']}")
    assert "rows" not in since
    assert [(row, text(cells[REMARKS])) for row, cells in since["changed"].items()] == [("9", "baru")]
    assert since["revision"] > before["revision"]


def test_a_page_opened_as_somebody_else_writes_nothing(serving, book):
    answer = write(serving, book, OFFICER, (8, REMARKS, "x"), headers={"X-Workspace-Identity": quote_of(LEAD)})
    assert answer.status_code == 409
    assert "Muat ulang" in answer.json()["error"]["message"]


def quote_of(email):
    return email.replace("@", "%40")


def test_who_has_no_role_sees_nothing_and_who_is_nobody_is_asked(serving, book):
    with signed_in(OUTSIDER) as browser:
        assert browser.get(f"{serving.address}/spreadsheets/d/{book}/edit").status_code == 403
        assert browser.get(f"{serving.address}/spreadsheets/d/{book}/tab/0").status_code == 403
        assert browser.get(f"{serving.address}/spreadsheets/d/tidak-ada/edit").status_code == 404
    with signed_in("") as browser:
        assert browser.get(f"{serving.address}/spreadsheets/d/{book}/edit").status_code == 401
        assert write(serving, book, "", (8, REMARKS, "x")).status_code == 401


def test_rows_are_inserted_and_deleted_and_protection_holds_there_too(serving, book):
    with signed_in(OWNER) as browser:
        rows = f"{serving.address}/spreadsheets/d/{book}/rows"
        assert browser.post(rows, json={"gid": 7, "act": "insert", "row": 1, "count": 2}).ok
        assert browser.post(rows, json={"gid": 7, "act": "delete", "row": 1, "count": 2}).ok
        assert browser.post(rows, json={"gid": 7, "act": "lempar"}).status_code == 400


def test_the_workbook_is_given_as_xlsx_and_for_paper(serving, book):
    with signed_in(OFFICER) as browser:
        file = browser.get(f"{serving.address}/spreadsheets/d/{book}/export?format=xlsx")
        assert file.content.startswith(b"PK")
        assert "Register Keluhan.xlsx" in file.headers["Content-Disposition"]
        paper = browser.get(f"{serving.address}/spreadsheets/d/{book}/print?gid=0").text
        assert "KEL-2026-0001" in paper
        assert "Uraian keluhan" in paper


@pytest.fixture(scope="module")
def charted(serving):
    """A workbook with bars, and a chart of a kind that is not drawn here."""
    with client(serving, "sheets", OWNER) as sheets:
        made = sheets.spreadsheets().create(body={"properties": {"title": "Angka"}}).execute()["spreadsheetId"]
        values = {"values": [["Kanal", "Banyak"], ["Surat", 3], ["Telepon", "belum ada"]]}
        sheets.spreadsheets().values().update(
            spreadsheetId=made, range="A1", valueInputOption="RAW", body=values
        ).execute()

        def column(place):
            area = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": place, "endColumnIndex": place + 1}
            return {"sourceRange": {"sources": [area]}}

        bars = {"chartType": "BAR", "domains": [{"domain": column(0)}], "series": [{"series": column(1)}]}
        charts = [{"title": "Kanal", "basicChart": bars}, {"title": "Peta", "treemapChart": {"labels": column(0)}}]
        place = {"overlayPosition": {"anchorCell": {"rowIndex": 4}}}
        asked = [{"addChart": {"chart": {"spec": spec, "position": place}}} for spec in charts]
        sheets.spreadsheets().batchUpdate(spreadsheetId=made, body={"requests": asked}).execute()
    return made


def test_charts_are_told_with_the_names_and_numbers_of_the_cells_they_point_to(serving, charted):
    assert tab(serving, charted, OWNER)["charts"] == [
        {
            "title": "Kanal",
            "kind": "BAR",
            "names": ["Surat", "Telepon"],
            "series": [{"name": "", "values": [3.0, None]}],
        },
        {"title": "Peta", "kind": "", "names": [], "series": []},
    ]


def drawn_in_xlsx(serving, book):
    """Which cells each chart of the exported file points to, in its order."""
    with signed_in(OWNER) as browser:
        file = browser.get(f"{serving.address}/spreadsheets/d/{book}/export?format=xlsx")
    with ZipFile(BytesIO(file.content)) as parts:
        names = sorted(one for one in parts.namelist() if one.startswith("xl/charts/chart"))
        return [re.findall(r"<(?:\w+:)?f>([^<]+)<", parts.read(name).decode()) for name in names]


def test_the_xlsx_draws_the_charts_that_are_drawn_here(serving, charted):
    assert drawn_in_xlsx(serving, charted) == [["'Sheet1'!$A$2:$A$3", "'Sheet1'!$B$2:$B$3"]]


def test_the_xlsx_draws_along_rows_and_nothing_of_a_sheet_that_is_gone(serving):
    def row(place, sheet=0):
        area = {"sheetId": sheet, "startRowIndex": place, "endRowIndex": place + 1}
        return {"sourceRange": {"sources": [{**area, "startColumnIndex": 0, "endColumnIndex": 3}]}}

    drawn = {"chartType": "COLUMN", "headerCount": 1, "domains": [{"domain": row(0)}]}
    drawn["series"] = [{"series": row(1)}, {"series": row(1, sheet=5)}]
    chart = {"spec": {"basicChart": drawn}, "position": {"overlayPosition": {"anchorCell": {"rowIndex": 4}}}}
    with client(serving, "sheets", OWNER) as sheets:
        made = sheets.spreadsheets().create(body={"sheets": [{"properties": {"sheetId": 0, "title": "Angka"}}]})
        book = made.execute()["spreadsheetId"]
        values = {"values": [["Bulan", "Jan", "Feb"], ["Diterima", 3, 4]]}
        cells = {"spreadsheetId": book, "range": "A1", "valueInputOption": "RAW", "body": values}
        sheets.spreadsheets().values().update(**cells).execute()
        asked = [{"addSheet": {"properties": {"sheetId": 5}}}, {"addChart": {"chart": chart}}]
        asked += [{"deleteSheet": {"sheetId": 5}}]
        sheets.spreadsheets().batchUpdate(spreadsheetId=book, body={"requests": asked}).execute()
    assert drawn_in_xlsx(serving, book) == [["'Angka'!$B$1:$C$1", "'Angka'!$B$2:$C$2"]]


def test_whoever_set_the_workspace_up_says_how_rows_become_cards(serving, book):
    assert tab(serving, book, OFFICER)["card"] is None
    serving.workspace.store.remember(CARDS, {"Register": {"title": "Perihal"}})
    assert tab(serving, book, OFFICER)["card"] == {"title": "Perihal"}
    serving.workspace.store.remember(CARDS, {})

"""Responses in a linked workbook, as the Sheets API reads them."""

import pytest
import requests

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.forms.asking import a_form, asked, choice, entry, send_url, text

OWNER = "pemilik@office.example"
BEARER = {"Authorization": f"Bearer local:{OWNER}"}


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace"), check_answers=True) as running:
        requests.post(
            f"{running.address}/_workspace/clock", json={"stop_at": "2026-11-02T09:30:00+08:00"}, timeout=120
        )
        yield running


@pytest.fixture(scope="module")
def forms(serving):
    with client(serving, "forms", OWNER) as built:
        yield built.forms()


@pytest.fixture(scope="module")
def sheets(serving):
    with client(serving, "sheets", OWNER) as built:
        yield built.spreadsheets()


def a_workbook(sheets):
    properties = {"title": "Register", "timeZone": "Asia/Makassar", "locale": "id_ID"}
    return sheets.create(body={"properties": properties}).execute()["spreadsheetId"]


def link(serving, form, workbook, who=OWNER):
    return requests.post(
        f"{serving.address}/_workspace/forms/{form['formId']}/link",
        json={"spreadsheetId": workbook},
        headers={"Authorization": f"Bearer local:{who}"},
        timeout=120,
    )


def submit(form, fields):
    done = requests.post(send_url(form), data=fields, timeout=120)
    assert done.status_code == 200, done.text


def rows(sheets, workbook, tab="Form Responses 1", how="UNFORMATTED_VALUE"):
    return sheets.values().get(spreadsheetId=workbook, range=f"'{tab}'", valueRenderOption=how).execute()["values"]


def test_a_linked_workbook_gets_earlier_and_later_responses_as_plain_values(serving, forms, sheets):
    form = a_form(
        forms,
        text("Nama"),
        choice("Layanan", "Uji", "Kalibrasi", kind="CHECKBOX"),
        asked("Tanggal", dateQuestion={"includeYear": True}),
        asked("Nilai", scaleQuestion={"low": 1, "high": 5}),
    )
    name, service, day, mark = (entry(form, title) for title in ("Nama", "Layanan", "Tanggal", "Nilai"))
    submit(form, [(name, "=1+1"), (service, "Uji"), (service, "Kalibrasi"), (day, "2026-11-01"), (mark, "4")])
    workbook = a_workbook(sheets)
    assert link(serving, form, workbook).json()["tab"] == "Form Responses 1"
    submit(form, {name: "0042"})
    assert rows(sheets, workbook) == [
        ["Timestamp", "Nama", "Layanan", "Tanggal", "Nilai"],
        [pytest.approx(46328 + 9.5 / 24), "=1+1", "Uji, Kalibrasi", 46327, 4],
        [pytest.approx(46328 + 9.5 / 24), "0042"],
    ]
    assert rows(sheets, workbook, how="FORMULA")[1][1] == "=1+1"
    got = sheets.get(spreadsheetId=workbook, ranges=["'Form Responses 1'!B2"], includeGridData=True).execute()
    cell = got["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert cell["userEnteredValue"] == {"stringValue": "=1+1"}
    assert forms.get(formId=form["formId"]).execute()["linkedSheetId"] == workbook
    assert link(serving, form, workbook).status_code == 400


def test_a_second_form_gets_a_tab_of_its_own_and_a_new_question_a_new_column(serving, forms, sheets):
    workbook = a_workbook(sheets)
    first, second = a_form(forms, text("Nama")), a_form(forms, text("Nama"))
    assert link(serving, first, workbook).json()["tab"] == "Form Responses 1"
    assert link(serving, second, workbook).json()["tab"] == "Form Responses 2"
    request = {"createItem": {"item": text("Kota"), "location": {"index": 0}}}
    forms.batchUpdate(formId=second["formId"], body={"requests": [request]}).execute()
    second = forms.get(formId=second["formId"]).execute()
    submit(second, {entry(second, "Nama"): "Siti", entry(second, "Kota"): "Bontang"})
    headings, row = rows(sheets, workbook, "Form Responses 2")
    assert headings == ["Timestamp", "Nama", "Kota"]
    assert row[1:] == ["Siti", "Bontang"]


def test_a_column_inserted_by_a_person_moves_the_answers_along(serving, forms, sheets):
    workbook, form = a_workbook(sheets), a_form(forms, text("Nama"))
    link(serving, form, workbook)
    sheet = sheets.get(spreadsheetId=workbook).execute()["sheets"][1]["properties"]["sheetId"]
    place = {"sheetId": sheet, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}
    sheets.batchUpdate(spreadsheetId=workbook, body={"requests": [{"insertDimension": {"range": place}}]}).execute()
    submit(form, {entry(form, "Nama"): "Siti"})
    assert rows(sheets, workbook)[1][1:] == ["", "Siti"]


def test_a_link_whose_tab_was_deleted_ends_and_the_response_is_kept(serving, forms, sheets):
    workbook, form = a_workbook(sheets), a_form(forms, text("Nama"))
    link(serving, form, workbook)
    sheet = sheets.get(spreadsheetId=workbook).execute()["sheets"][1]["properties"]["sheetId"]
    sheets.batchUpdate(spreadsheetId=workbook, body={"requests": [{"deleteSheet": {"sheetId": sheet}}]}).execute()
    submit(form, {entry(form, "Nama"): "Siti"})
    assert "linkedSheetId" not in forms.get(formId=form["formId"]).execute()
    assert len(forms.responses().list(formId=form["formId"]).execute()["responses"]) == 1


def test_linking_needs_the_right_to_edit_both(serving, forms, sheets):
    workbook, form = a_workbook(sheets), a_form(forms, text("Nama"))
    assert link(serving, form, workbook, "asing@x.example").status_code == 403
    assert link(serving, form, "tidak-ada").status_code == 404
    assert link(serving, form, form["formId"]).status_code == 400


def test_an_answer_longer_than_a_cell_is_whole_in_the_form_and_cut_in_the_workbook(serving, forms, sheets):
    form = a_form(forms, text("Uraian", paragraph=True))
    workbook = a_workbook(sheets)
    link(serving, form, workbook)
    long = "😀" + "a" * 60_000
    submit(form, {entry(form, "Uraian"): long})
    [response] = forms.responses().list(formId=form["formId"]).execute()["responses"]
    [answer] = response["answers"].values()
    assert answer["textAnswers"]["answers"] == [{"value": long}]
    assert rows(sheets, workbook)[1][1] == long[:49_999]


def test_an_edited_response_keeps_its_id_and_its_row_and_tells_a_later_time(serving, forms, sheets):
    form = a_form(forms, text("Perihal"), text("Harapan"))
    workbook = a_workbook(sheets)
    assert link(serving, form, workbook).status_code == 200
    subject, remedy = (entry(form, title) for title in ("Perihal", "Harapan"))
    clock = f"{serving.address}/_workspace/clock"
    allow = f"{serving.address}/_workspace/forms/{form['formId']}/response-editing"
    for minute, words in (("31", "Lama"), ("32", "Lain")):
        requests.post(clock, json={"stop_at": f"2026-11-02T09:{minute}:00+08:00"}, timeout=120)
        submit(form, {subject: words, remedy: "Uji ulang"})
    sent = forms.responses().list(formId=form["formId"]).execute()["responses"]
    [first] = [one for one in sent if "Lama" in str(one["answers"])]
    requests.post(clock, json={"stop_at": "2026-11-02T11:00:00+08:00"}, timeout=120)
    page = f"{send_url(form).replace('formResponse', 'viewform')}?edit2={first['responseId']}"
    assert "Lama" not in requests.get(page, timeout=120).text
    assert requests.post(allow, json={"allowed": True}, headers=BEARER, timeout=120).status_code == 200
    assert 'value="Lama"' in requests.get(page, timeout=120).text
    submit(form, {subject: "Baru", "edit2": first["responseId"]})
    since = "timestamp >= 2026-11-02T02:00:00Z"
    [edited] = forms.responses().list(formId=form["formId"], filter=since).execute()["responses"]
    assert (edited["responseId"], edited["createTime"]) == (first["responseId"], first["createTime"])
    assert edited["lastSubmittedTime"] > first["lastSubmittedTime"]
    assert [one["textAnswers"]["answers"][0]["value"] for one in edited["answers"].values()] == ["Baru"]
    assert [row[1:] for row in rows(sheets, workbook)] == [["Perihal", "Harapan"], ["Baru"], ["Lain", "Uji ulang"]]

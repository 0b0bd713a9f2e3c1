"""The public form page over the wire, as a browser or curl uses it."""

import re

import pytest
import requests

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.forms.asking import a_form, asked, choice, entry, grid, section, send_url, text

OWNER = "pemilik@office.example"
BEARER = {"Authorization": f"Bearer local:{OWNER}"}


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace"), check_answers=True) as running:
        yield running


@pytest.fixture(scope="module")
def forms(serving):
    with client(serving, "forms", OWNER) as built:
        yield built.forms()


def submit(form, fields, **more):
    return requests.post(send_url(form), data=fields, timeout=120, **more)


def answers(forms, form):
    """Give each response's texts by question title."""
    found = []
    for response in forms.responses().list(formId=form["formId"]).execute().get("responses", []):
        given = response.get("answers", {})
        found.append(
            {
                item["title"]: [one["value"] for one in given[id]["textAnswers"]["answers"]]
                for item in form["items"]
                if (id := item.get("questionItem", {}).get("question", {}).get("questionId")) in given
            }
        )
    return found


def test_an_answer_is_recorded_as_it_was_typed(forms):
    form = a_form(forms, text("Nama", required=True), text("Uraian", paragraph=True), text("Lain"))
    hostile = '=HYPERLINK("x") {{ 7*7 }} <w:p> \u202eabc 😀\r\nbaris dua'
    done = submit(form, {entry(form, "Nama"): "0042", entry(form, "Uraian"): hostile, entry(form, "Lain"): "  "})
    assert (done.status_code, "Tanggapan Anda telah direkam." in done.text) == (200, True)
    assert answers(forms, form) == [{"Nama": ["0042"], "Uraian": [hostile.replace("\r\n", "\n")]}]


def test_a_missing_answer_brings_the_page_back_with_what_was_typed(forms):
    form = a_form(forms, text("Nama", required=True), text("Uraian", paragraph=True))
    back = submit(form, {entry(form, "Uraian"): "<b>Alat</b> rusak"})
    assert back.status_code == 400
    assert "Pertanyaan ini wajib dijawab." in back.text
    assert "&lt;b&gt;Alat&lt;/b&gt; rusak</textarea>" in back.text
    assert answers(forms, form) == []


def test_choices_are_held_to_the_options_and_other_takes_ones_own_words(forms):
    form = a_form(
        forms,
        choice("Kanal", "Surat", "Surel", other=True),
        choice("Layanan", "Uji", "Kalibrasi", "Latih", kind="CHECKBOX", other=True),
        choice("Kota", "Samarinda", "Bontang", kind="DROP_DOWN"),
    )
    kanal, layanan, kota = (entry(form, title) for title in ("Kanal", "Layanan", "Kota"))
    assert submit(form, {kanal: "Telepati"}).status_code == 400
    assert submit(form, {kanal: "__other_option__"}).status_code == 400
    assert submit(form, [(kanal, "Surat"), (kanal, "Surel")]).status_code == 400
    assert submit(form, {kota: "__other_option__"}).status_code == 400
    fields = [
        (kanal, "__other_option__"),
        (f"{kanal}.other_option_response", "Radio"),
        (layanan, "Uji"),
        (layanan, "Latih"),
        (layanan, "__other_option__"),
        (f"{layanan}.other_option_response", "Konsultasi"),
        (kota, "Bontang"),
    ]
    assert submit(form, fields).status_code == 200
    assert answers(forms, form) == [
        {"Kanal": ["Radio"], "Layanan": ["Uji", "Latih", "Konsultasi"], "Kota": ["Bontang"]}
    ]


@pytest.mark.parametrize(
    ("question", "fields", "expected"),
    [
        ({"dateQuestion": {"includeYear": True}}, {"": "2026-11-02"}, "2026-11-02"),
        ({"dateQuestion": {"includeYear": True}}, {"_year": "2026", "_month": "1", "_day": "2"}, "2026-01-02"),
        ({"dateQuestion": {"includeYear": True}}, {"": "2026-02-30"}, None),
        ({"dateQuestion": {"includeYear": True}}, {"_year": "2026", "_month": "1"}, None),
        ({"dateQuestion": {"includeYear": True}}, {"": "besok"}, None),
        ({"dateQuestion": {}}, {"_month": "2", "_day": "29"}, "02-29"),
        (
            {"dateQuestion": {"includeYear": True, "includeTime": True}},
            {"": "2026-11-02T09:30"},
            "2026-11-02 09:30",
        ),
        (
            {"dateQuestion": {"includeYear": True, "includeTime": True}},
            {"_year": "2026", "_month": "11", "_day": "2", "_hour": "9", "_minute": "5"},
            "2026-11-02 09:05",
        ),
        ({"dateQuestion": {"includeYear": True, "includeTime": True}}, {"": "2026-11-02"}, None),
        ({"timeQuestion": {}}, {"": "9:30"}, "09:30"),
        ({"timeQuestion": {}}, {"_hour": "23", "_minute": "59"}, "23:59"),
        ({"timeQuestion": {}}, {"": "24:00"}, None),
        ({"timeQuestion": {"duration": True}}, {"_hour": "30", "_minute": "5"}, "30:05:00"),
        ({"scaleQuestion": {"low": 1, "high": 5}}, {"": "5"}, "5"),
        ({"scaleQuestion": {"low": 1, "high": 5}}, {"": "6"}, None),
        ({"scaleQuestion": {"low": 0, "high": 5}}, {"": "0"}, "0"),
        ({"ratingQuestion": {"ratingScaleLevel": 3, "iconType": "STAR"}}, {"": "3"}, "3"),
        ({"ratingQuestion": {"ratingScaleLevel": 3, "iconType": "STAR"}}, {"": "0"}, None),
    ],
)
def test_dates_times_and_numbers_are_read_or_refused(forms, question, fields, expected):
    form = a_form(forms, asked("x", **question))
    name = entry(form, "x")
    done = submit(form, {name + part: value for part, value in fields.items()})
    assert done.status_code == (200 if expected else 400), done.text
    assert answers(forms, form) == ([{"x": [expected]}] if expected else [])


def test_a_grid_is_answered_row_by_row(forms):
    form = a_form(forms, grid("Nilai", ["Biaya", "Waktu"], ["Baik", "Buruk"]))
    ids = [one["questionId"] for one in form["items"][0]["questionGroupItem"]["questions"]]
    assert submit(form, {f"entry.{int(ids[1], 16)}": "Baik"}).status_code == 200
    [response] = forms.responses().list(formId=form["formId"]).execute()["responses"]
    assert response["answers"] == {ids[1]: {"questionId": ids[1], "textAnswers": {"answers": [{"value": "Baik"}]}}}


def test_sending_twice_with_one_token_records_once(forms):
    form = a_form(forms, text("Nama"))
    (token,) = re.findall(r'name="fbzx" value="([^"]+)"', requests.get(form["responderUri"], timeout=120).text)
    for _ in range(2):
        assert submit(form, {entry(form, "Nama"): "Siti", "fbzx": token}).status_code == 200
    assert len(answers(forms, form)) == 1
    submit(form, {entry(form, "Nama"): "Siti"})
    submit(form, {entry(form, "Nama"): "Siti"})
    assert len(answers(forms, form)) == 3


def test_a_link_fills_the_form_in(forms):
    form = a_form(forms, text("Nama"), choice("Kanal", "Surat", "Surel"))
    page = requests.get(
        form["responderUri"],
        {"usp": "pp_url", entry(form, "Nama"): 'Siti "<Ami>"', entry(form, "Kanal"): "Surel"},
        timeout=120,
    ).text
    assert 'value="Siti &#34;&lt;Ami&gt;&#34;"' in page
    assert re.search(r'value="Surel"\s+checked', page)


def test_a_section_that_the_answer_skips_is_not_demanded(forms):
    form = a_form(
        forms,
        choice(
            "Perlu?", {"value": "Ya", "goToAction": "NEXT_SECTION"}, {"value": "Tidak", "goToAction": "SUBMIT_FORM"}
        ),
        section("Rincian"),
        text("Uraian", required=True),
    )
    assert submit(form, {entry(form, "Perlu?"): "Ya"}).status_code == 400
    assert submit(form, {entry(form, "Perlu?"): "Tidak"}).status_code == 200


def test_the_respondents_address_is_asked_for_when_the_form_says_so(forms):
    form = a_form(forms, text("Nama"))
    forms.batchUpdate(
        formId=form["formId"],
        body={
            "requests": [
                {
                    "updateSettings": {
                        "settings": {"emailCollectionType": "RESPONDER_INPUT"},
                        "updateMask": "emailCollectionType",
                    }
                }
            ]
        },
    ).execute()
    assert submit(form, {"emailAddress": "bukan alamat"}).status_code == 400
    assert submit(form, {"emailAddress": "siti@x.example"}).status_code == 200
    [response] = forms.responses().list(formId=form["formId"]).execute()["responses"]
    assert response["respondentEmail"] == "siti@x.example"


def test_files_are_kept_in_the_owners_drive(serving, forms):
    form = a_form(forms, text("Nama"))
    asked_for = {"title": "Bukti", "required": True, "maxFiles": 2, "maxFileSize": 1000}
    made = requests.post(
        f"{serving.address}/_workspace/forms/{form['formId']}/upload-question",
        json=asked_for,
        headers=BEARER,
        timeout=120,
    )
    assert made.status_code == 200, made.text
    form = forms.get(formId=form["formId"]).execute()
    name = entry(form, "Bukti")
    assert submit(form, {entry(form, "Nama"): "Siti"}).status_code == 400
    assert submit(form, {}, files=[(name, ("besar.bin", b"x" * 1001))]).status_code == 400
    photo = ("../foto\u202e.jpg", b"\xff\xd8 gambar", "image/jpeg")
    assert submit(form, {}, files=[(name, photo), (name, ("b.pdf", b"%PDF", "application/pdf"))]).status_code == 200
    [response] = forms.responses().list(formId=form["formId"]).execute()["responses"]
    first, second = response["answers"][made.json()["questionId"]]["fileUploadAnswers"]["answers"]
    assert second["fileName"] == "b.pdf"
    assert "/" not in first["fileName"]
    with client(serving, "drive", OWNER) as drive:
        assert drive.files().get_media(fileId=first["fileId"]).execute() == b"\xff\xd8 gambar"
        [folder] = drive.files().get(fileId=first["fileId"], fields="parents").execute()["parents"]
        assert folder == form["items"][1]["questionItem"]["question"]["fileUploadQuestion"]["folderId"]


def test_an_unknown_form_is_not_there(serving):
    assert requests.get(f"{serving.address}/forms/d/e/tidak-ada/viewform", timeout=120).status_code == 404

"""Forms v1 over the wire, through Google's own client."""

import json

import pytest
import requests
from googleapiclient.errors import HttpError

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.forms.asking import a_form, asked, choice, entry, grid, section, send_url, text

OWNER = "pemilik@office.example"


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace"), check_answers=True) as running:
        yield running


@pytest.fixture(scope="module")
def forms(serving):
    with client(serving, "forms", OWNER) as built:
        yield built.forms()


def refusal(request):
    with pytest.raises(HttpError) as caught:
        request.execute()
    return caught.value.status_code, json.loads(caught.value.content)["error"]["message"]


def submit(form, fields, **more):
    return requests.post(send_url(form), data=fields, timeout=120, **more)


def test_a_new_form_has_only_its_title_and_is_unpublished(forms):
    made = forms.create(body={"info": {"title": "Pengaduan", "documentTitle": "Form Pengaduan"}}).execute()
    assert made["info"] == {"title": "Pengaduan", "documentTitle": "Form Pengaduan"}
    assert made["publishSettings"] == {"publishState": {}}
    assert made == forms.get(formId=made["formId"]).execute()
    assert requests.get(made["responderUri"], timeout=120).status_code == 403
    assert forms.create(body={"info": {"title": "x"}}).execute()["info"]["documentTitle"] == "Untitled form"


@pytest.mark.parametrize(
    "body",
    [
        {"info": {"title": "x", "description": "y"}},
        {"info": {"title": "x"}, "items": []},
        {"info": {"title": "x"}, "settings": {}},
    ],
)
def test_a_form_made_with_more_than_a_title_is_refused(forms, body):
    assert refusal(forms.create(body=body)) == (
        400,
        "Only info.title can be set when creating a form. To add items and change settings, use batchUpdate.",
    )


def test_items_are_created_changed_moved_and_deleted(forms):
    form = a_form(forms, text("Nama", required=True), choice("Kanal", "Surat", "Surel", other=True))
    id = form["formId"]
    forms.batchUpdate(
        formId=id,
        body={
            "requests": [
                {"moveItem": {"originalLocation": {"index": 1}, "newLocation": {"index": 0}}},
                {
                    "updateItem": {
                        "location": {"index": 1},
                        "item": {"title": "Nama lengkap", "questionItem": {"question": {"required": False}}},
                        "updateMask": "title,questionItem.question.required",
                    }
                },
                {"createItem": {"item": {"title": "Salam", "textItem": {}}, "location": {"index": 0}}},
                {"updateFormInfo": {"info": {"description": "Mohon diisi."}, "updateMask": "description"}},
            ]
        },
    ).execute()
    after = forms.get(formId=id).execute()
    assert [item["title"] for item in after["items"]] == ["Salam", "Kanal", "Nama lengkap"]
    assert after["items"][2]["questionItem"]["question"] == {
        "questionId": form["items"][0]["questionItem"]["question"]["questionId"],
        "textQuestion": {},
    }
    assert after["info"]["description"] == "Mohon diisi."
    assert after["revisionId"] != form["revisionId"]
    forms.batchUpdate(formId=id, body={"requests": [{"deleteItem": {"location": {"index": 0}}}]}).execute()
    assert len(forms.get(formId=id).execute()["items"]) == 2


def test_every_kind_of_question_is_made_and_named_by_hexadecimal_ids(forms):
    form = a_form(
        forms,
        text("a"),
        text("b", paragraph=True),
        choice("c", "x", "y"),
        choice("d", "x", "y", kind="CHECKBOX", other=True),
        choice("e", "x", "y", kind="DROP_DOWN"),
        asked("f", dateQuestion={"includeYear": True, "includeTime": True}),
        asked("g", timeQuestion={}),
        asked("h", scaleQuestion={"low": 0, "high": 5, "lowLabel": "buruk"}),
        asked("i", ratingQuestion={"ratingScaleLevel": 5, "iconType": "STAR"}),
        grid("j", ["r1", "r2"], ["baik", "buruk"]),
        section("Bagian 2"),
    )
    assert len(form["items"]) == 11
    for item in form["items"]:
        assert len(item["itemId"]) == 8
        int(item["itemId"], 16)
    page = requests.get(form["responderUri"], timeout=120)
    assert page.status_code == 200
    assert f'name="{entry(form, "a")}"' in page.text


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (asked("x", fileUploadQuestion={"folderId": "f"}), "file upload"),
        (text("satu\ndua"), "Displayed text cannot contain newlines"),
        (choice("x"), "at least one option"),
        (choice("x", "a", "a"), "Duplicate"),
        (choice("x", "a", kind="DROP_DOWN", other=True), "is_other"),
        (asked("x", scaleQuestion={"low": 2, "high": 5}), "low must be 0 or 1"),
        (asked("x"), "exactly one kind"),
        ({"title": "x"}, "exactly one kind"),
    ],
)
def test_an_impossible_item_is_refused_and_nothing_of_its_batch_is_done(forms, item, words):
    form = a_form(forms, text("Nama"))
    batch = [
        {"createItem": {"item": text("baik"), "location": {"index": 0}}},
        {"createItem": {"item": item, "location": {"index": 0}}},
    ]
    status, message = refusal(forms.batchUpdate(formId=form["formId"], body={"requests": batch}))
    assert status == 400
    assert message.startswith("Invalid requests[1].createItem: ")
    assert words in message
    assert forms.get(formId=form["formId"]).execute()["items"] == form["items"]


def test_a_batch_for_an_old_revision_is_refused(forms):
    form = a_form(forms, text("Nama"))
    change = {"updateFormInfo": {"info": {"title": "Baru"}, "updateMask": "title"}}
    body = {"requests": [change], "writeControl": {"requiredRevisionId": form["revisionId"]}}
    answer = forms.batchUpdate(formId=form["formId"], body={**body, "includeFormInResponse": True}).execute()
    assert answer["form"]["info"]["title"] == "Baru"
    assert refusal(forms.batchUpdate(formId=form["formId"], body=body))[0] == 400


def test_publishing_needs_both_words_and_closing_stops_responses(forms):
    form = a_form(forms, text("Nama"))

    def publish(**state):
        body = {"publishSettings": {"publishState": state}}
        return forms.setPublishSettings(formId=form["formId"], body=body)

    assert refusal(publish(isPublished=True))[0] == 400
    assert refusal(publish(isPublished=False, isAcceptingResponses=True))[0] == 400
    assert submit(form, {entry(form, "Nama"): "Siti"}).status_code == 200
    publish(isPublished=True, isAcceptingResponses=False).execute()
    assert submit(form, {entry(form, "Nama"): "Budi"}).status_code == 403
    assert len(forms.responses().list(formId=form["formId"]).execute()["responses"]) == 1


def test_responses_are_filtered_by_time_and_come_in_pages(serving, forms):
    form = a_form(forms, text("Nama"))
    for hour in (1, 2, 3):
        requests.post(
            f"{serving.address}/_workspace/clock", json={"stop_at": f"2026-11-02T0{hour}:00:00.123456Z"}, timeout=120
        )
        submit(form, {entry(form, "Nama"): f"orang {hour}"})
    list_ = forms.responses().list
    id = form["formId"]
    every = list_(formId=id).execute()["responses"]
    assert [one["createTime"] for one in every] == [f"2026-11-02T0{hour}:00:00.123Z" for hour in (1, 2, 3)]
    second = every[1]["lastSubmittedTime"]
    assert list_(formId=id, filter=f"timestamp > {second}").execute()["responses"] == every[2:]
    assert list_(formId=id, filter=f"timestamp >= {second}").execute()["responses"] == every[1:]
    assert list_(formId=id, filter="timestamp > 2026-12-01T00:00:00Z").execute() == {}
    assert refusal(list_(formId=id, filter="timestamp < 2026-12-01T00:00:00Z"))[0] == 400
    first_page = list_(formId=id, pageSize=2).execute()
    rest = list_(formId=id, pageSize=2, pageToken=first_page["nextPageToken"]).execute()
    assert first_page["responses"] + rest["responses"] == every
    assert "nextPageToken" not in rest
    one = forms.responses().get(formId=id, responseId=every[0]["responseId"]).execute()
    assert one == every[0]
    assert refusal(forms.responses().get(formId=id, responseId="x"))[0] == 404


def test_only_those_with_a_role_see_a_form(serving, forms):
    form = a_form(forms, text("Nama"))
    with client(serving, "forms", "asing@office.example") as built:
        stranger = built.forms()
        assert refusal(stranger.get(formId=form["formId"])) == (403, "The caller does not have permission")
        assert refusal(stranger.responses().list(formId=form["formId"]))[0] == 403
        assert refusal(stranger.get(formId="tidak-ada")) == (404, "Requested entity was not found.")


def test_a_form_is_a_drive_file(serving, forms):
    with client(serving, "drive", OWNER) as drive:
        made = drive.files().create(body={"name": "Survei", "mimeType": "application/vnd.google-apps.form"}).execute()
        form = forms.get(formId=made["id"]).execute()
        assert form["info"] == {"documentTitle": "Survei"}
        drive.files().delete(fileId=made["id"]).execute()
        assert refusal(forms.get(formId=made["id"]))[0] == 404

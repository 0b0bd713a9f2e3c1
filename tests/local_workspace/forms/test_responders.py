"""Who may answer a form: Drive's permissions of the view `published`, without which outsiders meet a sign-in page."""

import json
from urllib.parse import quote

import pytest
import requests
from googleapiclient.errors import HttpError

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.forms.asking import a_form, admit, entry, send_url, text

OWNER = "pemilik@office.example"


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace"), check_answers=True) as running:
        yield running


@pytest.fixture(scope="module")
def forms(serving):
    with client(serving, "forms", OWNER) as built:
        yield built.forms()


@pytest.fixture(scope="module")
def drive(serving):
    with client(serving, "drive", OWNER) as built:
        yield built


def page(form, who=""):
    signed_in = {"workspace_identity": quote(who)} if who else {}
    return requests.get(form["responderUri"], cookies=signed_in, timeout=120)


def test_a_published_form_that_admits_nobody_is_shown_to_its_editors_alone(forms):
    form = a_form(forms, text("Nama"), admits=False)
    outside = page(form)
    assert (outside.status_code, "Nama" in outside.text, "Siapa Anda?" in outside.text) == (401, False, True)
    sent = requests.post(send_url(form), data={entry(form, "Nama"): "Siti"}, timeout=120)
    assert sent.status_code == 401
    assert page(form, "asing@lain.example").status_code == 403
    assert page(form, OWNER).status_code == 200
    assert forms.responses().list(formId=form["formId"]).execute() == {}


@pytest.mark.parametrize(
    ("permission", "admitted"),
    [
        ({"type": "anyone"}, {"", "asing@lain.example", "dewi@kantor.example"}),
        ({"type": "domain", "domain": "kantor.example"}, {"dewi@kantor.example"}),
        ({"type": "user", "emailAddress": "Asing@lain.example"}, {"asing@lain.example"}),
    ],
)
def test_those_who_are_admitted_get_the_page(forms, permission, admitted):
    form = a_form(forms, text("Nama"), admits=False)
    admit(forms, form["formId"], **permission)
    people = ("", "asing@lain.example", "dewi@kantor.example")
    assert {who for who in people if page(form, who).status_code == 200} == admitted


def test_responders_are_listed_only_when_their_view_is_asked_for_and_get_nothing_else(serving, forms, drive):
    form = a_form(forms, text("Nama"))
    listed = drive.permissions().list(fileId=form["formId"]).execute()["permissions"]
    assert [one["role"] for one in listed] == ["owner"]
    named = {
        "fileId": form["formId"],
        "includePermissionsForView": "published",
        "fields": "permissions(id,type,view)",
    }
    [found] = [one for one in drive.permissions().list(**named).execute()["permissions"] if one.get("view")]
    assert (found["type"], found["view"]) == ("anyone", "published")
    with client(serving, "forms", "asing@lain.example") as stranger, pytest.raises(HttpError):
        stranger.forms().get(formId=form["formId"]).execute()
    drive.permissions().delete(fileId=form["formId"], permissionId=found["id"]).execute()
    assert page(form).status_code == 401


def test_a_plain_link_permission_opens_no_form(forms, drive):
    form = a_form(forms, text("Nama"), admits=False)
    drive.permissions().create(fileId=form["formId"], body={"type": "anyone", "role": "reader"}).execute()
    assert page(form).status_code == 401


def test_only_forms_have_that_view_and_only_readers(forms, drive):
    folder = drive.files().create(body={"name": "x", "mimeType": "application/vnd.google-apps.folder"}).execute()
    form = a_form(forms, text("Nama"), admits=False)
    for id, role in ((folder["id"], "reader"), (form["formId"], "writer")):
        body = {"type": "anyone", "role": role, "view": "published"}
        with pytest.raises(HttpError) as caught:
            drive.permissions().create(fileId=id, body=body).execute()
        assert json.loads(caught.value.content)["error"]["code"] == 400

"""Folders and files in the browser, over the wire: who sees and does what."""

import re
from io import BytesIO

import docx
import pypdfium2
import pytest

from local_workspace.drive.documents import DOCX
from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.pages.browsing import signed_in
from tests.local_workspace.pages.samples import LEAD, OFFICER, OUTSIDER, OWNER, introduce
from tests.local_workspace.pages.test_letter_text import a_letter

FOLDER = "application/vnd.google-apps.folder"
JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("workspace")) as running:
        introduce(running)
        yield running


@pytest.fixture
def folder(serving):
    with client(serving, "drive", OWNER) as drive:
        id = drive.files().create(body={"name": "Pindaian Masuk", "mimeType": FOLDER}).execute()["id"]
        for email, role in ((OFFICER, "writer"), (LEAD, "reader")):
            drive.permissions().create(
                fileId=id, body={"type": "user", "role": role, "emailAddress": email}
            ).execute()
    return id


def upload(serving, folder, email, *files):
    with signed_in(email) as browser:
        parts = [("files", file) for file in files]
        return browser.post(f"{serving.address}/drive/folders/{folder}/upload", files=parts, headers=JSON)


def a_pdf():
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 300)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def test_files_dropped_into_a_folder_lie_there_for_the_api(serving, folder):
    answer = upload(serving, folder, OFFICER, ("a.pdf", a_pdf(), "application/pdf"), ("b.txt", b"halo", "text/plain"))
    assert answer.ok, answer.text
    with client(serving, "drive", OWNER) as drive:
        found = drive.files().list(q=f"'{folder}' in parents", fields="files(name,mimeType)").execute()["files"]
    assert sorted((one["name"], one["mimeType"]) for one in found) == [
        ("a.pdf", "application/pdf"),
        ("b.txt", "text/plain"),
    ]


def test_who_may_only_read_a_folder_cannot_fill_it_and_is_told_so(serving, folder):
    answer = upload(serving, folder, LEAD, ("a.txt", b"x", "text/plain"))
    assert answer.status_code == 403
    assert answer.json()["error"]["message"] == "Anda tidak berhak mengisi folder ini."
    with signed_in(LEAD) as browser:
        assert "hanya dapat melihat" in browser.get(f"{serving.address}/drive/folders/{folder}").text


def test_a_folder_shows_where_it_lies_and_a_shared_one_is_found(serving, folder):
    with signed_in(OFFICER) as browser:
        made = browser.post(
            f"{serving.address}/drive/folders/{folder}/new-folder", data={"name": "Mei"}, headers=JSON
        )
        page = browser.get(f"{serving.address}/drive/folders/{made.json()['id']}").text
        assert f'<a href="/drive/folders/{folder}">Pindaian Masuk</a>' in page
        assert folder in browser.get(f"{serving.address}/drive/shared-with-me").text
    with signed_in(OUTSIDER) as browser:
        assert browser.get(f"{serving.address}/drive/folders/{folder}").status_code == 404
        assert folder not in browser.get(f"{serving.address}/drive/shared-with-me").text


def test_a_file_is_renamed_moved_and_thrown_away_and_comes_back(serving, folder):
    id = upload(serving, folder, OFFICER, ("a.txt", b"x", "text/plain")).json()["files"][0]["id"]
    with signed_in(OFFICER) as browser:

        def post(act, **fields):
            return browser.post(f"{serving.address}/file/d/{id}/{act}", data=fields, headers=JSON)

        assert post("rename", name="  surat \n masuk.txt ").ok
        sub = browser.post(f"{serving.address}/drive/folders/{folder}/new-folder", data={"name": "Mei"}, headers=JSON)
        assert post("move", target=sub.json()["id"]).ok
        assert "surat masuk.txt" in browser.get(f"{serving.address}/drive/folders/{sub.json()['id']}").text
        assert post("trash").ok
        assert "surat masuk.txt" in browser.get(f"{serving.address}/drive/trash").text
        assert post("restore").ok
        assert post("rename", name=" ").status_code == 400


def test_what_a_browser_might_run_is_only_given_for_keeping(serving, folder):
    file = ("jahat.html", b"<script>alert(1)</script>", "text/html")
    id = upload(serving, folder, OFFICER, file).json()["files"][0]["id"]
    with signed_in(OFFICER) as browser:
        answer = browser.get(f"{serving.address}/file/d/{id}/content")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "<script>alert(1)" not in browser.get(f"{serving.address}/file/d/{id}/view").text


def test_a_pdf_is_shown_page_by_page(serving, folder):
    id = upload(serving, folder, OFFICER, ("a.pdf", a_pdf(), "application/pdf")).json()["files"][0]["id"]
    with signed_in(OFFICER) as browser:
        assert "Halaman 1 dari 1" in browser.get(f"{serving.address}/file/d/{id}/view").text
        assert browser.get(f"{serving.address}/file/d/{id}/page/1.png").content.startswith(b"\x89PNG")
        assert browser.get(f"{serving.address}/file/d/{id}/page/2.png").status_code == 404


def a_draft(serving, folder):
    return upload(serving, folder, OFFICER, ("Surat.docx", a_letter(), DOCX)).json()["files"][0]["id"]


def first_of(pattern, page):
    match = re.search(pattern, page)
    assert match is not None, pattern
    return match[1]


def head_of(browser, serving, id):
    return first_of('data-head="([^"]+)"', browser.get(f"{serving.address}/file/d/{id}/view").text)


def test_a_paragraph_written_in_the_browser_is_a_new_revision_by_that_person(serving, folder):
    id = a_draft(serving, folder)
    change = {"key": 0, "before": "Kepala surat", "after": "Kepala surat yang baru"}
    with signed_in(OFFICER) as browser:
        body = {"head": head_of(browser, serving, id), "changes": [change]}
        assert browser.post(f"{serving.address}/file/d/{id}/text", json=body).ok
    with client(serving, "drive", OWNER) as drive:
        content = drive.files().get_media(fileId=id).execute()
        file = drive.files().get(fileId=id, fields="lastModifyingUser").execute()
    assert docx.Document(BytesIO(content)).paragraphs[0].text == "Kepala surat yang baru"
    assert file["lastModifyingUser"]["emailAddress"] == OFFICER


def test_who_saves_over_somebody_else_s_newer_text_is_told_and_nothing_is_lost(serving, folder):
    id = a_draft(serving, folder)
    with signed_in(OFFICER) as browser, signed_in(OWNER) as other:
        head = head_of(browser, serving, id)
        address = f"{serving.address}/file/d/{id}/text"
        mine = {"key": 0, "before": "Kepala surat", "after": "Dari Siti"}
        theirs = {"key": 0, "before": "Kepala surat", "after": "Dari sistem"}
        assert other.post(address, json={"head": head, "changes": [theirs]}).ok
        answer = browser.post(address, json={"head": head, "changes": [mine]})
        assert answer.status_code == 409
        assert "Sistem Tanggap sudah menyimpan" in answer.json()["error"]["message"]
        assert "Dari sistem" in browser.get(f"{serving.address}/file/d/{id}/view").text


def test_who_may_only_read_a_letter_gets_no_field_and_no_way_to_save(serving, folder):
    id = a_draft(serving, folder)
    with signed_in(LEAD) as browser:
        page = browser.get(f"{serving.address}/file/d/{id}/view").text
        assert 'contenteditable="plaintext-only"' not in page
        head = first_of('data-head="([^"]+)"', page)
        body = {"head": head, "changes": [{"key": 0, "before": "Kepala surat", "after": "x"}]}
        assert browser.post(f"{serving.address}/file/d/{id}/text", json=body).status_code == 403


def test_a_letter_s_pictures_are_shown(serving, folder):
    id = a_draft(serving, folder)
    with signed_in(OFFICER) as browser:
        page = browser.get(f"{serving.address}/file/d/{id}/view").text
        picture = first_of('src="(/file/d/[^"]+/picture/[^"]+)"', page)
        assert browser.get(f"{serving.address}{picture}").content.startswith(b"\x89PNG")

"""What Drive refuses, and what it keeps byte for byte."""

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.local_workspace.drive.wire import DOCUMENT, FOLDER, SPREADSHEET, Caller

SHORTCUT = "application/vnd.google-apps.shortcut"


@pytest.fixture
def owner(serving):
    return Caller(serving)


@pytest.mark.parametrize("mime_type", [DOCUMENT, SPREADSHEET, FOLDER, SHORTCUT])
def test_a_native_file_does_not_download(owner, mime_type):
    id = owner.ok("POST", "/drive/v3/files", json={"name": "Asli", "mimeType": mime_type})["id"]
    assert owner.refused("GET", f"/drive/v3/files/{id}?alt=media") == (
        403,
        "fileNotDownloadable",
        "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
    )


def test_what_is_not_native_does_not_export(owner):
    id = owner.file(content=b"%PDF-1.7", mime_type="application/pdf")
    assert owner.refused("GET", f"/drive/v3/files/{id}/export?mimeType=application/pdf") == (
        403,
        "fileNotExportable",
        "Export only supports Docs Editors files.",
    )


def test_an_export_above_ten_megabytes_is_refused(owner):
    # Google begins the text with a mark of three bytes and ends its lines with two.
    words = (b"a" * (2**20 - 2) + b"\n") * 9 + b"a" * (2**20 - 3)
    path = "/drive/v3/files/{}/export?mimeType=text/plain"
    fits, exceeds = (owner.upload(one, mimeType=DOCUMENT).json()["id"] for one in (words, words + b"a"))
    assert len(owner("GET", path.format(fits)).content) == 10 * 2**20
    assert owner.refused("GET", path.format(exceeds)) == (
        403,
        "exportSizeLimitExceeded",
        "This file is too large to be exported.",
    )


def test_a_locked_file_keeps_contents_and_name_from_everybody_and_may_be_moved_and_unlocked(owner):
    here = f"/drive/v3/files/{owner.file(content=b'isi')}"
    asked = "?fields=contentRestrictions,capabilities(canEdit,canRename,canModifyContent)"
    owner.ok("PATCH", here, json={"contentRestrictions": [{"readOnly": True, "reason": "Sudah final."}]})
    shown = owner.ok("GET", here + asked)
    assert not any(shown["capabilities"].values())
    [lock] = shown["contentRestrictions"]
    assert (lock["readOnly"], lock["reason"], lock["restrictingUser"]["me"]) == (True, "Sudah final.", True)
    refusals = (
        owner.refused("PATCH", f"/upload{here}?uploadType=media", data=b"baru"),
        owner.refused("PATCH", here, json={"name": "Lain.docx"}),
        owner.refused("POST", f"{here}/comments?fields=id", json={"content": "Tolong periksa."}),
    )
    assert {refusal[:2] for refusal in refusals} == {(403, "insufficientFilePermissions")}
    owner.ok("PATCH", f"{here}?addParents={owner.folder()}&removeParents=root", json={})
    owner.ok("PATCH", here, json={"contentRestrictions": [{"readOnly": False}]})
    owner.ok("PATCH", f"/upload{here}?uploadType=media", data=b"baru")
    assert owner("GET", f"{here}?alt=media").content == b"baru"


@pytest.mark.parametrize("count", [0, 1001])
def test_a_thousand_ids_come_at_once_and_no_more(owner, count):
    assert len(owner.ok("GET", "/drive/v3/files/generateIds?count=1000")["ids"]) == 1000
    assert owner.refused("GET", f"/drive/v3/files/generateIds?count={count}") == (
        400,
        "invalidParameter",
        f"Invalid value '{count}'. Values must be within the range: [1, 1000]",
    )


def test_an_address_without_an_account_is_not_invited_in_silence(owner, serving):
    people = [{"email": "Siti@pelanggan.example", "name": "Siti", "account": False}]
    told = owner.ok("POST", "/_workspace/people", json=people)["people"]
    assert {"email": "siti@pelanggan.example", "name": "Siti", "account": False} in told
    path = f"/drive/v3/files/{owner.file()}/permissions"
    body = {"type": "user", "role": "reader", "emailAddress": "siti@pelanggan.example"}
    assert owner.refused("POST", f"{path}?sendNotificationEmail=false", json=body) == (
        400,
        "invalidSharingRequest",
        'Bad Request. User message: "You are trying to invite siti@pelanggan.example. Since there is no Google '
        'account associated with this email address, you must check the "Notify people" box to invite this '
        'recipient."',
    )
    owner.ok("POST", path, json=body)
    stranger = {**body, "emailAddress": "belum-dikenal@pelanggan.example"}
    owner.ok("POST", f"{path}?sendNotificationEmail=false", json=stranger)


def test_somebody_gets_an_account_and_keeps_none_by_reading_mail(serving):
    people = serving.workspace.people
    people.add("tanpa@pelanggan.example", "Tanpa", account=False)
    people.meet("tanpa@pelanggan.example")
    assert not people.named("tanpa@pelanggan.example").account
    people.add("tanpa@pelanggan.example", "Tanpa")
    assert people.has_account("Tanpa@pelanggan.example ")


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("organizer", {"trash", "delete"}),
        ("fileOrganizer", {"trash"}),
        ("writer", set()),
        ("reader", set()),
    ],
)
def test_in_a_shared_drive_deleting_needs_more_than_the_bin(owner, serving, role, may):
    every = "supportsAllDrives=true"
    drive = owner.ok("POST", f"/drive/v3/drives?requestId=hapus-{role}", json={"name": "Arsip"})["id"]
    member = Caller(serving, f"anggota-{role.lower()}@office.example")
    body = {"type": "user", "role": role, "emailAddress": member.email}
    owner.ok("POST", f"/drive/v3/files/{drive}/permissions?{every}", json=body)
    id = owner.upload(query=f"&{every}", name="x", parents=[drive]).json()["id"]
    path = f"/drive/v3/files/{id}?{every}"
    capabilities = member.ok("GET", f"{path}&fields=capabilities(canTrash,canDelete)")["capabilities"]
    assert {name for name in ("trash", "delete") if capabilities[f"can{name.title()}"]} == may
    done = set()
    for name, (verb, change) in {"trash": ("PATCH", {"trashed": True}), "delete": ("DELETE", None)}.items():
        answer = member(verb, path, json=change)
        if answer.ok:
            done.add(name)
        else:
            assert answer.json()["error"]["errors"][0]["reason"] == "insufficientFilePermissions"
    assert done == may


def test_binary_files_tell_size_and_checksum_and_native_ones_do_not(owner):
    folder = owner.folder()
    content = bytes(range(256))
    owner.file("biner.bin", content, parents=[folder])
    owner.ok("POST", "/drive/v3/files", json={"name": "Surat", "mimeType": DOCUMENT, "parents": [folder]})
    found = owner.ok(
        "GET",
        "/drive/v3/files",
        params={"q": f"'{folder}' in parents", "orderBy": "name", "fields": "files(id,size,md5Checksum)"},
    )["files"]
    true = {"size": "256", "md5Checksum": hashlib.md5(content).hexdigest()}  # noqa: S324 (Drive's own checksum)
    assert [{name: one[name] for name in one if name != "id"} for one in found] == [true, {}]
    for one, told in zip(found, (true, {}), strict=True):
        assert owner.ok("GET", f"/drive/v3/files/{one['id']}?fields=size,md5Checksum") == told


def test_an_upload_into_a_trashed_folder_is_taken_and_lies_in_the_bin(owner):
    folder = owner.folder()
    owner.ok("PATCH", f"/drive/v3/files/{folder}", json={"trashed": True})
    id = owner.file("terlambat.txt", parents=[folder])
    found = owner.ok("GET", f"/drive/v3/files/{id}?fields=trashed,explicitlyTrashed,parents")
    assert found == {"trashed": True, "explicitlyTrashed": False, "parents": [folder]}


@pytest.mark.parametrize("kind", ["multipart", "resumable"])
def test_an_upload_into_a_folder_that_is_gone_finds_no_file(owner, kind):
    folder = owner.folder()
    owner("DELETE", f"/drive/v3/files/{folder}")
    metadata = {"name": "x", "parents": [folder]}
    if kind == "multipart":
        answer = owner.upload(**metadata)
    else:
        answer = owner("POST", "/upload/drive/v3/files?uploadType=resumable", json=metadata)
    error = answer.json()["error"]
    assert (answer.status_code, error["message"]) == (404, f"File not found: {folder}.")
    assert error["errors"][0]["reason"] == "notFound"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text("\r\n-mark", max_size=40).map(str.encode))
def test_a_multipart_upload_is_kept_byte_for_byte(owner, content):
    if b"--mark" in content:
        content = content.replace(b"--mark", b"")
    id = owner.file("apa-saja", content, mime_type="application/octet-stream")
    assert owner("GET", f"/drive/v3/files/{id}?alt=media").content == content


def test_a_mail_is_uploaded_byte_for_byte(owner):
    mail = b"From: a@x.example\r\nSubject: \xff\xfe 8-bit\r\n\r\nbaris\nlain\r\n\x00\x1a\r\n.\r\n"
    opened = owner(
        "POST",
        "/upload/drive/v3/files?uploadType=resumable",
        data=json.dumps({"name": "surel.eml"}),
        headers={
            "Content-Type": "application/json",
            "X-Upload-Content-Type": "message/rfc822",
            "X-Upload-Content-Length": str(len(mail)),
        },
    )
    place = opened.headers["Location"].removeprefix(owner.address)
    made = owner("PUT", place, data=mail, headers={"Content-Range": f"bytes 0-{len(mail) - 1}/{len(mail)}"}).json()
    for id in (made["id"], owner.file("surel-2.eml", mail, mime_type="message/rfc822")):
        answer = owner("GET", f"/drive/v3/files/{id}?alt=media")
        assert (answer.content, answer.headers["Content-Type"]) == (mail, "message/rfc822")

"""Roles hold: what each may do, through folders and shared drives too, and what a program's scopes let it see."""

import pytest

from tests.local_workspace.drive.wire import DOCUMENT, FOLDER, Caller

AUTH = "https://www.googleapis.com/auth/"


@pytest.fixture
def owner(serving):
    return Caller(serving)


@pytest.fixture
def guest(serving):
    return Caller(serving, "tamu@office.example")


def test_a_stranger_finds_nothing(owner, guest):
    id = owner.file("rahasia.txt")
    assert guest.refused("GET", f"/drive/v3/files/{id}")[:2] == (404, "notFound")
    assert guest.names("name = 'rahasia.txt'") == []


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("reader", {"read"}),
        ("commenter", {"read", "comment"}),
        ("writer", {"read", "comment", "write", "share"}),
        ("owner", {"read", "comment", "write", "share", "trash", "delete"}),
    ],
)
def test_each_role_may_do_what_it_may(owner, guest, role, may):
    id = owner.file()
    caller = owner if role == "owner" else guest
    if role != "owner":
        owner.share(id, guest.email, role)
    path = f"/drive/v3/files/{id}"
    third = {"type": "user", "role": "reader", "emailAddress": "kepala@office.example"}
    tries = {
        "read": ("GET", f"{path}?alt=media", None),
        "comment": ("POST", f"{path}/comments?fields=id", {"content": "x"}),
        "write": ("PATCH", path, {"name": "baru"}),
        "share": ("POST", f"{path}/permissions", third),
        "trash": ("PATCH", path, {"trashed": True}),
        "delete": ("DELETE", path, None),
    }
    done = set()
    for name, (verb, address, body) in tries.items():
        answer = caller(verb, address, json=body)
        if answer.ok:
            done.add(name)
        else:
            assert answer.status_code == 403
            assert answer.json()["error"]["errors"][0]["reason"] == "insufficientFilePermissions"
    assert done == may


def test_a_folders_role_reaches_what_is_in_it(owner, guest):
    folder = owner.folder()
    inner = owner.folder(parents=[folder])
    id = owner.file("dalam.txt", parents=[inner])
    permission = owner.share(folder, guest.email, "writer")
    guest.ok("PATCH", f"/drive/v3/files/{id}", json={"description": "dibaca"})
    mine = guest.file("titipan.txt", parents=[inner])
    # The folder's owner may write what others put there, but not delete it.
    owner.ok("PATCH", f"/drive/v3/files/{mine}", json={"name": "titipan-2.txt"})
    assert owner.refused("DELETE", f"/drive/v3/files/{mine}")[0] == 403
    assert owner("DELETE", f"/drive/v3/files/{folder}/permissions/{permission}").status_code == 204
    assert guest.refused("GET", f"/drive/v3/files/{id}")[0] == 404


def test_a_reader_adds_nothing_to_a_folder(owner, guest):
    folder = owner.folder()
    owner.share(folder, guest.email, "reader")
    answer = guest.refused("POST", "/drive/v3/files", json={"name": "x", "parents": [folder]})
    assert answer[:2] == (403, "insufficientParentPermissions")


def test_what_is_shared_by_name_is_shared_with_me(owner, guest):
    id = owner.file("dibagi-khusus.txt")
    owner.share(id, guest.email, "reader")
    assert guest.names("sharedWithMe and name = 'dibagi-khusus.txt'") == ["dibagi-khusus.txt"]
    assert owner.names("sharedWithMe and name = 'dibagi-khusus.txt'") == []
    assert owner.names(f"'{guest.email}' in readers and name = 'dibagi-khusus.txt'") == ["dibagi-khusus.txt"]
    assert owner.names(f"'{guest.email}' in writers and name = 'dibagi-khusus.txt'") == []


def test_a_link_for_anyone_opens_but_is_not_listed(owner, guest):
    id = owner.file("tautan.txt")
    owner.ok("POST", f"/drive/v3/files/{id}/permissions", json={"type": "anyone", "role": "reader"})
    guest.ok("GET", f"/drive/v3/files/{id}")
    assert guest.names("name = 'tautan.txt'") == []


def test_ownership_passes_only_when_said(owner, guest):
    id = owner.file()
    body = {"type": "user", "role": "owner", "emailAddress": guest.email}
    path = f"/drive/v3/files/{id}/permissions"
    assert owner.refused("POST", path, json=body)[0] == 403
    owner.ok("POST", f"{path}?transferOwnership=true", json=body)
    assert owner.refused("DELETE", f"/drive/v3/files/{id}")[0] == 403
    assert guest("DELETE", f"/drive/v3/files/{id}").status_code == 204


def test_a_shared_drives_files_belong_to_the_drive(owner, guest):
    drive = owner.ok("POST", "/drive/v3/drives?requestId=satu", json={"name": "Arsip Kantor"})["id"]
    every = "supportsAllDrives=true"
    owner.ok(
        "POST",
        f"/drive/v3/files/{drive}/permissions?{every}",
        json={"type": "user", "role": "writer", "emailAddress": guest.email},
    )
    id = guest.upload(query=f"&{every}", name="di-drive.txt", parents=[drive]).json()["id"]
    assert guest.refused("GET", f"/drive/v3/files/{id}")[0] == 404
    found = guest.ok("GET", f"/drive/v3/files/{id}?{every}&fields=driveId,owners")
    assert found == {"driveId": drive}
    assert guest.names("name = 'di-drive.txt'") == []
    wide = {"includeItemsFromAllDrives": "true", "supportsAllDrives": "true"}
    assert guest.names("name = 'di-drive.txt'", corpora="drive", driveId=drive, **wide) == ["di-drive.txt"]
    assert guest.refused("PATCH", f"/drive/v3/files/{id}?{every}", json={"trashed": True})[0] == 403
    owner.ok("PATCH", f"/drive/v3/files/{id}?{every}", json={"trashed": True})
    assert owner("DELETE", f"/drive/v3/files/{id}?{every}").status_code == 204


def _program(serving, *scopes, subject=""):
    accounts = serving.workspace.accounts
    account = accounts.service_account_key()["client_email"]
    token = accounts.issue(subject or account, scopes, service_account=not subject, source="test")
    return Caller(serving, subject or account, token)


def test_a_service_account_owns_no_bytes_of_its_own(serving, owner):
    robot = _program(serving, AUTH + "drive")
    assert robot.upload(name="x").json()["error"]["errors"][0]["reason"] == "storageQuotaExceeded"
    assert robot.refused("POST", "/drive/v3/files", json={"mimeType": DOCUMENT})[1] == "storageQuotaExceeded"
    # Not even in a folder that a person shared with it.
    folder = owner.folder()
    owner.share(folder, robot.email, "writer")
    answer = robot.upload(name="x", parents=[folder])
    assert answer.status_code == 403
    assert "Service Accounts do not have storage quota" in answer.text
    assert answer.json()["error"]["errors"][0]["domain"] == "usageLimits"
    assert robot.ok("POST", "/drive/v3/files", json={"mimeType": FOLDER, "parents": [folder]})


def test_a_service_account_fills_a_shared_drive_and_acts_for_people(serving, owner):
    robot = _program(serving, AUTH + "drive")
    drive = owner.ok("POST", "/drive/v3/drives?requestId=dua", json={"name": "Arsip"})["id"]
    owner.ok(
        "POST",
        f"/drive/v3/files/{drive}/permissions?supportsAllDrives=true",
        json={"type": "user", "role": "fileOrganizer", "emailAddress": robot.email},
    )
    assert robot.upload(query="&supportsAllDrives=true", name="x", parents=[drive]).status_code == 200
    delegate = _program(serving, AUTH + "drive", subject="kepala@office.example")
    assert delegate.upload(name="x").status_code == 200


def test_a_program_with_drive_file_sees_only_what_it_made(serving):
    narrow = _program(serving, AUTH + "drive.file", subject="petugas@office.example")
    person = Caller(serving, "petugas@office.example")
    theirs = person.file("pindaian-staf.pdf")
    mine = narrow.file("buatan-program.pdf")
    assert narrow.refused("GET", f"/drive/v3/files/{theirs}")[0] == 404
    assert narrow.names("name contains 'pdf'") == ["buatan-program.pdf"]
    folder = person.folder()
    answer = narrow.refused("POST", "/drive/v3/files", json={"name": "x", "parents": [folder]})
    assert answer[1] == "insufficientParentPermissions"
    person.ok("GET", f"/drive/v3/files/{mine}")

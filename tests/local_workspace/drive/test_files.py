"""Files: made, read, changed, moved, copied, trashed and deleted, as Drive answers."""

import hashlib

import pytest

from tests.local_workspace.drive.wire import DOCUMENT, FOLDER, SPREADSHEET, Caller


@pytest.fixture
def owner(serving):
    return Caller(serving)


def test_without_fields_an_answer_has_drives_four(owner):
    made = owner.upload(name="a.txt").json()
    assert made == {"kind": "drive#file", "id": made["id"], "name": "a.txt", "mimeType": "text/plain"}


def test_fields_give_what_they_name(owner):
    id = owner.file(content=b"halo")
    found = owner.ok("GET", f"/drive/v3/files/{id}?fields=size,md5Checksum,sha256Checksum,owners(emailAddress)")
    assert found == {
        "size": "4",
        "md5Checksum": "57f842286171094855e51fc3a541c1e2",
        "sha256Checksum": hashlib.sha256(b"halo").hexdigest(),
        "owners": [{"emailAddress": "pemilik@office.example"}],
    }


def test_a_content_comes_back_whole_or_in_part(owner):
    content = bytes(range(256)) * 5 + b"\r\n\r\n--mar\r"
    id = owner.file(content=content)
    assert owner("GET", f"/drive/v3/files/{id}?alt=media").content == content
    part = owner("GET", f"/drive/v3/files/{id}?alt=media", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(content)}"
    assert owner("GET", f"/drive/v3/files/{id}?alt=media", headers={"Range": "bytes=99999-"}).status_code == 416


def test_a_pregenerated_id_makes_one_file_however_often_it_is_tried(owner):
    id = owner.ok("GET", "/drive/v3/files/generateIds?count=3")["ids"][0]
    folder = owner.folder()
    assert owner.upload(id=id, name="sekali", parents=[folder]).json()["id"] == id
    again = owner.upload(id=id, name="sekali", parents=[folder])
    assert again.status_code == 409
    assert again.json()["error"]["errors"][0]["reason"] == "fileIdInUse"
    assert owner.names(f"'{folder}' in parents") == ["sekali"]


def test_ids_not_given_out_and_ids_for_documents_are_refused(owner):
    id = owner.ok("GET", "/drive/v3/files/generateIds?count=1")["ids"][0]
    assert owner.refused("POST", "/drive/v3/files", json={"id": "x" * 33, "name": "a"})[:2] == (400, "invalid")
    assert owner.refused("POST", "/drive/v3/files", json={"id": id, "mimeType": DOCUMENT}) == (
        403,
        "insufficientFilePermissions",
        "Generated IDs are not supported for Docs Editors formats.",
    )
    assert owner.ok("POST", "/drive/v3/files", json={"id": id, "mimeType": FOLDER})["id"] == id


def test_an_unknown_file_is_not_found_in_drives_shape(owner):
    answer = owner("GET", "/drive/v3/files/tiada")
    assert answer.status_code == 404
    assert answer.json() == {
        "error": {
            "code": 404,
            "message": "File not found: tiada.",
            "errors": [
                {
                    "message": "File not found: tiada.",
                    "domain": "global",
                    "reason": "notFound",
                    "location": "fileId",
                    "locationType": "parameter",
                }
            ],
        }
    }


def test_a_file_moves_with_add_and_remove(owner):
    source, target = owner.folder("Asal"), owner.folder("Tujuan")
    id = owner.file(parents=[source])
    path = f"/drive/v3/files/{id}?fields=parents"
    assert owner.refused("PATCH", f"{path}&addParents={target}")[1] == "cannotAddParent"
    moved = owner.ok("PATCH", f"{path}&addParents={target}&removeParents={source}")
    assert moved == {"parents": [target]}
    assert owner.names(f"'{source}' in parents") == []


def test_a_folder_does_not_move_into_itself(owner):
    outer = owner.folder()
    inner = owner.folder(parents=[outer])
    root = owner.ok("GET", "/drive/v3/files/root?fields=id")["id"]
    status, *_ = owner.refused("PATCH", f"/drive/v3/files/{outer}?addParents={inner}&removeParents={root}")
    assert status == 403


def test_parents_are_not_written_by_update(owner):
    id = owner.file()
    assert owner.refused("PATCH", f"/drive/v3/files/{id}", json={"parents": ["x"]})[1] == "fieldNotWritable"


def test_an_update_keeps_the_id_and_makes_a_revision(owner):
    id = owner.file(content=b"satu")
    before = owner.ok("GET", f"/drive/v3/files/{id}?fields=headRevisionId,version")
    owner(
        "PATCH", f"/upload/drive/v3/files/{id}?uploadType=media", data=b"dua", headers={"Content-Type": "text/plain"}
    )
    after = owner.ok("GET", f"/drive/v3/files/{id}?fields=headRevisionId,version,size")
    assert after["size"] == "3"
    assert after["headRevisionId"] != before["headRevisionId"]
    assert int(after["version"]) > int(before["version"])
    revisions = owner.ok("GET", f"/drive/v3/files/{id}/revisions")["revisions"]
    old = owner("GET", f"/drive/v3/files/{id}/revisions/{revisions[0]['id']}?alt=media")
    assert old.content == b"satu"


def test_a_spreadsheets_revisions_tell_who_edited_it_last_and_when(owner, serving):
    id = owner.ok("POST", "/drive/v3/files", json={"name": "Register", "mimeType": SPREADSHEET})["id"]
    owner.share(id, "petugas@office.example", "writer")
    officer = Caller(serving, "petugas@office.example")
    for caller in (owner, officer, officer, owner):
        path = f"/v4/spreadsheets/{id}/values/A1?valueInputOption=RAW"
        assert caller("PUT", path, json={"values": [["x"]]}).status_code == 200
    revisions = owner.ok("GET", f"/drive/v3/files/{id}/revisions?fields=*")["revisions"]
    editors = [(one["lastModifyingUser"]["emailAddress"], one["lastModifyingUser"]["me"]) for one in revisions]
    assert editors == [(owner.email, True), (officer.email, False), (owner.email, True)]
    times = [one["modifiedTime"] for one in revisions]
    assert times == sorted(times)


def test_properties_merge_and_null_takes_a_key_away(owner):
    id = owner.file(appProperties={"a": "1", "b": "2"})
    changed = owner.ok(
        "PATCH", f"/drive/v3/files/{id}?fields=appProperties", json={"appProperties": {"a": None, "c": "3"}}
    )
    assert changed["appProperties"] == {"b": "2", "c": "3"}


def test_times_can_be_given(owner):
    id = owner.file(createdTime="2026-01-02T03:04:05Z", modifiedTime="2026-02-03T04:05:06+08:00")
    found = owner.ok("GET", f"/drive/v3/files/{id}?fields=createdTime,modifiedTime")
    assert found == {"createdTime": "2026-01-02T03:04:05.000Z", "modifiedTime": "2026-02-02T20:05:06.000Z"}


def test_a_copy_lies_beside_its_source_under_a_name_of_its_own(owner):
    folder = owner.folder()
    id = owner.file("asli.txt", b"sama", parents=[folder], appProperties={"kunci": "1"})
    copy = owner.ok("POST", f"/drive/v3/files/{id}/copy?fields=id,name,parents,size,appProperties", json={})
    assert copy == {
        "id": copy["id"],
        "name": "Copy of asli.txt",
        "parents": [folder],
        "size": "4",
        "appProperties": {"kunci": "1"},
    }
    assert owner.refused("POST", f"/drive/v3/files/{folder}/copy", json={})[1] == "cannotCopyFile"


def test_what_lies_in_a_trashed_folder_is_trashed_and_comes_back(owner):
    folder = owner.folder()
    id = owner.file(parents=[folder])
    owner.ok("PATCH", f"/drive/v3/files/{folder}", json={"trashed": True})
    found = owner.ok("GET", f"/drive/v3/files/{id}?fields=trashed,explicitlyTrashed")
    assert found == {"trashed": True, "explicitlyTrashed": False}
    assert owner.names(f"'{folder}' in parents and trashed = false") == []
    owner.ok("PATCH", f"/drive/v3/files/{folder}", json={"trashed": False})
    assert owner.names(f"'{folder}' in parents and trashed = false") == ["surat.txt"]


def test_deleting_a_folder_deletes_what_is_in_it(owner):
    folder = owner.folder()
    inner = owner.folder(parents=[folder])
    id = owner.file(parents=[inner])
    assert owner("DELETE", f"/drive/v3/files/{folder}").status_code == 204
    assert owner.refused("GET", f"/drive/v3/files/{id}")[0] == 404


def test_emptying_the_trash_deletes_only_what_is_in_it(serving):
    tidy = Caller(serving, "rapi@office.example")
    gone, kept = tidy.file(), tidy.file()
    tidy.ok("PATCH", f"/drive/v3/files/{gone}", json={"trashed": True})
    assert tidy("DELETE", "/drive/v3/files/trash").status_code == 204
    assert tidy.refused("GET", f"/drive/v3/files/{gone}")[0] == 404
    tidy.ok("GET", f"/drive/v3/files/{kept}")


def test_only_binary_content_downloads_and_only_documents_export(owner):
    document = owner.ok("POST", "/drive/v3/files", json={"name": "Surat", "mimeType": DOCUMENT})["id"]
    assert owner.refused("GET", f"/drive/v3/files/{document}?alt=media")[1] == "fileNotDownloadable"
    file = owner.file()
    export = "export?mimeType=application/pdf"
    assert owner.refused("GET", f"/drive/v3/files/{file}/{export}")[1] == "fileNotExportable"
    assert owner.refused("GET", f"/drive/v3/files/{document}/export?mimeType=image/tiff")[0] == 400


def test_about_tells_who_and_how_much(serving):
    newcomer = Caller(serving, "baru@office.example")
    newcomer.file(content=b"12345")
    found = newcomer.ok("GET", "/drive/v3/about?fields=user(emailAddress),storageQuota(usage)")
    assert found == {"user": {"emailAddress": "baru@office.example"}, "storageQuota": {"usage": "5"}}
    assert newcomer.refused("GET", "/drive/v3/about")[1] == "required"


def test_changes_since_a_token_name_each_file_once(owner):
    token = owner.ok("GET", "/drive/v3/changes/startPageToken")["startPageToken"]
    kept, gone = owner.file("tetap.txt"), owner.file("pergi.txt")
    owner.ok("PATCH", f"/drive/v3/files/{kept}", json={"name": "ganti.txt"})
    owner("DELETE", f"/drive/v3/files/{gone}")
    found = owner.ok("GET", f"/drive/v3/changes?pageToken={token}")
    assert [(one["fileId"], one["removed"]) for one in found["changes"]] == [(kept, False), (gone, True)]
    assert found["changes"][0]["file"]["name"] == "ganti.txt"
    assert owner.ok("GET", f"/drive/v3/changes?pageToken={found['newStartPageToken']}")["changes"] == []


def test_changes_come_in_pages(owner):
    token = owner.ok("GET", "/drive/v3/changes/startPageToken")["startPageToken"]
    made = [owner.file() for _ in range(5)]
    seen = []
    while token:
        page = owner.ok("GET", f"/drive/v3/changes?pageToken={token}&pageSize=2")
        seen += [one["fileId"] for one in page["changes"]]
        token = page.get("nextPageToken")
    assert seen == made


def test_comments_are_kept_with_their_author(owner):
    id = owner.file()
    path = f"/drive/v3/files/{id}/comments"
    assert owner.refused("POST", path, json={"content": "Mohon dicek"})[1] == "required"
    owner.ok("POST", f"{path}?fields=id", json={"content": "Mohon dicek"})
    found = owner.ok("GET", f"{path}?fields=comments(content,author/displayName)")
    assert found == {"comments": [{"content": "Mohon dicek", "author": {"displayName": "Pemilik"}}]}


@pytest.mark.parametrize("mask", ["files(id", "files(nama)", "file/id", "files(owners/email)"])
def test_a_wrong_field_selection_is_refused(owner, mask):
    assert owner.refused("GET", f"/drive/v3/files?fields={mask}")[1] == "invalidParameter"


def test_drive_v2_replaces_a_spreadsheet_by_a_csv_as_gspread_imports_one(owner):
    id = owner.ok("POST", "/drive/v3/files", json={"name": "Rekap", "mimeType": SPREADSHEET})["id"]
    requests = [{"addSheet": {"properties": {"title": "Lama"}}}]
    owner.ok("POST", f"/v4/spreadsheets/{id}:batchUpdate", json={"requests": requests})
    changed = owner.ok(
        "PUT",
        f"/upload/drive/v2/files/{id}?uploadType=media&convert=True&supportsAllDrives=True",
        data=b"nomor,perihal\n1,Keluhan",
        headers={"Content-Type": "text/csv"},
    )
    assert {name: changed[name] for name in ("kind", "id", "title", "mimeType", "ownerNames")} == {
        "kind": "drive#file",
        "id": id,
        "title": "Rekap",
        "mimeType": SPREADSHEET,
        "ownerNames": ["Pemilik"],
    }
    assert (changed["editable"], changed["capabilities"]) == (True, {"canEdit": True, "canCopy": True})
    assert [parent["isRoot"] for parent in changed["parents"]] == [True]
    [sheet] = owner.ok("GET", f"/v4/spreadsheets/{id}?fields=sheets.properties(sheetId,title)")["sheets"]
    assert sheet["properties"]["sheetId"] != 0
    found = owner.ok("GET", f"/v4/spreadsheets/{id}/values/{sheet['properties']['title']}")
    assert found["values"] == [["nomor", "perihal"], ["1", "Keluhan"]]


def test_drive_v2_changes_title_and_labels_under_its_own_names(owner):
    id = owner.file("lama.txt")
    changed = owner.ok(
        "PUT", f"/drive/v2/files/{id}?fields=title,labels", json={"title": "baru.txt", "labels": {"starred": True}}
    )
    assert changed == {
        "title": "baru.txt",
        "labels": {"starred": True, "hidden": False, "trashed": False, "restricted": False, "viewed": True},
    }
    assert owner.ok("GET", f"/drive/v3/files/{id}?fields=name,starred") == {"name": "baru.txt", "starred": True}


def test_other_methods_of_drive_v2_are_said_not_to_be_offered(owner):
    status, reason, message = owner.refused("GET", "/drive/v2/files")
    assert (status, reason) == (501, "notImplemented")
    assert message == "The embedded workspace does not offer drive.v2.files.list."


@pytest.mark.parametrize(("path", "name"), [("files/{}/export", "mimeType"), ("changes", "pageToken")])
def test_a_parameter_that_a_method_cannot_do_without_is_asked_for(owner, path, name):
    made = owner.ok("POST", "/drive/v3/files", json={"mimeType": SPREADSHEET})["id"]
    assert owner.refused("GET", "/drive/v3/" + path.format(made)) == (400, "required", f"Required parameter: {name}")


def test_a_mask_that_names_nothing_gives_nothing(owner):
    assert owner.ok("GET", "/drive/v3/files?fields=") == {}

"""Resumable uploads: in pieces, interrupted, asked after, repeated, and over a restart."""

import io

import pytest
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseUpload

from local_workspace.server import serve
from tests.local_workspace.clients import client
from tests.local_workspace.server.calling import a_session

OWNER = "pemilik@office.example"


@pytest.fixture
def session():
    with a_session() as one:
        yield one


def _opened(session, serving, name="besar.bin", total=10, **metadata):
    answer = session.post(
        f"{serving.address}/upload/drive/v3/files?uploadType=resumable&fields=id,name,size",
        json={"name": name, **metadata},
        headers={"X-Upload-Content-Type": "application/pdf", "X-Upload-Content-Length": str(total)},
        timeout=120,
    )
    assert answer.status_code == 200, answer.text
    return answer.headers["Location"]


def _put(session, location, content, where):
    return session.put(location, data=content, headers={"Content-Range": f"bytes {where}"}, timeout=120)


def test_pieces_become_one_file(serving, session):
    location = _opened(session, serving)
    first = _put(session, location, b"01234", "0-4/10")
    assert (first.status_code, first.headers["Range"]) == (308, "bytes=0-4")
    made = _put(session, location, b"56789", "5-9/10").json()
    assert (made["name"], made["size"]) == ("besar.bin", "10")
    content = session.get(f"{serving.address}/drive/v3/files/{made['id']}?alt=media", timeout=120)
    assert (content.content, content.headers["Content-Type"]) == (b"0123456789", "application/pdf")


def test_a_session_tells_how_far_it_is(serving, session):
    location = _opened(session, serving)
    assert "Range" not in _put(session, location, b"", "*/10").headers
    _put(session, location, b"0123", "0-3/10")
    asked = _put(session, location, b"", "*/10")
    assert (asked.status_code, asked.headers["Range"]) == (308, "bytes=0-3")


def test_bytes_sent_twice_count_once_and_a_gap_waits(serving, session):
    location = _opened(session, serving)
    _put(session, location, b"0123", "0-3/10")
    assert _put(session, location, b"2345", "2-5/10").headers["Range"] == "bytes=0-5"
    assert _put(session, location, b"89", "8-9/10").headers["Range"] == "bytes=0-5"
    assert _put(session, location, b"6789", "6-9/10").json()["size"] == "10"


def test_a_finished_upload_asked_again_gives_the_same_file(serving, session):
    location = _opened(session, serving)
    made = _put(session, location, b"0123456789", "0-9/10").json()
    assert _put(session, location, b"", "*/10").json() == made
    assert _put(session, location, b"0123456789", "0-9/10").json() == made


def test_an_unknown_total_is_told_with_the_last_piece(serving, session):
    location = _opened(session, serving, total="")
    assert _put(session, location, b"abc", "0-2/*").status_code == 308
    assert _put(session, location, b"de", "3-4/5").json()["size"] == "5"


def test_what_would_be_refused_is_refused_at_the_start(serving, session):
    id = session.get(f"{serving.address}/drive/v3/files/generateIds?count=1", timeout=120).json()["ids"][0]
    location = _opened(session, serving, id=id, total=1)
    assert _put(session, location, b"x", "0-0/1").json()["id"] == id
    again = session.post(
        f"{serving.address}/upload/drive/v3/files?uploadType=resumable", json={"id": id, "name": "x"}, timeout=120
    )
    assert again.status_code == 409


def test_an_unknown_session_is_not_found(serving, session):
    location = f"{serving.address}/upload/drive/v3/files?uploadType=resumable&upload_id=tiada"
    assert _put(session, location, b"x", "0-0/1").status_code == 404


def test_a_session_outlives_a_restart(tmp_path, session):
    with serve(tmp_path) as first:
        location = _opened(session, first)
        _put(session, location, b"01234", "0-4/10")
    with serve(tmp_path) as second:
        location = location.replace(first.address, second.address)
        assert _put(session, location, b"", "*/10").headers["Range"] == "bytes=0-4"
        assert _put(session, location, b"56789", "5-9/10").json()["size"] == "10"


def test_googles_client_uploads_in_pieces_and_replaces(serving):
    content = bytes(range(256)) * 4096
    with client(serving, "drive", OWNER) as drive:
        media = MediaIoBaseUpload(io.BytesIO(content), "application/pdf", chunksize=262144, resumable=True)
        made = drive.files().create(body={"name": "besar.pdf"}, media_body=media, fields="id,size").execute()
        assert made["size"] == str(len(content))
        assert drive.files().get_media(fileId=made["id"]).execute() == content
        smaller = MediaIoBaseUpload(io.BytesIO(content[:300000]), "application/pdf", chunksize=262144, resumable=True)
        again = drive.files().update(fileId=made["id"], media_body=smaller, fields="id,size").execute()
        assert again == {"id": made["id"], "size": "300000"}
        missing = MediaIoBaseUpload(io.BytesIO(b"x"), "application/pdf", resumable=True)
        with pytest.raises(HttpError, match="File not found"):
            drive.files().update(fileId="tiada", media_body=missing).execute()

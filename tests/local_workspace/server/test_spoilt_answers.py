"""Faults that spoil an answer: error pages, no JSON, half an answer, refusals in each service's shape."""

import base64
import json
import re

import google.auth.exceptions
import google.auth.transport.requests
import pytest
import requests
from google.oauth2.credentials import Credentials
from googleapiclient.errors import HttpError

from local_workspace.gateway.faults import Asked, Match
from tests.local_workspace.clients import client
from tests.local_workspace.server.calling import a_session, names

WHO = "rusak@office.example"
BROKEN = (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError)


@pytest.fixture
def session():
    with a_session(WHO) as one:
        yield one


def let(serving, **fault):
    with a_session(WHO) as one:
        answer = one.post(f"{serving.address}/_workspace/faults", json=fault, timeout=60)
    assert answer.status_code == 200, answer.text


def create(session, serving, name):
    return session.post(f"{serving.address}/drive/v3/files", json={"name": name}, timeout=60)


def a_file(session, serving, content=b"0123456789"):
    made = session.post(
        f"{serving.address}/upload/drive/v3/files?uploadType=media",
        data=content,
        headers={"Content-Type": "application/pdf"},
        timeout=60,
    )
    return f"{serving.address}/drive/v3/files/{made.json()['id']}"


def test_a_refusal_is_played_in_drives_shape(serving, session):
    let(serving, kind="status", status=403, reason="sharingRateLimitExceeded", message="Rate limit exceeded.")
    error = create(session, serving, "x").json()["error"]
    assert (error["code"], error["message"]) == (403, "Rate limit exceeded.")
    assert error["errors"][0]["reason"] == "sharingRateLimitExceeded"
    assert error["errors"][0]["domain"] == "global"
    assert "status" not in error


def test_a_service_that_is_switched_off_is_played_with_its_status(serving, session):
    let(serving, kind="status", status=403, reason="accessNotConfigured", message="Google Drive API is disabled.")
    error = create(session, serving, "x").json()["error"]
    assert (error["errors"][0]["domain"], error["status"]) == ("usageLimits", "PERMISSION_DENIED")


def test_a_refusal_is_played_in_the_shape_of_sheets_and_forms(serving, session):
    for path, service in (("/v4/spreadsheets/x", "sheets"), ("/v1/forms/x", "forms")):
        let(serving, kind="status", status=403, reason="SERVICE_DISABLED", message="API belum aktif.")
        error = session.get(serving.address + path, timeout=60).json()["error"]
        assert (error["status"], error["message"]) == ("PERMISSION_DENIED", "API belum aktif.")
        assert "errors" not in error
        [about] = error["details"]
        assert about["@type"] == "type.googleapis.com/google.rpc.ErrorInfo"
        assert about["reason"] == "SERVICE_DISABLED"
        assert about["metadata"] == {"service": f"{service}.googleapis.com"}


def test_a_canonical_code_as_reason_is_the_status_of_the_newer_services(serving, session):
    let(serving, kind="status", status=400, reason="FAILED_PRECONDITION", message="Bukan spreadsheet.")
    error = session.get(f"{serving.address}/v4/spreadsheets/x", timeout=60).json()["error"]
    assert (error["status"], error.get("details")) == ("FAILED_PRECONDITION", None)


@pytest.mark.parametrize(
    ("fault", "status", "says"),
    [
        ({"page": "google"}, 400, "<title>Error 400 (Bad Request)!!1</title>"),
        ({"page": "google", "status": 502}, 502, "Please try again in 30 seconds"),
        ({"page": "proxy"}, 502, "squid"),
        ({"page": "proxy", "status": 407}, 407, "Cache Access Denied"),
        ({"page": "proxy", "status": 200}, 200, "Sign in to the network"),
    ],
)
def test_an_html_page_comes_instead_of_json(serving, session, fault, status, says):
    let(serving, kind="html", **fault)
    answer = create(session, serving, f"halaman-{status}")
    assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (status, "text/html")
    assert says in answer.text
    assert f"halaman-{status}" not in names(session, serving)


def test_googles_page_is_an_error_that_googles_client_reads(serving):
    let(serving, kind="html", page="google", status=413)
    with client(serving, "drive", WHO) as drive, pytest.raises(HttpError) as caught:
        drive.files().list().execute()
    assert caught.value.status_code == 413
    assert "That’s an error.".encode() in caught.value.content


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("body", ["html", "empty", "half"])
def test_only_a_parser_can_tell_that_an_answer_is_no_json(serving, session, body, when):
    let(serving, kind="not_json", body=body, when=when, match={"method": "drive.files.create"})
    name = f"bukan-json-{body}-{when}"
    answer = create(session, serving, name)
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        json.loads(answer.content)
    assert answer.content.startswith(b"{") == (body == "half")
    assert (name in names(session, serving)) == (when == "after")


def test_a_half_answer_that_was_undone_leaves_a_resumable_upload_as_it_was(serving, session):
    opened = session.post(
        f"{serving.address}/upload/drive/v3/files?uploadType=resumable", json={"name": "sambung"}, timeout=60
    )
    place = opened.headers["Location"]
    session.put(place, data=b"01234", headers={"Content-Range": "bytes 0-4/10"}, timeout=60)
    let(serving, kind="not_json", body="half", match={"body": "sambung"})
    rest = {"data": b"56789", "headers": {"Content-Range": "bytes 5-9/10"}, "timeout": 60}
    assert session.put(place, **rest).text.startswith("{")
    assert "sambung" not in names(session, serving)
    asked = session.put(place, data=b"", headers={"Content-Range": "bytes */10"}, timeout=60)
    assert (asked.status_code, asked.headers["Range"]) == (308, "bytes=0-4")
    made = session.put(place, **rest).json()
    content = session.get(f"{serving.address}/drive/v3/files/{made['id']}?alt=media", timeout=60).content
    assert content == b"0123456789"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_cut_answer_has_its_true_head_and_half_of_its_body(serving, session, when):
    let(serving, kind="cut", when=when, match={"method": "drive.files.create"})
    name = f"terpotong-{when}"
    with session.post(f"{serving.address}/drive/v3/files", json={"name": name}, stream=True, timeout=60) as answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("application/json")
        length = int(answer.headers["Content-Length"])
        with pytest.raises(BROKEN, match=f"{length // 2} bytes read, {length - length // 2} more expected"):
            answer.content  # noqa: B018 (to read it is what breaks)
    assert (name in names(session, serving)) == (when == "after")


def test_a_download_is_cut_or_comes_short(serving, session):
    file = a_file(session, serving)
    let(serving, kind="cut", match={"method": "drive.files.get", "query": "alt=media"})
    let(serving, kind="short")
    assert session.get(file, timeout=60).json()["mimeType"] == "application/pdf"
    with pytest.raises(BROKEN):
        session.get(f"{file}?alt=media", timeout=60)
    short = session.get(f"{file}?alt=media", timeout=60)
    assert (short.status_code, short.content, short.headers["Content-Length"]) == (200, b"01234", "5")
    assert short.headers["Content-Type"] == "application/pdf"
    assert session.get(f"{file}?alt=media", timeout=60).content == b"0123456789"


def test_a_fault_meets_only_the_call_whose_body_says_so(serving, session):
    let(serving, kind="status", status=503, match={"body": r"KEL-2026-0042"})
    assert create(session, serving, "KEL-2026-0041").status_code == 200
    assert create(session, serving, "KEL-2026-0042").status_code == 503


def test_a_body_is_searched_in_uploads_and_in_mails():
    mail = base64.urlsafe_b64encode(b"To: siti@x.example\r\nSubject: KEL-7\r\n\r\nisi").decode()
    draft = json.dumps({"message": {"raw": mail.rstrip("=")}}).encode()
    multipart = b'--m\r\n\r\n{"name":"surat KEL-7"}\r\n--m\r\n\r\n\xff\x00\r\n--m--'
    method = "gmail.users.drafts.create"
    assert Match(body="Subject: KEL-7").fits(Asked(method, "POST", "/", content=draft))
    assert not Match(body="KEL-8").fits(Asked(method, "POST", "/", content=draft))
    assert Match(body="surat KEL-7").fits(Asked("drive.files.create", "POST", "/", content=multipart))
    assert Match(body="\xff\x00").fits(Asked("drive.files.create", "POST", "/", content=multipart))


def test_a_fault_may_come_for_good_and_stays_listed(serving, session):
    let(serving, kind="status", status=503, times=-1, match={"who": WHO})
    assert {create(session, serving, "x").status_code for _ in range(4)} == {503}
    [left] = session.get(f"{serving.address}/_workspace/faults", timeout=60).json()["faults"]
    assert (left["times"], left["match"]["who"]) == (-1, WHO)


@pytest.fixture
def credentials(serving):
    with a_session() as one:
        key = one.post(f"{serving.address}/_workspace/authorized-user", json={"email": WHO}, timeout=60).json()
    # Not from_authorized_user_info(): it asks Google's own address, whatever the file says.
    wanted = ("refresh_token", "token_uri", "client_id", "client_secret")
    return Credentials(None, **{name: key[name] for name in wanted})


def refreshed(credentials):
    with requests.Session() as plain:
        plain.trust_env = False
        credentials.refresh(google.auth.transport.requests.Request(session=plain))


def test_the_token_endpoint_refuses_on_demand_as_oauth_does(serving, credentials):
    fault = {"reason": "invalid_grant", "message": "Token has been expired or revoked."}
    let(serving, kind="status", status=400, match={"method": "oauth2.token"}, **fault)
    with pytest.raises(google.auth.exceptions.RefreshError) as caught:
        refreshed(credentials)
    assert caught.value.args[1] == {"error": "invalid_grant", "error_description": fault["message"]}
    refreshed(credentials)
    assert credentials.token.startswith("ya29.")


@pytest.mark.parametrize("fault", [{"kind": "html", "page": "google", "status": 502}, {"kind": "not_json"}])
def test_the_token_endpoint_answers_with_a_page(serving, credentials, fault):
    let(serving, **fault, times=9, match={"method": "oauth2.token"})
    # A page with status 200, as a captive portal gives it, makes google-auth itself fail with a TypeError.
    with pytest.raises((google.auth.exceptions.GoogleAuthError, TypeError)):
        refreshed(credentials)


@pytest.mark.parametrize("kind", ["reset", "cut"])
def test_the_token_endpoint_hangs_up(serving, credentials, kind):
    let(serving, kind=kind, match={"method": "oauth2.token", "body": "grant_type=refresh_token"})
    with pytest.raises((google.auth.exceptions.TransportError, *BROKEN)):
        refreshed(credentials)


def test_a_fault_for_any_method_spares_the_token_endpoint(serving, credentials):
    let(serving, kind="status", status=503)
    refreshed(credentials)


def in_a_batch(session, serving, *bodies):
    parts = [
        "--b\r\nContent-Type: application/http\r\n\r\nPOST /drive/v3/files HTTP/1.1\r\n"
        f"Content-Type: application/json\r\n\r\n{json.dumps(body)}\r\n"
        for body in bodies
    ]
    return session.post(
        f"{serving.address}/batch/drive/v3",
        data="".join(parts) + "--b--",
        headers={"Content-Type": "multipart/mixed; boundary=b"},
        timeout=60,
    )


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ({"kind": "status", "status": 403, "reason": "userRateLimitExceeded"}, 403),
        ({"kind": "html", "page": "google", "status": 400}, 400),
        ({"kind": "not_json", "body": "half"}, 200),
    ],
)
def test_one_part_of_a_batch_is_hit_as_a_single_call_is(serving, session, fault, status):
    let(serving, **fault, match={"body": "kena"})
    answer = in_a_batch(session, serving, {"name": "luput"}, {"name": "kena"}, {"name": "luput"})
    assert [int(one) for one in re.findall(r"HTTP/1.1 (\d+)", answer.text)] == [200, status, 200]
    assert "kena" not in names(session, serving)


def test_a_part_that_is_cut_cuts_the_batch(serving, session):
    let(serving, kind="cut", when="after", match={"body": "potong"})
    with pytest.raises(BROKEN, match="more expected"):
        in_a_batch(session, serving, {"name": "tandem"}, {"name": "potong"})
    assert {"tandem", "potong"} <= set(names(session, serving))


def test_a_whole_batch_is_hit_by_its_name(serving, session):
    let(serving, kind="html", page="proxy", match={"method": "batch"})
    assert in_a_batch(session, serving, {"name": "seluruh"}).status_code == 502
    assert "seluruh" not in names(session, serving)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "html", "page": "bing"},
        {"kind": "not_json", "body": "third"},
        {"kind": "status", "match": {"body": "("}},
        {"kind": "status", "match": {"isi": "x"}},
    ],
)
def test_a_spoilt_answer_that_cannot_be_read_is_refused(serving, session, fault):
    assert session.post(f"{serving.address}/_workspace/faults", json=fault, timeout=60).status_code == 400

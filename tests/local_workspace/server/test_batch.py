"""HTTP batches, by Google's own client and by hand."""

import pytest

from tests.local_workspace.clients import client
from tests.local_workspace.server.calling import a_session

OWNER = "pemilik@office.example"


def test_googles_client_gets_an_answer_for_each_call(serving):
    answers = {}

    def note(id, answer, error):
        answers[id] = error.status_code if error else answer["name"]

    with client(serving, "drive", OWNER) as drive:
        batch = drive.new_batch_http_request(callback=note)
        batch._batch_uri = f"{serving.address}/batch/drive/v3"
        for name in ("satu", "dua – é"):
            batch.add(drive.files().create(body={"name": name}), request_id=name)
        batch.add(drive.files().get(fileId="tiada"), request_id="tiada")
        batch.execute()
    assert answers == {"satu": "satu", "dua – é": "dua – é", "tiada": 404}


def _batch(serving, calls, path="/batch"):
    parts = [
        f"--b\r\nContent-Type: application/http\r\nContent-ID: <{number}>\r\n\r\n{call}\r\n"
        for number, call in enumerate(calls)
    ]
    with a_session() as session:
        return session.post(
            serving.address + path,
            data="".join(parts) + "--b--",
            headers={"Content-Type": "multipart/mixed; boundary=b"},
            timeout=60,
        )


def test_every_address_answers_and_marks_the_answers(serving):
    for path in ("/batch", "/batch/drive/v3", "/batch/gmail/v1"):
        answer = _batch(serving, ["GET /drive/v3/about?fields=kind HTTP/1.1\r\n\r\n"], path)
        assert "Content-ID: <response-0>" in answer.text
        assert "drive#about" in answer.text


def test_a_hundred_calls_are_taken_and_one_more_refused(serving):
    calls = ["GET /drive/v3/about?fields=kind HTTP/1.1\r\n\r\n"] * 101
    assert _batch(serving, calls[:100]).text.count("drive#about") == 100
    assert _batch(serving, calls).status_code == 400
    assert _batch(serving, []).status_code == 400


@pytest.mark.parametrize(
    "call", ["POST /upload/drive/v3/files?uploadType=media HTTP/1.1\r\n\r\nx", "GET /drive/v3/files/x?alt=media"]
)
def test_media_does_not_go_in_a_batch(serving, call):
    answer = _batch(serving, [call])
    assert answer.status_code == 200
    assert "HTTP/1.1 400" in answer.text

"""The loopback server: keep-alive, refusals of addresses, a stop without remains, one process a folder."""

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import requests

from demo.command import demo
from local_workspace.__main__ import main as workspace
from local_workspace.core.lock import FolderInUse
from local_workspace.server import serve

OWNER = {"Authorization": "Bearer local:pemilik@office.example"}


def _session():
    session = requests.Session()
    session.trust_env = False
    session.headers.update(OWNER)
    return session


def _a_file(session, serving, name="Daftar"):
    answer = session.post(f"{serving.address}/drive/v3/files", json={"name": name})
    assert answer.status_code == 200, answer.text
    return answer.json()["id"]


def test_one_connection_carries_many_calls(tmp_path):
    with serve(tmp_path) as serving, socket.create_connection(("127.0.0.1", serving.port)) as line:
        for _ in range(3):
            line.sendall(b"GET /_workspace/clock HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = line.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200")
            assert b"Connection: close" not in answer


def test_a_chunked_body_is_read(tmp_path):
    with serve(tmp_path) as serving, _session() as session:
        pieces = iter([b'{"name": ', b'"Surat"}'])
        answer = session.post(
            f"{serving.address}/drive/v3/files", data=pieces, headers={"Content-Type": "application/json"}
        )
        assert answer.json()["name"] == "Surat"


def test_a_page_of_another_site_presses_no_button_here(tmp_path):
    with serve(tmp_path) as serving, _session() as session:
        clock = f"{serving.address}/_workspace/clock"
        body = {"follow_the_machine": True}
        assert session.post(clock, json=body, headers={"Origin": "https://evil.example"}).status_code == 403
        assert session.post(clock, json=body, headers={"Origin": serving.address}).status_code == 200


def test_an_unknown_address_gets_googles_page(tmp_path):
    with serve(tmp_path) as serving, _session() as session:
        answer = session.get(f"{serving.address}/v9/nothing")
        assert answer.status_code == 404
        assert "Error 404 (Not Found)!!1" in answer.text


def test_a_call_without_a_token_is_unauthenticated(tmp_path):
    with serve(tmp_path) as serving:
        answer = requests.post(f"{serving.address}/drive/v3/files", json={}, timeout=120)
        assert answer.status_code == 401


def test_stopping_leaves_no_thread_and_frees_the_port(tmp_path):
    before = set(threading.enumerate())
    with serve(tmp_path) as serving, _session() as session:
        _a_file(session, serving)
        port = serving.port
        serving.stop()
        assert set(threading.enumerate()) == before
        with serve(tmp_path / "other", port) as again:
            assert again.port == port


def test_a_folder_serves_one_process_at_a_time(tmp_path):
    with serve(tmp_path), pytest.raises(FolderInUse, match="sedang dipakai"):
        serve(tmp_path)
    with serve(tmp_path) as again:
        assert again.port


def test_what_was_served_is_listed_and_counted(tmp_path):
    with serve(tmp_path) as serving, _session() as session:
        id = _a_file(session, serving)
        session.delete(f"{serving.address}/drive/v3/files/{id}")
        report = session.get(f"{serving.address}/_workspace/requests").json()
        assert [(one["method"], one["status"], one["who"]) for one in report["requests"]] == [
            ("drive.files.create", 200, "pemilik@office.example"),
            ("drive.files.delete", 204, "pemilik@office.example"),
        ]
        assert report["counters"]["writes"] == 2
        later = session.get(f"{serving.address}/_workspace/requests?since=1").json()
        assert [one["number"] for one in later["requests"]] == [2]
        session.delete(f"{serving.address}/_workspace/requests")
        assert session.get(f"{serving.address}/_workspace/requests").json()["requests"] == []


def test_the_clock_stops_runs_and_survives_a_restart(tmp_path):
    with serve(tmp_path) as serving, _session() as session:
        clock = f"{serving.address}/_workspace/clock"
        assert session.post(clock, json={"stop_at": "2026-11-02T09:30:00+08:00"}).json() == {
            "now": "2026-11-02T01:30:00.000Z"
        }
        assert session.post(clock, json={"stop_at": "2026-11-02T09:30:00"}).status_code == 400
    with serve(tmp_path) as serving, _session() as session:
        clock = f"{serving.address}/_workspace/clock"
        assert session.get(clock).json() == {"now": "2026-11-02T01:30:00.000Z"}
        assert session.post(clock, json={"run_from": "2030-01-01T00:00:00Z"}).json()["now"].startswith("2030-01-01")


def test_people_are_kept_and_whoever_acts_is_met(tmp_path):
    with serve(tmp_path) as serving, _session() as session:
        people = f"{serving.address}/_workspace/people"
        session.post(people, json={"email": "Kepala@office.example", "name": "Ibu Kepala"})
        _a_file(session, serving)
    with serve(tmp_path) as serving, _session() as session:
        assert session.get(f"{serving.address}/_workspace/people").json()["people"] == [
            {"email": "kepala@office.example", "name": "Ibu Kepala"},
            {"email": "pemilik@office.example", "name": "Pemilik"},
        ]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_program_prints_its_address_refuses_a_second_and_stops_cleanly(tmp_path, how):
    command = [sys.executable, "-m", "local_workspace", "--data", str(tmp_path), "--port", "0"]
    root = Path(__file__).parents[3]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root)
    try:
        assert first.stdout is not None
        address = first.stdout.readline().split()[-1]
        assert requests.get(f"{address}/_workspace/clock", timeout=120).ok
        second = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=root)
        assert second.returncode == 2
        assert "sedang dipakai" in second.stderr
        os.kill(first.pid, how)
        _, complaints = first.communicate(timeout=120)
        assert first.returncode == 0
        assert complaints == ""
    finally:
        first.kill()
        first.communicate()


def test_a_busy_port_is_told_in_a_sentence_by_workspace_and_demo(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        assert workspace(["--data", str(tmp_path / "data"), "--port", str(port)]) == 2
        assert demo(tmp_path / "demo", short=True, port=port) == 2
    said = capsys.readouterr()
    for told in (said.err, said.out):
        assert f"Port {port} sudah dipakai program lain" in told
        assert "pilih port lain dengan --port" in told

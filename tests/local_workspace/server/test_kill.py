"""Killed in the middle of writing, the workspace still has all it said it had."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import requests

from local_workspace.server import serve
from tests.local_workspace.server.calling import a_session

ROOT = Path(__file__).parents[3]


def _keep_writing(address, worker, done):
    """Upload files until the connection breaks; note each one acknowledged."""
    with a_session() as session:
        for number in range(100_000):
            name = f"{worker}-{number}"
            try:
                answer = session.post(
                    f"{address}/upload/drive/v3/files?uploadType=media&fields=id",
                    data=name.encode() * 500,
                    headers={"Content-Type": "text/plain"},
                    timeout=120,
                )
            except requests.exceptions.RequestException:
                return
            assert answer.status_code == 200, answer.text
            done.append((answer.json()["id"], name))


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path):
    command = [sys.executable, "-m", "local_workspace", "--data", str(tmp_path), "--port", "0"]
    done: list[tuple[str, str]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1]
            writers = [threading.Thread(target=_keep_writing, args=(address, worker, done)) for worker in "ab"]
            for writer in writers:
                writer.start()
            while len(done) < 30 and any(writer.is_alive() for writer in writers):
                writers[0].join(0.05)
        finally:
            process.send_signal(signal.SIGKILL)
        for writer in writers:
            writer.join()
    assert len(done) >= 30
    with serve(tmp_path) as again, a_session() as session:
        for id, name in done:
            found = session.get(f"{again.address}/drive/v3/files/{id}?alt=media", timeout=120)
            assert found.content == name.encode() * 500
        answer = session.post(f"{again.address}/drive/v3/files", json={"name": "lanjut"}, timeout=120)
        assert answer.status_code == 200

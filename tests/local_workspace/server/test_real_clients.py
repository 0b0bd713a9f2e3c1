"""gspread, google-api-python-client and google-auth, unmodified, in two ways: by base address and by proxy."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account

from local_workspace.proxy import Proxy
from local_workspace.server import serve
from tests.local_workspace.clients import client

ROOT = Path(__file__).parents[3]
SCOPES = ["https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/spreadsheets"]

# Nothing in this program knows of the workspace: it is as it would be written for Google.
PROGRAM = """
import io, json, sys
import gspread
from google.oauth2 import service_account
from googleapiclient.discovery import build
from googleapiclient.http import MediaIoBaseUpload

scopes = ["https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/spreadsheets"]
key = json.load(open(sys.argv[1]))
key["token_uri"] = "https://oauth2.googleapis.com/token"
account = service_account.Credentials.from_service_account_info(key, scopes=scopes)
credentials = account.with_subject("kepala@office.example")
drive = build("drive", "v3", credentials=credentials)
media = MediaIoBaseUpload(io.BytesIO(b"x" * 300000), "application/pdf", chunksize=262144, resumable=True)
made = drive.files().create(body={"name": "surat.pdf"}, media_body=media, fields="id,size,owners").execute()
size = len(drive.files().get_media(fileId=made["id"]).execute())
answers = []
batch = drive.new_batch_http_request(callback=lambda id, answer, error: answers.append(answer["name"]))
batch.add(drive.files().get(fileId=made["id"]))
batch.execute()
sheet = gspread.authorize(credentials).create("Daftar")
sheet.sheet1.update([["a", "b"], ["1", "0042"]], "A1", raw=True)
print(json.dumps([made["owners"][0]["emailAddress"], size, answers, sheet.sheet1.get_all_values()]))
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("office"), check_answers=True) as running:
        running.workspace.people.add("kepala@office.example", "Ibu Kepala")
        yield running


def test_unmodified_clients_work_through_the_proxy(office, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    with Proxy(office.workspace, tmp_path / "certificates") as proxy:
        environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        done = subprocess.run(
            [sys.executable, str(program), str(office.workspace.store.folder / "service-account.json")],
            env={**environment, **proxy.environment},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
            cwd=ROOT,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout) == [
        "kepala@office.example",
        300000,
        ["surat.pdf"],
        [["a", "b"], ["1", "0042"]],
    ]


def test_the_proxy_answers_for_google_alone(office, tmp_path):
    with Proxy(office.workspace, tmp_path) as proxy, requests.Session() as session:
        session.trust_env = False
        session.proxies = {"https": proxy.environment["HTTPS_PROXY"]}
        session.verify = proxy.environment["REQUESTS_CA_BUNDLE"]
        with pytest.raises(requests.exceptions.ProxyError):
            session.get("https://www.bspji.example/", timeout=120)
        with pytest.raises(requests.exceptions.ProxyError):
            session.get("https://www.googleapis.com.evil.example/", timeout=120)
        answer = session.get("https://www.googleapis.com/drive/v3/about?fields=kind", timeout=120)
        assert answer.status_code == 403


class ByBaseAddress(gspread.http_client.HTTPClient):
    """gspread's own client, its addresses rewritten to where the workspace is served."""

    base = ""

    def request(self, method, endpoint, *rest: Any, **named: Any) -> requests.Response:
        for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
            endpoint = endpoint.replace(host, self.base)
        return super().request(method, endpoint, *rest, **named)


def test_clients_work_by_the_base_address(office, monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(ByBaseAddress, "base", office.address)
    key = json.loads((office.workspace.store.folder / "service-account.json").read_text())
    account = service_account.Credentials.from_service_account_info(key, scopes=SCOPES)
    credentials = account.with_subject("kepala@office.example")
    with AuthorizedSession(credentials) as session:
        sheets = gspread.Client(auth=credentials, session=session, http_client=ByBaseAddress)
        made = sheets.create("Daftar")
        made.sheet1.update([["a"], ["0042"]], "A1", raw=True)
        assert made.sheet1.get_all_values() == [["a"], ["0042"]]
    with client(office, "drive", "kepala@office.example") as drive:
        assert drive.files().get(fileId=made.id).execute()["name"] == "Daftar"

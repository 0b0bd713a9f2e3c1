"""The properties of a program are seen by its own project alone."""

import requests

from local_workspace.server import serve
from tests.local_workspace.clients import client

OWNER = "pemilik@office.example"


def test_another_project_sees_the_file_without_the_properties_of_the_first(tmp_path):
    def of_project(name):
        body = {"project": name}
        requests.post(f"{serving.address}/_workspace/drive", json=body, timeout=60).raise_for_status()

    with serve(tmp_path / "data", check_answers=True) as serving, client(serving, "drive", OWNER) as drive:
        body = {"name": "x", "appProperties": {"tanggap": "a"}, "properties": {"umum": "b"}}
        id = drive.files().create(body=body, fields="id").execute()["id"]
        found = "appProperties has { key='tanggap' and value='a' }"

        def seen():
            file = drive.files().get(fileId=id, fields="appProperties,properties").execute()
            return file, len(drive.files().list(q=found).execute()["files"])

        assert seen() == ({"appProperties": {"tanggap": "a"}, "properties": {"umum": "b"}}, 1)
        of_project("lain")
        assert seen() == ({"properties": {"umum": "b"}}, 0)
        drive.files().update(fileId=id, body={"appProperties": {"lain": "c"}}).execute()
        copy = drive.files().copy(fileId=id, body={}, fields="appProperties").execute()
        assert (seen()[0]["appProperties"], copy) == ({"lain": "c"}, {"appProperties": {"lain": "c"}})
        of_project("")
        assert seen() == ({"appProperties": {"tanggap": "a"}, "properties": {"umum": "b"}}, 1)
        of_project("lain")
        assert seen()[0]["appProperties"] == {"lain": "c"}

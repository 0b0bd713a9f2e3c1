"""A spreadsheet that takes a locale neither in nor amiss, as Google is told to do with new codes."""

import pytest
import requests

from local_workspace.server import serve
from tests.local_workspace.clients import client

OWNER = "pemilik@office.example"


@pytest.mark.parametrize(
    ("ignored", "in_force", "serial"),
    [([], "in_ID", 46359), (["in_ID"], "en_US", 46093), (["id_ID"], "in_ID", 46359)],
)
def test_an_ignored_code_changes_nothing_and_dates_are_read_by_the_one_in_force(tmp_path, ignored, in_force, serial):
    with serve(tmp_path / "data", check_answers=True) as serving, client(serving, "sheets", OWNER) as sheets:
        body = {"ignored_locales": ignored}
        requests.post(f"{serving.address}/_workspace/sheets", json=body, timeout=60).raise_for_status()
        books = sheets.spreadsheets()
        id = books.create(body={"properties": {"title": "x", "locale": "en_US"}}).execute()["spreadsheetId"]
        properties = {"locale": "in_ID", "timeZone": "Asia/Makassar"}
        asked = {"updateSpreadsheetProperties": {"properties": properties, "fields": "locale,timeZone"}}
        books.batchUpdate(spreadsheetId=id, body={"requests": [asked]}).execute()
        told = books.get(spreadsheetId=id, fields="properties(locale,timeZone)").execute()["properties"]
        assert told == {"locale": in_force, "timeZone": "Asia/Makassar"}
        books.values().update(
            spreadsheetId=id, range="A1", valueInputOption="USER_ENTERED", body={"values": [["03/12/2026"]]}
        ).execute()
        cell = books.values().get(spreadsheetId=id, range="A1", valueRenderOption="UNFORMATTED_VALUE").execute()
        assert cell["values"] == [[serial]]

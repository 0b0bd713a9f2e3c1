"""Sheets v4: the five calls that are made of it, each by the id of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import requests

ADDRESS = "https://sheets.googleapis.com/v4/spreadsheets"
#: What is asked beside the path, as requests takes it.
Params = Mapping[str, Any]


class SheetsError(Exception):
    """Google, or something on the way, refused a call.

    Attributes:
        status: HTTP status.
        content: the answer's body.
    """

    def __init__(self, status: int, content: bytes) -> None:
        super().__init__(f"{status} {content[:300]!r}")
        self.status = status
        self.content = content


class SheetsClient:
    """Makes the calls over a session that signs them and limits their time."""

    # Not gspread: it loads the signing-in in a browser and all its own tables, at every start of the job.

    def __init__(self, session: requests.Session) -> None:
        self._session = session

    def fetch_sheet_metadata(self, id: str, params: Params) -> Any:
        """Return what a spreadsheet is made of (`spreadsheets.get`)."""
        return self._answer("GET", id, params=params)

    def batch_update(self, id: str, body: Mapping[str, Any]) -> Any:
        """Change a spreadsheet, wholly or not at all (`spreadsheets.batchUpdate`)."""
        return self._answer("POST", f"{id}:batchUpdate", json=body)

    def values_batch_get(self, id: str, ranges: Sequence[str], params: Params) -> Any:
        """Return the cells of several ranges (`spreadsheets.values.batchGet`)."""
        return self._answer("GET", f"{id}/values:batchGet", params={**params, "ranges": list(ranges)})

    def values_get(self, id: str, range: str, params: Params) -> Any:
        """Return the cells of one range (`spreadsheets.values.get`)."""
        return self._answer("GET", f"{id}/values/{quote(range, safe='')}", params=params)

    def values_update(self, id: str, range: str, params: Params, body: Mapping[str, Any]) -> Any:
        """Write the cells of one range (`spreadsheets.values.update`)."""
        return self._answer("PUT", f"{id}/values/{quote(range, safe='')}", params=params, json=body)

    def _answer(self, method: str, path: str, **how: Any) -> Any:
        answer = self._session.request(method, f"{ADDRESS}/{path}", **how)
        if not answer.ok:
            raise SheetsError(answer.status_code, answer.content)
        return answer.json()

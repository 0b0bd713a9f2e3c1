"""One HTTP session for all of Google's clients: signed in, counted, and pointed at the embedded workspace if told so.

Both gspread and google-api-python-client go through it, so no call of either can reach another address unseen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httplib2
import requests
from google.auth.credentials import Credentials
from google.auth.transport.requests import AuthorizedSession, Request

from .answers import CutAnswer, is_google_page

#: Seconds to wait for a connection, and for an answer.
TIME_LIMITS = (10, 120)
_GOOGLE = re.compile(r"https://[a-z0-9.-]+\.googleapis\.com(?=/|$)")


@dataclass(slots=True)
class CallCounts:
    """How many calls went out, by API and by "read" or "write"; tokens apart."""

    reads: Counter[str] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    tokens: int = 0

    def note(self, verb: str, url: str) -> None:
        """Count one call."""
        (self.reads if verb.upper() == "GET" else self.writes)[_api(url)] += 1

    def as_mapping(self) -> dict[str, Any]:
        """Return the counts for `sync --json`."""
        return {
            "reads": self.reads.total(),
            "writes": self.writes.total(),
            "tokens": self.tokens,
            "by_api": {
                api: {"reads": self.reads[api], "writes": self.writes[api]}
                for api in sorted(self.reads.keys() | self.writes.keys())
            },
        }


class SignedSession(AuthorizedSession):
    """A session whose calls carry the token.

    Args:
        credentials: whom it signs in as.
        base_address: where Google's hosts are to be found; "" for Google itself.
        counts: where each call is counted.
    """

    def __init__(self, credentials: Credentials, base_address: str, counts: CallCounts) -> None:
        signed: Any = super()
        signed.__init__(credentials, auth_request=Request(_TokenSession(base_address, counts)))
        self._base_address = base_address
        self._counts = counts
        self.first_date = ""
        self.trust_env = not base_address

    def request(self, method: str, url: str, *args: Any, **named: Any) -> requests.Response:  # type: ignore[override]  # (what follows the address is handed on as it came)
        """Make one call."""
        url = redirected(url, self._base_address)
        signed: Any = super()
        self._counts.note(method, url)
        named["timeout"] = named.get("timeout") or TIME_LIMITS
        answer: requests.Response = signed.request(method, url, *args, **named)
        if answer.status_code == 200 and is_json_wanted(url):
            hold_whole(answer)
        self.first_date = self.first_date or answer.headers.get("Date", "")
        return answer


class HttpOverSession:
    """What google-api-python-client takes for httplib2's `Http`, over our session."""

    def __init__(self, session: SignedSession) -> None:
        self._session = session
        self.credentials = session.credentials

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        redirections: int = 5,
        connection_type: Any = None,
    ) -> tuple[httplib2.Response, bytes]:
        """Make one call as httplib2 does."""
        answer = self._session.request(method, uri, data=body, headers=dict(headers or {}))
        found = httplib2.Response({name.lower(): value for name, value in answer.headers.items()})
        found.status, found.reason = answer.status_code, answer.reason
        return found, answer.content

    def close(self) -> None:
        """Leave the session open: others use it too."""


class _TokenSession(requests.Session):
    """Fetches tokens; google-auth's other look-ups go to the embedded workspace as well, if there is one."""

    def __init__(self, base_address: str, counts: CallCounts) -> None:
        super().__init__()
        self._base_address = base_address
        self._counts = counts
        self.trust_env = not base_address

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **named: Any) -> requests.Response:
        self._counts.tokens += 1
        answer = super().request(method, redirected(str(url), self._base_address), *args, **named)
        if answer.status_code == 200 or not is_google_page(answer.content):
            hold_whole(answer)
        return answer


def redirected(url: str, base_address: str) -> str:
    """Return the address where a call really goes."""
    return _GOOGLE.sub(base_address, url, count=1) if base_address else url


def is_json_wanted(url: str) -> bool:
    """Return whether a call is answered with JSON: not a file's contents, nor the start of a resumable upload."""
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    begins_upload = asked.get("uploadType") == ["resumable"] and "upload_id" not in asked
    return asked.get("alt") != ["media"] and not parts.path.endswith("/export") and not begins_upload


def hold_whole(answer: requests.Response) -> None:
    """Check that an answer is JSON from its first sign to its last, without reading it twice.

    Raises:
        CutAnswer: it is half an answer, or a page that something between us and Google made.
    """
    content = answer.content.strip()
    if not (content[:1] == b"{" and content[-1:] == b"}"):
        raise CutAnswer(f"{answer.status_code} {len(content)} B, {answer.headers.get('Content-Type', '')}")


def _api(url: str) -> str:
    path = urlsplit(url).path
    for name, sign in (("drive", "/drive/"), ("gmail", "/gmail/"), ("forms", "/forms"), ("sheets", "/spreadsheets")):
        if sign in path:
            return name
    return "other"

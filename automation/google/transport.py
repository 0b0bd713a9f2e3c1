"""The HTTP sessions of Google's clients: signed in, paced, counted, and pointed at the embedded workspace if told so.

Both gspread and google-api-python-client go through them, so no call of either can reach another address unseen. No
two threads share one.
"""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock, local
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httplib2
import requests
from google.auth import impersonated_credentials
from google.auth.credentials import Credentials
from google.auth.exceptions import OAuthError, RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from googleapiclient.model import JsonModel

from .answers import CutAnswer, ForeignPage, SignInFailed, TokenAnswer, is_google_page, page_title
from .pace import Pace

#: Seconds to wait for a connection, and for an answer.
TIME_LIMITS = (10, 120)
_GOOGLE = re.compile(r"https://(?:[a-z0-9.-]+\.googleapis|accounts\.google)\.com(?=/|$)")


@dataclass(slots=True)
class CallCounts:
    """How many calls went out, by API and by "read" or "write"; tokens apart. For any number of threads."""

    reads: Counter[str] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    tokens: int = 0
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def note(self, verb: str, url: str) -> None:
        """Count one call."""
        with self._lock:
            (self.reads if verb.upper() == "GET" else self.writes)[_api(url)] += 1

    def note_token(self) -> None:
        """Count one request for a token."""
        with self._lock:
            self.tokens += 1

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
        before_change: is asked before each call that may change something, and raises where none may be made; by
            whichever thread makes the call.
        pace: when each may go out; None for at once.
        signing: held while a token is fetched, by all sessions that share the credentials.
    """

    def __init__(
        self,
        credentials: Credentials,
        base_address: str,
        counts: CallCounts,
        before_change: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
        signing: Lock | None = None,
    ) -> None:
        signed: Any = super()
        self._tokens = TokenSession(base_address, counts)
        signed.__init__(credentials, auth_request=Request(self._tokens))
        self._is_borrowed = isinstance(credentials, impersonated_credentials.Credentials)
        self._ends: datetime | None = getattr(credentials, "ends", None)
        self._base_address = base_address
        self._counts = counts
        self._before_change = before_change
        self._pace = pace
        self._signing = signing or Lock()
        self.first_date = ""
        self.trust_env = not base_address

    def request(self, method: str, url: str, *args: Any, **named: Any) -> requests.Response:  # type: ignore[override]  # (what follows the address is handed on as it came)
        """Make one call."""
        if self._pace is not None:
            self._pace.await_turn(method, url)
        if method.upper() != "GET":
            self._before_change()
        url = redirected(url, self._base_address)
        signed: Any = super()
        self._counts.note(method, url)
        named["timeout"] = named.get("timeout") or TIME_LIMITS
        self._tokens.refused = None
        try:
            self._sign_in()
            answer: requests.Response = signed.request(method, url, *args, **named)
        except (RefreshError, OAuthError) as error:
            refused = self._tokens.refused
            may_pass = bool(getattr(error, "retryable", False))
            raise SignInFailed(
                str(error), refused, may_pass=may_pass, is_borrowed=self._is_borrowed, ends=self._ends
            ) from error
        if answer.status_code == 200 and is_json_wanted(url):
            hold_whole(answer)
        self.first_date = self.first_date or answer.headers.get("Date", "")
        return answer

    def _sign_in(self) -> None:
        """Fetch a token where none holds; of several threads one does, and the others wait for it."""
        credentials: Any = self.credentials
        with self._signing:
            if not credentials.valid:
                credentials.refresh(self._auth_request)


class SessionsByThread:
    """One session for each thread that asks, made when it first does.

    Args:
        made: makes one.
    """

    def __init__(self, made: Callable[[], SignedSession]) -> None:
        self._made = made
        self._own = local()
        self._all: list[SignedSession] = []

    def here(self) -> SignedSession:
        """Return the session of this thread."""
        found: SignedSession | None = getattr(self._own, "session", None)
        if found is None:
            found = self._own.session = self._made()
            self._all.append(found)
        return found

    def hand_over(self, kept: SignedSession) -> None:
        """Give one session to the thread that asks this, and close all others; no thread may be using one."""
        for session in self._all:
            if session is not kept:
                one: Any = session
                one.close()
        self._own = local()
        self._own.session, self._all = kept, [kept]

    def close(self) -> None:
        """Close them all; no thread may be using one."""
        for session in self._all:
            one: Any = session
            one.close()


class HttpOverSession:
    """What google-api-python-client takes for httplib2's `Http`, over the session of the thread that calls."""

    def __init__(self, sessions: SessionsByThread) -> None:
        self._sessions = sessions
        self.credentials = sessions.here().credentials

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
        answer = self._sessions.here().request(method, uri, data=body, headers=dict(headers or {}))
        found = httplib2.Response({name.lower(): value for name, value in answer.headers.items()})
        found.status, found.reason = answer.status_code, answer.reason
        return found, answer.content

    def close(self) -> None:
        """Leave the sessions open: others use them too."""


class WholeJson(JsonModel):  # type: ignore[misc]  # (the library has no types)
    """Reads Google's answers as the library does, but takes no half of one for a text."""

    def deserialize(self, content: bytes) -> Any:
        """Read an answer.

        Raises:
            CutAnswer: it is no JSON.
        """
        try:
            return json.loads(content)
        except ValueError as error:
            raise CutAnswer(f"200 {len(content)} B") from error


class TokenSession(requests.Session):
    """Fetches tokens; google-auth's other look-ups go to the embedded workspace as well, if there is one.

    Attributes:
        refused: what the last request was refused with; None where it was answered well, or not at all.
    """

    def __init__(self, base_address: str, counts: CallCounts) -> None:
        super().__init__()
        self._base_address = base_address
        self._counts = counts
        self.refused: TokenAnswer | None = None
        self.trust_env = not base_address

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **named: Any) -> requests.Response:
        """Make one request."""
        self._counts.note_token()
        self.refused = None
        answer = super().request(method, redirected(str(url), self._base_address), *args, **named)
        # Other hosts, such as the machine's own metadata server, may well speak otherwise elsewhere.
        is_json = _GOOGLE.match(str(url)) or urlsplit(str(url)).path.endswith("/token")
        if is_json and (answer.status_code == 200 or not is_google_page(answer.content)):
            hold_whole(answer)
        if answer.status_code >= 400:
            self.refused = TokenAnswer(
                url=str(url),
                status=answer.status_code,
                content=answer.content,
                date=_moment(answer.headers.get("Date", "")),
                signed_at=signed_at(answer.request.body),
            )
        return answer


def _moment(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None


def signed_at(body: str | bytes | None) -> datetime | None:
    """Return when a service account says it signed its request for a token; None for any other request."""
    text = body.decode("latin-1") if isinstance(body, bytes) else body or ""
    assertion = parse_qs(text).get("assertion", [""])[0]
    try:
        claims = json.loads(base64.urlsafe_b64decode(assertion.split(".")[1] + "=="))
        return datetime.fromtimestamp(claims["iat"], UTC)
    except (IndexError, ValueError, KeyError, TypeError):
        return None


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
        CutAnswer: it is half an answer, or (`ForeignPage`) a page that something between us and Google made.
    """
    content = answer.content.strip()
    if content[:1] == b"<":
        raise ForeignPage(answer.status_code, f"{answer.status_code} {page_title(content)}")
    if not (content[:1] == b"{" and content[-1:] == b"}"):
        raise CutAnswer(f"{answer.status_code} {len(content)} B, {answer.headers.get('Content-Type', '')}")


def _api(url: str) -> str:
    path = urlsplit(url).path
    for name, sign in (("drive", "/drive/"), ("gmail", "/gmail/"), ("forms", "/forms"), ("sheets", "/spreadsheets")):
        if sign in path:
            return name
    return "other"

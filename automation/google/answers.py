"""What Google, or something between us and Google, answered when a call failed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth.exceptions import GoogleAuthError, TransportError
from googleapiclient.errors import HttpError
from gspread.exceptions import APIError

SPENT_REASONS = frozenset({"dailyLimitExceeded", "dailyLimitExceededUnreg"})
BUSY_REASONS = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "quotaExceeded", *SPENT_REASONS}
)
#: Statuses after which the same call may succeed soon. Google documents 500 to 504; a proxy adds 408.
PASSING = frozenset({408, 500, 502, 503, 504})

_LONGEST = 300
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:]+@[^\s@<>\"'(),;:]+")
_CONSOLE = re.compile(r"https://console\.(?:developers|cloud)\.google\.com/\S+")
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,200})", re.IGNORECASE)
#: How Google's own error pages call themselves; any other page comes from something on the way.
_GOOGLE_PAGE = re.compile(rb"That.{1,6}s an error|<title>Error \d{3} \(", re.IGNORECASE)


class CutAnswer(requests.exceptions.RequestException):
    """A call was answered with what Google never says there: half an answer, or a page of somebody else."""


class ForeignPage(CutAnswer):
    """A page of HTML came where Google sends JSON: from a proxy, or from a network that wants a sign-in of its own.

    Attributes:
        status: HTTP status.
    """

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenAnswer:
    """What a request for a token was refused with.

    Attributes:
        url: the address that was asked.
        date: the answer's `Date`, Google's own time; None where it bore none.
        signed_at: when this machine said it signed its request; None for a request without a signature.
    """

    url: str
    status: int
    content: bytes
    date: datetime | None = None
    signed_at: datetime | None = None

    @property
    def behind(self) -> timedelta:
        """How far this machine's clock is behind Google's; negative when it is ahead."""
        return self.date - self.signed_at if self.date and self.signed_at else timedelta()

    @property
    def may_pass(self) -> bool:
        """Whether the same request may succeed soon: google-auth says so of few endpoints, and of no quota."""
        return self.status in PASSING or read_answer(self.status, self.content).is_busy


class SignInFailed(GoogleAuthError):
    """No token was given.

    Attributes:
        answer: what was answered; None where nothing came.
        may_pass: the same request may succeed soon.
        is_borrowed: the identity that signs for the service account was refused, or may have been.
        ends: when Google said at the sign-in that it would end it; None where it said nothing.
    """

    def __init__(
        self,
        text: str,
        answer: TokenAnswer | None,
        *,
        may_pass: bool = False,
        is_borrowed: bool = False,
        ends: datetime | None = None,
    ) -> None:
        made: Any = super()
        made.__init__(text)
        self.answer = answer
        self.may_pass = may_pass
        self.is_borrowed = is_borrowed
        self.ends = ends

    @property
    def is_over(self) -> bool:
        """Whether the time is up that Google gave the sign-in, by Google's own clock."""
        date = self.answer.date if self.answer else None
        return date is not None and self.ends is not None and date >= self.ends


#: What Google's clients raise over a call.
CLIENT_ERRORS = (HttpError, APIError, GoogleAuthError, requests.exceptions.RequestException, json.JSONDecodeError)
#: Calls of ours that cannot be made at all: our fault, and no trouble of the network.
_MISMADE = (
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidHeader,
)
_HERE = ("127.0.0.1", "localhost", "::1")
_UNREACHABLE = (requests.exceptions.RequestException, TransportError, json.JSONDecodeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a call was refused with.

    Attributes:
        reasons: the machine words of `errors[].reason` and `details[].reason`; where there are none, as Sheets and
            Forms have it, the name of the status.
        is_foreign: it is no answer of Google's: a proxy's page, or garbled.
    """

    status: int
    message: str
    reasons: frozenset[str]
    is_foreign: bool = False

    @property
    def place(self) -> str:
        """The page of the Google Cloud console that the message names; "" where it names none."""
        found = _CONSOLE.search(self.message)
        return found[0].rstrip(".,)") if found else ""

    @property
    def is_busy(self) -> bool:
        """Whether the call was certainly not done, because there were too many."""
        return self.status == 429 or (self.status == 403 and bool(self.reasons & BUSY_REASONS))

    @property
    def is_spent_for_today(self) -> bool:
        """Whether no more is to be had before tomorrow."""
        return bool(self.reasons & SPENT_REASONS)

    @property
    def is_passing(self) -> bool:
        """Whether the same call may succeed soon; it may have been done."""
        return self.is_busy or self.is_foreign or self.status in PASSING

    @property
    def said(self) -> str:
        """Its own words, for whoever looks into it: status, reasons and message, addresses masked."""
        reasons = " ".join(sorted(self.reasons))
        return masked(f"{self.status} {reasons}".strip() + (f": {self.message}" if self.message else ""))


def answered(error: BaseException) -> Answered | None:
    """Return what a call was answered with, if an error is an answer at all."""
    if isinstance(error, HttpError):
        return read_answer(int(error.resp.status), error.content)
    if isinstance(error, APIError):
        return read_answer(error.response.status_code, error.response.content)
    return None


def proxy_status(error: BaseException) -> int:
    """Return the status with which a proxy refused the way to Google; 0 where none did."""
    found = _TUNNEL.search(str(error)) if isinstance(error, requests.exceptions.ProxyError) else None
    return int(found[1]) if found else 0


def silent_workspace(error: BaseException) -> str:
    """Return the address on this machine at which no embedded workspace answered; "" where another was asked."""
    asked = str(getattr(getattr(error, "request", None), "url", "") or "")
    address = urlsplit(asked)
    return f"{address.scheme}://{address.netloc}" if address.hostname in _HERE else ""


def is_unreachable(error: BaseException) -> bool:
    """Return whether a call failed on its way; it may have been done."""
    return isinstance(error, _UNREACHABLE) and not isinstance(error, _MISMADE)


def is_google_page(content: bytes) -> bool:
    """Return whether a page of HTML is one of Google's error pages."""
    return _GOOGLE_PAGE.search(content[:5000]) is not None


def masked(text: str) -> str:
    """Return a text of somebody else as one short line in which no address can be read."""
    return _ADDRESS.sub("…@…", " ".join(text.split()))[:_LONGEST]


def read_answer(status: int, content: bytes | str) -> Answered:
    """Read the body of an error: Google's JSON, its HTML page, or what something else made of it."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        error: Any = json.loads(raw)["error"]
    except (ValueError, KeyError, TypeError):
        return _unread(status, raw)
    if not isinstance(error, dict):
        return Answered(status=status, message=str(error), reasons=frozenset())
    parts = [*_listed(error, "errors"), *_listed(error, "details")]
    words = [part["reason"] for part in parts if isinstance(part, dict) and "reason" in part] or [error.get("status")]
    reasons = frozenset(str(word) for word in words if word)
    return Answered(status=status, message=str(error.get("message", "")), reasons=reasons)


def page_title(content: bytes) -> str:
    """Return the title of a page of HTML; "" where it has none."""
    title = _TITLE.search(content[:5000])
    return " ".join(title[1].decode("utf-8", "replace").split()) if title else ""


def _unread(status: int, raw: bytes) -> Answered:
    if not raw.strip():
        return Answered(status=status, message="", reasons=frozenset())
    message = page_title(raw) or raw[:80].decode("utf-8", "replace")
    return Answered(status=status, message=message, reasons=frozenset(), is_foreign=not is_google_page(raw))


def _listed(error: dict[str, Any], name: str) -> list[Any]:
    found = error.get(name)
    return found if isinstance(found, list) else []

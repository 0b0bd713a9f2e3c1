"""What Google, or something between us and Google, answered when a call failed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

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
_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{1,200})", re.IGNORECASE)
#: How Google's own error pages call themselves; any other page comes from something on the way.
_GOOGLE_PAGE = re.compile(rb"That.{1,6}s an error|<title>Error \d{3} \(", re.IGNORECASE)


class CutAnswer(requests.exceptions.RequestException):
    """A call was answered with what Google never says there: half an answer, or a page of somebody else."""


#: What Google's clients raise over a call.
CLIENT_ERRORS = (HttpError, APIError, GoogleAuthError, requests.exceptions.RequestException, json.JSONDecodeError)
#: Calls of ours that cannot be made at all: our fault, and no trouble of the network.
_MISMADE = (
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidHeader,
)
_UNREACHABLE = (requests.exceptions.RequestException, TransportError, json.JSONDecodeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a call was refused with.

    Attributes:
        reasons: the machine words of `errors[].reason` and `details[].reason`.
        is_foreign: it is no answer of Google's: a proxy's page, or garbled.
    """

    status: int
    message: str
    reasons: frozenset[str]
    is_foreign: bool = False

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
    reasons = frozenset(str(part["reason"]) for part in parts if isinstance(part, dict) and "reason" in part)
    return Answered(status=status, message=str(error.get("message", "")), reasons=reasons)


def _unread(status: int, raw: bytes) -> Answered:
    if not raw.strip():
        return Answered(status=status, message="", reasons=frozenset())
    title = _TITLE.search(raw[:5000])
    message = title[1].decode("utf-8", "replace") if title else raw[:80].decode("utf-8", "replace")
    return Answered(status=status, message=message, reasons=frozenset(), is_foreign=not is_google_page(raw))


def _listed(error: dict[str, Any], name: str) -> list[Any]:
    found = error.get(name)
    return found if isinstance(found, list) else []

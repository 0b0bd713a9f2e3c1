"""Faults on demand: the next matching calls are slow, refused, cut off, garbled, or search with stale names."""

from __future__ import annotations

import base64
import binascii
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from local_workspace.api.errors import STATUS_NAMES, Refusal

KINDS = ("slow", "status", "reset", "stale_search", "html", "not_json", "cut", "short")
PAGES = ("google", "proxy")
BODIES = ("html", "empty", "half")
FOR_GOOD = -1
# What is no API method is met only by a fault that names it: `*` alone means API methods.
NO_METHODS = frozenset({"oauth2.token", "batch"})
_RAW = re.compile(rb'"raw"\s*:\s*"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """A call as a fault looks at it.

    Attributes:
        method: its discovery id; `oauth2.token` for the token endpoint, `batch` for a whole batch.
        verb: its HTTP method.
        path: the undecoded path.
        query: the query string.
        who: the caller's address.
        content: the body's bytes.
        metadata: what an upload session said of its content when it was opened.
    """

    method: str
    verb: str
    path: str
    query: str = ""
    who: str = ""
    content: bytes = b""
    metadata: str = ""

    @property
    def downloads(self) -> bool:
        """Whether bytes are asked for, and not JSON."""
        return "alt=media" in self.query.split("&") or self.method.endswith(".export")

    def text(self) -> str:
        """Return the body as a fault searches it: byte for byte (latin-1), the mail of a Gmail `raw` decoded."""
        mails = (_decoded_mail(raw) for raw in _RAW.findall(self.content)) if "gmail" in self.method else ()
        return "\n".join((self.content.decode("latin-1"), self.metadata, *mails))


def _decoded_mail(raw: bytes) -> str:
    try:
        return base64.urlsafe_b64decode(raw + b"=" * (-len(raw) % 4)).decode("latin-1")
    except binascii.Error:
        return ""


@dataclass(frozen=True, slots=True)
class Match:
    """Which calls a fault meets: all that are given must fit.

    Attributes:
        method: a discovery id, `*` standing for anything, such as `drive.files.*`.
        path: a regular expression found in the path.
        verb: an HTTP method.
        who: the caller's address.
        query: a regular expression found in the query string.
        body: a regular expression found in the body, as `Asked.text` gives it.
    """

    method: str = "*"
    path: str = ""
    verb: str = ""
    who: str = ""
    query: str = ""
    body: str = ""

    def fits(self, asked: Asked) -> bool:
        """Check whether a call is meant."""
        return (
            fnmatchcase(asked.method, self.method)
            and (self.method != "*" or asked.method not in NO_METHODS)
            and re.search(self.path, asked.path) is not None
            and self.verb.upper() in ("", asked.verb)
            and self.who.lower() in ("", asked.who)
            and re.search(self.query, asked.query) is not None
            and (not self.body or re.search(self.body, asked.text()) is not None)
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault to come.

    Attributes:
        kind: `slow`, `status` (a refusal in the service's own shape), `reset` (no answer, or half of it), `html` (an
            error page), `not_json` (status 200 and no JSON), `cut` (the true head, half of the body, the end),
            `short` (half of a download, and a length that fits) or `stale_search`.
        match: the calls it meets.
        when: `before` the call is applied, or `after`.
        status: of a `status` or an `html`.
        seconds: how slow; or how long name searches stay behind.
        times: how many calls it meets; -1 for good.
        reason: of a `status`: the machine word, such as `sharingRateLimitExceeded`.
        message: of a `status`: the text.
        page: of an `html`, or of a `not_json` with an HTML body: whose page, `google` or `proxy`.
        body: of a `not_json`: `html`, `empty`, or `half` of the true answer.
    """

    kind: str
    match: Match = field(default_factory=Match)
    when: str = "before"
    status: int = 503
    seconds: float = 1.0
    times: int = 1
    reason: str = ""
    message: str = ""
    page: str = ""
    body: str = ""

    @property
    def shows_the_answer(self) -> bool:
        """Whether the client sees some of the true answer, so that the call must happen even if it is undone."""
        return self.kind in ("cut", "short") or (self.kind, self.body) == ("not_json", "half")

    def meets(self, asked: Asked) -> bool:
        """Check whether a call is meant; nothing but a download can come short."""
        return (self.kind != "short" or asked.downloads) and self.match.fits(asked)

    def refusal(self, service: str) -> Refusal:
        """Return what Google says with this status, or with the reason and message given."""
        shape = "classic" if service in ("drive", "gmail") else "token" if service == "oauth2" else "new"
        message, reason = MESSAGES.get((shape, self.status), ("Error", "backendError"))
        message, reason = self.message or message, self.reason or reason
        if shape != "new" or not re.fullmatch(r"[A-Z][A-Z0-9_]*", reason):
            return Refusal(self.status, message, reason=reason)
        if reason in STATUS_NAMES.values():
            return Refusal(self.status, message, name=reason)
        about = {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": reason,
            "domain": "googleapis.com",
            "metadata": {"service": f"{service}.googleapis.com"},
        }
        return Refusal(self.status, message, reason=reason, details=[about])


MESSAGES = {
    ("classic", 403): ("User Rate Limit Exceeded", "userRateLimitExceeded"),
    ("classic", 429): ("Rate Limit Exceeded", "rateLimitExceeded"),
    ("classic", 500): ("Internal Error", "internalError"),
    ("classic", 502): ("Bad Gateway", "backendError"),
    ("classic", 503): ("Transient failure.", "transientError"),
    ("new", 403): ("The caller does not have permission", "forbidden"),
    ("new", 429): (
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' "
        "of service 'sheets.googleapis.com' for consumer 'project_number:000000000000'.",
        "rateLimitExceeded",
    ),
    ("new", 500): ("Internal error encountered.", "internalError"),
    ("new", 503): ("The service is currently unavailable.", "backendError"),
    ("token", 400): ("Bad Request", "invalid_grant"),
    ("token", 401): ("Unauthorized", "invalid_client"),
    ("token", 403): ("Rate Limit Exceeded", "rate_limit_exceeded"),
    ("token", 500): ("Backend Error", "internal_failure"),
    ("token", 503): ("Backend Error", "internal_failure"),
}


class Faults:
    """The faults to come; in memory, since a restart is a fresh start. Safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._coming: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Add a fault to those to come."""
        with self._guard:
            self._coming.append(fault)

    def clear(self) -> None:
        """Drop all faults to come."""
        with self._guard:
            self._coming.clear()

    def coming(self) -> tuple[Fault, ...]:
        """Return the faults to come."""
        with self._guard:
            return tuple(self._coming)

    def take(self, asked: Asked) -> Fault | None:
        """Return the fault that meets a call, and count it."""
        return self._take(lambda one: one.kind != "stale_search" and one.meets(asked))

    def take_stale_search(self, who: str) -> Fault | None:
        """Return the fault that meets a search by name, and count it."""
        asked = Asked("drive.files.list", "GET", "/drive/v3/files", who=who)
        return self._take(lambda one: one.kind == "stale_search" and one.meets(asked))

    def _take(self, meant: Callable[[Fault], bool]) -> Fault | None:
        with self._guard:
            for index, fault in enumerate(self._coming):
                if meant(fault):
                    if fault.times != FOR_GOOD:
                        left = replace(fault, times=fault.times - 1)
                        self._coming[index : index + 1] = [left] if left.times > 0 else []
                    return fault
        return None


def read_fault(given: Mapping[str, Any]) -> Fault:
    """Read a fault from JSON.

    Raises:
        Refusal: 400 naming what is wrong.
    """
    _check_names(given)
    kind, page = given["kind"], given.get("page") or ("proxy" if given["kind"] == "not_json" else "google")
    usual = {"google": 400, "proxy": 502}[page] if kind == "html" else 503
    match = given.get("match", {})
    try:
        for pattern in ("path", "query", "body"):
            re.compile(match.get(pattern, ""))
        return Fault(
            kind,
            Match(**{name: str(value) for name, value in match.items()}),
            given.get("when", "before"),
            int(given.get("status", usual)),
            float(given.get("seconds", 1.0)),
            int(given.get("times", 1)),
            str(given.get("reason", "")),
            str(given.get("message", "")),
            page if kind in ("html", "not_json") else "",
            given.get("body", "html") if kind == "not_json" else "",
        )
    except (ValueError, TypeError, re.error) as error:
        raise Refusal(400, f"A fault that cannot be read: {error}") from error


def _check_names(given: Mapping[str, Any]) -> None:
    known = {"kind", "match", "when", "status", "seconds", "times", "reason", "message", "page", "body"}
    wanted = {"method", "path", "verb", "who", "query", "body"}
    match = given.get("match", {})
    if not isinstance(match, dict) or set(given) - known or set(match) - wanted:
        raise Refusal(400, f"Expected only {sorted(known)}, and in match only {sorted(wanted)}.")
    if given.get("kind") not in KINDS:
        raise Refusal(400, f"The kind of a fault is one of {KINDS}.")
    if given.get("when", "before") not in ("before", "after"):
        raise Refusal(400, "A fault comes before or after the call is applied.")
    if given.get("page", "google") not in PAGES or given.get("body", "html") not in BODIES:
        raise Refusal(400, f"The page of a fault is one of {PAGES}, its body one of {BODIES}.")

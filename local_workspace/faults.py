"""Faults on demand: the next matching calls are slow, refused, cut off, or find names that are out of date."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Any

from werkzeug.wrappers import Request, Response

from .controls import json_of, json_response
from .errors import Refusal
from .routes import Routes

KINDS = ("slow", "status", "reset", "stale_search")


@dataclass(frozen=True, slots=True)
class Match:
    """Which calls a fault meets: all that are given must fit.

    Attributes:
        method: a discovery id, `*` standing for anything, such as `drive.files.*`.
        path: a regular expression found in the path.
        verb: an HTTP method.
        who: the caller's address.
    """

    method: str = "*"
    path: str = ""
    verb: str = ""
    who: str = ""

    def fits(self, method: str, verb: str, path: str, who: str) -> bool:
        """Tell whether a call is meant."""
        return (
            fnmatchcase(method, self.method)
            and re.search(self.path, path) is not None
            and self.verb.upper() in ("", verb)
            and self.who.lower() in ("", who)
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault to come.

    Attributes:
        kind: `slow`, `status`, `reset` or `stale_search`.
        match: the calls it meets.
        when: `before` the call is applied, or `after`.
        status: of a `status`.
        seconds: how slow; or how long name searches stay behind.
        times: how many calls it meets.
    """

    kind: str
    match: Match = field(default_factory=Match)
    when: str = "before"
    status: int = 503
    seconds: float = 1.0
    times: int = 1

    def refusal(self, service: str) -> Refusal:
        """Give what Google says with this status."""
        message, reason = MESSAGES.get((service in ("drive", "gmail"), self.status), ("Error", "backendError"))
        return Refusal(self.status, message, reason=reason)


MESSAGES = {
    (True, 403): ("User Rate Limit Exceeded", "userRateLimitExceeded"),
    (True, 429): ("Rate Limit Exceeded", "rateLimitExceeded"),
    (True, 500): ("Internal Error", "internalError"),
    (True, 502): ("Bad Gateway", "backendError"),
    (True, 503): ("Transient failure.", "transientError"),
    (False, 403): ("The caller does not have permission", "forbidden"),
    (False, 429): (
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' "
        "of service 'sheets.googleapis.com' for consumer 'project_number:000000000000'.",
        "rateLimitExceeded",
    ),
    (False, 500): ("Internal error encountered.", "internalError"),
    (False, 503): ("The service is currently unavailable.", "backendError"),
}


class Faults:
    """The faults to come; in memory, since a restart is a fresh start. Safe to use from several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._coming: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let a fault come."""
        with self._guard:
            self._coming.append(fault)

    def clear(self) -> None:
        """Let none come."""
        with self._guard:
            self._coming.clear()

    def coming(self) -> tuple[Fault, ...]:
        """Give the faults to come."""
        with self._guard:
            return tuple(self._coming)

    def take(self, method: str, verb: str, path: str, who: str) -> Fault | None:
        """Give the fault that meets a call, and count it."""
        return self._take(lambda one: one.kind != "stale_search" and one.match.fits(method, verb, path, who))

    def take_stale_search(self, who: str) -> Fault | None:
        """Give the fault that meets a search by name, and count it."""
        return self._take(
            lambda one: (
                one.kind == "stale_search" and one.match.fits("drive.files.list", "GET", "/drive/v3/files", who)
            )
        )

    def _take(self, meant: Any) -> Fault | None:
        with self._guard:
            for index, fault in enumerate(self._coming):
                if meant(fault):
                    left = replace(fault, times=fault.times - 1)
                    self._coming[index : index + 1] = [left] if left.times > 0 else []
                    return fault
        return None


def read_fault(given: Mapping[str, Any]) -> Fault:
    """Read a fault from JSON.

    Raises:
        Refusal: 400 naming what is wrong.
    """
    known = {"kind", "match", "when", "status", "seconds", "times"}
    wanted = {"method", "path", "verb", "who"}
    match = given.get("match", {})
    if not isinstance(match, dict) or set(given) - known or set(match) - wanted:
        raise Refusal(400, f"Expected only {sorted(known)}, and in match only {sorted(wanted)}.")
    if given.get("kind") not in KINDS:
        raise Refusal(400, f"The kind of a fault is one of {KINDS}.")
    if given.get("when", "before") not in ("before", "after"):
        raise Refusal(400, "A fault comes before or after the call is applied.")
    try:
        re.compile(match.get("path", ""))
        return Fault(
            given["kind"],
            Match(**{name: str(value) for name, value in match.items()}),
            given.get("when", "before"),
            int(given.get("status", 503)),
            float(given.get("seconds", 1.0)),
            int(given.get("times", 1)),
        )
    except (ValueError, TypeError, re.error) as error:
        raise Refusal(400, f"A fault that cannot be read: {error}") from error


def serve_faults(routes: Routes, faults: Faults) -> None:
    """Add `/_workspace/faults`."""

    def answer(request: Request) -> Response:
        if request.method == "DELETE":
            faults.clear()
        if request.method == "POST":
            given = json_of(request)
            for one in given if isinstance(given, list) else [given]:
                faults.add(read_fault(one))
        return json_response({"faults": [asdict(fault) for fault in faults.coming()]})

    routes.add("/_workspace/faults", answer, ("GET", "POST", "DELETE"), whole=False)

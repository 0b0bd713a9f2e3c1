"""Every call of a tick with the place in the jobs that makes it, and the effect it is made for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import CodeType, CoroutineType, FrameType
from typing import Any
from urllib.parse import urlsplit

import requests

from automation.domain.effects import Effect
from automation.google.drive import DOCUMENT, FOLDER
from local_workspace.api import discovery
from local_workspace.gateway.faults import Asked

from .answers import TOKEN

_JOBS = str(Path("automation") / "jobs")
#: Places of the jobs that only pass a call on.
_PASSING = frozenset({"looking.of", "trouble.of", "boundary.attempt", "looking.<lambda>", "gather.<lambda>"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call.

    Attributes:
        method: its discovery id, and after a colon which of its uses it is.
        place: the function of the jobs that makes it, such as `act._make_pdf`.
        effect: the printed key of the effect it is made for; "" for none.
        kind: that effect's kind.
        number: that effect's complaint.
    """

    method: str
    place: str
    effect: str
    kind: str
    number: str
    asked: Asked

    @property
    def sort(self) -> tuple[str, str, str]:
        """What calls have in common that are made for the same reason."""
        return self.method, self.place, self.kind

    @property
    def id(self) -> str:
        """The discovery id alone."""
        return self.method.partition(":")[0]


@contextmanager
def recording() -> Iterator[list[Call]]:
    """Note every call of this process."""
    calls: list[Call] = []
    send = requests.Session.send

    def noting(self: requests.Session, request: requests.PreparedRequest, **named: Any) -> requests.Response:
        frames = [frame for frame in _frames(sys._getframe()) if _JOBS in frame.f_code.co_filename]
        if frames:
            calls.append(_call(request, frames))
        return send(self, request, **named)

    requests.Session.send = noting  # type: ignore[method-assign]  # (every call of this process passes here)
    try:
        yield calls
    finally:
        requests.Session.send = send  # type: ignore[method-assign]  # (as it was before)


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _call(asked: requests.PreparedRequest, frames: list[FrameType]) -> Call:
    parts = urlsplit(asked.url or "")
    content = asked.body.encode() if isinstance(asked.body, str) else asked.body or b""
    found = discovery.find(asked.method or "GET", parts.path)
    method = found[0].id if found else TOKEN
    effect = next((one for one in (_effect(frame) for frame in frames) if one is not None), None)
    what = Asked(method, asked.method or "GET", parts.path, parts.query, "", content)
    return Call(
        method + _use(method, what),
        next(place for place in map(_place, frames) if place not in _PASSING),
        str(effect.key) if effect else "",
        type(effect).__name__ if effect else "",
        str(getattr(effect, "number", None) or ""),
        what,
    )


def _effect(frame: FrameType) -> Effect | None:
    found: Effect | None = frame.f_locals["what"].effect if _hands_over(frame) else None
    return found


def _hands_over(frame: FrameType) -> bool:
    """Tell whether an effect has its call made here, and is not on the stack meanwhile."""
    return frame.f_code.co_name == "_go_on" and frame.f_code.co_filename.endswith("flight.py")


def _place(frame: FrameType) -> str:
    code = _waiting(frame.f_locals["work"]) if _hands_over(frame) else frame.f_code
    return f"{PurePath(code.co_filename).stem}.{code.co_name}"


def _waiting(work: Any) -> CodeType:
    """Give the innermost function that waits for the call."""
    while isinstance(work.cr_await, CoroutineType):
        work = work.cr_await
    found: CodeType = work.cr_code
    return found


def _use(method: str, asked: Asked) -> str:
    """Tell the uses of a method apart that Google refuses differently."""
    if method == "drive.files.get":
        return ":media" if "alt=media" in asked.query else ":metadata"
    if method == "drive.files.update":
        return ":content" if "/upload/" in asked.path else ":move"
    if method == "drive.files.create":
        text = asked.text()
        return ":folder" if FOLDER in text else ":convert" if DOCUMENT in text else ":upload"
    return ""


def meets(match: dict[str, str], call: Call) -> bool:
    """Tell whether a fault's match meets a call, as the workspace does."""
    return (
        match["method"] == call.id
        and re.search(match.get("path", ""), call.asked.path) is not None
        and re.search(match.get("query", ""), call.asked.query) is not None
        and (not match.get("body") or re.search(match["body"], call.asked.text()) is not None)
    )

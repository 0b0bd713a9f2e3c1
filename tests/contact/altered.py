"""A workspace that differs from itself in ten places: its answers are changed on their way out, over HTTP."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from werkzeug.wrappers import Request, Response

from local_workspace.core.wire import WireServer
from local_workspace.server import Serving
from local_workspace.workspace import Workspace

#: Where it differs, by the names of the beliefs.
PLACES = frozenset(
    {
        "locale-old-code",
        "typed-date",
        "formula-semicolons",
        "share-silently-with-a-stranger",
        "id-given-to-a-folder",
        "name-index-lag",
        "download-of-a-document",
        "docx-to-pdf",
        "form-publish",
        "draft-sent-twice",
    }
)
_SERIAL_OF_THE_3RD, _SERIAL_OF_MARCH = b"46359", b"46093"
Change = Callable[["Altered", Request, Response], None]


class Altered:
    """Answers as a workspace does, but for ten places."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.seen: Counter[str] = Counter()

    def respond(self, request: Request) -> Response:
        """Answer a request, and change the answer where it is one of the ten."""
        response = self._workspace.respond(request)
        for change in _CHANGES:
            change(self, request, response)
        return response


def _replaced(response: Response, old: bytes, new: bytes) -> None:
    response.set_data(response.get_data().replace(old, new))


def _answered(response: Response, status: int, body: object) -> None:
    response.status_code = status
    response.set_data(json.dumps(body))


def _asks(request: Request, method: str, ending: str) -> bool:
    return request.method == method and request.path.endswith(ending)


def _locale_ignored(_: Altered, request: Request, response: Response) -> None:
    if request.args.get("fields") == "properties(locale,timeZone)":
        _replaced(response, b"in_ID", b"en_US")


def _month_first(_: Altered, request: Request, response: Response) -> None:
    if _asks(request, "GET", "!A1"):
        _replaced(response, _SERIAL_OF_THE_3RD, _SERIAL_OF_MARCH)


def _formula_wrong(_: Altered, request: Request, response: Response) -> None:
    if _asks(request, "GET", "!A2"):
        _replaced(response, b'"yes"', b'"#ERROR!"')


def _stranger_welcome(_: Altered, request: Request, response: Response) -> None:
    silent = request.args.get("sendNotificationEmail") == "false"
    if _asks(request, "POST", "/permissions") and silent and response.status_code == 400:
        _answered(response, 200, {"id": "1"})


def _other_conflict(_: Altered, request: Request, response: Response) -> None:
    if _asks(request, "POST", "/drive/v3/files") and response.status_code == 409 and "upload" not in request.path:
        _answered(response, 400, {"error": {"code": 400, "errors": [{"reason": "invalid"}], "message": "x"}})


def _index_late(altered: Altered, request: Request, response: Response) -> None:
    if _asks(request, "GET", "/drive/v3/files") and request.args.get("q", "").startswith("name ="):
        altered.seen["name"] += 1
        if altered.seen["name"] <= 2:
            _answered(response, 200, {"files": []})


def _document_withheld(altered: Altered, request: Request, response: Response) -> None:
    if request.args.get("alt") == "media" and b"fileNotDownloadable" in response.get_data():
        altered.seen["media"] += 1
        if altered.seen["media"] == 1:
            _replaced(response, b"fileNotDownloadable", b"cannotDownloadFile")


def _code_lost(_: Altered, request: Request, response: Response) -> None:
    if _asks(request, "GET", "/export"):
        page = BytesIO()
        Image.new("L", (600, 800), 255).save(page, "PDF")
        response.set_data(page.getvalue())


def _stays_closed(altered: Altered, request: Request, response: Response) -> None:
    altered.seen["published"] += request.path.endswith(":setPublishSettings")
    if request.method == "GET" and request.path.startswith("/v1/forms/") and altered.seen["published"]:
        found = json.loads(response.get_data())
        found.get("publishSettings", {}).get("publishState", {})["isAcceptingResponses"] = False
        _answered(response, response.status_code, found)


def _sends_again(_: Altered, request: Request, response: Response) -> None:
    if _asks(request, "POST", "/drafts/send") and response.status_code == 404:
        _answered(response, 200, {"id": "1"})


_CHANGES: tuple[Change, ...] = (
    _locale_ignored,
    _month_first,
    _formula_wrong,
    _stranger_welcome,
    _other_conflict,
    _index_late,
    _document_withheld,
    _code_lost,
    _stays_closed,
    _sends_again,
)


@contextmanager
def serving_altered(folder: Path) -> Iterator[Serving]:
    """Serve a workspace that differs in ten places."""
    workspace = Workspace(folder)
    server = WireServer(Altered(workspace).respond)
    workspace.served_at(f"http://127.0.0.1:{server.port}")
    server.start()
    with Serving(workspace, server) as serving:
        yield serving

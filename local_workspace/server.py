"""The HTTP server: one loopback port, Google's own paths, one data folder."""

from __future__ import annotations

import threading
from pathlib import Path
from urllib.parse import urlsplit

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from .api import Api, as_json
from .auth.tokens import identity_of
from .calls import Answer
from .clock import Clock
from .drive.files import Files
from .drive.service import serve_drive
from .errors import Refusal
from .sheets.service import serve_sheets
from .store import Store


class Workspace:
    """A running workspace's parts, joined: the store, the clock and the services."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self.clock = Clock(self.store)
        self.api = Api(self.store)
        self.files = Files(self.store, self.clock)
        serve_drive(self.api, self.files)
        serve_sheets(self.api, self.store, self.files)

    def respond(self, request: Request) -> Response:
        """Answer one HTTP request."""
        split = urlsplit(request.environ.get("RAW_URI") or request.environ["REQUEST_URI"])
        service = service_of(split.path)
        try:
            answer = self.api.answer(
                request.method,
                split.path,
                split.query,
                {name.lower(): value for name, value in request.headers.items()},
                request.get_data(),
                identity_of(request.headers.get("Authorization", "")),
                self.clock.now(),
            )
        except Refusal as refusal:
            answer = Answer(as_json(refusal.body(service)), "application/json; charset=UTF-8", refusal.status)
        return Response(answer.content, answer.status, dict(answer.headers), content_type=answer.mime_type)


def service_of(path: str) -> str:
    """Tell which service an address belongs to."""
    if "/drive/" in path:
        return "drive"
    if "/gmail/" in path:
        return "gmail"
    return "forms" if path.startswith("/v1/forms") else "sheets"


class _Handler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Stay silent: `/_workspace/requests` tells what was served."""


def serve(folder: Path, port: int = 0) -> tuple[Workspace, BaseWSGIServer]:
    """Start a workspace over `folder` in a thread of its own; port 0 takes a free one."""
    workspace = Workspace(folder)
    application = Request.application(workspace.respond)
    server = make_server("127.0.0.1", port, application, threaded=True, request_handler=_Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return workspace, server

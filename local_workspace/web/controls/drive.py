"""The control of the project whose programs call."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.routes import Routes
from local_workspace.drive.files import Files


def serve_drive_controls(routes: Routes, files: Files) -> None:
    """Add `/_workspace/drive`."""

    def project(request: Request) -> Response:
        if request.method == "POST":
            match json_of(request):
                case {"project": str(name)}:
                    files.project = name
                case _:
                    raise Refusal(400, 'Expected {"project": "another"}, or "" for the first one.')
        return json_response({"project": files.project})

    routes.add("/_workspace/drive", project, ("GET", "POST"))

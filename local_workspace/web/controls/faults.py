"""The control of the faults to come."""

from __future__ import annotations

from dataclasses import asdict

from werkzeug.wrappers import Request, Response

from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.routes import Routes
from local_workspace.gateway.faults import Faults, read_fault


def serve_fault_controls(routes: Routes, faults: Faults) -> None:
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

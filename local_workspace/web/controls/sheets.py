"""The control of which locales spreadsheets do not take."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.routes import Routes
from local_workspace.sheets.spreadsheets import Spreadsheets


def serve_sheet_controls(routes: Routes, sheets: Spreadsheets) -> None:
    """Add `/_workspace/sheets`."""

    def habits(request: Request) -> Response:
        if request.method == "POST":
            match json_of(request):
                case {"ignored_locales": [*names]} if all(isinstance(one, str) for one in names):
                    sheets.ignored_locales = tuple(names)
                case _:
                    raise Refusal(400, 'Expected {"ignored_locales": ["in_ID"]}.')
        return json_response({"ignored_locales": list(sheets.ignored_locales)})

    routes.add("/_workspace/sheets", habits, ("GET", "POST"))

"""The control that gives out what a signed-in person's consent leaves behind."""

from __future__ import annotations

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.auth.accounts import Accounts
from local_workspace.auth.tokens import known_scopes
from local_workspace.core.routes import Routes


def serve_account_controls(routes: Routes, accounts: Accounts) -> None:
    """Add `/_workspace/authorized-user`."""

    def authorized_user(request: Request) -> Response:
        given = json_of(request)
        if not isinstance(given, dict) or "@" not in str(given.get("email")):
            raise Refusal(400, 'Expected {"email": "someone@office.example", "scopes": ["https://…"]}.')
        return json_response(accounts.authorized_user(given["email"], given.get("scopes") or known_scopes()))

    routes.add("/_workspace/authorized-user", authorized_user, ("POST",))

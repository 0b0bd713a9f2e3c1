"""The controls of signing in: what a person's consent leaves behind, and what stands in its way."""

from __future__ import annotations

from dataclasses import asdict

from werkzeug.wrappers import Request, Response

from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.auth.accounts import Accounts
from local_workspace.auth.oauth_app import OAuthApp
from local_workspace.auth.tokens import known_scopes
from local_workspace.core.routes import Routes


def serve_account_controls(routes: Routes, accounts: Accounts, app: OAuthApp) -> None:
    """Add `/_workspace/authorized-user`, `/_workspace/oauth-app` and `/_workspace/consents/<address>`."""

    def authorized_user(request: Request) -> Response:
        given = json_of(request)
        if not isinstance(given, dict) or "@" not in str(given.get("email")):
            raise Refusal(400, 'Expected {"email": "someone@office.example", "scopes": ["https://…"]}.')
        return json_response(accounts.authorized_user(given["email"], given.get("scopes") or known_scopes()))

    def oauth_app(request: Request) -> Response:
        if request.method == "DELETE":
            app.reset()
        if request.method == "POST":
            given = json_of(request)
            if not isinstance(given, dict):
                raise Refusal(400, 'Expected switches, such as {"testing": true}.')
            app.change(given)
        return json_response(asdict(app.state))

    def end_consents(request: Request, email: str) -> Response:
        accounts.end_consents(email.lower())
        return json_response({})

    routes.add("/_workspace/authorized-user", authorized_user, ("POST",))
    routes.add("/_workspace/oauth-app", oauth_app, ("GET", "POST", "DELETE"))
    routes.add("/_workspace/consents/<email>", end_consents, ("DELETE",))

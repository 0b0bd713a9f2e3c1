"""The addresses of OAuth: `/token`, `/revoke`, and what google-auth asks of iamcredentials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Request, Response

from local_workspace.api import discovery
from local_workspace.api.calls import Answer
from local_workspace.api.dispatch import as_json
from local_workspace.api.errors import Refusal
from local_workspace.gateway.faults import Asked
from local_workspace.gateway.trouble import troubled
from local_workspace.web.controls import json_of, json_response

from .accounts import LIFETIME, Accounts
from .assertion import TokenRefusal, read_assertion

if TYPE_CHECKING:
    from local_workspace.workspace import Workspace

BEARER_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLES_TOKEN_URIS = frozenset(
    {
        "https://oauth2.googleapis.com/token",
        "https://accounts.google.com/o/oauth2/token",
        "https://www.googleapis.com/oauth2/v4/token",
    }
)
UNAUTHORIZED = (
    "Client is unauthorized to retrieve access tokens using this method, "
    "or client not authorized for any of the scopes requested."
)


@cache
def known_scopes() -> frozenset[str]:
    """All scopes that the served APIs know, and those of signing in."""
    found = {"openid", "email", "profile", "https://www.googleapis.com/auth/cloud-platform"}
    for service in discovery.APIS:
        found |= set(discovery.document(service)["auth"]["oauth2"]["scopes"])
    return frozenset(found)


def serve_auth(workspace: Workspace) -> None:
    """Add OAuth's addresses."""
    accounts = workspace.accounts

    def granted(request: Request) -> Answer:
        with workspace.store.transaction():
            return _printed(_granted(request.form, accounts, workspace))

    def token(request: Request) -> Response:
        status = 0
        try:
            answer = _under_faults(workspace, request, lambda: granted(request))
            status = answer.status
        finally:
            workspace.served.note("auth.token", "POST", request.path, status, "", workspace.clock.now())
        return Response(answer.content, answer.status, dict(answer.headers), content_type=answer.mime_type)

    def revoke(request: Request) -> Response:
        if accounts.revoke(request.values.get("token", "")):
            return json_response({})
        return json_response({"error": "invalid_token", "error_description": "Token expired or revoked"}, 400)

    def allowed_locations(request: Request, email: str) -> Response:
        accounts.identity_of(request.headers.get("Authorization", ""))
        if not accounts.is_service_account(email):
            raise Refusal(404, f"Not found; Gaia id not found for email {email}")
        return json_response({"locations": [], "encodedLocations": "0x0"})

    def authorized_user(request: Request) -> Response:
        given = json_of(request)
        if not isinstance(given, dict) or "@" not in str(given.get("email")):
            raise Refusal(400, 'Expected {"email": "someone@office.example", "scopes": ["https://…"]}.')
        return json_response(accounts.authorized_user(given["email"], given.get("scopes") or known_scopes()))

    workspace.routes.add("/token", token, ("POST",), whole=False)
    workspace.routes.add("/o/oauth2/token", token, ("POST",), whole=False)
    workspace.routes.add("/oauth2/v4/token", token, ("POST",), whole=False)
    workspace.routes.add("/revoke", revoke, ("POST",))
    workspace.routes.add("/v1/projects/-/serviceAccounts/<email>/allowedLocations", allowed_locations)
    workspace.routes.add("/_workspace/authorized-user", authorized_user, ("POST",))


def _under_faults(workspace: Workspace, request: Request, granted: Callable[[], Answer]) -> Answer:
    # Reading the form first would leave no bytes to search.
    content = request.get_data(cache=True, parse_form_data=False)
    fault = workspace.faults.take(Asked("oauth2.token", "POST", request.path, content=content))
    try:
        return troubled(fault, "oauth2", request.path, granted, workspace.store.undone)
    except TokenRefusal as refusal:
        return _printed({"error": refusal.error, "error_description": refusal.description}, refusal.status)
    except Refusal as refusal:
        return _printed({"error": refusal.reason, "error_description": refusal.message}, refusal.status)


def _printed(body: dict[str, Any], status: int = 200) -> Answer:
    return Answer(as_json(body), "application/json; charset=UTF-8", status)


def _granted(form: Mapping[str, str], accounts: Accounts, workspace: Workspace) -> dict[str, Any]:
    match form.get("grant_type"):
        case grant if grant == BEARER_GRANT:
            return _by_assertion(form, accounts, workspace)
        case "refresh_token":
            return _by_refresh_token(form, accounts)
        case None | "":
            raise TokenRefusal("invalid_request", "Required parameter is missing: grant_type")
        case other:
            raise TokenRefusal("unsupported_grant_type", f"Invalid grant_type: {other}")


def _by_assertion(form: Mapping[str, str], accounts: Accounts, workspace: Workspace) -> dict[str, Any]:
    def keys(account: str) -> dict[str, str]:
        if not accounts.is_service_account(account):
            raise TokenRefusal("invalid_grant", "Invalid grant: account not found")
        return accounts.public_keys(account)

    audiences = GOOGLES_TOKEN_URIS | {f"{workspace.base}/token"}
    asked = read_assertion(form.get("assertion", ""), keys, audiences, datetime.now(UTC))
    if not asked.scopes or not asked.scopes <= known_scopes():
        raise TokenRefusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
    email = asked.account
    if asked.subject and asked.subject != asked.account:
        if not (workspace.people.knows(asked.subject) and workspace.people.has_account(asked.subject)):
            raise TokenRefusal("invalid_grant", "Invalid email or User ID")
        if not asked.scopes <= accounts.delegated_scopes(asked.account):
            raise TokenRefusal("unauthorized_client", UNAUTHORIZED, 401)
        email = workspace.people.named(asked.subject).email
    issued = accounts.issue(email, asked.scopes, service_account=email == asked.account, source=asked.key)
    return _answer(issued)


def _by_refresh_token(form: Mapping[str, str], accounts: Accounts) -> dict[str, Any]:
    secret = accounts.client_secret(form.get("client_id", ""))
    if secret is None:
        raise TokenRefusal("invalid_client", "The OAuth client was not found.", 401)
    if secret != form.get("client_secret"):
        raise TokenRefusal("invalid_client", "Unauthorized", 401)
    grant = accounts.grant(form.get("refresh_token", ""))
    if grant is None or grant.client != form.get("client_id"):
        raise TokenRefusal("invalid_grant", "Token has been expired or revoked.")
    scopes = frozenset(form.get("scope", "").split()) or grant.scopes
    if not scopes <= grant.scopes:
        raise TokenRefusal("invalid_scope", "Bad Request")
    issued = accounts.issue(grant.email, scopes, service_account=False, source=grant.token)
    return {**_answer(issued), "scope": " ".join(sorted(scopes))}


def _answer(token: str) -> dict[str, Any]:
    return {"access_token": token, "expires_in": int(LIFETIME.total_seconds()) - 1, "token_type": "Bearer"}

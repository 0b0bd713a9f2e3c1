"""Access tokens for a signed assertion or a refresh token, as Google's token endpoint gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from local_workspace.api import discovery
from local_workspace.core.people import People

from .accounts import LIFETIME, Accounts
from .assertion import TokenRefusal, read_assertion

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
    """Return all scopes that the served APIs know, and those of signing in."""
    found = {"openid", "email", "profile", "https://www.googleapis.com/auth/cloud-platform"}
    for service in discovery.APIS:
        found |= set(discovery.document(service)["auth"]["oauth2"]["scopes"])
    return frozenset(found)


class TokenIssuer:
    """Decides on requests for access tokens.

    Args:
        accounts: who may ask, and the tokens given out.
        people: whom a service account may act for.
        base: returns the address at which the workspace is reached.
    """

    def __init__(self, accounts: Accounts, people: People, base: Callable[[], str]) -> None:
        self._accounts = accounts
        self._people = people
        self._base = base

    def issue(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Return the answer to a token request with these form fields.

        Raises:
            TokenRefusal: as Google words it.
        """
        match form.get("grant_type"):
            case grant if grant == BEARER_GRANT:
                return self._by_assertion(form)
            case "refresh_token":
                return self._by_refresh_token(form)
            case None | "":
                raise TokenRefusal("invalid_request", "Required parameter is missing: grant_type")
            case other:
                raise TokenRefusal("unsupported_grant_type", f"Invalid grant_type: {other}")

    def _by_assertion(self, form: Mapping[str, str]) -> dict[str, Any]:
        audiences = GOOGLES_TOKEN_URIS | {f"{self._base()}/token"}
        asked = read_assertion(form.get("assertion", ""), self._keys, audiences, datetime.now(UTC))
        if not asked.scopes or not asked.scopes <= known_scopes():
            raise TokenRefusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        email = asked.account
        if asked.subject and asked.subject != asked.account:
            if not (self._people.knows(asked.subject) and self._people.has_account(asked.subject)):
                raise TokenRefusal("invalid_grant", "Invalid email or User ID")
            if not asked.scopes <= self._accounts.delegated_scopes(asked.account):
                raise TokenRefusal("unauthorized_client", UNAUTHORIZED, 401)
            email = self._people.named(asked.subject).email
        as_itself = email == asked.account
        return _answer(self._accounts.issue(email, asked.scopes, service_account=as_itself, source=asked.key))

    def _keys(self, account: str) -> dict[str, str]:
        if not self._accounts.is_service_account(account):
            raise TokenRefusal("invalid_grant", "Invalid grant: account not found")
        return self._accounts.public_keys(account)

    def _by_refresh_token(self, form: Mapping[str, str]) -> dict[str, Any]:
        secret = self._accounts.client_secret(form.get("client_id", ""))
        if secret is None:
            raise TokenRefusal("invalid_client", "The OAuth client was not found.", 401)
        if secret != form.get("client_secret"):
            raise TokenRefusal("invalid_client", "Unauthorized", 401)
        grant = self._accounts.grant(form.get("refresh_token", ""))
        if grant is None or grant.client != form.get("client_id"):
            raise TokenRefusal("invalid_grant", "Token has been expired or revoked.")
        scopes = frozenset(form.get("scope", "").split()) or grant.scopes
        if not scopes <= grant.scopes:
            raise TokenRefusal("invalid_scope", "Bad Request")
        issued = self._accounts.issue(grant.email, scopes, service_account=False, source=grant.token)
        return {**_answer(issued), "scope": " ".join(sorted(scopes))}


def _answer(token: str) -> dict[str, Any]:
    return {"access_token": token, "expires_in": int(LIFETIME.total_seconds()) - 1, "token_type": "Bearer"}

"""Access tokens for a signed assertion or a refresh token, as Google's token endpoint gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from local_workspace.api import discovery
from local_workspace.core.people import People

from .accounts import LIFETIME, Accounts
from .assertion import TokenRefusal, read_assertion
from .consent import Codes
from .oauth_app import BLOCKED, TESTING_LIFETIME, OAuthApp

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
    found = {"openid", "email", "profile", "https://www.googleapis.com/auth/iam"}
    found.add("https://www.googleapis.com/auth/cloud-platform")
    for service in discovery.APIS:
        found |= set(discovery.document(service)["auth"]["oauth2"]["scopes"])
    return frozenset(found)


class TokenIssuer:
    """Decides on requests for access tokens.

    Args:
        accounts: who may ask, and the tokens given out.
        people: whom a service account may act for.
        base: returns the address at which the workspace is reached.
        app: how the OAuth app and people's sign-ins stand.
        codes: the authorization codes given out.
    """

    def __init__(
        self, accounts: Accounts, people: People, base: Callable[[], str], app: OAuthApp, codes: Codes
    ) -> None:
        self._accounts = accounts
        self._people = people
        self._base = base
        self._app = app
        self._codes = codes

    @property
    def now(self) -> datetime:
        """Google's time: the machine's, but for what a test has put between them."""
        return datetime.now(UTC) + timedelta(seconds=self._app.state.clock_ahead)

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
            case "authorization_code":
                return self._by_code(form)
            case None | "":
                raise TokenRefusal("invalid_request", "Required parameter is missing: grant_type")
            case other:
                raise TokenRefusal("unsupported_grant_type", f"Invalid grant_type: {other}")

    def _by_assertion(self, form: Mapping[str, str]) -> dict[str, Any]:
        audiences = GOOGLES_TOKEN_URIS | {f"{self._base()}/token"}
        asked = read_assertion(form.get("assertion", ""), self._keys, audiences, self.now)
        if not asked.scopes or not asked.scopes <= known_scopes():
            raise TokenRefusal("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        email = asked.account
        if asked.subject and asked.subject != asked.account:
            if not (self._people.knows(asked.subject) and self._people.has_account(asked.subject)):
                raise TokenRefusal("invalid_grant", "Invalid email or User ID")
            if asked.subject.lower() in self._app.state.suspended:
                raise TokenRefusal("access_denied", "Account restricted")
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
        client = self._known_client(form)
        grant = self._accounts.grant(form.get("refresh_token", ""), self.now)
        if grant is None or grant.client != client or grant.email in self._app.state.suspended:
            raise TokenRefusal("invalid_grant", "Token has been expired or revoked.")
        if not self._people.has_account(grant.email):
            raise TokenRefusal("invalid_grant", "Account has been deleted")
        if grant.email in self._app.state.reauthenticate:
            raise TokenRefusal(
                "invalid_grant",
                "reauth related error (invalid_rapt)",
                error_uri="https://support.google.com/a/answer/9368756",
                error_subtype="invalid_rapt",
            )
        scopes = frozenset(form.get("scope", "").split()) or grant.scopes
        if not scopes <= grant.scopes:
            raise TokenRefusal("invalid_scope", "Bad Request")
        issued = self._accounts.issue(grant.email, scopes, service_account=False, source=grant.token)
        return {**_answer(issued), "scope": " ".join(sorted(scopes)), **_ending(grant.seconds_left(self.now))}

    def _by_code(self, form: Mapping[str, str]) -> dict[str, Any]:
        client = self._known_client(form)
        consented = self._codes.redeem(form, client)
        lifetime = TESTING_LIFETIME if self._app.state.testing else None
        kept = self._accounts.keep_consent(client, consented.email, consented.scopes, lifetime)
        issued = self._accounts.issue(consented.email, consented.scopes, service_account=False, source=kept)
        left = None if lifetime is None else int(lifetime.total_seconds()) - 1
        told = {"refresh_token": kept, "scope": " ".join(sorted(consented.scopes)), **_ending(left)}
        return {**_answer(issued), **told}

    def _known_client(self, form: Mapping[str, str]) -> str:
        client = form.get("client_id", "")
        secret = self._accounts.client_secret(client)
        if (state := self._app.state.blocked) in ("deleted_client", "disabled_client"):
            raise TokenRefusal(state, BLOCKED[state], 401)
        if secret is None:
            raise TokenRefusal("invalid_client", "The OAuth client was not found.", 401)
        if not form.get("client_secret"):
            raise TokenRefusal("invalid_request", "client_secret is missing.")
        if secret != form.get("client_secret"):
            raise TokenRefusal("invalid_client", "Unauthorized", 401)
        return client


def _ending(seconds: int | None) -> dict[str, int]:
    return {} if seconds is None else {"refresh_token_expires_in": seconds}


def _answer(token: str) -> dict[str, Any]:
    return {"access_token": token, "expires_in": int(LIFETIME.total_seconds()) - 1, "token_type": "Bearer"}

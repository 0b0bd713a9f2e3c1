"""The addresses of OAuth: `/token`, `/revoke`, sts, and what google-auth asks of iamcredentials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import format_datetime
from functools import partial
from typing import Any

from werkzeug.wrappers import Request, Response

from local_workspace.api.calls import Identity
from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import as_json, json_of, json_response
from local_workspace.auth.accounts import Accounts
from local_workspace.auth.assertion import TokenRefusal
from local_workspace.auth.oauth_app import OAuthApp
from local_workspace.auth.signing import Signing, exchanged
from local_workspace.auth.tokens import TokenIssuer
from local_workspace.core.answers import Answer, response_of
from local_workspace.core.clock import Clock
from local_workspace.core.routes import Routes
from local_workspace.core.store import Store

from .faults import Asked, Faults
from .served import Served
from .trouble import troubled

Signer = Callable[[Identity, str, Mapping[str, Any]], dict[str, str]]


class OAuth:
    """Answers at OAuth's addresses; a token request may meet a fault and is noted like an API call."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        accounts: Accounts,
        issuer: TokenIssuer,
        faults: Faults,
        served: Served,
        app: OAuthApp,
    ) -> None:
        self._store = store
        self._clock = clock
        self._accounts = accounts
        self._issuer = issuer
        self._faults = faults
        self._served = served
        self._app = app
        self._signing = Signing(accounts, app)

    def add_to(self, routes: Routes) -> None:
        """Add the addresses to the table."""
        for rule in ("/token", "/o/oauth2/token", "/oauth2/v4/token"):
            routes.add(rule, self._token, ("POST",), whole=False)
        routes.add("/revoke", self._revoke, ("POST",))
        routes.add("/v1/token", self._exchange, ("POST",))
        account = "/v1/projects/-/serviceAccounts/<email>"
        routes.add(f"{account}/allowedLocations", self._allowed_locations)
        for name, answer in (
            ("signJwt", self._signing.sign_jwt),
            ("signBlob", self._signing.sign_blob),
            ("generateAccessToken", self._signing.access_token),
        ):
            routes.add(f"{account}:{name}", partial(self._sign, name, answer), ("POST",))

    def _token(self, request: Request) -> Response:
        status = 0
        try:
            answer = self._under_faults(request)
            status = answer.status
        finally:
            self._served.note("auth.token", "POST", request.path, status, "", self._clock.now())
        return response_of(answer)

    def _under_faults(self, request: Request) -> Answer:
        # Reading the form first would leave no bytes to search.
        content = request.get_data(cache=True, parse_form_data=False)
        fault = self._faults.take(Asked("oauth2.token", "POST", request.path, content=content))
        try:
            return troubled(fault, "oauth2", request.path, lambda: self._issued(request), self._store.undone)
        except TokenRefusal as refusal:
            return self._dated(_printed(refusal.body, refusal.status))
        except Refusal as refusal:
            return _printed({"error": refusal.reason, "error_description": refusal.message}, refusal.status)

    def _issued(self, request: Request) -> Answer:
        # RFC 6749, 2.3.1: the client's id and secret may come as a header instead.
        shown = request.authorization
        client = {"client_id": shown.username or "", "client_secret": shown.password or ""} if shown else {}
        with self._store.transaction():
            try:
                return self._dated(_printed(self._issuer.issue({**request.form.to_dict(), **client})))
            except TokenRefusal as error:
                # Kept with the transaction: a code that was shown wrongly is spent all the same.
                refusal = error
        raise refusal

    def _dated(self, answer: Answer) -> Answer:
        """Let an answer bear Google's time, which a test may have moved away from the machine's."""
        date = format_datetime(self._issuer.now, usegmt=True)
        return Answer(answer.content, answer.mime_type, answer.status, {"Date": date})

    def _revoke(self, request: Request) -> Response:
        if self._accounts.revoke(request.values.get("token", "")):
            return json_response({})
        return json_response({"error": "invalid_token", "error_description": "Token expired or revoked"}, 400)

    def _sign(self, name: str, answer: Signer, request: Request, email: str) -> Response:
        who = self._accounts.identity_of(request.headers.get("Authorization", ""))
        status = 403
        try:
            body = answer(who, email, json_of(request))
            status = 200
        finally:
            method = f"iamcredentials.projects.serviceAccounts.{name}"
            self._served.note(method, "POST", request.path, status, who.email, self._clock.now())
        return json_response(body)

    def _exchange(self, request: Request) -> Response:
        try:
            return json_response(exchanged(self._accounts, self._app, request.form.to_dict()))
        except TokenRefusal as refusal:
            return json_response(refusal.body, refusal.status)

    def _allowed_locations(self, request: Request, email: str) -> Response:
        self._accounts.identity_of(request.headers.get("Authorization", ""))
        if not self._accounts.is_service_account(email):
            raise Refusal(404, f"Not found; Gaia id not found for email {email}")
        return json_response({"locations": [], "encodedLocations": "0x0"})


def _printed(body: dict[str, Any], status: int = 200) -> Answer:
    return Answer(as_json(body), "application/json; charset=UTF-8", status)

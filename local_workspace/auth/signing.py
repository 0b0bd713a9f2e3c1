"""Signing in without a key: iamcredentials signs for a service account; sts gives foreign identities a token."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from local_workspace.api.calls import Identity
from local_workspace.api.errors import Refusal

from .accounts import LIFETIME, PROJECT, Accounts
from .assertion import TokenRefusal
from .oauth_app import OAuthApp

EXCHANGE_GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 (the name of a kind, no token)
CLOUD = "https://www.googleapis.com/auth/cloud-platform"
IAM = "https://www.googleapis.com/auth/iam"
_POOL = re.compile(
    r"//iam\.googleapis\.com/projects/\d+/locations/global/workloadIdentityPools/(?P<pool>[\w-]+)/providers/[\w-]+"
)


class Signing:
    """What iamcredentials does for a service account, at the wish of whoever may.

    Args:
        accounts: the service accounts, their keys and the tokens.
        app: whether the API is on, and whether anybody may.
    """

    def __init__(self, accounts: Accounts, app: OAuthApp) -> None:
        self._accounts = accounts
        self._app = app

    def sign_jwt(self, who: Identity, account: str, asked: Mapping[str, Any]) -> dict[str, str]:
        """Return the payload as a signed JWT.

        Raises:
            Refusal: as iamcredentials refuses.
        """
        self._let_in(who, account, "signJwt")
        try:
            claims = json.loads(str(asked.get("payload", "")))
        except ValueError as error:
            raise Refusal(400, "Request contains an invalid argument.", reason="INVALID_ARGUMENT") from error
        limit = datetime.now(UTC).timestamp() + 12 * 3600
        if not isinstance(claims, dict) or float(claims.get("exp", 0)) > limit:
            raise Refusal(400, "The JWT's expiration time must be within 12 hours.", reason="INVALID_ARGUMENT")
        key, signed = self._accounts.sign_jwt(account, claims)
        return {"keyId": key, "signedJwt": signed}

    def sign_blob(self, who: Identity, account: str, asked: Mapping[str, Any]) -> dict[str, str]:
        """Return the signature of some bytes, both in base 64."""
        self._let_in(who, account, "signBlob")
        try:
            payload = base64.b64decode(str(asked.get("payload", "")), validate=True)
        except binascii.Error as error:
            raise Refusal(400, "Request contains an invalid argument.", reason="INVALID_ARGUMENT") from error
        key, signature = self._accounts.sign(account, payload)
        return {"keyId": key, "signedBlob": base64.b64encode(signature).decode()}

    def access_token(self, who: Identity, account: str, asked: Mapping[str, Any]) -> dict[str, str]:
        """Return an access token of the service account itself."""
        self._let_in(who, account, "getAccessToken")
        scopes = asked.get("scope")
        if not isinstance(scopes, list) or not scopes:
            raise Refusal(400, "Scope required.", reason="INVALID_ARGUMENT")
        token = self._accounts.issue(account, map(str, scopes), service_account=True, source="iamcredentials")
        expires = (datetime.now(UTC) + LIFETIME).replace(microsecond=0)
        return {"accessToken": token, "expireTime": expires.isoformat().replace("+00:00", "Z")}

    def _let_in(self, who: Identity, account: str, permission: str) -> None:
        if self._app.state.signing_disabled:
            raise _disabled()
        if who.scopes is not None and not who.scopes & {CLOUD, IAM}:
            raise Refusal(403, "Request had insufficient authentication scopes.", reason="PERMISSION_DENIED")
        if not self._accounts.is_service_account(account):
            raise Refusal(404, f"Not found; Gaia id not found for email {account}", reason="NOT_FOUND")
        if self._app.state.signing_forbidden:
            text = f"Permission 'iam.serviceAccounts.{permission}' denied on resource (or it may not exist)."
            raise Refusal(403, text, reason="PERMISSION_DENIED", details=[_about("IAM_PERMISSION_DENIED", "iam")])


def _about(reason: str, domain: str) -> dict[str, Any]:
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason,
        "domain": f"{domain}.googleapis.com" if domain != "googleapis" else "googleapis.com",
        "metadata": {"service": "iamcredentials.googleapis.com"},
    }


def _disabled() -> Refusal:
    name = "IAM Service Account Credentials API"
    place = f"https://console.developers.google.com/apis/api/iamcredentials.googleapis.com/overview?project={PROJECT}"
    text = (
        f"{name} has not been used in project {PROJECT} before or it is disabled. Enable it by visiting {place} "
        "then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our "
        "systems and retry."
    )
    details = [_about("SERVICE_DISABLED", "googleapis")]
    return Refusal(403, text, reason="PERMISSION_DENIED", details=details)


def exchanged(accounts: Accounts, app: OAuthApp, form: Mapping[str, str]) -> dict[str, Any]:
    """Return a token for what a foreign identity showed (RFC 8693).

    Raises:
        TokenRefusal: as sts words it.
    """
    if form.get("grant_type") != EXCHANGE_GRANT:
        raise TokenRefusal("unsupported_grant_type", f"Invalid grant type: {form.get('grant_type', '')}")
    pool = _POOL.fullmatch(form.get("audience", ""))
    if pool is None:
        raise TokenRefusal(
            "invalid_request", 'Invalid value for "audience". This value should be the full resource name.'
        )
    wanted = app.state.subject_token
    if not form.get("subject_token") or (wanted and form["subject_token"].strip() != wanted):
        raise TokenRefusal("invalid_grant", "The given credential is rejected by the attribute condition.")
    who = f"principal://iam.googleapis.com/locations/global/workloadIdentityPools/{pool['pool']}/subject/mesin"
    scopes = form.get("scope", CLOUD).split()
    return {
        "access_token": accounts.issue(who, scopes, service_account=False, source="sts"),
        "issued_token_type": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": int(LIFETIME.total_seconds()) - 1,
    }

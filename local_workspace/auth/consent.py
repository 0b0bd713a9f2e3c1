"""Asking a person's consent (RFC 6749, 4.1; PKCE, RFC 7636): the request, the codes given out, and their exchange."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit

from local_workspace.core.store import Store

from .assertion import TokenRefusal

CODE_LIFETIME = timedelta(minutes=10)
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43,128}")
TABLES = """
create table if not exists authorization_code (
    code text primary key, client text not null, email text not null, scopes text not null,
    redirect text not null, challenge text not null, method text not null, expires text not null
);
"""


class AuthorizationRefusal(Exception):
    """The authorization page stops: Google shows an error page and sends nobody back to the app.

    Args:
        code: Google's word, such as `redirect_uri_mismatch`.
        message: its text.
        status: HTTP status that it names.
    """

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status

    @property
    def address(self) -> str:
        """The page it leads to: code, text and status lie in `authError`, a protocol buffer in base 64."""
        packed = _field(1, self.code) + _field(2, self.message) + b"\x20" + _varint(self.status)
        told = base64.b64encode(packed).decode()
        return "/signin/oauth/error?" + urlencode({"authError": told, "flowName": "GeneralOAuthFlow"})


def _field(number: int, text: str) -> bytes:
    raw = text.encode()
    return bytes([number << 3 | 2]) + _varint(len(raw)) + raw


def _varint(number: int) -> bytes:
    head = bytearray()
    while number > 0x7F:
        head.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*head, number])


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequest:
    """What an installed app asks: scopes, and where the answer is to go."""

    client: str
    redirect: str
    scopes: tuple[str, ...]
    state: str
    challenge: str
    method: str
    hint: str = ""

    def back(self, **answer: str) -> str:
        """Return the address that brings an answer back to the app."""
        told = {"state": self.state, **answer} if self.state else answer
        return f"{self.redirect}{'&' if '?' in self.redirect else '?'}{urlencode(told)}"


def read_request(asked: Mapping[str, str], clients: Iterable[str], scopes: frozenset[str]) -> ConsentRequest:
    """Check a request as Google does before it shows anything.

    Args:
        asked: the parameters.
        clients: the ids of the OAuth clients.
        scopes: all scopes there are.

    Raises:
        AuthorizationRefusal: as Google words it.
    """
    for name in ("client_id", "redirect_uri", "response_type", "scope"):
        if not asked.get(name):
            raise AuthorizationRefusal("invalid_request", f"Required parameter is missing: {name}")
    if asked["client_id"] not in clients:
        raise AuthorizationRefusal("invalid_client", "The OAuth client was not found.", 401)
    _check_redirect(asked["redirect_uri"])
    if asked["response_type"] != "code":
        raise AuthorizationRefusal("unsupported_response_type", f"Invalid response_type: {asked['response_type']}")
    wanted = tuple(asked["scope"].split())
    if unknown := [one for one in wanted if one not in scopes]:
        raise AuthorizationRefusal("invalid_scope", f"Some requested scopes were invalid. {{invalid={unknown}}}")
    challenge, method = asked.get("code_challenge", ""), asked.get("code_challenge_method", "plain")
    if challenge and (method not in ("S256", "plain") or not _CHALLENGE.fullmatch(challenge)):
        raise AuthorizationRefusal("invalid_request", "Invalid parameter value for code_challenge_method")
    return ConsentRequest(
        client=asked["client_id"],
        redirect=asked["redirect_uri"],
        scopes=wanted,
        state=asked.get("state", ""),
        challenge=challenge,
        method=method,
        hint=asked.get("login_hint", ""),
    )


def _check_redirect(address: str) -> None:
    if address == OUT_OF_BAND:
        raise AuthorizationRefusal(
            "invalid_request",
            "The out-of-band (OOB) flow has been blocked in order to keep users secure. "
            "Follow the Out-of-Band (OOB) flow Migration Guide.",
        )
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise AuthorizationRefusal("redirect_uri_mismatch", "You can't sign in to this app: redirect_uri_mismatch.")


@dataclass(frozen=True, slots=True)
class Consented:
    """What somebody agreed to: the person, and the scopes whose boxes were ticked."""

    email: str
    scopes: frozenset[str]


class Codes:
    """The authorization codes given out: each is good once, for ten minutes, by the machine's time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        store.define(TABLES)

    def give(self, request: ConsentRequest, email: str, scopes: Iterable[str]) -> str:
        """Return a new code for what somebody agreed to."""
        code = f"4/0A{secrets.token_urlsafe(52)}"
        expires = (datetime.now(UTC) + CODE_LIFETIME).isoformat()
        kept = (request.client, email, json.dumps(sorted(scopes)), request.redirect)
        self._store.do(
            "insert into authorization_code values (?,?,?,?,?,?,?,?)",
            *(code, *kept, request.challenge, request.method, expires),
        )
        return code

    def redeem(self, form: Mapping[str, str], client: str) -> Consented:
        """Take a code and return what it stands for.

        Raises:
            TokenRefusal: it is unknown, used or too old, or shown by somebody who did not ask for it.
        """
        row = self._store.one("select * from authorization_code where code = ?", form.get("code", ""))
        if row is None:
            raise TokenRefusal("invalid_grant", "Malformed auth code.")
        self._store.do("update authorization_code set expires = '' where code = ?", row["code"])
        is_good = row["expires"] and datetime.fromisoformat(row["expires"]) > datetime.now(UTC)
        if not is_good or row["client"] != client:
            raise TokenRefusal("invalid_grant", "Bad Request")
        if row["redirect"] != form.get("redirect_uri"):
            raise TokenRefusal("redirect_uri_mismatch", "Bad Request")
        _check_verifier(row["challenge"], row["method"], form.get("code_verifier", ""))
        return Consented(row["email"], frozenset(json.loads(row["scopes"])))


def _check_verifier(challenge: str, method: str, verifier: str) -> None:
    if not challenge:
        return
    if not verifier:
        raise TokenRefusal("invalid_grant", "Missing code verifier.")
    shown = verifier
    if method == "S256":
        shown = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    if not hmac.compare_digest(shown, challenge):
        raise TokenRefusal("invalid_grant", "Invalid code verifier.")

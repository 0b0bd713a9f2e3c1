"""The signed assertion (JWT) by which a service account asks for a token, checked as Google checks it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

WINDOW = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)
SKEW = 300


class TokenRefusal(Exception):
    """The token endpoint refuses, in OAuth's form.

    Args:
        error: OAuth's word, such as `invalid_grant`.
        description: Google's text.
        status: HTTP status.
        more: what stands beside them, such as `error_subtype`.
    """

    def __init__(self, error: str, description: str, status: int = 400, **more: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status
        self.more = more

    @property
    def body(self) -> dict[str, str]:
        """The answer's JSON."""
        return {"error": self.error, "error_description": self.description, **self.more}


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a service account asks: scopes for itself, or for `subject`."""

    account: str
    key: str
    scopes: frozenset[str]
    subject: str


def read_assertion(
    text: str, public_keys: Callable[[str], Mapping[str, str]], audiences: frozenset[str], now: datetime
) -> Assertion:
    """Check an assertion's form, signature, audience and times.

    Args:
        text: header, claims and signature, dotted.
        public_keys: gives the public keys of an account, PEM by key id; empty when there is no such account.
        audiences: the addresses that the assertion may name.
        now: the machine's time.

    Raises:
        TokenRefusal: as Google words it.
    """
    pieces = text.split(".")
    if len(pieces) != 3:
        raise TokenRefusal("invalid_grant", "Invalid JWT: malformed assertion.")
    header, claims = _object(pieces[0]), _object(pieces[1])
    account = str(claims.get("iss", ""))
    keys = public_keys(account)
    if header.get("alg") != "RS256" or not _is_signed(text, header, keys):
        raise TokenRefusal("invalid_grant", "Invalid JWT Signature.")
    if claims.get("aud") not in audiences:
        raise TokenRefusal("invalid_grant", "Invalid JWT: Failed audience check.")
    issued, expires = claims.get("iat"), claims.get("exp")
    moment = now.timestamp()
    if not isinstance(issued, int) or not isinstance(expires, int):
        raise TokenRefusal("invalid_grant", WINDOW)
    if issued > moment + SKEW or expires < moment - SKEW or not 0 < expires - issued <= 3600:
        raise TokenRefusal("invalid_grant", WINDOW)
    scopes = frozenset(str(claims.get("scope", "")).split())
    return Assertion(account, str(header.get("kid", "")), scopes, str(claims.get("sub") or ""))


def _object(piece: str) -> dict[str, Any]:
    try:
        found = json.loads(_decoded(piece))
    except (ValueError, binascii.Error) as error:
        raise TokenRefusal("invalid_grant", "Invalid JWT: malformed assertion.") from error
    if not isinstance(found, dict):
        raise TokenRefusal("invalid_grant", "Invalid JWT: malformed assertion.")
    return found


def _decoded(piece: str) -> bytes:
    return base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4))


def _is_signed(text: str, header: Mapping[str, Any], keys: Mapping[str, str]) -> bool:
    signed, _, signature = text.rpartition(".")
    wanted = [keys[header["kid"]]] if header.get("kid") in keys else []
    for pem in wanted if "kid" in header else keys.values():
        key = serialization.load_pem_public_key(pem.encode())
        if not isinstance(key, rsa.RSAPublicKey):
            continue
        try:
            key.verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        except (InvalidSignature, binascii.Error):
            continue
        return True
    return False

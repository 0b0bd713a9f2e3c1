"""Who a bearer token stands for."""

from __future__ import annotations

from local_workspace.calls import Identity
from local_workspace.errors import Refusal


def identity_of(authorization: str) -> Identity:
    """Read `Bearer local:someone@office.example` as that signed-in person.

    Raises:
        Refusal: 401 for a missing or unknown token.
    """
    token = authorization.removeprefix("Bearer ").strip()
    if token.startswith("local:") and "@" in token:
        return Identity(token.removeprefix("local:"))
    raise Refusal(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other "
        "valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
        reason="authError",
        location="Authorization",
        location_type="header",
    )

"""Asking a person's consent: Google's flow for installed apps, with state and PKCE (RFC 8252, RFC 7636)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error
from requests.adapters import HTTPAdapter

from automation.ports import NotAllowed, Refusal

from . import consent_wording as wording
from . import refusals_wording
from .access import SCOPES
from .errors import translated
from .oauth_client import TOKEN_URI, OAuthClient, SavedToken
from .signin_refusals import advice_for
from .transport import TIME_LIMITS, hold_whole, redirected

AUTH_URI = "https://accounts.google.com/o/oauth2/v2/auth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where a person's consent is asked and where the answer goes.

    Attributes:
        client: the app that asks.
        landing: the loopback address to which the browser is sent back.
        account: whose consent is expected; "" for anybody's.
        base_address: where Google's hosts are to be found; "" for Google itself.
    """

    client: OAuthClient
    landing: str
    account: str
    base_address: str


class Consent:
    """One request for consent.

    Attributes:
        link: the page where the person agrees.
        state: what an answer to this request bears.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._flow: Any = _flow(asked)
        more = {"login_hint": asked.account} if asked.account else {}
        # Without `prompt=consent` Google gives a second refresh token to nobody.
        link, self.state = self._flow.authorization_url(access_type="offline", prompt="consent", **more)
        self.link = redirected(str(link), asked.base_address)

    def token_for(self, code: str, now: datetime) -> SavedToken:
        """Exchange a code for the token; the account is not known yet.

        Raises:
            NotAllowed: boxes were left unticked, or Google gives no token; the text says why.
            TryLater: the way to Google.
        """
        told = self._exchanged(code)
        granted = str(told.get("scope", "")).split() if isinstance(told.get("scope"), str) else told.get("scope", ())
        if lacking := [scope for scope in SCOPES if scope not in set(granted)]:
            raise NotAllowed(wording.boxes_unticked(lacking))
        if not told.get("refresh_token"):
            raise NotAllowed(wording.NOTHING_LASTING)
        seconds = told.get("refresh_token_expires_in")
        return SavedToken(
            client=self._asked.client,
            refresh_token=str(told["refresh_token"]),
            scopes=SCOPES,
            account="",
            ends=(now + timedelta(seconds=int(seconds))).replace(microsecond=0) if seconds else None,
        )

    def _exchanged(self, code: str) -> Mapping[str, Any]:
        with translated(wording.EXCHANGING_CODE):
            try:
                found: Mapping[str, Any] = self._flow.fetch_token(code=code, timeout=TIME_LIMITS)
            except Warning as fewer:
                # oauthlib's way of saying that other scopes were granted than asked for.
                return dict(getattr(fewer, "token", {}))
            except OAuth2Error as error:
                raise _refused(str(error.error), str(error.description or "")) from error
        return found


def _refused(code: str, description: str) -> Refusal:
    advice = advice_for(code, description if code != "invalid_grant" else f"auth code {description}")
    text = refusals_wording.failed(doing=wording.EXCHANGING_CODE, advice=advice)
    return NotAllowed(text, f"{code}: {description}"[:300])


def _flow(asked: Asked) -> Any:
    client = {
        "client_id": asked.client.id,
        "client_secret": asked.client.secret,
        "auth_uri": AUTH_URI,
        "token_uri": TOKEN_URI,
    }
    made: Any = InstalledAppFlow
    flow = made.from_client_config({"installed": client}, scopes=list(SCOPES), redirect_uri=asked.landing)
    session: requests.Session = flow.oauth2session
    if asked.base_address:
        session.trust_env = False
        session.mount("https://", _ToWorkspace(asked.base_address))
    flow.oauth2session.register_compliance_hook("access_token_response", _held_whole)
    return flow


def _held_whole(answer: requests.Response) -> requests.Response:
    hold_whole(answer)
    return answer


class _ToWorkspace(HTTPAdapter):
    """Carries calls to Google's hosts to the embedded workspace."""

    def __init__(self, base_address: str) -> None:
        super().__init__()
        self._base_address = base_address

    def send(self, request: requests.PreparedRequest, *args: Any, **named: Any) -> requests.Response:
        request.url = redirected(str(request.url), self._base_address)
        return super().send(request, *args, **named)

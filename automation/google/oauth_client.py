"""The two files by which the job signs in as a person: the OAuth client that asks, and the token that came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from automation import private
from automation.ports import NotAllowed

from . import consent_wording as wording

TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105 (an address, no token)


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """The app that asks for consent; its secret is none in the strict sense (RFC 8252, 8.5)."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedToken:
    """What a person's consent left behind.

    Attributes:
        account: who consented.
        ends: when Google ends it whatever happens; None for one that stays good while it is used.
    """

    client: OAuthClient
    refresh_token: str = field(repr=False)
    scopes: tuple[str, ...]
    account: str
    ends: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the form that google-auth reads, with `ends` beside it."""
        return {
            "type": "authorized_user",
            "client_id": self.client.id,
            "client_secret": self.client.secret,
            "refresh_token": self.refresh_token,
            "token_uri": TOKEN_URI,
            "scopes": list(self.scopes),
            "account": self.account,
            "universe_domain": "googleapis.com",
            **({"ends": self.ends.isoformat()} if self.ends else {}),
        }


def read_object(file: Path) -> dict[str, Any]:
    """Read a file that holds one JSON object, as all of Google's do.

    Raises:
        OSError, ValueError: it cannot be read, or holds something else.
    """
    found = json.loads(file.read_bytes())
    if not isinstance(found, dict):
        raise ValueError(wording.NO_OBJECT)  # noqa: TRY004 (what is wrong is the file's content)
    return found


def read_client(file: Path) -> OAuthClient:
    """Read the client's file as the console gives it.

    Raises:
        NotAllowed: it is missing, open to others, or not that of a desktop app.
    """
    if not file.is_file():
        raise NotAllowed(wording.client_missing(file.name))
    if private.is_loose(file):
        raise NotAllowed(wording.client_loose(advice=private.advice_for(file)))
    try:
        found = read_object(file)
        installed = found.get("installed")
        client = OAuthClient(str(installed["client_id"]), str(installed["client_secret"])) if installed else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotAllowed(wording.client_unreadable(file.name)) from error
    if client is None:
        raise NotAllowed(wording.client_of_another_kind(file=file.name, kind=_kind_of(found)))
    return client


def _kind_of(found: Mapping[str, Any]) -> str:
    return str(found.get("type") or next(iter(found), ""))


def write_token(file: Path, token: SavedToken) -> None:
    """Write the token, whole or not at all, for its owner's eyes alone.

    Raises:
        NotAllowed: the place cannot be written.
    """
    try:
        private.replace_file(file, json.dumps(token.as_json(), indent=2).encode() + b"\n")
    except OSError as error:
        raise NotAllowed(wording.token_unwritable(file=file.name, why=error.strerror or "")) from error


def renew_token(file: Path, refresh_token: str) -> None:
    """Put the refresh token that Google gave instead of the one before into the file.

    Raises:
        NotAllowed: the file cannot be written, or is no token's any more.
    """
    try:
        kept = {**read_object(file), "refresh_token": refresh_token}
        private.replace_file(file, json.dumps(kept, indent=2).encode() + b"\n")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise NotAllowed(wording.token_unwritable(file=file.name, why=why or "")) from error


def end_of(file: Path) -> datetime | None:
    """Return when Google ends the token in a file; None where it stays good, or says nothing of it."""
    try:
        found = datetime.fromisoformat(json.loads(file.read_bytes())["ends"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.tzinfo else None

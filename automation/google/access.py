"""Signing in: a service account's key, a machine's own identity, or a person's token; with the scopes it needs."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, assert_never

from google.auth import impersonated_credentials
from google.auth.credentials import Credentials
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError
from google.oauth2 import credentials as user
from google.oauth2 import service_account

from automation import private
from automation.ports import NotAllowed
from automation.settings.values import AccessMode, GoogleSettings

from . import wording
from .consent_wording import NO_OBJECT
from .identity import file_of_environment, identity
from .oauth_client import end_of, read_object, renew_token

#: The whole of Drive, because `drive.file` does not show the scans that staff put there.
SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
    "https://www.googleapis.com/auth/forms.body",
    "https://www.googleapis.com/auth/forms.responses.readonly",
    "https://www.googleapis.com/auth/gmail.compose",
    "https://www.googleapis.com/auth/gmail.readonly",
)


def credentials_for(settings: GoogleSettings) -> Credentials:
    """Return the credentials that the settings name; nothing is asked of Google yet.

    Raises:
        NotAllowed: the file cannot be used, or others than its owner may read it.
    """
    file = file_of(settings)
    try:
        _hold_private(file)
        return _read(settings)
    except DefaultCredentialsError as error:
        raise NotAllowed(wording.no_identity(file=file.name if file else None), str(error)[:300]) from error
    except (GoogleAuthError, ValueError, OSError, KeyError, TypeError, AttributeError) as error:
        # google-auth looks at what stands in a file only as it uses it.
        why = NO_OBJECT if isinstance(error, TypeError | AttributeError) else error
        raise NotAllowed(wording.sign_in_file_unusable(file=file.name if file else None, error=why)) from error


def file_of(settings: GoogleSettings) -> Path | None:
    """Return the file that this way of signing in reads; None for what Google's libraries find by themselves.

    A machine's identity may also be named by its environment.
    """
    match settings.mode:
        case AccessMode.SERVICE_ACCOUNT:
            return settings.key_file
        case AccessMode.KEYLESS:
            return settings.identity_file or file_of_environment()
        case AccessMode.USER:
            return settings.token_file


def client_id_of(settings: GoogleSettings) -> str:
    """Return the service account's client id, by which the admin console knows it; "" where no file tells it."""
    try:
        return str(json.loads((settings.key_file or Path()).read_bytes())["client_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def project_of(settings: GoogleSettings) -> str:
    """Return the Google Cloud project of a service account's key; "" where no key tells it."""
    try:
        return str(json.loads((settings.key_file or Path()).read_bytes())["project_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _read(settings: GoogleSettings) -> Credentials:
    found: Credentials
    match settings.mode:
        case AccessMode.SERVICE_ACCOUNT:
            signer: Any = service_account.Credentials
            told = read_object(settings.key_file or Path())
            found = signer.from_service_account_info(told, scopes=SCOPES, subject=settings.subject or None)
        case AccessMode.KEYLESS:
            found = _borrowed(settings)
        case AccessMode.USER:
            person: Any = _KeptUser
            file = settings.token_file or Path()
            kept: _KeptUser = person.from_authorized_user_info(read_object(file), scopes=SCOPES)
            kept.file, kept.ends = file, end_of(file)
            found = kept
        case _:
            assert_never(settings.mode)
    return found


def _borrowed(settings: GoogleSettings) -> Credentials:
    """Let the service account sign for this machine's identity, through iamcredentials' signJwt."""
    made: Any = impersonated_credentials.Credentials
    borrowed: Credentials = made(
        source_credentials=identity(file_of(settings)),
        target_principal=settings.service_account,
        target_scopes=list(SCOPES),
        subject=settings.subject or None,
    )
    return borrowed


class _KeptUser(user.Credentials):
    """A person's token; where Google gives another refresh token at a renewal, the file gets it.

    Attributes:
        ends: when Google ends it whatever happens; None where it said nothing of it.
    """

    file: Path | None = None
    ends: datetime | None = None

    def refresh(self, request: Any) -> None:
        before = self.refresh_token
        renewing: Any = super()
        renewing.refresh(request)
        if self.file is not None and self.refresh_token not in ("", None, before):
            renew_token(self.file, str(self.refresh_token))


def _hold_private(file: Path | None) -> None:
    if file is not None and private.is_loose(file):
        raise NotAllowed(wording.sign_in_file_loose(file=file.name, advice=private.advice_for(file)))

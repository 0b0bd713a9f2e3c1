"""Signing in: a service account's key, or a person's token, with no more scopes than are needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError
from google.oauth2 import credentials as user
from google.oauth2 import service_account

from automation import private
from automation.ports import NotAllowed
from automation.settings.values import AccessMode, GoogleSettings

from . import wording

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
    file = settings.key_file if settings.mode is AccessMode.SERVICE_ACCOUNT else settings.token_file
    try:
        _hold_private(file)
        match settings.mode:
            case AccessMode.SERVICE_ACCOUNT:
                signer: Any = service_account.Credentials
                found: Credentials = signer.from_service_account_file(
                    str(settings.key_file), scopes=SCOPES, subject=settings.subject or None
                )
            case AccessMode.USER:
                person: Any = user.Credentials
                found = person.from_authorized_user_file(str(settings.token_file), scopes=SCOPES)
    except (GoogleAuthError, ValueError, OSError, KeyError) as error:
        raise NotAllowed(wording.sign_in_file_unusable(file=file.name if file else None, error=error)) from error
    return found


def _hold_private(file: Path | None) -> None:
    if file is not None and private.is_loose(file):
        raise NotAllowed(wording.sign_in_file_loose(file=file.name, advice=private.advice_for(file)))

"""What a machine without a key is known by at Google: a file that says how, or what Google's libraries find."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import google.auth
from google.auth import aws, environment_vars, identity_pool, pluggable
from google.auth.credentials import Credentials
from google.auth.exceptions import DefaultCredentialsError
from google.oauth2 import credentials as user
from google.oauth2 import service_account

from .oauth_client import read_object

#: What such an identity needs to let a service account sign.
SCOPES = ("https://www.googleapis.com/auth/cloud-platform",)


def file_of_environment() -> Path | None:
    """Return the file that the machine's environment names; None where it names none."""
    named = os.environ.get(environment_vars.CREDENTIALS)
    return Path(named) if named else None


def identity(file: Path | None) -> Credentials:
    """Return what this machine is known by; nothing is asked of Google yet.

    Args:
        file: of a federated identity, or of a person (gcloud); None for what Google's libraries find.

    Raises:
        DefaultCredentialsError: there is none, or of a kind that is not known.
        OSError, ValueError: the file cannot be read.
    """
    # google-auth would ask Google for the project of a federated identity at once, and past our session.
    if file:
        return _read(read_object(file))
    finding: Any = google.auth
    with warnings.catch_warnings():
        # A person's own identity has no project whose quota it counts on: it only signs here.
        warnings.simplefilter("ignore", UserWarning)
        found, _ = finding.default(scopes=SCOPES)
    made: Credentials = found
    return made


def _read(told: Mapping[str, Any]) -> Credentials:
    kind: Any
    match told.get("type"):
        case "external_account":
            kind = _kind_of(told).from_info(told, scopes=SCOPES)
        case "authorized_user":
            person: Any = user.Credentials
            kind = person.from_authorized_user_info(told, scopes=SCOPES)
        case "service_account":
            signer: Any = service_account.Credentials
            kind = signer.from_service_account_info(told, scopes=SCOPES)
        case other:
            failed: Any = DefaultCredentialsError
            raise failed(f"type {other!r}")
    made: Credentials = kind
    return made


def _kind_of(told: Mapping[str, Any]) -> Any:
    if told.get("subject_token_type") == "urn:ietf:params:aws:token-type:aws4_request":
        return aws.Credentials
    source = told.get("credential_source")
    runs = isinstance(source, Mapping) and "executable" in source
    return pluggable.Credentials if runs else identity_pool.Credentials

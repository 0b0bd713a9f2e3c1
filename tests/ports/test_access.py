"""Signing in: what the key's file must be, and how much is asked for."""

import json

import pytest
from google.oauth2.credentials import Credentials

from automation.google.access import SCOPES, credentials_for
from automation.ports import NotAllowed
from automation.settings.values import AccessMode, GoogleSettings

TOKEN = {"client_id": "a", "client_secret": "b", "refresh_token": "c", "type": "authorized_user"}


@pytest.fixture
def settings(tmp_path):
    file = tmp_path / "token.json"
    file.write_text(json.dumps(TOKEN))
    file.chmod(0o600)
    return GoogleSettings(
        mode=AccessMode.USER, key_file=None, subject="", token_file=file, shared_drive="", base_address=""
    )


def test_no_more_is_asked_for_than_the_job_needs(settings):
    credentials = credentials_for(settings)
    assert isinstance(credentials, Credentials)
    assert credentials.scopes == SCOPES
    assert {scope.rpartition("/")[2] for scope in SCOPES} == {
        *("spreadsheets", "drive", "forms.body", "forms.responses.readonly", "gmail.compose", "gmail.readonly")
    }


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_may_read_is_refused_with_what_to_do(settings, mode):
    settings.token_file.chmod(mode)
    with pytest.raises(NotAllowed, match="chmod 600"):
        credentials_for(settings)


def test_a_broken_key_is_refused_without_its_contents(settings):
    settings.token_file.write_text('{"refresh_token": "rahasia-sekali"}')
    with pytest.raises(NotAllowed) as told:
        credentials_for(settings)
    assert "rahasia-sekali" not in str(told.value)

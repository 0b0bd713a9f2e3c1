"""Signing in: what the key's file must be, and how much is asked for."""

import json
from dataclasses import replace

import pytest
from google.oauth2.credentials import Credentials

from automation.google.access import SCOPES, credentials_for
from automation.google.oauth_client import read_client, renew_token
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


@pytest.mark.parametrize("mode", AccessMode)
@pytest.mark.parametrize(
    "content", ["[]", '["a"]', '"kunci"', "7", "null", "", "{", '{"type": []}', '{"type": "external_account"}']
)
def test_a_file_that_is_none_of_google_s_is_refused_in_a_sentence(settings, mode, content):
    file = settings.token_file
    file.write_text(content)
    with pytest.raises(NotAllowed, match=r"^Berkas (masuk|identitas)") as told:
        credentials_for(
            replace(settings, mode=mode, key_file=file, identity_file=file, service_account="a@b.example")
        )
    assert "object has no attribute" not in str(told.value)


@pytest.mark.parametrize("content", ["[]", '"klien"', "7", '{"installed": []}', '{"installed": "a"}'])
def test_a_client_s_file_that_is_none_is_refused_in_a_sentence(settings, content):
    settings.token_file.write_text(content)
    with pytest.raises(NotAllowed, match="Berkas"):
        read_client(settings.token_file)


def test_a_file_that_the_environment_names_is_held_private_too(settings, monkeypatch):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(settings.token_file))
    keyless = replace(settings, mode=AccessMode.KEYLESS, service_account="a@b.example")
    credentials_for(keyless)
    settings.token_file.chmod(0o644)
    with pytest.raises(NotAllowed, match="chmod 600"):
        credentials_for(keyless)


def test_a_new_refresh_token_that_cannot_be_kept_is_told(settings, monkeypatch):
    renew_token(settings.token_file, "baru")
    assert json.loads(settings.token_file.read_text()) == {**TOKEN, "refresh_token": "baru"}
    blocked = settings.token_file.with_name(f".{settings.token_file.name}.baru")
    blocked.mkdir()
    with pytest.raises(NotAllowed, match=r"token\.json tidak dapat disimpan"):
        renew_token(settings.token_file, "lagi")


def test_what_is_no_token_any_more_is_not_written_over(settings):
    settings.token_file.write_text("[]")
    with pytest.raises(NotAllowed, match=r"token\.json tidak dapat disimpan"):
        renew_token(settings.token_file, "lagi")
    assert settings.token_file.read_text() == "[]"

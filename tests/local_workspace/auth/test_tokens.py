"""Tokens over the wire: google-auth against the workspace's token endpoint."""

import json
import stat
import time

import google.auth.jwt
import pytest
import requests
from google.auth import crypt
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import credentials as user_credentials
from google.oauth2 import service_account

from local_workspace.auth.accounts import DEFAULT_ACCOUNT
from local_workspace.auth.assertion import WINDOW
from local_workspace.server import serve

DRIVE = "https://www.googleapis.com/auth/drive"
GMAIL_SEND = "https://www.googleapis.com/auth/gmail.send"


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("auth"), check_answers=True) as running:
        running.workspace.people.add("kepala@office.example", "Ibu Kepala")
        yield running


def _credentials(serving, scopes=(DRIVE,), **changes):
    file = serving.workspace.store.folder / "service-account.json"
    return service_account.Credentials.from_service_account_info(
        {**json.loads(file.read_text()), **changes}, scopes=list(scopes)
    )


def _refreshed(credentials):
    with requests.Session() as session:
        session.trust_env = False
        credentials.refresh(Request(session))
    return credentials.token


def _who(serving, token):
    answer = requests.post(
        f"{serving.address}/drive/v3/files",
        json={"name": "x"},
        headers={"Authorization": f"Bearer {token}"},
        timeout=120,
    )
    return answer, serving.workspace.served.since()[-1].who


def test_a_service_account_gets_a_token_with_the_key_file(serving):
    answer, who = _who(serving, _refreshed(_credentials(serving)))
    assert answer.json()["error"]["errors"][0]["reason"] == "storageQuotaExceeded"
    assert who == DEFAULT_ACCOUNT


def test_only_its_owner_reads_the_key_file(serving):
    file = serving.workspace.store.folder / "service-account.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_delegated_service_account_acts_as_the_person(serving):
    token = _refreshed(_credentials(serving).with_subject("kepala@office.example"))
    answer, who = _who(serving, token)
    assert answer.status_code == 200
    assert who == "kepala@office.example"


def test_nobody_acts_as_a_person_who_has_no_account(serving):
    with pytest.raises(RefreshError, match="Invalid email or User ID"):
        _refreshed(_credentials(serving).with_subject("siapa@office.example"))


def test_delegation_ends_where_its_scopes_end(serving):
    account = f"terbatas@{DEFAULT_ACCOUNT.partition('@')[2]}"
    key = serving.workspace.accounts.service_account_key(account)
    serving.workspace.accounts.delegate(account, [DRIVE])
    made = service_account.Credentials.from_service_account_info(key, scopes=[GMAIL_SEND])
    with pytest.raises(RefreshError, match="unauthorized_client"):
        _refreshed(made.with_subject("kepala@office.example"))
    assert _refreshed(made.with_scopes([DRIVE]).with_subject("kepala@office.example"))


def test_an_unknown_scope_is_refused(serving):
    with pytest.raises(RefreshError, match="invalid_scope"):
        _refreshed(_credentials(serving, scopes=["https://www.googleapis.com/auth/nothing"]))
    with pytest.raises(RefreshError, match="invalid_scope"):
        _refreshed(_credentials(serving, scopes=[]).with_claims({"scope": ""}))


def test_a_deleted_key_signs_nothing_any_more(serving):
    account = f"pergi@{DEFAULT_ACCOUNT.partition('@')[2]}"
    key = serving.workspace.accounts.service_account_key(account)
    made = service_account.Credentials.from_service_account_info(key, scopes=[DRIVE])
    assert _refreshed(made)
    serving.workspace.accounts.delete_key(key["private_key_id"])
    with pytest.raises(RefreshError, match=r"Invalid JWT Signature\."):
        _refreshed(made)


def test_a_foreign_account_is_not_found(serving):
    with pytest.raises(RefreshError, match="account not found"):
        _refreshed(_credentials(serving, client_email="lain@other.iam.gserviceaccount.com"))


def _assertion(serving, **changes):
    key = serving.workspace.accounts.service_account_key()
    now = int(time.time())
    claims = {
        "iss": DEFAULT_ACCOUNT,
        "aud": key["token_uri"],
        "iat": now,
        "exp": now + 3600,
        "scope": DRIVE,
        **changes,
    }
    return google.auth.jwt.encode(crypt.RSASigner.from_service_account_info(key), claims).decode()


def _asked(serving, assertion):
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": assertion}
    return requests.post(f"{serving.address}/token", data=form, timeout=120)


def test_a_good_assertion_gives_an_hour(serving):
    answer = _asked(serving, _assertion(serving))
    assert answer.status_code == 200
    assert answer.json()["token_type"] == "Bearer"
    assert answer.json()["expires_in"] == 3599


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"aud": "https://elsewhere.example/token"}, "Invalid JWT: Failed audience check."),
        ({"exp": int(time.time()) - 4000, "iat": int(time.time()) - 7600}, WINDOW),
        ({"exp": int(time.time()) + 9000}, WINDOW),
        ({"iat": int(time.time()) + 4000, "exp": int(time.time()) + 7000}, WINDOW),
        ({"iat": None}, WINDOW),
    ],
)
def test_an_assertion_for_another_place_or_time_is_refused(serving, changes, says):
    answer = _asked(serving, _assertion(serving, **changes))
    assert answer.status_code == 400
    assert answer.json() == {"error": "invalid_grant", "error_description": says}


@pytest.mark.parametrize("spoil", [lambda text: text[:-6] + "AAAAAA", lambda text: "a.b.c", lambda text: "x"])
def test_a_spoilt_assertion_is_refused(serving, spoil):
    assert _asked(serving, spoil(_assertion(serving))).json()["error"] == "invalid_grant"


def test_the_simulated_clock_does_not_age_tokens(serving):
    serving.workspace.clock.stop_at(serving.workspace.clock.now().replace(year=2031))
    assert _asked(serving, _assertion(serving)).status_code == 200
    serving.workspace.clock.follow_the_machine()


def _user(serving, scopes=(DRIVE,)):
    info = serving.workspace.accounts.authorized_user("petugas@office.example", scopes)
    return info, user_credentials.Credentials.from_authorized_user_info(info, scopes=list(scopes))


def test_a_signed_in_person_renews_the_token(serving):
    _, made = _user(serving)
    made._token_uri = f"{serving.address}/token"
    answer, who = _who(serving, _refreshed(made))
    assert answer.status_code == 200
    assert who == "petugas@office.example"


def test_a_revoked_consent_ends_its_tokens(serving):
    _, made = _user(serving)
    made._token_uri = f"{serving.address}/token"
    token = _refreshed(made)
    assert requests.post(f"{serving.address}/revoke", params={"token": token}, timeout=120).status_code == 200
    assert requests.post(f"{serving.address}/revoke", params={"token": token}, timeout=120).status_code == 400
    assert _who(serving, token)[0].status_code == 401
    with pytest.raises(RefreshError, match=r"Token has been expired or revoked\."):
        _refreshed(made)


def test_a_wrong_client_secret_is_refused(serving):
    info, _ = _user(serving)
    form = {
        "grant_type": "refresh_token",
        "client_id": info["client_id"],
        "client_secret": "wrong",
        "refresh_token": info["refresh_token"],
    }
    answer = requests.post(f"{serving.address}/token", data=form, timeout=120)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_a_token_without_the_scope_is_refused_in_googles_words(serving):
    answer, _ = _who(serving, _refreshed(_credentials(serving, scopes=[GMAIL_SEND])))
    assert answer.status_code == 403
    error = answer.json()["error"]
    assert error["errors"][0]["reason"] == "insufficientPermissions"
    assert error["details"][0]["reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT"


def test_google_auth_may_ask_for_allowed_locations(serving):
    token = _refreshed(_credentials(serving))
    path = f"{serving.address}/v1/projects/-/serviceAccounts/{DEFAULT_ACCOUNT}/allowedLocations"
    answer = requests.get(path, headers={"Authorization": f"Bearer {token}"}, timeout=120)
    assert answer.json()["encodedLocations"] == "0x0"
    assert requests.get(path, timeout=120).status_code == 401


def test_tokens_survive_a_restart(tmp_path):
    with serve(tmp_path) as first:
        token = _refreshed(_credentials(first, scopes=[DRIVE]).with_subject(_met(first)))
    with serve(tmp_path) as second:
        assert _who(second, token)[0].status_code == 200


def _met(serving):
    return serving.workspace.people.add("kepala@office.example").email

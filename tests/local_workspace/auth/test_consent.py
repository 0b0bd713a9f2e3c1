"""Asking consent over the wire as Google does: what is checked first, what a code is good for, how a token ends."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from local_workspace.server import serve

WHO = "petugas@office.example"
DRIVE, SHEETS = "https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/spreadsheets"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@pytest.fixture(scope="module")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("consent")) as running:
        running.workspace.people.add(WHO)
        yield running


@pytest.fixture(autouse=True)
def _all_well(serving):
    yield
    serving.workspace.app.reset()


def _client(serving):
    return json.loads((serving.workspace.store.folder / "client-secret.json").read_text())["installed"]


def _asked(serving, **changes):
    usual = {
        "client_id": _client(serving)["client_id"],
        "redirect_uri": "http://localhost",
        "response_type": "code",
        "scope": f"{DRIVE} {SHEETS}",
        "state": "abc",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def _browser(who=WHO):
    session = requests.Session()
    session.trust_env = False
    session.cookies.set("workspace_identity", who)
    return session


def _opened(serving, who=WHO, **changes):
    return _browser(who).get(
        f"{serving.address}/o/oauth2/v2/auth?{urlencode(_asked(serving, **changes))}", timeout=60
    )


def _answered(serving, press="lanjutkan", scopes=(DRIVE, SHEETS), **changes):
    form = [*_asked(serving, **changes).items(), *(("izin", one) for one in scopes), ("jawaban", press)]
    answer = _browser().post(f"{serving.address}/signin/oauth/consent", data=form, allow_redirects=False, timeout=60)
    address = urlsplit(answer.headers["Location"])
    return address, {name: values[0] for name, values in parse_qs(address.query).items()}


def _redeemed(serving, code, **changes):
    client = _client(serving)
    usual = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": "http://localhost",
        "client_id": client["client_id"],
        "client_secret": client["client_secret"],
        "code_verifier": VERIFIER,
    }
    form = {name: value for name, value in {**usual, **changes}.items() if value is not None}
    return requests.post(f"{serving.address}/token", data=form, timeout=60)


def test_an_unverified_app_is_warned_of_before_the_boxes(serving):
    assert "belum memverifikasi" in _opened(serving).text
    serving.workspace.app.change({"verified": True})
    page = _opened(serving).text
    assert page.count('type="checkbox"') == 2
    assert "checked" not in page


def test_who_is_not_signed_in_is_asked_first(serving):
    assert _opened(serving, who="").status_code == 401


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_id": "lain.apps.googleusercontent.com"}, "invalid_client"),
        ({"redirect_uri": "https://jahat.example/"}, "redirect_uri_mismatch"),
        ({"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"}, "invalid_request"),
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "https://www.googleapis.com/auth/nothing"}, "invalid_scope"),
        ({"code_challenge_method": "S512"}, "invalid_request"),
    ],
)
def test_a_wrong_request_ends_on_googles_own_page(serving, changes, code):
    page = _opened(serving, **changes)
    assert urlsplit(page.url).path == "/signin/oauth/error"
    told = base64.b64decode(parse_qs(urlsplit(page.url).query)["authError"][0])
    assert told.startswith(b"\n" + bytes([len(code)]) + code.encode())
    assert code in page.text


def test_an_app_in_testing_without_test_users_lets_in_nobody(serving):
    serving.workspace.app.change({"testing": True})
    assert "access_denied" in _opened(serving).text
    address, _ = _answered(serving)
    assert address.path == "/signin/oauth/error"


def test_capitals_in_an_address_make_nobody_else_of_a_person(serving):
    serving.workspace.app.change({"testing": True, "testers": ["Petugas@Office.Example"]})
    for who in ("Petugas@office.example", WHO):
        page = _opened(serving, who=who, login_hint="PETUGAS@office.example", lanjut="1").text
        assert page.count('type="checkbox"') == 2
        assert "mengharapkan" not in page
    form = [*_asked(serving).items(), ("izin", DRIVE), ("jawaban", "lanjutkan")]
    answer = _browser("Petugas@office.example").post(
        f"{serving.address}/signin/oauth/consent", data=form, allow_redirects=False, timeout=60
    )
    code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
    kept = _redeemed(serving, code).json()["refresh_token"]
    assert serving.workspace.accounts.grant(kept, datetime.now(UTC)).email == WHO


def test_an_app_in_testing_lets_in_its_testers_alone(serving):
    serving.workspace.app.change({"testing": True, "testers": ["lain@office.example"]})
    assert "access_denied" in _opened(serving).text
    serving.workspace.app.change({"testers": [WHO]})
    assert "belum memverifikasi" in _opened(serving).text


def test_an_internal_app_lets_in_its_own_people_alone(serving):
    serving.workspace.app.change({"internal_to": "office.example"})
    assert "belum memverifikasi" in _opened(serving).text
    assert "org_internal" in _opened(serving, who="pribadi@gmail.com").text


def test_the_answer_bears_the_state_and_what_was_ticked(serving):
    address, told = _answered(serving, scopes=[DRIVE])
    assert (address.scheme, address.hostname, told["state"], told["scope"]) == ("http", "localhost", "abc", DRIVE)
    assert _redeemed(serving, told["code"]).json()["scope"] == DRIVE


def test_a_refusal_bears_the_state_too(serving):
    assert _answered(serving, press="batal")[1] == {"state": "abc", "error": "access_denied"}


def test_a_code_is_good_once(serving):
    code = _answered(serving)[1]["code"]
    answer = _redeemed(serving, code)
    assert answer.status_code == 200
    assert answer.json()["refresh_token"].startswith("1//")
    assert "refresh_token_expires_in" not in answer.json()
    again = _redeemed(serving, code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"code_verifier": "x" * 64}, ("invalid_grant", "Invalid code verifier.")),
        ({"code_verifier": None}, ("invalid_grant", "Missing code verifier.")),
        ({"redirect_uri": "http://localhost:1/"}, ("redirect_uri_mismatch", "Bad Request")),
        ({"client_secret": None}, ("invalid_request", "client_secret is missing.")),
        ({"client_secret": "lain"}, ("invalid_client", "Unauthorized")),
    ],
)
def test_a_code_is_good_for_whoever_asked_alone(serving, changes, told):
    answer = _redeemed(serving, _answered(serving)[1]["code"], **changes).json()
    assert (answer["error"], answer["error_description"]) == told


def test_a_code_that_was_shown_wrongly_is_spent(serving):
    code = _answered(serving)[1]["code"]
    assert _redeemed(serving, code, code_verifier="x" * 64).status_code == 400
    again = _redeemed(serving, code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_a_code_that_was_never_given_is_malformed(serving):
    assert _redeemed(serving, "4/0Alain").json()["error_description"] == "Malformed auth code."


def test_the_client_may_show_itself_in_a_header(serving):
    client = _client(serving)
    form = {"grant_type": "authorization_code", "redirect_uri": "http://localhost", "code_verifier": VERIFIER}
    answer = requests.post(
        f"{serving.address}/token",
        data={**form, "code": _answered(serving)[1]["code"]},
        auth=(client["client_id"], client["client_secret"]),
        timeout=60,
    )
    assert answer.status_code == 200


def test_an_app_in_testing_gives_seven_days(serving):
    serving.workspace.app.change({"testing": True, "testers": [WHO]})
    kept = _redeemed(serving, _answered(serving)[1]["code"]).json()
    assert kept["refresh_token_expires_in"] == 604799
    client = _client(serving)
    form = {"grant_type": "refresh_token", "refresh_token": kept["refresh_token"], "client_id": client["client_id"]}
    form["client_secret"] = client["client_secret"]
    renewed = requests.post(f"{serving.address}/token", data=form, timeout=60).json()
    assert 604_000 < renewed["refresh_token_expires_in"] <= 604_800
    requests.delete(f"{serving.address}/_workspace/consents/{WHO}", timeout=60)
    ended = requests.post(f"{serving.address}/token", data=form, timeout=60).json()
    assert ended == {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}


def test_a_session_that_ran_out_is_told_as_google_does(serving):
    kept = serving.workspace.accounts.authorized_user(WHO, [DRIVE])
    serving.workspace.app.change({"reauthenticate": [WHO]})
    form = {"grant_type": "refresh_token"} | {n: kept[n] for n in ("refresh_token", "client_id", "client_secret")}
    assert requests.post(f"{serving.address}/token", data=form, timeout=60).json()["error_subtype"] == "invalid_rapt"


def test_an_unknown_switch_is_refused(serving):
    for wrong in ({"tidak": True}, {"testing": "ya"}, {"blocked": "apa"}):
        answer = requests.post(f"{serving.address}/_workspace/oauth-app", json=wrong, timeout=60)
        assert answer.status_code == 400

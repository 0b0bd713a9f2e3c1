"""Without a key: this machine's own identity lets the service account sign, and it acts for the office's person."""

import json

import pytest

from automation.google.access import SCOPES
from tests.signing_in.office import ACCOUNT, SERVICE_ACCOUNT, a_signing_office

CLOUD = "https://www.googleapis.com/auth/cloud-platform"
POOL = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/balai/providers/mesin"


@pytest.fixture
def office(tmp_path, monkeypatch):
    with a_signing_office(tmp_path, monkeypatch) as made:
        monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
        monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
        # No machine of Google's answers here: without this the library looks for one.
        monkeypatch.setenv("NO_GCE_CHECK", "true")
        yield made


def _keyless(office, **google):
    office.settings(masuk="tanpa_kunci", akun_layanan=SERVICE_ACCOUNT, atas_nama=ACCOUNT, berkas_kunci="", **google)


def _of_a_person(office, name):
    file = office.folder / name
    file.write_text(json.dumps(office.serving.workspace.accounts.authorized_user(ACCOUNT, [CLOUD])))
    file.chmod(0o600)
    return file


def _federated(office, name, **more):
    token = office.folder / "token-mesin"
    token.write_text("rahasia-mesin")
    file = office.folder / name
    identity = {
        "type": "external_account",
        "audience": POOL,
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "token_url": "https://sts.googleapis.com/v1/token",
        "credential_source": {"file": str(token)},
        **more,
    }
    file.write_text(json.dumps(identity))
    file.chmod(0o600)


def _sets_up(office):
    done = office.run("setup")
    assert "folder" in done.out.lower(), done.err
    assert f"Masuk ke Google sebagai {ACCOUNT}" in office.run("doctor").out
    return [one.method for one in office.serving.workspace.served.since()]


def test_what_the_machine_is_known_by_is_enough(office, monkeypatch):
    _keyless(office)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(_of_a_person(office, "adc.json")))
    called = _sets_up(office)
    assert "iamcredentials.projects.serviceAccounts.signJwt" in called


def test_a_federated_identity_is_enough(office):
    _federated(office, "identitas.json")
    _keyless(office, berkas_identitas="identitas.json")
    office.switch(subject_token="rahasia-mesin")
    assert "iamcredentials.projects.serviceAccounts.signJwt" in _sets_up(office)


def test_a_federated_identity_may_first_become_the_service_account(office):
    iam = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts"
    url = f"{iam}/{SERVICE_ACCOUNT}:generateAccessToken"
    _federated(office, "identitas.json", service_account_impersonation_url=url)
    _keyless(office, berkas_identitas="identitas.json")
    assert "iamcredentials.projects.serviceAccounts.generateAccessToken" in _sets_up(office)


def test_a_foreign_identity_that_google_refuses_is_told_as_such(office):
    _federated(office, "identitas.json")
    _keyless(office, berkas_identitas="identitas.json")
    office.switch(subject_token="yang lain")
    told = office.run("setup")
    assert told.status == 2
    assert "Workload Identity Federation" in told.err


def test_a_machine_without_an_identity_is_told_how_to_get_one(office):
    _keyless(office)
    told = office.run("setup")
    assert told.status == 2
    assert "Mesin ini tidak punya identitas Google" in told.err


def test_the_service_account_must_be_named(office):
    office.settings(masuk="tanpa_kunci")
    told = office.run("setup")
    assert told.status == 2
    assert "akun_layanan" in told.err


def test_the_scopes_are_ready_to_paste(office):
    office.settings(masuk="akun_layanan")
    told = office.run("doctor", "--lingkup")
    key = json.loads((office.folder / "ruang-kerja" / "service-account.json").read_text())
    assert told.status == 0
    assert f"Client ID: {key['client_id']}" in told.out
    assert ",".join(SCOPES) in told.out
    _keyless(office)
    assert f"(Unique ID) {SERVICE_ACCOUNT}" in office.run("doctor", "--lingkup").out
    office.settings()
    assert "tidak perlu Konsol Admin" in office.run("doctor", "--lingkup").out

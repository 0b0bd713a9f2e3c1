"""Another way of signing in, and another person: the office's files stay where they are, one of each."""

import json

import pytest

from tests.signing_in.office import ACCOUNT, ANOTHER, SERVICE_ACCOUNT, a_signing_office

CLOUD = "https://www.googleapis.com/auth/cloud-platform"


@pytest.fixture
def office(tmp_path, monkeypatch):
    with a_signing_office(tmp_path, monkeypatch) as made:
        made.settings(masuk="akun_layanan", atas_nama=ACCOUNT)
        done = made.run("setup")
        assert "folder" in done.out.lower(), done.err
        yield made


def _files(office):
    """Everything in Drive: id, name and owner."""
    person = office.person()
    found = []
    for who in (ACCOUNT, ANOTHER):
        answer = person.session.get(
            "https://www.googleapis.com/drive/v3/files",
            params={"pageSize": 1000, "fields": "files(id,name,owners(emailAddress))", "q": "'me' in owners"},
            headers={"Authorization": f"Bearer local:{who}"},
            timeout=60,
        )
        found += [(one["id"], one["name"], one["owners"][0]["emailAddress"]) for one in answer.json()["files"]]
    return sorted(found)


def test_the_same_person_with_a_token_keeps_all_files(office):
    before = _files(office)
    office.settings()
    assert office.signs_in().status == 0
    office.run("setup")
    assert office.run("sync").status == 0
    assert _files(office) == before


def test_the_same_person_without_a_key_and_with_one_again_keeps_all_files(office):
    before = _files(office)
    machine = office.serving.workspace.accounts.authorized_user(ACCOUNT, [CLOUD])
    identity = office.folder / "identitas.json"
    identity.write_text(json.dumps(machine))
    identity.chmod(0o600)
    keyless = {"masuk": "tanpa_kunci", "akun_layanan": SERVICE_ACCOUNT, "berkas_identitas": "identitas.json"}
    for way in (keyless, {"masuk": "akun_layanan"}):
        office.settings(atas_nama=ACCOUNT, **way)
        assert "✓ dibuat" not in office.run("setup").out
        assert office.run("sync").status == 0
        assert _files(office) == before


def test_another_person_who_sees_nothing_is_kept_out_and_nothing_is_made(office):
    before = _files(office)
    office.settings()
    told = office.signs_in(who=ANOTHER)
    assert told.status == 2
    assert "tidak melihat folder kantor" in told.err
    assert not office.token.exists()
    assert office.signs_in("--yakin", who=ANOTHER).status == 0
    done = office.run("setup")
    assert done.status != 0
    assert _files(office) == before


def test_another_person_who_may_edit_is_told_what_changes(office):
    before = _files(office)
    root = next(id for id, name, _ in before if name == "Penanganan Keluhan Pelanggan")
    office.person().session.post(
        f"https://www.googleapis.com/drive/v3/files/{root}/permissions",
        params={"sendNotificationEmail": "false"},
        json={"type": "user", "role": "writer", "emailAddress": ANOTHER},
        headers={"Authorization": f"Bearer local:{ACCOUNT}"},
        timeout=60,
    ).raise_for_status()
    office.settings()
    told = office.signs_in(who=ANOTHER)
    assert told.status == 2
    assert "tetap milik l…@bspji-samarinda.example" in told.err
    assert "masuk --yakin" in told.err
    assert office.signs_in("--yakin", who=ANOTHER).status == 0
    assert json.loads(office.token.read_text())["account"] == ANOTHER
    office.run("setup")
    assert {id for id, _, _ in before} == {id for id, _, _ in _files(office)}

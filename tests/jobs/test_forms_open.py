"""A form is open when outsiders can really send it."""

from dataclasses import replace
from urllib.parse import quote

import pytest
import requests

from automation.domain.layout import Responder
from automation.jobs.setup.opening import Wanted
from automation.register.other_texts import form_text
from local_workspace.server import serve

from .test_doctor import ill
from .test_setup import Office

FORBIDDEN = {"kind": "status", "status": 403, "reason": "publishOutNotPermitted", "message": "x", "times": -1}
OFFICERS = frozenset({"dewi@kantor.example", "fauzi@lain.example"})


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def responders(office, form):
    return office.connection.construction.responders(office.places[f"form.{form}"])


def drive(office):
    return office.connection._service("drive", "v3")


def dismiss_all(office, form) -> None:
    id = office.places[f"form.{form}"]
    permissions = drive(office).permissions()
    listed = permissions.list(fileId=id, includePermissionsForView="published", fields="permissions(id,view)")
    for one in listed.execute()["permissions"]:
        if one.get("view"):
            permissions.delete(fileId=id, permissionId=one["id"]).execute()


def sent_by(office, form, who="") -> bool:
    """Fill in a form's page and send it, as somebody or signed out."""
    address = office.places[f"form.{form}.address"]
    signed_in = {"workspace_identity": quote(who)} if who else {}
    required = [one for one in form_text(form, "x", "y").questions if one.required]
    fields: dict[str, object] = {}
    for one in required:
        entry = f"entry.{int(one.id, 16)}"
        if one.kind == "datetime":
            parts = {"year": 2026, "month": 11, "day": 2, "hour": 8, "minute": 5}
            fields |= {f"{entry}_{part}": str(value) for part, value in parts.items()}
        else:
            fields[entry] = one.choices[0] if one.choices else "Siti"
    to = address.replace("/viewform", "/formResponse")
    answer = requests.post(to, data=fields, cookies=signed_in, timeout=60)
    return answer.status_code == 200 and "telah direkam" in answer.text


def test_outsiders_send_the_public_forms_and_only_the_office_sends_the_officers(office):
    office.set_up()
    assert sent_by(office, "public")
    assert sent_by(office, "survey")
    assert not sent_by(office, "officer")
    assert not sent_by(office, "officer", "asing@lain.example")
    assert sent_by(office, "officer", office.settings.office.service_officers[0].email)
    officers = {("user", one.email) for one in office.settings.office.service_officers}
    assert {(one.kind, one.address) for one in responders(office, "officer")} == officers


def test_a_form_that_was_closed_to_outsiders_is_named_and_opened_again(office):
    office.set_up()
    dismiss_all(office, "public")
    assert not sent_by(office, "public")
    assert "siapa saja belum dapat mengisinya" in ill(office)
    report = office.set_up()
    assert "formulir Pengaduan Layanan terbuka bagi siapa saja" in report.made
    assert report.problems == []
    assert sent_by(office, "public")
    assert ill(office) == ""


def test_a_domain_that_forbids_publishing_is_named_with_the_admins_setting(office):
    fault = {**FORBIDDEN, "match": {"method": "drive.permissions.create", "body": '"view": ?"published"'}}
    requests.post(f"{office.serving.address}/_workspace/faults", json=fault, timeout=60).raise_for_status()
    told = " ".join(office.set_up().problems)
    assert "Formulir Pengaduan Layanan belum terbuka bagi siapa saja" in told
    assert "Konsol Admin" in told
    assert "orang luar diminta masuk" in told
    requests.delete(f"{office.serving.address}/_workspace/faults", timeout=60)
    assert office.set_up().problems == []
    assert sent_by(office, "public")
    assert ill(office) == ""


def test_a_form_that_asks_everybody_to_sign_in_is_not_open(office):
    office.set_up()
    forms = office.connection._service("forms", "v1").forms()
    verified = {"settings": {"emailCollectionType": "VERIFIED"}, "updateMask": "emailCollectionType"}
    forms.batchUpdate(
        formId=office.places["form.public"], body={"requests": [{"updateSettings": verified}]}
    ).execute()
    assert "Kumpulkan alamat email: Jangan kumpulkan" in ill(office)
    assert "Kumpulkan alamat email: Jangan kumpulkan" in " ".join(office.set_up().problems)


def test_an_officer_without_an_account_is_named(office):
    officers = (
        *office.settings.office.service_officers,
        replace(office.settings.office.service_officers[0], email="baru@tanpa-akun.example"),
    )
    office.settings = replace(office.settings, office=replace(office.settings.office, service_officers=officers))
    person = {"email": "baru@tanpa-akun.example", "account": False}
    requests.post(f"{office.serving.address}/_workspace/people", json=person, timeout=60).raise_for_status()
    told = " ".join(office.set_up().problems)
    assert "Formulir Catat Keluhan (petugas) belum terbuka bagi baru@tanpa-akun.example" in told
    assert "belum punya akun Google" in told


def lacking(account, *there, form="officer"):
    return set(Wanted(form=form, account=account, officers=OFFICERS).lacking(there))


def test_officers_are_admitted_by_domain_and_where_there_is_none_by_address():
    dewi, fauzi = (Responder("user", one) for one in sorted(OFFICERS))
    domain = Responder("domain", "kantor.example")
    assert lacking("layanan@kantor.example") == {domain, fauzi}
    assert lacking("layanan@kantor.example", domain, fauzi) == set()
    assert lacking("layanan@kantor.example", dewi, fauzi) == set()
    assert lacking("balai.samarinda@gmail.com") == {dewi, fauzi}
    assert lacking("balai.samarinda@gmail.com", Responder.anyone()) == set()
    assert lacking("layanan@kantor.example", domain, form="public") == {Responder.anyone()}

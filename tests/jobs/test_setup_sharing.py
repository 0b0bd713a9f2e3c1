"""Sharing: no single person's address keeps setup from doing the rest, and nobody is mailed without a yes."""

from typing import Any

import pytest
import requests

from automation.google.layout import requests_for
from automation.jobs.setup.command import set_up
from automation.jobs.setup.layout import tab_id
from automation.jobs.setup.plan import layout_changes
from automation.jobs.setup.seeds import seeds_for
from automation.jobs.setup.setup_context import SetupContext
from automation.ports import Refused
from automation.register.other_texts import guide
from automation.register.schema import tabs
from local_workspace.server import serve

from .test_doctor import ill
from .test_setup import TODAY, Office


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def officer(office) -> str:
    return str(office.settings.office.service_officers[0].email)


def ask(office, method: str, path: str, body: Any = None) -> Any:
    answer = requests.request(method, f"{office.serving.address}/_workspace/{path}", json=body, timeout=60)
    answer.raise_for_status()
    return answer.json()


def has_account(office, email: str, yes: bool) -> None:
    ask(office, "POST", "people", {"email": email, "account": yes})


def let(office, **fault: Any) -> None:
    ask(office, "POST", "faults", {"kind": "status", "times": -1, "message": "x", **fault})


def set_up_inviting(office, *invited: str, says_yes: bool = False):
    asked: list[str] = []

    def may_invite(address: str) -> bool:
        asked.append(address)
        return says_yes

    setup = SetupContext(
        settings=office.settings,
        ledger=office.ledger,
        construction=office.connection.construction,
        drive=office.connection.drive({}),
        open_workbook=office.connection.workbook,
        invited=frozenset(invited),
        may_invite=may_invite,
    )
    return set_up(setup, TODAY), asked


def invitations(office, monkeypatch) -> list[str]:
    """Watch which addresses Google is asked to mail."""
    mailed: list[str] = []
    asked = office.connection._session.request

    def watched(method, url, *args, **named):
        if "sendNotificationEmail=true" in url:
            mailed.append(url)
        return asked(method, url, *args, **named)

    monkeypatch.setattr(office.connection._session, "request", watched)
    return mailed


def editors(office, key: str) -> frozenset[str]:
    found = {tab.id: tab for tab in office.connection.construction.layout(office.places["workbook"])}
    return frozenset().union(*(one.editors for one in found[tab_id(key)].protections))


def test_an_address_without_an_account_is_named_and_the_rest_is_made(office, monkeypatch):
    mailed = invitations(office, monkeypatch)
    has_account(office, officer(office), False)
    told = " ".join(office.set_up().problems)
    assert f"folder kantor belum dapat dibagikan kepada {officer(office)}" in told
    assert "belum punya akun Google" in told
    assert f"setup --undang {officer(office)}" in told
    assert mailed == []
    # Everybody else can work, and no protection names who cannot open the workbook.
    other = office.settings.office.service_officers[1].email.lower()
    assert other in editors(office, "register")
    assert officer(office) not in editors(office, "register")
    assert {"form.public.address", "form.officer.address"} <= office.places.keys()
    # Doctor says who is left out, and not that protections are wrong, which setup could not mend.
    assert f"Belum terbuka bagi {officer(office)}" in ill(office)
    assert "Perlindungan" not in ill(office)
    has_account(office, officer(office), True)
    assert office.set_up().problems == []
    assert officer(office) in editors(office, "register")
    assert ill(office) == ""


def test_an_invitation_goes_once_and_only_after_a_yes(office, monkeypatch):
    mailed = invitations(office, monkeypatch)
    has_account(office, officer(office), False)
    _, asked = set_up_inviting(office)
    assert (asked, mailed) == ([officer(office)], [])
    report, asked = set_up_inviting(office, officer(office))
    assert (asked, len(mailed)) == ([], 1)
    assert any("undangan lewat surel" in line for line in report.made)
    set_up_inviting(office, officer(office))
    assert len(mailed) == 1


def test_who_was_invited_and_taken_off_again_is_not_invited_a_second_time(office, monkeypatch):
    mailed = invitations(office, monkeypatch)
    has_account(office, officer(office), False)
    set_up_inviting(office, says_yes=True)
    permissions = office.connection._service("drive", "v3").permissions()
    root = office.places["folder.root"]
    listed = permissions.list(fileId=root, fields="permissions(id,emailAddress)").execute()["permissions"]
    [theirs] = [one["id"] for one in listed if one["emailAddress"] == officer(office)]
    permissions.delete(fileId=root, permissionId=theirs).execute()
    report, asked = set_up_inviting(office, officer(office), says_yes=True)
    assert (asked, len(mailed)) == ([], 1)
    assert "sudah pernah diundang" in " ".join(report.problems)


def test_an_address_that_nobody_of_the_office_has_is_not_invited(office, monkeypatch):
    mailed = invitations(office, monkeypatch)
    report, _ = set_up_inviting(office, "siapa@lain.example")
    assert "Tidak diundang: siapa@lain.example" in " ".join(report.problems)
    assert mailed == []


def test_when_google_lets_share_no_more_the_rest_is_for_later(office):
    match = {"method": "drive.permissions.create", "body": "writer"}
    let(office, status=403, reason="sharingRateLimitExceeded", match=match)
    report = office.set_up()
    assert report.problems == []
    assert [one.count("@") for one in report.later] == [4, 8]
    assert "batas berbagi" in report.later[0]
    sent = [one for one in ask(office, "GET", "requests")["requests"] if one["method"] == "drive.permissions.create"]
    assert sum(one["status"] == 403 for one in sent) == 1
    ask(office, "DELETE", "faults")
    again = office.set_up()
    assert (again.problems, again.later) == ([], [])
    assert ill(office) == ""


def test_a_step_that_google_refuses_is_named_by_tab_and_column(office):
    def refused_at(key: str) -> str:
        message = f"Invalid requests[{place_of(key)}].setDataValidation: x"
        let(
            office,
            status=400,
            reason="badRequest",
            message=message,
            match={"method": "*.batchUpdate", "body": "addSheet"},
        )
        with pytest.raises(Refused) as told:
            office.set_up()
        ask(office, "DELETE", "faults")
        return str(told.value)

    def place_of(key: str) -> int:
        found = office.connection.construction.layout(office.places["workbook"])
        changes = layout_changes(found, {}, guide(), seeds_for(office.settings, TODAY, frozenset()))
        column = tabs()["register"].position(key)
        made = [(change, request) for change in changes for request in requests_for(change)]
        return next(
            place
            for place, (change, request) in enumerate(made)
            if "setDataValidation" in request and (change.tab, change.column) == (tab_id("register"), column)  # type: ignore[union-attr]  # (such changes have both)
        )

    let(office, status=400, reason="badRequest", match={"method": "*.batchUpdate", "body": "addSheet"})
    with pytest.raises(Refused):
        office.set_up()
    ask(office, "DELETE", "faults")
    assert "Buku kerja, kolom Klasifikasi di lembar Register" in refused_at("classification")
    assert "kolom Tanggal surat di lembar Register" in refused_at("letter_date")
    assert office.set_up().problems == []
    assert ill(office) == ""


def test_a_protection_that_google_refuses_keeps_no_other_from_being_made(office):
    fault = {"method": "*.batchUpdate", "body": "Tanggap: Status"}
    let(office, status=400, reason="badRequest", message="Invalid requests[0].addProtectedRange: x", match=fault)
    report = office.set_up()
    assert ["perlindungan Status" in one for one in report.problems] == [True]
    assert editors(office, "history")
    ask(office, "DELETE", "faults")
    assert office.set_up().problems == []
    assert ill(office) == ""


def test_every_protection_is_made_in_a_call_of_its_own_after_the_shares(office):
    office.set_up()
    calls = [
        (one["method"], one["path"])
        for one in ask(office, "GET", "requests")["requests"]
        if one["kind"] == "write" and one["method"] in ("sheets.spreadsheets.batchUpdate", "drive.permissions.create")
    ]
    kinds = [method.rpartition(".")[0] for method, _ in calls]
    first = kinds.index("drive.permissions")
    assert kinds[:first] == ["sheets.spreadsheets"] * first
    assert kinds.count("sheets.spreadsheets") == first + 1

import json
import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from automation.google import connect
from automation.jobs.setup.command import set_up
from automation.jobs.setup.layout import tab_id
from automation.jobs.setup.setup_context import SetupContext
from automation.ledger import open_ledger
from automation.ports import Missing
from automation.register.schema import tabs
from automation.settings.office_toml import settings_from
from local_workspace.server import serve
from tests.fakes import Killed
from tests.ports.served import JOB, QUICK, settings_for

TODAY = date(2026, 11, 2)
EXAMPLE = tomllib.loads((Path(__file__).resolve().parents[2] / "office.example.toml").read_text(encoding="utf-8"))


class Office:
    """An office over the wire, whose setup can be killed at any write."""

    def __init__(self, folder: Path, serving) -> None:
        self.serving = serving
        base = settings_from(EXAMPLE, folder)
        self.settings = replace(base, google=settings_for(serving, folder))
        self.ledger = open_ledger(str(folder / "buku.db"))
        self.connection = connect(self.settings.google, QUICK)
        self.writes = 0
        self._dies_at, self._applied = 0, False
        self._ask = self.connection._session.request
        self.connection._session.request = self._request  # type: ignore[method-assign]  # (calls are counted here)

    def _request(self, method, url, *args, **named):
        if method.upper() == "GET":
            return self._ask(method, url, *args, **named)
        self.writes += 1
        if self.writes == self._dies_at and not self._applied:
            raise Killed
        answer = self._ask(method, url, *args, **named)
        if self.writes == self._dies_at:
            raise Killed
        return answer

    def set_up(self, dies_at: int = 0, *, applied: bool = False):
        self.writes, self._dies_at, self._applied = 0, dies_at, applied
        setup = SetupContext(
            settings=self.settings,
            ledger=self.ledger,
            construction=self.connection.construction,
            drive=self.connection.drive({}),
            open_workbook=self.connection.workbook,
        )
        return set_up(setup, TODAY)

    @property
    def places(self):
        return self.ledger.memory().places

    def files(self):
        """Give (name, parent) of every file of the workspace."""
        listed = (
            self.connection._service("drive", "v3")
            .files()
            .list(q="'me' in owners and trashed = false", fields="files(id,name,parents)", pageSize=1000)
        )
        found = listed.execute()["files"]
        names = {file["id"]: file["name"] for file in found}
        return Counter((file["name"], names.get(file["parents"][0], "")) for file in found)

    def close(self) -> None:
        self.connection.close()
        self.ledger.close()


@pytest.fixture
def office(tmp_path):
    with serve(tmp_path / "data") as serving:
        made = Office(tmp_path, serving)
        yield made
        made.close()


def test_setup_makes_everything_once_and_then_writes_nothing(office):
    report = office.set_up()
    assert report.problems == []
    places = office.places
    assert {f"tab.{key}" for key in tabs()} <= places.keys()
    for name in ("root", "cases", "scans", "originals", "review", "templates"):
        assert f"folder.{name}" in places
    assert "template.surat_balasan" in places
    assert office.connection.workbook(places).read(["Register!1:1"])[0][0] == tuple(
        column.heading for column in tabs()["register"].columns
    )
    assert office.connection.workbook(places).read(["Pokja!A2:B2"])[0][0][0]
    assert len(office.connection.workbook(places).read(["'Hari Libur'!A2:D"])[0]) > 20
    assert any("Tautkan formulir" in line for line in report.next_steps)
    before = office.files()

    again = office.set_up()
    assert (office.writes, again.made, again.problems) == (0, [], [])
    for address in (places["form.public.address"], places["form.officer.address"], places["workbook"]):
        assert [line for line in again.next_steps if address in line], (
            "where customers and staff go is said each time"
        )
    assert office.files() == before
    assert set(before.values()) == {1}


def test_the_forms_ask_our_questions_and_are_open(office):
    office.set_up()
    places = office.places
    form = office.connection.construction.form(places["form.officer"])
    assert form.published
    assert set(json.loads(places["form.officer.questions"])) == set(form.questions)
    assert "Kanal" in form.questions.values()
    assert places["form.public.address"].startswith("http")


def test_columns_are_protected_by_role(office):
    office.set_up()
    found = {tab.id: tab for tab in office.connection.construction.layout(office.places["workbook"])}
    register = {one.name: one.editors for one in found[tab_id("register")].protections}
    officer = office.settings.office.service_officers[0].email.lower()
    head = office.settings.office.head.email.lower()
    [classified] = [editors for name, editors in register.items() if "Klasifikasi" in name]
    [decided] = [editors for name, editors in register.items() if "Keputusan" in name]
    assert {officer, JOB} <= classified
    assert head not in classified
    assert head in decided
    assert officer not in decided
    [status] = found[tab_id("status")].protections
    assert status.editors == {JOB}


def test_new_people_get_their_columns_and_access(office):
    office.set_up()
    workbook = office.connection.workbook(office.places)
    rows = len(workbook.read(["Pejabat"])[0])
    row = {"values": [["Petugas Pelayanan", "Baru", "", "baru@office.example"]]}
    workbook._client.values_update(
        office.places["workbook"], f"Pejabat!A{rows + 1}", {"valueInputOption": "RAW"}, row
    )
    report = office.set_up()
    assert any("penyunting baru" in line for line in report.made)
    assert any("baru@office.example" in line for line in report.made)
    assert office.set_up().made == []


def test_a_folder_in_the_bin_is_named(office):
    office.set_up()
    office.connection._service("drive", "v3").files().update(
        fileId=office.places["folder.scans"], body={"trashed": True}
    ).execute()
    with pytest.raises(Missing, match="Pindaian Masuk ada di Sampah"):
        office.set_up()


@pytest.mark.parametrize("applied", [True, False])
def test_a_setup_killed_again_and_again_goes_on_without_duplicates(office, applied):
    kills = 0
    while True:
        try:
            office.set_up(dies_at=2 if applied else 3, applied=applied)
            break
        except Killed:
            kills += 1
            assert kills < 200
    assert kills > 10
    files = office.files()
    assert {name: count for name, count in files.items() if count > 1} == {}
    assert office.set_up().made == []
    assert office.ledger.memory().begun == {}
    titles = list(office.connection.workbook(office.places).tabs())
    assert sorted(titles) == sorted([tab.title for tab in tabs().values()] + ["Petunjuk"])


def test_a_lost_ledger_does_not_make_everything_twice(office, tmp_path):
    office.set_up()
    before = office.files()
    office.ledger.close()
    office.ledger = open_ledger(str(tmp_path / "baru.db"))
    report = office.set_up()
    assert office.writes == 2  # Nobody remembers which drop-downs both workbooks have: they are given anew.
    assert report.made == []
    assert office.files() == before
    office.set_up()
    assert office.writes == 0


def test_a_setup_that_died_once_a_folder_was_made_and_known_leaves_nothing_begun(office, monkeypatch):
    def dies(*_):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(type(office.ledger), "finish", dies)
        with pytest.raises(Killed):
            office.set_up()
    assert office.ledger.memory().begun
    office.set_up()
    assert office.ledger.memory().begun == {}

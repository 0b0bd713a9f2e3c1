"""An office whose ledger lies in PostgreSQL, over the wire: it stops when its lock is cut, and waits for a server."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from automation import cli, wiring
from automation.exit_status import CANNOT_START, DONE, LATER
from automation.google.transport import SignedSession
from automation.lanes import OneByOne
from automation.settings import create_code_key
from demo.office import SETTINGS
from demo.people import Somebody
from tests.builders import wita
from tests.databases import NoServer, PostgresqlOffice, new_office
from tests.postgresql import server
from tests.wired import WiredOffice, a_wired_office

NOW = wita(2, 9)
ANSWERS = {
    "complainant": "Siti Rahma",
    "email": "siti.rahma@kayulestari.example",
    "stated_service": "Pengujian",
    "subject": "Hasil uji terlambat",
    "description": "Hasil uji air belum kami terima.",
}


@pytest.fixture(scope="module")
def place() -> PostgresqlOffice:
    try:
        return new_office()
    except NoServer as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, place: PostgresqlOffice) -> Iterator[WiredOffice]:
    folder = tmp_path_factory.mktemp("kantor")
    with pytest.MonkeyPatch.context() as patch, a_wired_office(folder, NOW, patch, ledger=place.address) as office:
        yield office


def test_a_tick_whose_lock_is_cut_makes_no_further_change_and_the_next_one_ends_it_once(office, place, monkeypatch):
    office.sync(NOW)
    office.stage.answer_form("public", ANSWERS)
    changes: list[str] = []
    call = SignedSession.request

    def cutting(session: SignedSession, method: str, url: str, *args: Any, **named: Any) -> Any:
        answer = call(session, method, url, *args, **named)
        if method.upper() != "GET":
            changes.append(url)
            place.cut_its_lock()
        return answer

    with monkeypatch.context() as patch:
        patch.setattr(SignedSession, "request", cutting)
        # Of calls side by side, those that are under way when the lock is cut come to their end.
        patch.setattr(wiring, "lanes", OneByOne)
        told = office.sync(NOW + timedelta(minutes=1))
    assert (told.status, len(changes)) == (LATER, 1)
    assert "tidak mengerjakan apa-apa lagi" in told.err
    for minutes in (2, 3):
        assert office.sync(NOW + timedelta(minutes=minutes)).status == DONE
    mailbox = office.stage.hands(Somebody("", ANSWERS["email"]))
    assert len(mailbox.mail_ids()) == 1


def test_a_second_office_that_is_given_this_ledger_is_refused(office, place, tmp_path, monkeypatch):
    text = (office.folder / SETTINGS).read_text(encoding="utf-8")
    key = office.folder / "ruang-kerja" / "service-account.json"
    (tmp_path / SETTINGS).write_text(text.replace("ruang-kerja/service-account.json", str(key)), encoding="utf-8")
    create_code_key(tmp_path / "rahasia" / "kunci-kode")
    assert cli.main(["sync", "--office", str(tmp_path / SETTINGS)]) == CANNOT_START
    assert office.sync(NOW + timedelta(minutes=4)).status == DONE


def test_a_ledger_in_a_file_is_moved_by_one_command(tmp_path, monkeypatch):
    with a_wired_office(tmp_path, NOW, monkeypatch) as office:
        office.stage.answer_form("public", ANSWERS)
        office.sync(NOW + timedelta(minutes=1))
        settings = tmp_path / SETTINGS
        was, text = office.sync(NOW + timedelta(minutes=2), "--json"), settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("sqlite:///tanggap.db", new_office().address), encoding="utf-8")
        told = office.run("pindah", str(tmp_path / "tanggap.db"))
        assert (told.status, told.err) == (DONE, "")
        assert ["complaint", "1"] in [line.split() for line in told.out.splitlines()]
        now = office.sync(NOW + timedelta(minutes=3), "--json")
        assert json.loads(now.out)["calls"]["writes"] == json.loads(was.out)["calls"]["writes"] == 0
        assert office.run("pindah", str(tmp_path / "tanggap.db")).status == CANNOT_START


def test_a_run_waits_for_a_server_that_is_away_when_it_begins_and_in_between(office, monkeypatch, capsys):
    beats = Beats([server().start, lambda: None, server().stop, server().start])
    monkeypatch.setattr(wiring, "Rhythm", lambda every: beats)
    server().stop()
    assert cli.main(["run", "--office", str(office.folder / SETTINGS)]) == DONE
    told = capsys.readouterr().err
    assert told.count("coba lagi nanti") == 2
    assert "rebuild" not in told
    assert "bug" not in told


class Beats:
    """A steady pace of a `run`, before each of whose beats something happens."""

    def __init__(self, happens: Sequence[Callable[[], None]]) -> None:
        self._happens = happens

    def asked_to_stop(self) -> bool:
        return False

    def beats(self) -> Iterator[datetime]:
        for minutes, happens in enumerate(self._happens, start=5):
            happens()
            yield NOW + timedelta(minutes=minutes)

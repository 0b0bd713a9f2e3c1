"""What goes wrong on the way, and what people are told."""

import pytest

from automation.domain.cells import AppendRows
from automation.domain.layout import AddTab
from automation.google import connect
from automation.google.errors import Answered, refusal_for
from automation.google.patience import Budget
from automation.ports import Missing, NotAllowed, TryLater, UnreadableWorkbook
from automation.settings.values import AccessMode, GoogleSettings
from tests.builders import job_cells

from .served import QUICK, connected, settings_for


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with connected(tmp_path_factory.mktemp("workspace")) as (serving, connection):
        yield serving, connection


@pytest.fixture
def office(served):
    """Give a connection whose answers can be spoilt, and a workbook with one tab."""
    _, connection = served
    connection.patience.renew()
    id = connection.construction.make("workbook", "Register", "root", {})
    connection.construction.arrange(id, [AddTab(7, "Status", 20, 5)])
    workbook = connection.workbook({"workbook": id, "tab.status": "7"})
    ask = connection._session.request
    yield Spoilt(connection, ask), workbook
    connection._session.request = ask


class Spoilt:
    """Answers some calls with a status, before or after they were done."""

    def __init__(self, connection, ask) -> None:
        self.calls = 0
        self._ask = ask
        self._statuses: list[int] = []
        self._applied = False
        connection._session.request = self._request

    def next(self, *statuses: int, applied: bool = False) -> None:
        self.calls, self._statuses, self._applied = 0, list(statuses), applied

    def _request(self, method, url, *args, **named):
        self.calls += 1
        if not self._statuses:
            return self._ask(method, url, *args, **named)
        status = self._statuses.pop(0)
        answer = self._ask(method, url, *args, **named) if self._applied else self._ask("GET", url.split("?")[0])
        answer.status_code, answer._content = status, b'{"error": {"code": %d, "message": "spoilt"}}' % status
        return answer


ROW = [AppendRows("status", (job_cells("status", "satu"),))]


def test_reading_is_repeated_while_the_trouble_may_pass(office):
    spoilt, workbook = office
    spoilt.next(503, 429, 500)
    assert workbook.read(["Status"]) == ((),)
    assert spoilt.calls == 4


def test_a_write_whose_answer_was_lost_is_not_repeated(office):
    spoilt, workbook = office
    spoilt.next(503, applied=True)
    with pytest.raises(TryLater):
        workbook.write(ROW)
    assert spoilt.calls == 1
    assert workbook.read(["Status"]) == ((("satu",),),)


def test_a_write_that_was_refused_for_haste_is_repeated(office):
    spoilt, workbook = office
    spoilt.next(429)
    workbook.write(ROW)
    assert workbook.read(["Status"]) == ((("satu",),),)


def test_patience_ends(office, served, tmp_path):
    serving, _ = served
    hasty = connect(settings_for(serving, tmp_path), QUICK, Budget(tries=5))
    spoilt = Spoilt(hasty, hasty._session.request)
    spoilt.next(*[503] * 1000)
    with pytest.raises(TryLater, match="sibuk"):
        hasty.drive({}).listing("root")
    assert spoilt.calls == 6
    hasty.close()


def test_nothing_listening_is_no_network(tmp_path, served):
    serving, _ = served
    settings = settings_for(serving, tmp_path)
    away = connect(
        GoogleSettings(settings.mode, None, "", settings.token_file, "http://127.0.0.1:9", ""),
        QUICK,
        Budget(tries=5),
    )
    with pytest.raises(TryLater, match="jaringan"):
        away.construction.account()
    away.close()


def test_a_revoked_token_says_what_to_do(tmp_path, served):
    serving, _ = served
    settings = settings_for(serving, tmp_path)
    connection = connect(settings, QUICK)
    connection._session.credentials._refresh_token = "1//dicabut"
    with pytest.raises(NotAllowed, match="Buat kunci baru"):
        connection.construction.account()
    connection.close()


@pytest.mark.parametrize("text", ["", "{}", "bukan json", '{"type": "service_account"}'])
def test_a_key_file_that_is_none_is_named(tmp_path, text):
    (tmp_path / "kunci.json").write_text(text)
    (tmp_path / "kunci.json").chmod(0o600)
    with pytest.raises(NotAllowed, match=r"kunci\.json' tidak dapat dipakai"):
        connect(GoogleSettings(AccessMode.SERVICE_ACCOUNT, tmp_path / "kunci.json", "", None, "", ""), QUICK)


@pytest.mark.parametrize(
    ("status", "reasons", "message", "kind", "words"),
    [
        (403, {"storageQuotaExceeded"}, "", NotAllowed, "drive_bersama"),
        (403, {"rateLimitExceeded"}, "", TryLater, "kuota"),
        (403, {"insufficientPermissions"}, "", NotAllowed, "scope"),
        (403, {"forbidden"}, "", NotAllowed, "Editor"),
        (403, {"SERVICE_DISABLED"}, "Enable it at …", NotAllowed, "API belum diaktifkan"),
        (401, set(), "", NotAllowed, "tidak berlaku"),
        (404, set(), "", Missing, "Sampah"),
        (400, set(), "Unable to parse range: 'Status'", UnreadableWorkbook, "Status"),
        (502, set(), "", TryLater, "sibuk"),
    ],
)
def test_each_answer_becomes_the_refusal_that_helps(status, reasons, message, kind, words):
    refusal = refusal_for(Answered(status, message, frozenset(reasons)), "membaca")
    assert isinstance(refusal, kind)
    assert words in str(refusal)


def test_a_call_that_was_wrong_is_our_fault_and_shows():
    assert refusal_for(Answered(400, "Invalid JSON payload received.", frozenset()), "menulis") is None

"""What goes wrong on the way, and what people are told."""

import json
from typing import Any

import pytest
import requests

from automation.domain.cells import AppendRows
from automation.domain.layout import AddTab
from automation.google import connect, refusals_wording
from automation.google.answers import Answered, read_answer
from automation.google.refusals import refusal_for
from automation.google.retry_policy import RetryBudget
from automation.ports import Missing, NotAllowed, Refused, RowRefused, TryLater, Unexplained, UnreadableWorkbook
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
    connection.retry_policy.renew()
    id = connection.construction.make("workbook", "Register", "root", {})
    connection.construction.arrange(id, [AddTab(tab=7, title="Status", rows=20, columns=5)])
    workbook = connection.workbook({"workbook": id, "tab.status": "7"})
    ask = connection._session.request
    spoilt = Spoilt(connection, ask)
    yield spoilt, workbook
    spoilt.heal()


class Spoiling(requests.adapters.HTTPAdapter):
    """Spoils what comes back before anything of ours has read it."""

    def __init__(self, spoil) -> None:
        super().__init__()
        self._spoil = spoil

    def send(self, request, *args: Any, **named: Any) -> requests.Response:
        answer = super().send(request, *args, **named)
        self._spoil(answer)
        return answer


class Spoilt:
    """Answers some calls with a status, before or after they were done."""

    def __init__(self, connection, ask) -> None:
        self.calls = 0
        self._ask = ask
        self._statuses: list[int] = []
        self._applied = False
        self._connection = connection
        connection._session.request = self._request

    def next(self, *statuses: int, applied: bool = False) -> None:
        self.calls, self._statuses, self._applied = 0, list(statuses), applied

    def always(self, status: int, content: bytes) -> None:
        """Let every call be answered so from below, where answers are held to being whole."""

        def replaced(answer: requests.Response) -> None:
            answer.close()
            answer.status_code, answer._content, answer._content_consumed = status, content, True  # type: ignore[attr-defined]  # (its stubs leave it out)

        self._below(replaced)

    def cuts(self, error: Exception) -> None:
        """Let the line be cut in every call."""

        def cut(answer: requests.Response) -> None:
            answer.close()
            raise error

        self._below(cut)

    def _below(self, spoil) -> None:
        self._connection._session.request = self._ask
        self._mount(Spoiling(spoil))

    def _mount(self, adapter: requests.adapters.HTTPAdapter) -> None:
        self._connection._session.get_adapter("http://").close()
        self._connection._session.mount("http://", adapter)

    def heal(self) -> None:
        self._connection._session.request = self._ask
        self._mount(requests.adapters.HTTPAdapter())

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
    hasty = connect(settings_for(serving, tmp_path), QUICK, RetryBudget(tries=5))
    spoilt = Spoilt(hasty, hasty._session.request)
    spoilt.next(*[503] * 1000)
    with pytest.raises(TryLater, match="sibuk"):
        hasty.drive({}).listing("root")
    assert spoilt.calls == 6
    hasty.close()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:9", r"ruang kerja lokal di http://127\.0\.0\.1:9 tidak menjawab.*jalankan `workspace`"),
        ("http://tidak-ada.invalid", "Google tidak terjangkau.*periksa jaringan"),
    ],
    ids=["an embedded workspace", "Google"],
)
def test_where_nothing_listens_it_is_said_what_does_not_answer(tmp_path, served, address, said):
    serving, _ = served
    settings = settings_for(serving, tmp_path)
    away = connect(
        GoogleSettings(
            mode=settings.mode,
            key_file=None,
            subject="",
            token_file=settings.token_file,
            base_address=address,
            shared_drive="",
        ),
        QUICK,
        RetryBudget(tries=5),
    )
    with pytest.raises(TryLater, match=said):
        away.construction.account()
    away.close()


def test_a_revoked_token_says_what_to_do(tmp_path, served):
    serving, _ = served
    settings = settings_for(serving, tmp_path)
    connection = connect(settings, QUICK)
    connection._session.credentials._refresh_token = "1//dicabut"
    with pytest.raises(NotAllowed, match="Jalankan `masuk` sekali lagi"):
        connection.construction.account()
    connection.close()


@pytest.mark.parametrize("text", ["", "{}", "bukan json", '{"type": "service_account"}'])
def test_a_key_file_that_is_none_is_named(tmp_path, text):
    (tmp_path / "kunci.json").write_text(text)
    (tmp_path / "kunci.json").chmod(0o600)
    with pytest.raises(NotAllowed, match=r"kunci\.json' (tidak dapat dipakai|bukan dari jenis)"):
        connect(
            GoogleSettings(
                mode=AccessMode.SERVICE_ACCOUNT,
                key_file=tmp_path / "kunci.json",
                subject="",
                token_file=None,
                base_address="",
                shared_drive="",
            ),
            QUICK,
        )


@pytest.mark.parametrize(
    ("status", "reasons", "message", "kind", "words"),
    [
        (403, {"storageQuotaExceeded"}, "", Refused, "drive_bersama"),
        (403, {"rateLimitExceeded"}, "", TryLater, "kuota per menit"),
        (403, {"dailyLimitExceeded"}, "Daily Limit Exceeded", TryLater, "kuota harian"),
        (403, {"cannotDownloadAbusiveFile"}, "This file is malware.", Refused, "berkas baru"),
        (403, {"PERMISSION_DENIED"}, "The caller does not have permission", Refused, "Editor"),
        (403, set(), "The caller does not have permission", Refused, "Editor"),
        (403, {"fileNeverWritable"}, "Not this one.", Refused, "“Not this one.”"),
        (403, {"fileNeverWritable"}, "", Refused, "“403 fileNeverWritable”"),
        (403, {"insufficientPermissions"}, "", NotAllowed, "scope"),
        (403, {"forbidden"}, "", Refused, "Editor"),
        (403, {"SERVICE_DISABLED"}, "Enable it at …", NotAllowed, "API belum diaktifkan"),
        (401, set(), "", NotAllowed, "tidak berlaku"),
        (404, set(), "", Missing, "Sampah"),
        (400, set(), "Unable to parse range: 'Status'", UnreadableWorkbook, "lembar"),
        (502, set(), "", TryLater, "sibuk"),
        (400, {"invalidSharingRequest"}, "You are trying to invite x@y.example.", Refused, "akun Google"),
        (403, {"exportSizeLimitExceeded"}, "This file is too large to be exported.", Refused, "10 MB"),
        (403, {"fileNotDownloadable"}, "", Refused, "PDF"),
        (413, set(), "", Refused, "besar"),
        (409, set(), "The operation was aborted.", TryLater, "sendirinya"),
        (400, {"failedPrecondition"}, "Mail service not enabled", NotAllowed, "tidak menyala"),
        (418, set(), "I'm a teapot", Unexplained, "“I'm a teapot”"),
    ],
)
def test_each_answer_becomes_the_refusal_that_helps(status, reasons, message, kind, words):
    refusal = refusal_for(Answered(status=status, message=message, reasons=frozenset(reasons)), "membaca")
    assert isinstance(refusal, kind)
    assert words in str(refusal)


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (409, "Conflict", RowRefused),
        (412, "Precondition Failed", RowRefused),
        (409, "The operation was aborted.", TryLater),
        (404, "Requested entity was not found.", UnreadableWorkbook),
    ],
)
def test_a_refused_write_is_about_its_rows_unless_googles_words_say_otherwise(office, status, message, kind):
    spoilt, workbook = office
    spoilt.always(status, json.dumps({"error": {"code": status, "message": message}}).encode())
    with pytest.raises(kind):
        workbook.write(ROW)


def test_sheets_says_in_the_name_of_the_status_what_drive_says_as_a_reason():
    body = json.dumps({"error": {"code": 403, "message": "Nicht erlaubt", "status": "PERMISSION_DENIED"}})
    assert "Editor" in str(refusal_for(read_answer(403, body), "membaca"))


def test_a_status_that_many_reasons_share_does_not_speak_for_a_reason_that_nobody_knows():
    error = {
        "code": 403,
        "message": "No.",
        "status": "PERMISSION_DENIED",
        "errors": [{"reason": "fileNeverWritable"}],
    }
    assert "Editor" not in str(refusal_for(read_answer(403, json.dumps({"error": error})), "membaca"))


def all_advice() -> dict[str, str]:
    return {name: text for name, text in vars(refusals_wording).items() if name.isupper() and isinstance(text, str)}


@pytest.mark.parametrize("words", ["lalu ulangi", "coba lagi beberapa", ", lalu coba lagi"])
def test_nobody_is_told_to_try_what_the_job_tries_by_itself(words):
    assert [name for name, text in all_advice().items() if words in text.lower()] == []


def test_an_unknown_prohibition_is_not_told_as_missing_access():
    answer = Answered(status=403, message="No.", reasons=frozenset({"fileNeverWritable"}))
    assert "akses" not in str(refusal_for(answer, "memperbarui berkas"))


def test_a_days_quota_is_not_said_to_come_back_in_minutes():
    answer = Answered(status=403, message="Daily Limit Exceeded", reasons=frozenset({"dailyLimitExceeded"}))
    assert "menit" not in str(refusal_for(answer, "membaca"))


def test_a_file_that_google_holds_for_harmful_is_not_taken_for_a_scan():
    answer = Answered(status=403, message="Malware.", reasons=frozenset({"cannotDownloadAbusiveFile"}))
    assert "pindai ulang" not in str(refusal_for(answer, "mengunduh templat Surat Balasan"))


def test_a_call_that_was_wrong_is_our_fault_and_shows():
    assert (
        refusal_for(Answered(status=400, message="Invalid JSON payload received.", reasons=frozenset()), "menulis")
        is None
    )


def test_what_google_said_itself_is_kept_without_anybodys_address():
    answer = Answered(
        status=400,
        message="You are trying to invite siti@kayu.example.",
        reasons=frozenset({"invalidSharingRequest"}),
    )
    refusal = refusal_for(answer, "membagikan")
    assert refusal is not None
    assert refusal.said == "400 invalidSharingRequest: You are trying to invite …@…"


HALF = b'{"files": [{"id": "1", "na'
PROXY = b"<html><head><title>407 Proxy Authentication Required</title></head><body>squid</body></html>"
GOOGLE = b"<html><title>Error 400 (Bad Request)!!1</title><p>That\xe2\x80\x99s an error."


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (200, HALF, TryLater),
        (200, b'{"files": [{"id": "1"}', TryLater),
        (200, b'{"files": [{"name": "\xc3"}]}', TryLater),
        (200, b"", TryLater),
        (200, b"<html>Selamat datang di Wi-Fi kantor</html>", TryLater),
        (407, PROXY, TryLater),
        (403, PROXY, TryLater),
        (403, b'{"error": {"code": 40', TryLater),
        (400, GOOGLE, Refused),
        (404, GOOGLE, Missing),
        (503, GOOGLE, TryLater),
    ],
)
def test_an_answer_that_is_not_googles_is_the_networks_fault(office, served, status, content, kind):
    _, connection = served
    spoilt, _ = office
    spoilt.always(status, content)
    with pytest.raises(kind):
        connection.drive({}).listing("root")


@pytest.mark.parametrize(
    "error", [requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError]
)
def test_a_line_that_is_cut_in_the_middle_of_an_answer_is_the_networks_fault(office, served, error):
    _, connection = served
    spoilt, _ = office
    spoilt.cuts(error("Connection broken"))
    with pytest.raises(TryLater, match="jaringan"):
        connection.drive({}).download("root")

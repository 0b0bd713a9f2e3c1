"""A `run` goes on whatever one of its ticks met; only what cannot start ends it."""

from datetime import datetime
from pathlib import Path

import pytest

from automation import cli, commands, exit_status, wiring
from automation.domain.calendar import CalendarRunOut
from automation.job_log import Style, logging_as
from automation.jobs.tick.ledger_guard import LedgerLost
from automation.jobs.tick.sync import NotSetUp, TickReport
from automation.ledger import Locked, UnusableLedger
from automation.ports import AskedToStop, Missing, NotAllowed, TryLater, UnreadableWorkbook
from automation.register.lines import WrongHeadings
from automation.settings import Fault, WrongSettings
from demo.office import SETTINGS
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office

NOW = wita(2, 9)
QUIET = TickReport(effects=(), registered=(), warnings={}, problems=(), refused={}, changed_cells=False)


@pytest.fixture(autouse=True)
def in_text():
    with logging_as(Style.TEXT):
        yield


class OneTick(wiring.KeptOffice):
    """An office whose tick ends in one way, and that notes whether it was let go."""

    def __init__(self, end: Exception | TickReport) -> None:
        super().__init__(Path("office.toml"))
        self.end = end
        self.was_let_go = False

    def tick(self, now: datetime) -> TickReport:
        if isinstance(self.end, Exception):
            raise self.end
        return self.end

    def let_go(self) -> None:
        self.was_let_go = True


@pytest.mark.parametrize(
    "reason",
    [
        TryLater("Gagal membaca: Google sibuk."),
        Locked("Putaran lain sedang berjalan."),
        NotAllowed("Kunci ditolak."),
        Missing("Templat hilang."),
        UnreadableWorkbook("Lembar Register tidak ada."),
        WrongHeadings("Judul kolom hilang."),
        LedgerLost("Buku besar kosong."),
        CalendarRunOut(2029),
        NotSetUp("Jalankan setup."),
        WrongSettings("office.toml", [Fault("[kantor]", "kosong", "Isi.")]),
    ],
    ids=lambda reason: type(reason).__name__,
)
def test_what_stops_one_tick_is_told_with_its_time_and_the_next_one_comes(reason: Exception, capsys) -> None:
    kept = OneTick(reason)
    assert commands.ticked(kept, NOW)
    assert not kept.was_let_go
    told = capsys.readouterr().err
    assert told.startswith(f"{NOW:%Y-%m-%d %H:%M:%S}Z ")
    assert str(reason) in told


def test_a_ledger_that_cannot_be_used_lets_the_office_be_opened_anew(capsys) -> None:
    kept = OneTick(UnusableLedger("Berkas buku besar diganti."))
    assert commands.ticked(kept, NOW)
    assert kept.was_let_go
    assert "Berkas buku besar diganti." in capsys.readouterr().err


def test_an_error_that_nobody_foresaw_is_told_by_its_place_and_ends_nothing(capsys) -> None:
    kept = OneTick(ValueError("Zyxnama"))
    assert commands.ticked(kept, NOW)
    assert kept.was_let_go
    told = capsys.readouterr().err
    assert "builtins.ValueError" in told
    assert "Zyx" not in told


def test_being_asked_to_stop_ends_it_and_a_quiet_tick_says_nothing(capsys) -> None:
    assert not commands.ticked(OneTick(AskedToStop()), NOW)
    assert commands.ticked(OneTick(QUIET), NOW)
    assert capsys.readouterr() == ("", "")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory):
    with pytest.MonkeyPatch.context() as patch, a_wired_office(tmp_path_factory.mktemp("a"), NOW, patch) as office:
        yield office


def test_a_ledger_put_back_under_a_run_is_taken_up_by_the_tick_after_the_next(office: WiredOffice, capsys) -> None:
    with wiring.KeptOffice(office.folder / SETTINGS) as kept:
        assert commands.ticked(kept, NOW)
        first = kept.opened()
        ledger = first.settings.ledger_url.removeprefix("sqlite:///")
        content = Path(ledger).read_bytes()
        for beside in ("-wal", "-shm"):
            content_of = Path(ledger + beside)
            assert not content_of.exists() or content_of.stat()
        Path(ledger + ".baru").write_bytes(content)
        Path(ledger + ".baru").replace(ledger)
        assert commands.ticked(kept, NOW)
        assert "diganti" in capsys.readouterr().err
        assert kept.opened() is not first


@pytest.mark.parametrize("spoilt", ["[kantor", 'berkas_kunci = "tidak-ada.json"'])
def test_a_run_that_cannot_start_ends_with_status_2(office: WiredOffice, spoilt: str, tmp_path: Path) -> None:
    text = (office.folder / SETTINGS).read_text(encoding="utf-8")
    wrong = spoilt if spoilt == "[kantor" else text.replace("berkas_kunci = ", "berkas_kunci_lama = ", 1)
    (tmp_path / SETTINGS).write_text(wrong, encoding="utf-8")
    assert cli.main(["run", "--office", str(tmp_path / SETTINGS)]) == exit_status.CANNOT_START


def test_an_office_that_is_not_set_up_cannot_run(office: WiredOffice, tmp_path: Path) -> None:
    text = (office.folder / SETTINGS).read_text(encoding="utf-8")
    key = office.folder / "ruang-kerja" / "service-account.json"
    (tmp_path / SETTINGS).write_text(text.replace("ruang-kerja/service-account.json", str(key)), encoding="utf-8")
    assert cli.main(["run", "--office", str(tmp_path / SETTINGS)]) == exit_status.CANNOT_START

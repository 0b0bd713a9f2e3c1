"""Workers in processes of their own tick real offices: each exactly once, whatever happens to worker or neighbour."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.fleet.offices import FleetOffice, Result
from tests.databases import NoServer
from tests.fleet.fleets import Fleet, a_fleet
from tests.fleet.site import RealOffice, a_worker, real_offices, wait_until

NAMES = ["balai_satu", "balai_dua", "balai_tiga"]

pytestmark = pytest.mark.xdist_group("fleet")


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    with pytest.MonkeyPatch.context() as patch:
        try:
            yield a_fleet(patch)
        except NoServer as reason:
            pytest.skip(str(reason))


@pytest.fixture(scope="module")
def offices(fleet: Fleet, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[RealOffice]]:
    with real_offices(fleet, tmp_path_factory.mktemp("armada"), NAMES) as made:
        yield made


@pytest.fixture(scope="module")
def worker_log(fleet: Fleet, offices: list[RealOffice], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run one worker for the tests that let it live; its log."""
    log = tmp_path_factory.mktemp("pekerja") / "log"
    with a_worker(fleet, log):
        yield log


def known(fleet: Fleet, name: str) -> FleetOffice:
    with fleet.registry() as registry:
        return registry.office_named(name)


def a_tick_of(fleet: Fleet, name: str) -> None:
    """Wait until an office was ticked that had not begun yet."""
    with fleet.registry() as registry:
        now = registry.now()

        def was_ticked() -> bool:
            found = registry.office_named(name)
            return bool(found.began and found.ended and now < found.began < found.ended)

        wait_until(was_ticked, f"{name} ticks")


def is_ticking(fleet: Fleet, name: str) -> bool:
    found = known(fleet, name)
    return found.began is not None and (found.ended is None or found.ended < found.began)


def test_each_office_does_its_work_once_and_a_worker_ends_when_it_is_asked_to(fleet, offices, tmp_path):
    for office in offices:
        office.complain()
    with a_worker(fleet, tmp_path / "log") as worker:
        wait_until(lambda: all(office.is_done() for office in offices), "all is done")
        for office in offices:
            a_tick_of(fleet, office.name)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    for office in offices:
        office.hold_to_once()
        found = known(fleet, office.name)
        assert (found.result, found.figures.open_cases, found.standing.failures) == (Result.DONE, 1, 0)
    with fleet.registry() as registry:
        assert registry.everything().workers == ()


def test_a_worker_killed_in_mid_tick_is_taken_over_and_nothing_is_done_twice(fleet, offices, tmp_path):
    office = offices[0]
    with a_worker(fleet, tmp_path / "log") as first:
        a_tick_of(fleet, office.name)
        office.complain()
        before = len(office.registered())
        wait_until(lambda: len(office.registered()) > before and is_ticking(fleet, office.name), "in mid-tick")
        first.kill()
        first.wait()
        assert is_ticking(fleet, office.name)
    with a_worker(fleet, tmp_path / "log"):
        wait_until(office.is_done, "taken over")
        a_tick_of(fleet, office.name)
        office.hold_to_once()


def test_an_office_whose_google_refuses_for_good_is_put_aside_and_brought_back_while_others_are_on_time(
    fleet, offices, worker_log
):
    broken, *others = offices
    broken.break_calls(kind="status", status=403, times=-1, match={"path": "/spreadsheets"})
    wait_until(lambda: known(fleet, broken.name).standing.put_aside is not None, "put aside")
    aside = known(fleet, broken.name)
    for office in others:
        a_tick_of(fleet, office.name)
    assert known(fleet, broken.name).began == aside.began
    assert [known(fleet, office.name).result for office in others] == [Result.DONE] * 2
    assert f"{broken.name}: dikesampingkan sesudah 3 kegagalan" in worker_log.read_text()
    broken.heal_calls()
    assert fleet.run("lanjut", broken.name).status == 0
    wait_until(lambda: known(fleet, broken.name).result is Result.DONE, "brought back")


def test_an_office_that_hangs_delays_no_other(fleet, offices, worker_log):
    hanging, *others = offices
    hanging.break_calls(kind="slow", seconds=12, times=3, match={"path": "/spreadsheets"})
    wait_until(lambda: is_ticking(fleet, hanging.name), "it hangs")
    for office in others:
        a_tick_of(fleet, office.name)
        assert known(fleet, office.name).figures.lateness < 3
    assert is_ticking(fleet, hanging.name)
    hanging.heal_calls()
    wait_until(lambda: not is_ticking(fleet, hanging.name), "it goes on")


def test_an_office_that_was_paused_stands_still_until_it_is_let_go_on(fleet, offices, worker_log):
    paused, other = offices[:2]
    assert fleet.run("jeda", paused.name).status == 0
    a_tick_of(fleet, other.name)
    stood = known(fleet, paused.name).began
    paused.complain()
    a_tick_of(fleet, other.name)
    assert known(fleet, paused.name).began == stood
    assert not paused.is_done()
    assert fleet.run("lanjut", paused.name).status == 0
    wait_until(paused.is_done, "it goes on")


def test_settings_that_change_are_read_anew_whether_they_lie_in_a_folder_or_in_the_registry(
    fleet, offices, worker_log, tmp_path
):
    office = offices[0]
    good = office.settings.read_text(encoding="utf-8")
    bad = good.replace('kode_nomor = "KEL"', 'kode_nomr = "KEL"')
    a_tick_of(fleet, office.name)
    office.settings.write_text(bad, encoding="utf-8")
    wait_until(lambda: known(fleet, office.name).standing.reason == "WrongSettings", "the fault is seen")
    office.settings.write_text(good, encoding="utf-8")
    fleet.run("lanjut", office.name)
    wait_until(lambda: known(fleet, office.name).result is Result.DONE, "the correction is seen")
    kept = _without_its_workspace(office, tmp_path)
    assert fleet.run("tambah", office.name, str(kept), "--ganti", "--simpan").status == 0
    revision = known(fleet, office.name).revision
    a_tick_of(fleet, office.name)
    (kept / "office.toml").unlink()
    office.complain()
    wait_until(office.is_done, "it ticks without its folder")
    wait_until(lambda: known(fleet, office.name).result is Result.DONE, "its tick ends well")
    assert (known(fleet, office.name).folder, known(fleet, office.name).revision) == ("", revision)
    assert fleet.run("tambah", office.name, str(office.folder), "--ganti").status == 0


def _without_its_workspace(office: RealOffice, folder: Path) -> Path:
    """Copy what an office's settings need into a folder without the workspace's data."""
    kept = folder / "untuk-disimpan"
    (kept / "rahasia").mkdir(parents=True)
    key = kept / "rahasia" / "akun-layanan.json"
    key.write_bytes((office.folder / "ruang-kerja" / "service-account.json").read_bytes())
    key.chmod(0o600)
    code = kept / "rahasia" / "kunci-kode"
    code.write_bytes((office.folder / "rahasia" / "kunci-kode").read_bytes())
    code.chmod(0o600)
    text = office.settings.read_text(encoding="utf-8")
    text = text.replace("ruang-kerja/service-account.json", "rahasia/akun-layanan.json")
    (kept / "office.toml").write_text(text, encoding="utf-8")
    return kept


def test_an_office_whose_ledger_has_another_version_is_left_to_workers_of_that_version(fleet, offices, worker_log):
    newer, other = offices[:2]
    version = known(fleet, newer.name).ledger
    with fleet.registry() as registry:
        registry.note_ledger(newer.name, "9999")
    a_tick_of(fleet, other.name)
    stood = known(fleet, newer.name).began
    time.sleep(4)
    a_tick_of(fleet, other.name)
    assert known(fleet, newer.name).began == stood
    assert fleet.run("migrasi", newer.name).status == 0
    assert known(fleet, newer.name).ledger == version
    a_tick_of(fleet, newer.name)

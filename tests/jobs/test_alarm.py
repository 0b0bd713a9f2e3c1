"""The supervisor hears of what stops the job, and hears of it once a day."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from automation.jobs.tick.ledger_guard import LedgerLost
from automation.jobs.watch.alarm import attended_sync
from automation.ports import TryLater
from automation.register.lines import WrongHeadings
from tests.builders import wita
from tests.fakes import text_of

from .world import World

SUPERVISOR = "penyelia@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def alarms(world: World) -> list[str]:
    """Give what the supervisor was warned of, without the mail of each day."""
    return [subject for subject in world.subjects(SUPERVISOR) if "Kabar harian" not in subject]


def test_what_stops_the_job_is_mailed_to_the_supervisor_once_a_day(world: World) -> None:
    world.workbook.type("Register", 0, "Klasifikasi", "Jenis")
    for minutes in range(3):
        with pytest.raises(WrongHeadings):
            attended_sync(world.job, wita(2, 9) + timedelta(minutes=minutes))
    (mail,) = world.mailbox.to(SUPERVISOR)
    assert "Klasifikasi" in text_of(mail)
    with pytest.raises(WrongHeadings):
        attended_sync(world.job, wita(3, 9))
    assert len(alarms(world)) == 2


def test_a_lost_ledger_is_mailed_too(world: World) -> None:
    world.workbook.add_row("Register", number="KEL-2025-0007")
    with pytest.raises(LedgerLost):
        attended_sync(world.job, world.now)
    assert alarms(world)[0].startswith("[Tanggap] Perlu tindakan: Buku besar kosong")


def test_a_problem_of_the_office_is_mailed_while_the_rest_goes_on(world: World) -> None:
    world.complain()
    attended_sync(world.job, world.now)
    world.workbook.add_row("Register", number="KEL-2025-0007")
    world.complain()
    assert attended_sync(world.job, world.now).registered == ("KEL-2026-0002",)
    assert len(alarms(world)) == 1
    with world.quiet():
        attended_sync(world.job, world.now)


def test_what_passes_by_itself_is_mailed_once_it_has_lasted(world: World) -> None:
    world.complain()
    for minutes in range(0, 45, 5):
        world.faults.fail_always(TryLater("Drive sibuk"), "drive.create")
        assert attended_sync(world.job, wita(2, 9) + timedelta(minutes=minutes)).exit_status == 3
    (subject,) = alarms(world)
    assert "membuat folder kasus. Drive sibuk. Gagal sejak" in subject
    assert "KEL-2026-0001" in subject


def test_hours_of_failing_ticks_are_one_mail_whatever_each_of_them_met(world: World) -> None:
    world.complain()
    for minutes in range(0, 180, 12):
        reason = ("Gagal melihat isi folder: sibuk", "Gagal membuat folder: tidak terjangkau")[minutes % 24 // 12]
        world.faults.fail_always(TryLater(reason))
        assert attended_sync(world.job, wita(2, 9) + timedelta(minutes=minutes)).exit_status == 3
    assert alarms(world) == []
    world.faults.heal()
    attended_sync(world.job, wita(2, 12, 30))
    assert alarms(world) == []
    assert "telah kami terima" in world.subjects("siti@kayu.example")[0]


def test_failures_with_a_success_between_them_are_no_matter(world: World) -> None:
    for minutes in range(0, 60, 5):
        world.complain(email=f"pelapor{minutes}@contoh.example")
        if minutes % 20:
            world.faults.fail_before(1, TryLater("Drive sibuk"))
        attended_sync(world.job, wita(2, 9) + timedelta(minutes=minutes))
        world.faults.heal()
    assert alarms(world) == []


def test_a_ledger_older_than_riwayat_stops_the_job_before_it_repeats_anything(world: World, tmp_path: Path) -> None:
    world.complain()
    world.tick()
    with (
        closing(sqlite3.connect(tmp_path / "tanggap.db")) as live,
        closing(sqlite3.connect(tmp_path / "lama.db")) as old,
    ):
        live.backup(old)
    world.complain(email="kedua@contoh.example")
    world.tick()
    world.ledger.close()
    for beside in ("tanggap.db-wal", "tanggap.db-shm"):
        (tmp_path / beside).unlink(missing_ok=True)
    (tmp_path / "lama.db").replace(tmp_path / "tanggap.db")
    world.reborn()
    with world.quiet(), pytest.raises(LedgerLost, match="rebuild"):
        world.tick()


def test_a_supervisor_who_cannot_be_reached_hides_no_fault(world: World) -> None:
    world.workbook.type("Register", 0, "Klasifikasi", "Jenis")
    world.faults.fail_before(1, TryLater("Gmail sibuk"))
    with pytest.raises(WrongHeadings):
        attended_sync(world.job, world.now)

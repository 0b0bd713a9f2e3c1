"""The workbook says when the job ticked last, and what nobody could be told by mail."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from automation.domain.cells import Change
from automation.domain.notes import Note
from automation.jobs.tick.wording import ALL_TOLD
from automation.jobs.watch.alarm import attended_sync
from automation.ports import NotAllowed, RowRefused
from tests.builders import wita

from .world import World

HEADING = "Keadaan sistem"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def shown(world: World, row: int) -> str:
    return str(world.workbook.shown("Rekap", row, HEADING))


def writes(world: World, at: datetime) -> int:
    world.faults.forget()
    world.tick(at)
    return len(world.faults.writes)


def without_the_column(world: World) -> None:
    """Make Rekap what it was before there was a sign of life."""
    place = world.workbook.column("Rekap", HEADING)
    for row in world.workbook.sheets["Rekap"]:
        del row[place:]


def test_the_first_row_says_when_the_last_tick_was_and_the_second_that_all_was_told(world: World) -> None:
    world.complain()
    world.tick(wita(2, 9, 15))
    assert shown(world, 1) == "Pemeriksaan terakhir: 02/11/2026 09.15"
    assert shown(world, 2) == ALL_TOLD


def test_the_figures_beside_it_stand_where_they_always_did(world: World) -> None:
    world.tick(wita(2, 9))
    figures = [(row["Ukuran"], row["Nilai"]) for row in world.workbook.rows("Rekap")]
    assert figures[0] == ("Keluhan diterima, tahun ini", 0)
    world.complain()
    world.tick(wita(2, 10))
    assert [row["Ukuran"] for row in world.workbook.rows("Rekap")][: len(figures)] == [name for name, _ in figures]
    assert world.workbook.rows("Rekap")[0]["Nilai"] == 1


def test_an_idle_tick_within_the_hour_writes_nothing_and_one_after_it_writes_once(world: World) -> None:
    world.tick(wita(2, 9))
    assert [writes(world, wita(2, 9, minute)) for minute in (0, 1, 30, 59)] == [0, 0, 0, 0]
    assert writes(world, wita(2, 10)) == 1
    assert shown(world, 1).endswith("10.00")
    assert [writes(world, wita(2, 10, minute)) for minute in (0, 59)] == [0, 0]


def test_any_other_write_takes_it_along(world: World) -> None:
    world.tick(wita(2, 9))
    world.complain()
    world.faults.forget()
    world.tick(wita(2, 9, 7))
    assert world.faults.writes.count("workbook.write") == 1
    assert shown(world, 1).endswith("09.07")


def test_a_clock_that_was_set_back_is_shown_as_it_is_now(world: World) -> None:
    world.tick(wita(2, 9))
    assert writes(world, wita(2, 8)) == 1
    assert shown(world, 1).endswith("08.00")


def test_what_nobody_could_be_told_by_mail_stands_in_the_workbook_until_it_is_told(world: World) -> None:
    world.complain()
    attended_sync(world.job, wita(2, 9))
    world.workbook.add_row("Register", number="KEL-2025-0007")
    world.faults.fail_before(1, NotAllowed("Gmail menolak: layanan dimatikan"))
    attended_sync(world.job, wita(2, 9, 1))
    attended_sync(world.job, wita(2, 9, 2))
    assert shown(world, 2).startswith("PERLU PERHATIAN, penyelia belum dapat disurati: ")
    assert "nomornya tidak dikenal" in shown(world, 2)
    attended_sync(world.job, wita(2, 9, 3))
    assert shown(world, 2) == ALL_TOLD


def test_what_nobody_could_be_told_of_is_taken_away_once_it_is_over(world: World) -> None:
    world.complain()
    world.faults.fail_always(NotAllowed("Gmail dimatikan bagi akun ini."), "mailbox.draft")
    with pytest.raises(NotAllowed):
        attended_sync(world.job, wita(2, 9))
    world.faults.heal()
    assert "Gmail dimatikan" in world.job.ledger.noted(Note.UNHEARD)
    attended_sync(world.job, wita(2, 9, 1))
    attended_sync(world.job, wita(2, 9, 2))
    assert shown(world, 2) == ALL_TOLD


def test_a_workbook_from_before_goes_on_without_the_column_and_as_quietly(world: World) -> None:
    without_the_column(world)
    world.complain()
    world.tick(wita(2, 9))
    assert world.workbook.sheets["Rekap"][0] == ["Ukuran", "Nilai"]
    assert writes(world, wita(2, 9, 1)) == 0
    assert not any(len(row) > 2 for row in world.workbook.sheets["Rekap"])


def test_a_sign_of_life_that_is_refused_hinders_nothing_and_rests(world: World) -> None:
    world.tick(wita(2, 9))
    write = world.workbook.write

    def refusing(changes: Sequence[Change]) -> None:
        places = [place for place, one in enumerate(changes) if one.tab == "recap" and getattr(one, "row", 0) == 1]
        if places:
            world.faults.writes.append("workbook.refused")
            raise RowRefused("Gagal menulis buku kerja.", places=tuple(places))
        write(changes)

    world.workbook.write = refusing  # type: ignore[method-assign]  # (the fake refuses this one row)
    assert writes(world, wita(2, 11)) == 1
    assert sum(writes(world, wita(2, 11) + timedelta(minutes=minute)) for minute in range(1, 30)) == 1

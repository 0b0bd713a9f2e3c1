"""The supervisor's mail of each working day."""

from pathlib import Path

import pytest

from automation.domain.places import Place
from automation.jobs.watch.alarm import attended_sync
from automation.ports import TryLater
from tests.builders import wita
from tests.fakes.mailbox import text_of

from .world import World

ONE = "KEL-2026-0001"
SUPERVISOR = "penyelia@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def reports(world: World) -> list[str]:
    return [
        " ".join(text_of(mail).split()).replace(" :", ":")
        for mail in world.mailbox.to(SUPERVISOR)
        if "Kabar harian" in str(mail["Subject"])
    ]


def test_it_goes_out_once_a_working_day_when_the_office_opens(world: World) -> None:
    for day, hour in ((6, 7), (6, 9), (6, 10), (7, 9), (8, 9), (9, 7), (9, 8), (9, 15)):
        attended_sync(world.job, wita(day, hour))
    assert len(reports(world)) == 2
    assert "6 November 2026 sampai 8 November 2026" in reports(world)[1]


def test_it_tells_of_the_day_before_and_seals_the_history(world: World) -> None:
    world.complain()
    world.complain(email="dua@contoh.example")
    attended_sync(world.job, wita(2, 9))
    attended_sync(world.job, wita(2, 10))
    sent = sum("harian" not in mail.key for mail in world.mailbox.mails)
    attended_sync(world.job, wita(3, 9))
    last = world.ledger.history()[-1]
    told = reports(world)[-1]
    assert "Pemeriksaan selesai: 2" in told
    assert "Keluhan masuk: 2" in told
    assert "Keluhan terbuka kini: 2" in told
    assert "Cadangan buku besar: 3 November 2026" in told
    assert f"baris {last.sequence}, {last.seal[:16]}" in told
    assert f"Surel terkirim: {sent}" in told


def test_it_leads_to_the_tab_that_says_when_the_last_tick_was(world: World) -> None:
    attended_sync(world.job, wita(2, 9))
    book, tab = (world.ledger.memory().places[place] for place in (Place.WORKBOOK, Place.tab("recap")))
    assert f"Keadaan sistem kini: https://docs.google.com/spreadsheets/d/{book}/edit#gid={tab}" in reports(world)[-1]


def test_it_names_what_waits_for_a_person(world: World) -> None:
    world.complain()
    attended_sync(world.job, wita(2, 9))
    world.workbook.add_row("Register", number="KEL-2025-0007")
    attended_sync(world.job, wita(3, 9))
    assert "- Register baris 3: nomornya tidak dikenal" in reports(world)[-1]


def test_a_mailbox_out_of_reach_delays_it_and_loses_no_day(world: World) -> None:
    attended_sync(world.job, wita(2, 9))
    world.faults.fail_before(1, TryLater("sibuk"))
    attended_sync(world.job, wita(3, 9))
    assert len(reports(world)) == 1
    world.faults.heal()
    attended_sync(world.job, wita(4, 9))
    assert "2 November 2026 sampai 3 November 2026" in reports(world)[-1]


def test_an_idle_tick_costs_no_more_for_it(world: World) -> None:
    attended_sync(world.job, wita(2, 9))
    world.faults.forget()
    attended_sync(world.job, wita(2, 9, 1))
    assert world.faults.writes == []

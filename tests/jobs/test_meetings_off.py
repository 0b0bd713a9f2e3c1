"""A meeting is called off or moved: whoever was invited hears of it once, and is invited again if it is on again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import wita
from tests.fakes import text_of

from .test_sync import ONE
from .world import World

GUEST = "maya@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Maya is invited to a meeting on 4 November at ten."""
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada")
    world.fill(ONE, meeting_needed="Ya", meeting_at="04/11/2026 10:00", meeting_place="Ruang 1")
    world.fill(ONE, meeting_participants=GUEST)
    world.tick(wita(2, 10))
    yield world
    world.ledger.close()


def told(world: World) -> list[str]:
    """Return what the guest was told of meetings, in its order."""
    lines = [line.strip() for mail in world.mailbox.to(GUEST) for line in text_of(mail).splitlines()]
    return [line for line in lines if line.startswith(("Waktu:", "Rapat pada"))]


def test_a_meeting_that_is_called_off_and_on_again_is_told_each_time(world: World) -> None:
    for minute, needed in enumerate(("Tidak", "Ya", "Tidak"), start=1):
        world.fill(ONE, meeting_needed=needed)
        world.tick(wita(2, 10, minute))
    on, off = (
        "Waktu: Rabu, 4 November 2026 pukul 10.00 WITA",
        "Rapat pada Rabu, 4 November 2026 pukul 10.00 WITA tidak jadi.",
    )
    assert told(world) == [on, off, on, off]
    world.tick(wita(2, 10, 10))
    with world.quiet():
        world.tick(wita(2, 10, 11))


def test_whoever_is_invited_to_another_time_hears_that_the_first_is_off(world: World) -> None:
    world.fill(ONE, meeting_at="04/11/2026 11:00")
    world.tick(wita(2, 10, 1))
    assert [line.partition("pukul ")[2] for line in told(world)[1:]] in (
        ["10.00 WITA tidak jadi.", "11.00 WITA"],
        ["11.00 WITA", "10.00 WITA tidak jadi."],
    )


def test_the_meeting_of_a_withdrawn_complaint_is_off(world: World) -> None:
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(2, 10, 1))
    assert told(world)[-1].endswith("tidak jadi.")


def test_a_meeting_that_was_held_is_not_called_off(world: World) -> None:
    world.tick(wita(4, 13))
    world.fill(ONE, meeting_needed="Tidak")
    world.tick(wita(4, 13, 1))
    assert len(told(world)) == 1

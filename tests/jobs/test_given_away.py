"""A complaint goes to another working group: the lead who had it hears so, once each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.domain.groups import Person
from tests.builders import wita
from tests.fakes import text_of

from .test_sync import ONE
from .world import World

TESTING, CALIBRATION = "Pokja Pengujian", "Pokja Kalibrasi"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """The lead of Pengujian has the complaint on the desk."""
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada")
    world.tick(wita(2, 10))
    yield world
    world.ledger.close()


def lead(world: World, group: str) -> Person:
    return next(one.lead for one in world.settings.disposition.groups if one.name == group)


def given_away(world: World, group: str) -> list[str]:
    """Return what the lead of a group was told of who handles the complaint now."""
    lines = [
        line.strip() for mail in world.mailbox.to(lead(world, group).email) for line in text_of(mail).splitlines()
    ]
    return [line for line in lines if line.startswith("Keluhan ini sekarang ditangani")]


def test_the_lead_who_had_it_hears_each_time_who_has_it_now(world: World) -> None:
    for minute, group in enumerate((CALIBRATION, TESTING, CALIBRATION), start=1):
        world.fill(ONE, assigned_to=group)
        world.tick(wita(2, 10, minute))
    calibration = f"Keluhan ini sekarang ditangani {CALIBRATION} (ketua: {lead(world, CALIBRATION).name})."
    testing = f"Keluhan ini sekarang ditangani {TESTING} (ketua: {lead(world, TESTING).name})."
    assert given_away(world, TESTING) == [calibration, calibration]
    assert given_away(world, CALIBRATION) == [testing]
    with world.quiet():
        world.tick(wita(2, 10, 10))


def test_a_lead_who_had_not_heard_of_it_yet_is_told_nothing(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada")
    world.tick(wita(2, 20))
    world.fill(ONE, assigned_to=CALIBRATION)
    world.tick(wita(2, 20, 1))
    world.tick(wita(3, 9))
    assert world.mailbox.to(lead(world, CALIBRATION).email)
    assert given_away(world, TESTING) == []
    world.ledger.close()


def test_of_a_complaint_that_ended_nobody_is_told_where_it_went(world: World) -> None:
    world.fill(ONE, assigned_to=CALIBRATION, classification="Dicabut pelapor")
    world.tick(wita(2, 10, 1))
    assert given_away(world, TESTING) == []

"""Whoever must hear of an end hears of it, though the mail that told it came to nothing after two deaths."""

from collections import Counter
from pathlib import Path

import pytest

from automation.jobs.telling.unsent import LOOKS
from tests.builders import wita
from tests.fakes import Killed

from .test_killed_anywhere import assert_nothing_twice
from .world import World

ONE = "KEL-2026-0001"
#: The morning's tick: two officers are to tell the complainant by chat, of draft and send each; then the workbook.
WRITES_OF_THE_MORNING = 5
#: The tick after it begins with drafts that it throws away: one for each mail that nobody may have sent.
WRITES_OF_ITS_FOLLOWER = 2


def the_evening_before(folder: Path) -> World:
    """Give a closed complaint of somebody without an address: it is for officers to tell them."""
    world = World(folder, plain=True)
    world.complain(email="")
    for minute in range(3):
        world.tick(wita(2, 9, minute))
    world.fill(ONE, classification="Bukan keluhan")
    world.tick(wita(2, 10))
    return world


def dying(world: World, how: str, write: int) -> None:
    getattr(world.faults, how)(write)
    try:
        world.tick(wita(3, 8, 1))
    except Killed:
        world.reborn()
    world.faults.heal()


@pytest.mark.parametrize("second", range(1, WRITES_OF_ITS_FOLLOWER + 1))
@pytest.mark.parametrize("first", range(1, WRITES_OF_THE_MORNING + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_two_deaths_leave_nobody_untold(tmp_path: Path, how: str, first: int, second: int) -> None:
    world = the_evening_before(tmp_path)
    dying(world, how, first)
    dying(world, "die_after", second)
    for minute in range(2, 3 * LOOKS):
        world.tick(wita(3, 8, minute))
    told = Counter(
        str(mail.message["To"]) for mail in world.mailbox.mails if "WhatsApp" in str(mail.message["Subject"])
    )
    assert told == {"dewi@bspji-samarinda.example": 1, "fauzi@bspji-samarinda.example": 1}
    assert_nothing_twice(world)
    assert world.ledger.memory().carried == frozenset()

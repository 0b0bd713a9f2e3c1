"""What failed is tried again at once when a person asks for it, whatever its pause."""

from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.domain.setback import MOST_TRIES, Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from automation.jobs.retrying import NothingToRetry, ask_again
from automation.ports import Refused
from tests.builders import a_number, wita

from .world import World

ONE, TWO = a_number(1), a_number(2)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def given_up(world: World) -> Setback:
    """Have the first effect of a complaint fail until it is given up."""
    world.complain()
    for _ in range(MOST_TRIES):
        world.faults.fail_before(1, Refused("Drive menolak."))
        world.tick()
        world.now += timedelta(days=2)
    world.faults.heal()
    (setback,) = world.ledger.setbacks().values()
    return setback


def test_a_thing_that_was_given_up_stays_so_until_a_person_asks_for_it(world: World) -> None:
    setback = given_up(world)
    assert setback.is_given_up
    world.tick()
    assert setback.name in world.ledger.setbacks()
    assert ask_again(world.job, setback.number) == 1
    world.tick()
    assert world.ledger.setbacks() == {}
    assert setback.name in world.ledger.memory().results


def test_one_that_fails_again_is_counted_anew_and_fails_since_when_it_first_did(world: World) -> None:
    setback = given_up(world)
    ask_again(world.job, None)
    world.faults.fail_before(1, Refused("Drive menolak lagi."))
    world.tick()
    (after,) = world.ledger.setbacks().values()
    assert (after.name, after.times, after.since) == (setback.name, 1, setback.since)
    assert after.next_try == world.now + timedelta(minutes=1)
    world.tick()  # Shows beside the row that it waits for nobody any more.
    with world.quiet():
        world.tick()


def test_only_the_complaint_that_is_named_is_tried_again(world: World) -> None:
    world.complain()
    world.complain(email="dua@contoh.example")
    world.tick()
    for number, name in (
        (ONE, f"{ONE}/pdf/1"),
        (None, f"baris/Register/{ONE}"),
        (None, f"kasus/{ONE}"),
        (TWO, f"{TWO}/pdf/1"),
        (None, "formulir/public"),
    ):
        failure = Failure(Cause.REFUSED, "ditolak")
        world.ledger.set_back(
            Setback(
                name=SetbackName(name),
                number=number,
                failure=failure,
                rests_on="",
                since=wita(2, 9),
                tried_at=wita(2, 9),
                times=MOST_TRIES,
            )
        )
    assert ask_again(world.job, ONE) == 3
    tried = {name for name, one in world.ledger.setbacks().items() if not one.rests(wita(2, 9), "")}
    assert tried == {f"{ONE}/pdf/1", f"baris/Register/{ONE}", f"kasus/{ONE}"}
    assert ask_again(world.job, None) == 5


def test_a_number_that_no_complaint_has_is_refused_with_what_to_do(world: World) -> None:
    with pytest.raises(NothingToRetry, match="Periksa nomornya di lembar Register"):
        ask_again(world.job, ComplaintNumber.parse("KEL-2026-0099"))


def test_a_complaint_of_which_nothing_failed_has_nothing_to_try(world: World) -> None:
    world.complain()
    world.tick()
    assert ask_again(world.job, ONE) == 0

"""A process that is asked to end finishes the effect in hand and begins no other; the next one goes on from there."""

from dataclasses import replace
from pathlib import Path

import pytest

from automation.jobs.tick.sync import sync
from automation.ports import AskedToStop

from .test_killed_anywhere import assert_nothing_twice, recovered
from .world import World

ONE = "KEL-2026-0001"


@pytest.mark.parametrize("effects", range(4))
def test_a_tick_asked_to_stop_ends_after_the_effect_in_hand(tmp_path: Path, effects: int) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    asked = iter([False] * effects + [True] * 10)
    with pytest.raises(AskedToStop):
        sync(replace(world.job, asked_to_stop=lambda: next(asked)), world.now)
    assert len(world.ledger.memory().results) == effects
    assert not world.ledger.begun()
    recovered(world)
    assert_nothing_twice(world)
    assert world.files_of(ONE) == {f"{ONE} Form Pengaduan.docx"}


def test_a_tick_with_nothing_to_do_is_not_stopped(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    assert sync(replace(world.job, asked_to_stop=lambda: True), world.now).exit_status == 0

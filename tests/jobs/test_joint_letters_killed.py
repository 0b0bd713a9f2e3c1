"""A letter for two complaints: the job dies, or loses an answer, at each of its writes; all is there once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from automation.ports import TryLater
from tests.fakes import Killed

from . import advice_stages as stages
from .advice_acts import types, with_another
from .advice_stages import TWO, Stage, Stages, goes_by
from .advices import DONE
from .test_killed_anywhere import assert_nothing_twice
from .test_sync import ONE
from .world import World

NUMBERED = types(decision="Setuju", letter_number="B/7/XI/2026", letter_date="02/11/2026")


def initialled_for_both(world: World) -> None:
    """The letter of the first complaint answers the second too, and is initialled."""
    stages.received(world)
    with_another(types(**DONE), joint_letter=ONE, **DONE)(world)
    goes_by(world)
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    goes_by(world)
    world.fill(ONE, initials="BS 2/11")
    goes_by(world)


def printed_for_both(world: World) -> None:
    initialled_for_both(world)
    NUMBERED(world)
    goes_by(world)


def scanned(world: World) -> None:
    world.drop_scan_of(ONE, dpi=100)


#: What people do, and which files and mails both complaints have once the job is through with it.
TURNS: dict[str, tuple[Stage, Callable[[World], None], str]] = {
    "made": (initialled_for_both, NUMBERED, "Surat Balasan.pdf"),
    "signed": (printed_for_both, scanned, "Surat Balasan (pindaian) 2026-11-02.pdf"),
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


def writes_of(world: World) -> int:
    """Return how often two ticks write undisturbed."""
    world.faults.forget()
    goes_by(world)
    return len(world.faults.writes)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("how", ["die_after", "fail_after"])
def test_a_joint_letter_is_in_both_cases_once_wherever_the_job_was_cut_off(
    played: Stages, tmp_path: Path, turn: str, how: str
) -> None:
    stage, act, name = TURNS[turn]
    (tmp_path / "0").mkdir()
    world = played.at(stage, tmp_path / "0")
    act(world)
    most = writes_of(world)
    assert_answered(world, name)
    assert most > 4
    for write in range(1, most + 1):
        folder = tmp_path / str(write)
        folder.mkdir()
        world = played.at(stage, folder)
        act(world)
        cut_off(world, how, write)
        assert_answered(world, name)
        assert_nothing_twice(world)


def cut_off(world: World, how: str, write: int) -> None:
    """Disturb the job at one write, and let it come to rest."""
    world.faults.forget()
    if how == "fail_after":
        world.faults.fail_after(write, TryLater("terputus"))
        goes_by(world)
    else:
        getattr(world.faults, how)(write)
        with pytest.raises(Killed):
            goes_by(world)
    world.reborn()
    goes_by(world, 3)
    with world.quiet():
        world.tick()


def assert_answered(world: World, name: str) -> None:
    for number in (ONE, TWO):
        assert f"{number} {name}" in world.files_of(number)
    if "pindaian" in name:
        for address in ("siti@kayu.example", "budi@besi.example"):
            assert sum("Surat balasan" in subject for subject in world.subjects(address)) == 1

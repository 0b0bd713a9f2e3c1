"""Calls side by side: in whatever order they are made and end, nothing is lost, twice, or out of turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, get_ident
from typing import Any

import pytest
from sqlalchemy import event

from automation.jobs.tick.sync import sync
from automation.lanes import Threads
from automation.ports import AskedToStop, Ended, NotAllowed, Refused, TryLater
from tests.fakes import Killed, SeededLanes

from .test_killed_anywhere import assert_nothing_twice, recovered
from .world import World

THREE = ("KEL-2026-0001", "KEL-2026-0002", "KEL-2026-0003")
#: Three folders, three forms, draft and send of three acknowledgements and two digests.
WRITES = 16
MOMENT = TryLater("terputus")


def three_came(folder: Path, seed: int = 1) -> World:
    world = World(folder, plain=True)
    world.lanes = SeededLanes(seed)
    for place in range(1, 4):
        world.complain(email=f"p{place}@contoh.example")
    return world


def assert_all_there(world: World) -> None:
    assert_nothing_twice(world)
    for place, number in enumerate(THREE, start=1):
        assert world.files_of(number) == {f"{number} Form Pengaduan.docx"}
        assert world.shown(number, "Status") == "Menunggu pemilahan"
        assert len(world.subjects(f"p{place}@contoh.example")) == 1
    assert len(world.subjects("dewi@bspji-samarinda.example")) == 1


@pytest.mark.parametrize("seed", range(4))
def test_calls_that_end_in_another_order_make_the_same_world(tmp_path: Path, seed: int) -> None:
    world = three_came(tmp_path, seed)
    assert world.tick().exit_status == 0
    assert world.faults.writes.count("workbook.write") == 1
    assert sum(not one.startswith(("workbook.", "forms.")) for one in world.faults.writes) == WRITES
    with world.quiet():
        world.tick()
    assert_all_there(world)


@pytest.mark.parametrize("write", range(1, WRITES + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_a_tick_killed_with_calls_in_flight_is_finished_once(tmp_path: Path, how: str, write: int) -> None:
    world = three_came(tmp_path, seed=write)
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick()
    world.lanes = SeededLanes(-write)
    recovered(world)
    assert_all_there(world)


@pytest.mark.parametrize("write", range(1, WRITES + 1))
def test_an_answer_that_is_lost_beside_others_repeats_nothing(tmp_path: Path, write: int) -> None:
    world = three_came(tmp_path, seed=write)
    world.faults.fail_after(write, MOMENT)
    assert world.tick().exit_status == 3
    world.faults.heal()
    world.tick()
    with world.quiet():
        world.tick()
    assert_all_there(world)


def _makes(world: World, name: str, act: Callable[[], None]) -> None:
    """Let something happen while the folder of a case is made."""
    create = world.drive.create_folder

    def created(id: str, called: str, *rest: Any) -> None:
        if called == name:
            act()
        create(id, called, *rest)

    world.drive.create_folder = created  # type: ignore[method-assign, assignment]  # (the fake is told what happens meanwhile)


def test_a_call_that_hangs_keeps_no_other_case_waiting(tmp_path: Path) -> None:
    world = three_came(tmp_path)
    world.lanes = Threads(3)
    others_sent = Event()

    def hang() -> None:
        assert others_sent.wait(30), "the other cases waited for the one that hangs"

    write = world.drive.upload

    def uploaded(id: str, name: str, *rest: Any) -> bool:
        done = write(id, name, *rest)
        if {THREE[1], THREE[2]} <= {one.name[:13] for one in world.drive.files.values() if "Form" in one.name}:
            others_sent.set()
        return done

    world.drive.upload = uploaded  # type: ignore[method-assign, assignment]  # (the fake tells what came)
    _makes(world, THREE[0], hang)
    world.tick()
    world.lanes.close()
    assert_all_there(world)


def test_only_the_thread_of_the_tick_writes_the_ledger(tmp_path: Path) -> None:
    world = three_came(tmp_path)
    world.lanes = Threads()
    outside, inside = set[int](), set[int]()
    event.listen(world.ledger._engine, "commit", lambda _: inside.add(get_ident()))
    for name in THREE:
        _makes(world, name, lambda: outside.add(get_ident()))
    world.tick()
    world.lanes.close()
    assert inside == {get_ident()}
    assert outside
    assert get_ident() not in outside


@pytest.mark.parametrize("seed", range(6))
def test_where_access_is_refused_no_more_is_called_and_what_was_made_is_kept(tmp_path: Path, seed: int) -> None:
    world = three_came(tmp_path, seed)
    _makes(world, THREE[1], _raising(NotAllowed("akses dicabut")))
    with pytest.raises(NotAllowed):
        world.tick()
    made = {file.name for file in world.drive.files.values() if file.name.startswith("KEL-")}
    known = {key for key in world.ledger.memory().results if key.startswith("KEL-")}
    assert {key.partition("/")[0] for key in known} == {name[:13] for name in made}
    assert len(known) == len(made)
    assert not world.mailbox.drafts
    world.drive.create_folder = type(world.drive).create_folder.__get__(world.drive)  # type: ignore[method-assign]  # (access is back)
    recovered(world)
    assert_all_there(world)


def test_an_access_that_is_refused_between_draft_and_sending_leaves_the_mail_begun(tmp_path: Path) -> None:
    world = three_came(tmp_path, seed=3)
    world.faults.fail_always(NotAllowed("akses dicabut"), "mailbox.send")
    with pytest.raises(NotAllowed):
        world.tick()
    begun = [one for one in world.ledger.begun() if one.kind == "SendMail"]
    assert {one.token for one in begun if one.token} == set(world.mailbox.drafts)
    assert not world.mailbox.mails
    world.faults.heal()
    recovered(world)
    assert_all_there(world)


class _Watching(SeededLanes):
    """Holds that nothing is called any more once somebody heard that access is refused."""

    refused = False

    def start(self, call: Callable[[], object]) -> int:
        assert not self.refused, "something was called after access had been refused"
        return super().start(call)

    def ended(self) -> tuple[int, Ended]:
        number, ended = super().ended()
        self.refused = self.refused or isinstance(ended.error, NotAllowed)
        return number, ended


@pytest.mark.parametrize("write", range(1, WRITES + 1))
def test_once_access_is_refused_nothing_in_progress_goes_further(tmp_path: Path, write: int) -> None:
    world = three_came(tmp_path)
    world.lanes = _Watching(write)
    world.faults.fail_before(write, NotAllowed("akses dicabut"))
    with pytest.raises(NotAllowed):
        world.tick()
    world.lanes = SeededLanes(-write)
    recovered(world)
    assert_all_there(world)


@pytest.mark.parametrize("seed", range(3))
def test_a_refusal_stays_with_its_own_case(tmp_path: Path, seed: int) -> None:
    world = three_came(tmp_path, seed)
    _makes(world, THREE[1], _raising(Refused("folder ditolak")))
    report = world.tick()
    assert list(report.refused) == [f"{THREE[1]}/folder"]
    for number in (THREE[0], THREE[2]):
        assert world.files_of(number) == {f"{number} Form Pengaduan.docx"}


@pytest.mark.parametrize("seed", range(3))
def test_an_outage_ends_the_tick_and_the_next_one_goes_on(tmp_path: Path, seed: int) -> None:
    world = three_came(tmp_path, seed)
    world.faults.fail_always(MOMENT, "drive.create")
    report = world.tick()
    assert report.ended_early == "terputus"
    assert not report.refused
    assert {f"{number}/folder" for number in THREE} <= {one.key for one in world.ledger.begun()}
    world.faults.heal()
    recovered(world)
    assert_all_there(world)


@pytest.mark.parametrize("effects", range(7))
def test_a_tick_asked_to_stop_ends_after_the_effects_in_flight(tmp_path: Path, effects: int) -> None:
    world = three_came(tmp_path, seed=effects)
    asked = iter([False] * effects + [True] * 10)
    with pytest.raises(AskedToStop):
        sync(replace(world.job, asked_to_stop=lambda: next(asked)), world.now)
    assert len(world.ledger.memory().results) == effects
    assert not world.ledger.begun()
    recovered(world)
    assert_all_there(world)


def test_four_calls_are_in_flight_at_once_and_never_more(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.lanes = lanes = SeededLanes(5)
    for place in range(8):
        world.complain(email=f"p{place}@contoh.example")
    world.tick()
    assert lanes.most == 4


@pytest.mark.parametrize("seed", range(3))
def test_a_template_is_fetched_once_for_all(tmp_path: Path, seed: int) -> None:
    world = three_came(tmp_path, seed)
    world.tick()
    assert Counter(world.faults.reads)["drive.download"] == 1


def _raising(error: Exception) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act

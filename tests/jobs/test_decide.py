"""Deciding answers, and changes nothing: not the world, not the memory, not its own ground."""

from dataclasses import replace
from pathlib import Path

from automation.jobs.boundary import show
from automation.jobs.tick.decide import decide, plan_of
from automation.jobs.tick.gather import gather
from automation.jobs.tick.ground import Ground
from tests.builders import wita

from .world import World


def busy(tmp_path: Path) -> World:
    """An office with new complaints, one of them twice in the Register, and more mails than are likely."""
    world = World(tmp_path, plain=True)
    for place in range(3):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.tick(wita(2, 9))
    world.fill("KEL-2026-0001", classification="Bukan keluhan")
    world.fill("KEL-2026-0002", classification="Duplikat", duplicate_of="KEL-2026-0001")
    world.workbook.type("Register", world.row_of("KEL-2026-0003"), "Nomor", "KEL-2026-0002")
    world.complain(email="lain@contoh.example")
    return world


def test_what_is_decided_twice_on_the_same_ground_is_the_same(tmp_path: Path) -> None:
    world = busy(tmp_path)
    memory = world.ledger.memory()
    settings = replace(world.settings, mail=replace(world.settings.mail, unlikely_above=0))
    snapshot = gather(world.job, memory, wita(2, 10))
    ground = Ground.about(snapshot, memory, settings, show)
    first = plan_of(ground, sure=False)
    assert len(first.problems) > 1
    assert first.cases
    assert first.events
    assert plan_of(ground, sure=False) == first == decide(snapshot, memory, settings)


def test_a_case_knows_what_became_of_those_before_it_in_the_same_decision(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    for place in range(2):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.tick(wita(2, 9))
    world.complain(email="lain@contoh.example")
    world.fill("KEL-2026-0001", classification="Dicabut pelapor")
    world.fill("KEL-2026-0002", classification="Duplikat", duplicate_of="KEL-2026-0001")
    snapshot = gather(world.job, world.ledger.memory(), wita(2, 10))
    plan = decide(snapshot, world.ledger.memory(), world.settings)
    first, second, fresh = plan.views.values()
    assert first.case.outcome is not None
    assert second.case.outcome is None
    assert any("tidak ditangani lagi" in warning for warning in second.warnings)
    assert fresh.case in plan.cases

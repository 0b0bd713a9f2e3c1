"""A flood of complaints slows down itself, and nobody else."""

import tempfile
from datetime import timedelta
from pathlib import Path

from automation.domain.case import Case
from automation.jobs.tick import sync as ticking
from tests.builders import wita

from .world import World

ONE = "KEL-2026-0001"
#: What one call to Google takes, in seconds.
A_CALL = 0.2


def flooded(answers: int) -> tuple[World, list[int]]:
    """Let so many answers come between two ticks, with a complaint about to be late; gives the calls of each tick."""
    world = World(Path(tempfile.mkdtemp()), plain=True, surel__batas_tidak_biasa=1000)
    world.complain()
    world.tick(wita(2, 7, 35))
    world.now = wita(2, 7, 50)
    for place in range(answers):
        world.complain(email=f"pelapor{place}@contoh.example", subject=f"Keluhan {place}")
    calls = []
    for minutes in range(0, 60):
        world.faults.forget()
        outcome = world.tick(wita(2, 8, 30) + timedelta(minutes=minutes))
        calls.append(len(world.faults.reads) + len(world.faults.writes))
        if minutes == 0:
            assert "TERLAMBAT" in " ".join(world.subjects("dewi@bspji-samarinda.example"))
        if not outcome.left and not outcome.effects:
            break
    return world, calls


def assert_dealt_with(world: World, calls: list[int], answers: int) -> None:
    cases: list[Case] = list(world.ledger.memory().cases.values())
    assert len(cases) == len(world.workbook.rows("Register")) == answers + 1
    assert max(calls) * A_CALL < 600
    sent = sum(len(world.subjects(f"pelapor{place}@contoh.example")) for place in range(answers))
    assert sent == min(answers, world.settings.mail.acknowledgements_a_day - 1)
    world.ledger.close()


def test_three_hundred_answers_are_taken_in_within_the_limits(monkeypatch: object) -> None:
    ticking_calls = ticking.CALLS_A_TICK
    assert ticking_calls * A_CALL < 600
    world, calls = flooded(300)
    assert_dealt_with(world, calls, 300)

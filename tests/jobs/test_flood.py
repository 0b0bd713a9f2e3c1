"""A flood of complaints slows down itself, and nobody else."""

from datetime import timedelta
from pathlib import Path

import pytest

from automation.jobs.tick import sync as ticking
from tests.builders import wita
from tests.fakes import text_of

from .world import World

ONE = "KEL-2026-0001"
OFFICER = "dewi@bspji-samarinda.example"
#: What one call to Google takes, in seconds.
A_CALL = 0.2


def flooded(world: World, answers: int) -> list[int]:
    """Let so many answers come between two ticks, with a complaint about to be late; gives the calls of each tick."""
    world.now = wita(2, 7, 32)
    world.complain()
    world.tick(wita(2, 7, 35))
    world.now = wita(2, 7, 50)
    for place in range(answers):
        world.complain(email=f"pelapor{place}@contoh.example", subject=f"Keluhan {place}")
    calls = []
    for minutes in range(60):
        world.faults.forget()
        outcome = world.tick(wita(2, 8, 30) + timedelta(minutes=minutes))
        calls.append(len(world.faults.reads) + len(world.faults.writes))
        if minutes == 0:
            (_, digest) = world.mailbox.to(OFFICER)
            assert "TERLAMBAT" in text_of(digest)
        if not outcome.left and not outcome.effects:
            break
    return calls


def test_a_flood_is_taken_in_within_the_limits_and_keeps_no_reminder_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ticking.CALLS_A_TICK * A_CALL < 600
    monkeypatch.setattr(ticking, "CALLS_A_TICK", 160)
    monkeypatch.setattr(ticking, "CALLS_FOR_MAILS", 120)
    world = World(tmp_path, plain=True, surel__batas_tidak_biasa=1000, surel__konfirmasi_sehari=21)
    calls = flooded(world, 60)
    assert len(calls) > 2
    assert max(calls) < 160 + 20
    assert len(world.ledger.memory().cases) == len(world.workbook.rows("Register")) == 61
    assert sum(file.name.endswith("Form Pengaduan.docx") for file in world.drive.files.values()) == 61
    assert sum(len(world.subjects(f"pelapor{place}@contoh.example")) for place in range(60)) == 20

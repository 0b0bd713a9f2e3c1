"""A flood of complaints slows down itself, and nobody else."""

from pathlib import Path

import pytest

from automation.jobs.tick import sync as ticking

from .flood import A_CALL, A_TICK, flooded
from .mail_world import MailWorld


def test_a_flood_is_taken_in_within_the_limits_and_keeps_no_reminder_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ticking.CALLS_A_TICK * A_CALL < A_TICK
    monkeypatch.setattr(ticking, "CALLS_A_TICK", 160)
    monkeypatch.setattr(ticking, "CALLS_FOR_MAILS", 120)
    flood = flooded(MailWorld(tmp_path, surel__batas_tidak_biasa=1000, surel__konfirmasi_sehari=21), 60, 15)
    assert len(flood.calls) > 2
    # Beside the 160 that are counted: what a tick looks at, two calls a mail, and its one write.
    assert list(flood.violations(most_calls=160 + 20 + 2 * 15, most_acknowledged=20)) == []
    assert flood.acknowledged > 0

"""An edited office from its first complaint to rest, with all that was wrong on the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.jobs.kept_or_anew import differences

from .checker import violations
from .office import EditedOffice

_TICKS_TO_REST = 6
#: So often what the process keeps from tick to tick is held against what one finds that begins anew.
_STEPS_A_LOOK = 6
#: Every third office signs through Srikandi.
#: With few complaints each gets further, with many they meet more often: the seed says how many there are.
FEWEST = 3


def played(folder: Path, seed: int, steps: int) -> tuple[EditedOffice, list[str]]:
    """Take so many steps; return the office, and what was wrong at any of them, each once."""
    office = EditedOffice(folder, seed, most=FEWEST + seed % 6, electronic=seed % 3 == 2)
    found: dict[str, None] = {}
    for place in range(steps):
        office.step()
        found |= dict.fromkeys(f"step {place}: {line}" for line in violations(office) if line not in _lines(found))
        if place % _STEPS_A_LOOK == 0:
            kept = [f"step {place}: kept from tick to tick, {one}" for one in differences(office.world)]
            found |= dict.fromkeys(kept)
        if len(found) > 20:
            break
    for _ in range(_TICKS_TO_REST):
        office.tick()
    office.world.faults.forget()
    office.world.now += timedelta(seconds=20)
    office.tick()
    if office.world.faults.writes:
        found[f"at rest: {office.world.faults.writes}"] = None
    office.world.ledger.close()
    return office, list(found)


def _lines(found: dict[str, None]) -> set[str]:
    return {line.partition(": ")[2] for line in found}

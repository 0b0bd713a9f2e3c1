"""The ledger is lost: the workspace tells it again."""

from dataclasses import replace
from pathlib import Path

import pytest

from automation.domain.case import Case
from automation.jobs.rebuild import LedgerNotEmpty, restore
from automation.ledger import open_ledger
from tests.builders import wita

from .test_sync import ONE, run_to_signature
from .world import World


def without_ledger(world: World) -> World:
    """Lose the ledger; setup has found its places again."""
    places = world.ledger.memory().places
    world.ledger.close()
    world.ledger = open_ledger(f"sqlite:///{world.folder / 'baru.db'}")
    for name, id in places.items():
        world.ledger.remember_place(name, id)
    return world


def told(case: Case) -> object:
    """What of a case must come back; the fingerprint of a calendar, the seconds and the last look need not."""
    return replace(
        case, registered_at=wita(1), row_seen=True, steps=tuple(replace(record, calendar="") for record in case.steps)
    )


def test_a_lost_ledger_comes_back_and_nothing_is_done_twice(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    world.complain(subject="Kedua", email="kedua@contoh.example")
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 13))
    before = world.ledger.memory()
    files, mails = len(world.drive.files), len(world.mailbox.mails)
    restored = restore(without_ledger(world).desk, wita(4, 13, 30))
    after = world.ledger.memory()
    assert restored.gaps == ()
    assert {number: told(case) for number, case in after.cases.items()} == {
        number: told(case) for number, case in before.cases.items()
    }
    assert dict(after.responses) == dict(before.responses)
    assert {one.effect: one.sha256 for one in after.documents} == {one.effect: one.sha256 for one in before.documents}
    world.tick(wita(4, 14))
    assert len(world.drive.files) == files
    assert len(world.mailbox.mails) == mails
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"
    world.drop_scan_of(ONE)
    world.tick(wita(4, 15))
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"


@pytest.mark.parametrize("hour", [14, 22])
def test_after_a_rebuild_nothing_is_planned_by_day_or_by_night(tmp_path: Path, hour: int) -> None:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    world.tick(wita(4, 13))
    restore(without_ledger(world).desk, wita(4, hour))
    assert world.tick(wita(4, hour), dry_run=True).effects == ()
    mails = len(world.mailbox.mails)
    world.tick(wita(5, 7, 30))
    assert len(world.mailbox.mails) == mails


def test_a_ledger_with_complaints_is_never_overwritten(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    with pytest.raises(LedgerNotEmpty):
        restore(world.desk, world.now)

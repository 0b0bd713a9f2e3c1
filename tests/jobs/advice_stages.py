"""One complaint at each stage of its way: each is played once, and copied for whoever begins there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from automation.ledger import open_ledger

from .test_sync import ONE
from .world import World

TWO = "KEL-2026-0002"
#: What is copied of a world; its ledger is a file.
_PARTS = ("faults", "workbook", "forms", "drive", "mailbox", "inbox")
MINUTES = timedelta(minutes=2)


def goes_by(world: World, ticks: int = 2) -> str:
    """Let the job tick some times; return all that it says is wrong then, with whom or what."""
    for _ in range(ticks):
        world.now += MINUTES
        report = world.tick()
    rows = [str(row["Peringatan"]) for row in world.workbook.rows("Register")]
    return "\n".join((*rows, *report.problems))


def received(world: World, **answers: str) -> None:
    world.complain(**answers)
    goes_by(world, 1)


def disposed(world: World, **answers: str) -> None:
    received(world, **answers)
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    goes_by(world, 1)


def decided(world: World, **answers: str) -> None:
    """Step 7: what is to be done is decided, and nothing is done yet."""
    disposed(world, **answers)
    world.fill(ONE, findings="Contoh tertukar", workers="tidak ada", cause="Label lepas", cause_category="Metode")
    world.fill(ONE, corrective_action="Uji ulang", preventive_action="Label ganda")
    goes_by(world, 1)


def drafted(world: World, **answers: str) -> None:
    decided(world, **answers)
    world.fill(ONE, applied_on="02/11/2026", verification="Sesuai", verified_by="Siti Aminah", effective="Ya")
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    goes_by(world)


def initialled(world: World, **answers: str) -> None:
    drafted(world, **answers)
    world.fill(ONE, initials="BS 2/11")
    goes_by(world, 1)


def approved(world: World, **answers: str) -> None:
    initialled(world, **answers)
    world.fill(ONE, decision="Setuju")
    goes_by(world, 1)


def printed(world: World, **answers: str) -> None:
    approved(world, **answers)
    world.fill(ONE, letter_number="B/120/BSPJI/XI/2026", letter_date="02/11/2026")
    goes_by(world, 1)


def signed(world: World, **answers: str) -> None:
    printed(world, **answers)
    world.drop_scan_of(ONE, dpi=100)
    goes_by(world)


def settled(world: World, **answers: str) -> None:
    signed(world, **answers)
    world.fill(ONE, sent_by="Surel", delivered_on="02/11/2026", recipient="Siti Aminah")
    goes_by(world, 3)


def signed_without_mail(world: World) -> None:
    """Step 10, of a complainant whom the job cannot mail."""
    signed(world, email="")


def approved_again(world: World) -> None:
    """Reopened for "Masih salah" on the next day, and its second letter approved."""
    settled(world)
    world.now += timedelta(days=1)
    world.fill(ONE, reopening="Masih salah")
    goes_by(world, 1)
    world.fill(
        ONE, findings="Alat rusak", cause="Perawatan lewat", corrective_action="Ganti", preventive_action="Jadwal"
    )
    world.fill(ONE, applied_on="3/11/2026", verification="Baik", verified_by="Siti Aminah", effective="Ya")
    world.fill(ONE, reply_text="Sudah benar.")
    goes_by(world)
    world.fill(ONE, initials="BS kedua")
    goes_by(world, 1)
    world.fill(ONE, decision="Setuju ulang")
    goes_by(world, 1)


def settled_again(world: World) -> None:
    """Reopened for "Masih salah", and settled a second time."""
    approved_again(world)
    world.fill(ONE, letter_number="B/131/BSPJI/XI/2026", letter_date="03/11/2026")
    goes_by(world, 1)
    world.drop_scan_of(ONE, "kedua.pdf", letter=2, dpi=100)
    goes_by(world)
    world.fill(ONE, sent_by="Pos/kurir", delivered_on="03/11/2026", recipient="Siti")
    goes_by(world, 3)


Stage = Callable[[World], None]


@dataclass
class Stages:
    """Worlds at each stage, each played once into a folder."""

    folder: Path
    played: dict[str, World] = field(default_factory=dict)

    def at(self, stage: Stage, folder: Path) -> World:
        """Return a world at a stage, of its own."""
        name = stage.__name__
        if name not in self.played:
            world = World(self.folder / name, plain=True)
            stage(world)
            world.ledger.close()
            self.played[name] = world
        master = self.played[name]
        copy = object.__new__(World)
        copy.__dict__.update(master.__dict__)
        copy.__dict__.update(deepcopy({part: getattr(master, part) for part in _PARTS}))
        copy.folder = folder
        shutil.copy(master.folder / "tanggap.db", folder / "tanggap.db")
        copy.ledger = open_ledger(f"sqlite:///{folder / 'tanggap.db'}")
        return copy

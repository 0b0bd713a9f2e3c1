"""Scans and drafts of a folder, in an office in memory: what became of each."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from automation.sandbox import ProcessSandbox
from automation.sandbox.limits import Limits
from tests.builders import wita
from tests.jobs.test_mishaps import run_to_draft
from tests.jobs.world import World

from .outcomes import Outcome, Run, done_again

ONE = "KEL-2026-0001"
_WHERE = {
    "folder-scans": "still waits",
    "folder-review": "left to a person",
    "folder-originals": "filed, the original kept",
}
#: Nobody waits longer for scans to be dealt with.
_MOST_TICKS = 60
_APPROVED: dict[str, str] = {
    "decision": "Setuju",
    "letter_number": "B/120/BSPJI/XI/2026",
    "letter_date": "04/11/2026",
}


def run_scans(files: Sequence[Path], folder: Path) -> Run:
    """Let all files lie in *Pindaian Masuk* of an office that has one complaint."""
    world = World(folder, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.sandbox = _apart()
    ids = {}
    for file in files:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        ids[world.drive.drop("folder-scans", file.name, file.read_bytes(), kind)] = file
    began = time.perf_counter()
    for _ in range(_MOST_TICKS):
        before = [world.drive.files[id].parent for id in ids]
        world.tick(world.now + timedelta(minutes=1))
        if before == [world.drive.files[id].parent for id in ids]:
            break
    took = 1000 * (time.perf_counter() - began) / max(len(ids), 1)
    again = done_again(world)
    world.ledger.close()
    outcomes = []
    for id, file in ids.items():
        now = world.drive.files[id]
        outcomes.append(Outcome(name=file.name, became=_WHERE.get(now.parent, "filed in a case"), reason=now.note))
    return Run(outcomes=tuple(outcomes), again=again, milliseconds=took)


def run_drafts(files: Sequence[Path], folder: Path) -> Run:
    """Let each file be saved as a reply's draft, initialled, approved and numbered, each in an office of its own."""
    began = time.perf_counter()
    found = [_drafted(file, folder / str(place)) for place, file in enumerate(files)]
    took = 1000 * (time.perf_counter() - began) / max(len(files), 1)
    return Run(
        outcomes=tuple(outcome for outcome, _ in found),
        again=tuple(one for _, again in found for one in again),
        milliseconds=took,
    )


def _drafted(file: Path, folder: Path) -> tuple[Outcome, tuple[str, ...]]:
    world = World(folder, plain=True)
    run_to_draft(world)
    world.drive.typesets = True
    draft = next(id for id, one in world.drive.files.items() if one.name == f"{ONE} Surat Balasan.docx")
    world.sandbox = _apart()
    world.drive.edit(draft, file.read_bytes())
    # People look at what they saved before they put their initials under it.
    for minute, cells in enumerate(({}, {"initials": "BS baru"}, _APPROVED, {}), start=30):
        world.fill(ONE, **cells)
        world.tick(wita(4, 13, minute))
    is_letter = f"{ONE} Surat Balasan.pdf" in world.files_of(ONE)
    reason = " / ".join(str(world.shown(ONE, "Peringatan")).splitlines())
    again = done_again(world)
    world.ledger.close()
    return Outcome(name=file.name, became="became a letter" if is_letter else "no letter", reason=reason), again


def _apart() -> ProcessSandbox:
    return ProcessSandbox(time.monotonic, Limits())

"""The scans that wait, opened one after another; one that cannot be opened keeps no other waiting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from automation.archive import wording
from automation.archive.bounds import LARGEST_FILE
from automation.archive.reading import ScanReading, UnreadableScan, reading_of
from automation.domain.texts import keepable
from automation.jobs.desk import Desk
from automation.jobs.tick.snapshot import Scan
from automation.ports import CannotOpen, EnoughForNow, FileEntry, Missing, Sandbox

#: So many scans are read in one tick; the others wait for the next.
SCANS_A_TICK = 40


@contextmanager
def resting(sandbox: Sandbox) -> Iterator[None]:
    """Have whatever opens files rest once a tick is over, however it ends."""
    try:
        yield
    finally:
        sandbox.rest()


def scans_waiting(desk: Desk, folder: str) -> tuple[Scan, ...]:
    """Give the scans in a folder with what was read on them; those left out wait for the next tick."""
    return tuple(_read(desk, desk.drive.listing(folder)[:SCANS_A_TICK]))


def _read(desk: Desk, waiting: tuple[FileEntry, ...]) -> Iterator[Scan]:
    with suppress(EnoughForNow):
        for entry in waiting:
            # Somebody may have taken it away since the folder was listed.
            with suppress(Missing):
                yield Scan(replace(entry, name=keepable(entry.name)), _reading(desk, entry))


def _reading(desk: Desk, entry: FileEntry) -> ScanReading | UnreadableScan:
    if entry.size > LARGEST_FILE:
        return UnreadableScan("", wording.TOO_LARGE)
    content = desk.drive.download(entry.id)
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        seen = desk.sandbox.look(content, entry.mime_type)
    except CannotOpen as reason:
        return UnreadableScan(sha256, str(reason))
    return reading_of(seen, sha256, desk.code_secret)

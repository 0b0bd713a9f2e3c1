"""The scans that wait, opened one after another; one that cannot be opened keeps no other waiting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from automation.archive import wording
from automation.archive.bounds import LARGEST_FILE
from automation.archive.reading import ScanReading, UnreadableScan, reading_of
from automation.domain.places import Place
from automation.domain.texts import keepable
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.snapshot import Scan
from automation.jobs.trouble import FOLDER, SCAN, fingerprint
from automation.ports import EnoughForNow, EntryKind, FileEntry, Missing, Refused, Sandbox

#: So many scans are read in one tick; the others wait for the next.
SCANS_A_TICK = 40
#: An empty file younger than this may be on its way.
COMES_WITHIN = timedelta(minutes=10)
_WAITING = f"{FOLDER}pindaian-masuk"


@contextmanager
def resting(sandbox: Sandbox) -> Iterator[None]:
    """Let the sandbox rest once a tick is over, however it ends."""
    try:
        yield
    finally:
        sandbox.rest()


def scans_waiting(job: JobContext, looking: Looking) -> tuple[tuple[Scan, ...], int]:
    """Return the scans that wait, with what was read on them, and how many folders lie among them (never opened).

    Those left out wait for the next tick.
    """
    listed = looking.of(_WAITING, lambda: job.drive.contents(looking.memory.places[Place.folder("scans")]))
    if listed is None:
        return (), 0
    looking.into(_WAITING)
    looking.into(SCAN)
    files = [entry for entry in listed if entry.kind is not EntryKind.FOLDER]
    waiting = [
        entry
        for entry in files
        if not _is_coming(entry, looking.now) and not looking.rests(f"{SCAN}{entry.id}", _rests_on(entry))
    ]
    return tuple(_read(job, looking, waiting[:SCANS_A_TICK])), len(listed) - len(files)


def _is_coming(entry: FileEntry, now: datetime) -> bool:
    """Return whether a file is still being uploaded: it is empty, and was made a moment ago."""
    young = entry.modified_at is not None and now - entry.modified_at < COMES_WITHIN
    return entry.kind is EntryKind.FILE and not entry.size and young


def _read(job: JobContext, looking: Looking, waiting: list[FileEntry]) -> Iterator[Scan]:
    with suppress(EnoughForNow):
        for entry in waiting:
            reading = looking.of(f"{SCAN}{entry.id}", partial(_reading, job, entry), _rests_on(entry))
            if reading is not None:
                yield Scan(replace(entry, name=keepable(entry.name)), reading)


def _rests_on(entry: FileEntry) -> str:
    return fingerprint(entry.id, entry.name, str(entry.size), entry.md5)


def _reading(job: JobContext, entry: FileEntry) -> ScanReading | UnreadableScan | None:
    """Return what is on a scan, or why a person must look at it; None where somebody has taken it away meanwhile."""
    if entry.size > LARGEST_FILE:
        return UnreadableScan("", wording.TOO_LARGE)
    try:
        content = job.drive.download(entry.id, entry)
    except Missing:
        return None
    except Refused as reason:
        return UnreadableScan("", str(reason))
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        seen = job.sandbox.look(content, entry.mime_type)
    except Refused as reason:
        return UnreadableScan(sha256, str(reason))
    return reading_of(seen, sha256, job.code_secret)

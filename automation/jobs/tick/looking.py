"""The scans that wait, opened one after another; one that cannot be opened keeps no other waiting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from automation.archive import wording
from automation.archive.cut_off import is_cut_off
from automation.archive.scan_reading import ScanReading, UnreadableScan, reading_of
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.domain.scans import Medium
from automation.domain.setback_name import SetbackName, Thing
from automation.domain.texts import keepable
from automation.jobs.job_context import JobContext
from automation.jobs.looking import Looking
from automation.jobs.scan_folders import ScanFolders
from automation.jobs.snapshot import Scan
from automation.jobs.tick.wet_ink import held_against_printed
from automation.jobs.tick.wording import folder_gone
from automation.jobs.trouble import fingerprint
from automation.ports import (
    LARGEST_DOWNLOAD,
    EnoughForNow,
    EntryKind,
    FileEntry,
    Missing,
    Refused,
    Sandbox,
    Unexplained,
)

#: So many scans are read in one tick; the others wait for the next.
SCANS_A_TICK = 40
#: An empty file, or one without its end, that changed so short a time ago may be on its way.
COMES_WITHIN = timedelta(minutes=10)


@contextmanager
def resting(sandbox: Sandbox) -> Iterator[None]:
    """Let the sandbox rest once a tick is over, however it ends."""
    try:
        yield
    finally:
        sandbox.rest()


@dataclass(frozen=True, slots=True)
class Listed:
    """What lies among the scans, and the files that were asked for in the same call, by the key that made them.

    Attributes:
        here: the files, those in inner folders among them.
        made: as said.
        folders: the inner folders as they are known now.
        beside: what lies in the case folders that were asked for.
    """

    here: tuple[FileEntry, ...]
    made: tuple[tuple[str, FileEntry], ...]
    folders: ScanFolders
    beside: tuple[FileEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """The scans that wait, with what was read on them, and the names of files that have long been on their way."""

    scans: tuple[Scan, ...] = ()
    coming: tuple[str, ...] = ()


def listed(
    job: JobContext, looking: Looking, keys: Sequence[str], cases: Mapping[str, ComplaintNumber]
) -> Listed | None:
    """List the folder of scans with its inner folders, and files made under these keys; None where that fails.

    Args:
        job: the office.
        looking: what this tick looks at.
        keys: of files.
        cases: folders of cases whose contents are wanted too, with the complaint of each.
    """
    folders = ScanFolders.remembered(looking.memory.notes.get(Note.SCAN_FOLDERS, ""))
    found = looking.of(SetbackName.SCANS, lambda: _listed(job, looking, folders, keys, cases))
    if found is not None:
        looking.into(SetbackName.SCANS)
        looking.into(SetbackName.CASE_FOLDERS)
    return found


def _listed(
    job: JobContext, looking: Looking, folders: ScanFolders, keys: Sequence[str], cases: Mapping[str, ComplaintNumber]
) -> Listed:
    """List all in one call; a folder that is gone for good keeps Drive from listing any other, and is left out."""
    there = [id for id, number in cases.items() if not looking.rests(SetbackName.case_folder(number), id)]
    try:
        return _listed_of(job, looking, folders, keys, there)
    except Missing:
        there = [id for id in there if _is_there(job, looking, id, cases[id])]
    try:
        return _listed_of(job, looking, folders, keys, there)
    except Missing:
        return _listed_of(job, looking, ScanFolders(), keys, there)  # Those that are left are found again.


def _is_there(job: JobContext, looking: Looking, folder: str, number: ComplaintNumber) -> bool:
    """Return whether a case's folder can be looked into; one that cannot is told of beside its row."""

    def look() -> bool:
        try:
            return job.drive.is_in_bin(folder)
        except Missing as gone:
            raise Refused(folder_gone(number), gone.said) from gone

    return looking.of(SetbackName.case_folder(number), look, folder, number) is not None


def _listed_of(
    job: JobContext, looking: Looking, known: ScanFolders, keys: Sequence[str], cases: Sequence[str]
) -> Listed:
    root = looking.memory.places[Place.folder("scans")]
    asked = (*known.to_look_into(), *cases)
    here, made = job.drive.contents_with(root, keys, asked)
    after = known.after(root, asked, here, job.settings.hours.day_of(looking.now))
    files = tuple(entry for entry in after.shown_in(root, here) if entry.kind is not EntryKind.FOLDER)
    return Listed(files, made, after, tuple(entry for entry in here if entry.parent in cases))


def scans_waiting(job: JobContext, looking: Looking, files: Sequence[FileEntry]) -> Waiting:
    """Return the scans that wait; those left out wait for the next tick."""
    looking.into(Thing.SCAN)
    coming = [entry for entry in files if not entry.size and _may_be_coming(entry, looking.now)]
    waiting = [
        entry
        for entry in files
        if entry not in coming and not looking.rests(SetbackName.scan(entry.id), _rests_on(entry))
    ]
    scans = tuple(_read(job, looking, waiting[:SCANS_A_TICK], coming))
    return Waiting(scans, tuple(keepable(entry.name) for entry in coming if _is_late(entry, looking.now)))


def _may_be_coming(entry: FileEntry, now: datetime) -> bool:
    """Return whether a file changed so short a time ago that it may still be being uploaded."""
    young = entry.modified_at is not None and now - entry.modified_at < COMES_WITHIN
    return entry.kind is EntryKind.FILE and young


def _is_late(entry: FileEntry, now: datetime) -> bool:
    return entry.created_at is not None and now - entry.created_at >= COMES_WITHIN


def _read(job: JobContext, looking: Looking, waiting: list[FileEntry], coming: list[FileEntry]) -> Iterator[Scan]:
    """Read scans one after another; those that turn out to be on their way still go to `coming`."""
    with suppress(EnoughForNow):
        for entry in waiting:
            read = partial(_reading, job, entry, looking)
            reading = looking.of(SetbackName.scan(entry.id), read, _rests_on(entry))
            if isinstance(reading, _Coming):
                coming.append(entry)
            elif reading is not None:
                yield Scan(replace(entry, name=keepable(entry.name)), reading)


class _Coming:
    """A file that lacks its end and changed a moment ago."""


def _rests_on(entry: FileEntry) -> str:
    return fingerprint(entry.id, entry.name, str(entry.size), entry.md5)


def _reading(job: JobContext, entry: FileEntry, looking: Looking) -> ScanReading | UnreadableScan | _Coming | None:
    """Return what is on a scan, or why a person must look at it; None where somebody has taken it away meanwhile."""
    if entry.size > LARGEST_DOWNLOAD:
        return UnreadableScan("", wording.TOO_LARGE)
    try:
        content = job.drive.download(entry.id, entry)
    except Missing:
        return None
    except Unexplained:
        raise  # It is looked at again after a pause: what it says may well be asked for then.
    except Refused as reason:
        return UnreadableScan("", str(reason))
    if _may_be_coming(entry, looking.now) and is_cut_off(content):
        return _Coming()
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        reading = reading_of(job.sandbox.look(content, entry.mime_type), sha256, job.code_secret)
        if reading.medium is Medium.PDF and _is_to_be_signed(reading, looking.memory):
            signed = job.sandbox.signed_pdf(content, job.settings.srikandi.roots, looking.now)
            return replace(reading, signed=signed)
    except Unexplained:
        raise
    except Refused as reason:
        return UnreadableScan(sha256, str(reason))
    has_waited = SetbackName.scan(entry.id) in looking.memory.setbacks
    held = held_against_printed(job, content, reading, looking.memory, has_waited=has_waited)
    return replace(reading, held=dict(held))


def _is_to_be_signed(reading: ScanReading, memory: Memory) -> bool:
    """Return whether a scan is, by its codes, a letter that was made ready to be signed through Srikandi."""
    ready = {(one.number, one.sequence) for one in memory.documents if one.form is DocumentForm.SRIKANDI}
    codes = {code for page in reading.pages for code in page.codes}
    return any(code.kind is DocumentKind.SURAT_BALASAN and (code.number, code.sequence) in ready for code in codes)

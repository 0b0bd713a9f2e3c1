"""A copy of the ledger each day, taken while it is used: checked, packed, kept some days, put back when needed."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from glob import escape
from pathlib import Path

from sqlalchemy import Engine

from automation import private

from . import wording
from .locking import held_beside
from .opening import file_of
from .refusals import UnusableLedger
from .soundness import ENDING

FOLDER = "cadangan"
#: So many bytes are packed and compared at a time.
_PIECE = 1 << 20
#: What the note of a copy says that was put back.
COPY = "salinan"
_PACKED = ".gz"
#: An earlier version packed none.
_ENDINGS = ("", _PACKED)
#: Only copies of ours are ever deleted, not what a person keeps beside them.
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


class FailedBackup(Exception):
    """No sound copy could be made; the text tells a person what to do."""


def back_up(engine: Engine, day: date, keep: int) -> Path | None:
    """Copy a SQLite ledger into `cadangan/` beside it, once a day, and delete all but the newest copies.

    Args:
        engine: the ledger; any other database is left to its own means, as is one in memory.
        day: the day of the copy, which its name bears.
        keep: how many copies stay; 0 makes none.

    Returns:
        The copy made now; None when there was nothing to do.

    Raises:
        FailedBackup: it could not be written, or it does not hold what it should.
    """
    ledger = file_of(engine.url)
    if not keep or ledger is None:
        return None
    folder = ledger.parent / FOLDER
    copy = folder / f"{ledger.stem}-{day:%Y-%m-%d}{ledger.suffix}{_PACKED}"
    if copy.exists() or copy.with_suffix("").exists():
        return None
    try:
        private.make_folder(folder)
        # Named without the day, so that what a killed process leaves is in the way of nothing and soon replaced.
        whole = folder / f"{ledger.stem}.salinan"
        try:
            _copy(ledger, whole)
            _pack(whole, copy)
        finally:
            for left in (whole, whole.with_suffix(_PACKED)):  # On a full disk both would take what room is left.
                left.unlink(missing_ok=True)
        for old in _copies_of(ledger)[:-keep]:
            old.unlink()
    except (OSError, sqlite3.Error) as error:
        raise FailedBackup(wording.backup_failed(error=error, folder=folder)) from error
    return copy


def put_back(url: str, copy: Path, at: datetime, *, note: str = "") -> Path | None:
    """Put a copy in the place of a SQLite ledger, damaged or not.

    Args:
        url: the ledger's.
        copy: the copy; it stays where it is.
        at: when, for the name of what is moved aside.
        note: the name of a note that the copy bears from the first moment in its place; "" for none.

    Returns:
        Where the ledger that was there now lies, beside its place; None when there was none.

    Raises:
        UnusableLedger: the copy is none, or damaged, or the ledger is no file; nothing was changed. Or the disk
            refused at the last moment: then the ledger lies aside, and the same call again goes on.
        Locked: a tick is running.
    """
    ledger = file_of(url)
    if ledger is None:
        raise UnusableLedger(wording.LEDGER_IS_NO_FILE)
    if not copy.is_file() or (ledger.exists() and ledger.samefile(copy)):
        raise UnusableLedger(wording.no_such_copy(copy=copy, folder=FOLDER))
    whole = ledger.with_suffix(".dipulihkan")
    try:
        private.make_folder(ledger.parent)
        with held_beside(ledger), _unpacked(copy, beside=ledger) as sound:
            _copy(sound, whole)
            if note:
                _write_note(whole, note)
            aside = _moved_aside(ledger, at)
            whole.replace(ledger)
    except (OSError, EOFError, zlib.error, sqlite3.Error) as error:
        raise UnusableLedger(wording.copy_not_put_back(copy=copy, error=error, folder=FOLDER)) from error
    return aside


def kept_private(url: str) -> tuple[Path, ...]:
    """Take the rights of all others from a SQLite ledger, what lies beside it for it, and its copies.

    Returns:
        What others could open until now: an earlier version left such files, or a person copied them.
    """
    ledger = file_of(url)
    if ledger is None:
        return ()
    folder, aside = ledger.parent / FOLDER, escape(f"{ledger.stem}-diganti-")
    theirs = [ledger.with_name(ledger.name + ending) for ending in ("", "-wal", "-shm", "-journal", ".lock", ENDING)]
    theirs += sorted(ledger.parent.glob(f"{aside}*"))
    theirs += [folder, *sorted(folder.glob(f"{escape(ledger.stem)}-{_DAY}{escape(ledger.suffix)}*"))]
    # What belongs to somebody else stays as it is; whether it can be used shows when it is opened.
    with suppress(PermissionError):
        return private.tightened(theirs)
    return ()


def _write_note(ledger: Path, name: str) -> None:
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute("insert or replace into note (name, text) values (?, ?)", (name, COPY))


def _moved_aside(ledger: Path, at: datetime) -> Path | None:
    """Move a ledger and the log in front of it out of the way: a log left behind would be read into the copy."""
    aside = ledger.with_stem(f"{ledger.stem}-diganti-{at:%Y-%m-%d-%H%M%S}")
    found = ledger.exists()
    for ending in ("", "-wal", "-shm"):
        part = ledger.with_name(ledger.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside if found else None


def newest(engine: Engine) -> date | None:
    """Return the day of the newest copy beside a SQLite ledger; None where there is none."""
    ledger = file_of(engine.url)
    if ledger is None:
        return None
    copies = _copies_of(ledger)
    return date.fromisoformat(copies[-1].name[len(ledger.stem) + 1 :][:10]) if copies else None


def _copies_of(ledger: Path) -> list[Path]:
    """Return the copies beside a ledger, the oldest first."""
    named = f"{escape(ledger.stem)}-{_DAY}{escape(ledger.suffix)}"
    return sorted(one for ending in _ENDINGS for one in (ledger.parent / FOLDER).glob(named + ending))


def _pack(whole: Path, copy: Path) -> None:
    """Pack a copy, and read back what was packed: a disk may take what it does not keep."""
    part = whole.with_suffix(_PACKED)
    part.unlink(missing_ok=True)
    private.make_file(part)
    with whole.open("rb") as source, part.open("r+b") as target:
        # Without the name and the time of the file within: the same ledger makes the same copy.
        with gzip.GzipFile("", "wb", fileobj=target, mtime=0) as packed:
            shutil.copyfileobj(source, packed, _PIECE)
        target.flush()
        os.fsync(target.fileno())
    with whole.open("rb") as source, gzip.open(part) as packed:
        while piece := source.read(_PIECE):
            if packed.read(len(piece)) != piece:
                raise OSError(wording.COPY_DIFFERS)
    part.replace(copy)


@contextmanager
def _unpacked(copy: Path, *, beside: Path) -> Iterator[Path]:
    """Give a copy that SQLite can read: an older one itself, a packed one unpacked for as long as this takes."""
    if copy.suffix != _PACKED:
        yield copy
        return
    whole = beside.with_suffix(".dibuka")
    whole.unlink(missing_ok=True)
    private.make_file(whole)
    try:
        with gzip.open(copy) as packed, whole.open("r+b") as target:
            shutil.copyfileobj(packed, target, _PIECE)
        yield whole
    finally:
        whole.unlink()


def _copy(ledger: Path, copy: Path) -> None:
    part = copy.with_suffix(".sebagian")
    part.unlink(missing_ok=True)
    private.make_file(part)
    with closing(sqlite3.connect(ledger)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
        # The copy is for reading by itself: without the two files that a log in front of it needs.
        target.execute("pragma journal_mode=delete")
        (found,) = target.execute("pragma integrity_check(1)").fetchone()
        is_ledger = target.execute("select count(*) from sqlite_master where name = 'history'").fetchone()[0]
    if found != "ok" or not is_ledger:
        raise sqlite3.DatabaseError(str(found) if is_ledger else wording.COPY_IS_NO_LEDGER)
    with part.open("rb") as stream:
        os.fsync(stream.fileno())
    part.replace(copy)

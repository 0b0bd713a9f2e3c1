"""A copy of the ledger each day, taken while it is used: checked, packed, kept some days, put back when needed.

Once a copy is large, a whole one is made once a week, and on other days what differs from it.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from glob import escape
from pathlib import Path

from sqlalchemy import Engine

from automation import private

from . import differences, wording
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
#: What differs from a whole copy that lies beside it.
_DIFFERENCE = ".beda.gz"
#: An earlier version packed none.
_ENDINGS = ("", _PACKED, _DIFFERENCE)
#: Smaller packed copies are all whole: there is room for them, and each can be put back by itself.
_LARGE = 1 << 20
#: A difference rests on a whole copy no older than this, so that one damaged file spoils no more than a week's.
_WHOLE_EVERY = timedelta(days=7)
#: Only copies of ours are ever deleted, not what a person keeps beside them.
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


class FailedBackup(Exception):
    """No sound copy could be made; the text tells a person what to do."""


def back_up(engine: Engine, day: date, keep: int) -> Path | None:
    """Copy a SQLite ledger into `cadangan/` beside it, once a day, and delete all but the newest copies.

    Whole copies on which one of the newest rests stay, too.

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
    name = f"{ledger.stem}-{day:%Y-%m-%d}{ledger.suffix}"
    if any((folder / (name + ending)).exists() for ending in _ENDINGS):
        return None
    try:
        private.make_folder(folder)
        # Named without the day, so that what a killed process leaves is in the way of nothing and soon replaced.
        whole = folder / f"{ledger.stem}.salinan"
        try:
            _copy(ledger, whole)
            copy = _difference(ledger, whole, day) or _pack(whole, folder / (name + _PACKED))
        finally:
            for left in (whole, whole.with_suffix(_PACKED)):  # On a full disk both would take what room is left.
                left.unlink(missing_ok=True)
        _delete_old(_copies_of(ledger), keep)
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
    return _day_of(ledger, copies[-1]) if copies else None


def _day_of(ledger: Path, copy: Path) -> date:
    return date.fromisoformat(copy.name[len(ledger.stem) + 1 :][:10])


def _copies_of(ledger: Path) -> list[Path]:
    """Return the copies beside a ledger, the oldest first."""
    named = f"{escape(ledger.stem)}-{_DAY}{escape(ledger.suffix)}"
    return sorted(one for ending in _ENDINGS for one in (ledger.parent / FOLDER).glob(named + ending))


def _delete_old(copies: Sequence[Path], keep: int) -> None:
    """Delete all but the newest copies and those on which these rest."""
    needed = set(copies[-keep:])
    for one in copies[-keep:]:
        if one.name.endswith(_DIFFERENCE):
            with suppress(OSError, EOFError, zlib.error):  # What cannot be read rests on nothing.
                needed.add(differences.base_of(one))
    for old in copies:
        if old not in needed:
            old.unlink()


def _difference(ledger: Path, whole: Path, day: date) -> Path | None:
    """Keep what differs from the newest whole copy; None where a whole one is to be made."""
    made = [one for one in _copies_of(ledger) if one.suffix == _PACKED and not one.name.endswith(_DIFFERENCE)]
    base = made[-1] if made else None
    if base is None or base.stat().st_size < _LARGE or not _is_lately(_day_of(ledger, base), day):
        return None
    part = _empty_part(whole)
    try:
        if not differences.write(base, whole, part):
            return None
    except (OSError, EOFError, zlib.error):
        return None  # Should the disk refuse that, it refuses the whole one too; else the base is damaged.
    return part.replace(base.with_name(f"{ledger.stem}-{day:%Y-%m-%d}{ledger.suffix}{_DIFFERENCE}"))


def _is_lately(made: date, day: date) -> bool:
    return timedelta() <= day - made < _WHOLE_EVERY


def _empty_part(whole: Path) -> Path:
    part = whole.with_suffix(_PACKED)
    part.unlink(missing_ok=True)
    private.make_file(part)
    return part


def _pack(whole: Path, copy: Path) -> Path:
    """Pack a copy, and read back what was packed: a disk may take what it does not keep."""
    part = _empty_part(whole)
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
    return part.replace(copy)


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
        with whole.open("r+b") as target:
            if copy.name.endswith(_DIFFERENCE):
                differences.restore(copy, target)
            else:
                with gzip.open(copy) as packed:
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

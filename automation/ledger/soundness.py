"""When a ledger's file is checked as a whole: once a day, after a crash, and where it is not as it was left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from automation import private

#: Behind the ledger's own name: which file was found sound on which day, as it was when it was closed.
ENDING = ".utuh"


def is_known_sound(file: Path, day: date) -> bool:
    """Return whether a ledger was checked on this day and lies untouched since it was closed.

    A log in front of it was left by a process that did not come to its end, or belongs to one that goes on.
    """
    log = file.with_name(file.name + "-wal")
    if log.exists() and log.stat().st_size:
        return False
    try:
        return _mark_file(file).read_text(encoding="ascii") == _mark(file, day)
    except (OSError, ValueError):
        return False


def note_sound(file: Path, day: date) -> None:
    """Write down that a ledger just closed was checked on a day; where that cannot be, it is checked again."""
    try:
        private.replace_file(_mark_file(file), _mark(file, day).encode("ascii"))
    except OSError:
        return


def _mark_file(file: Path) -> Path:
    return file.with_name(file.name + ENDING)


def _mark(file: Path, day: date) -> str:
    found = file.stat()
    return f"{day.isoformat()} {found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns}"

"""Files and folders that nobody but the job's own user may open, whatever the umask.

They hold what complainants wrote, or a secret. Windows keeps its rights elsewhere and shows none here.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_FILE, _FOLDER, _OTHERS = 0o600, 0o700, 0o077


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing; one that is there stays as it is."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        # Another process may make the same one at the same time.
        with suppress(FileExistsError):
            one.mkdir(_FOLDER)
            one.chmod(_FOLDER)


def make_file(file: Path) -> bool:
    """Make an empty file; False where there is one already, which stays as it is."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE)
    except FileExistsError:
        return False
    os.close(descriptor)
    file.chmod(_FILE)
    return True


def replace_file(file: Path, content: bytes) -> None:
    """Write a file of the job's own, whole or not at all; what stood there before is gone."""
    make_folder(file.parent)
    draft = file.with_name(f".{file.name}.baru")
    draft.unlink(missing_ok=True)
    make_file(draft)
    try:
        with draft.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def is_loose(file: Path) -> bool:
    """Return whether others than its owner may open a file or a folder."""
    return os.name == "posix" and file.exists() and bool(file.stat().st_mode & _OTHERS)


def tightened(places: Iterable[Path]) -> tuple[Path, ...]:
    """Take the rights of all others from files and folders; returns those where there were any."""
    loose = tuple(place for place in places if is_loose(place))
    for place in loose:
        place.chmod(_FOLDER if place.is_dir() else _FILE)
    return loose


def advice_for(file: Path) -> str:
    """Say how a file is kept from others."""
    return f"Jalankan `chmod 600 {shlex.quote(str(file))}`"

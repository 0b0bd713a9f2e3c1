"""A lock on the data folder, so that one process at a time serves it."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class FolderInUse(Exception):
    """Another process serves this folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Folder {folder} sedang dipakai oleh proses lain. Hentikan proses itu, atau pilih folder lain."
        )
        self.folder = folder


class FolderLock:
    """Locks a folder until released or until the process dies.

    SQLite's own file lock does the work: it behaves alike on every system, and a kill releases it.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._held = sqlite3.connect(folder / "lock.db", isolation_level=None, timeout=0, check_same_thread=False)
        try:
            self._held.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            self._held.close()
            raise FolderInUse(folder) from error

    def release(self) -> None:
        """Unlock the folder."""
        self._held.close()

"""The offices that a worker keeps open from tick to tick, each opened anew when its settings changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from threading import Lock

from automation.settings import OfficeSettings
from automation.wiring import OpenOffice

from .offices import FleetOffice
from .sealing import Seal, changed_files, write_files

#: The settings' name in an office's folder.
SETTINGS = "office.toml"
#: A file as it was last seen: when it was written, and how long it is; None where there is none.
_Stamp = tuple[int, int] | None


class _Held:
    """One office that is kept open, and what it was opened from.

    Args:
        made: opens it.
        settings: its settings file.
        revision: of what the registry keeps of it.
        files: those that the registry keeps, as they were opened.
    """

    def __init__(
        self, made: AbstractContextManager[OpenOffice], settings: Path, revision: int, files: Mapping[str, bytes]
    ) -> None:
        self._stack = ExitStack()
        self._revision = revision
        self.files = files
        # What is changed while it is being opened differs from what was seen before.
        self._seen = {settings: _stamp(settings)}
        self.opened = self._stack.enter_context(made)
        self._seen |= {file: _stamp(file) for file in _files_of(self.opened.settings)}

    def is_current(self, office: FleetOffice) -> bool:
        """Return whether nothing that it was opened from has changed since."""
        if self._revision != office.revision:
            return False
        return not office.folder or all(_stamp(file) == seen for file, seen in self._seen.items())

    def close(self) -> None:
        """Close it."""
        self._stack.close()


class KeptOffices:
    """The offices of one worker; for any number of threads, one of which ticks an office at a time.

    Args:
        opened: opens an office by its settings file.
        sealed: returns the encrypted files of an office that the registry keeps.
        keep_sealed: keeps them after the office itself changed one, of a revision.
        seal: encrypts and decrypts; called when it is first needed.
        room: a folder of this worker's own, for the files of such offices while they are open.
    """

    def __init__(
        self,
        opened: Callable[[Path], AbstractContextManager[OpenOffice]],
        sealed: Callable[[str], bytes | None],
        keep_sealed: Callable[[str, int, bytes], None],
        seal: Callable[[], Seal],
        room: Path,
    ) -> None:
        self._open = opened
        self._sealed = sealed
        self._keep_sealed = keep_sealed
        self._seal = seal
        self._room = room
        self._held: dict[str, _Held] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    @contextmanager
    def ticking(self, office: FleetOffice) -> Iterator[OpenOffice]:
        """Give an office to the thread that asks, opened anew if its settings changed; it rests afterwards.

        Raises:
            What `open_office` raises; NoFleet where what the registry keeps does not open.
        """
        held = self._current(office)
        held.opened.hand_over()
        try:
            yield held.opened
        finally:
            held.opened.rest()
            self._keep_changes(office, held)

    def let_go(self, name: str) -> None:
        """Close an office, if it is open, and forget its files; the next tick opens it anew."""
        with self._lock:
            held = self._held.pop(name, None)
        if held is not None:
            held.close()
        shutil.rmtree(self._room / name, ignore_errors=True)

    def hold_to(self, names: frozenset[str]) -> None:
        """Close offices that are not among these any more."""
        for name in set(self._held) - names:
            self.let_go(name)

    def close(self) -> None:
        """Close them all."""
        for name in list(self._held):
            self.let_go(name)

    def _current(self, office: FleetOffice) -> _Held:
        held = self._held.get(office.name)
        if held is not None and held.is_current(office):
            return held
        self.let_go(office.name)
        files, settings = self._unpacked(office), self._folder(office) / SETTINGS
        held = _Held(self._open(settings), settings, office.revision, files)
        with self._lock:
            self._held[office.name] = held
        return held

    def _folder(self, office: FleetOffice) -> Path:
        return Path(office.folder) if office.folder else self._room / office.name

    def _unpacked(self, office: FleetOffice) -> Mapping[str, bytes]:
        if office.folder:
            return {}
        files = self._seal().opened(office.name, self._sealed(office.name) or b"")
        write_files(self._room / office.name, files)
        return files

    def _keep_changes(self, office: FleetOffice, held: _Held) -> None:
        """Keep in the registry what the office itself wrote into its files: a token that Google renewed."""
        changed = changed_files(self._folder(office), held.files) if held.files else {}
        if changed:
            held.files = changed
            self._keep_sealed(office.name, office.revision, self._seal().closed(office.name, changed))


def _files_of(settings: OfficeSettings) -> tuple[Path, ...]:
    """Return the files that an office's settings name, whether or not they are there."""
    google, letters = settings.google, settings.letters
    named = (
        *(google.key_file, google.token_file, google.client_file, google.identity_file),
        *(letters.code_key_file, letters.logo_file, settings.srikandi.root_file),
    )
    return tuple(file for file in named if file is not None)


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size

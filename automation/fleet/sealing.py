"""An office's settings and secrets as one encrypted value, for fleets whose workers have no common folder."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from automation import private

from . import wording
from .refusals import NoFleet

#: Settings and secrets are small; a folder with more holds what does not belong there, such as a ledger.
_MOST_FILES, _LARGEST = 50, 2_000_000


class Seal:
    """Encrypts and decrypts.

    Args:
        keys: the newest first; all of them open, the first one closes.

    Raises:
        NoFleet: there is none, or one that is no key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise NoFleet(wording.no_key(example=Fernet.generate_key().decode()))
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise NoFleet(wording.KEY_UNUSABLE) from error

    def closed(self, office: str, files: Mapping[str, bytes]) -> bytes:
        """Return an office's files as one encrypted value, which opens for that office alone."""
        packed = {name: base64.b64encode(content).decode() for name, content in files.items()}
        return self._fernet.encrypt(json.dumps({"office": office, "files": packed}).encode())

    def opened(self, office: str, sealed: bytes) -> Mapping[str, bytes]:
        """Return an office's files.

        Raises:
            NoFleet: no key opens them, or they are another office's.
        """
        try:
            found = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise NoFleet(wording.does_not_open(office)) from error
        if found["office"] != office:
            raise NoFleet(wording.does_not_open(office))
        return {name: base64.b64decode(content) for name, content in found["files"].items()}


def files_in(folder: Path) -> Mapping[str, bytes]:
    """Return the files of an office's folder by their place in it.

    Raises:
        NoFleet: there is too much in it, or a link.
    """
    found: dict[str, bytes] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_symlink():
            raise NoFleet(wording.link_in_folder(file))
        if file.is_file():
            found[file.relative_to(folder).as_posix()] = file.read_bytes()
        if len(found) > _MOST_FILES or sum(map(len, found.values())) > _LARGEST:
            raise NoFleet(wording.too_much_in_folder(folder))
    return found


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write an office's files into a folder that nobody else can open."""
    for name, content in files.items():
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts:
            raise NoFleet(wording.does_not_open(name))
        private.replace_file(folder / place, content)


def changed_files(folder: Path, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return an office's files as they are now, where the office itself changed one, such as its token; else none."""
    now = dict(_read_again(folder, files))
    return now if now != dict(files) else {}


def _read_again(folder: Path, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for name, content in files.items():
        file = folder / name
        yield name, file.read_bytes() if file.is_file() else content

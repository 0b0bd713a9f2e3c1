"""What was opened before: reading a scan takes longer than all else in a trial, and comes to the same each time."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from automation.domain.scans import HeldScan, SeenScan

from .sandbox import FakeSandbox

T = TypeVar("T")


class OpenedBefore(FakeSandbox):
    """Opens the same bytes once in a run, whichever process asks; keeps in a folder what came of it.

    What cannot be opened is tried again each time.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def look(self, content: bytes, mime_type: str) -> SeenScan:
        return self._once(super().look, content, mime_type)

    def smaller(self, pdf: bytes, largest: int) -> bytes:
        return self._once(super().smaller, pdf, largest)

    def filled(self, template: bytes, words: Mapping[str, str], code: str, name: str, logo: bytes = b"") -> bytes:
        return self._once(super().filled, template, dict(words), code, name, logo)

    def held_against(self, scan: bytes, pages: Sequence[int], letter: bytes, names: Sequence[str]) -> HeldScan:
        return self._once(super().held_against, scan, tuple(pages), letter, tuple(names))

    def _once(self, opened: Callable[..., T], *given: Any) -> T:
        name = hashlib.sha256(pickle.dumps((opened.__name__, given))).hexdigest()
        kept = self._folder / name
        if kept.exists():
            before: T = pickle.loads(kept.read_bytes())  # noqa: S301 (our own words)
            return before
        found = opened(*given)
        # Whole or not at all: another process may ask for the same at this moment.
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(pickle.dumps(found))
        fresh.replace(kept)
        return found

"""What a contact made, noted in a file before it is used: so that the next contact cleans up after a killed one.

Nothing is ever deleted that does not stand here, or bear the mark of a run that does.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from automation import private
from automation.ports import NotAllowed

from . import wording


class UnreadableNotes(NotAllowed):
    """The notes of an earlier contact are damaged: what it left cannot be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What is not cleaned up yet; every tuple is in the order of making.

    Attributes:
        runs: the marks of the runs that something of is noted.
        folders: the throw-away folders, and those within them.
        files: what else has an id.
        drafts: of mails that were not sent.
        keys: of mails that were begun, and whose draft's id is not known.
    """

    runs: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to clean up."""
        return not (self.folders or self.files or self.drafts or self.keys)


class Notebook:
    """Keeps the notes in a file that only its owner reads.

    Raises:
        UnreadableNotes: the file is damaged.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.noted = _read(file)

    def begin(self, run: str) -> None:
        """Begin a run's notes; what an earlier one could not clean up stays noted."""
        before = () if self.noted.is_empty else self.noted.runs
        self._keep(replace(self.noted, runs=(*before, run)))

    def add(self, kind: str, *ids: str) -> None:
        """Note what is about to be used; `kind` is an attribute of `Noted`."""
        kept: tuple[str, ...] = getattr(self.noted, kind)
        self._keep(replace(self.noted, **{kind: (*kept, *ids)}))

    def drop(self, kind: str, id: str) -> None:
        """Forget what is not there any more."""
        kept: tuple[str, ...] = getattr(self.noted, kind)
        self._keep(replace(self.noted, **{kind: tuple(one for one in kept if one != id)}))

    def close(self) -> None:
        """Remove the file, if nothing is left to clean up."""
        if self.noted.is_empty:
            self.file.unlink(missing_ok=True)

    def _keep(self, noted: Noted) -> None:
        private.replace_file(self.file, json.dumps(asdict(noted), indent=2).encode())
        self.noted = noted


def _read(file: Path) -> Noted:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return Noted(**{kind.name: tuple(found[kind.name]) for kind in fields(Noted)})
    except FileNotFoundError:
        return Noted()
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableNotes(wording.notes_unreadable(file.name)) from error

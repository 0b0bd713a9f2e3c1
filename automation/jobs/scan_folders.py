"""The folders within `Pindaian Masuk`: scanners make one a day. All are walked, in one listing a tick.

Those in which something lay of late are looked into at every tick; old and quiet ones in turn. A folder is known as
long as the folder around it shows it: one that is moved away or thrown away is forgotten with all within it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from automation.ports import EntryKind, FileEntry

#: So many folders with something new of late are looked into at every tick, and so many of the others in turn.
FRESH, IN_TURN = 12, 6
#: More than so many are not kept in mind: whoever looks after the scanner must clear them away.
MOST = 400


@dataclass(frozen=True, slots=True)
class InnerFolder:
    """A folder within `Pindaian Masuk`: in which one it lies, and on which day something was last new in it."""

    parent: str
    fresh_on: date


@dataclass(frozen=True, slots=True)
class ScanFolders:
    """The folders that are known, by id, and how often the quiet ones were gone through in part."""

    known: Mapping[str, InnerFolder] = field(default_factory=dict)
    turn: int = 0

    @classmethod
    def remembered(cls, text: str) -> ScanFolders:
        """Read what `text` printed; none for an empty text."""
        if not text:
            return cls()
        kept = json.loads(text)
        known = {id: InnerFolder(parent, date.fromisoformat(day)) for id, parent, day in kept["folders"]}
        return cls(known, kept["turn"])

    @property
    def are_too_many(self) -> bool:
        """Whether no further folder can be kept in mind."""
        return len(self.known) >= MOST

    def text(self) -> str:
        """Print them, as a note keeps them."""
        folders = [[id, one.parent, one.fresh_on.isoformat()] for id, one in self.known.items()]
        return json.dumps({"turn": self.turn, "folders": folders})

    def to_look_into(self) -> tuple[str, ...]:
        """Return the ids of the folders that this tick's listing asks for."""
        fresh, quiet = self._parted()
        if len(quiet) <= IN_TURN:
            return (*fresh, *quiet)
        first = self.turn * IN_TURN % len(quiet)
        return (*fresh, *(quiet * 2)[first : first + IN_TURN])

    def after(self, root: str, looked_into: Sequence[str], listed: Iterable[FileEntry], today: date) -> ScanFolders:
        """Return what is known after a listing.

        Args:
            root: `Pindaian Masuk`.
            looked_into: the inner folders that were asked for.
            listed: all that lies directly in these folders.
            today: the office's day.
        """
        entries = tuple(listed)
        asked = {root, *looked_into}
        parents = {entry.id: entry.parent or root for entry in entries if entry.kind is EntryKind.FOLDER}
        stay = {id: one for id, one in self.known.items() if one.parent not in asked or parents.get(id) == one.parent}
        found = {id: InnerFolder(parent, today) for id, parent in parents.items() if id not in stay}
        filled = {entry.parent for entry in entries if entry.kind is not EntryKind.FOLDER}
        known = {
            id: InnerFolder(one.parent, today) if id in filled else one
            for id, one in [*stay.items(), *found.items()][:MOST]
        }
        turn = self.turn + 1 if len(self._parted()[1]) > IN_TURN else 0
        return ScanFolders(_within(root, known), turn)

    def shown_in(self, root: str, listed: Iterable[FileEntry]) -> Iterator[FileEntry]:
        """Return what of a listing lies in `Pindaian Masuk` or in a folder that is known still."""
        return (entry for entry in listed if (entry.parent or root) in {root, *self.known})

    def _parted(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        # Of those of one day the youngest come first: they were found last.
        places = {id: place for place, id in enumerate(self.known)}
        by_day = sorted(self.known, key=lambda id: (self.known[id].fresh_on, places[id]), reverse=True)
        return tuple(by_day[:FRESH]), tuple(sorted(by_day[FRESH:]))


def _within(root: str, known: Mapping[str, InnerFolder]) -> Mapping[str, InnerFolder]:
    """Return the folders that lie within the root, however deep."""
    reached = {root}
    while grown := {id for id, one in known.items() if one.parent in reached and id not in reached}:
        reached |= grown
    return {id: one for id, one in known.items() if id in reached}

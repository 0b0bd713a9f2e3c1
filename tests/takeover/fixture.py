"""The archive of states that commit 9d199c5 left behind, and each of them as a folder again."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.crash.site import Site
from tests.crash.world import World

ARCHIVE = Path(__file__).parent / "9d199c5.tar.xz"
#: Where the archive's dumps belong in an office's folder.
DATABASES = {"tanggap.sql": "tanggap.db", "ruang-kerja.sql": "ruang-kerja/workspace.db"}
_FILES = "berkas/"


@dataclass(frozen=True, slots=True)
class State:
    """An office's folder as a process left it that was killed just after a change.

    Attributes:
        place: tick and change, as the archive names its folder.
        tick: the tick of the story, from 1.
        now: the tick's moment.
        kind: the class of the effect that was begun and not done; "Workbook" before a write to the workbook, and ""
            before the tick began.
        key: the effect's printed key.
        after: the last change that was made: a commit to the ledger, or a call.
    """

    place: str
    tick: int
    now: datetime
    kind: str
    key: str
    after: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.place, self.kind, self.key, "after", self.after) if part)


class Fixture:
    """What the archive holds, read once."""

    def __init__(self, archive: Path = ARCHIVE) -> None:
        with tarfile.open(archive) as opened:
            entries = ((entry.name, opened.extractfile(entry)) for entry in opened)
            self._contents = {name: file.read() for name, file in entries if file}

    @cached_property
    def states(self) -> tuple[State, ...]:
        """Return all states, in the order in which they were met."""
        return tuple(
            State(
                one["place"], one["tick"], datetime.fromisoformat(one["now"]), one["kind"], one["key"], one["after"]
            )
            for one in self._index["states"]
        )

    @cached_property
    def stopped(self) -> tuple[State, ...]:
        """Return the states in which a process was stopped, without those from before a tick."""
        return tuple(state for state in self.states if state.kind)

    def restored(self, state: State, folder: Path) -> Site:
        """Make the folder of a state anew, its workspace at a free port."""
        site = Site(folder, _free_port())
        for place in self._up_to(state):
            for path, content in self._files(place):
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                target.chmod(0o600)
        for dump, name in DATABASES.items():
            with closing(sqlite3.connect(folder / name)) as database:
                database.executescript(self._statements(state, dump, site.port))
            # Where others may read the ledger, today's code closes it and says so amid what `Site` reads as JSON.
            (folder / name).chmod(0o600)
        settings = site.settings.read_text(encoding="utf-8")
        site.settings.write_text(self._at_port(settings, site.port), encoding="utf-8")
        return site

    def came_to(self, tick: int) -> World:
        """Return the world that commit 9d199c5 itself came to, from every state of a tick; its lines end as ours."""
        world: Mapping[str, Mapping[str, int]] = json.loads(self._contents[f"worlds/{tick}.json"])
        return {
            place: Counter({line.replace("\r\n", "\n"): count for line, count in lines.items()})
            for place, lines in world.items()
        }

    @cached_property
    def _index(self) -> Mapping[str, Any]:
        index: Mapping[str, Any] = json.loads(self._contents["states.json"])
        return index

    def _up_to(self, state: State) -> Iterator[str]:
        """Give the places whose changes make up a state."""
        return (one.place for one in self.states[: self.states.index(state) + 1])

    def _files(self, place: str) -> Iterator[tuple[str, bytes]]:
        beginning = f"{place}/{_FILES}"
        for name, content in self._contents.items():
            if name.startswith(beginning):
                yield name.removeprefix(beginning), content

    def _statements(self, state: State, dump: str, port: int) -> str:
        parts = (self._contents[f"{place}/{dump}"].decode() for place in self._up_to(state))
        return f"begin;\n{self._at_port(''.join(parts), port)}commit;\n"

    def _at_port(self, text: str, port: int) -> str:
        return text.replace(f"127.0.0.1:{self._index['port']}", f"127.0.0.1:{port}")


def without_port(world: World) -> World:
    """Return a world in which the workspace's port, which differs from run to run, is not told."""
    return {place: Counter(_PORT.sub(r"\1", line) for line in lines.elements()) for place, lines in world.items()}


_PORT = re.compile(r"(127\.0\.0\.1):[0-9]+")


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
    return port

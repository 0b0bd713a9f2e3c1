"""What a Dockerfile says, step by step: as much of its language as ours uses."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "deploy" / "docker" / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction, such as RUN, and what stands after it."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        """Its words, whether written as a list or as a shell's."""
        return json.loads(self.text) if self.text.startswith("[") else shlex.split(self.text)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its name, what it begins from, and its steps."""

    name: str
    base: str
    steps: tuple[Step, ...]


def stages(text: str) -> dict[str, Stage]:
    """Return the stages of a Dockerfile by name, in their order."""
    found: dict[str, Stage] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("#"):
            continue
        name, _, rest = line.partition(" ")
        if name == "FROM":
            base, _, stage = rest.partition(" AS ")
            found[stage] = Stage(stage, base, ())
        else:
            last = list(found.values())[-1]
            found[last.name] = Stage(last.name, last.base, (*last.steps, Step(name, rest)))
    return found


def line_of(target: str, all_stages: dict[str, Stage]) -> list[Stage]:
    """Return the stages that a target is built of, in order: its bases, and those that it copies from."""
    needed: list[Stage] = []

    def need(name: str) -> None:
        if name not in all_stages or all_stages[name] in needed:
            return
        stage = all_stages[name]
        need(stage.base)
        for step in stage.steps:
            if found := re.match(r"--from=(\S+)", step.text):
                need(found[1])
        needed.append(stage)

    need(target)
    return needed


def context(ignore: str, root: Path = ROOT) -> Iterator[str]:
    """Return what of the repository goes into the image: .dockerignore leaves out all but what follows a `!`."""
    lines = [line for line in ignore.splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*", "what is not named would go along: a key, a ledger"
    wanted = [line.removeprefix("!") for line in lines if line.startswith("!")]
    yield from (one.name for one in sorted(root.iterdir()) if any(fnmatch(one.name, name) for name in wanted))


def moved(text: str, folder: Path) -> str:
    """Return a command or path of the image as one within a folder."""
    return re.sub(r"(?<![\w/.])/(src|opt/tanggap|data)\b", rf"{folder}/\1", text)


def place(path: str, folder: Path) -> Path:
    """Return where a path of the image lies within a folder."""
    return folder / PurePosixPath(path).relative_to("/")

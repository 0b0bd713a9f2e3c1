"""What became of the files of a folder, and how it is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from tests.jobs.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file."""

    name: str
    became: str
    reason: str = ""
    has_id: bool = False
    has_recipient: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of all of them.

    Attributes:
        again: what a second tick did outside, which should be nothing, and what is there twice.
        milliseconds: of each file, through the whole tick.
    """

    outcomes: tuple[Outcome, ...] = field(default=())
    again: tuple[str, ...] = ()
    milliseconds: float = 0.0

    def told(self) -> str:
        """Return the figures, one a line."""
        counted = Counter(one.became for one in self.outcomes)
        lines = [f"{count:6} {what}" for what, count in counted.most_common()]
        quiet = "quiet" if not self.again else f"NOT quiet: {', '.join(self.again)}"
        return "\n".join([*lines, f"{self.milliseconds:6.1f} ms each; a second tick is {quiet}"])


def done_again(world: World) -> tuple[str, ...]:
    """Let the office tick twice; return what the second tick does outside, and what a case's folder holds twice."""
    world.tick(world.now + timedelta(minutes=1))
    world.faults.forget()
    world.tick(world.now)
    files = world.drive.files.values()
    cases = {file.id for file in files if file.parent == "folder-cases"}
    held = Counter((file.parent, file.name) for file in files if file.parent in cases)
    return (*world.faults.writes, *(f"{name} twice" for (_, name), count in held.items() if count > 1))

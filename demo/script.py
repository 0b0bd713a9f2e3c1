"""The story's script: scenes in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from .cases import Case
from .people import Somebody

if TYPE_CHECKING:
    from .stage import Stage

WITA = ZoneInfo("Asia/Makassar")
YEAR = 2026


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody does something; afterwards the job ticks.

    Attributes:
        what: the whole sentence that is told, with who does it; "" for what is not told.
        case: whom it concerns, where it is one complaint.
    """

    at: datetime
    what: str
    act: Callable[[Stage], None]
    case: Case | None = None


@dataclass(slots=True)
class Script:
    """All cases and scenes; scenes are played in the order of time, and of writing within a minute.

    `told` is what somebody must have been mailed that concerns no complaint: parts of subjects. `reported` is what
    reports must say, by their periods' titles.
    """

    cases: list[Case] = field(default_factory=list)
    scenes: list[Scene] = field(default_factory=list)
    told: list[tuple[Somebody, str]] = field(default_factory=list)
    reported: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, when: str, what: str, act: Callable[[Stage], None], case: Case | None = None) -> None:
        """Add a scene; `when` is written "30/11 08.05", in the office's time."""
        self.scenes.append(Scene(moment(when), what, act, case))

    def tick(self, when: str) -> None:
        """Let the job tick although nobody did anything."""
        self.at(when, "", lambda stage: None)

    def in_order(self) -> Iterator[tuple[datetime, list[Scene]]]:
        """Give the scenes of each minute together."""
        minutes: dict[datetime, list[Scene]] = {}
        for scene in sorted(self.scenes, key=lambda one: one.at):
            minutes.setdefault(scene.at, []).append(scene)
        yield from minutes.items()

    @property
    def begins(self) -> datetime:
        """The moment of the first scene."""
        return min(scene.at for scene in self.scenes)


def moment(when: str) -> datetime:
    """Read "30/11 08.05" as a moment of the story's year, "04/01/2027 07.31" of another."""
    day, _, hour = when.partition(" ")
    dated = day if day.count("/") > 1 else f"{day}/{YEAR}"
    return datetime.strptime(f"{dated} {hour}", "%d/%m/%Y %H.%M").replace(tzinfo=WITA)

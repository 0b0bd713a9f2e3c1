"""The ways to disturb the story: where a process dies, which answer is lost, when two start at once."""

from __future__ import annotations

import contextlib
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from automation.exit_status import DONE, LATER, NEEDS_A_PERSON
from demo import office
from tests import keys

from .allowed import (
    is_untold,
    without_waiting_for_a_letter,
    without_what_is_told_by_now,
    without_when_it_was_looked_at,
)
from .children import Broken, Killed
from .site import Site
from .story import the_story
from .trap import Loss, Trap
from .world import World, differences


@dataclass(frozen=True, slots=True)
class Act:
    """A moment of the story: the world just before its tick, and what the tick makes of it undisturbed."""

    before: Site
    now: datetime
    changes: tuple[str, ...]
    after: World
    order: int = 0

    @property
    def calls(self) -> int:
        """How many of the changes are calls."""
        return sum(change != "commit" for change in self.changes)


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to disturb an act: traps for the processes that follow each other; one without follows them."""

    act: Act
    name: str
    traps: tuple[Trap, ...] = ()
    race: bool = False


def undisturbed(folder: Path, order: int = 0, role: str = "") -> list[Act]:
    """Play the story as it should go, the calls of each tick in the order that a seed gives.

    Args:
        folder: for what it makes.
        order: the seed.
        role: whose ledger lies on the tests' PostgreSQL server; "" for one in a file.
    """
    script = the_story()
    site = Site.built(folder / "kantor", script.begins, role=role)
    keys.read_now(site.folder / office.WORKSPACE / office.KEY)
    acts = []
    for place, (at, scenes) in enumerate(script.in_order()):
        now = site.play(at, scenes)
        before = site.copied(folder / f"babak-{place}")
        with site.served() as address:
            changes = site.tick_until_quiet(now, Trap(order=order))
            acts.append(Act(before, now, tuple(changes), site.world(address, now), order))
    return acts


def kills(acts: list[Act]) -> Iterator[Trial]:
    """Give every single place where the process may die."""
    for place, act in enumerate(acts):
        for after in range(len(act.changes)):
            last = act.changes[after - 1] if after else "the start"
            trap = Trap(kill_after=after, order=act.order)
            yield Trial(act, f"tick {place + 1}, killed after change {after} ({last})", (trap,))


def pairs(acts: list[Act], count: int, seed: int) -> Iterator[Trial]:
    """Give places where a process dies, and then the one that follows it."""
    chance = random.Random(seed)
    for _ in range(count):
        place = chance.choices(range(len(acts)), [len(act.changes) for act in acts])[0]
        act = acts[place]
        first = chance.randrange(len(act.changes))
        second = chance.randrange(len(act.changes) - first)
        traps = (Trap(kill_after=first, order=act.order), Trap(kill_after=second, order=chance.randrange(1_000)))
        yield Trial(act, f"tick {place + 1}, killed after change {first}, then after {second} more", traps)


def losses(acts: list[Act]) -> Iterator[Trial]:
    """Give every call whose answer may get lost, in every way."""
    for place, act in enumerate(acts):
        for call in range(1, act.calls + 1):
            for loss in Loss:
                trap = Trap(lose=call, loss=loss, order=act.order)
                yield Trial(act, f"tick {place + 1}, answer to call {call} lost ({loss.value})", (trap,))


def races(acts: list[Act], count: int) -> Iterator[Trial]:
    """Let two ticks start together, at each moment of the story in turn."""
    for number in range(count):
        place = number % len(acts)
        yield Trial(acts[place], f"tick {place + 1}, started twice at once", race=True)


def tried(trial: Trial, folder: Path) -> list[str]:
    """Disturb one act; gives what went wrong."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        site = trial.act.before.copied(Path(scratch) / "kantor")
        with contextlib.closing(site), site.served() as address:
            try:
                if trial.race and (fault := _unfair(site.race(trial.act.now))):
                    return [fault]
                for trap in trial.traps:
                    with contextlib.suppress(Killed):
                        site.tick_until_quiet(trial.act.now, trap)
                site.tick_until_quiet(trial.act.now, Trap(order=trial.act.order + 1))
                found = list(differences(trial.act.after, site.world(address, trial.act.now)))
                if found and _loses(trial):
                    return _after_a_loss(site, address, trial.act)
                return _after_two_deaths(site, address, trial.act) if found and len(trial.traps) > 1 else found
            except Broken as fault:
                return [str(fault)]


def _loses(trial: Trial) -> bool:
    return any(trap.lose for trap in trial.traps)


def _after_two_deaths(site: Site, address: str, act: Act) -> list[str]:
    """Go on a minute later: a tick died after throwing a draft away, so its mail may be sent and is looked for."""
    site.tick_until_quiet(act.now + timedelta(minutes=1), Trap())
    return without_when_it_was_looked_at(differences(act.after, site.world(address, act.now)))


def _after_a_loss(site: Site, address: str, act: Act) -> list[str]:
    """Go on when what failed has rested for its minute; whoever was not told by then must be the next morning."""
    site.tick_until_quiet(act.now + timedelta(minutes=1), Trap())
    found = without_when_it_was_looked_at(differences(act.after, site.world(address, act.now)))
    found = without_waiting_for_a_letter(found)
    if not any(map(is_untold, found)):
        return found
    morning = (act.now + timedelta(days=1)).replace(hour=8, minute=1)
    site.tick_until_quiet(morning, Trap())
    return without_what_is_told_by_now(found, site.world(address, morning))


def _unfair(statuses: list[int]) -> str:
    """Say what is wrong with how two ticks ended that started together: one works, one leaves or comes after."""
    if not any(status in (DONE, NEEDS_A_PERSON) for status in statuses):
        return f"neither of two ticks that started together worked: {statuses}"
    if any(status not in (DONE, NEEDS_A_PERSON, LATER) for status in statuses):
        return f"one of two ticks that started together broke: {statuses}"
    return ""

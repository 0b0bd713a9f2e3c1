"""How fast a fleet goes: one value for all of its workers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a failing office is gone on with.

    Attributes:
        first_wait: after the first failure; doubled from one to the next.
        longest_wait: what it is doubled to.
        failures: so many in a row put an office aside, when the last one needs a person.
        lasting: so long a time of nothing but failures does, whatever they are.
    """

    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(minutes=15)
    failures: int = 6
    lasting: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """How fast a fleet goes.

    Attributes:
        shortest: seconds from an office's tick to its next one, where no quota makes them more.
        step: longer paces are multiples of so many seconds: one that followed every change of what is read would
            move all offices each time.
        slice: how often ticks are planned.
        ahead: for how long; slices overlap, so that the death of one worker costs nothing.
        heartbeat: a worker that has not confirmed its jobs for so long is taken for dead, and others take them over.
        longest_tick: after so long a tick is asked to end; the next one goes on.
    """

    shortest: float = 60.0
    step: float = 15.0
    slice: timedelta = timedelta(seconds=10)
    ahead: timedelta = timedelta(seconds=15)
    heartbeat: timedelta = timedelta(seconds=20)
    longest_tick: timedelta = timedelta(minutes=4)
    patience: Patience = field(default_factory=Patience)


USUAL = Tempo()

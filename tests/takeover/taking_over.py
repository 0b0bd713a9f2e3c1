"""Today's code goes on from a state, and the world is held against the one that the older commit came to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.crash.world import differences

from .fixture import Fixture, State, without_port


def one_of_each_kind(states: Iterable[State]) -> list[State]:
    """Return of each kind's first effect the last state: it is done, and the journal does not know."""
    first: dict[str, str] = {}
    for state in states:
        first.setdefault(state.kind, state.key)
    return list({state.kind: state for state in states if first[state.kind] == state.key}.values())


def faults_of(fixture: Fixture, state: State) -> list[str]:
    """Return what today's code loses, sends or files twice when it goes on from a state."""
    with tempfile.TemporaryDirectory() as scratch:
        site = fixture.restored(state, Path(scratch) / "kantor")
        with site.served() as address:
            site.settle(state.now)
            found = site.world(address, state.now)
    return list(differences(without_port(fixture.came_to(state.tick)), without_port(found)))

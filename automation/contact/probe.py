"""How a belief is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .site import Site
from .values import Belief, Facts, Need


@dataclass(frozen=True, slots=True)
class Probe:
    """One belief and how it is asked.

    Attributes:
        belief: what it is about.
        ask: makes the calls and returns what was seen; raises `Lacking` where something is not there.
        needs: without any of which it is not tried.
    """

    belief: Belief
    ask: Callable[[Site], Facts]
    needs: frozenset[Need] = frozenset()

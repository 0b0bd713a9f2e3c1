"""Calls that are in flight together, made and told of in an order that a seed gives, without a thread."""

from collections.abc import Callable
from random import Random

from automation.ports import Ended


class SeededLanes:
    """Keeps the promises of `automation.ports.Lanes`.

    A call that was begun is made sooner or later, and told of some time after it was made: where the process dies,
    up to `width` calls are made of which nobody has heard, and others were never made.

    Attributes:
        width: how many calls may be in flight at once.
        most: how many were.
    """

    def __init__(self, seed: int, width: int = 4) -> None:
        self.width = width
        self.most = 0
        self._chance = Random(seed)
        self._begun: list[tuple[int, Callable[[], object]]] = []
        self._made: list[tuple[int, Ended]] = []
        self._count = 0

    def start(self, call: Callable[[], object]) -> int:
        self._count += 1
        self._begun.append((self._count, call))
        self.most = max(self.most, len(self._begun) + len(self._made))
        return self._count

    def ended(self) -> tuple[int, Ended]:
        while not self._made or (self._begun and self._chance.random() < 0.6):
            number, call = self._begun.pop(self._chance.randrange(len(self._begun)))
            self._made.append((number, Ended.of(call)))
        return self._made.pop(self._chance.randrange(len(self._made)))

    def settle(self) -> None:
        """Forget all: only a process that died leaves a call behind."""
        self._begun.clear()
        self._made.clear()

    def rest(self) -> None:
        self.settle()

    def close(self) -> None:
        self.settle()

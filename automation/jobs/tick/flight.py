"""Effects side by side: the calls that they make outside are in flight together, and all else is done in one thread.

An effect is a coroutine. What it does between two calls, the ledger's part above all, runs here, one effect after
another; a call is handed to the lanes, and the effect goes on once it has ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine, Generator, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from automation.ports import Ended, Lanes

K = TypeVar("K")
T = TypeVar("T")

#: What is done between calls, and what those calls are.
Work = Coroutine[Callable[[], object], Any, object]


class Outside(Generic[T]):
    """A call to the world outside, to be awaited: it is made beside those of other effects."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call

    def __await__(self) -> Generator[Callable[[], object], Any, T]:
        """Hand the call to the flight, and return what it returned, or raise what it raised."""
        returned: T = yield self._call
        return returned


@dataclass(slots=True)
class Flight(Generic[K]):
    """Works in progress, each known by what it is about; a context manager, after which no call is in flight.

    A process that dies in it leaves what one does that dies in the midst of each of these works.
    """

    lanes: Lanes
    _flying: dict[int, tuple[K, Work]] = field(default_factory=dict)
    _landed: deque[tuple[K, Ended]] = field(default_factory=deque)
    _is_grounded: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _, work in self._flying.values():
            work.close()
        self.lanes.settle()

    @property
    def aboard(self) -> tuple[K, ...]:
        """What is in progress, or done and not yet taken by `landed`."""
        return (*(what for what, _ in self._flying.values()), *(what for what, _ in self._landed))

    @property
    def has_room(self) -> bool:
        """Whether another work may begin."""
        return len(self._flying) + len(self._landed) < self.lanes.width

    def begin(self, what: K, work: Work) -> None:
        """Begin a work, up to its first call."""
        self._go_on(what, work, Ended())

    def landed(self) -> tuple[K, Ended]:
        """Go on with those in progress until one is done, and return which, and how it ended."""
        while not self._landed:
            number, ended = self.lanes.ended()
            self._go_on(*self._flying.pop(number), ended)
        return self._landed.popleft()

    def ground(self) -> None:
        """Let no work make another call: it is left where it would, as if the process had died there."""
        self._is_grounded = True

    def rest(self) -> Iterator[tuple[K, Ended]]:
        """Return what is still in progress, once it is done; what was left at a call is not among it."""
        while self._flying or self._landed:
            if self._landed:
                yield self._landed.popleft()
                continue
            number, ended = self.lanes.ended()
            self._go_on(*self._flying.pop(number), ended)

    def _go_on(self, what: K, work: Work, ended: Ended) -> None:
        step: Callable[[], object] = (
            partial(work.throw, ended.error) if ended.error is not None else partial(work.send, ended.value)
        )
        found = Ended.of(step)
        if isinstance(found.error, StopIteration):
            self._landed.append((what, Ended(found.error.value)))
        elif found.error is not None:
            self._landed.append((what, found))
        elif self._is_grounded:
            work.close()
        else:
            call: Any = found.value
            self._flying[self.lanes.start(call)] = (what, work)

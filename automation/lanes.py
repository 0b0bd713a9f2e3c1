"""How calls to the world outside are made: one after another, or some at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from automation.ports import Ended

#: Of Google's calls, which take some tenths of a second each, so many keep up with what it lets one account write.
WIDTH = 4


class OneByOne:
    """Keeps the promises of `automation.ports.Lanes` without a thread: each call is made when it is begun."""

    width = 1

    def __init__(self) -> None:
        self._ended: deque[tuple[int, Ended]] = deque()
        self._count = 0

    def start(self, call: Callable[[], object]) -> int:
        """Make a call."""
        self._count += 1
        self._ended.append((self._count, Ended.of(call)))
        return self._count

    def ended(self) -> tuple[int, Ended]:
        """Return how the one that was made first ended."""
        return self._ended.popleft()

    def settle(self) -> None:
        """Forget what was made."""
        self._ended.clear()

    def rest(self) -> None:
        """Do nothing: there is no thread."""

    def close(self) -> None:
        """Do nothing: there is no thread."""


class Threads:
    """Keeps the promises of `automation.ports.Lanes` with some threads, which begin with the first call."""

    def __init__(self, width: int = WIDTH) -> None:
        self.width = width
        self._threads = ThreadPoolExecutor(width, "panggilan")
        self._flying: dict[Future[Ended], int] = {}
        self._count = 0

    def start(self, call: Callable[[], object]) -> int:
        """Begin a call."""
        self._count += 1
        self._flying[self._threads.submit(Ended.of, call)] = self._count
        return self._count

    def ended(self) -> tuple[int, Ended]:
        """Wait for a call to end; of several, the one that was begun first is returned."""
        found = wait(self._flying, return_when=FIRST_COMPLETED).done
        first = min(found, key=self._flying.__getitem__)
        return self._flying.pop(first), first.result()

    def settle(self) -> None:
        """Wait until no call is in flight."""
        wait(self._flying)
        self._flying.clear()

    def rest(self) -> None:
        """Wait for calls and end the threads; the next call begins others."""
        self._threads.shutdown()
        self._threads = ThreadPoolExecutor(self.width, "panggilan")

    def close(self) -> None:
        """Wait for calls and end the threads."""
        self._threads.shutdown()

"""Failures on demand, shared by all fakes of one test: calls that fail and processes that die."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Killed(BaseException):
    """The process was killed here; nothing of the job may catch it."""


class Faults:
    """Counts the calls of all fakes and breaks the one it is told to.

    `die_before(3)` kills before the third write is applied, `die_after(3)` once it is applied but before anybody
    hears of it. `fail_before`/`fail_after` raise an ordinary refusal there instead. Counting starts when one of them
    is told. `meanwhile(3, act)` has somebody do something just before the third call from now, reading or writing.
    """

    def __init__(self) -> None:
        self.reads: list[str] = []
        self.writes: list[str] = []
        self._from = 0
        self._at = 0
        self._applied = False
        self._error: BaseException | None = None
        self._always: Exception | None = None
        self._always_named = ""
        self._acts: list[tuple[int, Callable[[], None]]] = []
        self._calls = 0

    def meanwhile(self, call: int, act: Callable[[], None]) -> None:
        self._acts.append((self._calls + call, act))

    def nobody_acts(self) -> None:
        """Drop what was to be done before calls that never came."""
        self._acts.clear()

    def die_before(self, write: int) -> None:
        self._tell(write, Killed(), applied=False)

    def die_after(self, write: int) -> None:
        self._tell(write, Killed(), applied=True)

    def fail_before(self, write: int, error: Exception) -> None:
        self._tell(write, error, applied=False)

    def fail_after(self, write: int, error: Exception) -> None:
        self._tell(write, error, applied=True)

    def fail_always(self, error: Exception, name: str = "") -> None:
        """Refuse every write, or all calls of one name, until healed."""
        self._always, self._always_named = error, name

    def heal(self) -> None:
        """Break nothing any more."""
        self._error = self._always = None

    @property
    def is_to_come(self) -> bool:
        """Whether the break that was told has not happened yet."""
        return self._error is not None

    def forget(self) -> None:
        """Empty the lists of calls."""
        self.reads.clear()
        self.writes.clear()
        self._from = 0

    def read(self, name: str) -> None:
        self._let_people_act()
        self.reads.append(name)
        if self._always is not None and self._always_named == name:
            raise self._always

    @contextmanager
    def write(self, name: str) -> Iterator[None]:
        self._let_people_act()
        self.writes.append(name)
        if self._always is not None and self._always_named in ("", name):
            raise self._always
        here = self._error is not None and len(self.writes) - self._from == self._at
        if here and not self._applied:
            self._break()
        yield
        if here and self._applied:
            self._break()

    def _let_people_act(self) -> None:
        self._calls += 1
        due = [act for call, act in self._acts if call <= self._calls]
        self._acts = [(call, act) for call, act in self._acts if call > self._calls]
        for act in due:
            act()

    def _tell(self, write: int, error: BaseException, *, applied: bool) -> None:
        self._from, self._at, self._applied, self._error = len(self.writes), write, applied, error

    def _break(self) -> None:
        error, self._error = self._error, None
        assert error is not None
        raise error

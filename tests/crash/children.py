"""Work done in a process of its own, which may be killed without harm to whoever asked for it."""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from local_workspace.server import serve

T = TypeVar("T")


class Killed(Exception):
    """The child was ended by a signal before it was done."""


class Broken(Exception):
    """The child ended with an error; its traceback is on stderr."""


def in_child(work: Callable[[], T]) -> T:
    """Do something in a forked process, and give its result.

    Raises:
        Killed: a signal ended the process.
        Broken: the work raised.
    """
    result: T = _result(*_started(work))
    return result


def all_at_once(works: Iterable[Callable[[], T]]) -> list[T]:
    """Do several things, each in a process of its own, at the same time; raises as `in_child`."""
    started = [_started(work) for work in works]
    return [_result(child, reading) for child, reading in started]


def _started(work: Callable[[], object]) -> tuple[int, int]:
    reading, writing = os.pipe()

    def tell() -> None:
        os.close(reading)
        told = pickle.dumps(work())
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)

    child = _forked(tell)
    os.close(writing)
    return child, reading


def _result(child: int, reading: int) -> Any:
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise Killed(os.WTERMSIG(status))
    if os.waitstatus_to_exitcode(status) != 0:
        raise Broken(f"see the traceback of process {child}")
    return pickle.loads(told)  # noqa: S301 (our own child's words)


def _forked(work: Callable[[], None]) -> int:
    """Let a child do something and end; gives its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001 (whatever it is, this process ends here)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


@contextmanager
def served(folder: Path, port: int) -> Iterator[str]:
    """Serve a workspace's folder from a forked process; give its address."""
    ready, stop = os.pipe(), os.pipe()

    def be_served() -> None:
        os.close(ready[0])
        os.close(stop[1])
        os.environ["PATH"] = ""  # No LibreOffice: printing by it would take a hundred times as long as all the rest.
        with serve(folder, port) as serving:
            os.write(ready[1], serving.address.encode())
            os.close(ready[1])
            os.read(stop[0], 1)

    child = _forked(be_served)
    os.close(ready[1])
    os.close(stop[0])
    try:
        with os.fdopen(ready[0]) as pipe:
            address = pipe.read()
        if not address:
            raise Broken(f"the workspace in {folder} was not served")
        yield address
    finally:
        os.close(stop[1])
        os.waitpid(child, 0)

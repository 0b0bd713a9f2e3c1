"""What starts the processes that open files, in a moment: a process that has loaded all they need is forked.

Loading takes most of a second of a processor, a fork some milliseconds. The server opens nothing that others made, so
each fork is as fresh as a process that was started whole. Linux alone, where a descriptor holds a process (pidfd).
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from threading import Lock
from typing import IO

#: What Python itself needs to start; keys, tokens and addresses stay with the job.
_PASSED_ON = ("PYTHONPATH", "SYSTEMROOT", "LANG", "LC_ALL")
#: Each further thread of numpy's would take address space, of which there is little.
_ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
#: Seconds until a server is ready, and until it has forked.
_READY_WITHIN = 30.0
#: A server that forked nothing for so many seconds is ended: it keeps 60 to 100 MB.
RESTS_AFTER = 600.0


def python(*words: str) -> list[str]:
    """Return the command that starts one of our modules."""
    return [sys.executable, "-m", *words]


def environment() -> dict[str, str]:
    """Return what such a process is told of the job's environment."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | _ALONE


ROOT = Path(__file__).parents[2]


class Forked:
    """A process that was forked; it is asked, killed and waited for as one of `subprocess.Popen` is."""

    def __init__(self, pid: int, held: int, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.pid = pid
        self.stdin: IO[bytes] | None = stdin
        self.stdout: IO[bytes] | None = stdout
        self._held = held
        self._closing = Lock()

    def kill(self) -> None:
        """End it at once; one that has ended is let be."""
        with self._closing, suppress(ProcessLookupError):
            if self._held >= 0:
                signal.pidfd_send_signal(self._held, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> None:
        """Wait until it has ended.

        Raises:
            TimeoutError: it has not, after so many seconds.
        """
        if self._held < 0:
            return
        watched = select.poll()
        watched.register(self._held, select.POLLIN)
        if not watched.poll(None if timeout is None else timeout * 1000):
            raise TimeoutError
        with self._closing:
            os.close(self._held)
            self._held = -1

    def end(self) -> None:
        """End it, and close its pipes."""
        self.kill()
        for pipe in (self.stdin, self.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self.wait()


class ForkServer:
    """One server, and the line to it."""

    def __init__(self, loads: Sequence[str]) -> None:
        """Start it; raises `OSError` where that cannot be."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.used_at = 0.0
        self._line = ours
        self._owner = os.getpid()
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 (our own module)
                    python("automation.sandbox.forking", str(theirs.fileno()), *loads),
                    cwd=ROOT,
                    env=environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                )
            except OSError:
                ours.close()
                raise

    def fork(self, memory: int, seconds: int) -> Forked:
        """Return a process that holds to these limits, and greets once it does.

        Raises:
            OSError, ValueError: the server is gone, or cannot.
        """
        questions, asks = os.pipe()
        answered, answers = os.pipe()
        # On a line of its own: forks of this process may ask the same server at the same time.
        told, tells = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            told.settimeout(_READY_WITHIN)
            with tells:
                given = [questions, answers, tells.fileno()]
                socket.send_fds(self._line, [json.dumps([memory, seconds]).encode()], given)
            said, (held,), *_ = socket.recv_fds(told, 100, 1)
        except BaseException:
            os.close(asks)
            os.close(answered)
            raise
        finally:
            told.close()
            os.close(questions)
            os.close(answers)
        return Forked(int(said), held, os.fdopen(asks, "wb"), os.fdopen(answered, "rb"))

    def end(self) -> None:
        """End the server, if this process began it; what it forked goes on until its own pipes are closed."""
        self._line.close()
        if self._owner == os.getpid():
            self._process.kill()
            self._process.wait()


class ForkServers:
    """The servers of this process, one for each thing that is loaded beside what all need."""

    def __init__(self) -> None:
        self._servers: dict[tuple[str, ...], ForkServer] = {}
        self._lock = Lock()

    def fork(self, memory: int, seconds: int, loads: Sequence[str], at: float) -> Forked | None:
        """Return a process that holds to these limits; None where it must be started whole.

        Args:
            memory: bytes of address space.
            seconds: of a processor.
            loads: what is loaded beside what all need.
            at: the moment, as a running count of seconds.
        """
        if not hasattr(os, "pidfd_open"):
            return None
        told = environment()
        key = (sys.executable, *loads, *(f"{name}={told[name]}" for name in sorted(told)))
        with self._lock:
            try:
                server = self._servers.get(key)
                if server is None:
                    server = self._servers[key] = ForkServer(loads)
                server.used_at = max(at, server.used_at)
                return server.fork(memory, seconds)
            except (OSError, ValueError):
                self._drop(key)
                return None

    def rest(self, at: float) -> None:
        """End those that had nothing to do for long."""
        with self._lock:
            for key in [key for key, one in self._servers.items() if at - one.used_at > RESTS_AFTER]:
                self._drop(key)

    def end(self) -> None:
        """End all."""
        with self._lock:
            for key in list(self._servers):
                self._drop(key)

    def inherit(self) -> None:
        """Go on with the servers of the process that this one is a fork of, which alone ends them."""
        self._lock = Lock()
        for server in self._servers.values():
            server.used_at = inf

    def _drop(self, key: tuple[str, ...]) -> None:
        if server := self._servers.pop(key, None):
            server.end()


SERVERS = ForkServers()
atexit.register(SERVERS.end)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=SERVERS.inherit)

"""The fork server itself: `python -m automation.sandbox.forking LINE [signatures]`; see `fork_server.py`."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress

from . import worker


def main(line: socket.socket, *, for_signatures: bool) -> int:
    """Fork as often as asked, until nobody is there to ask."""
    worker.load(for_signatures=for_signatures)
    # Whatever ends is gone at once: who holds it by its descriptor sees that, and nobody asks how it ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    while True:
        asked, given, *_ = socket.recv_fds(line, 100, 3)
        if not asked:
            return 0
        with socket.socket(fileno=given[2]) as answering:
            _fork(line, answering, given[:2], *json.loads(asked))


def _fork(line: socket.socket, answering: socket.socket, given: list[int], memory: int, seconds: int) -> None:
    """Fork, and say which process it is; whoever asked may be gone by then."""
    pid = os.fork()
    if not pid:
        _serve(line, answering, given, memory, seconds)
    for one in given:
        os.close(one)
    with suppress(OSError):
        held = os.pidfd_open(pid)
        try:
            socket.send_fds(answering, [str(pid).encode()], [held])
        finally:
            os.close(held)


def _serve(line: socket.socket, answering: socket.socket, given: list[int], memory: int, seconds: int) -> None:
    """Answer in the place of the server, which this process no longer is."""
    ended = 1
    try:
        for place, one in enumerate(given):
            os.dup2(one, place)
        os.closerange(3, max(line.fileno(), answering.fileno(), *given) + 1)
        ended = worker.serve(memory, seconds)
    finally:
        os._exit(ended)


if __name__ == "__main__":
    sys.exit(
        main(
            socket.socket(fileno=int(sys.argv[1])),
            for_signatures=sys.argv[2:] == ["signatures"],
        )
    )

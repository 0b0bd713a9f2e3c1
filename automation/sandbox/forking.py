"""The fork server itself: `python -m automation.sandbox.forking LINE [signatures]`; see `fork_server.py`."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys

from . import worker


def main(line: socket.socket, *, for_signatures: bool) -> int:
    """Fork as often as asked, until nobody is there to ask."""
    worker.load(for_signatures=for_signatures)
    # Whatever ends is gone at once: who holds it by its descriptor sees that, and nobody asks how it ended.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    while True:
        asked, given, *_ = socket.recv_fds(line, 100, 2)
        if not asked:
            return 0
        memory, seconds = json.loads(asked)
        pid = os.fork()
        if not pid:
            _serve(line, given, memory, seconds)
        for one in given:
            os.close(one)
        held = os.pidfd_open(pid)
        socket.send_fds(line, [str(pid).encode()], [held])
        os.close(held)


def _serve(line: socket.socket, given: list[int], memory: int, seconds: int) -> None:
    """Answer in the place of the server, which this process no longer is."""
    ended = 1
    try:
        for place, one in enumerate(given):
            os.dup2(one, place)
        os.closerange(3, max(line.fileno(), *given) + 1)
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

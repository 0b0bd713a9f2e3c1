"""A workspace served from one loopback port."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from .core.wire import WireServer
from .workspace import Workspace

__all__ = ["Serving", "Workspace", "run", "serve"]


class Serving:
    """A workspace that is being served; leave it as a context manager or call `stop`."""

    def __init__(self, workspace: Workspace, server: WireServer) -> None:
        self.workspace = workspace
        self._server = server
        self._stopped = False

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._server.port

    @property
    def address(self) -> str:
        """Where it is reached, such as `http://127.0.0.1:8085`."""
        return self.workspace.base

    def stop(self) -> None:
        """Finish what is under way and leave no thread, socket or lock; harmless when repeated."""
        if self._stopped:
            return
        self._stopped = True
        self._server.stop()
        self.workspace.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(folder: Path, port: int = 0, *, check_answers: bool = False) -> Serving:
    """Start a workspace over `folder` in threads of its own.

    Args:
        folder: where everything is kept; made when absent.
        port: 0 takes a free one.
        check_answers: hold every answer to its discovery schema (for tests).

    Raises:
        FolderInUse: another process serves this folder.
        OSError: the port is taken.
    """
    workspace = Workspace(folder)
    try:
        server = WireServer(workspace.respond, port)
    except BaseException:
        workspace.close()
        raise
    workspace.api.check_answers = check_answers
    workspace.served_at(f"http://127.0.0.1:{server.port}")
    server.start()
    return Serving(workspace, server)


def run(folder: Path, port: int) -> None:
    """Serve a folder until Ctrl-C or SIGTERM; prints the address.

    Raises:
        FolderInUse: another process serves this folder.
        OSError: the port is taken.
    """
    stopping = threading.Event()
    with serve(folder, port) as serving:
        before = {name: signal.signal(name, lambda *_: stopping.set()) for name in (signal.SIGINT, signal.SIGTERM)}
        try:
            sys.stdout.write(f"Ruang kerja lokal: {serving.address}\nData: {folder}\nBerhenti: Ctrl-C\n")
            sys.stdout.flush()
            while not stopping.wait(3600):
                continue
        finally:
            for name, handler in before.items():
                signal.signal(name, handler)

"""Where the browser lands after the consent: a page on this machine; and the address that a person pastes instead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, Queue
from types import TracebackType
from typing import Self

from . import consent_wording as wording
from .consent_answer import Answer, Code, Wrong

_HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
)


@dataclass(frozen=True, slots=True)
class Came:
    """One answer, and whether a person pasted it."""

    answer: Answer
    pasted: bool


class Landing:
    """A loopback page on a free port; a context manager.

    Attributes:
        address: where the browser is to be sent back.
    """

    def __init__(self) -> None:
        self._came: Queue[Came] = Queue()
        self._judge: Callable[[str], Answer] = lambda _: Wrong.ANOTHER_TRY
        self._server = _Server(self._look)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def await_with(self, judge: Callable[[str], Answer], typed: Iterable[str]) -> None:
        """Begin to take answers: from the browser, and from the lines that a person types."""
        self._judge = judge
        threading.Thread(target=self._listen, args=(typed,), daemon=True).start()

    def next(self, seconds: float) -> Came | None:
        """Return the next answer; None when none came in time."""
        try:
            return self._came.get(timeout=seconds)
        except Empty:
            return None

    def _listen(self, typed: Iterable[str]) -> None:
        for line in typed:
            self._came.put(Came(self._judge(line), pasted=True))

    def _look(self, path: str) -> Answer:
        answer = self._judge(f"http://127.0.0.1{path}")
        # Another page of this machine may call here; what bears another state ends nothing.
        if not isinstance(answer, Wrong):
            self._came.put(Came(answer, pasted=False))
        return answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, look: Callable[[str], Answer]) -> None:
        self.look = look
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        """Take an answer, and say to the person in the browser what became of it."""
        if self.path.partition("?")[0] != "/":
            self.send_error(404)
            return
        answer = self.server.look(self.path)
        page = wording.landing_page(agreed=isinstance(answer, Code), known=not isinstance(answer, Wrong)).encode()
        self.send_response(400 if isinstance(answer, Wrong) else 200)
        for name, value in (*_HEADERS, ("Content-Length", str(len(page)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the address holds the code."""
